"""The keys a desk and a Polres are known by: Ed25519 for signing (RFC 8032), age X25519 for receiving."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, RecipientError, x25519

from spkt_desktop.records import sha256

_DIGITS = 30


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know of a desk or a Polres."""

    signing: str
    """Base64 of the 32 bytes of the Ed25519 public key."""
    recipient: str
    """age recipient: `age1...`."""

    def __post_init__(self) -> None:
        """Raise ValueError for keys that are none, or that are not written in their one canonical way."""
        raw = _raw(self.signing)
        Ed25519PublicKey.from_public_bytes(raw)
        try:
            written = str(x25519.Recipient.from_str(self.recipient))
        except RecipientError as error:
            raise ValueError("not an age recipient") from error
        if written != self.recipient:
            raise ValueError("not the canonical text of a recipient")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the texts of both keys, each followed by a line feed; 64 hexadecimal digits."""
        return sha256(f"{self.signing}\n{self.recipient}\n".encode("ascii"))

    @property
    def spoken(self) -> str:
        """The fingerprint as six groups of five digits (99 bits) that two officers read to each other."""
        digits = f"{int(self.fingerprint, 16) % 10**_DIGITS:0{_DIGITS}d}"
        return " ".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether the holder of these keys has signed the data."""
        try:
            Ed25519PublicKey.from_public_bytes(_raw(self.signing)).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def as_json(self) -> dict[str, Any]:
        """The keys as they stand in a card and in the body of a `keys_rolled` event."""
        return {"signing": self.signing, "recipient": self.recipient}

    @classmethod
    def from_json(cls, content: object) -> PublicKeys:
        """The keys of such an object; raises ValueError where it is none."""
        signing, recipient = _two_texts(content, "signing", "recipient")
        return cls(signing, recipient)


@dataclass(frozen=True, slots=True)
class Keys:
    """The secret keys of a desk or a Polres; never printed, logged or sent."""

    signing: str = field(repr=False)
    """Base64 of the 32 bytes of the Ed25519 private key (the seed of RFC 8032)."""
    identity: str = field(repr=False)
    """age identity: `AGE-SECRET-KEY-1...`."""

    @classmethod
    def new(cls) -> Keys:
        """Fresh keys from the system's random source."""
        raw = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(base64.b64encode(raw).decode("ascii"), str(x25519.Identity.generate()))

    @property
    def public(self) -> PublicKeys:
        """What others may know of these keys."""
        raw = self._private().public_key().public_bytes_raw()
        return PublicKeys(base64.b64encode(raw).decode("ascii"), str(self.age().to_public()))

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of the Ed25519 signature over the data."""
        return self._private().sign(data)

    def age(self) -> x25519.Identity:
        """The age identity that opens what is sealed to these keys."""
        return x25519.Identity.from_str(self.identity)

    def as_json(self) -> dict[str, Any]:
        """The secret keys for keeping in an encrypted or owner-only place."""
        return {"signing": self.signing, "identity": self.identity}

    @classmethod
    def from_json(cls, content: object) -> Keys:
        """The keys that were kept; raises ValueError where they are none."""
        keys = cls(*_two_texts(content, "signing", "identity"))
        try:
            keys._private()
            keys.age()
        except IdentityError as error:
            raise ValueError("not an age identity") from error
        return keys

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_raw(self.signing))


def _raw(text: str) -> bytes:
    """The 32 bytes of a key in base64, which must be written in its one canonical way."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("not a key in base64") from error
    if len(raw) != 32 or base64.b64encode(raw).decode("ascii") != text:
        raise ValueError("not the canonical base64 of 32 bytes")
    return raw


def _two_texts(content: object, first: str, second: str) -> tuple[str, str]:
    if not isinstance(content, Mapping) or set(content) != {first, second}:
        raise ValueError("not a pair of keys")
    one, other = content[first], content[second]
    if not isinstance(one, str) or not isinstance(other, str):
        raise ValueError("a key is not a text")
    return one, other

"""What opens a register, as bytes: slots and the register's key (age files), and the index of the vault.

Everything is an age file (age-encryption.org/v1), so that stock tools open it too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyrage

from spkt_desktop.errors import Refused, WrongPassphrase
from spkt_desktop.records import canonical, sha256

FORMAT = "spkt-vault/2"
INDEX, KEY, SPARE, RECOVERY = "vault.json", "key.age", "spare.age", "recovery.age"
"""The files of a vault beside the slots of the officers; the key lies in two of them, for one may go bad."""
KEY_BYTES = 32
"""Of the register's key; SQLCipher takes an empty one for a passphrase."""
SHORTEST_PASSPHRASE = 8
"""NIST SP 800-63B, section 5.1.1.2: at least 8 characters, no rules of composition."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is misread on paper
_CODE_LENGTH = 24
_TOO_MUCH, _MEASURED = "Excessive work", 20
"""What age says of a file that would take this PC far longer than a second; how often it may measure the PC."""
_HARD, _SEALED = 16, 3
"""Work of scrypt (a power of two, 64 MiB) below which a slot is sealed again, and how often; the hardest is kept."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One holder's way in: the age recipient of an identity of its own, and the file that holds that identity."""

    recipient: str
    sealed: bytes = b""
    """Empty for the Polres, which keeps its identity itself."""


@dataclass(frozen=True, slots=True)
class Index:
    """What tells a damaged vault from a wrong passphrase, and one officer's slot from another's."""

    salt: str
    digests: Mapping[str, Sequence[str]]
    """SHA-256 of each slot by file name; of two while one is being replaced."""


def new_slot(nrp: str, secret: str) -> Slot:
    """A new identity for an officer (or the recovery code, without `nrp`), sealed by a secret (about 1.5 s of scrypt).

    Raises Refused for a short secret.
    """
    if len(secret) < SHORTEST_PASSPHRASE:
        raise Refused(
            f"Kata sandi terlalu pendek; pakai paling sedikit {SHORTEST_PASSPHRASE} huruf. Tidak ada yang berubah."
        )
    identity = pyrage.x25519.Identity.generate()
    plain = canonical({"identity": str(identity), "nrp": nrp})
    return Slot(str(identity.to_public()), _encrypted(plain, secret))


def unseal_slot(sealed: bytes, secret: str) -> tuple[str, str] | None:
    """(NRP, age identity) of the slot that this secret opens; None where it does not fit or the slot is damaged."""
    try:
        content = json.loads(_decrypted(sealed, secret))
        return str(content["nrp"]), str(content["identity"])
    except (pyrage.DecryptError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _encrypted(plain: bytes, secret: str) -> bytes:
    """An age file; age takes as much work as it thinks takes this PC a second, which is too little on a busy one."""
    made = [bytes(pyrage.passphrase.encrypt(plain, secret))]
    while _work(made[-1]) < _HARD and len(made) < _SEALED:
        made.append(bytes(pyrage.passphrase.encrypt(plain, secret)))
    return max(made, key=_work)


def _work(sealed: bytes) -> int:
    """The work of scrypt that an age file asks for: the last word of its second line."""
    return int(sealed.split(b"\n", 2)[1].split()[-1])


def _decrypted(sealed: bytes, secret: str) -> bytes:
    """What an age file holds; age first measures how fast this PC is, and refuses what it thinks would take too long.

    Where another program has the processor just then, it refuses the right passphrase too: so it may measure again.
    """
    for _ in range(_MEASURED - 1):
        try:
            return bytes(pyrage.passphrase.decrypt(sealed, secret))
        except pyrage.DecryptError as error:
            if _TOO_MUCH not in str(error):
                raise
    return bytes(pyrage.passphrase.decrypt(sealed, secret))


def seal_keys(keys: Sequence[bytes], recipients: Iterable[str]) -> bytes:
    """The register's key (during a re-key the new one, then the old one), sealed to all these age recipients."""
    to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in sorted(set(recipients))]
    return bytes(pyrage.encrypt(canonical({"keys": [key.hex() for key in keys]}), to)) if to else b""


def unseal_keys(sealed: bytes, identity: str) -> list[bytes]:
    """The keys in `key.age` for an age identity; none where it is not one of the recipients or the file is damaged."""
    try:
        plain = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
        keys = [bytes.fromhex(key) for key in json.loads(plain)["keys"]]
        return keys if all(len(key) == KEY_BYTES for key in keys) else []
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError, TypeError, RecursionError):
        return []


def slot_name(salt: str, nrp: str) -> str:
    """The file name of an officer's slot; it names nobody."""
    return f"officer-{hmac.new(bytes.fromhex(salt), nrp.encode(), hashlib.sha256).hexdigest()[:16]}.age"


def written_index(index: Index) -> bytes:
    """The index as a file, with a checksum over it."""
    digests = {name: list(digests) for name, digests in index.digests.items()}
    content = {"digests": digests, "format": FORMAT, "salt": index.salt}
    return canonical({**content, "check": sha256(canonical(content))})


def read_index(raw: bytes) -> Index | None:
    """The index; None where it is damaged. Raises Refused for the vault of another version of the program."""
    try:
        content = json.loads(raw)
        check, told = content.pop("check", None), content["format"]
        if check is None and told == "spkt-vault/1":
            raise Refused(
                "Meja ini dibuat oleh versi percobaan SPKT Desktop yang kuncinya tidak dipakai lagi. "
                "Tidak ada yang berubah; siapkan meja baru di folder lain."
            )
        if check != sha256(canonical(content)):
            return None
        if told != FORMAT:
            raise Refused(
                "Meja ini dibuat oleh versi SPKT Desktop yang lebih baru. Tidak ada yang berubah; "
                "pasang versi terbaru lalu buka lagi."
            )
        bytes.fromhex(content["salt"])
        if not all(isinstance(digests, list) for digests in content["digests"].values()):
            return None  # its checksum holds, which anybody can make
        return Index(content["salt"], content["digests"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def new_code() -> str:
    """A new recovery code of 115 random bits and a check letter, in groups of four."""
    random = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH - 1))
    code = random + _check_letter(random)
    return "-".join(code[i : i + 4] for i in range(0, _CODE_LENGTH, 4))


def tidy_code(code: str) -> str:
    """A recovery code as typed from paper, without separators and with misread letters put right."""
    plain = "".join(code.upper().replace("O", "0").replace("I", "1").replace("L", "1").replace("-", " ").split())
    if len(plain) != _CODE_LENGTH or any(letter not in _ALPHABET for letter in plain):
        raise WrongPassphrase(f"Kode pemulihan terdiri dari {_CODE_LENGTH} huruf dan angka. Periksa lagi tulisannya.")
    if _check_letter(plain[:-1]) != plain[-1]:
        raise WrongPassphrase("Ada huruf kode pemulihan yang salah ketik. Baca lagi dari lembar pemulihan.")
    return plain


def _check_letter(text: str) -> str:
    """Luhn's check modulo 32: every single wrong letter is noticed, and nearly every swap of two neighbours."""
    base = len(_ALPHABET)
    total = 0
    for position, letter in enumerate(reversed(text)):
        doubled = _ALPHABET.index(letter) * (2 - position % 2)
        total += doubled // base + doubled % base
    return _ALPHABET[-total % base]

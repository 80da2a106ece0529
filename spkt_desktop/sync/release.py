"""What a release says of itself: a small signed note beside its setup file, checked before anything of it runs."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync import strict

EXTENSION = ".rilis"
"""Of a note; before it stands the whole name of the file that it vouches for."""
PRODUCT = "spkt-desktop"
SYSTEMS = ("windows", "linux")
MAX_SIZE = 4096
"""Bytes of the largest note that is read at all."""

_FORMAT = "spkt-rilis/1"
_KEYS_FORMAT = "spkt-kunci-rilis/1"
_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Note:
    """What a note vouches for: one file of one version, for one system."""

    product: str
    system: str
    version: str
    file: str
    """Name of the file, which lies beside the note."""
    size: int
    """Bytes of the file."""
    sha256: str
    date: str
    """Day of the release, YYYY-MM-DD."""

    @property
    def rank(self) -> tuple[int, ...]:
        """The version as numbers: a newer one is greater."""
        return rank_of(self.version)

    @property
    def name(self) -> str:
        """`spkt-desktop-0.2.0-setup.exe.rilis`."""
        return f"{self.file}{EXTENSION}"

    def unsigned(self) -> bytes:
        """The bytes that the release key signs: canonical JSON (RFC 8785)."""
        return canonical(self._content())

    def sealed(self, signature: bytes) -> bytes:
        """The bytes of the note with its signature."""
        return canonical({**self._content(), "signature": base64.b64encode(signature).decode("ascii")})

    @classmethod
    def read(cls, data: bytes, trusted: Sequence[bytes]) -> Note:
        """The note in the bytes of a file, signed by one of these keys (32 bytes each); raises SealBroken."""
        if len(data) > MAX_SIZE:
            raise no_note()
        content = strict.decode(data)
        if content.get("format") != _FORMAT:
            raise no_note()
        try:
            note, signature = _told(content)
        except ValueError as error:
            raise strict.damaged() from error
        if not any(_signed(key, note.unsigned(), signature) for key in trusted):
            raise SealBroken(
                "Pembaruan ini tidak ditandatangani oleh pembuat SPKT Desktop. Tidak ada yang dijalankan atau diubah; "
                "jangan dipakai, dan mintalah flashdisk pembaruan dari Polres."
            )
        return note

    def _content(self) -> dict[str, Any]:
        return {
            "format": _FORMAT, "product": self.product, "system": self.system, "version": self.version,
            "file": self.file, "size": self.size, "sha256": self.sha256, "date": self.date,
        }  # fmt: skip


def no_note() -> SealBroken:
    """The failure of a file that is not a note of ours at all."""
    return SealBroken(
        "Berkas ini bukan catatan rilis SPKT Desktop. Tidak ada yang dijalankan atau diubah; periksa berkasnya."
    )


def rank_of(version: str) -> tuple[int, ...]:
    """A version of three numbers, to be compared; raises ValueError for any other."""
    if not (found := _VERSION.fullmatch(version)):
        raise ValueError("not a version of three numbers")
    return tuple(map(int, found.groups()))


def read_keys(data: bytes) -> tuple[bytes, ...]:
    """The public release keys that a program ships with, 32 bytes each; raises ValueError."""
    given = strict.members(strict.decode(data), "format", "keys")
    if given["format"] != _KEYS_FORMAT or not isinstance(given["keys"], list):
        raise ValueError("not a list of release keys")
    return tuple(_raw(key, 32) for key in given["keys"])


def written_keys(keys: Sequence[bytes]) -> bytes:
    """The file that `read_keys` reads."""
    texts = [base64.b64encode(key).decode("ascii") for key in keys]
    return canonical({"format": _KEYS_FORMAT, "keys": texts})


def _told(content: dict[str, Any]) -> tuple[Note, bytes]:
    given = strict.members(
        content, "format", "product", "system", "version", "file", "size", "sha256", "date", "signature"
    )
    note = Note(
        strict.text(given["product"], 60), strict.text(given["system"], 20), strict.text(given["version"], 20),
        strict.text(given["file"], 100), strict.number(given["size"], 1), strict.digest(given["sha256"]),
        strict.text(given["date"], 10),
    )  # fmt: skip
    rank_of(note.version)
    if not _FILE.fullmatch(note.file) or date.fromisoformat(note.date).isoformat() != note.date:
        raise ValueError("not a file of a release, or not a day")
    return note, _raw(given["signature"], 64)


def _raw(text: object, length: int) -> bytes:
    """So many bytes from base64 in its one canonical spelling; raises ValueError."""
    written = strict.text(text, 100)
    try:
        raw = base64.b64decode(written.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("not base64") from error
    if len(raw) != length or base64.b64encode(raw).decode("ascii") != written:
        raise ValueError("not the canonical base64 of so many bytes")
    return raw


def _signed(key: bytes, data: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except InvalidSignature:
        return False
    return True

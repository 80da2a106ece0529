"""Releases as a release maker would lay them on a stick, signed with a key of the test's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from spkt_desktop.records import sha256
from spkt_desktop.sync.release import PRODUCT, Note

SETUP = b"#!/bin/sh\necho mulai > mulai.txt\n"
"""What stands for a setup file: it can be begun where there is a shell."""


@dataclass
class Maker:
    """Whoever makes releases."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def note(self, file: Path, **other: object) -> Note:
        told = {
            "product": PRODUCT, "system": "windows", "version": "0.2.0", "file": file.name,
            "size": file.stat().st_size, "sha256": sha256(file.read_bytes()), "date": "2026-12-01",
        }  # fmt: skip
        return Note(**{**told, **other})  # type: ignore[arg-type]

    def lay(self, stick: Path, content: bytes = SETUP, **other: object) -> Path:
        """A setup file with its note; gives the file."""
        stick.mkdir(exist_ok=True)
        file = stick / f"spkt-desktop-{other.get('version', '0.2.0')}-setup.exe"
        file.write_bytes(content)
        note = self.note(file, **other)
        (stick / note.name).write_bytes(note.sealed(self.key.sign(note.unsigned())))
        return file

"""The release key, and the notes that it signs: for whoever makes releases, with a key outside the checkout.

    .venv/bin/python tools/signing.py new KEY.pem       a new key; trusts it in resources/data/kunci_rilis.json
    .venv/bin/python tools/signing.py sign KEY.pem FILE windows|linux 0.2.0 2026-12-01

The key is an Ed25519 key in PEM (PKCS #8), sealed with the passphrase in SPKT_KUNCI_RILIS_SANDI where that is set.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from spkt_desktop.disk import digest, write_file
from spkt_desktop.sync.release import PRODUCT, SYSTEMS, Note, read_keys, written_keys

ROOT = Path(__file__).resolve().parent.parent
TRUSTED = ROOT / "resources" / "data" / "kunci_rilis.json"


def new_key(file: Path, trusted: Path) -> None:
    """Make a key outside the checkout, and a list of trusted keys with it as the last; ends where there is one."""
    if file.exists() or ROOT in file.resolve().parents:
        sys.exit("A release key is never made over another one, nor inside the checkout.")
    words = passphrase()
    sealing = form.BestAvailableEncryption(words) if words else form.NoEncryption()
    key = Ed25519PrivateKey.generate()
    write_file(file, key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, sealing))  # for its owner only
    former = read_keys(trusted.read_bytes()) if trusted.exists() else ()
    write_file(trusted, written_keys((*former, key.public_key().public_bytes_raw())))
    trusted.chmod(0o644)


def load_key(file: Path) -> Ed25519PrivateKey:
    """The release key in a file; ends where it is none."""
    key = form.load_pem_private_key(file.read_bytes(), passphrase())
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit("That is no Ed25519 key.")
    return key


def passphrase() -> bytes | None:
    """What the key is sealed with; None where it is not."""
    return os.environ.get("SPKT_KUNCI_RILIS_SANDI", "").encode() or None


def write_note(key: Ed25519PrivateKey, file: Path, system: str, version: str, date: str) -> Path:
    """Sign a file of a release; gives the note, which lies beside it. Ends for a system that no program runs on."""
    if system not in SYSTEMS:
        sys.exit(f"{system!r} is none of {', '.join(SYSTEMS)}: no desk would take that note.")
    note = Note(PRODUCT, system, version, file.name, file.stat().st_size, digest(file), date)
    sealed = note.sealed(key.sign(note.unsigned()))
    if Note.read(sealed, [key.public_key().public_bytes_raw()]) != note:
        raise ValueError("the note does not read as it was written")
    target = file.with_name(note.name)
    target.write_bytes(sealed)
    return target


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["new", target]:
            new_key(Path(target), TRUSTED)
        case ["sign", key_file, file, system, version, date]:
            print(write_note(load_key(Path(key_file)), Path(file), system, version, date))
        case _:
            sys.exit(__doc__)

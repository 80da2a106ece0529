"""Slots of a vault that open quickly: what is slow about them on purpose is proven once, in the tests of the vault."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from spkt_desktop.app import Opened
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.records import canonical


def quicken(folder: Path, opened: Opened) -> None:
    """Seal the officer's slot anew with little work of scrypt: still an age file that the vault itself opens."""
    (slot,) = (folder / "vault").glob("officer-*.age")
    slot.write_bytes(_sealed(canonical({"key": opened.key.hex(), "nrp": opened.nrp}), PASSPHRASE))


def _sealed(plain: bytes, passphrase: str, work: int = 4) -> bytes:
    """An age file (age-encryption.org/v1) for a passphrase, of at most 64 KiB."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    salted = b"age-encryption.org/v1/scrypt" + salt
    wrap = hashlib.scrypt(passphrase.encode(), salt=salted, n=1 << work, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_base64(salt), work, _base64(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, hashlib.sha256)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\1", plain, None)
    return head + b" " + _base64(mac) + b"\n" + nonce + payload


def _base64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)

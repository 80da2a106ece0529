"""Slots of a vault that open quickly: what is slow about them on purpose is proven once, in the tests of the vault."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from spkt_desktop.app import Opened
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.records import canonical
from spkt_desktop.store.holders import Holders, officer
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import Slot
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault


def quicken(folder: Path, opened: Opened) -> None:
    """Give that officer a slot with little work of scrypt: still an age file that the vault itself opens."""
    admit_quickly(folder, opened.key, opened.nrp)


def admit_quickly(folder: Path, key: bytes, nrp: str) -> None:
    """Give one more officer of a desk such a slot."""
    store = Store(folder / FILE, key, index_values)
    try:
        Holders(store, Vault(folder / "vault")).give(officer(nrp), quick_slot(nrp), lambda: None)
    finally:
        store.close()


def quick_slot(nrp: str, passphrase: str = PASSPHRASE) -> Slot:
    """A slot that opens quickly, of a new identity."""
    identity = pyrage.x25519.Identity.generate()
    plain = canonical({"identity": str(identity), "nrp": nrp})
    return Slot(str(identity.to_public()), _sealed(plain, passphrase))


def _sealed(plain: bytes, passphrase: str, work: int = 4) -> bytes:
    """An age file (age-encryption.org/v1) for a passphrase, of at most 64 KiB."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    salted = b"age-encryption.org/v1/scrypt" + salt
    wrap = hashlib.scrypt(passphrase.encode(), salt=salted, n=1 << work, r=8, p=1, dklen=32, maxmem=1 << 28)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_base64(salt), work, _base64(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, hashlib.sha256)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\1", plain, None)
    return head + b" " + _base64(mac) + b"\n" + nonce + payload


def _base64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)

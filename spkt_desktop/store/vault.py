"""The key of the register, kept in slots that an officer, the Kapolsek's recovery code or the Polres can open.

Each slot is an age file (age-encryption.org/v1), so that stock tools open it too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import pyrage

from spkt_desktop.errors import Damaged, Refused, WrongPassphrase
from spkt_desktop.records import canonical
from spkt_desktop.disk import private_folder, write_file

SHORTEST_PASSPHRASE = 8
"""NIST SP 800-63B, section 5.1.1.2: at least 8 characters, no rules of composition."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is misread on paper
_CODE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Opened:
    """An open vault: the key of the register, and whose slot opened it (empty for the recovery code)."""

    key: bytes
    nrp: str


class Vault:
    """The slots of one desk, in a folder of their own; file names say nothing of persons."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> tuple[Vault, bytes]:
        """A new vault and its new random key."""
        private_folder(folder)
        write_file(folder / "vault.json", canonical({"format": "spkt-vault/1", "salt": secrets.token_hex(16)}))
        return cls(folder), os.urandom(32)

    def open(self, nrp: str, passphrase: str) -> Opened:
        """Open an officer's slot (about 1.5 s of scrypt); raises WrongPassphrase for whatever does not fit."""
        slot = self._officer_slot(nrp)
        # An unknown NRP costs the same time and gets the same answer.
        known = slot if slot.exists() else self.folder / "recovery.age"
        content = self._unseal(known, passphrase) if passphrase else None
        if content is None or content.get("nrp") != nrp or not nrp:
            raise WrongPassphrase("NRP atau kata sandi salah. Register tetap terkunci; coba lagi.")
        return Opened(bytes.fromhex(content["key"]), nrp)

    def open_any(self, passphrase: str) -> Opened:
        """Open whichever officer's slot the passphrase fits; raises WrongPassphrase, or Refused if it fits several."""
        tried = (self._unseal(slot, passphrase) for slot in sorted(self.folder.glob("officer-*.age")))
        fits = [content for content in tried if content]
        if not fits:
            raise WrongPassphrase("Kata sandi salah. Register tetap terkunci; coba lagi.")
        if len(fits) > 1:
            raise Refused("Kata sandi itu milik lebih dari satu petugas. Sebutkan NRP petugas yang bekerja.")
        return Opened(bytes.fromhex(fits[0]["key"]), fits[0]["nrp"])

    def recover(self, code: str) -> Opened:
        """Open the recovery slot; raises WrongPassphrase, naming a slip of the pen as such."""
        plain = tidy_code(code)
        content = self._unseal(self.folder / "recovery.age", plain)
        if content is None:
            raise WrongPassphrase("Kode pemulihan ini bukan untuk meja ini. Periksa lembar pemulihan yang terbaru.")
        return Opened(bytes.fromhex(content["key"]), "")

    def admit(self, key: bytes, nrp: str, passphrase: str) -> None:
        """Give an officer a slot, or a new passphrase to the one there."""
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise Refused(
                f"Kata sandi terlalu pendek; pakai paling sedikit {SHORTEST_PASSPHRASE} huruf. Tidak ada yang berubah."
            )
        self._seal(self._officer_slot(nrp), key, nrp, passphrase)

    def dismiss(self, nrp: str) -> None:
        """Take an officer's slot away."""
        self._officer_slot(nrp).unlink(missing_ok=True)

    def admitted(self, nrp: str) -> bool:
        """Whether that officer has a slot."""
        return self._officer_slot(nrp).exists()

    def new_recovery_code(self, key: bytes) -> str:
        """A new recovery code in groups of four; the former one no longer opens anything."""
        random = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH - 1))
        code = random + _check_letter(random)
        self._seal(self.folder / "recovery.age", key, "", code)
        return "-".join(code[i : i + 4] for i in range(0, _CODE_LENGTH, 4))

    def admit_polres(self, key: bytes, recipient: str) -> None:
        """Give the Polres (its age recipient, `age1...`) a slot of its own."""
        sealed = pyrage.encrypt(canonical({"key": key.hex(), "nrp": ""}), [pyrage.x25519.Recipient.from_str(recipient)])
        write_file(self.folder / "polres.age", sealed)

    def _officer_slot(self, nrp: str) -> Path:
        try:
            salt = bytes.fromhex(json.loads((self.folder / "vault.json").read_bytes())["salt"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Damaged(
                "Berkas kunci meja rusak atau hilang. Register tidak berubah; pulihkan dari cadangan."
            ) from error
        return self.folder / f"officer-{hmac.new(salt, nrp.encode(), hashlib.sha256).hexdigest()[:16]}.age"

    def _seal(self, slot: Path, key: bytes, nrp: str, passphrase: str) -> None:
        write_file(slot, pyrage.passphrase.encrypt(canonical({"key": key.hex(), "nrp": nrp}), passphrase))

    def _unseal(self, slot: Path, passphrase: str) -> dict[str, str] | None:
        try:
            sealed = slot.read_bytes()
        except FileNotFoundError as error:
            raise Damaged("Slot kunci meja hilang. Register tidak berubah; pulihkan dari cadangan.") from error
        try:
            content: dict[str, str] = json.loads(pyrage.passphrase.decrypt(sealed, passphrase))
        except (pyrage.DecryptError, ValueError):
            return None
        return content


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

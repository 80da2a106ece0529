"""The vault, opened: a passphrase opens an officer's slot, the identity in it the key, the key the register.

Nobody has to be let in to read what lies here; who may be is known to the register alone (holders.py).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from spkt_desktop.disk import named, private_folder, write_file
from spkt_desktop.errors import Damaged, MediumFailed, Refused, WrongPassphrase
from spkt_desktop.records import sha256
from spkt_desktop.store.database import PATIENCE_MS, Database, told
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import (
    INDEX,
    KEY,
    RECOVERY,
    SPARE,
    Index,
    read_index,
    slot_name,
    tidy_code,
    unseal_keys,
    unseal_slot,
)  # fmt: skip

OFFICERS = "officer-*.age"
TURN = "giliran"
"""The file whose lock says whose turn it is to change the vault; it holds nothing."""
_SPOILT = (
    " Berkas kunci di komputer ini juga rusak, sehingga kata sandi yang benar pun dapat ditolak. Isi register tetap "
    "utuh: minta petugas lain membuka meja (berkas itu lalu dipulihkan sendiri), pakai kode pemulihan, atau pulihkan "
    "dari cadangan."
)


_UNREAD = (
    "Berkas kunci meja tidak dapat dibaca dari disk. Tidak ada yang berubah; coba lagi. Bila terjadi lagi, minta "
    "petugas lain membuka meja atau pakai kode pemulihan, dan minta komputer diperiksa."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open vault: the key that opens the register now, and whose slot opened it (empty for the recovery code)."""

    key: bytes = field(repr=False)
    nrp: str


class Vault:
    """The files of one desk's vault, beside its register; file names say nothing of persons."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unread = False
        """Whether the disk did not give a file that is there."""

    def open(self, nrp: str, passphrase: str) -> Opened:
        """Open an officer's slot (about 1.5 s of scrypt); raises WrongPassphrase for whatever does not fit, Damaged."""
        with self._reading():
            index = self._index()
            for name in self._candidates(index, nrp):
                content = self._unseal(name, passphrase)
                if content and nrp and content[0] == nrp:
                    return Opened(self._key(content[1]), nrp)
            spoilt = index is None or self._spoilt(index, slot_name(index.salt, nrp))
            raise WrongPassphrase(
                f"NRP atau kata sandi salah. Register tetap terkunci; coba lagi.{_SPOILT if spoilt else ''}"
            )

    def open_any(self, passphrase: str) -> Opened:
        """Open the officer's slot that the passphrase fits; WrongPassphrase, Damaged, or Refused if it fits several."""
        with self._reading():
            return self._open_any(passphrase)

    def _open_any(self, passphrase: str) -> Opened:
        index, names = self._index(), self._officers()
        fits = [content for name in names if (content := self._unseal(name, passphrase)) and content[0]]
        if not fits:
            listed = set(index.digests) - {RECOVERY} if index else set()
            spoilt = index is None or any(self._spoilt(index, name) for name in listed | set(names))
            raise WrongPassphrase(f"Kata sandi salah. Register tetap terkunci; coba lagi.{_SPOILT if spoilt else ''}")
        if len(fits) > 1:
            raise Refused("Kata sandi itu milik lebih dari satu petugas. Sebutkan NRP petugas yang bekerja.")
        return Opened(self._key(fits[0][1]), fits[0][0])

    def recover(self, code: str) -> Opened:
        """Open the recovery slot; raises WrongPassphrase, naming a slip of the pen as such, or Damaged."""
        with self._reading():
            return self._recover(tidy_code(code))

    def _recover(self, plain: str) -> Opened:
        index = self._index()
        content = self._unseal(RECOVERY, plain)
        if content is None:
            spoilt = index is None or self._spoilt(index, RECOVERY)
            raise WrongPassphrase(
                "Berkas kunci pemulihan di komputer ini rusak atau hilang. Isi register tetap utuh: buka meja dengan "
                "kata sandi seorang petugas (berkas itu lalu dipulihkan sendiri), atau pulihkan dari cadangan."
                if spoilt
                else "Kode pemulihan ini bukan untuk meja ini. Periksa lembar pemulihan yang terbaru."
            )
        return Opened(self._key(content[1]), "")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file of the vault; None where it is missing or the disk does not give it."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            self._unread = True
            return None

    def write(self, name: str, content: bytes) -> None:
        """Replace a file of the vault unless it is so already; raises MediumFailed."""
        if self.read(name) != content:
            write_file(self.folder / name, content)

    def remove(self, name: str) -> None:
        """Take a file of the vault away."""
        with contextlib.suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """The age files that lie here."""
        return self._listed("*.age")

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Be the only process that changes this vault; ends with the process at the latest. Raises DeskBusy."""
        lock = self.folder / TURN
        private_folder(self.folder)
        with named():
            os.close(os.open(lock, os.O_CREAT | os.O_RDWR, 0o600))
        with (
            told(),
            contextlib.closing(sqlcipher.connect(str(lock), isolation_level=None, timeout=PATIENCE_MS / 1000)) as mine,
        ):
            mine.execute("BEGIN EXCLUSIVE")
            yield

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Say that the disk did not give a file, rather than that a passphrase is wrong or the vault damaged."""
        self._unread = False
        try:
            yield
        except (WrongPassphrase, Damaged) as error:
            if self._unread:
                raise MediumFailed("gagal_disk", _UNREAD) from error
            raise

    def _index(self) -> Index | None:
        raw = self.read(INDEX)
        index = read_index(raw) if raw is not None else None
        # An index that does not know the slots that lie here is of no use, whatever its checksum says.
        return index if index and set(self._officers()) <= set(index.digests) else None

    def _candidates(self, index: Index | None, nrp: str) -> list[str]:
        """The slots that this officer may have: one where the index is sound, else all."""
        officers = self._officers()
        if index is not None:
            # An unknown NRP costs the same time and gets the same answer.
            mine = slot_name(index.salt, nrp)
            officers = [mine] if mine in officers else [RECOVERY] if self.read(RECOVERY) else officers[:1]
        if not officers:
            raise Damaged(
                "Semua berkas kunci meja hilang dari folder ini. Register tidak berubah; pulihkan dari cadangan."
            )
        return officers

    def _officers(self) -> list[str]:
        return self._listed(OFFICERS)

    def _listed(self, pattern: str) -> list[str]:
        try:
            return sorted(path.name for path in self.folder.glob(pattern))
        except OSError as error:
            raise MediumFailed("gagal_disk", _UNREAD) from error

    def _spoilt(self, index: Index, name: str) -> bool:
        """Whether this slot is known and is not as it should be."""
        sealed = self.read(name)
        return name in index.digests and (sealed is None or sha256(sealed) not in index.digests[name])

    def _unseal(self, name: str, secret: str) -> tuple[str, str] | None:
        sealed = self.read(name)
        return unseal_slot(sealed, secret) if sealed is not None and secret else None

    def _key(self, identity: str) -> bytes:
        """The key that opens the register now; after an interrupted re-key there are two, and one fits."""
        register = self.folder.parent / FILE
        keys = next((keys for name in (KEY, SPARE) if (keys := unseal_keys(self.read(name) or b"", identity))), None)
        if keys is None:
            raise Damaged(
                "Kata sandi atau kode itu benar, tetapi berkas kunci register di komputer ini rusak atau bukan "
                "pasangannya. Register tidak berubah; coba dengan petugas lain, atau pulihkan dari cadangan."
            )
        for key in keys if len(keys) > 1 and register.exists() else ():
            with contextlib.suppress(Damaged):
                Database(register, key).close()
                return key
        return keys[0]

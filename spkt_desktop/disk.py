"""Files that are there whole or not at all, and what disk, stick or share said when it would not: named, in words."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from spkt_desktop.errors import MediumFailed
from spkt_desktop.windows_acl import owner_only

PART = ".spkt-part"
"""How the name of a file ends that is not whole yet."""
_DEAD = 600.0
"""Seconds since the last byte after which a part is taken to be left behind."""
_SPARE = 64 << 10
"""Free bytes asked for beyond the file: the folder entry and the clusters of a FAT medium."""
_STEP = 1 << 20
"""Bytes that are read at a time."""
HELD_S = 1.0
"""How long Windows is asked again for a file that another program holds open."""

_SAFE = "Data di komputer ini tetap utuh."
_SENTENCES = {
    "tidak ada": f"Folder tujuan tidak ditemukan. {_SAFE} Pasang flashdisk atau pilih folder lain.",
    "bukan folder": f"Tujuan yang dipilih bukan folder. {_SAFE} Pilih sebuah folder.",
    "penuh": f"Ruang pada media (disk atau flashdisk) tidak cukup. {_SAFE} Kosongkan sebagian atau gunakan media lain.",
    "hanya baca": f"Disk atau flashdisk itu tidak dapat ditulisi. {_SAFE} Periksa kunci tulis dan izin, lalu ulangi.",
    "hilang": f"Disk atau flashdisk tidak terjangkau atau tercabut. {_SAFE} Pasang kembali, lalu ulangi.",
    "dipakai": f"Berkas sedang dipakai program lain. {_SAFE} Tutup program itu, lalu ulangi.",
    "berbeda": f"Isi yang terbaca kembali dari media tidak sama. {_SAFE} Media mungkin rusak; gunakan media lain.",
    "berkas tidak ada": f"Berkas tidak ditemukan. {_SAFE} Pasang kembali media atau pilih berkas lain.",
    "terlalu besar": f"Berkas terlalu besar untuk sebuah kiriman. {_SAFE} Periksa berkas yang dipilih.",
    "gagal": f"Disk atau flashdisk itu tidak dapat dibaca atau ditulisi. {_SAFE} Ulangi, atau gunakan media lain.",
}
_CODES = {
    errno.ENOSPC: "penuh",
    errno.EDQUOT: "penuh",
    errno.EFBIG: "penuh",
    errno.EROFS: "hanya baca",
    errno.ENOENT: "hilang",
    errno.ENODEV: "hilang",
    errno.ENXIO: "hilang",
    errno.EIO: "hilang",
}
_WINDOWS_CODES = {
    code: outcome
    for outcome, codes in {
        "dipakai": (32, 33, 1224),
        "penuh": (39, 112),
        "hanya baca": (19,),
        "hilang": (21, 53, 55, 59, 64, 67, 1006, 1117, 1167),
        "gagal": (23, 29, 30, 31),  # damaged media, which Python tells as a refused access
    }.items()
    for code in codes
}
"""https://learn.microsoft.com/windows/win32/debug/system-error-codes"""


class NameUnsure(OSError):
    """A file has its new name, whole, but the medium does not say that the name outlives a power cut."""


def failed(outcome: str) -> MediumFailed:
    """The failure with this named outcome and its sentence."""
    return MediumFailed(outcome, _SENTENCES[outcome])


@contextmanager
def named(denied: str = "hanya baca") -> Iterator[None]:
    """Turn the system's errors into failures with a named outcome; `denied` is what a refused access means here."""
    try:
        yield
    except OSError as error:
        told = _WINDOWS_CODES.get(getattr(error, "winerror", None) or 0)
        refused = denied if isinstance(error, PermissionError) else None
        raise failed(told or refused or _CODES.get(error.errno or 0, "gagal")) from error


def preflight(folder: Path, needed: int) -> None:
    """Raise MediumFailed (tidak ada, bukan folder, penuh, hanya baca, hilang) if so many bytes cannot go there."""
    with named():
        if not folder.exists():
            raise failed("tidak ada")
        if not folder.is_dir():
            raise failed("bukan folder")
        if not os.access(folder, os.W_OK):
            raise failed("hanya baca")
        if shutil.disk_usage(folder).free < needed + _SPARE:
            raise failed("penuh")


@contextmanager
def whole(target: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """A file to write `target` into: at the end it is on the medium and has its name, whole, or nothing has changed.

    `check` looks at the part, on the medium, before it gets its name. A power cut may leave a part, which the next
    writing of that name clears away. Only the owner may read it, where the medium knows owners. Raises MediumFailed.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}{PART}")  # new: no leftover can stand in the way
    with named():
        clear(target.parent, glob.escape(target.name))
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if check:
                check(part)
            replace(part, target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def write_file(target: Path, content: bytes) -> None:
    """Write or replace a file so that a power cut leaves the old or the new one; raises MediumFailed."""
    with whole(target) as file:
        file.write(content)


def read(path: Path, most: int) -> bytes:
    """The bytes of a file of at most so many; raises MediumFailed."""
    with named(denied="gagal"):
        if not path.is_file():
            raise failed("berkas tidak ada")
        with path.open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise failed("terlalu besar")
    return data


def digest(path: Path, tell: Callable[[int], None] = lambda _read: None) -> str:
    """SHA-256 of a file as the medium has it, past the system's cache where the system lets us ask; OSError.

    `tell` is told of the bytes read now and then; what it raises ends the reading.
    """
    told = hashlib.sha256()
    with path.open("rb") as file:
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while step := file.read(_STEP):
            told.update(step)
            tell(file.tell())
    return told.hexdigest()


def clear(folder: Path, pattern: str) -> None:
    """Remove what interrupted writings of names like this one (a glob pattern) have left.

    What is younger may be another process at work; what cannot be removed stays: it harms nothing.
    """
    with suppress(OSError):
        for left in folder.glob(f"{pattern}.????????{PART}"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _DEAD:
                    left.unlink()


def sync_file(path: Path) -> None:
    """Make the content of a file durable; OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; raises MediumFailed."""
    with named():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            owner_only(folder)
        except OSError:
            if sys.platform != "win32":  # there, a stick may know no owners
                raise


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8
    _DENIED, _HELD = 5, 32
    """What Windows says of a file that is held open: of the one to be replaced, of the one to be renamed."""

    def replace(part: Path, target: Path) -> None:
        """Rename so that it is on the medium when this returns; OSError.

        Virus scanners hold what was just written for a moment: it is tried again for HELD_S.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.MoveFileExW.argtypes = (wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD)
        end = time.monotonic() + HELD_S
        while not kernel.MoveFileExW(str(part), str(target), _REPLACE_EXISTING | _WRITE_THROUGH):
            code = ctypes.get_last_error()
            held = code == _HELD or (code == _DENIED and not (target.is_file() and not os.access(target, os.W_OK)))
            if not held or time.monotonic() > end:
                raise ctypes.WinError(_HELD if held else code)
            time.sleep(0.05)

    def sync_folder(folder: Path) -> None:
        """Windows journals renames by itself and cannot open folders."""

else:

    def replace(part: Path, target: Path) -> None:
        """Rename so that it is on the medium when this returns; OSError, NameUnsure once it is renamed."""
        part.replace(target)
        try:
            sync_folder(target.parent)
        except OSError as error:
            raise NameUnsure(error.errno, error.strerror) from error

    def sync_folder(folder: Path) -> None:
        """Make what was named, renamed or removed in this folder durable; OSError."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

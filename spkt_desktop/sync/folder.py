"""The folder carrier: a file is on the stick or share whole and checked, or it is not there at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from spkt_desktop.errors import MediumFailed

_PART = ".spkt-part"
_DEAD = 600.0
"""Seconds after which a part is taken to be left behind: no writing takes so long."""
_SPARE = 64 << 10
"""Free bytes asked for beyond the file: the folder entry and the clusters of a FAT medium."""

_SAFE = "Data di komputer ini tetap utuh."
_SENTENCES = {
    "tidak ada": f"Folder tujuan tidak ditemukan. {_SAFE} Pasang flashdisk atau pilih folder lain.",
    "bukan folder": f"Tujuan yang dipilih bukan folder. {_SAFE} Pilih sebuah folder.",
    "penuh": f"Ruang pada media tujuan tidak cukup. {_SAFE} Kosongkan sebagian isinya atau gunakan media lain.",
    "hanya baca": f"Media tujuan tidak dapat ditulisi. {_SAFE} Buka kunci tulisnya atau gunakan media lain.",
    "hilang": f"Media tercabut atau tidak terjangkau sebelum selesai. {_SAFE} Pasang kembali, lalu ulangi.",
    "dipakai": f"Berkas sedang dipakai program lain. {_SAFE} Tutup program itu, lalu ulangi.",
    "berbeda": f"Isi yang terbaca kembali dari media tidak sama. {_SAFE} Media mungkin rusak; gunakan media lain.",
    "berkas tidak ada": f"Berkas tidak ditemukan. {_SAFE} Pasang kembali media atau pilih berkas lain.",
    "terlalu besar": f"Berkas terlalu besar untuk sebuah kiriman. {_SAFE} Periksa berkas yang dipilih.",
    "gagal": f"Media tidak dapat dibaca atau ditulisi. {_SAFE} Ulangi, atau gunakan media lain.",
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
    32: "dipakai",
    33: "dipakai",
    112: "penuh",
    21: "hilang",
    55: "hilang",
    1006: "hilang",
    1167: "hilang",
}
"""https://learn.microsoft.com/windows/win32/debug/system-error-codes"""


def failed(outcome: str) -> MediumFailed:
    """The failure with this named outcome and its sentence."""
    return MediumFailed(outcome, _SENTENCES[outcome])


def preflight(folder: Path, needed: int) -> None:
    """Raise MediumFailed (tidak ada, bukan folder, penuh, hanya baca, hilang) if so many bytes cannot go there."""
    with _named():
        if not folder.exists():
            raise failed("tidak ada")
        if not folder.is_dir():
            raise failed("bukan folder")
        if not os.access(folder, os.W_OK):
            raise failed("hanya baca")
        if shutil.disk_usage(folder).free < needed + _SPARE:
            raise failed("penuh")


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put a file into the folder and read it back; afterwards the medium may be pulled.

    Whenever it is pulled before, the folder has the old state or the new one, and perhaps a `.spkt-part` that the next
    writing of the same sender and kind clears away. Raises MediumFailed.
    """
    preflight(folder, len(data))
    target = folder / name
    part = folder / f"{name}.{secrets.token_hex(4)}{_PART}"  # new each time: no leftover can stand in the way
    with _named():
        _clear(folder, name)
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if _from_medium(part, len(data)) != data:
                raise failed("berbeda")
            _replace(part, target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return target


def read(path: Path, most: int) -> bytes:
    """The bytes of a file of at most so many; raises MediumFailed."""
    with _named(denied="gagal"):
        if not path.is_file():
            raise failed("berkas tidak ada")
        with path.open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise failed("terlalu besar")
    return data


@contextmanager
def _named(denied: str = "hanya baca") -> Iterator[None]:
    """Turn the system's errors into failures with a named outcome; `denied` is what a refused access means here."""
    try:
        yield
    except OSError as error:
        named = _WINDOWS_CODES.get(getattr(error, "winerror", None) or 0)
        refused = denied if isinstance(error, PermissionError) else None
        raise failed(named or refused or _CODES.get(error.errno or 0, "gagal")) from error


def _clear(folder: Path, name: str) -> None:
    """Remove what interrupted writings of this name have left, or of names with the same desk code and the same kind.

    A code holds no underscore (`file_code`). What is younger may be another process at work; what cannot be removed
    stays: it harms nothing.
    """
    code, mark, _ = name.partition("_")
    same = f"{code}_*{Path(name).suffix}" if mark else name
    for left in folder.glob(f"{same}.????????{_PART}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DEAD:
                left.unlink()


def _from_medium(path: Path, size: int) -> bytes:
    """The bytes of the file, past the system's cache where the system lets us ask for that."""
    with path.open("rb") as file:
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read(size + 1)


if sys.platform == "win32":
    import ctypes

    _REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8

    def _replace(part: Path, target: Path) -> None:
        """Rename so that it is on the medium when this returns."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        if not kernel.MoveFileExW(str(part), str(target), _REPLACE_EXISTING | _WRITE_THROUGH):
            raise ctypes.WinError(ctypes.get_last_error())

else:

    def _replace(part: Path, target: Path) -> None:
        """Rename so that it is on the medium when this returns."""
        part.replace(target)
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Small files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from spkt_desktop.errors import MediumFailed


def write_file(path: Path, content: bytes) -> None:
    """Write or replace a file so that a power cut leaves the old or the new one; raises MediumFailed."""
    part = path.with_name(path.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise MediumFailed(
            "gagal_tulis", "Berkas tidak dapat ditulis ke disk. Yang lama tetap utuh; periksa ruang dan izin disk."
        ) from error


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable; Windows journals renames by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter (on Windows the profile's own rules already say so); MediumFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":
            folder.chmod(0o700)
    except OSError as error:
        raise MediumFailed(
            "gagal_tulis", "Folder tidak dapat dibuat di situ. Tidak ada yang berubah; pilih folder lain."
        ) from error

"""Files that the officer puts where they like: asked for, then written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from spkt_desktop.disk import NameUnsure, replace
from spkt_desktop.errors import MediumFailed

_FAILED = (
    "Berkas tidak dapat disimpan di sana; yang lama tetap utuh dan isinya aman di register. Tutup berkas itu bila"
    " sedang terbuka di program lain, atau pilih folder lain."
)
_UNSURE = (
    "Berkas sudah ada di sana, tetapi medianya tidak memastikan bahwa berkas itu tersimpan; isinya aman di register."
    " Simpan sekali lagi, atau pilih folder lain."
)
_THERE = "Di sana sudah ada berkas bernama itu. Tidak ada yang ditimpa; pilih nama lain."


def ask_where(parent: QWidget, stem: str, ending: str, kind: str) -> Path | None:
    """Ask where to save a file, `stem` being offered; None where the officer thinks better of it.

    Raises MediumFailed where the name was given without its ending and such a file is there: nobody was asked about it.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = "".join(c if c.isalnum() else "-" for c in stem)
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, f"Simpan {kind}", str(Path(folder) / f"{name}{ending}"), f"{kind} (*{ending})"
    )
    if not chosen:
        return None
    file = Path(chosen)
    if file.suffix.casefold() == ending:
        return file
    file = file.with_name(file.name + ending)
    if file.exists():
        raise MediumFailed("ada", _THERE)
    return file


def write_whole(file: Path, content: bytes) -> None:
    """Write or replace a file, whole or not at all; slow on a stick.

    Raises MediumFailed, and then what was there before is still there; where only the medium's word is missing that the
    new file outlives a power cut, the outcome is "belum pasti".
    """
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(suffix=".part", dir=file.parent, delete=False) as target:
            part = Path(target.name)
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        replace(part, file)
    except NameUnsure as error:
        raise MediumFailed("belum pasti", _UNSURE) from error
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                part.unlink()
        raise MediumFailed("gagal_tulis", _FAILED) from error

"""Where shipped files and the desk's own files lie: in a checkout, installed, and frozen."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path


def resources(*parts: str) -> Path:
    """A shipped file or folder, such as `resources("fonts", "OFL.txt")`."""
    return _root().joinpath(*parts)


def handbook() -> Path:
    """The officer's handbook: beside the shipped files, in a checkout among the documents."""
    shipped = resources("panduan.md")
    return shipped if shipped.is_file() else _root().parent / "docs" / "panduan.md"


def desk() -> Path:
    """The folder of this PC's desk where none is named; it need not exist yet."""
    return user_data_path("SPKT Desktop", appauthor=False)


def _root() -> Path:
    """The folder of all shipped files."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"

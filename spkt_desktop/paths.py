"""Where shipped files and the desk's own files lie: in a checkout, installed, and frozen."""

from __future__ import annotations

import sys
from pathlib import Path


def resources(*parts: str) -> Path:
    """A shipped file or folder, such as `resources("fonts", "OFL.txt")`."""
    return _root().joinpath(*parts)


def handbook() -> Path:
    """The officer's handbook: beside the shipped files, in a checkout among the documents."""
    shipped = resources("panduan.md")
    return shipped if shipped.is_file() else _root().parent / "docs" / "panduan.md"


def printed_handbook() -> Path:
    """The handbook as a PDF, made when the program is frozen: nowhere else is it there."""
    return resources("panduan.pdf")


def checkout() -> Path | None:
    """The folder of the project, where this program runs in one."""
    root = _root().parent
    return root if (root / "docs" / "panduan.md").is_file() else None


def desk() -> Path:
    """The folder of this PC's desk where none is named; it need not exist yet."""
    from platformdirs import user_data_path  # nobody else of us asks for it, and many come here on the way to a window

    return user_data_path("SPKT Desktop", appauthor=False)


def _root() -> Path:
    """The folder of all shipped files."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"

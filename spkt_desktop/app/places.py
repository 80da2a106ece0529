"""Where a desk lies, whether there is one, and how a whole desk is moved in and out of its folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from spkt_desktop import paths
from spkt_desktop.errors import MediumFailed
from spkt_desktop.store.files import private_folder
from spkt_desktop.store.store import FILE

VAULT = "vault"
JOURNAL = f"{FILE}-journal"
"""The rollback journal of SQLite: beside a register that was killed in mid-write, part of it."""


def real_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def place(folder: Path | None) -> Path:
    """The folder of the desk: the named one, or the usual place on this PC."""
    return folder if folder is not None else paths.desk()


def desk_exists(folder: Path) -> bool:
    """Whether a desk has been set up there."""
    try:
        return (folder / FILE).exists()
    except OSError:  # a name that no file can have
        return False


def put_in_place(workshop: Path, folder: Path) -> None:
    """Make the desk of a workshop the desk of the folder; the register comes last, for it is what makes a desk."""
    with _moving():
        (folder / JOURNAL).unlink(missing_ok=True)  # of another register: SQLite would play it into this one
        for name in (VAULT, FILE):
            (workshop / name).replace(folder / name)


def put_aside(folder: Path, kept: Path) -> None:
    """Take the desk away from the folder; the register goes first, for Windows does not move it while it is open."""
    private_folder(kept)
    with _moving():
        for name in (FILE, JOURNAL, VAULT):
            if (folder / name).exists():
                (folder / name).replace(kept / name)


@contextmanager
def _moving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MediumFailed(
            "dipakai", "Berkas meja sedang dipakai program lain. Data tetap utuh; tutup program itu, lalu ulangi."
        ) from error

"""Where a desk lies, whether there is one, and how a whole desk is moved in and out of its folder."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from spkt_desktop import paths
from spkt_desktop.errors import MediumFailed, Refused
from spkt_desktop.records import new_id
from spkt_desktop.disk import private_folder, sync_file, sync_folder
from spkt_desktop.store.store import FILE, WORKSHOPS

VAULT = "vault"
JOURNAL = f"{FILE}-journal"
"""The rollback journal of SQLite: beside a register that was killed in mid-write, part of it."""
_LONG_MOVE = 60.0
"""Seconds that moving a desk never takes."""
_STALE = 3600.0
"""Seconds after which work that was begun is taken to have died."""


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


def workshop_in(folder: Path) -> Path:
    """A new private folder for work that is not done yet; what a crash leaves there is cleared some day."""
    workshop = folder / WORKSHOPS / new_id()
    private_folder(workshop)
    return workshop


def leave(workshop: Path) -> None:
    """Remove a workshop, done with or given up."""
    shutil.rmtree(workshop, ignore_errors=True)
    with suppress(OSError):
        workshop.parent.rmdir()  # only if nothing else is at work there


def clear_workshops(folder: Path) -> None:
    """Remove what crashes have left in the workshops, an hour later."""
    with suppress(OSError):
        for left in (folder / WORKSHOPS).iterdir():
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Be the only one who moves a desk in or out of this folder; raises Refused while another does."""
    claim = folder / "pemindahan"
    with suppress(OSError):
        if time.time() - claim.stat().st_mtime > _LONG_MOVE:
            claim.rmdir()
    try:
        claim.mkdir()
    except FileExistsError as error:
        raise Refused("Meja ini sedang disiapkan program lain. Tidak ada yang diubah; tunggu sebentar.") from error
    try:
        yield
    finally:
        with suppress(OSError):
            claim.rmdir()


def put_in_place(workshop: Path, folder: Path) -> None:
    """Make the desk of a workshop the desk of the folder; the register comes last, for it is what makes a desk."""
    with _moving():
        (folder / JOURNAL).unlink(missing_ok=True)  # of another register: SQLite would play it into this one
        if (folder / VAULT).exists():  # keys are never thrown away: somewhere may be a register that they open
            (folder / VAULT).replace(folder / f"{VAULT}-lama-{new_id()}")
        for name in (VAULT, FILE):
            (workshop / name).replace(folder / name)


def put_aside(folder: Path, kept: Path) -> None:
    """Take the desk away from the folder; its keys are with the register wherever a power cut stops this."""
    private_folder(kept)
    with _moving():
        if (folder / VAULT).exists():
            shutil.copytree(folder / VAULT, kept / VAULT)
            for slot in (kept / VAULT).iterdir():
                sync_file(slot)
            sync_folder(kept / VAULT)
            sync_folder(kept)
        for name in (FILE, JOURNAL):  # Windows does not move a register that is open: then nothing has moved
            if (folder / name).exists():
                (folder / name).replace(kept / name)
        shutil.rmtree(folder / VAULT, ignore_errors=True)


@contextmanager
def _moving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MediumFailed(
            "dipakai", "Berkas meja sedang dipakai program lain. Data tetap utuh; tutup program itu, lalu ulangi."
        ) from error

"""How a whole desk is moved into its folder, whenever the power goes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from spkt_desktop.app.whereabouts import desk_exists
from spkt_desktop.disk import named, private_folder, replace, sync_file, sync_folder
from spkt_desktop.errors import MediumFailed, Refused
from spkt_desktop.records import new_id
from spkt_desktop.store.names import FILE, WORKSHOPS

VAULT = "vault"
JOURNAL = f"{FILE}-journal"
"""The rollback journal of SQLite: beside a register that was killed in mid-write, part of it."""
_NEXT = "berikut-"
"""Folder with the desk that is to be the one of the folder from now on; behind it follows where the former one goes."""
_LONG_MOVE = 60.0
"""Seconds that moving a desk never takes."""
_STALE = 3600.0
"""Seconds after which work that was begun is taken to have died."""
_BEGUN = (
    "Penempatan meja terputus karena disk gagal; tidak ada yang hilang. Periksa disknya, lalu buka SPKT Desktop lagi:"
    " sisanya diselesaikan sendiri."
)


def among_sealed(file: Path) -> bool:
    """Whether a file of that name would lie in the folder of a desk, beside its register or over it."""
    try:
        place = file.resolve()
    except OSError:  # Windows: a device such as CON, a name that is too long
        place = file.absolute()
    return any(desk_exists(folder) for folder in place.parents)


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
            if abs(time.time() - left.stat().st_mtime) > _STALE:  # also when the clock was put back
                shutil.rmtree(left, ignore_errors=True)
    with suppress(OSError):
        for left in folder.glob(f"{_NEXT}*"):  # of a move that has ended
            if not any((left / name).exists() for name in (FILE, VAULT)):
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Be the only one who moves a desk in or out of this folder; raises Refused while another does."""
    claim = folder / "pemindahan"
    with suppress(OSError):
        if abs(time.time() - claim.stat().st_mtime) > _LONG_MOVE:  # also when the clock was put back
            claim.rmdir()
    with _moving():
        try:
            claim.mkdir()
        except FileExistsError as error:
            raise Refused("Meja ini sedang disiapkan program lain. Tidak ada yang diubah; tunggu sebentar.") from error
    try:
        yield
    finally:
        with suppress(OSError):
            claim.rmdir()


def move_in(workshop: Path, folder: Path, aside: str) -> Path | None:
    """Make the desk of a workshop the desk of the folder; what was there goes into the folder `aside`, which is given.

    One rename decides: before it the former desk is the one, after it the new one, and a power cut after it only
    leaves work for `settle`. Inside `claimed`; raises MediumFailed, and then it is one of the two.
    """
    with _moving():
        for path in (*(workshop / VAULT).iterdir(), workshop / FILE):
            sync_file(path)
        for path in (workshop / VAULT, workshop, workshop.parent, folder):
            sync_folder(path)
    _finish(folder)
    while (folder / aside).exists():  # two of them in one second
        aside += "-"
    coming, former = folder / f"{_NEXT}{aside}", (folder / FILE).exists()
    try:
        with _moving():
            replace(workshop, coming)
            _put_aside(folder, folder / aside)
            _finish(folder)
    except MediumFailed as error:
        with suppress(OSError):
            # Windows does not move a register that is open: then nothing has moved, and nothing shall.
            if (folder / FILE).exists() == former and (coming / VAULT).exists() and (coming / FILE).exists():
                (folder / aside).rmdir()
        with suppress(OSError):
            if not (folder / aside).exists() and (coming / VAULT).exists() and (coming / FILE).exists():
                replace(coming, workshop)
        if not workshop.exists():
            raise MediumFailed("tertunda", _BEGUN) from error
        raise
    return folder / aside if (folder / aside).exists() else None


def settle(folder: Path) -> None:
    """Move a desk in that a power cut kept from it; raises Refused while another program does, MediumFailed."""
    if coming(folder):
        with claimed(folder):
            _finish(folder)


def _finish(folder: Path) -> None:
    """Whatever was done of a move, the rest of it; each step is durable before the next, the register comes last."""
    with _moving():
        for arriving in coming(folder):
            if (arriving / VAULT).exists():
                _put_aside(folder, folder / arriving.name.removeprefix(_NEXT))
                replace(arriving / VAULT, folder / VAULT)
            if (arriving / FILE).exists():
                replace(arriving / FILE, folder / FILE)
            shutil.rmtree(arriving, ignore_errors=True)


def _put_aside(folder: Path, aside: Path) -> None:
    """Take what is there of the former desk: register, the journal that SQLite would play into another, keys."""
    for name in (FILE, JOURNAL, VAULT):
        if (folder / name).exists():
            if not aside.exists():
                private_folder(aside)
                sync_folder(folder)
            replace(folder / name, aside / name)
            sync_folder(folder)


def coming(folder: Path) -> list[Path]:
    """Desks that are on their way into that folder; raises MediumFailed."""
    with _moving():
        found = [path for path in folder.glob(f"{_NEXT}*") if any((path / name).exists() for name in (FILE, VAULT))]
    return sorted(found)


def _moving() -> AbstractContextManager[None]:
    return named(denied="dipakai")  # Windows refuses what another program holds open

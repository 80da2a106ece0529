"""Backups that make themselves: where they go, when one is due, what became of each, and which are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from spkt_desktop import dates
from spkt_desktop.app.duty import Duty, index_values
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.books import Progress
from spkt_desktop.disk import private_folder
from spkt_desktop.errors import MediumFailed, Refused, SpktError
from spkt_desktop.store.backup import Snapshot, drop_folder, take_snapshot, write_backup
from spkt_desktop.store.thinning import Kept, lying_in, thin

__all__ = ["Backups", "Kept", "Outcome", "Place"]

OWN = "cadangan"
"""The folder of the desk itself: on the same disk, against mistakes and corruption, not against its loss."""
EVERY, FEWEST, MOST = 25, 5, 500
"""Acts after which a backup is due, where nothing else is set; and what can be set."""
LATE = timedelta(days=3)
"""How long a desk may be without a good backup outside of this computer before its officer is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that backups go to."""

    folder: Path
    own: bool
    at: str
    """When the last good one was made there (RFC 3339); empty where never."""
    events: int
    """How far of the journal that one reaches."""
    trouble: str
    """Why the last try failed, in words; empty where it did not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a backup at one place."""

    folder: Path
    at: str
    events: int
    trouble: str


Work = Callable[[Progress], tuple[Outcome, ...]]


class Backups:
    """What is due is found in the window's thread, made in a worker, and noted when done."""

    def __init__(self, duty: Duty, keeping: Keeping) -> None:
        self._duty = duty
        self._keeping = keeping

    def places(self) -> list[Place]:
        """The desk's own folder first, then those that were chosen."""
        notes, own = self._notes(), self._duty.folder / OWN
        chosen = [Path(path) for path in json.loads(self._duty.store.note("backup_places") or "[]")]
        return [self._place(folder, folder == own, notes) for folder in (own, *chosen)]

    def choose(self, folders: Sequence[Path]) -> None:
        """Let backups go to these folders besides the desk's own; for managers only."""
        self._duty.managers_only()
        home = self._duty.folder.resolve()
        if any(folder.resolve().is_relative_to(home) for folder in folders):
            raise Refused("Folder itu berada di dalam folder meja. Pilih flashdisk atau disk lain.")
        self._duty.store.keep_note("backup_places", json.dumps([str(folder) for folder in dict.fromkeys(folders)]))

    @property
    def every(self) -> int:
        """Acts after which a backup is due."""
        return int(self._duty.store.note("backup_every") or EVERY)

    def keep_every(self, acts: int) -> None:
        """Set it; for managers only."""
        self._duty.managers_only()
        if not FEWEST <= acts <= MOST:
            raise Refused(f"Tulis angka {FEWEST} sampai {MOST}. Tidak ada yang berubah.")
        self._duty.store.keep_note("backup_every", str(acts))

    def due(self) -> list[Path]:
        """The places that have no backup since the last handover, or are so many acts behind."""
        head = self._duty.store.journal.head()
        if head is None:
            return []
        return [
            place.folder
            for place in self.places()
            if head.seq - place.events >= self.every or self._duty.store.watch.handed_over_since(place.events)
        ]

    def work(self, folders: Sequence[Path]) -> Work:
        """The work that makes one backup for all these places: slow, for a worker, with a connection of its own."""
        plan, at = self._keeping.prepare(), self._duty.now().isoformat()
        own, code = self._duty.folder / OWN, self._duty.desk_code

        def make(tell: Progress) -> tuple[Outcome, ...]:
            troubles = {folder: _reach(folder, folder == own) for folder in folders}
            try:
                snapshot = take_snapshot(plan, index_values, tell) if "" in troubles.values() else None
            except SpktError as error:
                return tuple(Outcome(folder, at, 0, trouble or str(error)) for folder, trouble in troubles.items())
            if snapshot is None:
                return tuple(Outcome(folder, at, 0, trouble) for folder, trouble in troubles.items())
            try:
                return tuple(
                    Outcome(folder, at, 0, trouble) if trouble else _written(snapshot, folder, at, code, tell)
                    for folder, trouble in troubles.items()
                )
            finally:
                drop_folder(snapshot.folder)

        return make

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Note what became of them."""
        notes = self._notes()
        for outcome in outcomes:
            former = notes.get(str(outcome.folder), {})
            notes[str(outcome.folder)] = (
                {**former, "trouble": outcome.trouble}
                if outcome.trouble
                else {"at": outcome.at, "events": outcome.events, "trouble": ""}
            )
        with self._duty.store.db.write():
            self._duty.store.keep_note("backups", json.dumps(notes))
            if any(not outcome.trouble for outcome in outcomes):
                self._keeping.written()

    def warning(self) -> str:
        """What the officer should know of them, in one sentence; empty where all is well."""
        others = [place for place in self.places() if not place.own]
        newest = max((place.at for place in others if place.at), default="")
        if newest and self._duty.now() - datetime.fromisoformat(newest) <= LATE:
            return ""
        broken = next((place for place in others if place.trouble), None)
        if newest:
            when = dates.waktu(datetime.fromisoformat(newest).astimezone(self._duty.now().tzinfo))
            since = f"Cadangan di luar komputer ini terakhir {when}."
        elif others:
            since = "Belum ada cadangan di luar komputer ini."
        else:
            return ""
        return f"{since} {broken.trouble}" if broken else since

    def looking(self) -> Callable[[], list[tuple[Place, list[Kept]]]]:
        """The work that says what lies where, newest first: for a worker, since a place may answer slowly or not."""
        places, code = self.places(), self._duty.desk_code
        return lambda: [(place, lying_in(place.folder, code)) for place in places]

    def _place(self, folder: Path, own: bool, notes: dict[str, Any]) -> Place:
        told = notes.get(str(folder), {})
        return Place(folder, own, str(told.get("at", "")), int(told.get("events", 0)), str(told.get("trouble", "")))

    def _notes(self) -> dict[str, Any]:
        notes: dict[str, Any] = json.loads(self._duty.store.note("backups") or "{}")
        return notes


def _reach(folder: Path, own: bool) -> str:
    """Why nothing can go to that folder, in words; empty where it can be tried."""
    try:
        if own:
            private_folder(folder)
        if not folder.is_dir():
            return "Folder atau flashdisknya tidak terpasang."
    except (OSError, MediumFailed):
        return "Folder atau flashdisknya tidak dapat dibuka."
    return ""


def _written(snapshot: Snapshot, folder: Path, at: str, code: str, tell: Progress) -> Outcome:
    """Write a snapshot to one place and thin what lies there; what fails is told, and nothing is thinned."""
    try:
        made = write_backup(snapshot, folder, tell)
    except SpktError as error:
        return Outcome(folder, at, 0, str(error))
    thin(folder, code, made)
    return Outcome(folder, at, snapshot.events, "")

"""Keeping the register safe: a backup now, checks, and taking up work again after a restore."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from spkt_desktop.app.duty import Duty, index_values
from spkt_desktop.errors import Refused
from spkt_desktop.store.backup import BackupPlan, drop_folder, take_snapshot, write_backup
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.thinning import STAMP

LARGEST_NUMBER = 999_999
"""The highest last number that a paper register is taken to have, as in the unit's settings."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole register found to be in order."""

    events: int
    head: str
    records: int


class Keeping:
    """Plan in the window's thread, write in a worker, note it when done."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def prepare(self) -> BackupPlan:
        """What a backup begun now is made from: values, for a worker."""
        duty = self._duty
        return BackupPlan(duty.store.db.path, duty.key, duty.vault.folder, f"{duty.desk_code}_{duty.now():{STAMP}}")

    @staticmethod
    def write(plan: BackupPlan, folder: Path) -> Path:
        """Copy the register, check the copy and write it (slow, for a worker); raises MediumFailed, Damaged."""
        snapshot = take_snapshot(plan, index_values)
        try:
            return write_backup(snapshot, folder)
        finally:
            drop_folder(snapshot.folder)

    def written(self) -> None:
        """Note that a backup was made and checked."""
        self._duty.store.keep_note("last_backup", self._duty.now().isoformat())

    def backup(self, folder: Path) -> Path:
        """Make a checked backup in that folder."""
        path = self.write(self.prepare(), folder)
        self.written()
        return path

    def last_backup(self) -> str:
        """When the last checked backup was made; empty where never."""
        return self._duty.store.note("last_backup")

    def verify(self) -> Verified:
        """Check the file, the chain, and everything derived against the journal; raises Damaged."""
        return verified(self._duty.store)

    def verifier(self) -> Callable[[], Verified]:
        """The same check as slow work for a worker: on a copy taken now, while the desk goes on."""
        plan = self.prepare()

        def work() -> Verified:
            with closing(Store(plan.database, plan.key, index_values)) as register:
                register.check_file()
            snapshot = take_snapshot(plan, index_values)
            try:
                with closing(Store(snapshot.folder / FILE, plan.key, index_values)) as copy:
                    return verified(copy)
            finally:
                drop_folder(snapshot.folder)

        return work

    def rebuild(self) -> None:
        """Derive lists, search and counters anew from the journal."""
        self._duty.store.rebuild()

    def restored(self, last_numbers: Mapping[str, int]) -> dict[str, Any]:
        """Begin a new epoch in a register that comes from a backup and was checked; says what it holds.

        The epoch is the time of the restore (YYYYMMDDhhmmss), for two restores of one backup must not share theirs.
        """
        unknown = set(last_numbers) - set(self._duty.forms)
        if unknown or any(number < 0 for number in last_numbers.values()):
            raise Refused(f"Nomor terakhir hanya untuk: {', '.join(self._duty.forms)}. Tidak ada yang dipulihkan.")
        if any(number > LARGEST_NUMBER for number in last_numbers.values()):
            raise Refused("Nomor terakhir itu terlalu besar. Tidak ada yang dipulihkan; periksa buku register.")
        head = self._duty.store.journal.head()
        if head is None:
            raise Refused("Cadangan ini dari meja yang belum pernah disiapkan. Tidak ada yang dipulihkan.")
        self._duty.clock.moved()
        now = self._duty.now()
        years = dict.fromkeys((now.year, datetime.fromisoformat(head.at).year))  # nobody was asked about this clock yet
        epoch = max(head.epoch + 1, int(f"{now:%Y%m%d%H%M%S}"))
        event = self._duty.store.journal.append(
            "restored", at=now.isoformat(), officer=self._duty.nrp, epoch=epoch,
            body={"backup_seq": head.seq, "backup_hash": head.hash, "backup_at": head.at,
                  "floors": [{"series": s, "year": year, "last": n}
                             for s, n in sorted(last_numbers.items()) for year in years]},
        )  # fmt: skip
        return {"desk_id": self._duty.desk_id, "events": head.seq, "epoch": event.epoch, "last_event_at": head.at}


def verified(store: Store) -> Verified:
    """Check a register that is open here, and say what it holds; raises Damaged."""
    events = store.check()
    head = store.journal.head()
    return Verified(events, head.hash if head else "", sum(store.register.counts().values()))

"""Keeping the register safe: backups, checks, and taking up work again after a restore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spkt_desktop.errors import Refused
from spkt_desktop.store.backup import BackupPlan, plan_backup, write_backup

if TYPE_CHECKING:
    from spkt_desktop.app.desk import App
    from spkt_desktop.store.store import Store
    from spkt_desktop.store.vault import Opened, Vault


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole register found to be in order."""

    events: int
    head: str
    records: int


class Keeping:
    """Plan in the window's thread, write in a worker, note it when done."""

    def __init__(self, app: App, store: Store, vault: Vault, opened: Opened) -> None:
        self._app = app
        self._store = store
        self._vault = vault
        self._opened = opened

    def prepare(self) -> BackupPlan:
        """Take a snapshot for a backup."""
        name = f"{self._app.desk_code}-{self._app.now():%Y%m%d-%H%M%S}"
        return plan_backup(self._store, self._opened.key, self._vault.folder, name)

    @staticmethod
    def write(plan: BackupPlan, folder: Path) -> Path:
        """Check the snapshot and write it (slow, for a worker); raises MediumFailed, Damaged."""
        from spkt_desktop.app.opening import index_values

        return write_backup(plan, folder, index_values)

    def written(self) -> None:
        """Note that a backup was made and checked."""
        self._store.keep_note("last_backup", self._app.now().isoformat())

    def backup(self, folder: Path) -> Path:
        """Make a checked backup in that folder."""
        path = self.write(self.prepare(), folder)
        self.written()
        return path

    def last_backup(self) -> str:
        """When the last checked backup was made; empty where never."""
        return self._store.note("last_backup")

    def verify(self) -> Verified:
        """Check the file, the chain, and everything derived against the journal; raises Damaged."""
        events = self._store.check()
        head = self._store.journal.head()
        return Verified(events, head.hash if head else "", sum(self._store.register.counts().values()))

    def rebuild(self) -> None:
        """Derive lists, search and counters anew from the journal."""
        self._store.rebuild()

    def restored(self, last_numbers: Mapping[str, int]) -> dict[str, Any]:
        """Begin a new epoch in a register that comes from a backup; says what it holds."""
        unknown = set(last_numbers) - set(self._app.forms)
        if unknown or any(number < 0 for number in last_numbers.values()):
            raise Refused(f"Nomor terakhir hanya untuk: {', '.join(self._app.forms)}. Tidak ada yang dipulihkan.")
        verified = self.verify()
        head = self._store.journal.event(verified.events)
        year = self._app.now().year
        event = self._store.journal.append(
            "restored", at=self._app.now().isoformat(), officer=self._opened.nrp, new_epoch=True,
            body={"backup_seq": head.seq, "backup_hash": head.hash,
                  "floors": [{"series": s, "year": year, "last": n} for s, n in sorted(last_numbers.items())]},
        )  # fmt: skip
        return {"desk_id": self._app.desk_id, "events": verified.events, "epoch": event.epoch, "last_event_at": head.at}

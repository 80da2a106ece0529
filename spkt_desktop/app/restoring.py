"""How a desk comes back from a backup: checked before anything is swapped, the one that is there kept aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.places import JOURNAL, VAULT, claimed, leave, put_aside, put_in_place, real_clock, workshop_in
from spkt_desktop.errors import WrongPassphrase
from spkt_desktop.records import Clock
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.disk import private_folder
from spkt_desktop.store.store import FILE, Store
from spkt_desktop.store.vault import Opened, Vault


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore brought back; the desk that was there before lies in `kept`, if there was one."""

    desk_id: str
    events: int
    epoch: int
    last_event_at: str
    kept: Path | None


def restore(
    file: Path, folder: Path, passphrase: str, last_numbers: Mapping[str, int], *, nrp: str = "",
    clock: Clock = real_clock,
) -> RestoreReport:  # fmt: skip
    """Bring a desk back from a backup, checked before anything is swapped; the desk there now is kept aside.

    `passphrase` is an officer's, or the recovery code.
    `last_numbers` names the last number of each series in the paper register; numbering goes on above it.
    """
    private_folder(folder)
    workshop = workshop_in(folder)
    try:
        unpack_backup(file, workshop)
        vault = Vault(workshop / VAULT)
        opened = _opened(vault, nrp, passphrase)
        app = App(workshop, Store(workshop / FILE, opened.key, index_values), vault, opened, clock)
        try:
            report = app.keeping.restored(last_numbers)
        finally:
            app.close()
        kept = None
        with claimed(folder):
            if any((folder / name).exists() for name in (FILE, JOURNAL, VAULT)):
                kept = folder / f"sebelum-pemulihan-{clock():%Y%m%d-%H%M%S}"
                put_aside(folder, kept)
            put_in_place(workshop, folder)
    finally:
        leave(workshop)
    return RestoreReport(kept=kept, **report)


def _opened(vault: Vault, nrp: str, passphrase: str) -> Opened:
    """What an officer's passphrase or else the recovery code opens; raises WrongPassphrase."""
    try:
        return vault.open(nrp, passphrase) if nrp else vault.open_any(passphrase)
    except WrongPassphrase as wrong:
        try:
            return vault.recover(passphrase)
        except WrongPassphrase:
            raise wrong from None

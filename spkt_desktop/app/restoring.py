"""How a desk comes back from a backup: looked into before anything is swapped, the one that is there kept aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.keeping import verified
from spkt_desktop.app.places import VAULT, claimed, leave, move_in, settle, workshop_in
from spkt_desktop.app.rights import Right, refuse_others
from spkt_desktop.app.whereabouts import desk_exists, real_clock
from spkt_desktop.disk import private_folder
from spkt_desktop.errors import SpktError, WrongPassphrase
from spkt_desktop.records import Clock, Event
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Opened, Vault

NONE, BROKEN, ANOTHER, SAME = "tidak ada", "tidak terbaca", "meja lain", "meja ini"
"""What lies in the folder that a backup is to be restored into."""
_TOLD = 5
"""Letters that are named one by one among those that a restore would take away."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What the desk that is there has and the backup has not."""

    acts: int
    at_polres: int
    """How many of the acts the Polres has accepted: they come back with its next receipt."""
    letters: int
    numbers: tuple[str, ...]
    """Of the newest of these letters, as printed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that was unpacked, opened and checked; nothing of the desk has changed yet."""

    workshop: Path
    opened: Opened
    desk_id: str
    desk_code: str
    unit: str
    events: int
    records: int
    last_event_at: str
    numbers: Mapping[str, int]
    """By form: the last number that it knows of this year."""
    here: str
    """NONE, BROKEN, ANOTHER or SAME."""
    loss: Loss | None
    """None where that is not known, or nothing is there."""


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
    """Bring a desk back from a backup, looked into before anything is swapped; the desk there now is kept aside.

    `passphrase` is an officer's, or the recovery code.
    `last_numbers` names the last number of each series in the paper register; numbering goes on above it.
    """
    with looked_into(file, folder, passphrase, nrp=nrp, clock=clock) as found:
        return take_over(found, folder, last_numbers, clock=clock)


@contextmanager
def looked_into(
    file: Path, folder: Path, passphrase: str, *, nrp: str = "", clock: Clock = real_clock
) -> Iterator[Found]:
    """A backup looked into, and left again afterwards."""
    found = look_into(file, folder, passphrase, nrp=nrp, clock=clock)
    try:
        yield found
    finally:
        leave(found.workshop)


def look_into(file: Path, folder: Path, passphrase: str, *, nrp: str = "", clock: Clock = real_clock) -> Found:
    """Unpack a backup beside the desk, open and check it whole, and see what restoring it would take away (slow).

    The caller leaves `workshop` (places.leave) when done. Raises MediumFailed, Damaged, WrongPassphrase or, where
    another desk is whole and the officer may not replace it, Refused.
    """
    private_folder(folder)
    settle(folder)
    workshop = workshop_in(folder)
    try:
        unpack_backup(file, workshop)
        opened = _opened(workshop, nrp, passphrase)
        with closing(_app(workshop, opened, clock)) as app:
            told = verified(app.store)
            year, last = app.now().year, app.store.register.last_number
            head = app.store.journal.event(told.events)
            role = app.officer.role if opened.nrp else ""
            details: dict[str, Any] = {
                "desk_id": app.desk_id, "desk_code": app.desk_code, "unit": app.unit.values["kesatuan"]["polsek"],
                "events": told.events, "records": told.records, "last_event_at": head.at,
                "numbers": {name: last(name, year) for name in app.forms},
            }  # fmt: skip
        here, loss = _compared(folder, opened, nrp, passphrase, head, details["desk_id"])
        if here in (ANOTHER, SAME) and role:
            refuse_others(Right.MANAGE, role)
    except BaseException:
        leave(workshop)
        raise
    return Found(workshop=workshop, opened=opened, here=here, loss=loss, **details)


def take_over(
    found: Found, folder: Path, last_numbers: Mapping[str, int], *, clock: Clock = real_clock
) -> RestoreReport:
    """Make the backup that was looked into the desk of the folder; raises Refused or MediumFailed."""
    with closing(_app(found.workshop, found.opened, clock)) as app:
        report = app.keeping.restored(last_numbers)
    with claimed(folder):
        kept = move_in(found.workshop, folder, f"sebelum-pemulihan-{clock():%Y%m%d-%H%M%S}")
    return RestoreReport(kept=kept, **report)


def _app(folder: Path, opened: Opened, clock: Clock) -> App:
    return App(folder, Store(folder / FILE, opened.key, index_values), Vault(folder / VAULT), opened, clock)


def _opened(folder: Path, nrp: str, passphrase: str) -> Opened:
    """What an officer's passphrase or else the recovery code opens; raises WrongPassphrase."""
    vault = Vault(folder / VAULT)
    try:
        return vault.open(nrp, passphrase) if nrp else vault.open_any(passphrase)
    except WrongPassphrase as wrong:
        try:
            return vault.recover(passphrase)
        except WrongPassphrase:
            raise wrong from None


def _compared(
    folder: Path, opened: Opened, nrp: str, passphrase: str, head: Event, desk_id: str
) -> tuple[str, Loss | None]:
    """What lies in the folder now, and what of it the backup that ends at `head` has not."""
    if not desk_exists(folder):
        return NONE, None
    try:
        with closing(_present(folder, opened, nrp, passphrase)) as store:
            store.check_file()
            if store.note("desk_id") != desk_id:
                return ANOTHER, None
            newest = store.journal.head()
            if newest is None or newest.seq < head.seq or store.journal.event(head.seq).hash != head.hash:
                return SAME, None
            return SAME, Loss(newest.seq - head.seq, *store.lists.after(head.seq, _TOLD))
    except SpktError:
        return BROKEN, None


def _present(folder: Path, opened: Opened, nrp: str, passphrase: str) -> Store:
    """The register that lies in the folder, by the same key or by what the same words open; raises SpktError."""
    try:
        return Store(folder / FILE, opened.key, index_values)
    except SpktError:
        return Store(folder / FILE, _opened(folder, nrp, passphrase).key, index_values)

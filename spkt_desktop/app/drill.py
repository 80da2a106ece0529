"""A restore as an exercise: a backup is brought back whole in a room of its own, while the desk of today goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import Duty, index_values
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.app.places import VAULT, leave, workshop_in
from spkt_desktop.app.restoring import Found, look_into
from spkt_desktop.errors import Refused
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Drilled:
    """What an exercise has shown."""

    file: str
    """Name of the backup."""
    events: int
    head: str
    records: int
    last_event_at: str
    letter: str
    """Number of the newest letter, which was made anew; empty where the desk had none."""
    by_code: bool
    """Whether the recovery code opened it, instead of a passphrase."""
    behind: int = 0
    """Acts of the desk of today that the backup has not."""


class Drill:
    """Plan in the window's thread, exercise in a worker, compare and write down when done."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def work(self, file: Path, passphrase: str, nrp: str = "") -> Callable[[], Drilled]:
        """The exercise: slow, for a worker. `passphrase` is an officer's or the recovery code.

        Raises what a restore would raise, and LetterFailed; the desk of today is not touched.
        """
        folder, at = self._duty.folder, self._duty.now()

        def exercise() -> Drilled:
            room = workshop_in(folder)
            try:
                found = look_into(file, room, passphrase, nrp=nrp, clock=lambda: at)
                with closing(Store(found.workshop / FILE, found.opened.key, index_values)) as store:
                    app = App(found.workshop, store, Vault(found.workshop / VAULT), found.opened, lambda: at)
                    return _exercised(app, found, file.name)
            finally:
                leave(room)

        return exercise

    def settle(self, drilled: Drilled) -> Drilled:
        """Compare with the desk of today and write the exercise down; raises Refused for a backup of another desk."""
        journal = self._duty.store.journal
        head = journal.head()
        if head is None or head.seq < drilled.events or journal.event(drilled.events).hash != drilled.head:
            raise Refused(
                "Cadangan itu utuh, tetapi bukan dari register meja ini. Register hari ini tidak berubah; "
                "pilih cadangan lain."
            )
        told = replace(drilled, behind=head.seq - drilled.events)
        self._duty.act(
            "drilled", None,
            {"file": told.file, "events": told.events, "records": told.records, "behind": told.behind,
             "by_code": told.by_code},
        )  # fmt: skip
        return told

    def last(self) -> str:
        """When a restore was last exercised (RFC 3339); empty where never."""
        return self._duty.store.register.last_at("drilled")


def _exercised(app: App, found: Found, name: str) -> Drilled:
    """Take up work in the copy, as after a restore, and make the newest letter from it."""
    head = app.store.journal.event(found.events)
    newest = next(iter(app.store.register.search(limit=1)), None)
    Keeping(app).restored({})
    if newest:
        app.letters.render(app.letters.plan_of(newest))
    return Drilled(
        name, found.events, head.hash, found.records, found.last_event_at, newest.number.text if newest else "",
        by_code=not found.opened.nrp,
    )  # fmt: skip

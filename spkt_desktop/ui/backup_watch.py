"""Makes the backups that are due by themselves, beside the officer's work and never in its way."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from spkt_desktop.app import App
from spkt_desktop.app.backups import Outcome
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.long_work import LongWork
from spkt_desktop.ui.worker import Worker

FIRST, THEN = 20_000, 60_000
"""Milliseconds from unlocking to the first look, and between looks."""
AGAIN = 10
"""Looks that a place is left alone after it could not be reached."""


class BackupWatch(QObject):
    """Looks once a minute; has a worker of its own, so that no letter waits for a backup."""

    settled = Signal()
    """A backup was made, or could not be."""

    def __init__(self, app: App, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._worker: Worker | None = None
        self._work: LongWork | None = None
        self._patience = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def watching(self) -> bool:
        """Whether it looks now and then."""
        return self._timer.isActive()

    @property
    def busy(self) -> bool:
        """Whether one is being made."""
        return self._work is not None and self._work.busy

    def begin(self) -> None:
        """Looks from now on."""
        self._timer.start(FIRST)

    def look(self) -> None:
        """Makes what is due, unless it is being made already."""
        self._timer.setInterval(THEN)
        if self.busy:
            return
        try:
            due = self._app.backups.due()
            own = [place.folder for place in self._app.backups.places() if place.own]
        except SpktError:  # a disk that fails says so at the officer's next act; here it is tried again
            return
        if self._patience and not set(own) & set(due):
            self._patience -= 1
        elif due:
            self._make(due)

    def end(self) -> None:
        """Calls off what is under way: it is still due when the desk is open again."""
        self._timer.stop()
        if self._work is not None and self._worker is not None:
            self._work.call_off()
            self._worker.close()
        self._work = self._worker = None

    def _make(self, due: list[Path]) -> None:
        if self._worker is None:
            self._worker = Worker(self)
        if self._work is None:
            self._work = LongWork(self._worker, self)
        self._work.run(self._app.backups.work(due), self._settle)

    def _settle(self, done: Future[tuple[Outcome, ...]]) -> None:
        outcomes = done.result()
        self._patience = AGAIN if any(outcome.trouble for outcome in outcomes) else 0
        with suppress(SpktError):  # what could not be noted is still due
            self._app.backups.settle(outcomes)
        self.settled.emit()

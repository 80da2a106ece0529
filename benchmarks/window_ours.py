"""The program as it starts on a locked desk, through its own entry: `python -m benchmarks.window_ours FOLDER [NRP]`.

With an NRP it goes on: unlocks at once, makes a letter and another, locks, unlocks again, and tells the times as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.window_watch import Watch, press
from spkt_desktop.__main__ import main
from spkt_desktop.ui import start

STEP = 2
"""Milliseconds between two looks at the clock and at what is shown."""


class Day(Watch):
    """What an officer does first, with no pause."""

    def __init__(self, application: QApplication, nrp: str) -> None:
        super().__init__(application)
        self._nrp = nrp
        self._told: dict[str, float] = {}
        self._steps = QTimer(self, interval=STEP)

    def after(self) -> None:
        """Goes on with the program's own window."""
        assert self.line is not None
        self.program: Any = self.line.window()
        if self._nrp:
            self.line.clear()
            self._unlock(self._nrp, "unlock_at_once", self._first_letter)
        else:
            self._gaps()

    def _gaps(self) -> None:
        """The longest time for which the window did not get its turn while what lies behind the door was loaded."""
        turns = [time.perf_counter()]

        def look() -> None:
            turns.append(time.perf_counter())
            if not self.program.worker.busy and len(turns) > 1:
                self._steps.stop()
                longest = max(later - former for former, later in pairwise(turns))
                print(json.dumps({"longest_gap": longest * 1000, "loading": (turns[-1] - turns[0]) * 1000}), flush=True)

        self._steps.timeout.connect(look)
        self._steps.start()

    def _unlock(self, nrp: str, name: str, then: Callable[[], None]) -> None:
        from spkt_desktop.app.sample import PASSPHRASE

        begun = time.perf_counter()
        door = self.program.centralWidget()
        if nrp:
            press(door.usual.nrp, f"{nrp}\n")
        press(door.usual.passphrase, f"{PASSPHRASE}\n")
        self._when(lambda: hasattr(self.program.centralWidget(), "app"), name, begun, then)

    def _when(self, true: Callable[[], bool], name: str, begun: float, then: Callable[[], None]) -> None:
        """Takes the time as soon as that is so."""
        steps = QTimer(self, interval=STEP)

        def look() -> None:
            if true():
                steps.stop()
                self._told[name] = (time.perf_counter() - begun) * 1000
                then()

        steps.timeout.connect(look)
        steps.start()

    def _first_letter(self) -> None:
        self._letter("first_letter", lambda: self._letter("warm_letter", self._again))

    def _letter(self, name: str, then: Callable[[], None]) -> None:
        app, done, begun = self.program.centralWidget().app, [], time.perf_counter()
        plan = app.letters.preview("sktlk", {})
        self.program.worker.run(lambda: app.letters.render(plan), lambda made: done.append(made.result()))
        self._when(lambda: bool(done), name, begun, then)

    def _again(self) -> None:
        self.program.centralWidget().locked.emit(self._nrp, "")
        self._unlock("", "unlock_again", lambda: print(json.dumps(self._told), flush=True))


class Watched(QApplication):
    """The program's own application with an eye on it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)
        Day(self, "".join(sys.argv[2:3]))


start.QApplication = Watched  # type: ignore[misc]
sys.exit(main(["--data", sys.argv[1]]))

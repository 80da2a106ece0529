"""The program as a window: set-up or unlock, then the desk; and what is left to do when a bug of ours strikes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from spkt_desktop.app import App, Opened, desk_exists, open_vault, start
from spkt_desktop.app.places import real_clock
from spkt_desktop.app.sample import PASSPHRASE, SampleDesk
from spkt_desktop.errors import SpktError
from spkt_desktop.forms import nik
from spkt_desktop.records import Clock
from spkt_desktop.ui import style
from spkt_desktop.ui.clock_door import ClockDoor
from spkt_desktop.ui.last_resort import LastResort
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from spkt_desktop.ui.window import Window
    from spkt_desktop.ui.wizard import Wizard

SMALLEST = (800, 540)
"""Of the window, in device-independent pixels: a screen of 1024x768 scaled to 125 % less its frame and task bar."""
_ANY_NIK = "3201010101900001"
"""Well formed, of nobody: reading it loads the list of regions before an officer types one."""

MakeSample = Callable[[Path], SampleDesk]


class Program(QMainWindow):
    """The one window: a door, or the desk behind it."""

    def __init__(self, folder: Path, make_sample: MakeSample, clock: Clock) -> None:
        super().__init__()
        self.folder = folder
        self._make_sample = make_sample
        self._clock = clock
        self._app: App | None = None
        self._window: Window | None = None
        self._arriving = True
        """No desk has been shown since the program was started: its PC may have been without power."""
        self.worker = Worker(self)
        self.setWindowTitle("SPKT Desktop")
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 720)

    def begin(self) -> None:
        """Shows the set-up where there is no desk, else the door."""
        if desk_exists(self.folder):
            self.show_door("")
            return
        from spkt_desktop.ui.wizard import Wizard  # every page it needs; the door needs none of them

        wizard = Wizard(self.folder, self.worker, self._clock)
        wizard.opened.connect(self.admit)
        wizard.sample.connect(lambda: self._try_sample(wizard))
        wizard.restored.connect(lambda words: self.show_door("", words))
        self._show(wizard)
        wizard.enter()

    def show_door(self, nrp: str, words: str = "") -> None:
        """Asks for NRP and passphrase; `nrp` is whoever was on duty before."""
        self.setWindowTitle(self.windowTitle().partition(" - ")[0])
        door = Unlock(self.folder, self.worker, nrp, self._clock)
        door.opened.connect(self._unlocked)
        door.restored.connect(lambda words: self.show_door("", words))
        self._show(door)
        door.enter(words)

    def admit(self, app: App) -> None:
        """Shows the desk of an open app, after the question what time it is where its clock is doubted."""
        if app.clock.doubt(arriving=self._arriving) is None:
            self.show_desk(app)
            return
        self._app = app
        door = ClockDoor(app, arriving=self._arriving)
        door.answered.connect(lambda: self.show_desk(app))
        door.left.connect(lambda: self._lock("", ""))
        self._show(door)
        door.enter()

    def show_desk(self, app: App) -> None:
        """Shows the desk of an open app."""
        from spkt_desktop.ui.window import Window  # all the pages, which are not on the way to the door

        self._app, self._arriving = app, False
        window = Window(app, self.worker)
        window.locked.connect(self._lock)
        self._show(window)
        self._window = window
        window.arrive()
        self.setWindowTitle(f"{self.windowTitle().partition(' - ')[0]} - {app.unit.values['kesatuan']['polsek']}")
        warm, today = app.letters.preview(next(iter(app.forms)), {}), app.now().date()
        self.worker.run(lambda: (app.letters.render(warm), nik.read(_ANY_NIK, today)), lambda _done: None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what is unfinished and closes the register."""
        if self._window is not None:
            self._window.page.leave()
        self._clear()
        self._drop()
        super().closeEvent(event)

    def _unlocked(self, opened: Opened) -> None:
        try:
            app = start(self.folder, opened, self._clock)
        except SpktError as error:
            self.show_door(opened.nrp, str(error))
        else:
            self.admit(app)

    def _lock(self, nrp: str, words: str) -> None:
        """Closes the desk; the door waits for that officer, or for whoever was here."""
        nrp = nrp or (self._app.officer.nrp if self._app else "")
        self._clear()
        self._drop()
        self.show_door(nrp, words)

    def _drop(self) -> None:
        """Closes the register and lets go of its key; work under way for its pages settles nowhere any more.

        Pages and desk refer to each other: where nobody types, nothing else would ever collect them, key and all.
        """
        self.worker.close()
        self.worker.deleteLater()
        self.worker = Worker(self)
        if self._app is not None:
            self._app.close()
            self._app = None
            QTimer.singleShot(0, gc.collect)

    def _try_sample(self, wizard: Wizard) -> None:
        folder = self.folder.with_name(f"{self.folder.name} contoh")
        self.worker.run(lambda: self._open_sample(folder), lambda done: self._sample_opened(folder, done, wizard))

    def _open_sample(self, folder: Path) -> Opened:
        return open_vault(folder, "", PASSPHRASE) if desk_exists(folder) else self._make_sample(folder).setup.opened

    def _sample_opened(self, folder: Path, done: Future[Opened], wizard: Wizard) -> None:
        try:
            opened = done.result()
        except SpktError as error:
            wizard.fail(str(error))
            return
        self.folder = folder
        self.setWindowTitle(f"SPKT Desktop: data contoh, kata sandi {PASSPHRASE}")
        self._unlocked(opened)

    def _show(self, widget: QWidget) -> None:
        self._clear()
        self.setCentralWidget(widget)

    def _clear(self) -> None:
        """Takes away what was shown, before its register is closed."""
        self._window = None
        if former := self.takeCentralWidget():
            former.hide()
            former.deleteLater()


KEYS_FIRST = 0.001
"""Seconds after which the thread that draws a letter lets go: at Python's 0.005 a key waits 72 ms, at this 19 ms."""


def run(folder: Path, make_sample: MakeSample, clock: Clock = real_clock) -> int:
    """Opens the window on the desk in that folder; returns the exit code once it is closed."""
    sys.setswitchinterval(KEYS_FIRST)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SPKT Desktop")
    style.apply(application)
    program = Program(folder, make_sample, clock)
    sys.excepthook = LastResort(program)
    QTimer.singleShot(0, program.begin)
    program.showMaximized()
    return application.exec()

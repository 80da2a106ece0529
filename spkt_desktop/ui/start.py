"""The program as a window: set-up or unlock, then the desk; and what is left to do when a bug of ours strikes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from spkt_desktop.app.whereabouts import desk_exists, emblem, real_clock
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.book_aside import BookAside
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from spkt_desktop.app import App, Opened
    from spkt_desktop.app.sample import SampleDesk
    from spkt_desktop.records import Clock
    from spkt_desktop.ui.last_resort import LastResort
    from spkt_desktop.ui.window import Window
    from spkt_desktop.ui.wizard import Wizard

SMALLEST = (800, 540)
"""Of the window, in device-independent pixels: a screen of 1024x768 scaled to 125 % less its frame and task bar."""
_ANY_NIK = "3201010101900001"
"""Well formed, of nobody: reading it loads the list of regions before an officer types one."""

MakeSample = Callable[[Path], "SampleDesk"]


class Program(QMainWindow):
    """The one window: a door, or the desk behind it."""

    def __init__(self, folder: Path, make_sample: MakeSample, clock: Clock) -> None:
        super().__init__()
        self.folder = folder
        self._make_sample = make_sample
        self._clock = clock
        self._app: App | None = None
        self._window: Window | None = None
        self._last_resort: LastResort | None = None
        self._arriving = True
        """No desk has been shown since the program was started: its PC may have been without power."""
        self.worker = Worker(self)
        self.setWindowTitle("SPKT Desktop")
        self.setWindowIcon(QIcon(str(emblem())))
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 720)

    def begin(self) -> None:
        """Shows the set-up where there is no desk, else the door."""
        if desk_exists(self.folder):
            door = self.show_door("")
            door.touched.connect(self._load, Qt.ConnectionType.SingleShotConnection)
            return
        from spkt_desktop.ui.wizard import Wizard  # every page it needs; the door needs none of them

        wizard = Wizard(self.folder, self.worker, self._clock)
        wizard.opened.connect(self.admit)
        wizard.sample.connect(lambda: self._try_sample(wizard))
        wizard.restored.connect(lambda words: self.show_door("", words))
        self._show_before(wizard)
        wizard.enter()

    def show_door(self, nrp: str, words: str = "") -> Unlock:
        """Asks for NRP and passphrase; `nrp` is whoever was on duty before."""
        self.setWindowTitle(self.windowTitle().partition(" - ")[0])
        door = Unlock(self.folder, self.worker, nrp, self._clock)
        door.opened.connect(self._unlocked)
        door.restored.connect(lambda words: self.show_door("", words))
        self._show_before(door)
        door.enter(words)
        return door

    def admit(self, app: App) -> None:
        """Shows the desk of an open app, after the question what time it is where its clock is doubted."""
        if app.clock.doubt(arriving=self._arriving) is None:
            self.show_desk(app)
            return
        from spkt_desktop.ui.clock_door import ClockDoor  # a clock is seldom doubted

        self._app = app
        door = ClockDoor(app, arriving=self._arriving)
        door.answered.connect(lambda: self.show_desk(app))
        door.left.connect(lambda: self._lock("", ""))
        self._show_before(door)
        door.enter()

    def show_desk(self, app: App) -> None:
        """Shows the desk of an open app."""
        from spkt_desktop.forms import nik  # all of these were loaded behind the door
        from spkt_desktop.ui.window import Window

        self._app, self._arriving = app, False
        window = Window(app, self.worker)
        window.locked.connect(self._lock)
        self._show(window)
        self._window = window
        window.arrive()
        self.setWindowTitle(f"{self.windowTitle().partition(' - ')[0]} - {app.unit.values['kesatuan']['polsek']}")
        warm, today = app.letters.preview(next(iter(app.forms)), {}), app.now().date()
        self.worker.run(lambda: (app.letters.render(warm), nik.read(_ANY_NIK, today)), lambda _done: None)

    def last_resort(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Whatever no one else has caught ends here: as `sys.excepthook`."""
        if self._last_resort is None:
            from spkt_desktop.ui.last_resort import LastResort  # loaded behind the door

            self._last_resort = LastResort(self)
        self._last_resort(kind, error, trace)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what is unfinished and closes the register."""
        if self._window is not None:
            self._window.page.leave()
        self._clear()
        self._drop()
        super().closeEvent(event)

    def _load(self) -> None:
        """Loads what lies behind the door while the officer types; Enter waits for it in the same thread.

        Not before: where nobody is, the memory of the PC is left alone.
        """
        self.worker.run(_load_desk, lambda done: done.result())

    def _unlocked(self, opened: Opened) -> None:
        from spkt_desktop.app.opening import start  # loaded by whoever opened

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
        from spkt_desktop.app.sample import PASSPHRASE

        folder = self.folder.with_name(f"{self.folder.name} contoh")
        self.worker.run(
            lambda: self._open_sample(folder, PASSPHRASE), lambda done: self._sample_opened(folder, done, wizard)
        )

    def _open_sample(self, folder: Path, passphrase: str) -> Opened:
        from spkt_desktop.app.opening import open_vault

        return open_vault(folder, "", passphrase) if desk_exists(folder) else self._make_sample(folder).setup.opened

    def _sample_opened(self, folder: Path, done: Future[Opened], wizard: Wizard) -> None:
        try:
            opened = done.result()
        except SpktError as error:
            wizard.fail(str(error))
            return
        from spkt_desktop.app.sample import PASSPHRASE

        self.folder = folder
        self.setWindowTitle(f"SPKT Desktop: data contoh, kata sandi {PASSPHRASE}")
        self._unlocked(opened)

    def _show_before(self, door: QWidget) -> None:
        """Shows what stands before the desk, with the handbook beside it."""
        self._show(door)
        BookAside(self, door, self.worker)

    def _show(self, widget: QWidget) -> None:
        self._clear()
        self.setCentralWidget(widget)
        widget.show()  # at once: Qt would do it later, and neither focus nor shortcuts are for what is not visible

    def _clear(self) -> None:
        """Takes away what was shown, before its register is closed."""
        self._window = None
        if former := self.takeCentralWidget():
            former.hide()
            former.deleteLater()


def _load_desk() -> None:
    import spkt_desktop.app.opening
    import spkt_desktop.ui.last_resort
    import spkt_desktop.ui.window  # noqa: F401
    from spkt_desktop.app.letters import Letters
    from spkt_desktop.forms import nik

    Letters.load()
    nik.read(_ANY_NIK, real_clock().date())


KEYS_FIRST = 0.001
"""Seconds after which the thread that draws a letter lets go: at Python's 0.005 a key waits 72 ms, at this 19 ms."""


def run(folder: Path, make_sample: MakeSample, clock: Clock = real_clock) -> int:
    """Opens the window on the desk in that folder; returns the exit code once it is closed."""
    sys.setswitchinterval(KEYS_FIRST)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SPKT Desktop")
    style.apply(application)
    program = Program(folder, make_sample, clock)
    sys.excepthook = program.last_resort
    QTimer.singleShot(0, program.begin)
    program.showMaximized()
    return application.exec()

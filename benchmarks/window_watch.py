"""Says on standard output when a window can be used, and proves it with a key."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

DIGIT = "8"


class Watch(QObject):
    """Waits for a line that has the focus and is painted, with nothing left to do in front of a key.

    `usable` is said then; the digit that is typed afterwards, through the window as the system would, must be in the
    line. It comes after the time is taken, for the event itself loads parts of Qt that a window does without.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.line: QLineEdit | None = None
        self._painted = False
        application.focusChanged.connect(self._focus)

    def _focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        if self.line is None and isinstance(now, QLineEdit):
            self.line = now
            now.installEventFilter(self)
            now.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._usable)
        return False

    def _usable(self) -> None:
        print("usable", flush=True)
        if os.environ.get("SPKT_BENCH_TOUCH") == "no":  # what it takes at rest is looked at from outside
            return
        press(self.line, DIGIT)
        QTimer.singleShot(0, self._typed)

    def _typed(self) -> None:
        print("typed" if self.line and self.line.text() == DIGIT else "deaf", flush=True)
        self.after()

    def after(self) -> None:
        """What is done with a window that takes keys; nothing here."""


def press(line: QLineEdit | None, text: str) -> None:
    """Types through the window that the line stands in, key by key; a line break is Enter."""
    from PySide6.QtCore import Qt

    window = line.window().windowHandle() if line else None
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_A
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter.replace("\n", "\r"))
            QCoreApplication.sendEvent(window, event)

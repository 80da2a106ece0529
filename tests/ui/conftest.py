"""A window without a screen, and the helpers that speak to it as an officer does: by keys, and by looking."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.ui import style
from spkt_desktop.ui.worker import Worker

HERE = Path(__file__).parent
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> None:
    style.apply(qapp)


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


class Fingers:
    """Types into whatever has the focus."""

    window: QWidget | None = None
    """The window that was shown last: without a screen nobody gives it its turn back when a list closes over it."""

    def focus(self) -> QWidget:
        """What has the focus; the test fails where nothing has it."""
        widget = self.window.focusWidget() if self.window else None
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def at(self) -> str:
        """The accessible name of what has the focus."""
        return self.focus().accessibleName()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._hearer(), letter)
            QApplication.processEvents()  # a list that opens takes the focus for a moment, here

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        QTest.keyClick(self._hearer(), key, held)
        QApplication.processEvents()  # an open list lets go of some keys only then

    def _hearer(self) -> QWidget:
        """An open list hears the keys before what has the focus."""
        focus = self.focus()
        return QApplication.activePopupWidget() or focus

    def enter(self) -> None:
        self.press(Key.Key_Return)

    def ctrl_enter(self) -> None:
        self.press(Key.Key_Return, Held.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Held.AltModifier)


@pytest.fixture
def fingers() -> Fingers:
    return Fingers()


@pytest.fixture
def show(qtbot: QtBot, fingers: Fingers) -> Iterator[Callable[[QWidget], None]]:
    """Show a widget as the active window, so that it can have the focus; it is hidden before its desk is closed."""
    shown: list[QWidget] = []

    def show_it(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        fingers.window = widget
        shown.append(widget)

    yield show_it
    for widget in shown:
        with contextlib.suppress(RuntimeError):  # it was closed and is gone
            widget.hide()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen Qt says of each window what its screen cannot do; any other warning of Qt fails a test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))

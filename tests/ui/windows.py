"""An open desk in its window, for tests that walk through several pages, in whatever role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, Opened, start
from spkt_desktop.ui.matters_panel import SOON
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready, officer

SIZES = ((1366, 728), (1024, 728))
"""Screens of 1366x768 and 1024x768 less the task bar of Windows."""
NRPS = {"ka_spkt": "87020875", "petugas": "03100376", "kapolsek": "65060578", "admin": "79070334"}
"""Somebody of each role; the first two are on the list of every desk of the tests."""


@contextmanager
def opened(
    app: App, worker: Worker, show: Callable[[QWidget], None], size: tuple[int, int] = SIZES[1]
) -> Iterator[Window]:
    """The desk in a window of that size, as after unlocking."""
    window = Window(app, worker)
    window.resize(*size)
    show(window)
    window.arrive()
    yield window
    window.hide()


@contextmanager
def on_duty(role: str, app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    """The same desk, unlocked by somebody of that role."""
    nrp = NRPS[role]
    if nrp == app.nrp:
        yield app
        return
    if nrp not in {one.nrp for one in app.officers()}:
        app.settings.save_officer(officer(nrp, role))
    other = start(app.folder, Opened(ready.opened.key, nrp), hands)
    try:
        yield other
    finally:
        other.close()


def settled(window: Window, qtbot: QtBot) -> None:
    """Waits until the home page has looked for open matters."""
    qtbot.wait(SOON * 3)
    qtbot.waitUntil(lambda: not window.home.matters._soon.isActive())


def wake(window: Window, qtbot: QtBot) -> None:
    """Gives the window its turn back, which without a screen it loses to every list that closes over it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

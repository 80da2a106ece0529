"""What a locked desk lets go of: everything that was open, and its key with it, without anybody having to type."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import start
from spkt_desktop.app.sample import SampleDesk, sample_values
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.promises import kept
from tests.ui.conftest import Fingers, _dressed, fingers, show

__all__ = ["_dressed", "fingers", "show"]

Key, Held = Qt.Key, Qt.KeyboardModifier
PAGES = {
    "home": (Key.Key_F9,), "form": (Key.Key_F2, Key.Key_Return), "register": (Key.Key_F3,),
    "record": (Key.Key_F3, Key.Key_Return), "print": (Key.Key_F3, Key.Key_Return, Key.Key_Return),
    "diary": (Key.Key_F4,), "reports": (Key.Key_F5,), "send": (Key.Key_F6,), "backup": (Key.Key_F7,),
    "settings": (Key.Key_F10,), "help": (Key.Key_F1,),
}  # fmt: skip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(ready: Ready, folder: Path, hands: Hands, show: Callable[[QWidget], None]) -> Iterator[Program]:
    made = Program(folder, _no_sample, hands)
    app = start(folder, ready.opened, hands)
    app.shifts.open("I", [app.nrp])
    app.register("sktlk", sample_values("sktlk"))
    app.close()
    show(made)
    made.show_desk(start(folder, ready.opened, hands))
    yield made
    made.close()


def _no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_a_locked_desk_is_left_whatever_was_shown_last(
    page: str, program: Program, fingers: Fingers, qtbot: QtBot
) -> None:
    desk = program.centralWidget()
    assert isinstance(desk, Window)
    qtbot.waitUntil(desk.isVisible)
    open_things = [weakref.ref(one) for one in (desk, desk.app, desk.app.store, desk.app.store.db, program.worker)]
    for key in PAGES[page]:
        fingers.press(key)
    qtbot.waitUntil(lambda: not program.worker.busy, timeout=20_000)
    assert gc.isenabled() is False, "nothing but the desk itself collects garbage"
    del desk
    # From within an event loop, as of a real keyboard: what is to be deleted is deleted when that loop goes on.
    QTimer.singleShot(0, lambda: fingers.press(Key.Key_L, Held.ControlModifier))
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Unlock))
    qtbot.waitUntil(lambda: not any(one() for one in open_things), timeout=5000)
    assert len(program.findChildren(Worker)) == 1
    kept("month-flat", locked=1)

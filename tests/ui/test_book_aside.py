"""The handbook is there before anybody is in, and leaves the door as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app.sample import PASSPHRASE, SampleDesk
from spkt_desktop.ui.help_page import HelpPage
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.wizard import Wizard
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers

Key = Qt.Key
SLOW = 120_000
"""Milliseconds until the handbook is printed, where no test has had it made before."""


def no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError


@pytest.fixture
def program(folder: Path, hands: Hands, show: Callable[[QWidget], None]) -> Iterator[Program]:
    made = Program(folder, no_sample, hands)
    show(made)
    yield made
    made.close()


def opened(program: Program, fingers: Fingers, qtbot: QtBot) -> HelpPage:
    fingers.press(Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), HelpPage), timeout=SLOW)
    book = program.centralWidget()
    assert isinstance(book, HelpPage)
    qtbot.waitUntil(lambda: not program.worker.busy, timeout=SLOW)
    return book


def test_who_is_locked_out_reads_how_to_get_in(program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot) -> None:
    program.begin()
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    fingers.type(ready.nrp)
    book = opened(program, fingers, qtbot)
    assert book.chapters.currentItem().text() == "Masuk dan mengunci" and fingers.at == "Bab buku panduan"
    assert book.views.currentWidget() is book.pages, "with its pictures"
    assert book._print.isHidden(), "what prints stands behind the door"
    fingers.press(Key.Key_Escape)
    assert program.centralWidget() is door and door.isVisible()
    assert fingers.at == "NRP" and door.usual.nrp.text() == ready.nrp, "nothing is typed twice"
    door.usual.forgot.emit()
    assert opened(program, fingers, qtbot).chapters.currentItem().text() == "Lupa kata sandi"
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Kode pemulihan"
    fingers.press(Key.Key_Escape)
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=SLOW)


def test_a_key_pressed_while_the_desk_opens_changes_nothing(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_door(ready.nrp)
    fingers.type(PASSPHRASE)
    fingers.enter()
    QTest.keyClick(program, Key.Key_F1)  # nothing has the focus meanwhile
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window) and not program.worker.busy, timeout=SLOW)
    assert isinstance(program.centralWidget(), Window)


def test_who_sets_a_desk_up_loses_nothing_of_what_is_typed(
    tmp_path: Path, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    program = Program(tmp_path / "meja", no_sample, hands)
    show(program)
    program.begin()
    wizard = program.centralWidget()
    assert isinstance(wizard, Wizard)
    fingers.enter()
    fingers.type("Polda Jawa Timur")
    at = fingers.at
    assert opened(program, fingers, qtbot).chapters.currentItem().text() == "Menyiapkan meja"
    fingers.press(Key.Key_Escape)
    assert program.centralWidget() is wizard and fingers.at == at
    field = program.focusWidget()
    assert isinstance(field, QLineEdit) and field.text() == "Polda Jawa Timur"
    program.close()

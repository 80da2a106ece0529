from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.passphrase import PassphrasePair, strength, weakness


@pytest.mark.parametrize("text", ["pendek", "aaaabbbb", "x87020875x"])
def test_a_weak_passphrase_is_refused_with_a_reason(text: str) -> None:
    assert weakness(text, "87020875")


def test_strength_is_said_plainly() -> None:
    assert strength("") == ""
    assert strength("12345678").startswith("Cukup")
    assert strength("kopi tubruk pagi hari") == "Kuat."


def test_the_second_line_must_repeat_the_first(show: Callable[[QWidget], None]) -> None:
    pair = PassphrasePair()
    show(pair)
    pair.first.setText("kopi tubruk")
    pair.second.setText("kopi tubruk pagi")
    assert "belum sama" in pair.problem()
    pair.second.setText("kopi tubruk")
    assert pair.problem() == ""


def test_capitals_without_shift_tell_of_caps_lock(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    pair = PassphrasePair()
    show(pair)
    hint = next(words for words in pair.findChildren(Words) if "Caps Lock" in words.text())
    assert hint.isHidden()
    qtbot.keyClicks(pair.first, "K")
    assert not hint.isHidden()
    QTest.keyClick(pair.first, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(pair.first, "k")
    assert hint.isHidden()

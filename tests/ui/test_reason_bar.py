from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui.reason_bar import ReasonBar
from tests.ui.conftest import Fingers

Key = Qt.Key


@pytest.fixture
def bar(show: Callable[[QWidget], None]) -> ReasonBar:
    made = ReasonBar()
    show(made)
    return made


def test_a_reason_too_short_is_refused_and_a_good_one_handed_on(bar: ReasonBar, fingers: Fingers) -> None:
    given: list[str] = []
    bar.ask("Mengapa?", "Batalkan", given.append)
    assert fingers.at == "Alasan" and not bar.pick.isVisible()
    fingers.type("  a  ")
    fingers.enter()
    assert given == [] and bar.isVisible() and fingers.at == "Alasan"
    fingers.type("lamat salah")
    fingers.enter()
    assert given == ["a lamat salah"] and not bar.isVisible()


def test_a_choice_is_made_first(bar: ReasonBar, fingers: Fingers) -> None:
    given: list[tuple[str, str]] = []
    bar.ask(
        "Ke mana?", "Teruskan", lambda reason: given.append((bar.pick.value(), reason)), choice="Tujuan",
        among=[Choice("PPA", "PPA"), Choice("Lantas", "Lantas")],
    )  # fmt: skip
    assert fingers.at == "Tujuan"
    fingers.enter()
    fingers.type("Korban anak")
    fingers.enter()
    assert given == [] and fingers.at == "Tujuan", "nothing is chosen yet"
    fingers.type("l")
    fingers.enter()
    assert fingers.at == "Alasan"
    fingers.enter()
    assert given == [("Lantas", "Korban anak")]


def test_escape_gives_up(bar: ReasonBar, fingers: Fingers, qtbot: QtBot) -> None:
    given: list[str] = []
    bar.ask("Mengapa?", "Batalkan", given.append)
    fingers.type("Alasan yang panjang")
    with qtbot.waitSignal(bar.dismissed):
        fingers.press(Key.Key_Escape)
    assert given == [] and not bar.isVisible()

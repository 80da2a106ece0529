from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import SCORES
from spkt_desktop.ui.rating_bar import QUESTION, RatingBar
from spkt_desktop.ui.style import Tone
from tests.ui.conftest import Fingers

Key = Qt.Key


@pytest.fixture
def bar(app: App, show: Callable[[QWidget], None]) -> RatingBar:
    app.register("sktlk", sample_values("sktlk"))
    made = RatingBar(app)
    made.resize(822, 260)
    show(made)
    made.ask("sktlk")
    return made


def answers(app: App) -> list[dict]:
    return [dict(event.body) for event in app.store.journal.all() if event.kind == "rated"]


def choices(bar: RatingBar) -> list[QPushButton]:
    return [made for made in bar.findChildren(QPushButton) if made.isCheckable()]


@pytest.mark.parametrize("score", SCORES)
def test_two_keys_keep_an_answer(bar: RatingBar, app: App, fingers: Fingers, qtbot: QtBot, score: int) -> None:
    assert fingers.at == QUESTION
    fingers.type(str(score))
    assert [made.isChecked() for made in choices(bar)] == [n == score for n in SCORES]
    with qtbot.waitSignal(bar.said) as said:
        fingers.enter()
    assert answers(app) == [{"form": "sktlk", "score": score}] and not bar.isVisible()
    assert said.args == ["Terima kasih atas jawaban Anda.", Tone.GOOD]


def test_an_answer_can_be_changed_before_it_is_kept(bar: RatingBar, app: App, fingers: Fingers) -> None:
    for digit in "143":
        fingers.type(digit)
    fingers.press(Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert bar.score == 2 and answers(app) == []
    fingers.press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert [answer["score"] for answer in answers(app)] == [2]


def test_nothing_is_proposed_and_enter_alone_keeps_nothing(bar: RatingBar, app: App, fingers: Fingers) -> None:
    assert bar.score == 0
    fingers.enter()
    fingers.type("5")
    assert bar.isVisible() and bar.score == 0 and answers(app) == [] and fingers.at == QUESTION
    fingers.type("4")
    bar.skip()
    bar.ask("sktlk")
    assert bar.score == 0, "the next visitor does not see what the last one chose"


def test_escape_skips_without_a_trace(bar: RatingBar, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    head = app.store.journal.head()
    fingers.type("1")
    with qtbot.waitSignal(bar.dismissed):
        fingers.press(Key.Key_Escape)
    assert app.store.journal.head() == head and not bar.isVisible()


def test_a_visitor_may_use_the_mouse_or_the_tab_key(bar: RatingBar, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    qtbot.mouseClick(choices(bar)[3], Qt.MouseButton.LeftButton)
    assert bar.score == 4 and fingers.at == QUESTION
    for _ in range(5):
        fingers.press(Key.Key_Tab)
        if fingers.at == "Simpan":
            break
    fingers.enter()
    assert [answer["score"] for answer in answers(app)] == [4]


def test_a_unit_that_does_not_ask_is_not_held_up(bar: RatingBar, app: App, qtbot: QtBot) -> None:
    bar.skip()
    silent = {**app.unit.values["pelayanan"], "tanya_kepuasan": False}
    app.settings.change_unit({**app.unit.values, "pelayanan": silent})
    with qtbot.waitSignal(bar.dismissed):
        bar.ask("sktlk")
    assert not bar.isVisible()


def test_what_the_desk_refuses_is_said(bar: RatingBar, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    app.feedback.rate("sktlk", 4)
    fingers.type("1")
    with qtbot.waitSignal(bar.said) as said:
        fingers.enter()
    assert said.args[1] is Tone.PROBLEM and len(answers(app)) == 1 and not bar.isVisible()


@pytest.mark.parametrize("width", [620, 822, 1160])
def test_the_answers_are_large_and_never_cut(bar: RatingBar, qtbot: QtBot, width: int) -> None:
    bar.resize(width, 260)
    qtbot.waitUntil(lambda: bar.width() == width)
    for made in choices(bar):
        room = QFontMetrics(made.font())
        assert all(room.horizontalAdvance(part) <= made.width() - 8 for part in made.text().split("\n"))
        assert 2 * room.lineSpacing() <= made.height() - 8
        assert made.font().pointSizeF() > bar.font().pointSizeF()

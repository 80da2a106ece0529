from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui.choices import Finder
from tests.ui.conftest import Fingers, Key

Show = Callable[[QWidget], None]


def articles(text: str) -> Sequence[Choice]:
    found = shipped_law().search(text, date(2026, 11, 20), 8)
    return [Choice(one.cite, f"{one.cite} · {one.title} · {one.penalty}") for one in found]


@pytest.fixture
def line(show: Show) -> Finder:
    made = Finder(articles)
    made.setAccessibleName("Pasal")
    made.resize(500, 32)
    show(made)
    made.setFocus()
    return made


@pytest.mark.parametrize("typed", ["476", "pasal 476", "curanmor", "jambret"])
def test_enter_takes_the_article_that_a_number_or_an_everyday_word_means(
    line: Finder, fingers: Fingers, typed: str
) -> None:
    over: list[bool] = []
    line.entered.connect(lambda: over.append(True))
    fingers.type(typed)
    assert line.text() == typed, "what is typed stays as long as Enter has not taken anything"
    fingers.enter()
    assert line.value() == articles(typed)[0].value and over == [True]


def test_another_article_is_taken_with_the_arrows(line: Finder, fingers: Fingers) -> None:
    fingers.type("KDRT")
    fingers.press(Key.Key_Down)
    assert line.text() == articles("KDRT")[1].value, "the citation, not the whole line of the list"
    fingers.enter()
    assert line.value() == articles("KDRT")[1].value


@pytest.mark.parametrize("typed", ["Perda Pacitan 5 ayat 2", "Pasal 9 Qanun"])
def test_a_sentence_that_the_list_does_not_hold_stays(line: Finder, fingers: Fingers, typed: str) -> None:
    fingers.type(typed)
    fingers.enter()
    assert line.value() == typed


def test_esc_closes_the_list_and_keeps_what_was_typed(line: Finder, fingers: Fingers) -> None:
    fingers.type("curanmor")
    fingers.press(Key.Key_Escape)
    fingers.enter()
    assert line.value() == "curanmor"

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.intake_page import IntakePage
from tests.ui.conftest import Fingers

Key = Qt.Key


@pytest.fixture
def page(app: App, show: Callable[[QWidget], None]) -> IntakePage:
    made = IntakePage(app)
    show(made)
    made.enter()
    return made


def words(page: IntakePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_the_empty_desk_teaches_and_says_what_to_bring(page: IntakePage) -> None:
    assert "Belum ada laporan hari ini." in words(page)
    assert "Gratis" in words(page)
    assert not page.drafts.isVisible()


@pytest.mark.parametrize("typed", ["hilang", "KTP", "surat hil"])
def test_a_service_is_found_in_the_citizens_words_and_begun_with_enter(
    page: IntakePage, fingers: Fingers, qtbot: QtBot, typed: str
) -> None:
    fingers.type(typed)
    with qtbot.waitSignal(page.begin) as begun:
        fingers.enter()
    assert begun.args == ["sktlk"]


def test_what_is_not_offered_is_said_and_begins_nothing(page: IntakePage, fingers: Fingers, qtbot: QtBot) -> None:
    fingers.type("paspor diplomatik")
    assert "belum ada di program ini" in words(page)
    with qtbot.assertNotEmitted(page.begin):
        fingers.enter()


def test_a_draft_can_be_thrown_away(page: IntakePage, fingers: Fingers, app: App) -> None:
    app.save_draft("sktlk", sample_values("sktlk"))
    page.enter()
    assert page.drafts.currentRow() == -1
    fingers.press(Key.Key_Backtab)
    assert page.drafts.currentRow() == 0
    fingers.press(Key.Key_Delete)
    assert app.drafts() == [] and fingers.at == "Apa yang dibutuhkan warga?"

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
from spkt_desktop.ui.service_list import GROUPS
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
    assert "Belum ada laporan atau surat hari ini." in words(page)
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


def test_an_unfinished_replacement_says_what_it_replaces(page: IntakePage, app: App) -> None:
    old = app.register("sktlk", sample_values("sktlk"))
    app.save_draft("sktlk", old.values, replaces=old.id, reason="Salah tulis nama")
    page.enter()
    assert page.drafts.item(0).text().startswith(f"Pengganti {old.number.text}  ·  {old.who}")


def test_what_only_follows_another_record_is_no_service(page: IntakePage, app: App) -> None:
    listed = [page.services.item(row).text() for row in range(page.services.count())]
    assert all(form.service in listed for form in app.forms.values() if form.service)
    assert len(listed) == len([form for form in app.forms.values() if form.service]) + len(GROUPS)


@pytest.mark.parametrize(("typed", "form"), [("dipukul", "lp_b"), ("visum", "visum"), ("skck", "skck")])
def test_a_service_that_is_called_so_comes_before_one_that_mentions_it(
    page: IntakePage, fingers: Fingers, typed: str, form: str
) -> None:
    fingers.type(typed)
    assert page.services.chosen is not None and page.services.chosen.name == form


def test_the_arrows_pass_the_headings(page: IntakePage, fingers: Fingers) -> None:
    fingers.press(Key.Key_Down)
    names = []
    for _ in range(page.services.count()):
        assert page.services.chosen is not None
        names.append(page.services.chosen.name)
        fingers.press(Key.Key_Down)
    assert len(set(names)) == page.services.count() - len(GROUPS)


def test_the_draft_of_a_protected_case_is_closed_to_others(
    app: App, page: IntakePage, fingers: Fingers, qtbot: QtBot
) -> None:
    values = sample_values("lp_b", nrp="87020875")
    draft = app.save_draft("lp_b", values | {"pelapor": values["pelapor"] | {"tanggal_lahir": "2015-01-01"}})
    page.enter()
    (row,) = [page.drafts.item(at).text() for at in range(page.drafts.count())]
    assert values["pelapor"]["nama"] not in row, "lists show initials"
    app.nrp = "03100376"  # another officer of the same desk
    page.enter()
    assert "perkara dilindungi" in page.drafts.item(0).text()
    page.drafts.setFocus()
    page.drafts.setCurrentRow(0)
    with qtbot.waitSignal(page.said) as said, qtbot.assertNotEmitted(page.resume):
        page._resume()
    assert "dilindungi" in said.args[0]
    page._drop()
    assert [one.id for one in app.drafts()] == [draft]

"""A form of many sections and papers, as the officer goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.form_page import FormPage
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.ui.conftest import Fingers, Held, Key

Show = Callable[[QWidget], None]
LP_B, NRP = FORMS["lp_b"], "87020875"
PATIENCE = 20_000


@pytest.fixture
def page(app: App, worker: Worker, show: Show) -> Iterator[FormPage]:
    made = FormPage(app, worker)
    made.resize(1192, 690)
    show(made)
    yield made
    made.leave()


def shown(page: FormPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_ctrl_and_an_arrow_go_from_section_to_section(show: Show, fingers: Fingers) -> None:
    editor = FormEditor(LP_B, {})
    editor.resize(560, 620)
    show(editor)
    editor.focus_first()
    editor.focus_section(LP_B.sections[0].name)
    for section in LP_B.sections[1:]:
        fingers.press(Key.Key_Down, Held.ControlModifier)
        assert editor._index.value == section.name
    fingers.press(Key.Key_Up, Held.ControlModifier)
    assert editor._index.value == LP_B.sections[-2].name


def test_an_optional_section_is_one_button_that_enter_passes(show: Show, fingers: Fingers) -> None:
    editor = FormEditor(LP_B, {})
    show(editor)
    optional = next(s for s in LP_B.sections[1:-1] if s.repeats and not s.fewest)
    at = LP_B.sections.index(optional)
    editor.focus_section(optional.name)
    assert fingers.at.startswith("Tambah ") and editor.focused() is None
    fingers.enter()
    assert editor._index.value == LP_B.sections[at + 1].name and editor.values()[optional.name] == []
    fingers.press(Key.Key_Up, Held.ControlModifier)
    fingers.alt(Key.Key_T)
    assert len(editor.values()[optional.name]) == 1 and editor.focused() is not None
    fingers.alt(Key.Key_Delete)
    assert editor.values()[optional.name] == []


@pytest.mark.parametrize("width", [360, 480, 620])
@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_no_form_is_wider_than_its_place(form: Form, width: int, show: Show, qapp: QApplication) -> None:
    editor = FormEditor(form, sample(form))
    editor.resize(width, 600)
    show(editor)
    qapp.processEvents()
    area = editor.findChild(QScrollArea)
    assert isinstance(area, QScrollArea) and (asked := area.widget()) is not None
    assert asked.minimumSizeHint().width() <= area.viewport().width()


def test_what_follows_from_a_field_is_filled_in_after_the_pause(page: FormPage, fingers: Fingers, qtbot: QtBot) -> None:
    page.begin("lp_b")
    page.editor.focus_section("pasal")
    fingers.alt(Key.Key_T)
    fingers.type("476")
    fingers.enter()
    assert fingers.at == "Judul"
    fingers.enter()
    qtbot.waitUntil(lambda: page.editor.values()["pasal"][0].get("judul") == "Pencurian")
    page.editor.focus_field("pasal", 0, "pasal")
    fingers.press(Key.Key_A, Held.ControlModifier)
    fingers.type("492")
    fingers.enter()
    fingers.enter()
    qtbot.waitUntil(lambda: page.editor.values()["pasal"][0].get("judul") == "Penipuan")


def test_nobody_is_typed_twice_in_one_form(page: FormPage, fingers: Fingers) -> None:
    page.begin("lp_b", {"pelapor": sample_values("lp_b")["pelapor"]})
    pelapor = page.editor.values()["pelapor"]
    page.editor.focus_section("korban")
    fingers.alt(Key.Key_T)
    place = page.editor.focused()
    assert place is not None and place[:2] == ("korban", 0)
    box = page.editor.box(*place)
    assert box is not None and f"sama dengan {pelapor['nama']}" in box.said(Tone.ACCENT)
    fingers.alt(Key.Key_P)
    korban = page.editor.values()["korban"][0]
    assert {name: korban[name] for name in ("nama", "nik", "alamat")} == {
        name: pelapor[name] for name in ("nama", "nik", "alamat")
    }
    assert box.said(Tone.ACCENT) == ""


def test_a_protected_case_is_said_calmly_and_no_longer_when_it_is_none(page: FormPage, qtbot: QtBot) -> None:
    values = sample_values("lp_b", nrp=NRP)
    page.begin("lp_b", values | {"pelapor": values["pelapor"] | {"tanggal_lahir": "2015-01-01"}})
    assert "Perkara dilindungi: anak." in shown(page) and "Unit PPA" in shown(page)
    page.editor.fill("pelapor", 0, "tanggal_lahir", values["pelapor"]["tanggal_lahir"])
    qtbot.waitUntil(lambda: "Perkara dilindungi" not in shown(page))


def test_every_paper_can_be_looked_at_while_the_form_is_filled_in(
    app: App, page: FormPage, fingers: Fingers, qtbot: QtBot
) -> None:
    page.begin("lp_b", sample_values("lp_b", nrp=NRP))
    page.enter()
    qtbot.waitUntil(lambda: "LAPORAN POLISI" in page.letter.text, timeout=PATIENCE)
    title = app.unit.values[LP_B.papers[1].name]["judul"]
    fingers.press(Key.Key_PageDown, Held.ControlModifier)
    qtbot.waitUntil(lambda: title in page.letter.text, timeout=PATIENCE)
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    qtbot.waitUntil(lambda: title not in page.letter.text, timeout=PATIENCE)


def test_a_form_with_one_paper_offers_no_choice_of_papers(page: FormPage) -> None:
    page.begin("sktlk")
    assert not page._letter.papers.isVisible() and not page.editor._index.isVisible()


def test_a_following_form_says_what_it_follows_and_its_draft_remembers(
    app: App, page: FormPage, fingers: Fingers, qtbot: QtBot
) -> None:
    report = app.register("lp_b", sample_values("lp_b", nrp=NRP))
    follow = next(one for one in app.cases.follow_ups(report) if one.form == "visum")
    page.begin(follow.form, follow.proposals[0].values, report.id)
    assert f"dari {report.number.text}" in shown(page)
    page.enter()
    page.editor.fill("kejadian", 0, "tempat", "Warung di utara pasar")
    fingers.press(Key.Key_Escape)
    (draft,) = app.drafts()
    assert draft.about == report.id
    page.resume(draft.id)
    assert f"dari {report.number.text}" in shown(page)


def test_the_read_back_says_where_it_goes(page: FormPage, fingers: Fingers) -> None:
    page.begin("lp_b", sample_values("lp_b", nrp=NRP))
    page.enter()
    fingers.ctrl_enter()
    assert "Diteruskan ke: Reskrim" in shown(page)

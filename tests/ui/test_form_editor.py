from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from spkt_desktop.errors import Problem
from spkt_desktop.forms import FORMS, SETTINGS, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, Section
from spkt_desktop.ui.fields import FieldBox
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import Tone
from tests.ui.conftest import Fingers, Held, Key

Show = Callable[[QWidget], None]
SKTLK = FORMS["sktlk"]
TODAY = date(2026, 11, 20)


@pytest.fixture
def editor(show: Show) -> FormEditor:
    made = FormEditor(SKTLK, {}, Sources(today=lambda: TODAY))
    made.resize(560, 620)
    show(made)
    return made


def fields(editor: FormEditor, section: str) -> list[str]:
    return [place[2] for place, _box in editor.places() if place[0] == section]


def box(editor: FormEditor, section: str, index: int, field: str) -> FieldBox:
    found = editor.box(section, index, field)
    assert found is not None
    return found


def test_a_new_form_begins_with_its_defaults_and_the_first_empty_field(editor: FormEditor, fingers: Fingers) -> None:
    assert editor.values()["pelapor"] == {"identitas": "KTP", "kewarganegaraan": "WNI"}
    assert editor.values()["barang"] == [{"jumlah": 1}]
    editor.focus_first()
    assert fingers.at == "NIK"


@pytest.mark.parametrize("form", [*FORMS.values(), *SETTINGS.values()], ids=lambda form: form.name)
def test_what_is_shown_is_given_back(form: Form, show: Show) -> None:
    values = sample(form)
    made = FormEditor(form, values)
    show(made)
    assert made.values() == values


def test_enter_follows_the_interview_and_says_when_it_is_over(show: Show, fingers: Fingers) -> None:
    form = replace(SKTLK, sections=(SKTLK.section("kejadian"),))
    made = FormEditor(form, {}, Sources(today=lambda: TODAY))
    over: list[bool] = []
    made.finished.connect(lambda: over.append(True))
    show(made)
    made.focus_first()
    for typed_in in ("kemarin", "1430", "Pasar Punung"):
        fingers.type(typed_in)
        fingers.enter()
    assert fingers.at == "Keterangan kejadian" and over == []
    assert made.values() == {"kejadian": {"tanggal": "2026-11-19", "jam": "14:30", "tempat": "Pasar Punung"}}


def test_enter_in_the_last_field_says_that_the_form_is_finished(show: Show, fingers: Fingers) -> None:
    made = FormEditor(Form("uji", "Uji", 1, (Section("satu", "Satu", (Field("a", "A"), Field("b", "B"))),)), {})
    over: list[bool] = []
    made.finished.connect(lambda: over.append(True))
    show(made)
    made.focus_first()
    fingers.enter()
    assert (fingers.at, over) == ("B", [])
    fingers.enter()
    assert (fingers.at, over) == ("B", [True])


def test_tab_stops_follow_the_interview_whatever_is_shown(editor: FormEditor, fingers: Fingers) -> None:
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.type("bpkb")
    fingers.press(Key.Key_Tab)
    stops = ["Jenis surat/barang", fingers.at]
    for _ in range(60):
        if stops[-1] == "Keterangan kejadian":
            break
        fingers.press(Key.Key_Tab)
        stops.append(fingers.at)
    shown = [shown.label for place, shown in editor.places() if place[0] != "pelapor"]
    assert [stop for stop in stops if stop in shown] == shown
    assert "Nomor BPKB" in stops and "Nomor rangka" in stops


def test_goods_are_asked_by_kind_with_their_papers_and_doubts(editor: FormEditor, fingers: Fingers) -> None:
    assert fields(editor, "barang") == ["jenis", "jumlah"]
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.type("bpk")
    assert fields(editor, "barang") == ["jenis", "jumlah"], "half a word is no kind of goods"
    fingers.type("b")
    variant = SKTLK.section("barang").variants["BPKB"]
    assert fields(editor, "barang") == [
        f.name for f in SKTLK.section("barang").fields if f.name == "jenis" or f.name in variant.fields
    ]
    assert editor.values()["barang"] == [{"jenis": "BPKB", "jumlah": 1, "satuan": "buku"}]
    assert box(editor, "barang", 0, "nomor").label == "Nomor BPKB"
    said = [label.text() for label in editor.findChildren(QLabel) if label.isVisible()]
    assert f"Minta diperlihatkan: {', '.join(variant.ask_for)}." in said and variant.warning in said


def test_enter_passes_what_the_kind_of_goods_has_filled_in(editor: FormEditor, fingers: Fingers) -> None:
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.type("ktp")
    fingers.enter()
    assert fingers.at == "NIK pada KTP"


def test_a_change_of_kind_loses_nothing_that_was_typed(editor: FormEditor, fingers: Fingers) -> None:
    editor.set_values({"barang": [{"jenis": "STNK", "jumlah": 1, "satuan": "lembar", "nomor_polisi": "AE 1 XX"}]})
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.press(Key.Key_A, Held.ControlModifier)
    fingers.type("HP")
    assert "nomor_polisi" in fields(editor, "barang")
    assert editor.values()["barang"] == [{"jenis": "HP", "jumlah": 1, "satuan": "unit", "nomor_polisi": "AE 1 XX"}]


def test_goods_that_no_list_knows_are_asked_everything(editor: FormEditor, fingers: Fingers) -> None:
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.type("Surat gadai")
    fingers.enter()
    assert len(fields(editor, "barang")) == len(SKTLK.section("barang").fields)


def test_rows_come_and_go_by_keys_and_the_focus_stays_with_them(editor: FormEditor, fingers: Fingers) -> None:
    box(editor, "pelapor", 0, "nama").setFocus()
    fingers.alt(Key.Key_T)
    assert len(editor.values()["barang"]) == 2 and editor.focused() == ("barang", 1, "jenis")
    fingers.type("sim")
    fingers.alt(Key.Key_T)
    assert editor.focused() == ("barang", 2, "jenis")
    fingers.alt(Key.Key_Delete)
    assert len(editor.values()["barang"]) == 2 and editor.focused() == ("barang", 1, "jenis")
    fingers.alt(Key.Key_Delete)
    assert editor.focused() == ("barang", 0, "jenis")
    fingers.alt(Key.Key_Delete)
    assert len(editor.values()["barang"]) == 1, "the form wants one"


def test_no_more_rows_than_the_form_takes(show: Show, fingers: Fingers) -> None:
    form = replace(SKTLK, sections=(replace(SKTLK.section("barang"), most=2),))
    made = FormEditor(form, {})
    show(made)
    made.focus_first()
    for _ in range(4):
        fingers.alt(Key.Key_T)
    assert len(made.values()["barang"]) == 2


def test_problems_stand_at_the_top_and_at_the_field_and_lead_there(editor: FormEditor, fingers: Fingers) -> None:
    problems = [Problem("pelapor", 0, "nama", "Wajib diisi."), Problem("barang", 0, "jenis", "Wajib diisi.")]
    doubts = [Problem("pelapor", 0, "nik", "NIK belum diisi.")]
    editor.show_checked(problems, doubts)
    assert box(editor, "pelapor", 0, "nama").said(Tone.PROBLEM) == "Wajib diisi."
    assert box(editor, "pelapor", 0, "nik").said(Tone.WARNING) == "NIK belum diisi."
    lines = [label for label in editor.findChildren(QLabel) if label.isVisible() and "href" in label.text()]
    assert "Nama lengkap: Wajib diisi." in lines[0].text() and "NIK belum diisi." in lines[1].text()
    editor.focus_problem()
    assert editor.focused() == ("pelapor", 0, "nama")
    lines[0].linkActivated.emit("1")
    assert editor.focused() == ("barang", 0, "jenis")
    editor.show_checked((), ())
    assert not any(label.isVisible() for label in lines)
    assert box(editor, "pelapor", 0, "nama").said(Tone.PROBLEM) == ""


def test_a_message_that_names_its_field_is_not_named_twice(editor: FormEditor, fingers: Fingers) -> None:
    wanted = Problem("barang", 0, "jenis", "Jenis surat/barang wajib diisi.")
    editor.show_checked([wanted], ())
    assert ">Jenis surat/barang wajib diisi.</a>" in shown(editor)
    box(editor, "barang", 0, "jenis").setFocus()
    fingers.alt(Key.Key_T)
    editor.show_checked([replace(wanted, index=1), Problem("barang", 0, "jenis", "Wajib diisi.")], ())
    assert ">Barang 2: Jenis surat/barang wajib diisi.</a>" in shown(editor)
    assert ">Barang 1, Jenis surat/barang: Wajib diisi.</a>" in shown(editor)


def shown(editor: FormEditor) -> str:
    return "".join(
        label.text() for label in editor.findChildren(QLabel) if label.isVisible() and "href" in label.text()
    )


def test_a_problem_of_a_field_that_is_not_shown_leads_to_its_section(editor: FormEditor) -> None:
    editor.focus_field("barang", 0, "imei")
    assert editor.focused() == ("barang", 0, "jenis")
    editor.show_checked([Problem("barang", 0, "", "Isi paling sedikit satu barang.")], ())
    editor.focus_problem()
    assert editor.focused() == ("barang", 0, "jenis")


def test_an_offer_is_taken_by_its_key_only(editor: FormEditor, fingers: Fingers) -> None:
    taken: list[str] = []
    place = ("pelapor", 0, "nama")
    box(editor, *place).setFocus()
    editor.offer(place, "Pernah datang", lambda: taken.append("alt"), on_enter=False)
    fingers.enter()
    assert taken == [] and editor.focused() == ("pelapor", 0, "tempat_lahir")
    box(editor, *place).setFocus()
    fingers.alt(Key.Key_P)
    assert taken == ["alt"] and box(editor, *place).said(Tone.ACCENT) == ""
    editor.offer(place, "Pernah datang", lambda: taken.append("enter"), on_enter=True)
    fingers.enter()
    assert taken == ["alt", "enter"] and editor.value(place) is None


def test_the_field_being_filled_in_is_in_view_and_nothing_scrolls_sideways(
    editor: FormEditor, fingers: Fingers, qapp: QApplication
) -> None:
    for width in (400, 520, 900):
        editor.resize(width, 500)
        qapp.processEvents()
        editor.focus_field("pelapor", 0, "nik")
        editor.focus_field("kejadian", 0, "tempat")
        area = editor.findChild(QScrollArea)
        assert isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() == 0
        spot = fingers.focus().mapTo(area.viewport(), fingers.focus().rect().center())
        assert area.viewport().rect().contains(spot)


def test_no_text_is_clipped_at_the_narrowest(show: Show, qapp: QApplication) -> None:
    made = FormEditor(SKTLK, sample(SKTLK))
    made.resize(460, 620)
    show(made)
    qapp.processEvents()
    for label in made.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


def test_focus_after_a_section_finds_what_is_still_required(editor: FormEditor) -> None:
    editor.focus_after("pelapor")
    assert editor.focused() == ("pelapor", 0, "nama")
    editor.fill("pelapor", 0, "nama", "Siti Aminah")
    editor.fill("pelapor", 0, "alamat", "Dusun Krajan")
    editor.focus_after("pelapor")
    assert editor.focused() == ("barang", 0, "jenis")


def test_every_control_can_be_named_by_a_screen_reader(show: Show) -> None:
    for form in (*FORMS.values(), *SETTINGS.values()):
        made = FormEditor(form, sample(form))
        show(made)
        for _place, shown in made.places():
            assert shown.control.accessibleName(), shown.field
        if any(field.kind is Kind.FLAG for section in form.sections for field in section.fields):
            assert any(shown.label for _place, shown in made.places() if shown.field.kind is Kind.FLAG)


@pytest.mark.parametrize("width", [370, 480, 600])
def test_what_is_said_of_a_field_never_lies_over_its_input(width: int, show: Show) -> None:
    unit = SETTINGS["unit"]
    made = FormEditor(replace(unit, sections=(unit.section("lp_b"),)), {})
    made.resize(width, 500)
    show(made)
    sentence = "Periksa isian ini sekali lagi, karena panjang sekali dan tidak muat dalam satu baris saja."
    made.show_checked([Problem("lp_b", 0, "mengetahui", sentence)], [Problem("lp_b", 0, "judul", sentence)])
    for _ in range(5):
        QApplication.processEvents()
    for _place, shown in made.places():
        assert shown.height() >= shown.heightForWidth(shown.width())

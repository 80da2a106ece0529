from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.form_page import FormPage
from spkt_desktop.ui.kept_soon import KEPT_EVERY
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.printing_queue import PdfPrinter
from tests.ui.conftest import Fingers, Key

Show = Callable[[QWidget], None]


class Said:
    """What a page said for the message bar."""

    def __init__(self, page: FormPage) -> None:
        self.words: list[str] = []
        page.said.connect(lambda words, _tone: self.words.append(words))


@pytest.fixture
def page(app: App, worker: Worker, show: Show) -> Iterator[FormPage]:
    made = FormPage(app, worker)
    made.resize(1000, 640)
    show(made)
    yield made
    made.leave()  # as the window does before the desk is locked: no timer may speak to a closed register


@pytest.fixture
def said(page: FormPage) -> Said:
    return Said(page)


def begin(page: FormPage) -> None:
    page.begin("sktlk")
    page.enter()


def letter_text(page: FormPage) -> str:
    return page.letter.text


def known(**pelapor: str) -> Values:
    sample = sample_values("sktlk")
    return {**sample, "pelapor": {**sample["pelapor"], **pelapor}}


def test_the_focus_begins_at_the_first_empty_field(page: FormPage, fingers: Fingers) -> None:
    begin(page)
    assert fingers.at == "NIK"


def test_the_letter_follows_what_is_typed(page: FormPage, fingers: Fingers, qtbot: QtBot) -> None:
    begin(page)
    qtbot.waitUntil(lambda: "Nomor" in letter_text(page))
    page.editor.focus_field("pelapor", 0, "nama")
    fingers.type("Sri Wahyuni")
    qtbot.waitUntil(lambda: "Sri Wahyuni" in letter_text(page))
    assert page.letter.marks, "the field being typed is marked"


def test_a_nik_fills_in_what_it_says_and_what_differs_is_said(page: FormPage, fingers: Fingers, qtbot: QtBot) -> None:
    begin(page)
    fingers.type("3503126908600098")
    pelapor = page.editor.values()["pelapor"]
    assert (pelapor["tanggal_lahir"], pelapor["jenis_kelamin"]) == ("1960-08-29", "P")
    nik = page.editor.box("pelapor", 0, "nik")
    assert nik is not None and "Trenggalek" in nik.said(Tone.QUIET)
    page.editor.focus_field("pelapor", 0, "jenis_kelamin")
    fingers.type("L")
    page.editor.focus_field("pelapor", 0, "agama")
    fingers.type("Islam")
    sex = page.editor.box("pelapor", 0, "jenis_kelamin")
    assert sex is not None
    qtbot.waitUntil(lambda: "berbeda dengan NIK" in sex.said(Tone.WARNING))


def test_what_was_typed_is_not_overwritten_by_the_nik(page: FormPage, fingers: Fingers) -> None:
    begin(page)
    page.editor.focus_field("pelapor", 0, "tanggal_lahir")
    fingers.type("01011990")
    page.editor.focus_field("pelapor", 0, "nik")
    fingers.type("3503126908600098")
    assert page.editor.values()["pelapor"]["tanggal_lahir"] == "1990-01-01"


def test_a_known_person_is_taken_over_with_enter(app: App, page: FormPage, fingers: Fingers) -> None:
    earlier = app.register("sktlk", known())
    begin(page)
    fingers.type(str(earlier.values["pelapor"]["nik"]))
    nik = page.editor.box("pelapor", 0, "nik")
    assert nik is not None and earlier.number.text in nik.said(Tone.ACCENT)
    fingers.enter()
    assert page.editor.values()["pelapor"] == earlier.values["pelapor"]
    assert fingers.at == "Jenis surat/barang"


def test_a_name_alone_never_takes_a_person_over_with_enter(
    app: App, page: FormPage, fingers: Fingers, qtbot: QtBot
) -> None:
    earlier = app.register("sktlk", known())
    begin(page)
    page.editor.focus_field("pelapor", 0, "nama")
    fingers.type(earlier.who)
    name = page.editor.box("pelapor", 0, "nama")
    assert name is not None
    qtbot.waitUntil(lambda: "Alt+P" in name.said(Tone.ACCENT))
    fingers.enter()
    assert "nik" not in page.editor.values()["pelapor"] and fingers.at == "Tempat lahir"
    page.editor.focus_field("pelapor", 0, "nama")
    fingers.alt(Key.Key_P)
    assert page.editor.values()["pelapor"] == earlier.values["pelapor"]


def test_the_same_goods_are_said_with_date_and_number(app: App, page: FormPage, fingers: Fingers, qtbot: QtBot) -> None:
    earlier = app.register("sktlk", known())
    begin(page)
    page.editor.focus_field("barang", 0, "jenis")
    fingers.type("ktp")
    fingers.enter()
    fingers.type(str(earlier.values["barang"][0]["nomor"]))
    fingers.enter()
    goods = page.editor.box("barang", 0, "jenis")
    assert goods is not None
    qtbot.waitUntil(lambda: earlier.number.text in goods.said(Tone.WARNING))


def test_the_reporters_own_nik_and_name_are_one_key(page: FormPage, fingers: Fingers) -> None:
    page.begin("sktlk")
    page.editor.fill("pelapor", 0, "nik", "3503126908600098")
    page.editor.fill("pelapor", 0, "nama", "Sri Wahyuni")
    page.editor.focus_field("barang", 0, "jenis")
    fingers.type("ktp")
    fingers.enter()
    fingers.alt(Key.Key_P)
    assert fingers.at == "Atas nama"
    fingers.alt(Key.Key_P)
    (goods,) = page.editor.values()["barang"]
    assert (goods["nomor"], goods["atas_nama"]) == ("3503126908600098", "Sri Wahyuni")
    page.editor.focus_field("barang", 0, "jenis")
    fingers.alt(Key.Key_T)
    fingers.type("kk")
    fingers.enter()
    owner = page.editor.box("barang", 1, "atas_nama")
    assert owner is not None and owner.label == "Kepala keluarga"
    owner.setFocus()
    assert owner.said(Tone.ACCENT) == "", "the head of the family is somebody else"


def test_a_draft_is_on_disk_two_seconds_after_typing_and_comes_back(
    app: App, page: FormPage, said: Said, fingers: Fingers, qtbot: QtBot
) -> None:
    begin(page)
    assert app.drafts() == []
    page.editor.focus_field("pelapor", 0, "nama")
    fingers.type("Sri")
    assert KEPT_EVERY < 2000
    qtbot.waitUntil(lambda: bool(app.drafts()))
    fingers.type(" Wahyuni")
    fingers.press(Key.Key_Escape)
    (draft,) = app.drafts()
    assert draft.values["pelapor"]["nama"] == "Sri Wahyuni" and "belum selesai" in said.words[-1]
    page.resume(draft.id)
    page.enter()
    assert page.editor.values()["pelapor"]["nama"] == "Sri Wahyuni" and "dilanjutkan" in said.words[-1]


def test_leaving_an_untouched_form_keeps_nothing(app: App, page: FormPage, said: Said, fingers: Fingers) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    begin(page)
    fingers.press(Key.Key_Escape)
    assert left == [True] and app.drafts() == [] and said.words == []


def test_ctrl_enter_leads_to_the_first_problem(app: App, page: FormPage, fingers: Fingers, qtbot: QtBot) -> None:
    begin(page)
    fingers.ctrl_enter()
    assert fingers.at == "Nama lengkap"
    name = page.editor.box("pelapor", 0, "nama")
    assert name is not None and name.said(Tone.PROBLEM)
    fingers.type("Sri Wahyuni")
    qtbot.waitUntil(lambda: not name.said(Tone.PROBLEM))
    assert app.search() == []


def test_while_typing_only_filled_in_fields_are_found_fault_with(
    page: FormPage, fingers: Fingers, qtbot: QtBot
) -> None:
    begin(page)
    fingers.type("123")
    fingers.enter()
    nik = page.editor.box("pelapor", 0, "nik")
    assert nik is not None
    qtbot.waitUntil(lambda: bool(nik.said(Tone.WARNING)))
    for place, box in page.editor.places():
        if place[2] != "nik":
            assert not box.said(Tone.PROBLEM) and not box.said(Tone.WARNING), place


def test_the_read_back_shows_everything_and_esc_returns_to_the_field(
    app: App, page: FormPage, fingers: Fingers
) -> None:
    page.begin("sktlk", known())
    page.editor.focus_field("kejadian", 0, "tempat")
    fingers.ctrl_enter()
    assert fingers.at == "Terbitkan dan cetak (Ctrl+Enter)"
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert all(str(known()["pelapor"][name]) in shown for name in ("nama", "nik", "alamat"))
    assert known()["kejadian"]["tempat"] in shown and "29 Agustus 1960" in shown
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Tempat hilang" and app.search() == []


def test_a_letter_is_registered_printed_and_found_good(
    app: App, page: FormPage, said: Said, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    finished: list[Record] = []
    page.finished.connect(finished.append)
    page.begin("sktlk", known())
    page.enter()
    fingers.ctrl_enter()
    fingers.ctrl_enter()
    (record,) = app.search()
    qtbot.waitUntil(lambda: fingers.at == "Cetak (Enter)")
    assert app.drafts() == []
    fingers.enter()
    qtbot.waitUntil(lambda: fingers.at == "Ya (Enter)", timeout=20_000)
    assert [event.kind for event in app.history(record.id)] == ["registered", "printed"], "written down before it left"
    fingers.enter()
    assert [record.id for record in finished] == [record.id]
    assert [event.kind for event in app.history(record.id)][-1] == "print_outcome"
    assert app.history(record.id)[-1].body["good"] is True
    assert "selesai dicetak" in said.words[-1]
    assert len(cups_queue.printed()) == 1


def test_a_replacement_ends_the_old_letter_only_when_it_is_issued(
    app: App, page: FormPage, said: Said, fingers: Fingers
) -> None:
    old = app.register("sktlk", known())
    page.replace(old, "Salah tulis nama")
    page.enter()
    page.editor.fill("pelapor", 0, "nama", "Budi Susanta")
    page._settle()
    told = " ".join(box.said(Tone.WARNING) for _place, box in page.editor.places())
    assert old.number.text not in told, "a correction is no second visit"
    fingers.press(Key.Key_Escape)
    assert app.record(old.id).status == "berlaku" and "tetap berlaku" in said.words[-1]
    for draft in app.drafts():
        app.drop_draft(draft.id)
    page.replace(old, "Salah tulis nama")
    page.enter()
    page.editor.fill("pelapor", 0, "nama", "Budi Susanta")
    fingers.ctrl_enter()
    fingers.ctrl_enter()
    new = app.search()[0]
    assert (new.who, new.replaces, app.record(old.id).status) == ("Budi Susanta", old.id, "diganti")


def test_a_replacement_that_is_being_typed_is_a_draft_that_knows_what_it_replaces(
    app: App, page: FormPage, said: Said, fingers: Fingers, qtbot: QtBot
) -> None:
    old = app.register("sktlk", known())
    page.replace(old, "Salah tulis nama")
    page.enter()
    page.editor.focus_field("pelapor", 0, "nama")
    fingers.press(Key.Key_End)
    fingers.type(" Putra")
    qtbot.waitUntil(lambda: bool(app.drafts()))
    page.begin("sktlk")  # somebody else comes in between
    (draft,) = app.drafts()
    assert (draft.replaces, draft.reason) == (old.id, "Salah tulis nama")
    page.resume(draft.id)
    assert page.editor.values()["pelapor"]["nama"] == f"{old.who} Putra" and "dilanjutkan" in said.words[-1]
    fingers.ctrl_enter()
    fingers.ctrl_enter()
    new = app.search()[0]
    assert (new.replaces, app.record(old.id).status, app.record(old.id).reason) == (
        old.id,
        "diganti",
        "Salah tulis nama",
    )
    assert app.drafts() == []


@pytest.mark.parametrize("width,height", [(1366 - 150, 768 - 110), (1024 - 150, 768 - 110)])
def test_nothing_scrolls_sideways_on_small_screens(
    page: FormPage, fingers: Fingers, qtbot: QtBot, width: int, height: int
) -> None:
    page.resize(width, height)
    page.begin("sktlk", known())
    page.enter()
    qtbot.wait(50)
    assert page.size().width() == width
    for area in page.findChildren(QScrollArea):
        if area.isVisible() and (content := area.widget()):
            assert content.minimumSizeHint().width() <= area.viewport().width() or isinstance(area, LetterView)
            assert area.horizontalScrollBar().maximum() == 0

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record
from spkt_desktop.ui.form_page import PAUSE
from spkt_desktop.ui.start import SMALLEST
from spkt_desktop.ui.stops import PAGES
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers

Key = Qt.Key
PLACES = {
    Key.Key_F1: "Bab buku panduan",
    Key.Key_F2: "Apa yang dibutuhkan warga?",
    Key.Key_F3: "Cari",
    Key.Key_F4: "Buka jaga…",
    Key.Key_F5: "Jenis laporan",
    Key.Key_F6: "Ambil kartu Polres…",
    Key.Key_F7: "Buat cadangan sekarang",
    Key.Key_F9: "Buka jaga…",
    Key.Key_F10: "Bagian pengaturan",
}


@pytest.fixture
def window(app: App, worker: Worker, show: Callable[[QWidget], None]) -> Iterator[Window]:
    made = Window(app, worker)
    made.resize(1024, 728)
    show(made)
    made.show_page(made.intake)
    yield made
    made.hide()


@pytest.mark.parametrize("key", PLACES)
def test_every_key_of_the_rail_leads_to_its_page_and_one_known_place(
    window: Window, fingers: Fingers, key: Qt.Key
) -> None:
    fingers.press(Key.Key_F7 if key is Key.Key_F2 else Key.Key_F2)
    fingers.press(key)
    assert fingers.at == PLACES[key]


@pytest.mark.parametrize("name", [stop.name for stop in PAGES])
def test_every_page_fits_a_small_screen_at_125_percent(window: Window, name: str) -> None:
    window.go(name)
    needed = window.minimumSizeHint()
    assert needed.width() <= SMALLEST[0] and needed.height() <= SMALLEST[1]


def test_help_opens_at_the_chapter_of_the_page_one_came_from(window: Window, fingers: Fingers) -> None:
    fingers.press(Key.Key_F6)
    fingers.press(Key.Key_F1)
    row = window.help.chapters.currentItem()
    assert row.text() == window.send.chapter
    assert window.help.text.textCursor().block().text() == window.send.chapter
    fingers.press(Key.Key_Escape)
    assert window.page is window.send


MAKING = 120_000
"""Milliseconds until the handbook is printed, where no test has had it made before."""


def test_help_shows_the_printed_page_that_bears_the_heading_from_every_screen(
    window: Window, fingers: Fingers, qtbot: QtBot, app: App
) -> None:
    fingers.press(Key.Key_F1)
    qtbot.waitUntil(lambda: window.help.views.currentWidget() is window.help.pages, timeout=MAKING)
    for key, chapter in ((Key.Key_F7, "Cadangan"), (Key.Key_F3, "Register dan pencarian"), (Key.Key_F9, "Beranda")):
        fingers.press(key)
        fingers.press(Key.Key_F1)
        assert heading_above(window) == chapter
    fingers.press(Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    fingers.press(Key.Key_F1)
    assert heading_above(window) == "Jam meja"
    fingers.press(Key.Key_Escape)
    window.resize(window.width() - 200, window.height())
    fingers.press(Key.Key_F7)
    fingers.press(Key.Key_F1)
    assert heading_above(window) == "Cadangan", "the pages are laid out anew for a window of another width"
    fingers.press(Key.Key_F10)
    window.settings.parts.setCurrentIndex([part.title for part in window.settings.panels].index("Pembaruan"))
    fingers.press(Key.Key_F1)
    assert heading_above(window) == "Pembaruan program", "a part of a page may have a chapter of its own"
    window.go("intake")
    window.intake.begin.emit("lp_b")
    fingers.press(Key.Key_F1)
    assert heading_above(window) == "Laporan Polisi model B"


def heading_above(window: Window) -> str:
    """The words that stand highest in the view of the printed handbook, read from its pages themselves."""
    pages = window.help.pages
    above = pages.verticalScrollBar().value()
    page = next(at for at, place in enumerate(pages._pages._places) if place.bottom() >= above)
    lines = {}
    for hit in re.finditer(r"[^\r\n]+", pages._pdf.texts[page]):
        for _, place in pages._pdf.places([(page, hit.start(), len(hit[0]))])[:1]:
            lines[pages._pages.on_screen(page, place).top()] = hit[0].strip()
    return lines[min(top for top in lines if top >= above)]


def test_the_handbook_is_handed_over_and_led_back_to(window: Window, fingers: Fingers, qtbot: QtBot) -> None:
    fingers.press(Key.Key_F1)
    qtbot.waitUntil(lambda: window.help.views.currentWidget() is window.help.pages, timeout=MAKING)
    window.help.found.say("12 dari 34")
    needed = window.minimumSizeHint()
    assert needed.width() <= SMALLEST[0] and needed.height() <= SMALLEST[1], "with all that it can show"
    fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.sheet
    qtbot.waitUntil(lambda: window.sheet._panel.save.isVisible() and window.sheet._panel.save.isEnabled())
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.help


def test_every_page_names_a_chapter_of_the_handbook(window: Window, app: App) -> None:
    headings = {line[3:] for line in app.handbook().splitlines() if line.startswith("## ")}
    assert {page.chapter for page in window._stops if page is not window.help} <= headings


def test_locking_keeps_what_is_unfinished(window: Window, fingers: Fingers, qtbot: QtBot, app: App) -> None:
    fingers.enter()
    assert window.page is window.form
    fingers.type("3501034903580091")
    with qtbot.waitSignal(window.locked):
        fingers.press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(PAUSE + 100)  # the letter's last pause ends before the register is closed
    (draft,) = app.drafts()
    assert draft.values["pelapor"]["nik"] == "3501034903580091"


def test_an_unfinished_report_is_said_and_goes_on_with_enter(window: Window, fingers: Fingers, app: App) -> None:
    app.save_draft("sktlk", sample_values("sktlk"))
    fingers.press(Key.Key_F2)
    fingers.press(Key.Key_Backtab)
    assert fingers.at == "Laporan dan surat yang belum selesai"
    fingers.enter()
    assert window.page is window.form
    assert window.form.editor.values()["pelapor"] == sample_values("sktlk")["pelapor"]
    assert "dilanjutkan" in window.message.text


def test_the_desk_locks_itself_when_nobody_types(window: Window, fingers: Fingers, qtbot: QtBot) -> None:
    assert window.idle.interval() == 10 * 60_000
    window.idle.start(1000)
    qtbot.wait(300)
    fingers.type("h")
    assert window.idle.remainingTime() > 750
    with qtbot.waitSignal(window.locked, timeout=2000):
        pass


def test_the_message_bar_leaves_with_the_page(window: Window, fingers: Fingers) -> None:
    window.message.say("Nomor surat disalin.")
    assert window.message.text == "Nomor surat disalin."
    fingers.press(Key.Key_F3)
    assert window.message.text == ""


def test_the_top_bar_says_what_waits_and_that_there_is_no_backup(window: Window, app: App) -> None:
    app.register("sktlk", sample_values("sktlk"))
    window.refresh()
    assert window.top.pending.text() == f"{app.pending()} belum diterima Polres"
    assert window.top.backup.text() == "Belum ada cadangan (F7)"
    assert window.top.clock.text() == "20 Nov 2026  14.30 WIB"
    assert window.top.officer.text() == f"Jaga belum dibuka · {app.officer.rank} {app.officer.name}"
    app.shifts.open("II", [app.nrp])
    app.queue.take()
    window.refresh()
    assert window.top.officer.text().startswith("Regu II · ") and window.top.waiting.text() == "1 antre (F9)"


def test_a_letter_goes_from_the_register_to_its_replacement(window: Window, fingers: Fingers, app: App) -> None:
    old = app.register("sktlk", sample_values("sktlk"))
    fingers.press(Key.Key_F3)
    fingers.type(old.who.split()[0])
    fingers.enter()
    assert window.page is window.record and fingers.at == "Cetak"
    window.record.repair()
    fingers.type("Nama salah tulis")
    fingers.enter()
    assert window.stack.currentWidget() is window.form
    window.form.issue()
    fingers.enter()
    new = app.search(status="berlaku")[0]
    assert new.replaces == old.id and app.record(old.id).reason == "Nama salah tulis"


@pytest.fixture
def report(app: App) -> Record:
    """A report that other papers can follow, with several papers of its own."""
    return app.register("lp_b", sample_values("lp_b", app.now().date(), app.nrp))


def test_the_page_of_a_record_fits_a_small_screen_whatever_it_asks(window: Window, report: Record) -> None:
    window.go("register")
    window.register.chosen.emit(report.id)
    for ask in (lambda: None, window.record.route, window.record.mark, window.record.go_on):
        ask()
        needed = window.minimumSizeHint()
        assert needed.width() <= SMALLEST[0] and needed.height() <= SMALLEST[1]


def test_tab_goes_round_the_page_of_a_record(window: Window, fingers: Fingers, report: Record) -> None:
    window.register.chosen.emit(report.id)
    seen: list[str] = []
    for _ in range(60):
        fingers.press(Key.Key_Tab)
        seen.append(fingers.at)
        if fingers.at == "Cetak":
            break
    assert seen[-1] == "Cetak" and len(set(seen)) == len(seen)
    order = [
        "Lanjutkan…",
        "Batalkan…",
        "Ubah tujuan…",
        "Atensi…",
        "Keterangan surat",
        "Surat dari perkara ini",
        "Surat",
    ]
    assert [name for name in seen if name in order] == order


def test_a_follow_up_is_begun_from_a_record_and_leads_back_to_it(
    window: Window, fingers: Fingers, app: App, report: Record
) -> None:
    window.register.chosen.emit(report.id)
    fingers.alt(Key.Key_L)
    fingers.enter()
    assert window.stack.currentWidget() is window.form
    first = app.cases.follow_ups(report)[0]
    values = window.form.editor.values()
    assert all(values[name] for name in first.proposals[0].values)
    window.form.editor.changed.emit()
    fingers.press(Key.Key_Escape)
    assert window.page is window.record and window.record.record.id == report.id
    assert "belum selesai" in window.message.text
    (draft,) = app.drafts()
    assert (draft.form, draft.about) == (first.form, report.id)


def test_what_was_registered_last_is_one_key_away(window: Window, fingers: Fingers, app: App) -> None:
    window.intake.begin.emit("sktlk")
    window.form.editor.set_values(sample_values("sktlk", app.now().date(), app.nrp))
    window.form.issue()
    fingers.ctrl_enter()
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.intake, "the next citizen comes first"
    assert "F8 membuka surat itu" in window.message.text
    fingers.press(Key.Key_Escape)  # the visitor says nothing
    fingers.press(Key.Key_F8)
    assert window.page is window.record and window.record.record.id == app.search(limit=1)[0].id


def test_a_protected_record_stays_shut_for_others_and_the_list_stays_open(
    app: App, worker: Worker, ready: Ready, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    girl = {
        "identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh",
    }  # fmt: skip
    app.register("lp_b", {**sample_values("lp_b", app.now().date(), app.nrp), "korban": [girl]})
    other = start(app.folder, Opened(ready.opened.key, "03100376"), hands)
    try:
        window = Window(other, worker)
        show(window)
        window.go("register")
        fingers.press(Key.Key_Down)
        for act in (fingers.enter, lambda: fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)):
            act()
            assert window.page is window.register and fingers.at == "Daftar surat"
            assert "Yang boleh membukanya" in window.message.text
        window.hide()
    finally:
        other.close()

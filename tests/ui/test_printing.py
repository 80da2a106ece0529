from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record
from spkt_desktop.ui import paper
from spkt_desktop.ui.printing import PrintPage
from spkt_desktop.ui.worker import Worker
from tests.printing_queue import PdfPrinter
from tests.ui.conftest import Fingers, Held, Key
from tests.waiting import LONGEST

Show = Callable[[QWidget], None]
PRINT, SAVE, GOOD = "Cetak (Enter)", "Simpan PDF (Ctrl+S)", "Ya (Enter)"


@pytest.fixture
def record(app: App) -> Record:
    return app.register("sktlk", sample_values("sktlk"))


@pytest.fixture
def page(app: App, worker: Worker, show: Show) -> PrintPage:
    made = PrintPage(app, worker)
    made.resize(1000, 640)
    show(made)
    return made


@pytest.fixture
def no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process asks a scheduler that is not there."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nowhere"))


def told(page: PrintPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def kinds(app: App, record: Record) -> list[str]:
    return [event.kind for event in app.history(record.id)]


@pytest.mark.cups
def test_a_bad_print_is_asked_for_again_and_is_no_copy(
    app: App, page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == PRINT)
    assert "Kertas F4, 1 halaman." in told(page) and cups_queue.name in page._panel.printers.currentText()
    fingers.enter()
    qtbot.waitUntil(lambda: fingers.at == GOOD, timeout=20_000)
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Tidak, cetak lagi"
    fingers.enter()
    assert fingers.at == PRINT
    fingers.enter()
    qtbot.waitUntil(lambda: fingers.at == GOOD, timeout=20_000)
    fingers.enter()
    prints = [event.body for event in app.history(record.id) if event.kind == "printed"]
    assert [body["copy"] for body in prints] == [0, 0] and app.record(record.id).copies == 1
    page.show_record(app.record(record.id))
    qtbot.waitUntil(lambda: "salinan ke-1" in told(page))
    assert len(cups_queue.printed(2)) == 2


def test_without_a_printer_the_letter_is_saved_as_a_pdf(
    app: App, page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, no_printer: None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "surat.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    finished: list[Record] = []
    page.finished.connect(finished.append)
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    assert "Tidak ada printer" in told(page)
    fingers.press(Key.Key_S, Held.ControlModifier)
    assert record.number.text in PdfReader(tmp_path / "surat.pdf").pages[0].extract_text()
    assert [(event.kind, event.body.get("destination")) for event in app.history(record.id)][1:] == [("printed", "pdf")]
    assert finished and record.who not in offered[0] and str(record.values["pelapor"]["nik"]) not in offered[0]


def test_a_file_that_cannot_be_written_leaves_the_letter_unprinted(
    app: App, page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, no_printer: None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "penuh.pdf").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "penuh.pdf"), ""))
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.enter()
    assert "tidak dapat disimpan" in told(page) and fingers.at == SAVE
    assert kinds(app, record) == ["registered", "printed", "print_outcome"] and app.record(record.id).copies == 0


@pytest.mark.cups
def test_a_printer_that_stops_is_named_and_nothing_counts_as_handed_out(
    app: App, page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == PRINT)
    subprocess.run(["cupsdisable", cups_queue.name], check=True, timeout=LONGEST)
    try:
        fingers.enter()
        qtbot.waitUntil(lambda: paper.STOPPED in told(page), timeout=20_000)
    finally:
        subprocess.run(["cupsenable", cups_queue.name], check=True, timeout=LONGEST)
    assert fingers.at == PRINT and app.record(record.id).copies == 0


def test_later_is_possible_and_says_where_the_letter_is(
    page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, no_printer: None
) -> None:
    said: list[str] = []
    page.said.connect(lambda words, _tone: said.append(words))
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.press(Key.Key_Escape)
    assert "F3" in said[0]


def test_a_void_letter_is_not_printed(
    app: App, page: PrintPage, record: Record, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == PRINT)
    app.void(record.id, "Salah tulis nama")
    fingers.enter()
    assert "dibatalkan" in told(page) and kinds(app, record) == ["registered", "voided"]


@pytest.mark.cups
def test_the_papers_of_a_record_are_printed_one_after_the_other(
    app: App, page: PrintPage, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    record = app.register("lp_b", sample_values("lp_b", nrp="87020875"))
    papers = app.cases.papers(record)
    finished: list[Record] = []
    page.finished.connect(finished.append)
    page.show_record(record)
    for _ in papers:
        assert not finished
        qtbot.waitUntil(lambda: fingers.at == PRINT, timeout=20_000)
        fingers.enter()
        qtbot.waitUntil(lambda: fingers.at == GOOD, timeout=20_000)
        fingers.enter()
    assert [one.id for one in finished] == [record.id]
    assert finished[0].prints == {one.paper.name: 1 for one in papers}
    assert len(cups_queue.printed(len(papers))) == len(papers)


def test_another_paper_is_chosen_in_the_list_and_saved_alone(
    app: App, page: PrintPage, fingers: Fingers, qtbot: QtBot, no_printer: None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    record = app.register("lp_b", sample_values("lp_b", nrp="87020875"))
    second = app.cases.papers(record)[1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kedua.pdf"), ""))
    page.show_record(record)
    qtbot.waitUntil(lambda: fingers.at == SAVE, timeout=20_000)
    fingers.press(Key.Key_Up)
    assert page._panel.papers.currentRow() == 0, "there is none above the first"
    fingers.press(Key.Key_Down)
    qtbot.waitUntil(lambda: page._panel.save.isEnabled() and "Kertas" in told(page), timeout=20_000)
    assert fingers.at == "Surat dalam berkas ini"
    fingers.press(Key.Key_S, Held.ControlModifier)
    assert second.number in "".join(PdfReader(tmp_path / "kedua.pdf").pages[0].extract_text().split("\n"))
    assert app.record(record.id).prints == {second.paper.name: 1}
    qtbot.waitUntil(lambda: fingers.at == SAVE, timeout=20_000)
    assert "Selesai (Esc)" in [page._panel.later.text()] and page._panel.papers.currentRow() != 1


def test_a_paper_for_several_can_be_made_as_a_set(
    app: App, page: PrintPage, fingers: Fingers, qtbot: QtBot, no_printer: None
) -> None:
    record = app.register("lp_b", sample_values("lp_b", nrp="87020875"))
    (labels,) = [one.labels for one in app.cases.papers(record) if one.labels]
    page.show_record(record)
    qtbot.waitUntil(lambda: page._panel.save.isEnabled(), timeout=20_000)
    assert page._job is not None
    single = page._job.letter.pages
    page._panel._set.setFocus()
    fingers.press(Key.Key_Down)
    assert f"Satu set ({len(labels)} lembar)" in page._panel._set.currentText()
    qtbot.waitUntil(lambda: page._panel.save.isEnabled(), timeout=40_000)
    assert page._job.letter.pages == single * len(labels) and page._job.plan.labels == labels


def test_a_record_that_may_not_be_opened_is_not_printed(
    app: App, page: PrintPage, fingers: Fingers, no_printer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = sample_values("lp_b", nrp="87020875")
    child = values["pelapor"] | {"tanggal_lahir": "2015-01-01"}
    record = app.register("lp_b", values | {"pelapor": child})
    monkeypatch.setattr(app, "may_open", lambda _record: False)
    page.show_record(record)
    assert "dilindungi" in told(page) and not page._panel.save.isEnabled()


def test_a_letter_that_is_ready_late_takes_no_focus_from_another_page(
    app: App, page: PrintPage, qtbot: QtBot, show: Show
) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    both = QStackedWidget()
    line = QLineEdit()
    both.addWidget(page)
    both.addWidget(line)
    show(both)
    page.show_record(record)
    both.setCurrentWidget(line)
    line.setFocus()
    qtbot.waitUntil(lambda: "Kertas" in page._panel.state.text(), timeout=20_000)
    assert both.focusWidget() is line

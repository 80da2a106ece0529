from __future__ import annotations

import io
import subprocess
import threading
import zipfile
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import Column, Listing, Progress, Sheet, Stopped
from spkt_desktop.errors import LetterFailed, Refused
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.sheet_page import Made, SheetPage, Wanted
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.printing_queue import PdfPrinter
from tests.ui.conftest import Fingers, Held, Key
from tests.waiting import LONGEST

Show = Callable[[QWidget], None]
Steps = Generator[tuple[int, int], None, Made]
PRINT, SAVE, BACK, STOP = "Cetak", "Simpan PDF", "Kembali", "Batal"
SLOW = 20_000


@pytest.fixture
def page(app: App, worker: Worker, show: Show) -> SheetPage:
    made = SheetPage(app, worker)
    made.resize(1000, 640)
    show(made)
    return made


@pytest.fixture
def back() -> Page:
    return Page()


@pytest.fixture
def no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process asks a scheduler that is not there."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nowhere"))


@pytest.fixture
def book(app: App) -> Wanted:
    """The book of lost things, as the register page asks for it."""
    for _ in range(3):
        app.register("sktlk", sample_values("sktlk"))
    chosen = next(one for one in app.registers.books if "sktlk" in one.forms)
    since, until = date(2026, 11, 1), date(2026, 11, 30)

    def gather() -> Steps:
        rows: list[tuple[str, ...]] = []
        count = app.registers.count(chosen, since, until)
        for part in app.registers.rows(chosen, since, until, 1):
            rows += part
            yield len(rows), count
        listing = app.registers.listing(chosen, rows, since, until)
        return Made(
            lambda progress: app.registers.draw(listing, progress),
            lambda progress: app.registers.tabulate(listing, progress),
        )

    def leaving(medium: str) -> None:
        app.registers.made(chosen, 3, since, until, medium)

    return Wanted("Register kehilangan", "register-kehilangan-2026-11", gather, leaving)


@pytest.fixture
def drawn(app: App) -> Letter:
    sheet = Sheet(app.unit, "LEMBAR UJI", "20 November 2026", app.now(), app.officer)
    return app.registers.draw(Listing(sheet, (Column("No"),), (("1",),)), lambda *_: None)


def told(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page: QWidget) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def listed(app: App) -> list[str]:
    """The media of which the journal says that a book left the desk by them."""
    head = app.store.journal.head()
    events = app.store.journal.between(1, head.seq if head else 0)
    return [str(event.body["medium"]) for event in events if event.kind == "listed"]


def choose(monkeypatch: pytest.MonkeyPatch, file: Path | str, asked: Callable[[str], object] = lambda _: None) -> None:
    """Whoever is asked where answers that."""

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked(Path(name).name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


def simple(letter: Letter, leaving: Callable[[str], None] = lambda _: None) -> Wanted:
    def gather() -> Steps:
        yield 0, 1
        return Made(lambda _: letter)

    return Wanted("Lembar uji", "lembar-uji", gather, leaving)


# Handing over


@pytest.mark.cups
def test_a_book_is_read_drawn_and_printed_and_the_printer_remembered(
    app: App, page: SheetPage, back: Page, book: Wanted, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter,
    worker: Worker, show: Show,
) -> None:  # fmt: skip
    said: list[tuple[str, Tone]] = []
    page.said.connect(lambda words, tone: said.append((words, tone)))
    page.make(book, back)
    qtbot.waitUntil(lambda: fingers.at == PRINT, timeout=SLOW)
    assert "Register kehilangan" in told(page) and "Kertas F4, 1 halaman." in told(page)
    assert "REGISTER" in page._view.text.upper() and page._view.page_count == 1 and listed(app) == []
    fingers.enter()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert said == [(f"Register kehilangan dikirim ke printer {cups_queue.name}.", Tone.GOOD)]
    assert listed(app) == ["dicetak"] and fingers.at == BACK, "a second Enter prints nothing twice"
    (printed,) = cups_queue.printed()
    assert printed.name.startswith("Register_kehilangan")
    other = SheetPage(app, worker)
    show(other)
    other.make(book, back)
    qtbot.waitUntil(lambda: fingers.at == PRINT, timeout=SLOW)
    assert other._panel.printers._memory.value("printer") == cups_queue.name


@pytest.mark.cups
def test_a_printer_that_stops_is_named_and_the_focus_stays(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, cups_queue: PdfPrinter
) -> None:
    said: list[Tone] = []
    page.said.connect(lambda _words, tone: said.append(tone))
    page.make(simple(drawn), back)
    qtbot.waitUntil(lambda: fingers.at == PRINT, timeout=SLOW)
    subprocess.run(["cupsdisable", cups_queue.name], check=True, timeout=LONGEST)
    try:
        fingers.press(Key.Key_P, Held.ControlModifier)
        qtbot.waitUntil(lambda: said == [Tone.PROBLEM], timeout=SLOW)
    finally:
        subprocess.run(["cupsenable", cups_queue.name], check=True, timeout=LONGEST)
    assert fingers.at == PRINT


def test_without_a_printer_it_is_saved_and_written_down_before(
    app: App, page: SheetPage, back: Page, book: Wanted, fingers: Fingers, qtbot: QtBot, no_printer: None,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file, offered = tmp_path / "buku.pdf", list[str]()
    before: list[bool] = []
    choose(monkeypatch, file, offered.append)
    page.changed.connect(lambda: before.append(file.exists()))
    page.make(book, back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    assert paper.NO_PRINTER in told(page)
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert "buku.pdf" in said.args[0] and said.args[1] is Tone.GOOD and fingers.at == BACK
    assert offered == ["register-kehilangan-2026-11.pdf"] and listed(app) == ["PDF"] and before == [False]
    assert "Halaman 1 dari 1" in PdfReader(file).pages[0].extract_text()
    assert list(tmp_path.glob("*.part")) == []


def test_the_same_is_saved_as_a_spreadsheet(
    app: App, page: SheetPage, back: Page, book: Wanted, fingers: Fingers, qtbot: QtBot, no_printer: None,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(monkeypatch, tmp_path / "buku.xlsx")
    page.make(book, back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    with qtbot.waitSignal(page.said):
        fingers.alt(Key.Key_X)
    with zipfile.ZipFile(tmp_path / "buku.xlsx") as parts:
        assert "xl/workbook.xml" in parts.namelist()
    assert listed(app) == ["Excel"] and fingers.at == BACK


def test_where_there_is_no_spreadsheet_none_is_offered(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[str] = []
    choose(monkeypatch, "", asked.append)
    page.make(simple(drawn), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.alt(Key.Key_X)
    assert buttons(page) == [PRINT, SAVE, BACK] and asked == []


def test_whoever_thinks_better_of_it_saves_nothing(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    left: list[str] = []
    choose(monkeypatch, "")
    page.make(simple(drawn, left.append), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.press(Key.Key_S, Held.ControlModifier)
    assert left == [] and fingers.at == SAVE


def test_what_may_not_be_written_down_does_not_leave(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(_medium: str) -> None:
        raise Refused("Tidak ada yang keluar.")

    choose(monkeypatch, tmp_path / "buku.pdf")
    page.make(simple(drawn, refuse), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.enter()
    assert "Tidak ada yang keluar." in told(page) and list(tmp_path.glob("*.pdf")) == [] and fingers.at == SAVE


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing_half_written(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "flashdisk"
    (folder / "buku.pdf").mkdir(parents=True)
    choose(monkeypatch, folder / "buku.pdf")
    page.make(simple(drawn), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert "tidak dapat disimpan" in said.args[0] and said.args[1] is Tone.PROBLEM and fingers.at == SAVE
    assert [one.name for one in folder.iterdir()] == ["buku.pdf"] and list((folder / "buku.pdf").iterdir()) == []


# Calling off


def test_esc_calls_the_reading_off_at_once(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot
) -> None:
    ended: list[str] = []

    def endless() -> Steps:
        try:
            while True:
                yield 1200, 30_000
        finally:
            ended.append("closed")

    page.make(Wanted("Buku", "buku", endless), back)
    qtbot.waitUntil(lambda: "Membaca 1.200 dari 30.000" in told(page))
    assert buttons(page) == [STOP]
    sent: list[object] = []
    page.said.connect(lambda words, tone: sent.append((words, tone)))
    page.left.connect(sent.append)
    fingers.press(Key.Key_Escape)
    assert sent == [("Dibatalkan. Tidak ada yang dibuat.", Tone.PLAIN), back]
    assert ended == ["closed"] and page._letter is None and page._view.page_count == 0


def test_esc_calls_the_drawing_off_without_waiting_for_it(
    page: SheetPage, back: Page, fingers: Fingers, qtbot: QtBot, worker: Worker
) -> None:
    stopped, hold = threading.Event(), threading.Event()

    def draw(progress: Progress) -> Letter:
        progress(12, 340)
        hold.wait(LONGEST)
        try:
            progress(13, 340)
        except Stopped:
            stopped.set()
            raise
        raise AssertionError("it went on")

    def gather() -> Steps:
        yield 0, 1
        return Made(draw)

    page.make(Wanted("Buku", "buku", gather), back)
    qtbot.waitUntil(lambda: "Menggambar 12 dari 340" in told(page))
    with qtbot.waitSignal(page.left):
        fingers.press(Key.Key_Escape)
    assert not stopped.is_set(), "the page is left before the worker has heard of it"
    hold.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert stopped.is_set() and page._letter is None


def test_a_spreadsheet_that_is_called_off_leaves_the_sheet_as_it_was(
    app: App, page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker,
) -> None:  # fmt: skip
    left: list[str] = []

    def tabulate(progress: Progress) -> bytes:
        while True:
            progress(5, 9)

    def gather() -> Steps:
        yield 0, 1
        return Made(lambda _: drawn, tabulate)

    choose(monkeypatch, tmp_path / "buku.xlsx")
    page.make(Wanted("Buku", "buku", gather, left.append), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    fingers.alt(Key.Key_X)
    qtbot.waitUntil(lambda: "Membuat tabel 5 dari 9" in told(page))
    fingers.press(Key.Key_Escape)
    assert fingers.at == SAVE and "Kertas F4" in told(page) and left == []
    qtbot.waitUntil(lambda: not worker.busy)
    assert not (tmp_path / "buku.xlsx").exists()


def test_whoever_leaves_for_another_page_finds_it_begun_again(
    page: SheetPage, back: Page, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None
) -> None:
    begun: list[int] = []

    def gather() -> Steps:
        begun.append(1)
        yield 0, 1
        while len(begun) < 2:
            yield 0, 1
        return Made(lambda _: drawn)

    page.make(Wanted("Buku", "buku", gather), back)
    qtbot.waitUntil(lambda: bool(begun))
    page.leave()
    qtbot.wait(20)
    page.enter()
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    assert len(begun) == 2
    page.leave()
    page.enter()
    assert len(begun) == 2 and fingers.at == SAVE, "what is made stays made"


# What cannot be made


def test_what_is_refused_is_said_and_only_the_way_back_stays(
    page: SheetPage, back: Page, fingers: Fingers, qtbot: QtBot
) -> None:
    def refused() -> Steps:
        raise Refused("Tanggal akhir lebih awal daripada tanggal awal.")
        yield 0, 1

    page.make(Wanted("Buku", "buku", refused), back)
    qtbot.waitUntil(lambda: fingers.at == BACK)
    assert "lebih awal" in told(page) and buttons(page) == [BACK]
    with qtbot.waitSignal(page.left) as left:
        fingers.press(Key.Key_Escape)
    assert left.args == [back]


def test_what_cannot_be_drawn_is_said(page: SheetPage, back: Page, fingers: Fingers, qtbot: QtBot) -> None:
    def draw(_: Progress) -> Letter:
        raise LetterFailed("Ada huruf yang tidak dapat dicetak.")

    def gather() -> Steps:
        yield 0, 1
        return Made(draw)

    page.make(Wanted("Buku", "buku", gather), back)
    qtbot.waitUntil(lambda: fingers.at == BACK)
    assert "tidak dapat dicetak" in told(page)


# Keys


def test_everything_is_reached_by_tab_and_shows_its_key(
    page: SheetPage, back: Page, book: Wanted, fingers: Fingers, qtbot: QtBot, no_printer: None
) -> None:
    page.make(book, back)
    assert fingers.at == "Lembar", "while it is made the keys go to the pages, where Enter does nothing"
    fingers.enter()
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    passed = []
    while fingers.at not in passed:
        passed.append(fingers.at)
        fingers.press(Key.Key_Tab)
    assert passed == [SAVE, "Simpan Excel", BACK, "Lembar", "Printer"]
    shown = {one.accessibleName(): one.text() for one in page.findChildren(QPushButton)}
    assert [shown[name][-8:] for name in (PRINT, SAVE)] == ["(Ctrl+P)", "(Ctrl+S)"]
    assert shown["Simpan Excel"].endswith("(Alt+X)") and shown[BACK].endswith("(Esc)")


def test_a_sheet_takes_the_place_of_the_one_before(
    page: SheetPage, back: Page, book: Wanted, drawn: Letter, fingers: Fingers, qtbot: QtBot, no_printer: None
) -> None:
    page.make(book, back)
    page.make(simple(drawn), back)
    qtbot.waitUntil(lambda: fingers.at == SAVE)
    assert "Lembar uji" in told(page) and "LEMBAR UJI" in page._view.text
    assert PdfReader(io.BytesIO(drawn.pdf)).pages[0].mediabox.width > 900, "landscape"

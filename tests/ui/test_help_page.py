from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.print import booklet
from spkt_desktop.print.bound import Booklet
from spkt_desktop.print.inspection import LEFT, PAPERS, RIGHT
from spkt_desktop.ui.help_page import HelpPage
from spkt_desktop.ui.style import GAP
from spkt_desktop.ui.worker import Worker
from tests.ui.conftest import Fingers

BOOK = "# Buku\n\nAwal.\n\n## Satu\n\n" + "Isi satu.\n\n" * 60 + "## Dua\n\n" + "Isi kedua.\n\n" * 60
Key = Qt.Key


@pytest.fixture(scope="module")
def printed() -> Booklet:
    return booklet.opened(booklet.make(BOOK, {}).pdf)


@pytest.fixture
def page(worker: Worker, show: Callable[[QWidget], None]) -> HelpPage:
    """A program without a printed book."""
    made = HelpPage(lambda: BOOK, lambda: None, worker)
    made.resize(740, 400)
    show(made)
    return made


@pytest.fixture
def book(worker: Worker, show: Callable[[QWidget], None], printed: Booklet, qtbot: QtBot) -> HelpPage:
    made = HelpPage(lambda: BOOK, lambda: printed, worker)
    made.resize(740, 400)
    show(made)
    made.open_at("Dua")
    made.enter()
    assert made.views.currentWidget() is made.text, "nobody waits for the pages"
    qtbot.waitUntil(lambda: made.views.currentWidget() is made.pages)
    return made


def test_a_chapter_is_opened_by_its_heading(page: HelpPage, fingers: Fingers, qtbot: QtBot, worker: Worker) -> None:
    page.open_at("Dua")
    page.enter()
    assert page.chapters.currentRow() == 1 and fingers.at == "Bab buku panduan"
    assert 0 <= page.text.cursorRect().top() < 40, "the heading stands at the top"
    page.open_at("Tidak ada")
    assert page.chapters.currentRow() == 0
    qtbot.waitUntil(lambda: not worker.busy)
    assert page.views.currentWidget() is page.text, "where there are no pages, the text stays"


def heading_in_view(page: HelpPage, printed: Booklet) -> list[str]:
    """The chapters whose heading is at the upper edge of the view."""
    above, pages = page.pages.verticalScrollBar().value(), page.pages._pages
    tops = {one.title: pages.on_screen(one.page - 1, QRectF(0, one.top, 0, 0)).top() for one in printed.chapters}
    return [title for title, top in tops.items() if 0 <= top - above < 40]


def test_the_pages_come_at_the_chapter_that_was_asked_for(book: HelpPage, printed: Booklet, fingers: Fingers) -> None:
    assert fingers.at == "Bab buku panduan" and heading_in_view(book, printed) == ["Dua"]
    fingers.press(Key.Key_Up)
    assert heading_in_view(book, printed) == ["Satu"]
    fingers.enter()
    assert book.pages.hasFocus(), "Enter leads into the pages"


def test_a_window_of_another_width_shows_the_same_place(book: HelpPage, printed: Booklet) -> None:
    for width in (940, 700, 1200):
        book.resize(width, 400)
        assert heading_in_view(book, printed) == ["Dua"]


def test_the_printed_column_fills_the_view(book: HelpPage) -> None:
    """The margins of the paper are beside the view, the text is in it whole."""
    shift, wide = book.pages.horizontalScrollBar().value(), book.pages.viewport().width()
    scale = book.pages._pages.on_screen(0, QRectF(0, 0, 1, 1)).width()
    left, right = (GAP + place * scale - shift for place in (LEFT, PAPERS["A4"][0] - RIGHT))
    assert 0 <= left < 40 and wide - 40 < right <= wide


def test_words_are_searched_for_there_and_back(book: HelpPage, fingers: Fingers) -> None:
    fingers.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert fingers.at == "Cari di buku panduan"
    fingers.type("ISI  kedua")
    fingers.enter()
    first = list(book.pages.marks)
    assert len(first) == 1 and book.found.text() == "1 dari 60"
    fingers.enter()
    assert book.pages.marks != first and book.found.text() == "2 dari 60"
    for expected in ("1 dari 60", "60 dari 60"):
        fingers.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert book.found.text() == expected
    fingers.type("x")
    fingers.enter()
    assert book.found.text() == "Tidak ditemukan." and book.pages.marks == []


def test_the_text_is_searched_where_there_are_no_pages(page: HelpPage, fingers: Fingers) -> None:
    page.open_at("Satu")
    page.search.setText("isi kedua")
    page.seek()
    assert page.text.textCursor().selectedText() == "Isi kedua" and page.found.text() == "Ditemukan."
    page.search.setText("isi ketiga")
    page.seek(back=True)
    assert page.found.text() == "Tidak ditemukan."


def test_the_book_is_handed_over_like_every_sheet(book: HelpPage, fingers: Fingers, qtbot: QtBot) -> None:
    with qtbot.waitSignal(book.sheet) as asked:
        fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    steps = asked.args[0].gather()
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert book._book and end.value.value.draw(lambda _done, _of_all: None) == book._book.letter


def test_the_handbook_that_is_shipped_has_chapters(app: App, worker: Worker) -> None:
    page = HelpPage(app.handbook, lambda: None, worker)
    page.open_at("")
    assert page.chapters.count() >= 10
    page.deleteLater()

"""Bantuan: the officer's handbook, opened where the officer came from."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from spkt_desktop.app.guide import Booklet
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.book_view import CHAPTER, BookPages, BookText
from spkt_desktop.ui.controls import button, heading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.pdf import Pdf
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.sheet_page import Made, Wanted
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

_SIDE = 236
"""Width of the list of chapters, in device-independent pixels."""


class HelpPage(Page):
    """Chapters on the left, the book on the right: its text at once, its pages as soon as a worker has them."""

    back = Signal()
    sheet = Signal(Wanted)
    """The book is to be printed or saved."""
    PRINTED = True
    """Whether that is offered."""

    def __init__(self, handbook: Callable[[], str], booklet: Callable[[], Booklet | None], worker: Worker) -> None:
        """`handbook` gives the text at once, `booklet` the printed book slowly, or None; both are asked once."""
        super().__init__()
        self._handbook, self._booklet, self._worker = handbook, booklet, worker
        self._book: Booklet | None = None
        self.chapters = RoomyList("Bab buku panduan")
        self.text, self.pages = BookText(), BookPages()
        self.views = QStackedWidget()
        self.search = _Search()
        self.found = Notice()
        self._print = button("Cetak/simpan…", self._ask_sheet, key="Ctrl+P")
        self._build()

    def open_at(self, chapter: str) -> None:
        """Turns to the chapter with that heading; to the beginning where there is none."""
        if not self.chapters.count():
            self._begin()
        found = self.chapters.findItems(chapter, Qt.MatchFlag.MatchExactly)
        self.chapters.setCurrentItem(found[0] if found else self.chapters.item(0))
        self._show()

    def enter(self) -> None:
        """The focus is on the list of chapters."""
        self.chapters.setFocus()

    def seek(self, *, back: bool = False) -> None:
        """Goes to the next place that says what is searched for, or the one before."""
        if words := self.search.text().strip():
            view = self.text if self._book is None else self.pages
            self.found.say(view.seek(words, back=back) or "Tidak ditemukan.")

    def _begin(self) -> None:
        """Reads the text, and has the pages made."""
        self.text.read(self._handbook())
        self.chapters.addItems(self.text.titles)
        self._worker.run(lambda: _opened(self._booklet()), self._made)

    def _made(self, done: Future[tuple[Booklet, Pdf] | None]) -> None:
        """The pages take the place of the text, at the same chapter; where there are none, the text stays."""
        try:
            made = done.result()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        if made is None:
            return
        self._book, pdf = made
        self.pages.show_book(pdf, self._book.chapters)
        focused = self.text.hasFocus()
        self.views.setCurrentWidget(self.pages)
        if focused:
            self.pages.setFocus()
        self._print.setVisible(self.PRINTED)
        self._show()

    def _show(self) -> None:
        if row := self.chapters.currentItem():
            self.text.turn_to(row.text())
            self.pages.turn_to_chapter(row.text())

    def _ask_sheet(self) -> None:
        if book := self._book:
            self.sheet.emit(Wanted("Buku panduan", "buku-panduan", lambda: _gathered(book)))

    def _build(self) -> None:
        self.chapters.currentRowChanged.connect(self._show)
        for view in (self.text, self.pages):
            self.views.addWidget(view)
        self.chapters.itemActivated.connect(lambda _: (self.text if self._book is None else self.pages).setFocus())
        self.search.entered.connect(lambda back: self.seek(back=back))
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus, context=_HERE)
        self._print.hide()
        self.search.setFixedWidth(_SIDE)
        self.chapters.setFixedWidth(_SIDE)
        top = QHBoxLayout()
        top.addWidget(heading("Bantuan"), 1)
        for part in (self._print, button("Kembali", self.back.emit, key="Esc")):
            top.addWidget(part)
        side = QVBoxLayout()
        for below in (self.search, self.found, self.chapters):
            side.addWidget(below)
        body = QHBoxLayout()
        body.addLayout(side)
        body.addWidget(self.views, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addLayout(top)
        page.addLayout(body, 1)


class HelpBefore(HelpPage):
    """The same before anybody is in: what prints stands behind the door."""

    PRINTED = False


class _Search(QLineEdit):
    """One line; Enter goes to the next place, Shift+Enter to the one before."""

    entered = Signal(bool)
    """Whether to go back."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cari di buku panduan")
        self.setPlaceholderText("Cari (Ctrl+F)")
        self.setMinimumHeight(style.ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches; every other key is the line's."""
        if event.key() in ENTER:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def headed(handbook: str, titles: Iterable[str], otherwise: str) -> str:
    """The first of these titles that is a chapter of the handbook."""
    lines = handbook.splitlines()
    return next((title for title in titles if f"{'#' * CHAPTER} {title}" in lines), otherwise)


def _opened(book: Booklet | None) -> tuple[Booklet, Pdf] | None:
    """A book, and its pages as the window shows them."""
    return (book, Pdf(book.letter.pdf).measured()) if book else None


def _gathered(book: Booklet) -> Generator[tuple[int, int], None, Made]:
    """The book is there already."""
    yield 0, 1
    return Made(lambda _progress: book.letter)

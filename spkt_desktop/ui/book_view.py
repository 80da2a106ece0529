"""The handbook's two faces: its pages as they are printed, and the plain text until there are pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from spkt_desktop.app.guide import Chapter
from spkt_desktop.ui import style
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.pdf import Pdf

CHAPTER = 2
"""Level of the headings that are chapters."""
_PICTURE = re.compile(r"^!\[.*\n", re.MULTILINE)
_COLUMN = (25 + 170 / 2) / 210
"""Where the middle of the printed column lies across a page."""
_WIDER, _WIDEST = 1.2, 900
"""Width of a page: that many times the view, for the margins need not be seen, and at most so many pixels."""


class BookText(QTextBrowser):
    """The text without its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Buku panduan")
        self.setOpenLinks(False)
        self._places: list[QTextBlock] = []

    def read(self, handbook: str) -> None:
        """Take the text."""
        self.setMarkdown(_PICTURE.sub("", handbook))
        self.document().setDocumentMargin(style.MARGIN)
        self._places = [block for block in _blocks(self.document()) if block.blockFormat().headingLevel() == CHAPTER]

    @property
    def titles(self) -> list[str]:
        """The chapters."""
        return [block.text() for block in self._places]

    def turn_to(self, chapter: str) -> None:
        """Show a chapter from its heading on."""
        place = next((block for block in self._places if block.text() == chapter), None)
        if place is not None:
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.setTextCursor(QTextCursor(place))
            bar = self.verticalScrollBar()
            bar.setValue(min(bar.maximum(), bar.value() + self.cursorRect().top() - style.GAP))

    def seek(self, words: str, *, back: bool = False) -> str:
        """Go to the next place (or the one before) that says so; tells which it is: empty where there is none."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if self.find(words, flags):
            return "Ditemukan."
        self.moveCursor(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        return "Ditemukan." if self.find(words, flags) else ""


class BookPages(LetterView):
    """The pages, in a small view a little wider than it, so that the printed column fills it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Buku panduan")
        self._chapters: dict[str, Chapter] = {}
        self._pdf = Pdf()
        self._words, self._at = "", 0
        self._hits: list[tuple[int, int, int]] = []
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # the arrows go to the sides all the same
        self.horizontalScrollBar().rangeChanged.connect(self._centre)

    def show_book(self, pdf: Pdf, chapters: Sequence[Chapter]) -> None:
        """Show these pages; the PDF should be `measured` before, in a worker."""
        self._pdf, self._words = pdf, ""
        self._chapters = {chapter.title: chapter for chapter in chapters}
        self.show_pages(pdf)

    def turn_to_chapter(self, title: str) -> None:
        """Show a chapter from its heading on."""
        if chapter := self._chapters.get(title):
            self.turn_to(chapter.page - 1, chapter.top)

    def seek(self, words: str, *, back: bool = False) -> str:
        """Mark the next place (or the one before) that says so; tells which it is: empty where there is none."""
        if words != self._words:
            pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
            self._hits = [
                (page, hit.start(), len(hit[0]))
                for page, text in enumerate(self._pdf.texts)
                for hit in pattern.finditer(text)
            ]
            self._words, self._at = words, len(self._hits) if back else -1
        if not self._hits:
            self.mark_places(())
            return ""
        self._at = (self._at + (-1 if back else 1)) % len(self._hits)
        self.mark_places(self._pdf.places([self._hits[self._at]]))
        return f"{self._at + 1} dari {len(self._hits)}"

    def _fit(self) -> None:
        self._pages.fit(round(min(self.viewport().width() * _WIDER, _WIDEST) * self._zoom))

    def _centre(self) -> None:
        """Show the column rather than the margins; called when the bar knows how wide the page is."""
        self.horizontalScrollBar().setValue(round(self._pages.width() * _COLUMN - self.viewport().width() / 2))


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found

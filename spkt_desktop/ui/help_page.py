"""Bantuan: the officer's handbook, opened where the officer came from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import button, heading
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.roomy_list import RoomyList

CHAPTER = 2
"""Level of the headings that are chapters."""


class HelpPage(Page):
    """Chapters on the left, the text on the right."""

    back = Signal()

    def __init__(self, handbook: str) -> None:
        super().__init__()
        self.chapters = RoomyList("Bab buku panduan")
        self.chapters.setFixedWidth(250)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Buku panduan")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(style.MARGIN)
        self.text.setMarkdown(handbook)
        blocks = self._blocks(self.text.document())
        self._places = [block for block in blocks if block.blockFormat().headingLevel() == CHAPTER]
        self.chapters.addItems([block.text() for block in self._places])
        self.chapters.currentRowChanged.connect(self._show)
        top = QHBoxLayout()
        top.addWidget(heading("Bantuan"), 1)
        top.addWidget(button("Kembali", self.back.emit, key="Esc"))
        body = QHBoxLayout()
        body.addWidget(self.chapters)
        body.addWidget(self.text, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addLayout(top)
        page.addLayout(body, 1)

    def open_at(self, chapter: str) -> None:
        """Turns to the chapter with that heading; to the beginning where there is none."""
        titles = [block.text() for block in self._places]
        self.chapters.setCurrentRow(titles.index(chapter) if chapter in titles else 0)
        self._show(self.chapters.currentRow())

    def enter(self) -> None:
        """The focus is on the list of chapters."""
        self.chapters.setFocus()

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._places):
            return
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(QTextCursor(self._places[row]))
        bar = self.text.verticalScrollBar()
        bar.setValue(min(bar.maximum(), bar.value() + self.text.cursorRect().top() - style.GAP))

    @staticmethod
    def _blocks(document: QTextDocument) -> list[QTextBlock]:
        found: list[QTextBlock] = []
        block = document.begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found


def headed(handbook: str, titles: Iterable[str], otherwise: str) -> str:
    """The first of these titles that is a chapter of the handbook."""
    lines = handbook.splitlines()
    return next((title for title in titles if f"{'#' * CHAPTER} {title}" in lines), otherwise)

"""The handbook before anybody is in: F1 puts it in the place of a door, Esc brings the door back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spkt_desktop.ui.help_page import HelpBefore


class BookAside(QObject):
    """Belongs to a door, and ends with it."""

    def __init__(self, program: QMainWindow, door: QWidget, worker: Worker) -> None:
        """`door.chapter` is the chapter that it opens at."""
        super().__init__(door)
        self._program, self._door, self._worker = program, door, worker
        self._focused: QWidget | None = None
        QShortcut(QKeySequence("F1"), door, self._load)

    def _load(self) -> None:
        """What the book needs is loaded where everything behind the door is; the door may be gone by then."""
        self._worker.run(_load_page, self._show)

    def _show(self, loaded: Future[type[HelpBefore]]) -> None:
        if self._program.centralWidget() is not self._door or not self._door.isVisible():
            return
        from spkt_desktop.app import guide

        self._focused = self._door.focusWidget()
        self._program.takeCentralWidget()
        self._door.setParent(self._program)
        book = loaded.result()(guide.text, guide.booklet, self._worker)
        book.back.connect(self._back)
        self._program.setCentralWidget(book)
        book.show()
        book.open_at(getattr(self._door, "chapter", ""))
        book.enter()

    def _back(self) -> None:
        if book := self._program.takeCentralWidget():
            book.hide()
            book.deleteLater()
        self._program.setCentralWidget(self._door)
        self._door.show()
        if self._focused is not None:
            self._focused.setFocus()


def _load_page() -> type[HelpBefore]:
    from spkt_desktop.ui.help_page import HelpBefore

    return HelpBefore

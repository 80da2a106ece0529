"""What stands before the desk is open: one quiet column in the middle of the window, with a line for progress."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, heading, labelled, progress
from spkt_desktop.ui.style import Tone

WIDTH = 460
"""Of the column, in device-independent pixels."""
HELP = "F1  Bantuan"
"""The key that ui/book_aside.py gives to what stands before the desk."""


class Door(QWidget):
    """A column of a title, labelled lines, a place for words, and buttons."""

    def __init__(self, title: str, explained: str = "", width: int = WIDTH) -> None:
        super().__init__()
        self.rows = QFormLayout()
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.rows.setVerticalSpacing(style.GAP)
        self.buttons = QHBoxLayout()
        self._made: list[QPushButton] = []
        self._said = Words()
        self._progress = progress("Sedang bekerja")
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(self.rows)
        column = QVBoxLayout()
        column.setSpacing(style.MARGIN)
        column.addWidget(heading(title))
        if explained:
            column.addWidget(Words(explained, Tone.QUIET))
        column.addWidget(self._body)
        column.addWidget(self._progress)
        column.addWidget(self._said)
        column.addLayout(self.buttons)
        holder = QWidget()
        holder.setFixedWidth(width)
        holder.setLayout(column)
        middle = QHBoxLayout()  # stretches, for an alignment would not ask the column how high its words need it
        middle.addStretch()
        middle.addWidget(holder)
        middle.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        outer.addWidget(hint := Words(HELP, Tone.QUIET))
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.rest()

    def add(self, label: str, edit: QLineEdit) -> None:
        """One more labelled line."""
        self.rows.addRow(labelled(label, edit), edit)

    def add_button(self, made: QPushButton) -> None:
        """One more button, to the right of those there are."""
        self._made.append(made)
        self.buttons.addWidget(made)

    @property
    def text(self) -> str:
        """What is being said under the lines."""
        return self._said.text()

    def say(self, words: str, tone: Tone = Tone.PROBLEM) -> None:
        """Says something under the lines."""
        self._said.say(words, tone)

    def work(self, words: str) -> None:
        """Shows that something is going on; nothing can be typed meanwhile."""
        self._progress.show()
        self.say(words, Tone.QUIET)
        self._enable(False)

    def rest(self) -> None:
        """Ends what `work` began."""
        self._progress.hide()
        self._said.say("")
        self._enable(True)

    def _enable(self, on: bool) -> None:
        self._body.setEnabled(on)
        for made in self._made:
            made.setEnabled(on)

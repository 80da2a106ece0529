"""A list in a bar on the page: one of its lines is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import at_left, button, labelled
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.roomy_list import RoomyList

MOST_ROWS = 4


class ChoiceBar(QFrame):
    """Enter takes the marked line, Esc gives up; what a line means is for whoever asks."""

    dismissed = Signal()

    def __init__(self, name: str, question: str, act: str) -> None:
        """`name` is the list's for those who cannot see it, `act` the words of the button that takes a line."""
        super().__init__()
        self.list = RoomyList(name)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(labelled(question, self.list))
        column.addWidget(self.list)
        column.addLayout(at_left(button(act, self._take), button("Tidak jadi", self.dismiss, key="Esc")))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def ask(self, lines: Sequence[str]) -> None:
        """Shows these lines, with the focus on the first."""
        self.list.clear()
        self.list.addItems(lines)
        self.list.fit(MOST_ROWS)
        self.list.setCurrentRow(0)
        self.show()
        self.list.setFocus()

    def dismiss(self) -> None:
        """Gives up; nothing is taken."""
        self.hide()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the marked line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._take()
            return True
        return super().eventFilter(watched, event)

    def taken(self, row: int) -> None:
        """The line in that row was taken: each bar says what that means."""
        raise NotImplementedError

    def _take(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.hide()
            self.taken(row)

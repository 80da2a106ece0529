"""Who takes a number: whether the law lets them come first, answered with one more key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spkt_desktop.books import NEEDS
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button

ACROSS = 4
"""Buttons beside each other."""
_FIRST_DIGIT = int(Qt.Key.Key_1)


class NeedBar(QFrame):
    """Enter: nobody in need; a digit names the need; Esc gives up."""

    chosen = Signal(str)
    """A key of NEEDS, or nothing."""
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._needs = list(NEEDS)
        self.none = button("Tidak ada  (Enter)", lambda: self._choose(""), kind=PrimaryButton)
        self.none.setAccessibleName("Tidak ada kebutuhan khusus")
        buttons = [self.none]
        for digit, (need, words) in enumerate(NEEDS.items(), 1):
            made = button(f"{words}  ({digit})", partial(self._choose, need))
            made.setAccessibleName(words)
            buttons.append(made)
        buttons.append(button("Tidak jadi", self.dismiss, key="Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(Words("Apakah ia perlu didahulukan? (KUHAP Ps 145-148)"))
        for at in range(0, len(buttons), ACROSS):
            column.addLayout(at_left(*buttons[at : at + ACROSS]))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def ask(self) -> None:
        """Asks; Enter says that nobody is in need."""
        self.show()
        self.none.setFocus()

    def dismiss(self) -> None:
        """Gives up; no number is taken."""
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, from whichever button has the focus."""
        at = event.key() - _FIRST_DIGIT
        if 0 <= at < len(self._needs):
            self._choose(self._needs[at])
        else:
            super().keyPressEvent(event)

    def _choose(self, need: str) -> None:
        self.hide()
        self.chosen.emit(need)

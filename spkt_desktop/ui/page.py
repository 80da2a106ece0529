"""What every page of the desk is: a widget that can be entered, left, and that says what it did."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spkt_desktop.ui.style import Tone


class Page(QWidget):
    """A page in the window's stack."""

    said = Signal(str, Tone)
    """Words for the message bar, and their `Tone`."""
    changed = Signal()
    """Something of the register changed: the top bar looks again."""

    chapter = ""
    """Heading of the handbook that F1 opens from here."""

    def enter(self) -> None:
        """Looks again at what it shows and puts the focus in its one known place."""
        self.setFocus()

    def leave(self) -> bool:
        """Keeps what is unfinished; False where the page wants to stay."""
        return True

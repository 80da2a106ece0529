"""The bar under the top bar that says what happened; nobody has to click it away."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from spkt_desktop.ui.controls import Words, button
from spkt_desktop.ui.style import Tone


class MessageBar(QFrame):
    """One sentence with a stripe in its tone: good, warning or problem."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.GOOD
        self._words = Words()
        self._close = button("Tutup pesan", self.clear)
        self._close.setText("Tutup")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty where nothing is."""
        return "" if self.isHidden() else self._words.text()

    @property
    def tone(self) -> Tone:
        """The tone of what was said last."""
        return self._tone

    def say(self, words: str, tone: Tone = Tone.GOOD) -> None:
        """Shows the words until the next ones, a change of page, or the closing button."""
        self._tone = tone
        self._words.say(words, tone)
        self.setAccessibleName(words)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Hides the bar; the focus, if it was in it, moves on to the page."""
        if self._close.hasFocus():
            self.focusNextChild()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, with a stripe in the colour of the tone."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 6, self.height(), self._tone.colour(self.palette()))
        painter.end()

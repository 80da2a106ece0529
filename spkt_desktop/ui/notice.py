"""A line of text whose colour says what it means, on light and on dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spkt_desktop.ui.style import Tone


class Notice(QLabel):
    """Plain text in one tone, wrapped; hidden while it is empty."""

    def __init__(self, tone: Tone = Tone.QUIET, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # also on bars, where it would be drawn as plain text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._colour()
        self.setText(text)
        if not text:
            self.hide()

    def say(self, text: str) -> None:
        """Show that text; nothing hides the line."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Take the other colour when the system turns light or dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._colour()

    def _colour(self) -> None:
        colour = self.tone.colour(self.palette())
        if self.palette().color(QPalette.ColorRole.WindowText) != colour:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            palette.setColor(QPalette.ColorRole.Link, colour)
            self.setPalette(palette)

"""The inputs that are typed into: one line for texts, numbers, dates and times, and several lines for a note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from spkt_desktop.ui import typed
from spkt_desktop.ui.style import ROW, Tone

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def is_plain_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter (of either block) without Ctrl, Alt or Shift."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in ENTER and held == Qt.KeyboardModifier.NoModifier


def is_for_page(event: QKeyEvent) -> bool:
    """Whether the key belongs to the page: Ctrl with Enter or an arrow up or down, and Alt with anything but an arrow.

    Qt would type Alt+T as t, and scroll by Ctrl and an arrow.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in ENTER:
        return bool(held & Qt.KeyboardModifier.ControlModifier)
    if event.key() in _PAGES and held == Qt.KeyboardModifier.ControlModifier:
        return True
    return held == Qt.KeyboardModifier.AltModifier and event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down)


def leaves(event: QFocusEvent) -> bool:
    """Whether the focus goes to another field; a list that opens, or another program, gives it back."""
    return event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Line(QLineEdit):
    """One line of text; the value is what `read` makes of it, and `show` writes it back when the line is left."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        read: Callable[[str], Any] = str,
        show: Callable[[Any], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._show = read, show
        self.setMinimumHeight(ROW)
        self.setTextMargins(4, 0, 4, 0)
        self.textEdited.connect(self._edited)

    def value(self) -> Any:
        """The value as the form holds it; None for an empty line, the text itself where it cannot be read."""
        text = self.text().strip()
        return self._read(text) if text else None

    def set_value(self, value: Any) -> None:
        """Show that value, without saying that it changed."""
        self.setText("" if value is None else self._show(value))
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field."""
        if is_plain_enter(event):
            self.tidy()
            self.entered.emit()
        elif is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the value as it is always written."""
        if leaves(event):
            self.tidy()
        super().focusOutEvent(event)

    def tidy(self) -> None:
        """Write the value as it is always written: a date as 20/11/2026."""
        if self.text() and self.text() != (shown := self._show(self.value() or "")):
            self.setText(shown)

    def _edited(self, text: str) -> None:
        if (cleaned := typed.clean(text).replace("\n", " ")) != text:
            behind = len(typed.clean(text[self.cursorPosition() :]))
            self.setText(cleaned)
            self.setCursorPosition(len(cleaned) - behind)
        self.changed.emit()


def date_line(today: Callable[[], date]) -> Line:
    """A line for a date, typed as digits and shown as 20/11/2026; the value is ISO 8601."""
    line = Line(lambda text: typed.read_date(text, today()), lambda value: typed.show_date(str(value)))
    line.setPlaceholderText("tgl/bln/tahun")
    return line


def time_line() -> Line:
    """A line for a time of the day, typed as 1430."""
    line = Line(typed.read_time)
    line.setPlaceholderText("jam.menit")
    return line


class MoneyLine(Line):
    """An amount of rupiah; its thousands are set apart while it is typed."""

    _SIGN = "Rp"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(typed.read_money, typed.show_money, parent)
        self.setTextMargins(self.fontMetrics().horizontalAdvance(self._SIGN) + 10, 0, 4, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line with the sign of the rupiah before it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(Tone.QUIET.colour(self.palette()))
        painter.drawText(self.rect().adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._SIGN)

    def _edited(self, text: str) -> None:
        amount = typed.read_money(text)
        if isinstance(amount, int) and (shown := typed.show_money(amount)) != text:
            behind = sum(map(str.isdigit, text[self.cursorPosition() :]))
            self.setText(shown)
            at = len(shown)
            while behind > sum(map(str.isdigit, shown[at:])):
                at -= 1
            self.setCursorPosition(at)
        super()._edited(self.text())


class Note(QPlainTextEdit):
    """Several lines; Tab leaves it, and it grows with its text."""

    changed = Signal()
    entered = Signal()
    MOST = 12
    """Lines it grows to."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._shown: str | None = None
        self.textChanged.connect(self._edited)

    def value(self) -> str | None:
        """The text with its line breaks; None where it is empty."""
        return typed.clean(self.toPlainText()).strip() or None

    def set_value(self, value: Any) -> None:
        """Show that text, without saying that it changed."""
        self._shown = "" if value is None else str(value)
        self.setPlainText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what is the page's."""
        if is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds."""
        lines = min(max(self._fewest, round(self.document().size().height())), self.MOST)
        around = 2 * (self.frameWidth() + self.document().documentMargin() + 1)
        metrics = QFontMetricsF(self.font())
        line = ceil(metrics.ascent()) + ceil(metrics.descent())  # as a text layout rounds it, not as the font does
        return QSize(200, ceil(lines * line + around))

    def minimumSizeHint(self) -> QSize:
        """No lower than the hint."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower text is a higher one."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _edited(self) -> None:
        self.updateGeometry()
        if self.toPlainText() != self._shown:
            self._shown = None
            self.changed.emit()

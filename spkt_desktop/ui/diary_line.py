"""The line below the diary that is always ready to be typed into: what happened, and what was done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spkt_desktop.app.shifts import LONGEST_LINE
from spkt_desktop.ui.controls import button
from spkt_desktop.ui.inputs import Line

_PAGES = (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class DiaryLine(QWidget):
    """Tab goes from the text to the action, Enter gives both from either; Up and the page keys are for the diary."""

    given = Signal(str, str)
    """What happened, and what was done (mostly empty)."""
    changed = Signal()
    """Something else is typed there."""
    paged = Signal(Qt.Key)
    """A key that moves through the diary above."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _line("Uraian", "Uraian (anak dan korban cukup inisial)")
        self.action = _line("Tindakan", "Tindakan, bila ada")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 5)
        row.addWidget(self.action, 3)
        add = button("Tambah", self.give)
        add.setText("Tambah  (Enter)")
        row.addWidget(add)
        for line in (self.text, self.action):
            line.entered.connect(self.give)
            line.changed.connect(self.changed)
            line.installEventFilter(self)
        self.setFocusProxy(self.text)

    @property
    def typed(self) -> tuple[str, str]:
        """What happened, and what was done, as far as they are typed."""
        return self.text.text(), self.action.text()

    def put(self, text: str, action: str) -> None:
        """Shows what was typed earlier, to be typed on."""
        self.text.setText(text)
        self.action.setText(action)

    def give(self) -> None:
        """Gives what is typed; it stays until `clear`."""
        self.given.emit(*self.typed)

    def clear(self) -> None:
        """Ready for the next line."""
        self.put("", "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What a line of text has no use for moves through the diary."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _PAGES and held == Qt.KeyboardModifier.NoModifier:
                self.paged.emit(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)


def _line(name: str, hint: str) -> Line:
    made = Line()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(LONGEST_LINE)
    return made

"""One line about the watch: which regu keeps the desk and since when, and the button that opens the next shift."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Shift
from spkt_desktop.ui.controls import Words, button, rename
from spkt_desktop.ui.moments import at
from spkt_desktop.ui.style import Tone


def shift_words(shift: Shift, now: datetime) -> str:
    """Who keeps the desk: "Jaga regu I sejak 08.00, 4 petugas."."""
    since = f"{shift.opened_at:%H.%M}" if shift.opened_at.date() == now.date() else at(shift.opened_at)
    return f"Jaga regu {shift.regu} sejak {since}, {len(shift.present)} petugas."


class ShiftLine(QWidget):
    """Calm where a shift is open; where none is, it says so and its button is what Enter presses."""

    asked = Signal()
    """The officer wants to open a shift."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._words = Words()
        self.open = button("Buka jaga…", self.asked.emit, key="Alt+B")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.open)

    @property
    def needed(self) -> bool:
        """Whether no shift is open and the officer on duty may open one."""
        return self._app.may(Right.SERVE) and self._app.shifts.current() is None

    def look(self) -> None:
        """Looks again at who keeps the desk."""
        shift = self._app.shifts.current()
        if shift is None:
            self._words.say(
                "Belum ada jaga yang dibuka. Kejadian tetap tercatat, tetapi belum ada regunya.", Tone.WARNING
            )
        else:
            self._words.say(shift_words(shift, self._app.now()), Tone.PLAIN)
        rename(self.open, "Buka jaga baru…" if shift else "Buka jaga…")
        self.open.setVisible(self._app.may(Right.SERVE))

"""The rail at the left: one key for each page that the officer on duty may use, written on its button."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from spkt_desktop.app.rights import Right
from spkt_desktop.ui import style

_LOOK = """
QPushButton { text-align: left; padding: 9px 12px; border: 2px solid transparent; border-radius: 4px; }
QPushButton:hover { background: palette(button); }
QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); }
QPushButton:focus { border-color: palette(accent); }
QPushButton:checked:focus { border-color: palette(window-text); }
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One button of the rail."""

    key: str
    name: str
    words: str
    right: Right | None = None
    """What somebody must be allowed to do to use its page; None: nothing."""


class Rail(QFrame):
    """Buttons with their keys; the page that is shown is marked. The window itself hears the keys."""

    chosen = Signal(str)
    """Name of the stop."""

    def __init__(self, stops: Sequence[Stop], last: Stop) -> None:
        super().__init__()
        self.setStyleSheet(_LOOK)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP, style.GAP, style.GAP, style.GAP)
        column.setSpacing(2)
        for stop in stops:
            made = self._button(stop)
            made.setCheckable(True)
            self._group.addButton(made)
            column.addWidget(made)
        column.addStretch()
        column.addWidget(self._button(last))
        self.setFixedWidth(self.sizeHint().width() + style.GAP)

    def mark(self, name: str) -> None:
        """Marks the stop of the page that is shown."""
        self.buttons[name].setChecked(True)

    def offer(self, names: Collection[str]) -> None:
        """Shows the buttons of these stops only."""
        for name, made in self.buttons.items():
            made.setVisible(name in names)

    def _button(self, stop: Stop) -> QPushButton:
        made = QPushButton(f"{stop.key}  {stop.words}")
        made.setAccessibleName(f"{stop.words}, {stop.key}")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setFlat(True)
        made.clicked.connect(lambda: self.chosen.emit(stop.name))
        self.buttons[stop.name] = made
        return made

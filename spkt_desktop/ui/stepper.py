"""A slim chooser above something long: which part of a form is asked, or which of several papers is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import Words, labelled
from spkt_desktop.ui.style import GAP, Tone


class Stepper(QWidget):
    """A name, a list with one of several chosen, and the keys that step through; hidden where there is no choice."""

    chosen = Signal(str)
    """The officer chose that value."""

    def __init__(self, name: str, keys: str, fewest: int = 2) -> None:
        super().__init__()
        self._fewest = fewest
        self._pick = Pick(())
        self._pick.activated.connect(lambda _index: self.chosen.emit(self.value))
        self._label: QLabel = labelled(name, self._pick)
        keys_told = Words(keys, Tone.QUIET)
        keys_told.setWordWrap(False)
        keys_told.setSizePolicy(self._label.sizePolicy())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._label)
        row.addWidget(self._pick, 1)
        row.addWidget(keys_told)
        self.hide()

    @property
    def value(self) -> str:
        """What is chosen; empty where nothing is."""
        return str(self._pick.value() or "")

    @property
    def values(self) -> list[str]:
        """All that can be chosen, in order."""
        return [str(self._pick.itemData(at)) for at in range(self._pick.count())]

    @property
    def control(self) -> Pick:
        """The list itself."""
        return self._pick

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these; what was chosen stays so if it is among them, else the first is."""
        if [(one.value, one.label) for one in choices] == [
            (self._pick.itemData(at), self._pick.itemText(at)) for at in range(self._pick.count())
        ]:
            return
        before = self.value
        self._pick.offer(choices)
        values = self.values
        self._pick.set_value(before if before in values else next(iter(values), None))
        self.setVisible(len(choices) >= self._fewest)

    def show_value(self, value: str) -> None:
        """Show that value as the chosen one."""
        if value != self.value and value in self.values:
            self._pick.set_value(value)

    def after(self, steps: int) -> str:
        """The value so many steps on, or at the end where there are no more; empty where there is no choice."""
        values = self.values
        if not values:
            return ""
        at = values.index(self.value) if self.value in values else 0
        return values[min(max(at + steps, 0), len(values) - 1)]

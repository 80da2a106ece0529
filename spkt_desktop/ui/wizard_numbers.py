"""The step of the set-up that takes over the numbers of the paper registers: one line for each book."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from spkt_desktop.forms import FORMS, SETTINGS, Known, check
from spkt_desktop.records import Clock
from spkt_desktop.ui import typed
from spkt_desktop.ui.controls import note
from spkt_desktop.ui.inputs import Line
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.proposals import propose
from spkt_desktop.ui.style import GAP, Tone
from spkt_desktop.ui.wizard_steps import Draft, Step

UNIT = SETTINGS["unit"]
_SECTION, _LAST, _FORMAT = "nomor", "nomor_terakhir", "format"
_NARROW = 150


class NumbersStep(Step):
    """Asks the last number in each book; Enter goes down the list, and what has no book yet stays empty."""

    title = "Nomor surat"

    def __init__(self, draft: Draft, clock: Clock) -> None:
        super().__init__()
        self._draft = draft
        self._clock = clock
        self._rows: list[_Row] = []
        self.explained = (
            f"Isi nomor terakhir yang sudah dipakai di buku tahun {clock().year}, agar penomoran menyambung. "
            "Kosongkan bila belum ada. Format nomor boleh disamakan dengan yang dipakai sekarang."
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    @property
    def last_numbers(self) -> dict[str, Line]:
        """By paper: the line for its last number."""
        return {row.paper: row.last for row in self._rows}

    def enter(self) -> None:
        """Shows what is known or proposed; the focus is on the first number."""
        held = propose(self._draft.unit, self._clock().year)[_SECTION]
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        for at, words in enumerate(("Surat", "Nomor terakhir di buku", "Format nomor")):
            grid.addWidget(note(words), 0, at)
        self._rows = [_Row(grid, 1 + 2 * at, row) for at, row in enumerate(held)]
        # Down the numbers first: the formats seldom change.
        for before, after in pairwise([*(row.last for row in self._rows), *(row.format for row in self._rows)]):
            QWidget.setTabOrder(before, after)
            before.entered.connect(lambda after=after: self._go_to(after))
        grid.setColumnMinimumWidth(1, _NARROW)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(1 + 2 * len(self._rows), 1)
        self._area.setWidget(page)
        self._rows[0].last.setFocus()

    def _go_to(self, line: Line) -> None:
        self._area.ensureWidgetVisible(line, 0, 3 * GAP)
        line.setFocus()

    def accept(self) -> bool:
        """Takes the numbers into the draft."""
        rows = [row.value() for row in self._rows]
        values = {**self._draft.unit, _SECTION: rows}
        found = [one for one in check(UNIT, values, Known(self._clock())).problems if one.section == _SECTION]
        for at, row in enumerate(self._rows):
            row.problem.say("\n".join(one.message for one in found if one.index == at))
        if found:
            wrong = self._rows[found[0].index]
            (wrong.format if found[0].field == _FORMAT else wrong.last).setFocus()
            return False
        self._draft.unit = values
        return True


class _Row:
    """One book: what it is called, its last number, how its numbers are written, and what is wrong with that."""

    def __init__(self, grid: QGridLayout, line: int, held: dict[str, Any]) -> None:
        self._held = held
        self.paper = str(held["surat"])
        title = FORMS[self.paper].title if self.paper in FORMS else self.paper
        self.last = Line(typed.read_integer)
        self.last.setAccessibleName(f"Nomor terakhir {title}")
        self.last.setPlaceholderText("0")
        self.last.set_value(held.get(_LAST) or None)
        self.format = Line()
        self.format.setAccessibleName(f"Format nomor {title}")
        self.format.set_value(held.get(_FORMAT))
        self.problem = Notice(Tone.PROBLEM)
        label = QLabel(title)
        label.setBuddy(self.last)
        for at, widget in enumerate((label, self.last, self.format)):
            grid.addWidget(widget, line, at)
        grid.addWidget(self.problem, line + 1, 1, 1, 2)

    def value(self) -> dict[str, Any]:
        """The row of the unit's settings."""
        return {**self._held, _LAST: self.last.value() or 0, _FORMAT: self.format.value()}

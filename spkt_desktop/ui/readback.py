"""One calm page that is read back to the citizen before a letter gets its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from spkt_desktop.errors import Problem
from spkt_desktop.forms.schema import Form
from spkt_desktop.records import Values
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.particulars import filled
from spkt_desktop.ui.style import GAP, MARGIN, Tone

_LARGER = 1.2
_LABELS = 190
"""Width of the column of labels, in device-independent pixels."""


class ReadBack(QWidget):
    """Label and value of everything that was filled in, in large letters, with the doubts said once more."""

    confirmed = Signal()
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._issue = button("Terbitkan dan cetak (Ctrl+Enter)", self.confirmed.emit, kind=PrimaryButton)
        self._return = button("Kembali (Esc)", self.returned.emit)
        acts = QHBoxLayout()
        acts.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        acts.setSpacing(GAP)
        acts.addWidget(self._issue)
        acts.addWidget(self._return)
        acts.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(acts)

    def show_values(self, form: Form, values: Values, doubts: Sequence[Problem]) -> None:
        """Show what is about to be issued."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading("Bacakan kepada pelapor"), 0, 0, 1, 2)
        for doubt in doubts:
            grid.addWidget(Words(f"Periksa lagi: {doubt.message}", Tone.WARNING), grid.rowCount(), 0, 1, 2)
        for section in form.sections:
            held = values.get(section.name) or {}
            for index, row in enumerate(held if isinstance(held, list) else [held]):
                title = f"{section.row} {index + 1}" if section.repeats and len(held) > 1 else section.title
                self._add(grid, title, list(filled(section, row)))
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(0)
        self._issue.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter issues, Esc goes back, the arrows and page keys scroll; a key held down issues nothing."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep(),
        }  # fmt: skip
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.returned.emit()
        elif step := steps.get(Qt.Key(event.key())):
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _add(self, grid: QGridLayout, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        grid.addWidget(heading(title), grid.rowCount(), 0, 1, 2)
        for label, value in rows:
            line = grid.rowCount()
            said = Words(value)
            font = said.font()
            font.setPointSizeF(font.pointSizeF() * _LARGER)
            said.setFont(font)
            grid.addWidget(Words(label, Tone.QUIET), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, line, 1)

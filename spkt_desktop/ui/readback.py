"""One calm page that is read back to the citizen before a letter gets its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Checked, Form
from spkt_desktop.forms.schema import rows_of
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Officer
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading, subheading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.particulars import filled
from spkt_desktop.ui.style import GAP, MARGIN, Tone

_LARGER = 1.2
_LABELS = 250
"""Width of the column of labels, in device-independent pixels."""


_TO_CITIZEN, _TO_REGU = "Bacakan kepada pelapor", "Periksa bersama regu yang menerima"


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

    def show_values(
        self, form: Form, checked: Checked, doubts: Sequence[Problem], destination: str, officers: Mapping[str, Officer]
    ) -> None:
        """Show what is about to be issued, and where it will go; `officers` are named by NRP."""
        names = {nrp: f"{officer.rank} {officer.name}" for nrp, officer in officers.items()}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(heading(_TO_REGU if form.name == HANDOVER else _TO_CITIZEN))
        to = f"Diteruskan ke: {destination}" if destination else ""
        protected = f"Perkara dilindungi ({' dan '.join(checked.protection)})" if checked.protection else ""
        column.addWidget(Words(". ".join(filter(None, (to, protected))), Tone.ACCENT))
        if doubts:
            lines = dict.fromkeys(doubt.message for doubt in doubts)
            column.addWidget(Words("\n".join(("Periksa lagi:", *(f"•  {line}" for line in lines))), Tone.WARNING))
        for section in form.sections:
            rows = rows_of(section, checked.values)
            for index, row in enumerate(rows):
                title = f"{section.row} {index + 1}" if len(rows) > 1 else section.title
                self._add(column, title, list(filled(section, row, names)))
        column.addStretch()
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

    @staticmethod
    def _add(column: QVBoxLayout, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        column.addSpacing(GAP)
        column.addWidget(subheading(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for line, (label, value) in enumerate(rows):
            said = Words(value)
            font = said.font()
            font.setPointSizeF(font.pointSizeF() * _LARGER)
            said.setFont(font)
            name = Words(label, Tone.QUIET)
            name.setFixedWidth(_LABELS)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, line, 1)
        column.addLayout(grid)

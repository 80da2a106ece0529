"""What a record can be followed by, as a list in a bar on the page; nothing that it holds is typed again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spkt_desktop.app.cases import FollowUp
from spkt_desktop.forms.form import Proposal
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import at_left, button, labelled
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.roomy_list import RoomyList

MOST_ROWS = 4


class FollowBar(QFrame):
    """One line for each way to go on; Enter begins it, Esc gives up."""

    chosen = Signal(str, Proposal)
    """Name of the form, and what it begins with."""
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[tuple[str, Proposal]] = []
        self.list = RoomyList("Lanjutkan dengan")
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self._begin())
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(labelled("Lanjutkan dengan (isinya terbawa, tidak diketik ulang)", self.list))
        column.addWidget(self.list)
        column.addLayout(at_left(button("Mulai", self._begin), button("Tidak jadi", self.dismiss, key="Esc")))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def offer(self, follow_ups: Sequence[FollowUp]) -> None:
        """Shows these, with the focus on the first."""
        self._offers = [(one.form, proposal) for one in follow_ups for proposal in one.proposals]
        titles = {one.form: one.title for one in follow_ups}
        self.list.clear()
        for form, proposal in self._offers:
            self.list.addItem(" · ".join(filter(None, (titles[form], proposal.label))))
        self.list.fit(MOST_ROWS)
        self.list.setCurrentRow(0)
        self.show()
        self.list.setFocus()

    def dismiss(self) -> None:
        """Gives up; nothing has begun."""
        self.hide()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter begins the marked one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._begin()
            return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            form, proposal = self._offers[row]
            self.hide()
            self.chosen.emit(form, proposal)

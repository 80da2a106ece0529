"""Who is named in a record, as a list in a bar on the page: one of them is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spkt_desktop.records import Person
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import at_left, button, labelled
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.moments import short_day
from spkt_desktop.ui.roomy_list import RoomyList

MOST_ROWS = 4


def described(name: str, nik: str, born: str) -> str:
    """Somebody in a line: name, NIK, birth date (ISO), as far as they are known."""
    birth = f"lahir {short_day(date.fromisoformat(born))}" if born else ""
    return " · ".join(filter(None, (name, f"NIK {nik}" if nik else "tanpa NIK", birth)))


class PersonBar(QFrame):
    """One line for each person; Enter chooses, Esc gives up."""

    chosen = Signal(str, str, str)
    """NIK, name and birth date; the first and the last may be empty."""
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._persons: Sequence[Person] = ()
        self.list = RoomyList("Orang dalam surat ini")
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self._choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(labelled("Semua kunjungan siapa yang dilihat?", self.list))
        column.addWidget(self.list)
        column.addLayout(at_left(button("Lihat", self._choose), button("Tidak jadi", self.dismiss, key="Esc")))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def offer(self, persons: Sequence[Person]) -> None:
        """Shows these, with the focus on the first; a single one is chosen at once."""
        self._persons = persons
        self.list.clear()
        self.list.addItems([described(one.name, one.nik, one.born) for one in persons])
        self.list.setCurrentRow(0)
        if len(persons) == 1:
            self._choose()
            return
        self.list.fit(MOST_ROWS)
        self.show()
        self.list.setFocus()

    def dismiss(self) -> None:
        """Gives up; nobody is looked up."""
        self.hide()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses the marked one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._choose()
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            one = self._persons[row]
            self.hide()
            self.chosen.emit(one.nik, one.name, one.born)

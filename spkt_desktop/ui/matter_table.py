"""The table of open matters: what waits, in which letter, for whom, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QGuiApplication

from spkt_desktop.books import Matter
from spkt_desktop.ui.moments import deadline, left, short_day
from spkt_desktop.ui.style import Tone

HEADS = ("Hal", "Nomor", "Nama", "Tenggat")
AnyIndex = QModelIndex | QPersistentModelIndex


class MatterTable(QAbstractTableModel):
    """The matters that hold every word that is looked for, in the order in which they came: late ones first."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Matter] = ()
        self._shown: list[Matter] = []
        self._names: Mapping[str, str] = {}
        self._now = datetime.min
        self._words: list[str] = []

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    @property
    def late(self) -> int:
        """How many of all are late."""
        return sum(matter.late for matter in self._all)

    def show_matters(self, matters: Sequence[Matter], names: Mapping[str, str], now: datetime) -> None:
        """Shows these; `names` are officers by NRP, as tasks of a handover name them."""
        self._all, self._names, self._now = matters, names, now
        self._narrow()

    def narrow(self, text: str) -> None:
        """Shows only what holds every word of that text."""
        self._words = text.casefold().split()
        self._narrow()

    def matter(self, row: int) -> Matter:
        """The matter in that row."""
        return self._shown[row]

    def row_of(self, wanted: Matter) -> int:
        """The row that shows the same matter; -1 where none does."""
        name = (wanted.record, wanted.key)
        return next((row for row, one in enumerate(self._shown) if (one.record, one.key) == name), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; all of a late matter is a warning."""
        matter = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(matter)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            if matter.due and index.column() == HEADS.index("Tenggat"):
                return deadline(matter.due, self._now)
            return self._cells(matter)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and matter.late:
            return QBrush(Tone.WARNING.colour(QGuiApplication.palette()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def _cells(self, matter: Matter) -> tuple[str, ...]:
        due = f"{left(matter.due, self._now)} · {short_day(matter.due).rpartition(' ')[0]}" if matter.due else ""
        return matter.what, matter.number, self._names.get(matter.who, matter.who), due

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [matter for matter in self._all if self._holds(matter)]
        self.endResetModel()

    def _holds(self, matter: Matter) -> bool:
        if not self._words:
            return True
        text = " ".join(self._cells(matter)).casefold()
        return all(word in text for word in self._words)

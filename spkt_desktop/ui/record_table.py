"""The table of the register: rows are fetched in steps as they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QGuiApplication

from spkt_desktop.records import Record
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.record_lists import shown_name
from spkt_desktop.ui.style import Tone

STEP = 100
"""Rows that are fetched at a time."""
EVERYTHING = 1_000_000

STATUS = {"berlaku": "Berlaku", "batal": "Batal", "diganti": "Diganti"}
DELIVERY = {
    "belum": "Belum dikirim",
    "dikirim": "Dikirim",
    "diterima": "Diterima",
    "ditunda": "Ditunda",
    "ditolak": "Ditolak",
}

Query = Callable[[int, int], list[Record]]
"""(limit, offset) -> that part of what is looked for, newest first."""
AnyIndex = QModelIndex | QPersistentModelIndex

HEADS = ("No.", "Waktu", "Jenis", "Nama", "Perihal", "Tujuan", "Petugas", "Status", "Polres")
_STATUS, _POLRES = HEADS.index("Status"), HEADS.index("Polres")


class RecordTable(QAbstractTableModel):
    """What a query finds, one letter a row."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles` are those of the forms, by name."""
        super().__init__()
        self._titles = titles
        self._officers: Mapping[str, str] = {}
        self._query: Query = lambda _limit, _offset: []
        self._records: list[Record] = []
        self._complete = True

    def look(self, query: Query, officers: Mapping[str, str]) -> None:
        """Shows what another query finds; `officers` are names by NRP."""
        self.beginResetModel()
        self._query, self._officers = query, officers
        self._records = query(STEP, 0)
        self._complete = len(self._records) < STEP
        self.endResetModel()

    def record(self, row: int) -> Record:
        """The letter in that row."""
        return self._records[row]

    def row_of(self, record_id: str) -> int:
        """The row that shows that letter, among those fetched; -1 where none does."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows have been fetched."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether the query may hold more rows."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: AnyIndex) -> None:
        """Fetches the next step."""
        if self.canFetchMore(parent):
            self._append(STEP)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        record = self._records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return str(record.number.sequence)
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.ToolTipRole:
            return self._cell(record, HEADS[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole:
            if record.status != "berlaku":
                return QBrush(Tone.QUIET.colour(QGuiApplication.palette()))
            if index.column() == _POLRES and record.delivery.state == "ditolak":
                return QBrush(Tone.PROBLEM.colour(QGuiApplication.palette()))
            if index.column() == _STATUS and record.attention:
                return QBrush(Tone.WARNING.colour(QGuiApplication.palette()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; all that is found is fetched first. Column -1 leaves the newest first, as they came."""
        if column < 0:
            return
        with waiting():
            self._append(EVERYTHING)
        self.layoutAboutToBeChanged.emit()
        head, down = HEADS[column], order == Qt.SortOrder.DescendingOrder
        self._records.sort(key=lambda record: self._rank(record, head), reverse=down)
        self.layoutChanged.emit()

    def cells(self, record: Record) -> tuple[str, ...]:
        """The texts of one row, the number as printed."""
        return tuple(self._cell(record, head) for head in HEADS)

    def _cell(self, record: Record, head: str) -> str:
        match head:
            case "No.":
                return record.number.text
            case "Waktu":
                return moment(record.registered_at)
            case "Jenis":
                return self._titles.get(record.form, record.form)
            case "Nama":
                return shown_name(record)
            case "Perihal":
                return record.what
            case "Tujuan":
                return record.destination
            case "Petugas":
                return self._officers.get(record.officer, record.officer)
            case "Status":
                return STATUS[record.status] + (", atensi" if record.attention else "")
        return DELIVERY[record.delivery.state]

    def _rank(self, record: Record, head: str) -> tuple[Any, ...]:
        if head == "No.":
            return record.number.series, record.number.year, record.number.sequence
        if head == "Waktu":
            return (record.registered_at,)
        return (self._cell(record, head).casefold(), record.registered_at)

    def _append(self, limit: int) -> None:
        if self._complete:
            return
        more = self._query(limit, len(self._records))
        self._complete = len(more) < limit
        if more:
            self.beginInsertRows(QModelIndex(), len(self._records), len(self._records) + len(more) - 1)
            self._records.extend(more)
            self.endInsertRows()

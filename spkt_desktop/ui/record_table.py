"""The table of records: rows are fetched in steps as they are looked at, or one step after the other to be sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QGuiApplication

from spkt_desktop.books import Column
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Record
from spkt_desktop.ui.style import Tone

STEP, STRIDE = 50, 100
"""Rows that are fetched at a time to be looked at, and on the way to sorting all."""

Query = Callable[[int, str], list[Record]]
"""(limit, id of the last record before or empty) -> that part of what is looked for, newest first."""
Rank = tuple[int, float, str]
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the table holds it: its values are let go, for a book may have a hundred thousand."""

    record: Record
    cells: tuple[str, ...]


class Ledger(Protocol):
    """What a table tells of records."""

    @property
    def name(self) -> str:
        """Under which its columns are remembered."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns."""

    @property
    def spare(self) -> tuple[int, ...]:
        """The columns that are left out where there is no room, the first of these first."""

    def cells(self, record: Record) -> tuple[str, ...]:
        """The texts of a record, one for each column."""

    def shown(self, row: Row, column: int) -> str:
        """What stands in a cell."""

    def rank(self, row: Row, column: int) -> Rank:
        """Where a row belongs when that column is sorted by."""

    def tone(self, row: Row, column: int) -> Tone | None:
        """The colour of a cell; None for the usual one."""


class RecordTable(QAbstractTableModel):
    """What a query finds, one record a row, told by a ledger."""

    reading = Signal(int)
    """So many rows have been read on the way to sorting them."""
    arranged = Signal()
    """The rows are sorted."""
    failed = Signal(str)
    """The register could not be read further, and why."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger
        self._query: Query = lambda _limit, _behind: []
        self._rows: list[Row] = []
        self._complete = True
        self._order = (-1, Qt.SortOrder.AscendingOrder)
        self._read_on = QTimer(self, interval=0)
        self._read_on.timeout.connect(self._step)

    def look(self, query: Query, ledger: Ledger) -> None:
        """Shows what another query finds, told by that ledger; raises what the query raises, and then shows nothing."""
        self.stop()
        self.beginResetModel()
        self.ledger, self._query, self._rows, self._complete = ledger, query, [], True
        try:
            self._take(query(STEP, ""), STEP)
        finally:
            self.endResetModel()

    def record(self, row: int) -> Record:
        """The record in that row, without its values."""
        return self._rows[row].record

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of that row."""
        return self._rows[row].cells

    def row_of(self, record_id: str) -> int:
        """The row that shows that record, among those fetched; -1 where none does."""
        return next((at for at, row in enumerate(self._rows) if row.record.id == record_id), -1)

    @property
    def busy(self) -> bool:
        """Whether rows are being read to be sorted."""
        return self._read_on.isActive()

    def stop(self) -> None:
        """Gives up sorting; what has been read stays, in its order."""
        self._read_on.stop()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows have been fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.ledger.columns)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether the query may hold more rows."""
        return not parent.isValid() and not self._complete and not self.busy

    def fetchMore(self, parent: AnyIndex) -> None:
        """Fetches the next step."""
        if self.canFetchMore(parent):
            self._append(STEP)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; the tooltip has all of it."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.ledger.shown(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return row.cells[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(column)
            case Qt.ItemDataRole.ForegroundRole:
                tone = self.ledger.tone(row, column)
                return QBrush(tone.colour(QGuiApplication.palette())) if tone else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns; what is set flush right keeps some air behind."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.ledger.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{column.title}\N{EN SPACE}" if column.number else column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole if column.number:
                return self._side(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; all that is found is read first, in steps. Column -1 leaves the newest first, as read."""
        self.stop()
        self._order = column, order
        if column >= 0 and self._complete:
            self._arrange()
        elif column >= 0:
            self._read_on.start()
            self.reading.emit(len(self._rows))

    def _step(self) -> None:
        if not self._append(STRIDE):
            self.stop()
        elif self._complete:
            self.stop()
            self._arrange()
        else:
            self.reading.emit(len(self._rows))

    def _arrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        marked = self.persistentIndexList()
        ids = [self._rows[index.row()].record.id for index in marked]
        column, order = self._order
        self._rows.sort(key=lambda row: self.ledger.rank(row, column), reverse=order == Qt.SortOrder.DescendingOrder)
        places = {row.record.id: at for at, row in enumerate(self._rows)} if marked else {}
        moved = [self.index(places[id_], index.column()) for id_, index in zip(ids, marked, strict=True)]
        self.changePersistentIndexList(marked, moved)
        self.layoutChanged.emit()
        self.arranged.emit()

    def _append(self, limit: int) -> bool:
        """Fetches so many more; False where that failed."""
        try:
            found = self._query(limit, self._rows[-1].record.id if self._rows else "")
        except SpktError as error:
            self._complete = True
            self.failed.emit(str(error))
            return False
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
        self._take(found, limit)
        if found:
            self.endInsertRows()
        return True

    def _take(self, found: list[Record], limit: int) -> None:
        self._rows += (Row(replace(record, values={}), self.ledger.cells(record)) for record in found)
        self._complete = len(found) < limit

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.ledger.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

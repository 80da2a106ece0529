"""The rows of a diary: one line each, and a row of its own wherever the date changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDate, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFont, QGuiApplication

from spkt_desktop.books import Line
from spkt_desktop.ui import style
from spkt_desktop.ui.moments import INDONESIAN
from spkt_desktop.ui.style import Tone

AnyIndex = QModelIndex | QPersistentModelIndex
HEADS = ("Jam", "Uraian", "Tindakan", "Petugas")
_TYPED = ("Uraian", "Tindakan")
BACK = "(jam komputer mundur)"
"""Stands below a line whose clock showed an earlier hour than that of the line above it."""
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class DiaryModel(QAbstractTableModel):
    """Lines and days; nothing in it is ever changed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Line | date] = []
        self._day = QFont()
        self.typed = QFont()
        """What an officer typed is set in."""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines in place of what was shown."""
        self.beginResetModel()
        font = QGuiApplication.font()
        self.typed, self._day = QFont(font), style.heading(font, 1)
        self.typed.setItalic(True)
        self._rows = list(_with_days(lines))
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in that row; None where it names a day, or where there is no such row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of one row."""
        return tuple(_cell(self._rows[row], column) for column in range(len(HEADS)))

    def days(self) -> list[int]:
        """The rows that name a day."""
        return [row for row, found in enumerate(self._rows) if not isinstance(found, Line)]

    def first_seq(self) -> int:
        """Place in the journal of the first line; 0 where there is none."""
        return next((found.seq for found in self._rows if isinstance(found, Line)), 0)

    def row_of(self, seq: int) -> int:
        """The row of the line at that place of the journal; -1 where there is none."""
        places = (found.seq if isinstance(found, Line) else 0 for found in self._rows)
        return next((row for row, place in enumerate(places) if place == seq), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; what an officer typed leans, and what the desk wrote of itself is quiet."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TOP
        if not isinstance(row, Line):
            return self._day if role == Qt.ItemDataRole.FontRole else None
        if role == Qt.ItemDataRole.FontRole:
            return self.typed if row.typed and HEADS[index.column()] in _TYPED else None
        if role == Qt.ItemDataRole.ForegroundRole and not row.typed and not row.record:
            return QBrush(Tone.QUIET.colour(QGuiApplication.palette()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


def _with_days(lines: Sequence[Line]) -> Iterator[Line | date]:
    """The lines with a day before each that is of another day than the one before it, backwards too."""
    known = None
    for line in lines:
        if line.at.date() != known:
            known = line.at.date()
            yield known
        yield line


def _cell(row: Line | date, column: int) -> str:
    if not isinstance(row, Line):
        return INDONESIAN.toString(QDate(row.year, row.month, row.day), "dddd, d MMMM yyyy") if column == 0 else ""
    match HEADS[column]:
        case "Jam":
            return f"{row.at:%H.%M}"
        case "Uraian":
            return f"{row.text}\n{BACK}" if row.back else row.text
        case "Tindakan":
            return row.action
    return row.officer

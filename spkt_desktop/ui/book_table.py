"""The table of a register: as many columns as there is room for, and those left out that the officer does not want."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from spkt_desktop.books import Column
from spkt_desktop.ui import style
from spkt_desktop.ui.record_table import RecordTable

_SHARE, _MORE = 128, 40
"""Least width of a column with a share of one, and what it gains for each share more, in device-independent pixels."""
_AIR = 24
"""Beside the words of a head: its margins, and the arrow of the column that is sorted by."""
_SCREEN = "tampilan.ini"


class BookTable(QTableView):
    """Shows a `RecordTable`; which columns of which book are hidden is remembered at the desk."""

    refitted = Signal()
    """Other columns are shown than before, or may be."""

    def __init__(self, name: str, model: RecordTable, folder: Path) -> None:
        """`name` is for those who cannot see it; `folder` is that of the desk."""
        super().__init__()
        self.rows = model
        model.setParent(self)  # with no parent it outlives a locked desk, for what it tells a page holds that page
        self._memory = QSettings(str(folder / _SCREEN), QSettings.Format.IniFormat, self)
        self._dress(name)
        self.setModel(model)
        model.modelReset.connect(self.fit)

    @property
    def wanted(self) -> list[bool]:
        """For each column whether the officer wants it."""
        hidden = self._hidden()
        return [column.title not in hidden for column in self._columns]

    @property
    def left_out(self) -> list[str]:
        """The columns that are wanted and for which there is no room."""
        pairs = zip(self._columns, self.wanted, strict=True)
        return [one.title for at, (one, wanted) in enumerate(pairs) if wanted and self.isColumnHidden(at)]

    def want(self, column: int, wanted: bool) -> bool:
        """Shows or hides a column from now on; False where it is the last one."""
        hidden, title = self._hidden(), self._columns[column].title
        if not wanted and len(self._columns) - len(hidden - {title}) <= 1:
            return False
        self._remember(hidden - {title} if wanted else hidden | {title})
        return True

    def want_all(self) -> None:
        """Hides no column any more."""
        self._remember(set())

    def select(self, row: int) -> None:
        """Marks that row as the current one."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(row, self._first()), flags.ClearAndSelect | flags.Rows)

    def forget_order(self) -> None:
        """No column is sorted by any more."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def turn(self, column: int) -> None:
        """Sorts by that column, or the other way round where it is sorted by already."""
        head = self.horizontalHeader()
        again = head.sortIndicatorSection() == column and head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Gives the wanted columns the whole width; what has no room is left out rather than cut."""
        columns, room = self._columns, self.viewport().width()
        least = [self._least(column) for column in columns]
        shown = [at for at, wanted in enumerate(self.wanted) if wanted]
        for at in self.rows.ledger.spare:
            if sum(least[one] for one in shown) > room and at in shown and len(shown) > 1:
                shown.remove(at)
        free = max(0, room - sum(least[at] for at in shown))
        shares = sum(columns[at].share for at in shown)
        widths = {at: least[at] + int(free * columns[at].share / shares) for at in shown}
        widths[shown[-1]] += max(0, room - sum(widths.values()))
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in shown)
            if at in shown:
                self.setColumnWidth(at, widths[at])
        self.refitted.emit()

    @property
    def _columns(self) -> tuple[Column, ...]:
        return self.rows.ledger.columns

    def _first(self) -> int:
        return next(at for at in range(len(self._columns)) if not self.isColumnHidden(at))

    def _least(self, column: Column) -> int:
        """Enough for what mostly stands in it, and for its head in two lines."""
        words, width = column.title.split(), self.horizontalHeader().fontMetrics().horizontalAdvance
        halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
        head = min(max(width(above), width(below)) for above, below in halves)
        return max(round(_SHARE * min(column.share, 1) + _MORE * max(0, column.share - 1)), head + _AIR)

    def _key(self) -> str:
        return f"kolom/{self.rows.ledger.name}"

    def _hidden(self) -> set[str]:
        """The titles that the officer does not want; a column that a newer program adds is shown."""
        titles = {column.title for column in self._columns}
        return set(str(self._memory.value(self._key(), "")).split("\n")) & titles

    def _remember(self, hidden: set[str]) -> None:
        self._memory.setValue(self._key(), "\n".join(sorted(hidden)))
        self.fit()

    def _offer(self, place: QPoint) -> None:
        """Columns to be ticked where the head was clicked."""
        menu = QMenu(self)
        for at, (column, wanted) in enumerate(zip(self._columns, self.wanted, strict=True)):
            act = menu.addAction(column.title)
            act.setCheckable(True)
            act.setChecked(wanted)
            act.triggered.connect(lambda on, at=at: self.want(at, on))
        menu.addSeparator()
        menu.addAction("Tampilkan semua kolom", self.want_all)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _dress(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setItemDelegate(_Aired(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(style.ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        head.setDefaultAlignment(Qt.AlignmentFlag(int(side) | int(Qt.TextFlag.TextWordWrap)))
        head.setFixedHeight(2 * head.fontMetrics().height() + 8)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(24)
        head.setSortIndicatorClearable(False)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._offer)
        self.forget_order()
        self.setSortingEnabled(True)


class _Aired(QStyledItemDelegate):
    """Keeps what is set flush right off the column beside it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The usual look, with some air behind."""
        super().initStyleOption(option, index)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += "\N{EN SPACE}"

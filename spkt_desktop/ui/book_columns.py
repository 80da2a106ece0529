"""Which columns of a book are shown, and by which it is sorted: a small panel for the keyboard."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QListWidgetItem, QVBoxLayout

from spkt_desktop.ui import style
from spkt_desktop.ui.book_table import BookTable
from spkt_desktop.ui.controls import Words, button, note
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import Tone

_TICK, _LINE, _MOST = 48, 28, 6
"""Width beside a title and height of a line of titles, in device-independent pixels; most lines that are seen."""
_LAST = "Sedikitnya satu kolom tetap ditampilkan."


class BookColumns(QFrame):
    """A list of the columns with ticks; Space shows or hides one, Enter sorts by it, Esc closes."""

    dismissed = Signal()

    def __init__(self, table: BookTable) -> None:
        super().__init__()
        self._table = table
        self.list = RoomyList("Kolom")
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.itemChanged.connect(self._ticked)
        self.list.installEventFilter(self)
        self._said = Words("", Tone.WARNING)
        self._narrow = note()
        self._all = button("Tampilkan semua kolom", self._want_all)
        self._close = button("Tutup", self.dismiss, key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        acts = QHBoxLayout()
        acts.addWidget(self._all)
        acts.addWidget(self._close)
        acts.addWidget(note("Spasi menampilkan atau menyembunyikan kolom; Enter mengurutkan menurut kolom itu."), 1)
        for part in (self.list, self._said, self._narrow):
            column.addWidget(part)
        column.addLayout(acts)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        table.refitted.connect(self._tell)
        self.hide()

    def offer(self) -> None:
        """Shows the columns of the book that is shown, with the focus on the first."""
        self._fill()
        self.show()
        self._fit()
        self._tell()
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the titles out anew."""
        super().resizeEvent(event)
        self._fit()

    def dismiss(self) -> None:
        """Closes the panel; what was ticked holds already."""
        self.hide()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter sorts by the marked column."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self.dismiss()
            self._table.turn(self.list.currentRow())
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        marked = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for column, wanted in zip(self._table.rows.ledger.columns, self._table.wanted, strict=True):
            item = QListWidgetItem(column.title, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(min(marked, self.list.count() - 1))
        self.list.blockSignals(False)

    def _fit(self) -> None:
        """As many titles in a line as there is room for; the list is as high as its lines, lower on small screens."""
        titles = [column.title for column in self._table.rows.ledger.columns]
        width = max(self.list.fontMetrics().horizontalAdvance(title) for title in titles) + _TICK
        across = max(1, (self.list.width() - 2 * self.list.frameWidth()) // width)
        self.list.setGridSize(QSize(width, _LINE))
        lines, frame = min(_MOST, ceil(len(titles) / across)), 2 * self.list.frameWidth()
        self.list.setMinimumHeight(min(2, lines) * _LINE + frame)
        self.list.setMaximumHeight(lines * _LINE + frame)

    def _ticked(self, item: QListWidgetItem) -> None:
        wanted = item.checkState() == Qt.CheckState.Checked
        done = self._table.want(self.list.row(item), wanted)
        self._said.say("" if done else _LAST)
        if not done:
            self.list.blockSignals(True)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.blockSignals(False)
            self.list.viewport().update()

    def _want_all(self) -> None:
        self._said.say("")
        self._table.want_all()
        self._fill()
        self.list.setFocus()

    def _tell(self) -> None:
        """Pales the columns that are wanted and have no room."""
        if not self.isVisible():
            return
        without = self._table.left_out
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            tone = Tone.QUIET if item.text() in without else Tone.PLAIN
            item.setForeground(tone.colour(self.palette()))
        self.list.blockSignals(False)
        pale = f"{len(without)} kolom yang pudar belum mendapat tempat; sembunyikan kolom lain."
        self._narrow.say(pale if without else "")

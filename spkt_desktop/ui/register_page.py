"""Register & cari: every letter of the desk, found while typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Record
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import button, heading, note
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.record_acts import RecordActs
from spkt_desktop.ui.record_table import HEADS, RecordTable
from spkt_desktop.ui.register_filters import RegisterFilters
from spkt_desktop.ui.style import Tone

PAUSE = 120
"""Milliseconds without a key before the search runs."""

ROOM = {"Petugas": 1080, "Polres": 960, "Jenis": 760, "Tujuan": 680}
"""Device-independent pixels of the page from which there is room for that column."""


class RegisterPage(Page):
    """Search line and filters above, the table below; Enter opens a letter."""

    chapter = "Register dan pencarian"
    chosen = Signal(str)
    """Id of the letter to open."""
    reprint = Signal(str)
    """Id of the letter to print again."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        titles = {form.name: form.title for form in app.forms.values()}
        self.filters = RegisterFilters(titles, app.now().date())
        self.filters.changed.connect(self.look)
        self.text = self.filters.text
        self.text.textChanged.connect(self._pause.start)
        self.text.returnPressed.connect(self._open_first)
        self.text.installEventFilter(self)
        self.model = RecordTable(titles)
        self.table = _table(self.model)
        self.table.installEventFilter(self)
        self.table.activated.connect(lambda index: self.chosen.emit(self.model.record(index.row()).id))
        self._count = note()
        self._reason = ReasonBar()
        self._reason.dismissed.connect(self.table.setFocus)
        self._acts = RecordActs(app, self._reason)
        self._acts.said.connect(self.said)
        self._acts.changed.connect(self._written)
        self._acts.ended.connect(self.table.setFocus)
        self._build()

    def enter(self) -> None:
        """Looks again; the focus is on the search line."""
        self.filters.offer_officers(self._names())
        self._reason.hide()
        self.look()
        self.text.setFocus()
        self.text.selectAll()

    def look(self) -> None:
        """Searches again, keeping the letter that is selected."""
        kept = self.selected()
        asked = self.filters.wanted(self._app.now().date())
        self.model.look(lambda limit, offset: self._app.search(**asked, limit=limit, offset=offset), self._names())
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._select(max(0, self.model.row_of(kept.id) if kept else 0))
        self._say_count()

    def selected(self) -> Record | None:
        """The letter in the current row."""
        row = self.table.currentIndex().row()
        return self.model.record(row) if 0 <= row < self.model.rowCount() else None

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, columns apart by tabs."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText("\n".join("\t".join(self.model.cells(self.model.record(r))) for r in rows))
        self.said.emit(f"{len(rows)} baris disalin.", Tone.GOOD)

    def void(self) -> None:
        """Asks why the selected letter is void, then voids it."""
        if record := self.selected():
            self._acts.void(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves columns out where there is no room for all."""
        super().resizeEvent(event)
        for column, width in ROOM.items():
            self.table.setColumnHidden(HEADS.index(column), self.width() < width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search line into the table, Enter in the table opens the letter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.text and event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.table.setFocus()
                return True
            if watched is self.table and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_selected()
                return True
        return super().eventFilter(watched, event)

    def _written(self) -> None:
        self.changed.emit()
        self.look()

    def _open_first(self) -> None:
        """Opens what bears the number that is typed, else the newest of what is found."""
        self._pause.stop()
        self.look()
        try:
            numbered = self._app.record(self.text.text().strip())
        except SpktError:
            self._select(0)
            self._open_selected()
        else:
            self.chosen.emit(numbered.id)

    def _open_selected(self) -> None:
        if record := self.selected():
            self.chosen.emit(record.id)

    def _reprint(self) -> None:
        if record := self.selected():
            self.reprint.emit(record.id)

    def _select(self, row: int) -> None:
        if self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _names(self) -> dict[str, str]:
        return {officer.nrp: officer.name for officer in self._app.officers()}

    def _say_count(self) -> None:
        rows = self.model.rowCount()
        if rows:
            newest = " terbaru; gulir untuk yang lebih lama" if self.model.canFetchMore(self.table.rootIndex()) else ""
            self._count.say(f"{rows} surat{newest}. Enter membuka, Ctrl+C menyalin baris.")
        elif self.filters.narrow:
            self._count.say("Tidak ada surat yang cocok. Coba kata lain, atau pilih “Semua” pada saringan di atas.")
        else:
            self._count.say("Register masih kosong. Tekan F2 untuk menerima laporan pertama.")

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self._count, 1)
        acts.addWidget(button("Batalkan surat…", self.void))
        acts.addWidget(button("Cetak", self._reprint, key="Ctrl+P"))
        acts.addWidget(button("Buka", self._open_selected))
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.addWidget(heading("Register & cari"))
        column.addWidget(self.filters)
        column.addWidget(self._reason)
        column.addWidget(self.table, 1)
        column.addLayout(acts)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)


def _table(model: RecordTable) -> QTableView:
    table = QTableView()
    table.setAccessibleName("Daftar surat")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(style.ROW)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    table.setSortingEnabled(True)
    for column, width in enumerate((50, 140, 155, 140, 150, 75, 140, 110, 105)):
        table.setColumnWidth(column, width)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setSectionResizeMode(HEADS.index("Perihal"), QHeaderView.ResizeMode.Stretch)
    return table

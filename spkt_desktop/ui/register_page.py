"""Register & cari: every letter of the desk, found while typing."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
)

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Record
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import button, heading, labelled, line, note
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.record_table import HEADS, STATUS, RecordTable
from spkt_desktop.ui.style import Tone

PAUSE = 120
"""Milliseconds without a key before the search runs."""

WIDE = 760
"""Device-independent pixels from which there is room for all columns."""


def first_day(period: str, today: date) -> date | None:
    """The first day of a period that ends today; None where it has no first day."""
    starts = {"hari": today, "minggu": today - timedelta(days=6), "bulan": today.replace(day=1)}
    return starts.get(period)


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
        self.text = line("Cari", hint="Nama, NIK, nomor surat, nomor barang, tempat…")
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._pause.start)
        self.text.returnPressed.connect(self._open_first)
        self.text.installEventFilter(self)
        self.period = _combo(
            {"semua": "Semua waktu", "hari": "Hari ini", "minggu": "7 hari terakhir", "bulan": "Bulan ini",
             "pilih": "Dari–sampai…"}
        )  # fmt: skip
        self.since, self.until = _day(), _day()
        self.status = _combo({"": "Semua status", **STATUS})
        self.officer = _combo({"": "Semua petugas"})
        self.model = RecordTable({})
        self.table = _table(self.model)
        self.table.installEventFilter(self)
        self.table.activated.connect(lambda index: self.chosen.emit(self.model.record(index.row()).id))
        self._count = note()
        self._reason = ReasonBar()
        self._reason.dismissed.connect(self.table.setFocus)
        self._build()

    def enter(self) -> None:
        """Looks again; the focus is on the search line."""
        chosen = self.officer.currentData()
        self.officer.blockSignals(True)
        self.officer.clear()
        self.officer.addItem("Semua petugas", "")
        for nrp, name in self._names().items():
            self.officer.addItem(name, nrp)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
        self.officer.blockSignals(False)
        self._reason.hide()
        self.look()
        self.text.setFocus()
        self.text.selectAll()

    def look(self) -> None:
        """Searches again, keeping the letter that is selected."""
        kept = self.selected()
        since, until = self._days()
        asked = {
            "text": self.text.text(), "since": since, "until": until,
            "status": self.status.currentData(), "officer": self.officer.currentData(),
        }  # fmt: skip
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
        record = self.selected()
        if record is None:
            return
        self._reason.ask(
            f"Mengapa surat {record.number.text} dibatalkan? Nomornya tetap tercatat dan tidak dipakai lagi.",
            "Batalkan surat",
            lambda reason: self._void(record, reason),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the officer out where there is no room for all columns."""
        super().resizeEvent(event)
        self.table.setColumnHidden(HEADS.index("Petugas"), self.width() < WIDE)

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

    def _void(self, record: Record, reason: str) -> None:
        try:
            self._app.void(record.id, reason)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(f"Surat {record.number.text} dibatalkan dan tetap tercatat di register.", Tone.GOOD)
            self.changed.emit()
            self.look()
        self.table.setFocus()

    def _open_first(self) -> None:
        self._pause.stop()
        self.look()
        self._select(0)
        self._open_selected()

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

    def _days(self) -> tuple[str, str]:
        period = self.period.currentData()
        if period == "pilih":
            return _iso(self.since), _iso(self.until)
        start = first_day(period, self._app.now().date())
        return (start.isoformat() if start else "", "")

    def _names(self) -> dict[str, str]:
        return {officer.nrp: officer.name for officer in self._app.settings.officers()}

    def _say_count(self) -> None:
        rows = self.model.rowCount()
        if rows:
            newest = " terbaru; gulir untuk yang lebih lama" if self.model.canFetchMore(self.table.rootIndex()) else ""
            self._count.say(f"{rows} surat{newest}. Enter membuka, Ctrl+C menyalin baris.")
        elif self.text.text() or self.period.currentData() != "semua" or self.status.currentData():
            self._count.say("Tidak ada surat yang cocok. Coba kata lain, atau pilih “Semua waktu”.")
        else:
            self._count.say("Register masih kosong. Tekan F2 untuk menerima laporan pertama.")

    def _period_changed(self) -> None:
        picked = self.period.currentData() == "pilih"
        for edit in (self.since, self.until):
            edit.setVisible(picked)
        self.look()

    def _build(self) -> None:
        today = self._app.now().date()
        for edit in (self.since, self.until):
            edit.setDate(QDate(today.year, today.month, today.day))
            edit.hide()
            edit.dateChanged.connect(self.look)
        self.period.currentIndexChanged.connect(self._period_changed)
        self.status.currentIndexChanged.connect(self.look)
        self.officer.currentIndexChanged.connect(self.look)
        filters = QHBoxLayout()
        filters.addWidget(labelled("&Cari", self.text))
        filters.addWidget(self.text, 1)
        for widget, name in (
            (self.period, "Waktu"), (self.since, "Dari tanggal"), (self.until, "Sampai tanggal"),
            (self.status, "Status"), (self.officer, "Petugas"),
        ):  # fmt: skip
            widget.setAccessibleName(name)
            filters.addWidget(widget)
        acts = QHBoxLayout()
        acts.addWidget(self._count, 1)
        acts.addWidget(button("Batalkan surat…", self.void))
        acts.addWidget(button("Cetak ulang", self._reprint, key="Ctrl+P"))
        acts.addWidget(button("Buka", self._open_selected))
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.addWidget(heading("Register & cari"))
        column.addLayout(filters)
        column.addWidget(self._reason)
        column.addWidget(self.table, 1)
        column.addLayout(acts)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)


def _iso(edit: QDateEdit) -> str:
    return edit.date().toString(Qt.DateFormat.ISODate)


def _combo(choices: dict[str, str]) -> QComboBox:
    made = QComboBox()
    made.setMinimumHeight(style.ROW)
    for value, label in choices.items():
        made.addItem(label, value)
    return made


def _day() -> QDateEdit:
    made = QDateEdit()
    made.setDisplayFormat("dd-MM-yyyy")
    made.setCalendarPopup(True)
    made.setMinimumHeight(style.ROW)
    return made


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
    for column, width in enumerate((50, 145, 150, 150, 140, 70, 110)):
        table.setColumnWidth(column, width)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table

"""Register & cari: every letter of the desk and every register book, found while typing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.registers import Book
from spkt_desktop.records import Record
from spkt_desktop.ui import style
from spkt_desktop.ui.book_columns import BookColumns
from spkt_desktop.ui.book_ledgers import BookLedger, Letters
from spkt_desktop.ui.book_sheet import sheet_of
from spkt_desktop.ui.book_table import BookTable
from spkt_desktop.ui.controls import at_left, button, heading, labelled, note
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.record_acts import RecordActs
from spkt_desktop.ui.record_table import RecordTable
from spkt_desktop.ui.register_filters import RegisterFilters, combo
from spkt_desktop.ui.style import Tone

PAUSE = 120
"""Milliseconds without a key before the search runs."""
ALL = "Semua surat"
MOST = 380
"""Device-independent pixels of the box of books."""


class RegisterPage(Page):
    """Which book, search line and filters above, the table below; Enter opens a letter."""

    chapter = "Register dan pencarian"
    chosen = Signal(str)
    """Id of the letter to open."""
    reprint = Signal(str)
    """Id of the letter to print again."""
    sheet = Signal(object)
    """A `Wanted`: the book that is to leave the desk."""
    person = Signal(str, str, str)
    """NIK, name and birth date (the last two may be empty) of somebody whose visits are asked for."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._titles = {form.name: form.title for form in app.forms.values()}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self.books: QComboBox = combo("Buku", {"": ALL, **{one.name: called(one) for one in app.registers.books}})
        self.books.setMinimumContentsLength(14)
        self.books.setMaximumWidth(MOST)
        self.filters = RegisterFilters(self._titles, app.now().date())
        self.text = self.filters.text
        self.model = RecordTable(Letters(self._titles, {}))
        self.table = BookTable("Daftar surat", self.model, app.folder)
        self.columns = BookColumns(self.table)
        self._whole = note("PDF dan Excel memuat seluruh buku pada waktu yang dipilih, bukan hanya yang ditemukan.")
        self._person = button("Lihat semua kunjungan NIK ini", self._see_person, key="Ctrl+O")
        self._count = note()
        self._reason = ReasonBar()
        self._acts = RecordActs(app, self._reason)
        self._build()
        self._connect()

    def enter(self) -> None:
        """Looks again; the focus is on the search line."""
        self.filters.offer_officers(self._names())
        self._reason.hide()
        self.columns.hide()
        self.look()
        self.text.setFocus()
        self.text.selectAll()

    def look(self) -> None:
        """Searches again, keeping the letter that is selected."""
        kept, book, app = self.selected(), self.book, self._app
        asked = self.filters.wanted(app.now().date()) | {"forms": book.forms if book else ()}
        ledger = BookLedger(app, book) if book else Letters(self._titles, self._names())
        self._hint()
        self.table.forget_order()
        try:
            self.model.look(lambda limit, behind: app.search(**asked, limit=limit, behind=behind), ledger)
        except SpktError as error:
            self._count.say(str(error), Tone.WARNING)
            return
        if self.model.rowCount():
            self.table.select(max(0, self.model.row_of(kept.id) if kept else 0))
        self._say_count()

    def show_form(self, name: str) -> None:
        """Lists the valid letters of that form, of all times."""
        self.books.setCurrentIndex(0)
        self.filters.show_form(name)

    @property
    def book(self) -> Book | None:
        """The book that is shown; None for all letters."""
        name = self.books.currentData()
        return self._app.registers.book(name) if name else None

    def selected(self) -> Record | None:
        """The letter in the current row, without its values."""
        row = self.table.currentIndex().row()
        return self.model.record(row) if 0 <= row < self.model.rowCount() else None

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, columns apart by tabs."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText("\n".join("\t".join(self.model.cells(row)) for row in rows))
        self.said.emit(f"{len(rows)} baris disalin.", Tone.GOOD)

    def void(self) -> None:
        """Asks why the selected letter is void, then voids it."""
        if record := self.selected():
            self.columns.hide()
            self._acts.void(record)

    def send_out(self) -> None:
        """Asks for the whole book of the chosen days, to be printed or saved."""
        if book := self.book:
            since, until = self.filters.days(self._app.now().date())
            try:
                first, last = self._app.registers.span(book)
                days = (date.fromisoformat(since) if since else first, date.fromisoformat(until) if until else last)
                self.sheet.emit(sheet_of(self._app, book, *days))
            except SpktError as error:
                self.said.emit(str(error), Tone.WARNING)

    def choose_columns(self) -> None:
        """Opens the panel of columns, or closes it."""
        self._reason.hide()
        if self.columns.isVisible():
            self.columns.dismiss()
        else:
            self.columns.offer()
            self._hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up sorting."""
        if event.key() == Qt.Key.Key_Escape and self.model.busy:
            self.model.stop()
            self.table.forget_order()
            self._say_count()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Looks for nothing more: a desk that is not shown may be locked."""
        super().hideEvent(event)
        self._pause.stop()
        self.model.stop()

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

    def _turn_over(self) -> None:
        """Another book is chosen."""
        self.filters.offer_kinds(self.book is None)
        self._export.setVisible(self.book is not None)
        self.columns.hide()
        self.look()

    def _hint(self) -> None:
        """Says what can be done with what is typed, unless the panel of columns takes the room."""
        free = not self.columns.isVisible()
        self._person.setVisible(free and bool(self.filters.nik))
        self._whole.setVisible(free and self.book is not None and self.filters.picky)

    def _leave_columns(self) -> None:
        self._hint()
        self.table.setFocus()

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
            if self.model.rowCount():
                self.table.select(0)
            self._open_selected()
        else:
            self.chosen.emit(numbered.id)

    def _open_selected(self) -> None:
        if record := self.selected():
            self.chosen.emit(record.id)

    def _reprint(self) -> None:
        if record := self.selected():
            self.reprint.emit(record.id)

    def _see_person(self) -> None:
        self.person.emit(self.filters.nik, "", "")

    def _names(self) -> dict[str, str]:
        return {officer.nrp: officer.name for officer in self._app.officers()}

    def _say_count(self) -> None:
        if rows := self.model.rowCount():
            newest = " terbaru; gulir untuk yang lebih lama" if self.model.canFetchMore(self.table.rootIndex()) else ""
            told = f"{rows} surat{newest}. Enter membuka, Ctrl+C menyalin baris."
        elif self.filters.narrow:
            told = "Tidak ada surat yang cocok. Coba kata lain, atau pilih “Semua” pada saringan di atas."
        elif self.book:
            told = "Buku ini masih kosong. Surat masuk ke sini begitu didaftarkan (F2)."
        else:
            told = "Register masih kosong. Tekan F2 untuk menerima laporan pertama."
        self._count.say(told, Tone.QUIET)

    def _connect(self) -> None:
        self.books.currentIndexChanged.connect(self._turn_over)
        self.filters.changed.connect(self.look)
        self.text.textChanged.connect(self._pause.start)
        self.text.returnPressed.connect(self._open_first)
        self.text.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.activated.connect(lambda _index: self._open_selected())
        self.model.reading.connect(
            lambda rows: self._count.say(f"Mengurutkan: {rows} surat dibaca. Esc menghentikan.", Tone.QUIET)
        )
        self.model.arranged.connect(self._say_count)
        self.model.rowsInserted.connect(lambda: None if self.model.busy else self._say_count())
        self.model.failed.connect(lambda words: self.said.emit(words, Tone.PROBLEM))
        self.columns.dismissed.connect(self._leave_columns)
        self._reason.dismissed.connect(self.table.setFocus)
        self._acts.said.connect(self.said)
        self._acts.changed.connect(self._written)
        self._acts.ended.connect(self.table.setFocus)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)

    def _build(self) -> None:
        head, acts = QHBoxLayout(), QHBoxLayout()
        title = heading("Register & cari")
        title.setMinimumWidth(title.fontMetrics().horizontalAdvance(title.text()) + style.GAP)
        head.addWidget(title, 1)
        head.addWidget(labelled("&Buku", self.books))
        head.addWidget(self.books, 2)
        head.addWidget(button("Kolom…", self.choose_columns, key="Alt+K"))
        self._export = button("PDF/Excel buku…", self.send_out, key="Alt+C")
        self._export.hide()
        acts.addStretch()
        acts.addWidget(self._export)
        acts.addWidget(button("Batalkan surat…", self.void))
        acts.addWidget(button("Cetak", self._reprint, key="Ctrl+P"))
        acts.addWidget(button("Buka", self._open_selected))
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addLayout(at_left(self._person))
        for part in (self._whole, self._reason, self.columns):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self._count)
        column.addLayout(acts)


def called(book: Book) -> str:
    """A book as the list of books has it: `Register visum et repertum` is `Visum et repertum`."""
    short = book.title.removeprefix("Register ")
    return f"{short[:1].upper()}{short[1:]}"

"""Open matters on the home page: what waits for whom, each one key away from its act."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.app.matters import REJECTED, UNACKNOWLEDGED
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Matter
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import at_left, button, line, note, subheading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.matter_table import HEADS, MatterTable
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.style import Tone

SOON = 10
"""Milliseconds after the page is shown until matters are looked for: they may take longer than a key may."""
OF_POLRES = (REJECTED, UNACKNOWLEDGED)
SHARES = {"Nomor": 0.22, "Nama": 0.16, "Tenggat": 0.21}
"""Of the width of the table; the matter itself has the rest."""
_READ = object()
"""Told where all is read."""
_NARROWEST, _WIDEST = 90, 320


class MattersPanel(QWidget):
    """A line narrows the list; Enter opens, Alt+L goes on with what settles it, Alt+S settles it by a note."""

    said = Signal(str, Tone)
    changed = Signal()
    chosen = Signal(str)
    """Id of the record to open."""
    follow = Signal(str, object, str)
    """Name of the form to begin, its values, and the id of the record that it follows (may be empty)."""
    several = Signal(str)
    """Id of a record that can be followed in several ways: its own page asks which."""
    asked = Signal()
    """A bar with a question is open."""
    listing = Signal(str)
    """Name of a form: several of its records wait together, and the register lists them."""
    sending = Signal()
    """What the Polres has not got, or not taken, is for the page that sends."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._look)
        self._reading: Iterator[None] = iter(())
        self._title = subheading("Belum selesai")
        self.text = line("Saring hal yang belum selesai", hint="Saring: visum, nama, nomor surat …")
        self.text.textChanged.connect(self._narrow)
        self.text.returnPressed.connect(self.open)
        self.text.installEventFilter(self)
        self.model = MatterTable()
        self.table = _table(self.model)
        self.table.installEventFilter(self)
        self.table.activated.connect(lambda _index: self.open())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._allow())
        self._empty = note()
        self._reason = ReasonBar()
        self._reason.reason.setAccessibleName("Catatan")
        self._reason.reason.setPlaceholderText("Catatan")
        self._reason.dismissed.connect(self._given_up)
        self._open = button("Buka", self.open)
        self._open.setText("Buka  (Enter)")
        self._go_on = button("Lanjutkan", self.go_on, key="Alt+L")
        self._settle = button("Selesai dengan catatan…", self.settle, key="Alt+S")
        self._build()

    def enter(self) -> None:
        """Looks again as soon as the page is shown; the focus is on the line."""
        self.calm()
        self.look()
        self.text.setFocus()
        self.text.selectAll()

    def calm(self) -> None:
        """Closes the bar, unanswered."""
        self._reason.hide()
        self._show_parts()

    def look(self) -> None:
        """Looks again once no key is waiting."""
        if not self.model.total:
            self._empty.say("Sedang mencari …")
        self._reading = self._app.matters.reading()
        self._soon.start()

    def marked(self) -> Matter | None:
        """The matter in the current row."""
        row = self.table.currentIndex().row()
        return self.model.matter(row) if 0 <= row < self.model.rowCount() else None

    def open(self) -> None:
        """Opens the record of the marked matter, or the page that sends."""
        matter = self.marked()
        if matter and matter.key in OF_POLRES:
            self.sending.emit()
        elif matter and not matter.record:
            self.listing.emit(matter.form)
        elif matter:
            self.chosen.emit(matter.record)

    def go_on(self) -> None:
        """Begins the form that settles the marked matter, with all that its record holds."""
        matter = self.marked()
        if matter is None or not (matter.form and matter.record):
            return
        try:
            follow_ups = self._app.cases.follow_ups(self._app.record(matter.record))
            begun = [proposal for one in follow_ups if one.form == matter.form for proposal in one.proposals]
            if len(begun) != 1:
                self.several.emit(matter.record)
                return
            self._app.cases.open(matter.record)  # its values are about to be seen
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
            return
        self.follow.emit(matter.form, begun[0].values, matter.record if begun[0].linked else "")

    def settle(self) -> None:
        """Asks how the marked matter was settled, then writes it down."""
        if (matter := self.marked()) and matter.settles:
            self.asked.emit()
            self._reason.ask(
                f"Bagaimana selesainya: {matter.what}? Catatan ikut tersimpan di register.",
                "Catat selesai",
                lambda reason: self._settled(matter, reason),
            )
            self._show_parts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line into the table, Enter in the table opens."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.text and event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.table.setFocus()
                return True
            if watched is self.table and event.key() in ENTER:
                self.open()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out among the columns."""
        super().resizeEvent(event)
        for column, share in SHARES.items():
            self.table.setColumnWidth(HEADS.index(column), min(max(int(self.width() * share), _NARROWEST), _WIDEST))

    def _look(self) -> None:
        if not self.isVisible():  # the desk may be closed by now
            return
        try:
            if next(self._reading, _READ) is not _READ:
                self._soon.start()
                return
        except SpktError as error:  # the role was taken away meanwhile
            self.said.emit(str(error), Tone.WARNING)
            return
        names = {officer.nrp: f"{officer.rank} {officer.name}" for officer in self._app.officers()}
        kept = self.marked()
        self.model.show_matters(self._app.matters.listed(), names, self._app.now())
        self._mark(self.model.row_of(kept) if kept else 0)
        self._say()

    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self._mark(0)
        self._say()

    def _settled(self, matter: Matter, reason: str) -> None:
        try:
            self._app.matters.settle(matter.record, matter.key, reason)
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
        else:
            self.changed.emit()
            self.said.emit(f"Dicatat selesai: {matter.what}.", Tone.GOOD)
        self._look()
        (self.table if self.model.rowCount() else self.text).setFocus()

    def _mark(self, row: int) -> None:
        if self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(max(0, row), 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)
        self._allow()

    def _allow(self) -> None:
        """Lets those buttons be pressed that lead somewhere."""
        matter = self.marked()
        self._open.setEnabled(matter is not None)
        self._go_on.setEnabled(bool(matter and matter.form and matter.record))
        self._settle.setEnabled(bool(matter and matter.settles))

    def _say(self) -> None:
        total, late = self.model.total, self.model.late
        counted = f"Belum selesai: {total} hal" + (f", {late} lewat tenggat" if late else "")
        self._title.say(counted if total else "Belum selesai", Tone.WARNING if late else Tone.PLAIN)
        if not total:
            self._empty.say(
                "Tidak ada yang menunggu. Di sini muncul hasil visum, tanggapan penyidik, jawaban saran, dan tugas "
                "dari regu sebelumnya; yang lewat tenggat paling atas."
            )
        else:
            self._empty.say("" if self.model.rowCount() else "Tidak ada yang cocok. Hapus kata pada saringan.")
        self._show_parts()

    def _show_parts(self) -> None:
        """The table and its acts where there is something; an open question takes the place of line and acts."""
        found, asking = bool(self.model.rowCount()), not self._reason.isHidden()
        self.text.setVisible(not asking)
        self.table.setVisible(found)
        self._open.setVisible(found and not asking)
        self._go_on.setVisible(found and not asking and self._app.may(Right.SERVE))
        self._settle.setVisible(found and not asking and self._app.may(Right.DIRECT))

    def _given_up(self) -> None:
        self._show_parts()
        self.table.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self._title)
        column.addWidget(self.text)
        column.addWidget(self._reason)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addLayout(at_left(self._open, self._go_on, self._settle))
        column.addStretch()
        self._allow()


def _table(model: MatterTable) -> QTableView:
    table = QTableView()
    table.setAccessibleName("Hal yang belum selesai")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
    head.setSectionResizeMode(HEADS.index("Hal"), QHeaderView.ResizeMode.Stretch)
    table.hide()
    return table

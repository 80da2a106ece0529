"""Mutasi: the diary of the shift, written by what the desk does and by whoever is on duty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Shift
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui import style
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import Words, at_left, button, heading, labelled
from spkt_desktop.ui.diary_line import DiaryLine
from spkt_desktop.ui.diary_sheet import diary_sheet
from spkt_desktop.ui.diary_table import DiaryTable
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.kept_soon import KeptSoon
from spkt_desktop.ui.moments import at
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.sheet_page import Wanted
from spkt_desktop.ui.shift_bar import ShiftBar
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.turning import turn_by

SHIFTS = 60
"""Shifts that are offered at first; more come when the oldest of them is chosen."""
PLACES = 200
"""Places of the journal that are shown at first; at the upper end as many more come as there are."""


class DiaryPage(Page):
    """The newest line at the bottom, and below it the line to type into; older shifts are only read."""

    chapter = "Jaga dan buku mutasi"
    chosen = Signal(str)
    """Id of the record to open."""
    hand_over = Signal(object)
    """Values to begin the form of a handover with."""
    sheet = Signal(Wanted)
    """The diary is to leave the desk."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._shifts: list[Shift] = []
        self._first = 0
        """Place in the journal of the first that is shown."""
        self.pick = Pick(())
        self.pick.setMinimumContentsLength(32)
        self.pick.setAccessibleName("Jaga")
        self._which = labelled("Jaga  (Ctrl+PgUp / PgDn)", self.pick)
        self.pick.changed.connect(self._chosen)
        self.pick.entered.connect(self._focus)
        self._standing = Words()
        self._empty = Words("", Tone.QUIET)
        self.opening = ShiftBar(app)
        self.table = DiaryTable()
        self.line = DiaryLine()
        self._keeping = KeptSoon(self._keep, self)
        self._open = button("Buka jaga…", self.open_shift, key="Alt+B")
        self._hand = button("Serah terima", self._hand_over, key="Alt+S")
        self._print = button("Cetak buku mutasi", self._ask_sheet, key="Ctrl+P")
        self._build()
        self._connect()

    @property
    def shift(self) -> Shift | None:
        """The shift whose diary is shown; None before the first."""
        row = max(self.pick.currentIndex(), 0)
        return self._shifts[row] if row < len(self._shifts) else None

    @property
    def newest(self) -> bool:
        """Whether that is the shift that lines are added to."""
        return bool(self._shifts) and self.shift == self._shifts[0]

    def enter(self) -> None:
        """Looks again at the newest shift, ready to type; without one, at the button that opens it."""
        self.opening.hide()
        self._offer(SHIFTS, 0)
        self._show()
        self._take_up()
        self._focus()

    def leave(self) -> bool:
        """Keeps the line that is being typed."""
        if self._keeping.isActive():
            self._keep()
        return True

    def look(self) -> None:
        """Shows the diary of the chosen shift as it stands now."""
        self._offer(max(len(self._shifts), SHIFTS), max(self.pick.currentIndex(), 0))
        self._show()

    def _show(self) -> None:
        shift = self.shift
        self._first = max(shift.first, shift.last - PLACES + 1) if shift else 0
        self.table.show_lines(self._app.shifts.lines(shift, self._first) if shift else ())
        self._tell(shift)

    def open_shift(self) -> None:
        """Asks who keeps the desk from now on; the question takes the room of the diary."""
        for widget in (self._empty, self.table, self.line):
            widget.hide()
        self.opening.ask()

    def step(self, by: int) -> None:
        """Shows an older shift, or a newer one where `by` is negative; nothing lies beyond the newest."""
        if self.opening.isHidden():
            self.pick.setCurrentIndex(min(max(self.pick.currentIndex() + by, 0), self.pick.count() - 1))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps it too where something else takes the room: a desk that is not shown may be locked."""
        super().hideEvent(event)
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the newest shift and to the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.pick.setCurrentIndex(0)
            self._focus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter among the lines opens what the marked one is about; Down behind the last one goes on to the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            last = self.table.currentIndex().row() == self.table.lines.rowCount() - 1
            if is_plain_enter(event):
                self._open_marked()
                return True
            if event.key() == Qt.Key.Key_Down and last and self.line.isVisible():
                self.line.setFocus()
                return True
        return super().eventFilter(watched, event)

    # What is done

    def _add(self, text: str, action: str) -> None:
        try:
            self._app.shifts.note(text, action)
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
        else:
            self._keeping.stop()
            self.line.clear()
            self.look()
            self.changed.emit()
        self.line.setFocus()

    def _keep(self) -> None:
        """Keeps the line as far as it is typed."""
        self._keeping.stop()
        try:
            self._app.shifts.keep_unfinished(*self.line.typed)
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)

    def _take_up(self) -> None:
        """Shows the line that was left half-typed, by a lock or a power cut."""
        unfinished = self._app.shifts.unfinished()
        if any(unfinished) and not any(self.line.typed) and self.line.isVisibleTo(self):
            self.line.put(*unfinished)
            self.said.emit("Baris yang belum selesai dikembalikan. Enter menambahkannya ke buku mutasi.", Tone.GOOD)

    def _opened(self) -> None:
        self.enter()
        self.changed.emit()

    def _come_back(self) -> None:
        """No shift was opened: the diary as it was."""
        self._tell(self.shift)
        self._focus()

    def _hand_over(self) -> None:
        try:
            begun = self._app.shifts.handover()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.hand_over.emit(begun)

    def _ask_sheet(self) -> None:
        if shift := self.shift:
            self.sheet.emit(diary_sheet(self._app, shift))

    def _open_marked(self) -> None:
        line = self.table.marked()
        if line and line.record:
            self.chosen.emit(line.record)
        else:
            self.said.emit("Baris itu tidak menunjuk laporan atau surat.", Tone.WARNING)

    # What is shown

    def _offer(self, most: int, row: int) -> None:
        self._shifts = self._app.shifts.listed(most)
        self.pick.offer([Choice(shift.id, _title(shift)) for shift in self._shifts])
        self.pick.set_value(self._shifts[row].id if row < len(self._shifts) else None)

    def _chosen(self) -> None:
        """Another shift was chosen; at the oldest that is offered there may be older ones."""
        row, choosing = self.pick.currentIndex(), self.pick.hasFocus()
        if row < 0 or row == len(self._shifts) - 1:
            self._offer(2 * max(len(self._shifts), SHIFTS), max(row, 0))
        self._show()
        if not choosing:
            self._focus()

    def _show_earlier(self) -> None:
        """What came before the first that is shown."""
        shift = self.shift
        if shift and self._first > shift.first:
            self._first = max(shift.first, 2 * self._first - shift.last - 1)
            self.table.show_earlier(self._app.shifts.lines(shift, self._first))

    def _tell(self, shift: Shift | None) -> None:
        may, serves = self._app.may(Right.WRITE_DIARY), self._app.may(Right.SERVE)
        current = self._app.shifts.current()
        self._standing.say(_standing(shift, self._names()) if shift else "")
        if shift is None:
            act = "Alt+B membuka jaga; sejak itu" if serves else "Petugas SPKT membukanya; sejak itu"
            self._empty.say(f"Belum ada jaga yang dibuka. {act} setiap kejadian di meja ini tercatat di sini.")
        elif not self.newest:
            self._empty.say("Jaga ini sudah lewat dan hanya dapat dibaca. Esc kembali ke jaga terakhir.")
        else:
            self._empty.say("")
        for widget in (self._which, self.pick, self.table):
            widget.setVisible(shift is not None)
        self.line.setVisible(may and self.newest)
        self._open.setVisible(serves)
        self._hand.setVisible(serves)
        self._hand.setEnabled(current is not None)
        self._print.setEnabled(shift is not None)

    def _names(self) -> dict[str, str]:
        return {officer.nrp: f"{officer.rank} {officer.name}" for officer in self._app.officers()}

    def _focus(self) -> None:
        if self.line.isVisibleTo(self):
            self.line.setFocus()
        elif self.shift is not None:
            self.table.setFocus()
        else:
            (self._open if self._open.isVisibleTo(self) else self).setFocus()

    def _page(self, key: Qt.Key) -> None:
        """A key in the line that moves through the lines above it."""
        bar = self.table.verticalScrollBar()
        if key == Qt.Key.Key_Up:
            self.table.setFocus()
        else:
            bar.setValue(bar.value() + (bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()))

    def _connect(self) -> None:
        self.opening.said.connect(self.said)
        self.opening.changed.connect(self._opened)
        self.opening.dismissed.connect(self._come_back)
        self.line.given.connect(self._add)
        self.line.changed.connect(self._keeping.touch)
        self.line.paged.connect(self._page)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._open_marked())
        self.table.topped.connect(self._show_earlier)
        turn_by(self, lambda by: self.step(-by))  # the shifts before lie further back

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading("Mutasi"), 1)
        head.addWidget(self._which)
        head.addWidget(self.pick)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addLayout(head)
        page.addWidget(self._standing)
        page.addLayout(at_left(self._open, self._hand, self._print))
        page.addWidget(self.opening)
        page.addWidget(self._empty)
        page.addWidget(self.table, 1)
        page.addStretch()
        page.addWidget(self.line)


def _title(shift: Shift) -> str:
    return f"{at(shift.opened_at)}, regu {shift.regu}{'' if shift.closed_at else ' (sekarang)'}"


def _standing(shift: Shift, names: dict[str, str]) -> str:
    there = ", ".join(names.get(nrp, nrp) for nrp in shift.present)
    closed = f"ditutup {at(shift.closed_at)}" if shift.closed_at else "masih berlangsung"
    return f"Jaga regu {shift.regu} dibuka {at(shift.opened_at)}, {closed}. Hadir: {there}."

"""One person: what they came for, and who may be the same under another NIK or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.people import PersonView, Someone
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Record
from spkt_desktop.ui import style
from spkt_desktop.ui.book_ledgers import Visits
from spkt_desktop.ui.book_table import BookTable
from spkt_desktop.ui.controls import Words, button, heading, note, subheading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.moments import day
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.person_bar import described
from spkt_desktop.ui.record_table import RecordTable
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import Tone

MOST_ROWS = 4
_UNKNOWN = "Nama saja belum menunjukkan satu orang. Cari namanya di register (F3)."
_NOTHING = "Tidak ada kunjungan yang dapat ditampilkan."


class PersonPage(Page):
    """Nobody is merged: whoever looks the same is offered, and opened only when asked for."""

    chapter = "Register dan pencarian"
    chosen = Signal(str)
    """Id of the record to open."""
    back = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._asked = ("", "", "")
        self._alike: Sequence[Someone] = ()
        self._records: Sequence[Record] = ()
        self._title = heading("")
        self._who, self._names, self._count = note(), note(), note()
        self._refused = Words("", Tone.WARNING)
        self._visits = Visits({form.name: form.title for form in app.forms.values()})
        self.model = RecordTable(self._visits)
        self.table = BookTable("Kunjungan", self.model, app.folder)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._open())
        self._same = subheading("Mungkin orang yang sama")
        self._warning = note("Nama dan tanggal lahirnya sama; NIK berbeda atau tidak ada. Periksa dahulu.")
        self.alike_list = RoomyList("Mungkin orang yang sama")
        self.alike_list.installEventFilter(self)
        self.alike_list.itemDoubleClicked.connect(lambda _item: self._show_alike())
        self._build()

    def show_person(self, nik: str, name: str, born: str) -> None:
        """Shows who has that NIK or, without one, that name and birth date (ISO); says who may where it is refused."""
        self._asked = nik, name, born
        self._look()

    def enter(self) -> None:
        """Looks again; the focus is on the newest visit or, where there is none, on the way back."""
        self._look()
        if self.model.rowCount():
            self.table.select(max(0, self.table.currentIndex().row()))
            self.table.setFocus()
        else:
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the visit, or shows the person, that is marked; a person is marked only among the others."""
        if watched is self.alike_list and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            at = max(0, self.alike_list.currentRow()) if event.type() == QEvent.Type.FocusIn else -1
            self.alike_list.setCurrentRow(at)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            (self._open if watched is self.table else self._show_alike)()
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        nik, name, born = self._asked
        try:
            view = self._app.people.view(nik=nik, name=name, born=born)
        except SpktError as error:
            self._tell(PersonView(Someone("", "", "", 0), (), (), ()), "Kunjungan")
            self._count.say("")
            self._refused.say(str(error))
        else:
            self._refused.say("")
            self._tell(view, view.someone.name or f"NIK {nik}")

    def _tell(self, view: PersonView, title: str) -> None:
        someone, kept = view.someone, self.table.currentIndex().row()
        self._title.say(title)
        born = f"lahir {day(date.fromisoformat(someone.born))}" if someone.born else ""
        self._who.say(" · ".join(filter(None, (f"NIK {someone.nik}" if someone.nik else "", born))))
        others = [name for name in view.names if name != someone.name]
        self._names.say(f"Juga tertulis: {', '.join(others)}." if others else "")
        self._records = view.records
        self.model.look(self._part, self._visits)
        self.table.forget_order()
        if self.model.rowCount():
            self.table.select(min(max(0, kept), self.model.rowCount() - 1))
        self._count.say(_counted(view))
        self._alike = view.alike
        self.alike_list.clear()
        self.alike_list.addItems([f"{described(a.name, a.nik, a.born)} · {a.count} kunjungan" for a in view.alike])
        self.alike_list.fit(MOST_ROWS)
        for part in (self._same, self._warning, self.alike_list):
            part.setVisible(bool(view.alike))

    def _part(self, limit: int, behind: str) -> list[Record]:
        """The visits behind that one: all of them are here already."""
        at = next((at + 1 for at, one in enumerate(self._records) if one.id == behind), 0)
        return list(self._records[at : at + limit])

    def _open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < self.model.rowCount():
            self.chosen.emit(self.model.record(row).id)

    def _show_alike(self) -> None:
        if (row := self.alike_list.currentRow()) >= 0:
            one = self._alike[row]
            self.show_person(one.nik, one.name, one.born)
            self.enter()

    def _build(self) -> None:
        self._back = button("Kembali", self.back.emit)
        self._back.setText("Kembali  (Esc)")
        head, acts = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        acts.addWidget(self._count, 1)
        acts.addWidget(button("Buka", self._open))
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addLayout(head)
        for above in (self._who, self._names, self._refused):
            page.addWidget(above)
        page.addWidget(self.table, 1)
        page.addLayout(acts)
        for below in (self._same, self._warning, self.alike_list):
            page.addWidget(below)


def _counted(view: PersonView) -> str:
    """How many visits there are, or why there are none."""
    count, shown = view.someone.count, len(view.records)
    if not count:
        return _NOTHING if view.someone.nik or view.someone.born else _UNKNOWN
    newest = f"{shown} terbaru dari " if shown < count else ""
    return f"{newest}{count} kunjungan. Enter membuka suratnya."

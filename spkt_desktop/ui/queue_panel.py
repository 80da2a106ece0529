"""The queue on the home page: who waits and since when, and what is done with the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.app.queueing import ANSWERED, GONE
from spkt_desktop.app.rights import Right
from spkt_desktop.books import NEEDS, Visit
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import at_left, button, subheading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.need_bar import NeedBar
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import Tone

MOST_ROWS = 4
AGAIN = 30_000
"""Milliseconds after which the minutes of waiting are counted again."""


def visit_name(visit: Visit) -> str:
    """A visitor without a name: "Nomor 7 (Lanjut usia)"."""
    need = f" ({NEEDS[visit.need]})" if visit.need in NEEDS else ""
    return f"Nomor {visit.number}{need}"


class QueuePanel(QWidget):
    """The marked visitor is the one that goes away or needs no letter; whoever is called is served at the counter."""

    said = Signal(str, Tone)
    changed = Signal()
    called = Signal(Visit)
    """Somebody is called in and now stands at the counter."""
    ended = Signal(str)
    """Id of the visit that ended without a record."""
    asked = Signal()
    """A bar with a question is open."""
    left = Signal()
    """Done or given up: the page takes the focus."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._visits: list[Visit] = []
        self._title = subheading("")
        self.list = _Visits()
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self._call_marked())
        self._needs = NeedBar()
        self._needs.chosen.connect(self._take)
        self._needs.dismissed.connect(self._given_up)
        self._new = button("Ambil nomor", self._ask, key="Alt+N")
        self._call = button("Panggil", lambda: self._called(""), key="Alt+P")
        self._gone = button("Pergi", lambda: self._end(GONE), key="Alt+G")
        self._answered = button("Selesai tanpa surat", lambda: self._end(ANSWERED), key="Alt+T")
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self.look)
        self._build()

    def calm(self) -> None:
        """Closes the bar, unanswered."""
        self._needs.hide()
        self._show_parts()

    def look(self) -> None:
        """Looks again at who waits; the same visitor stays marked."""
        if not self._app.queue.used:
            self._needs.hide()
            self.hide()
            return
        marked = self._marked()
        now = self._app.now()
        self._visits = self._app.queue.waiting()
        self.list.clear()
        for visit in self._visits:
            minutes = max(0, int((now - visit.at).total_seconds() // 60))
            state = "sedang dilayani" if visit.called else f"menunggu {minutes} menit"
            QListWidgetItem(f"{visit_name(visit)}  ·  {state}  ·  datang {visit.at:%H.%M}", self.list)
        ids = [visit.id for visit in self._visits]
        self.list.setCurrentRow(ids.index(marked.id) if marked and marked.id in ids else 0)
        waiting = sum(not visit.called for visit in self._visits)
        self._title.say(f"Antrean: {waiting} menunggu" if waiting else "Antrean: tidak ada yang menunggu")
        self._call.setEnabled(bool(waiting))
        self.list.updateGeometry()
        self._show_parts()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter calls the marked visitor."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._call_marked()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Lets the minutes go on."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops them: a desk that is not shown may be closed already."""
        super().hideEvent(event)
        self._timer.stop()

    def _show_parts(self) -> None:
        """The list and its acts where there is somebody; an open question takes the place of everything."""
        asking, serves = not self._needs.isHidden(), self._app.may(Right.SERVE)
        self.list.setVisible(bool(self._visits) and not asking)
        self._title.setVisible(not asking)
        self._new.setVisible(serves and not asking)
        for act in (self._call, self._gone, self._answered):
            act.setVisible(bool(self._visits) and serves and not asking)

    def _ask(self) -> None:
        self.asked.emit()
        self._needs.ask()
        self._show_parts()

    def _given_up(self) -> None:
        self._show_parts()
        self.left.emit()

    def _marked(self) -> Visit | None:
        row = self.list.currentRow()
        return self._visits[row] if 0 <= row < len(self._visits) else None

    def _take(self, need: str) -> None:
        taken: list[Visit] = []
        if self._acted(lambda: taken.append(self._app.queue.take(need))):
            self.said.emit(f"{visit_name(taken[0])} diambil. Sebutkan nomor itu kepada warga.", Tone.GOOD)
        self.left.emit()

    def _call_marked(self) -> None:
        if visit := self._marked():
            self._called(visit.id)

    def _called(self, visit_id: str) -> None:
        visits: list[Visit] = []
        if self._acted(lambda: visits.append(self._app.queue.call(visit_id))):
            self.called.emit(visits[0])

    def _end(self, how: str) -> None:
        visit = self._marked()
        if visit and self._acted(lambda: self._app.queue.end(visit.id, how)):
            words = "pergi sebelum dilayani" if how == GONE else "selesai tanpa surat"
            self.said.emit(f"{visit_name(visit)} dicatat {words}.", Tone.GOOD)
            self.ended.emit(visit.id)
        self.left.emit()

    def _acted(self, act: Callable[[], object]) -> bool:
        """Does it; says why not where that is refused."""
        try:
            act()
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
            return False
        finally:
            self.look()
        self.changed.emit()
        return True

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(top)
        column.addWidget(self.list)
        column.addWidget(self._needs)
        column.addLayout(at_left(self._call, self._gone, self._answered))


class _Visits(RoomyList):
    """As high as its rows where there is room, else one row."""

    def __init__(self) -> None:
        super().__init__("Antrean")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(super().sizeHint().width(), self._high(min(max(self.count(), 1), MOST_ROWS)))

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(super().minimumSizeHint().width(), self._high(1))

    def _high(self, rows: int) -> int:
        return rows * max(self.sizeHintForRow(0), style.ROW) + 2 * self.frameWidth()

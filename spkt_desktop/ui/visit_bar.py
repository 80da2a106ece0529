"""Whom the counter serves now, by their number: what is begun for them keeps the hour at which they came."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.queueing import ANSWERED
from spkt_desktop.books import Visit
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, button
from spkt_desktop.ui.queue_panel import visit_name
from spkt_desktop.ui.style import Tone


class VisitBar(QFrame):
    """One line and its two acts; hidden where nobody is served and nobody waits."""

    said = Signal(str, Tone)
    changed = Signal()
    left = Signal()
    """Done: the page takes the focus."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.visit: Visit | None = None
        """Who is served; until another is called, or this one is done."""
        self._words = Words()
        self._done = button("Selesai dilayani", self.finish, key="Alt+T")
        self._next = button("Panggil berikutnya", self.call, key="Alt+P")
        row = QHBoxLayout(self)
        row.setContentsMargins(style.MARGIN, style.GAP // 2, style.GAP, style.GAP // 2)
        row.addWidget(self._words, 1)
        row.addWidget(self._done)
        row.addWidget(self._next)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def serve(self, visit: Visit) -> None:
        """This one stands at the counter now."""
        self.visit = visit
        self.look()

    def let_go(self, visit_id: str) -> None:
        """That visit has ended elsewhere."""
        if self.visit and self.visit.id == visit_id:
            self.visit = None

    def look(self) -> None:
        """Looks again at who waits."""
        queue = self._app.queue
        visits = queue.waiting() if queue.used else []
        waiting = sum(not visit.called for visit in visits)
        told = f"{waiting} menunggu." if waiting else ""
        if self.visit:
            told = f"Melayani: {visit_name(self.visit)}, datang {self.visit.at:%H.%M}. {told}"
            if self.visit.id not in {visit.id for visit in visits}:
                told = f"{told} Suratnya sudah ada; formulir berikut masih untuknya."
        self._words.say(told.strip())
        self._done.setVisible(self.visit is not None)
        self._next.setEnabled(bool(waiting))
        self.setVisible(self.visit is not None or bool(waiting))

    def call(self) -> None:
        """Calls whoever is next."""
        try:
            self.visit = self._app.queue.call()
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
        else:
            self.changed.emit()
            self.said.emit(f"{visit_name(self.visit)} dipanggil.", Tone.GOOD)
        self._end()

    def finish(self) -> None:
        """Whoever is served goes; without a record they needed only an answer."""
        visit = self.visit
        if visit is None:
            return
        self.visit = None
        if visit.id in {one.id for one in self._app.queue.waiting()}:
            try:
                self._app.queue.end(visit.id, ANSWERED)
            except SpktError as error:
                self.said.emit(str(error), Tone.WARNING)
            else:
                self.changed.emit()
                self.said.emit(f"{visit_name(visit)} selesai tanpa surat.", Tone.GOOD)
        else:
            self.said.emit(f"{visit_name(visit)} selesai dilayani.", Tone.GOOD)
        self._end()

    def _end(self) -> None:
        self.look()
        self.left.emit()

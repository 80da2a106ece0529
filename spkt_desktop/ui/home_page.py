"""Beranda: who keeps the desk, who waits in front of it, and what is not settled yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Visit
from spkt_desktop.records import Record
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, heading
from spkt_desktop.ui.matters_panel import MattersPanel
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.queue_panel import QueuePanel
from spkt_desktop.ui.shift_bar import ShiftBar
from spkt_desktop.ui.shift_line import ShiftLine
from spkt_desktop.ui.style import Tone

MOST_KINDS = 3
"""Kinds of letters that the line about today names."""
MOST_TODAY = 1000


class HomePage(Page):
    """Three quiet parts below each other; the one question that is open at a time stands where it belongs."""

    chapter = "Beranda"
    chosen = Signal(str)
    """Id of the record to open."""
    follow = Signal(str, object, str)
    """Name of the form to begin, its values, and the id of the record that it follows (may be empty)."""
    several = Signal(str)
    """Id of a record that can be followed in several ways: its own page asks which."""
    listing = Signal(str)
    """Name of a form whose records the register is to list."""
    sending = Signal()
    """To the page that sends."""
    called = Signal(Visit)
    """Somebody is called in."""
    ended = Signal(str)
    """Id of a visit that ended without a record."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today = Words("", Tone.QUIET)
        self.shift = ShiftLine(app)
        self.opening = ShiftBar(app)
        self.queue = QueuePanel(app)
        self.matters = MattersPanel(app)
        self._build()

    def enter(self) -> None:
        """Looks again at everything; the focus is on the button that opens a shift, else on the line that narrows."""
        self.queue.calm()
        self._come_back()
        self.matters.enter()
        self._focus()

    def look(self) -> None:
        """Looks again at the shift, the queue and the day."""
        self.shift.look()
        self.queue.look()
        today = self._app.now().date().isoformat()
        self._today.say(self._told(self._app.search(since=today, until=today, limit=MOST_TODAY)))

    def open_shift(self) -> None:
        """Asks who keeps the desk from now on; the question takes the room of the other parts."""
        self.queue.hide()
        self.matters.hide()
        self.opening.ask()

    def _come_back(self) -> None:
        """Shows the parts again, in place of the question about the shift."""
        self.opening.hide()
        self.matters.show()
        self.matters.look()
        self.look()
        self._focus()

    def _told(self, records: Sequence[Record]) -> str:
        """What was registered today, in one sentence."""
        if not records:
            serves = self._app.may(Right.SERVE)
            return "Belum ada laporan atau surat hari ini." + (" F2 untuk menerima warga." if serves else "")
        forms = self._app.forms
        kinds = Counter(forms[one.form].title if one.form in forms else one.form for one in records).most_common()
        told = [f"{title} {count}" for title, count in kinds[:MOST_KINDS]]
        told += [f"lainnya {sum(count for _, count in kinds[MOST_KINDS:])}"] if len(kinds) > MOST_KINDS else []
        return f"Hari ini {len(records)} laporan dan surat: {', '.join(told)}."

    def _focus(self) -> None:
        (self.shift.open if self.shift.needed else self.matters.text).setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.GAP)
        column.addWidget(heading("Beranda"))
        column.addWidget(self._today)
        column.addWidget(self.shift)
        column.addWidget(self.opening)
        column.addSpacing(style.GAP)
        column.addWidget(self.queue)
        column.addSpacing(style.GAP)
        column.addWidget(self.matters, 1)
        column.addStretch()
        self.shift.asked.connect(self.open_shift)
        self.opening.dismissed.connect(self._come_back)
        self.opening.changed.connect(self._come_back)
        self.queue.left.connect(self._focus)
        self.queue.called.connect(self.called)
        self.queue.ended.connect(self.ended)
        self.queue.asked.connect(self.matters.calm)
        self.matters.asked.connect(self.queue.calm)
        self.matters.chosen.connect(self.chosen)
        self.matters.follow.connect(self.follow)
        self.matters.several.connect(self.several)
        self.matters.sending.connect(self.sending)
        self.matters.listing.connect(self.listing)
        for part in (self.opening, self.queue, self.matters):
            part.said.connect(self.said)
            part.changed.connect(self.changed)

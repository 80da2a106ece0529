"""The question what time it is, where the desk's clock is doubted: it is right, or the officer types the right one."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.controls import PrimaryButton, Words, button, note, rename
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.inputs import date_line, time_line
from spkt_desktop.ui.moments import at
from spkt_desktop.ui.style import Tone

WIDTH = 620
"""Of the column, in device-independent pixels."""
CHAPTER = "Jam meja"
"""Heading of the handbook."""
WATCH = "Lihat jam tangan atau ponsel. Selama jam diragukan tidak ada yang dicatat; yang sudah tercatat tetap utuh."


class ClockDoor(Door):
    """Enter uses what is typed; no single Enter says that the clock is right: that has a key of its own."""

    answered = Signal(str)
    """Which time the desk has now, as a sentence."""
    left = Signal()
    chapter = CHAPTER

    def __init__(self, app: App, leave: str = "Keluar", *, arriving: bool = False) -> None:
        """`leave` is written on the way back; `arriving`: the program has just been started."""
        super().__init__("Periksa jam", width=WIDTH)
        self._app = app
        self._arriving = arriving
        self._why, self._watch = Words(), note(WATCH)
        self.day = date_line(lambda: app.now().date())
        self.time = time_line()
        self._use = button("Pakai jam yang diketik", self.use, kind=PrimaryButton)
        rename(self._use, "Pakai jam yang diketik")
        self._use.setText("Pakai jam yang diketik  (Enter)")
        self.right = button("Jam ini benar", self.confirm, key="Alt+B")
        self.machine = button("Jam komputer benar", self.follow, key="Alt+K")
        self.insist = button("Tetap pakai jam itu", lambda: self.use(insist=True), key="Alt+T")
        self.rows.addRow(self._why)
        self.rows.addRow(self._watch)
        self.add("Tanggal yang benar", self.day)
        self.add("Jam yang benar", self.time)
        for made in (self._use, self.insist, self.right, self.machine):
            self.add_button(made)
        self.buttons.addStretch()
        self.add_button(button(leave, self.left.emit, key="Esc"))
        self.day.entered.connect(self.time.setFocus)
        self.time.entered.connect(self.use)
        for edit in (self.day, self.time):
            edit.changed.connect(self.insist.hide)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def enter(self) -> None:
        """Proposes the day of the newest record; the focus is on the hour, which is known only to the officer."""
        clock, doubt = self._app.clock, self._app.clock.doubt(arriving=self._arriving)
        self.say("")
        self.insist.hide()
        self.day.set_value((clock.newest() if doubt else clock.now()).date().isoformat())
        self.time.set_value(None)
        self.look()
        self.time.setFocus()

    def look(self) -> None:
        """Says again what the clock says now, and which answers there are."""
        clock = self._app.clock
        now, doubt, corrected = clock.now(), clock.doubt(arriving=self._arriving), bool(clock.correction)
        if doubt:
            self._why.say(doubt.says, Tone.WARNING)
        else:
            machine = f" Jam komputer {at(clock.machine())}." if corrected else ""
            self._why.say(
                f"Jam meja {at(now)} {now.tzname()}.{machine} Catatan terakhir {at(clock.newest())}.", Tone.PLAIN
            )
        rename(self.right, "Jam meja benar" if corrected else "Jam ini benar")
        self.right.setVisible(doubt is None or not doubt.must_be_typed)
        self.machine.setVisible(corrected and clock.unlikely(clock.machine()) is None)

    def confirm(self) -> None:
        """The desk's time is right."""
        try:
            self._app.clock.confirm(arriving=self._arriving)
        except SpktError as error:
            self._refuse(str(error))
        else:
            self._answer()

    def follow(self) -> None:
        """The clock of the PC is right again."""
        self._set(self._app.clock.machine(), insist=False)

    def use(self, *, insist: bool = False) -> None:
        """Reckons with what is typed; what is not likely is asked for once more."""
        try:
            typed = datetime.combine(date.fromisoformat(str(self.day.value())), time())
        except ValueError:
            self._refuse("Tanggal belum terbaca. Ketik seperti 22112026.")
            self.day.setFocus()
            return
        try:
            typed = datetime.combine(typed, time.fromisoformat(str(self.time.value())))
        except ValueError:
            self._refuse("Jam belum terbaca. Ketik seperti 1054.")
            return
        self._set(typed, insist=insist)

    def showEvent(self, event: QShowEvent) -> None:
        """Lets the clock go."""
        super().showEvent(event)
        self._timer.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops the clock: a desk that is not shown may be closed already."""
        super().hideEvent(event)
        self._timer.stop()

    def _set(self, typed: datetime, *, insist: bool) -> None:
        try:
            self._app.clock.set(typed, insist=insist)
        except SpktError as error:
            self._refuse(str(error))
            self.insist.setVisible(self._app.clock.can_insist(typed))
        else:
            self._answer()

    def _refuse(self, words: str) -> None:
        self.say(words)
        self.insist.hide()
        self.time.setFocus()

    def _answer(self) -> None:
        self._arriving = False
        now = self._app.now()
        self.answered.emit(f"Jam meja {at(now)} {now.tzname()}.")

"""Laporan: what the Kapolsek reads, at once as it will be printed."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import Future

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Letter
from spkt_desktop.ui.controls import PrimaryButton, button, heading, note, side_by_side
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.long_work import LongWork
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.periods import Period, Report
from spkt_desktop.ui.report_choice import ReportChoice
from spkt_desktop.ui.sheet_page import Made, Wanted
from spkt_desktop.ui.style import GAP, MARGIN, Tone
from spkt_desktop.ui.worker import Worker

PAUSE = 150
"""Milliseconds without a key before the report is made."""
_READ_FIRST = "Baca dahulu: poster ini digantung di ruang tunggu, maka tidak boleh memuat nama siapa pun."
_FILES = {Report.DAILY: "laporan-harian", Report.WALL: "kepuasan-dan-saran"}


class ReportsPage(Page):
    """What is wanted on the left, the report itself on the right."""

    chapter = "Laporan"
    sheet = Signal(object)
    """A `Wanted`: the report is to be printed or saved."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._day = app.now().date()
        self._work = LongWork(worker, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self.choice = ReportChoice(lambda: app.now().date())
        self._state = Notice(Tone.QUIET)
        self._advice = note(_READ_FIRST)
        self._trouble = Notice(Tone.PROBLEM)
        self._open = button("Cetak atau simpan…", self.open, key="Ctrl+P", kind=PrimaryButton)
        self._view = LetterView()
        self._build()

    def enter(self) -> None:
        """Looks again, from today where another day has begun; the focus is on the list."""
        if self._day != (today := self._app.now().date()):
            self._day = today
            self.choice.begin()
        self.look()
        self.choice.kinds.setFocus()

    def leave(self) -> bool:
        """Calls off what is not made yet."""
        self._pause.stop()
        self._work.call_off()
        return True

    def look(self) -> None:
        """Makes the wanted report and shows it; what was wanted before is called off."""
        self._pause.stop()
        self._advice.setVisible(self.choice.report is Report.WALL)
        if (wanted := self._wanted()) is None:
            self._fail(self.choice.trouble)
            return
        self._state.say("Sedang dibuat …")
        self._work.gather(wanted.gather(), self._gathered)

    def open(self) -> None:
        """Asks for the report to be printed or saved; where there is none, says why."""
        wanted = self._wanted()
        if wanted is None or self._trouble.text():
            self.said.emit(self._trouble.text() or self.choice.trouble, Tone.WARNING)
            return
        self.sheet.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main act, wherever the focus is."""
        if is_plain_enter(event):
            self.open()
        else:
            super().keyPressEvent(event)

    def _wait(self) -> None:
        """Something else is wanted: make it as soon as nothing more is typed."""
        self._trouble.say("")
        self._pause.start()

    def _wanted(self) -> Wanted | None:
        report, period = self.choice.report, self.choice.period
        if period is None:
            return None
        kind = "Rekap" if report not in _FILES else report.value.partition(" (")[0]
        return Wanted(
            f"{kind} {period.words}", f"{_FILES.get(report, 'rekap')}-{period.name}",
            lambda: _gathered(self._app, report, period),
        )  # fmt: skip

    def _gathered(self, done: Future[Made]) -> None:
        try:
            made = done.result()
        except SpktError as error:
            self._fail(str(error))
            return
        self._work.run(made.draw, self._drawn)

    def _drawn(self, done: Future[Letter]) -> None:
        try:
            letter = done.result()
        except SpktError as error:
            self._fail(str(error))
            return
        self._trouble.say("")
        self._state.say(f"Kertas {letter.paper}, {letter.pages} halaman.")
        self._view.show_pdf(letter.pdf)

    def _fail(self, words: str) -> None:
        """There is no such report: say why, and show none."""
        self._work.call_off()
        self._state.say("")
        self._trouble.say(words)
        self._view.show_pdf(b"")

    def _build(self) -> None:
        self._view.setAccessibleName("Laporan")
        self.choice.changed.connect(self._wait)
        self.choice.entered.connect(self.open)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        for part in (heading("Laporan"), self.choice, self._trouble, self._advice, self._open, self._state):
            column.addWidget(part)
        column.addStretch()
        side.setMinimumWidth(300)
        side_by_side(self, side, self._view, (300, 1000))


def _gathered(app: App, report: Report, period: Period) -> Generator[tuple[int, int], None, Made]:
    """Count what a report tells; its drawing is for the worker."""
    reports = app.reports
    if report is Report.DAILY:
        yield 0, 1
        daily = reports.daily(period.since)
        return Made(lambda _: reports.draw_daily(daily))
    if report is Report.WALL:
        yield 0, 1
        wall = reports.wall(period.since, period.until)
        return Made(lambda _: reports.draw_wall(wall))
    recap = yield from reports.recapping(period.since, period.until)
    return Made(lambda _: reports.draw_recap(recap))

"""What report is wanted, and of which days: a list, one or two dates, and keys that step through time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.ui.controls import button, labelled, note
from spkt_desktop.ui.inputs import Line, date_line
from spkt_desktop.ui.moments import INDONESIAN
from spkt_desktop.ui.periods import Period, Report, around, moved
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import GAP

_KINDS = tuple(Report)
_FIRST = {
    Report.DAILY: "Tanggal",
    Report.WEEKLY: "Tanggal dalam minggu itu",
    Report.MONTHLY: "Tanggal dalam bulan itu",
    Report.RANGE: "Dari tanggal",
    Report.WALL: "Dari tanggal",
}
_UNREADABLE = "Tanggal tidak terbaca. Tulis misalnya 20/11/2026."


class ReportChoice(QWidget):
    """Says whenever something else is wanted; `today` gives the present day."""

    changed = Signal()
    entered = Signal()
    """The officer pressed Enter in a date."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.kinds = RoomyList("Jenis laporan")
        self.kinds.addItems([kind.value for kind in _KINDS])
        self.kinds.fit(len(_KINDS))
        self.kinds.setCurrentRow(0)
        self._since, self._until = date_line(today), date_line(today)
        self._first, self._last = labelled("Tanggal", self._since), labelled("Sampai tanggal", self._until)
        self._words = note()
        self._now = button("Hari ini", lambda: self._show(today()), key="Alt+H")
        self._yesterday = button("Kemarin", lambda: self._show(today() - timedelta(days=1)), key="Alt+K")
        self._back = button("Mundur", lambda: self._move(-1), key="Alt+Left")
        self._on = button("Maju", lambda: self._move(1), key="Alt+Right")
        self._build()
        self.begin()

    @property
    def report(self) -> Report:
        """What is wanted."""
        return _KINDS[self.kinds.currentRow()]

    @property
    def period(self) -> Period | None:
        """Of which days; None where what is typed is no date."""
        since, until = self._date(self._since), self._date(self._until)
        if since is None or (until is None and self.report.free):
            return None
        if self.report.free and until:
            return Period(since, until)
        try:
            return around(self.report, since)
        except OverflowError:
            return None

    @property
    def trouble(self) -> str:
        """Why there are no such days; empty where there are."""
        return "" if self.period else _UNREADABLE

    def begin(self) -> None:
        """Offer the days around today for what is wanted, without a word."""
        self._put(around(self.report, self._today()))

    def _show(self, day: date) -> None:
        self._put(Period(day, day))
        self.changed.emit()

    def _move(self, steps: int) -> None:
        period = self.period
        if period is None:
            return
        try:
            self._put(moved(self.report, period, steps))
        except OverflowError:
            return
        self.changed.emit()

    def _put(self, period: Period) -> None:
        self._since.set_value(period.since.isoformat())
        self._until.set_value(period.until.isoformat())
        self._dress()

    def _chosen(self) -> None:
        self.begin()
        self.changed.emit()

    def _typed(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        """Show what belongs to the wanted report, and name the days."""
        report, period = self.report, self.period
        self._first.setText(_FIRST[report])
        self._since.setAccessibleName(_FIRST[report])
        for widget in (self._last, self._until):
            widget.setVisible(report.free)
        for day_button in (self._now, self._yesterday):
            day_button.setVisible(report is Report.DAILY)
        self._words.say(_told(period) if period and period.since <= period.until else "")

    @staticmethod
    def _date(line: Line) -> date | None:
        try:
            return date.fromisoformat(str(line.value()))
        except ValueError:
            return None

    def _build(self) -> None:
        self.kinds.currentRowChanged.connect(lambda _row: self._chosen())
        for line in (self._since, self._until):
            line.changed.connect(self._typed)
            line.entered.connect(self.entered)
        days, steps = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((days, (self._now, self._yesterday)), (steps, (self._back, self._on))):
            row.setSpacing(GAP)
            for one in buttons:
                row.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self.kinds, self._first, self._since, self._last, self._until, self._words):
            column.addWidget(part)
        column.addLayout(days)
        column.addLayout(steps)
        column.addStretch()


def _told(period: Period) -> str:
    """`Jumat, 20 November 2026`, `16 sampai 22 November 2026`."""
    if period.since != period.until:
        return period.words
    return f"{INDONESIAN.dayName(period.since.isoweekday())}, {period.words}"

"""The days that a report is about: one day, the week or month around a day, or from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from spkt_desktop.ui.moments import day

_DAY = timedelta(days=1)


class Report(Enum):
    """What can be reported, as the list offers it."""

    DAILY = "Laporan harian"
    WEEKLY = "Rekap mingguan"
    MONTHLY = "Rekap bulanan"
    RANGE = "Rekap dari–sampai"
    WALL = "Kepuasan dan saran (poster)"

    @property
    def free(self) -> bool:
        """Whether both ends of its days are typed."""
        return self in (Report.RANGE, Report.WALL)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; `until` may be typed wrongly before it is looked at."""

    since: date
    until: date

    @property
    def words(self) -> str:
        """`20 November 2026`, `16 sampai 22 November 2026`, `28 Desember 2026 sampai 3 Januari 2027`."""
        if self.since == self.until:
            return day(self.since)
        same_month = (self.since.year, self.since.month) == (self.until.year, self.until.month)
        return f"{self.since.day if same_month else day(self.since)} sampai {day(self.until)}"

    @property
    def name(self) -> str:
        """As a part of the name of a file: `2026-11-20`, `2026-11-16-2026-11-22`."""
        ends = (self.since,) if self.since == self.until else (self.since, self.until)
        return "-".join(end.isoformat() for end in ends)


def around(report: Report, anchor: date) -> Period:
    """The days that a report begins with around a day; raises OverflowError at the ends of the calendar."""
    first = anchor.replace(day=1)
    match report:
        case Report.WEEKLY:
            monday = anchor - anchor.weekday() * _DAY
            return Period(monday, monday + 6 * _DAY)
        case Report.MONTHLY:
            return Period(first, _next_month(first) - _DAY)
        case Report.RANGE:
            return Period(first, anchor)
        case Report.WALL:
            before = (first - _DAY).replace(day=1)
            return Period((before - _DAY).replace(day=1), anchor)
    return Period(anchor, anchor)


def moved(report: Report, period: Period, steps: int) -> Period:
    """The period so many periods later, or earlier where that is negative; OverflowError as in `around`."""
    if report is Report.MONTHLY:
        month = period.since.replace(day=1)
        for _ in range(abs(steps)):
            month = _next_month(month) if steps > 0 else (month - _DAY).replace(day=1)
        return around(report, month)
    length = (period.until - period.since + _DAY) * steps
    return Period(period.since + length, period.until + length)


def _next_month(first: date) -> date:
    return (first + 32 * _DAY).replace(day=1)

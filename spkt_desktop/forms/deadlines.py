"""Deadlines as the law counts: a Hari of 24 hours, a Bulan of 30 Hari (KUHAP Ps 1 angka 56-57, KUHP Ps 184-185)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MONTH = 30
"""Hari."""
ANSWER = 14
"""Hari until the reporter may turn to the superior where nothing was done (KUHAP Ps 23(6))."""
COMPLAIN, COMPLAIN_ABROAD = 6 * MONTH, 9 * MONTH
"""Hari from knowing until a complaint can no longer be made (KUHP Ps 29), living in Indonesia or abroad."""
WITHDRAW = 3 * MONTH
"""Hari from the complaint until it can no longer be withdrawn (KUHP Ps 30)."""


def due(start: datetime, days: int) -> datetime:
    """The last moment of a time of so many Hari; it stays the same moment in whatever zone it is read."""
    return start + timedelta(days=days)


def past(start: datetime, days: int, now: datetime) -> bool:
    """Whether that time is over; in its last moment it is not."""
    return now > due(start, days)


def last_day(start: date, days: int) -> date:
    """The last day where only the first is known: its hour is not, so the whole of the last day still counts."""
    return start + timedelta(days=days)


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from the first day to the day before the last; holidays are not known here and count."""
    weeks, rest = divmod(max((last - first).days, 0), 7)
    return 5 * weeks + sum((first.weekday() + day) % 7 < 5 for day in range(rest))


def ahead(received: datetime, start: datetime, days: int) -> bool:
    """Whether something was received at least so many Hari before it starts, to the moment."""
    return start - received >= timedelta(days=days)

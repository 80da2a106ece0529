"""Deadlines of 14, 90, 180 and 270 Hari at their borders, over a leap day and from zone to zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from spkt_desktop.dates import ZONES
from spkt_desktop.forms import deadlines

SECOND = timedelta(seconds=1)
DAYS = (deadlines.ANSWER, deadlines.WITHDRAW, deadlines.COMPLAIN, deadlines.COMPLAIN_ABROAD)


def test_the_law_counts_in_months_of_thirty_days() -> None:
    assert DAYS == (14, 90, 180, 270)


@pytest.mark.parametrize("days", DAYS)
def test_the_last_moment_still_counts_and_the_next_second_does_not(days: int) -> None:
    start = datetime(2026, 2, 16, 9, 35, tzinfo=ZONES["WIB"])
    end = deadlines.due(start, days)
    assert end - start == timedelta(hours=24 * days)
    assert [deadlines.past(start, days, end + by) for by in (-SECOND, 0 * SECOND, SECOND)] == [False, False, True]


@pytest.mark.parametrize("began", ZONES)
@pytest.mark.parametrize("read", ZONES)
def test_a_moment_is_the_same_in_any_zone(began: str, read: str) -> None:
    start = datetime(2026, 12, 31, 23, 30, tzinfo=ZONES[began])
    end = deadlines.due(start, deadlines.WITHDRAW)
    assert end == deadlines.due(start.astimezone(ZONES[read]), deadlines.WITHDRAW)
    assert end == deadlines.due(start.astimezone(UTC), deadlines.WITHDRAW)
    assert not deadlines.past(start, deadlines.WITHDRAW, end.astimezone(ZONES[read]))
    assert deadlines.past(start, deadlines.WITHDRAW, end.astimezone(ZONES[read]) + SECOND)


@pytest.mark.parametrize(
    ("days", "plain", "leap"),
    [
        (14, date(2027, 3, 6), date(2028, 3, 5)),
        (90, date(2027, 5, 21), date(2028, 5, 20)),
        (180, date(2027, 8, 19), date(2028, 8, 18)),
        (270, date(2027, 11, 17), date(2028, 11, 16)),
    ],
)
def test_the_leap_day_is_a_day_as_any_other(days: int, plain: date, leap: date) -> None:
    assert deadlines.last_day(date(2027, 2, 20), days) == plain
    assert deadlines.last_day(date(2028, 2, 20), days) == leap
    assert deadlines.due(datetime(2028, 2, 20, 8, tzinfo=ZONES["WIT"]), days).date() == leap


def test_a_time_may_end_on_the_leap_day_itself() -> None:
    assert deadlines.last_day(date(2028, 2, 15), deadlines.ANSWER) == date(2028, 2, 29)

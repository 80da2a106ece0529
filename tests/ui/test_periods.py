from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.ui.periods import Period, Report, around, moved

DAY = date(2026, 11, 20)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "report,since,until,words",
    [
        (Report.DAILY, DAY, DAY, "20 November 2026"),
        (Report.WEEKLY, date(2026, 11, 16), date(2026, 11, 22), "16 sampai 22 November 2026"),
        (Report.MONTHLY, date(2026, 11, 1), date(2026, 11, 30), "1 sampai 30 November 2026"),
        (Report.RANGE, date(2026, 11, 1), DAY, "1 sampai 20 November 2026"),
        (Report.WALL, date(2026, 9, 1), DAY, "1 September 2026 sampai 20 November 2026"),
    ],
)
def test_what_is_offered_first(report: Report, since: date, until: date, words: str) -> None:
    period = around(report, DAY)
    assert (period.since, period.until, period.words) == (since, until, words)


def test_names_of_files_sort_by_day() -> None:
    assert Period(DAY, DAY).name == "2026-11-20"
    assert Period(date(2026, 12, 28), date(2027, 1, 3)).name == "2026-12-28-2027-01-03"


@given(DAYS, st.sampled_from((Report.DAILY, Report.WEEKLY, Report.MONTHLY)), st.integers(1, 30))
def test_one_period_follows_the_other_without_a_gap_and_back_again(day: date, report: Report, steps: int) -> None:
    first = around(report, day)
    assert first.since <= day <= first.until
    after = moved(report, first, 1)
    assert after.since == first.until + timedelta(days=1) and after == around(report, after.since)
    assert moved(report, moved(report, first, steps), -steps) == first


@given(DAYS, st.integers(0, 90), st.sampled_from((Report.RANGE, Report.WALL)))
def test_a_range_moves_by_its_own_length(day: date, days: int, report: Report) -> None:
    period = Period(day, day + timedelta(days=days))
    after = moved(report, period, 1)
    assert after.since == period.until + timedelta(days=1)
    assert after.until - after.since == period.until - period.since
    assert moved(report, after, -1) == period


def test_the_ends_of_the_calendar_are_ends() -> None:
    for report in Report:
        with pytest.raises(OverflowError):
            moved(report, Period(date.max, date.max), 1)

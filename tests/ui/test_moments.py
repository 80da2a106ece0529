from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from spkt_desktop.ui.moments import deadline, moment

DUE = datetime(2026, 12, 4, 14, 30, tzinfo=timezone(timedelta(hours=7)))


def test_a_time_of_the_journal_is_read_in_its_own_zone() -> None:
    assert moment("2026-11-22T14:30:00+09:00") == "22 Nov 2026 14.30"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=14), "14 hari lagi, sampai 4 Des 2026 14.30"),
        (timedelta(hours=25), "1 hari lagi, sampai 4 Des 2026 14.30"),
        (timedelta(hours=5), "5 jam lagi, sampai 4 Des 2026 14.30"),
        (timedelta(), "kurang dari 1 jam lagi, sampai 4 Des 2026 14.30"),
        (timedelta(minutes=-1), "sampai 4 Des 2026 14.30; lewat kurang dari 1 jam"),
        (timedelta(days=-2), "sampai 4 Des 2026 14.30; lewat 2 hari"),
    ],
)
def test_a_deadline_says_how_far_it_is(left: timedelta, words: str) -> None:
    assert deadline(DUE, DUE - left) == words

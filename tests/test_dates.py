from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from spkt_desktop import dates


def test_a_moment_as_a_letter_says_it() -> None:
    moment = datetime(2026, 2, 16, 2, 35, tzinfo=UTC)
    assert dates.waktu(moment.astimezone(dates.zone("WIB"))) == "Senin tanggal 16 Februari 2026 pukul 09.35 WIB"


def test_a_moment_may_be_tomorrow_further_east() -> None:
    moment = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
    assert dates.waktu(moment.astimezone(dates.zone("WIT"))) == "Jumat tanggal 1 Januari 2027 pukul 00.30 WIT"


@pytest.mark.parametrize("name,hours", [("WIB", 7), ("WITA", 8), ("WIT", 9)])
def test_zones(name: str, hours: int) -> None:
    assert dates.zone(name).utcoffset(None) == timedelta(hours=hours)


def test_there_is_no_other_zone() -> None:
    with pytest.raises(KeyError):
        dates.zone("UTC")


def test_all_days_and_months() -> None:
    week = [dates.hari(date(2026, 2, 16) + timedelta(days=n)) for n in range(7)]
    assert week == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    assert [dates.tanggal(date(2026, month, 1)).split()[1] for month in (1, 5, 8, 12)] == [
        "Januari", "Mei", "Agustus", "Desember",
    ]  # fmt: skip


@pytest.mark.parametrize("month", [0, 13])
def test_there_is_no_other_month(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        dates.bulan(month)


def test_short_dates_and_hours() -> None:
    assert dates.tanggal_pendek(date(2026, 2, 6)) == "06-02-2026"
    assert dates.pukul(time(9, 5)) == "09.05"


def test_iso_dates_are_read_and_others_are_not() -> None:
    assert dates.parse("2026-02-16") == date(2026, 2, 16)
    assert dates.parse_time("14:30") == time(14, 30)
    with pytest.raises(ValueError, match=r"isoformat|day"):
        dates.parse("2026-02-30")


@pytest.mark.parametrize("number,words", [(1, "satu"), (11, "sebelas"), (14, "empat belas"), (100, "seratus")])
def test_numbers_in_words(number: int, words: str) -> None:
    assert dates.ucapan(number) == words

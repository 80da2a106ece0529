"""Days, months, hours and zones in Indonesian words."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, time, timedelta, timezone

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

# Indonesia has no daylight saving time, so fixed offsets are right for every date on a letter and need no tzdata.
ZONES = {name: timezone(timedelta(hours=hours), name) for name, hours in (("WIB", 7), ("WITA", 8), ("WIT", 9))}


def zone(name: str) -> timezone:
    """The zone called WIB, WITA or WIT; KeyError for any other name."""
    return ZONES[name]


def parse(text: str) -> date:
    """The day of an ISO 8601 date (`2026-02-16`); ValueError where it is none."""
    return date.fromisoformat(text)


def parse_time(text: str) -> time:
    """The hour and minute of `09:35`; ValueError where it is none."""
    return time.fromisoformat(text)


def hari(day: date) -> str:
    """The day of the week: `Senin`."""
    return DAYS[day.weekday()]


def bulan(month: int) -> str:
    """The name of a month, 1 to 12: `Februari`."""
    if not 1 <= month <= 12:
        raise ValueError("not a month")
    return MONTHS[month - 1]


def tanggal(day: date) -> str:
    """A date as letters write it: `16 Februari 2026`."""
    return f"{day.day} {bulan(day.month)} {day.year}"


def tanggal_pendek(day: date) -> str:
    """A date as lists write it: `16-02-2026`."""
    return f"{day:%d-%m}-{day.year:04d}"


def hari_tanggal(day: date) -> str:
    """A date as letters say it: `Senin tanggal 16 Februari 2026`."""
    return f"{hari(day)} tanggal {tanggal(day)}"


def pukul(moment: time | datetime) -> str:
    """An hour as letters write it: `09.35`."""
    return f"{moment:%H.%M}"


def waktu(moment: datetime) -> str:
    """A moment of a zone made by `zone`: `Senin tanggal 16 Februari 2026 pukul 09.35 WIB`."""
    return f"{hari_tanggal(moment)} pukul {pukul(moment)} {moment.tzname()}"


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month; OverflowError after 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > MAXYEAR:
        raise OverflowError("no such year")
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def ucapan(number: int) -> str:
    """A whole number in words: 14 is `empat belas`."""
    from lokal.terbilang import terbilang  # brings 0.2 s of imports that the first window does not need

    return terbilang(number)

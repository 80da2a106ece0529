"""Moments of the register as an officer reads them, and how far away they are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

INDONESIAN = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def day(moment: date) -> str:
    """A day in full: "22 November 2026"."""
    return INDONESIAN.toString(QDate(moment.year, moment.month, moment.day), "d MMMM yyyy")


def short_day(moment: date) -> str:
    """A day in brief: "22 Nov 2026"."""
    return INDONESIAN.toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")


def moment(written: str) -> str:
    """A time of the journal (RFC 3339) in brief, in the zone it was written in: "22 Nov 2026 14.30"."""
    return at(datetime.fromisoformat(written))


def at(time: datetime) -> str:
    """A time in brief, in its own zone: "22 Nov 2026 14.30"."""
    return f"{short_day(time)} {time:%H.%M}"


def deadline(due: datetime, now: datetime) -> str:
    """A last moment with how far it is: "14 hari lagi, sampai 4 Des 2026 14.30", "sampai …; lewat 2 hari"."""
    if now > due:
        return f"sampai {at(due)}; {left(due, now)}"
    return f"{left(due, now)}, sampai {at(due)}"


def left(due: datetime, now: datetime) -> str:
    """How far a last moment is: "14 hari lagi", "lewat 2 hari"."""
    return f"lewat {_long(now - due)}" if now > due else f"{_long(due - now)} lagi"


def _long(time: timedelta) -> str:
    """Full days, or full hours where it is less than one day."""
    return f"{time // _DAY} hari" if time >= _DAY else f"{time // _HOUR} jam" if time >= _HOUR else "kurang dari 1 jam"

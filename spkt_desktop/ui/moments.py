"""Moments of the register as an officer reads them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

INDONESIAN = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)


def day(moment: date) -> str:
    """A day in full: "22 November 2026"."""
    return INDONESIAN.toString(QDate(moment.year, moment.month, moment.day), "d MMMM yyyy")


def short_day(moment: date) -> str:
    """A day in brief: "22 Nov 2026"."""
    return INDONESIAN.toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")


def moment(written: str) -> str:
    """A time of the journal (RFC 3339) in brief, in the zone it was written in: "22 Nov 2026 14.30"."""
    at = datetime.fromisoformat(written)
    return f"{short_day(at)} {at:%H.%M}"

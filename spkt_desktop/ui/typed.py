"""What an officer types, read into the values of a form and shown again; what cannot be read stays as it was typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_FUTURE_YEARS = 10
"""A year of two digits lies at most this far ahead; any other is of the last century."""
_DAYS_AGO = {"hari ini": 0, "kemarin": 1, "kemarin dulu": 2, "kemarin lusa": 2}


def clean(text: str) -> str:
    """The text without invisible format characters, and with other control characters than line ends as spaces."""
    shown = (" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in text.replace("\r\n", "\n"))
    return "".join(c for c in shown if unicodedata.category(c) != "Cf")


def read_date(text: str, today: date) -> str:
    """ISO 8601 of `20112026`, `201126`, `20/11/2026`, `20-11-26`, `2026-11-20`, `kemarin`; else the text itself."""
    word = " ".join(text.casefold().split())
    if word in _DAYS_AGO:
        return (today - timedelta(days=_DAYS_AGO[word])).isoformat()
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", word):
        year, month, day = found.groups()
    elif found := (
        re.fullmatch(r"(\d\d)(\d\d)(\d{4}|\d\d)", word)
        or re.fullmatch(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d\d)", word)
    ):
        day, month, year = found.groups()
    else:
        return text
    try:
        return date(_full_year(year, today), int(month), int(day)).isoformat()
    except ValueError:
        return text


def show_date(value: str) -> str:
    """`20/11/2026` of an ISO 8601 date; any other text as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return "/".join(reversed(found.groups())) if found else value


def read_time(text: str) -> str:
    """`14:30` of `1430`, `14.30`, `14:30` or `14`; else the text itself."""
    found = re.fullmatch(r"(\d{1,2})(?:[ .:]?(\d\d))?", text)
    if not found:
        return text
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else text


def read_integer(text: str) -> int | str:
    """The number, thousands with or without dots; else the text itself."""
    bare = text.replace(".", "").replace(" ", "")
    return int(bare) if re.fullmatch(r"-?[0-9]{1,15}", bare) else text


def read_money(text: str) -> int | str:
    """Whole rupiah of `1500000`, `1.500.000`, `Rp1.500.000,00`; else the text itself."""
    bare = re.sub(r"^rp\.?|,(00|-)$", "", "".join(text.casefold().split()))
    amount = read_integer(bare)
    return amount if isinstance(amount, int) else text


def show_money(value: object) -> str:
    """`1.500.000` of a number; any other text as it is."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def read_digits(text: str) -> str:
    """The digits of a number that was typed or pasted with spaces, dots or dashes; else the text itself."""
    bare = re.sub(r"[ .\-]", "", text)
    return bare if re.fullmatch(r"[0-9]+", bare) else text


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    century = today.year // 100 * 100
    return century + int(year) if century + int(year) <= today.year + _FUTURE_YEARS else century - 100 + int(year)

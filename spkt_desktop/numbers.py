"""Writes the printed number of a letter from the unit's own template."""

from __future__ import annotations

import re
from datetime import datetime

from spkt_desktop.records import Unit

PLACEHOLDERS = ("nomor", "bulan", "tahun", "kode", "polsek", "polres", "polda")
"""What a template may hold, each in braces."""

_PLACEHOLDER = re.compile("{(" + "|".join(PLACEHOLDERS) + ")}")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def roman(month: int) -> str:
    """The Roman numeral of a month 1..12; raises ValueError outside."""
    if not 1 <= month <= len(_MONTHS):
        raise ValueError("no such month")
    return _MONTHS[month - 1]


def write(template: str, sequence: int, width: int, at: datetime, unit: Unit) -> str:
    """The number as printed: `sequence` padded with zeros to `width` digits, `at` in the zone of the unit.

    Each placeholder is replaced once; what a setting brings in is never read as a placeholder again.
    """
    station = unit.values["kesatuan"]
    parts = {name: str(station.get(name) or "").upper() for name in ("kode", "polsek", "polres", "polda")}
    parts |= {"nomor": str(sequence).zfill(width), "bulan": roman(at.month), "tahun": f"{at.year:04d}"}
    return _PLACEHOLDER.sub(lambda found: parts[found[1]], template)

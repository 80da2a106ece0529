"""Where on a letter the text of a field stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF

from spkt_desktop.forms.schema import Field, Kind
from spkt_desktop.ui import moments, typed
from spkt_desktop.ui.pdf import Pdf

_SHORTEST = 2
"""A single letter or digit stands everywhere, so it is not looked for."""
_MOST = 4
"""Places marked of one text on one page."""


def spellings(field: Field, value: Any) -> tuple[str, ...]:
    """How a letter may write that value, the likeliest first."""
    text = "" if value is None else str(value).strip()
    if field.kind in (Kind.FLAG, Kind.IMAGE) or len(text) < _SHORTEST:
        labels = [choice.label for choice in field.choices if text and choice.value == text]
        return tuple(labels)
    if field.kind is Kind.DATE:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return ()
        return (moments.day(day), f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}")
    if field.kind is Kind.MONEY:
        return (typed.show_money(value), text)
    if field.kind is Kind.TIME:
        return (text, text.replace(":", "."))
    if field.kind in (Kind.CHOICE, Kind.SUGGEST):
        return (*(choice.label for choice in field.choices if choice.value == text), text)
    return (text,)


def find(pdf: Pdf, wanted: Sequence[str]) -> list[tuple[int, QRectF]]:
    """(page, rectangle in points from the top left) of the first spelling that stands in the letter."""
    for spelling in filter(str.strip, wanted):
        words = r"\s+".join(map(re.escape, spelling.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        hits = [(page, hit) for page, text in enumerate(pdf.texts) for hit in [*pattern.finditer(text)][:_MOST]]
        if hits:
            return pdf.places([(page, hit.start(), hit.end() - hit.start()) for page, hit in hits])
    return []

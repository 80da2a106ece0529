"""No text, however long and whatever it is made of, keeps a check of a form busy: no regular expression runs away."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.forms import FORMS, SETTINGS, Known, check, complete, entry
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind
from tests.fuzz import sealed
from tests.promises import kept

LETTERS = 100_000
SLOWEST = 3.0
"""Seconds of processor, on a slow PC as well."""
PIECES = (
    "a", "9", " ", "\u0301\u0323\u0327", "(", "jo. 363 ", "363 ayat (1) ke-4, ", "ke -", "1.1-", "Aaa Bbb ", "{nomor}",
    "\ud800", "O'", "RT 1 RW ", "\n",
)  # fmt: skip
ALL = {**FORMS, **SETTINGS}
KNOWN = replace(Known(sealed.NOW), law=shipped_law())


def filled(form: Form, text: str, *, fitting: bool) -> dict[str, Any]:
    """That text in every field: as it is, or cut so that the field takes it and the rules of the form see it."""
    values: dict[str, Any] = {}
    for section in form.sections:
        row = {field.name: _typed(field, text) if fitting else text for field in section.fields}
        rows = min(section.most, 100 if fitting else 3)
        values[section.name] = [dict(row) for _ in range(rows)] if section.repeats else row
    return values


def _typed(field: Field, text: str) -> Any:
    match field.kind:
        case Kind.CHOICE:
            return field.choices[-1].value
        case Kind.FLAG:
            return True
        case Kind.INTEGER | Kind.MONEY:
            return field.most
        case Kind.DATE:
            return "2026-11-01"
        case Kind.TIME:
            return "10:00"
    return text[: field.longest]


@pytest.mark.parametrize("name", ALL)
def test_a_hundred_thousand_letters_in_every_field(name: str) -> None:
    form, slowest = ALL[name], 0.0
    for piece in PIECES:
        text = piece * (LETTERS // len(piece))
        for fitting in (False, True):
            values = filled(form, text, fitting=fitting)
            begun = time.process_time()
            checked = check(form, values, KNOWN)
            entry(form, complete(form, checked.values), bool(checked.protection))
            slowest = max(slowest, time.process_time() - begun)
    assert slowest < SLOWEST
    kept("fuzzed", checks=2 * len(PIECES), slowest_check_s=round(slowest, 2))

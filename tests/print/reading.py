"""Reads letters back: which values of a form are not to be found whole on its papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from spkt_desktop import dates
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, rows_of
from spkt_desktop.print.filters import rupiah
from spkt_desktop.print.letter import variables, written
from spkt_desktop.records import LetterPlan, Officer, Values
from tests.print.plans import solid

Place = tuple[str, str, str]
"""Form, section and field."""
_AS_TYPED = (Kind.TEXT, Kind.NOTE, Kind.SUGGEST, Kind.NIK, Kind.PHONE, Kind.ARTICLE)
_ANSWERS = (Kind.CHOICE, Kind.FLAG)


def folded(text: str) -> str:
    """A text without white space and case: letters break lines, and print names in capitals."""
    return solid(text).upper().casefold()


def body(plan: LetterPlan, text: str) -> str:
    """The text of a letter as pypdf reads it without the heads of its pages, which may stand within a value."""
    number = re.escape(plan.number or "…")
    marks = r"(?: ?- ?(?:SALINAN ke-\d+|PRATINJAU - belum bernomor)?(?: ?- ?)?(?:Rangkap untuk: [^\n]*)?)?"
    return re.sub(rf"Halaman\s+\d+\s+dari\s+\d+|(?<=\f)\s*Nomor:\s+{number}{marks}", "", text)


def unread(form: Form, values: Values, texts: Iterable[str], staff: dict[str, Officer]) -> Iterator[tuple[Place, str]]:
    """(place, value) of everything filled in that none of the texts of its papers holds; answers are not texts."""
    found = folded("\f".join(texts))
    for section in form.sections:
        for row in rows_of(section, values):
            for field in section.fields:
                if field.name in row and field.kind not in _ANSWERS:
                    for forms in _written(field, row[field.name], staff):
                        if not any(folded(one) in found for one in forms):
                            yield (form.name, section.name, field.name), forms[0]


def unheeded(form: Form, plans: Iterable[LetterPlan]) -> Iterator[Place]:
    """Fields to choose from and to tick whose answer makes no difference to any of the papers, whatever it is."""
    plans = list(plans)
    said = [_filled(plan, plan.values) for plan in plans]
    for section in form.sections:
        for field in section.fields:
            if field.kind in _ANSWERS and rows_of(section, plans[0].values):
                others = [_answered(plans[0].values, section.name, field.name, answer) for answer in _answers(field)]
                if all([_filled(plan, values) for plan in plans] == said for values in others):
                    yield form.name, section.name, field.name


def _filled(plan: LetterPlan, values: Values) -> str:
    return written(plan.template, plan.unit, variables(replace(plan, values=values)))[0]


def _answers(field: Field) -> list[Any]:
    return [True, False] if field.kind is Kind.FLAG else [choice.value for choice in field.choices]


def _answered(values: Values, section: str, field: str, answer: Any) -> Values:
    part = values[section]
    if isinstance(part, list):
        return values | {section: [{**part[0], field: answer}, *part[1:]]}
    return values | {section: {**part, field: answer}}


def _written(field: Field, value: Any, staff: dict[str, Officer]) -> Iterator[list[str]]:
    """What must be found of a value, each part in one of its spellings."""
    match field.kind:
        case Kind.DATE:
            day = date.fromisoformat(value)
            yield [dates.tanggal(day), dates.tanggal_pendek(day)]
        case Kind.TIME:
            yield [dates.pukul(dates.parse_time(value))]
        case Kind.INTEGER:
            yield [str(value), f"{value:,}".replace(",", ".")]
        case Kind.MONEY:
            yield [rupiah(value)]
        case Kind.OFFICER:
            yield [staff[value].name, value] if value in staff else [value]
        case kind if kind in _AS_TYPED:
            yield from ([line] for line in str(value).splitlines() if line.strip())

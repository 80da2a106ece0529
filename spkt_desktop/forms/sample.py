"""Valid sample values of every form: invented people, things and places."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_people as people
from spkt_desktop.forms import sample_station as station
from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.completion import complete
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, Row, Section, rows_of
from spkt_desktop.records import Values

_TODAY = date(2025, 3, 14)
"""Lies in the past of every PC that is set anywhere near right, so a sample is never in its future."""
SAMPLE_OFFICER, SAMPLE_RELIEF = (
    str(station.officer(Random(seed), _TODAY)["petugas"]["nrp"])  # noqa: S311 - nothing secret
    for seed in (1, 2)
)
"""NRPs of the officer that the form `officer` has as its sample, and of whoever must be somebody else."""
_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def sample(form: Form, random: Random | None = None, today: date = _TODAY) -> Values:
    """Clean values that pass without problems: always the same ones, or others for each `random`.

    What happened lies in the ten days before `today`.
    """
    chosen = random or Random(1)  # noqa: S311 - nothing secret
    if form.sample:
        return with_officer(form, complete(form, form.sample(chosen, today)), SAMPLE_OFFICER, SAMPLE_RELIEF)
    return complete(form, {section.name: _section(section, chosen, today) for section in form.sections})


def with_officer(form: Form, values: Values, *nrps: str) -> Values:
    """The values with that officer (or the one of the sample station) wherever they name one.

    Of several, the first takes the place of whom the values name first, and so on; the last also that of all others.
    """
    given, place = [nrp or SAMPLE_OFFICER for nrp in nrps or ("",)], dict[str, str]()

    def instead(nrp: str) -> str:
        return place.setdefault(nrp, given[min(len(place), len(given) - 1)])

    full = {
        section.name: [
            row | {f.name: instead(row[f.name]) for f in section.fields if f.kind is Kind.OFFICER and row.get(f.name)}
            for row in rows_of(section, values)
        ]
        for section in form.sections
    }
    return {section.name: full[section.name] if section.repeats else full[section.name][0] for section in form.sections}


def _section(section: Section, random: Random, today: date) -> Row | list[Row]:
    rows = [_row(section, random, today) for _ in range(max(section.fewest, 1))]
    return rows if section.repeats else rows[0]


def _row(section: Section, random: Random, today: date) -> Row:
    if section.person:
        known = people.person(random)
        extra = {f.name: _value(f, random, today) for f in section.fields if f.required and f.name not in known}
        return {name: value for name, value in known.items() if any(f.name == name for f in section.fields)} | extra
    asked = (field for field in section.fields if field.kind is not Kind.OFFICER and field.default is None)
    return {field.name: _value(field, random, today) for field in asked}


def _value(field: Field, random: Random, today: date) -> Any:
    day = today - timedelta(days=random.randint(1, 10))
    match field.kind:
        case Kind.INTEGER | Kind.MONEY:
            return random.randint(field.least, min(field.most, field.least + 20))
        case Kind.DATE:
            return day.isoformat()
        case Kind.TIME:
            return f"{random.randint(5, 21):02}:15"
        case Kind.CHOICE:
            return random.choice(field.choices).value
        case Kind.SUGGEST if field.choices:
            return random.choice(field.choices).value[: field.longest]
        case Kind.FLAG:
            return False
        case Kind.NIK:
            return people.nik(random, date(1980, 5, 17), "L")
        case Kind.PHONE:
            return f"0812{people.digits(random, 8)}"
        case Kind.OFFICER:
            return SAMPLE_OFFICER
        case Kind.IMAGE:
            return _PNG
    return f"{field.label} di Desa {random.choice(words.VILLAGES)}"[: field.longest]

"""Values of any form for Hypothesis: anything at all, valid ones, and valid ones with a single fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from spkt_desktop.forms import FORMS, SETTINGS, Known, characters, check, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.forms.schema import Field, Kind, Row, Section, rows_of
from spkt_desktop.records import Values

ALL = {**FORMS, **SETTINGS}
Place = tuple[str, int, str]
"""Section, row and field of a problem."""

NAMES = sorted({name for f in ALL.values() for s in f.sections for name in (s.name, *(x.name for x in s.fields))})
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
JSON_LIKE = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=30,
)

_LETTERS = st.sampled_from([chr(code) for low, high in characters.PRINTABLE_RANGES for code in range(low, high + 1)])
_TYPED = (Kind.TEXT, Kind.NOTE, Kind.SUGGEST, Kind.NIK, Kind.PHONE, Kind.ARTICLE)
_WORDS = ("Sumberjati", "Rt 02", "kerbau", "d'Souza", "(50%)", "{nomor}", "<b>", "& anak", "None", "ß", "Ångström")
_TINY = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
STRANGER = "nobody on the list"
"""The only fault that is kept, for a draft whose officer is yet to be enlisted."""
_ROUNDS = 6
_MORE_ROWS = 2


def nearly(form: Form) -> st.SearchStrategy[Values]:
    """A good sample with some of its parts replaced by anything."""

    @st.composite
    def values(draw: st.DrawFn) -> Values:
        made = sample(form)
        for _ in range(draw(st.integers(1, 4))):
            section = draw(st.sampled_from(form.sections))
            part = made[section.name]
            row = part[0] if isinstance(part, list) and part else part
            field = draw(st.sampled_from(section.fields)).name
            if isinstance(row, dict):
                row[field] = draw(JSON_LIKE)
            if draw(st.integers(0, 9)) == 0:
                made[section.name] = draw(JSON_LIKE)
        return made

    return values()


def valid(form: Form, known: Known) -> st.SearchStrategy[Values]:
    """Clean values that the form takes: drawn field by field; where its own rules object, they give way to a sample."""

    @st.composite
    def values(draw: st.DrawFn) -> Values:
        drawn = {section.name: draw(_section(section, known)) for section in form.sections}
        return repaired(form, drawn, known, draw(st.integers(0, 1000)))

    return values()


def repaired(form: Form, values: Values, known: Known, seed: int = 0) -> Values:
    """The nearest values without a problem: what is objected to is left out, what is missing comes from a sample."""
    invented = sample(form, Random(seed), known.now.date())
    good = check(form, with_officer(form, invented, *sorted(known.officers)), known).values
    for attempt in range(_ROUNDS):
        checked = check(form, values, known)
        if not checked.problems:
            return checked.values
        values = checked.values
        for problem in checked.problems:
            section = form.section(problem.section)
            row = _row_at(values, problem.section, problem.index)
            if attempt > _ROUNDS // 2 or row is None or not problem.field:
                values[section.name] = good[section.name]
            elif problem.field in row and not section.field(problem.field).required:
                del row[problem.field]
            elif supply := [one[problem.field] for one in rows_of(section, good) if problem.field in one]:
                row[problem.field] = supply[0]
            else:
                values[section.name] = good[section.name]
    return good


@dataclass(frozen=True)
class Fault:
    """Values with a single fault, and where it lies."""

    values: Values
    place: Place
    what: str
    refused: Any


def faulty(form: Form, known: Known) -> st.SearchStrategy[Fault]:
    """Valid values of which one field is then spoilt."""

    @st.composite
    def fault(draw: st.DrawFn) -> Fault:
        values = draw(valid(form, known))
        places = list(_places(form, values))
        section, index, field = draw(st.sampled_from(places))
        what, spoil = draw(st.sampled_from(sorted(_faults(field).items())))
        part = values[section.name]
        row = {**(part[index] if section.repeats else part)}
        row[field.name] = draw(spoil)
        if what == "missing":
            del row[field.name]
        new = [*part[:index], row, *part[index + 1 :]] if section.repeats else row
        return Fault(values | {section.name: new}, (section.name, index, field.name), what, row.get(field.name))

    return fault()


def value_of(field: Field, known: Known) -> st.SearchStrategy[Any]:
    """A clean value of a field by its kind."""
    today = known.now.date()
    match field.kind:
        case Kind.INTEGER | Kind.MONEY:
            return st.integers(field.least, field.most)
        case Kind.FLAG:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from([choice.value for choice in field.choices])
        case Kind.DATE:
            lately = st.dates(today - timedelta(days=60), today)
            return (lately | st.dates(date(1930, 1, 1), date(2060, 12, 31))).map(date.isoformat)
        case Kind.TIME:
            return st.times().map(lambda time: f"{time:%H:%M}")
        case Kind.OFFICER:
            return st.sampled_from(sorted(known.officers))
        case Kind.IMAGE:
            return st.just(_TINY)
        case Kind.NIK:
            return st.from_regex("[1-9][0-9]{15}", fullmatch=True)
        case Kind.PHONE:
            return st.from_regex("08[0-9]{8,10}", fullmatch=True)
        case Kind.ARTICLE:
            return st.sampled_from([article.cite for article in known.law.articles[:60]]) | _text(field)
        case Kind.SUGGEST:
            offered = [choice.value for choice in field.choices]
            return st.sampled_from(offered) | _text(field) if offered else _text(field)
    return _text(field)


def _text(field: Field) -> st.SearchStrategy[str]:
    """A text as it is kept: of words, of any printable letters, or as long as it may be."""
    normal = characters.lines if field.kind is Kind.NOTE else characters.one_line
    glue = "\n" if field.kind is Kind.NOTE else " "
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
    several = st.lists(words, min_size=1, max_size=3).map(glue.join)
    letters = st.text(_LETTERS, min_size=1, max_size=min(field.longest, 30))
    longest = st.just("Kampung Sumberjati Wetan " * (field.longest // 25 + 1))
    return (
        st.one_of(several, words, letters, longest)
        .map(lambda text: normal(normal(text)[: field.longest]))
        .filter(lambda text: bool(text) and len(text) <= field.longest)
    )


def _section(section: Section, known: Known) -> st.SearchStrategy[Any]:
    row = st.fixed_dictionaries(
        {field.name: value_of(field, known) for field in section.fields if field.required},
        optional={field.name: value_of(field, known) for field in section.fields if not field.required},
    )
    if not section.repeats:
        return row
    return st.lists(row, min_size=section.fewest, max_size=min(section.most, section.fewest + _MORE_ROWS))


def _faults(field: Field) -> dict[str, st.SearchStrategy[Any]]:
    """What can be wrong with a field, by name."""
    found: dict[str, st.SearchStrategy[Any]] = {
        "wrong type": st.sampled_from([[], {}, ["x"], {"x": 1}, 1.5]),
    }
    if field.required:
        found["missing"] = st.just("")
        found["blank"] = st.sampled_from(["", None])
    match field.kind:
        case Kind.INTEGER | Kind.MONEY:
            found["no whole number"] = st.sampled_from([True, "1", f"{field.least}", 1.0])
            found["out of bounds"] = st.sampled_from([field.least - 1, field.most + 1])
        case Kind.FLAG:
            found["neither yes nor no"] = st.sampled_from([0, 1, "ya", "true"])
        case Kind.CHOICE:
            known = {"", *(choice.value for choice in field.choices)}
            typed = st.text(_LETTERS, min_size=1)
            found["unknown choice"] = typed.filter(lambda text: characters.one_line(text) not in known)
        case Kind.DATE:
            found["no date"] = st.sampled_from(["2026-02-29", "2026-13-01", "20261120", "20-11-2026", "٢٠٢٦-١١-٢٠"])
        case Kind.TIME:
            found["no time"] = st.sampled_from(["24:00", "9:05", "12:60", "12.30", "pagi"])
        case Kind.OFFICER:
            found["no officer"] = st.sampled_from(["1234567", "123456789", "Bripka X"])
            found[STRANGER] = st.just("99999999")
        case Kind.IMAGE:
            found["no image"] = st.sampled_from(["x", "QQ==", "a" * 10**6])
        case kind if kind in _TYPED:
            found["too long"] = st.integers(1, 50).map(lambda more: "a" * (field.longest + more))
            found["unprintable"] = st.sampled_from(["Ивано", "名", "a\u0007b", "\ud800", "😀", "a\u0301\u0302x"])
            found["no text"] = st.sampled_from([1, True])
    return found


def _places(form: Form, values: Values) -> Iterator[tuple[Section, int, Field]]:
    for section in form.sections:
        for index, _ in enumerate(rows_of(section, values)):
            for field in section.fields:
                yield section, index, field


def _row_at(values: Values, section: str, index: int) -> Row | None:
    part = values.get(section)
    if isinstance(part, list):
        return part[index] if index < len(part) else None
    return part

"""Checks the values of a form: total over whatever comes in, with every finding at its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms import kinds
from spkt_desktop.forms.doubts import doubts
from spkt_desktop.forms.form import Checked, Form, Known
from spkt_desktop.forms.protection import protection
from spkt_desktop.forms.schema import Kind, Row, Section, rows_of
from spkt_desktop.records import Values

_MOST_STRANGERS = 20
"""How many unknown names of one section are said; more of them say nothing new."""


def check(form: Form, values: object, known: Known) -> Checked:
    """Clean values with problems and warnings. Never raises, whatever `values` is.

    Every section is in the clean values, an empty one as `{}` or `[]`; rows keep their places. Where there are
    problems the clean values hold what could be kept and must not be registered.
    """
    given: Mapping[Any, Any] = values if isinstance(values, Mapping) else {}
    problems: list[Problem] = []
    if given is not values and values is not None:
        problems.append(Problem("", 0, "", "Isian tidak tersusun menurut bagian formulir."))
    clean: Values = {section.name: _section(section, given.get(section.name), problems) for section in form.sections}
    names = {section.name for section in form.sections}
    strangers = [Problem(name, 0, "", "Bagian ini tidak dikenal.") for name in _strangers(given, names)]
    if form.settle:
        clean = form.settle(clean, known)
    problems.extend(_strange_officers(form, clean, known))
    if form.blocks:
        problems.extend(form.blocks(clean, known))
    warnings = [*_doubts(form, clean, known.now.date()), *_said(form, clean)]
    if form.warns:
        warnings.extend(form.warns(clean, known))
    return Checked(
        clean, (*_ordered(form, problems), *strangers), _ordered(form, warnings), protection(form, clean, known)
    )


def _section(section: Section, given: object, problems: list[Problem]) -> Row | list[Row]:
    if not section.repeats:
        return _row(section, 0, {} if given is None else given, problems)
    rows: list[object] = list(given) if isinstance(given, list | tuple) else []
    if given is not None and not isinstance(given, list | tuple):
        problems.append(Problem(section.name, 0, "", "Bagian ini harus berupa daftar."))
    elif not section.fewest <= len(rows) <= section.most:
        bound = f"sedikit {section.fewest}" if len(rows) < section.fewest else f"banyak {section.most}"
        what = (section.row or section.title).lower()
        problems.append(Problem(section.name, 0, "", f"Paling {bound} {what}; ini {kinds.grouped(len(rows))}."))
    return [_row(section, index, row, problems) for index, row in enumerate(rows[: section.most])]


def _row(section: Section, index: int, given: object, problems: list[Problem]) -> Row:
    if not isinstance(given, Mapping):
        problems.append(Problem(section.name, index, "", "Bagian ini tidak terbaca."))
        return {}
    row: Row = {}
    missing = []
    for field in section.fields:
        try:
            value = kinds.clean(field, given.get(field.name))
        except kinds.UnfitError as unfit:
            problems.append(Problem(section.name, index, field.name, str(unfit)))
            continue
        if value is not None:
            row[field.name] = value
        elif field.required:
            missing.append(field.name)
    problems.extend(Problem(section.name, index, n, f"{section.label(n, row)} wajib diisi.") for n in missing)
    known = {field.name for field in section.fields}
    problems.extend(Problem(section.name, index, n, "Isian ini tidak dikenal.") for n in _strangers(given, known))
    return row


def _strange_officers(form: Form, clean: Values, known: Known) -> Iterator[Problem]:
    """Officers that are named and not on the list; where no list is known, anybody may be named."""
    for section in form.sections if known.officers else ():
        names = [field.name for field in section.fields if field.kind is Kind.OFFICER]
        for index, row in enumerate(rows_of(section, clean)):
            for name in names:
                if name in row and row[name] not in known.officers:
                    sentence = "NRP ini bukan petugas aktif. Daftarkan dahulu petugasnya."
                    yield Problem(section.name, index, name, sentence)


def _strangers(given: Mapping[Any, Any], known: set[str]) -> list[str]:
    """Names that the form does not have, cut short: they come from outside."""
    strange = []
    for name in given:
        if name not in known:
            strange.append(str(name)[:40] if isinstance(name, str) else "")
            if len(strange) == _MOST_STRANGERS:
                break
    return strange


def _doubts(form: Form, clean: Values, today: date) -> Iterator[Problem]:
    for section in form.sections:
        for index, row in enumerate(rows_of(section, clean)):
            for name, value in row.items():
                for sentence in doubts(section.field(name), value, today):
                    yield Problem(section.name, index, name, sentence)


def _said(form: Form, clean: Values) -> Iterator[Problem]:
    """The warnings of the variants that were chosen."""
    for section in form.sections:
        for index, row in enumerate(rows_of(section, clean)):
            variant = section.variants.get(str(row.get(section.key, "")))
            if variant and variant.warning:
                yield Problem(section.name, index, section.key, variant.warning)


def _ordered(form: Form, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Findings in the order of the form, so that the first is where the officer goes first."""
    sections = {section.name: s for s, section in enumerate(form.sections)}
    places = {
        (section.name, field.name): (sections[section.name], n)
        for section in form.sections
        for n, field in enumerate(section.fields)
    }

    def place(problem: Problem) -> tuple[int, int, int]:
        section, field = places.get((problem.section, problem.field), (sections.get(problem.section, -1), -1))
        return section, problem.index, field

    return tuple(sorted(found, key=place))

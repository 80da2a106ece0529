"""What the register remembers of a record for lists, search and hints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spkt_desktop.forms.checks import rows_of
from spkt_desktop.forms.schema import Field, Find, Form, Section
from spkt_desktop.records import Entry, Person, Values

_SHORTEST_THING = 4
"""Letters and digits; a shorter number is on too many things to say that two are the same."""


def fold(text: str) -> str:
    """An identifying number as it is compared: letters and digits only, in upper case."""
    return "".join(character for character in text.upper() if character.isalnum())


def entry(form: Form, values: Values) -> Entry:
    """The entry of clean values: every thing is (field name, folded number)."""
    found = list(_found(form, values))
    numbers = ((field.name, fold(text)) for field, text in found if field.find is Find.THING)
    things = dict.fromkeys(thing for thing in numbers if len(thing[1]) >= _SHORTEST_THING)
    words = [text for _, text in found] + [number for _, number in things]
    return Entry(
        who=_joined(form, values, form.who),
        what=_joined(form, values, form.what),
        text=" ".join(dict.fromkeys(words)),
        persons=tuple(_person(row) for section, row in _rows(form, values) if section.person and row.get("nama")),
        things=tuple(things),
    )


def _rows(form: Form, values: Values) -> Iterator[tuple[Section, dict[str, Any]]]:
    for section in form.sections:
        for row in rows_of(section, values):
            yield section, row


def _found(form: Form, values: Values) -> Iterator[tuple[Field, str]]:
    for section, row in _rows(form, values):
        for field in section.fields:
            if field.find is not Find.NO and row.get(field.name):
                yield field, str(row[field.name])


def _joined(form: Form, values: Values, place: tuple[str, str]) -> str:
    section, field = place
    texts = (row.get(field) for one, row in _rows(form, values) if one.name == section)
    return ", ".join(dict.fromkeys(str(text) for text in texts if text))


def _person(row: dict[str, Any]) -> Person:
    return Person(name=row["nama"], nik=row.get("nik", ""), born=row.get("tanggal_lahir", ""), values=row)

"""What the register remembers of a record for lists, search and hints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spkt_desktop.forms.checks import rows_of
from spkt_desktop.forms.schema import Field, Find, Form, Section
from spkt_desktop.records import Entry, Person, Values

_SHORTEST = {Find.THING: 4, Find.NUMBER: 6}
"""Letters and digits; a shorter number (the last four of a card) is on too many things to say that two are the same."""


def fold(text: str) -> str:
    """An identifying number as it is compared: letters and digits only, in upper case."""
    return "".join(character for character in text.upper() if character.isalnum())


def entry(form: Form, values: Values) -> Entry:
    """The entry of clean values: every thing is (`nomor_polisi` or, in a NUMBER, `KTP/nomor`; folded number)."""
    found = list(_found(form, values))
    numbers = [(field, kind, fold(text)) for field, kind, text in found if field.find in _SHORTEST]
    things = dict.fromkeys((kind, number) for field, kind, number in numbers if len(number) >= _SHORTEST[field.find])
    words = [text for _, _, text in found] + [number for _, _, number in numbers]
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


def _found(form: Form, values: Values) -> Iterator[tuple[Field, str, str]]:
    """(field, kind of thing, text) of all that search finds."""
    for section, row in _rows(form, values):
        among = f"{row.get(section.key, '')}/".upper()
        for field in section.fields:
            if field.find is not Find.NO and row.get(field.name):
                yield field, (among if field.find is Find.NUMBER else "") + field.name, str(row[field.name])


def _joined(form: Form, values: Values, place: tuple[str, str]) -> str:
    section, field = place
    texts = (row.get(field) for one, row in _rows(form, values) if one.name == section)
    return ", ".join(dict.fromkeys(str(text) for text in texts if text))


def _person(row: dict[str, Any]) -> Person:
    return Person(name=row["nama"], nik=row.get("nik", ""), born=row.get("tanggal_lahir", ""), values=row)

"""What the register remembers of a record for lists, search and hints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Find, Section, rows_of
from spkt_desktop.forms.tallies import tallies
from spkt_desktop.records import Entry, Person, Values

_WORD = re.compile(r"[^\W\d_]{3,}")
_NOBODY = (persons.ORGANISATION, persons.UNKNOWN)
_SHORTEST = {Find.THING: 4, Find.NUMBER: 6}
"""Letters and digits; a shorter number (the last four of a card) is on too many things to say that two are the same."""


def fold(text: str) -> str:
    """An identifying number as it is compared: letters and digits only, in upper case."""
    return "".join(character for character in text.upper() if character.isalnum())


def initials(name: str) -> str:
    """A name as lists show it where its bearer is protected: `Siti Aminah` is `S.A.`."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def masked(text: str, names: Iterable[str]) -> str:
    """A text in which those names, and every longer word of them, are initials."""
    whole = tuple(names)
    words = (word for name in whole for word in _WORD.findall(name))
    for name in (*whole, *words):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", initials(name), text, flags=re.IGNORECASE)
    return text


def entry(form: Form, values: Values, protected: bool = False) -> Entry:
    """The entry of clean values: every thing is (`nomor_polisi` or, in a NUMBER, `KTP/nomor`; folded number).

    Of a protected record only initials and the matter are open, and the matter only as the form offers it: words of
    one's own may name a school. The rest is found by those who may open it.
    """
    found = list(_found(form, values))
    numbers = [(field, kind, fold(text)) for field, kind, text in found if field.find in _SHORTEST]
    things = dict.fromkeys((kind, number) for field, kind, number in numbers if len(number) >= _SHORTEST[field.find])
    words = " ".join(dict.fromkeys([text for _, _, text in found] + [number for _, _, number in numbers]))
    who, what = _joined(form, values, form.who), _joined(form, values, form.what)
    if protected:
        what = masked(what, _names(form, values)) if _offered(form, values) else form.title
        who = ", ".join(initials(name) for name in who.split(", "))
    return Entry(
        who=who,
        what=what,
        text=f"{who} {what}" if protected else words,
        secret=words if protected else "",
        persons=tuple(_person(row) for section, row in _rows(form, values) if section.person and row.get("nama")),
        things=tuple(things),
        tallies=tallies(form, values),
    )


def _offered(form: Form, values: Values) -> bool:
    """Whether the matter is one of those that the form offers, and no words of somebody's own."""
    section, name = form.what
    if not section:
        return True
    of = form.section(section)
    choices = {choice.value for choice in of.field(name).choices}
    return all(row.get(name) in choices for row in rows_of(of, values) if row.get(name))


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


def _names(form: Form, values: Values) -> tuple[str, ...]:
    """Whom a record names, but for firms and those whom nobody knows."""
    rows = (row for section, row in _rows(form, values) if section.person and row.get("identitas") not in _NOBODY)
    return tuple(dict.fromkeys(str(row["nama"]) for row in rows if row.get("nama")))


def _person(row: dict[str, Any]) -> Person:
    return Person(name=row["nama"], nik=row.get("nik", ""), born=row.get("tanggal_lahir", ""), values=row)

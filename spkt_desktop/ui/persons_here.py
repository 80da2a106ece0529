"""Who is already named in the form being filled in: the reporter is often the victim, and a witness at times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Section, rows_of
from spkt_desktop.records import Values

NIK, NAME = "nik", "nama"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name is filled in."""

    role: str
    """`Pelapor`, `Saksi`."""
    row: Mapping[str, Any]


def named(form: Form, values: Values) -> Iterator[tuple[Section, Named]]:
    """Everybody who is named, in the order of the form."""
    for section in form.sections:
        for row in rows_of(section, values) if section.person else ():
            if row.get(NAME) and row.get("identitas") != persons.UNKNOWN:
                yield section, Named(section.row or section.title, row)


def fitting(form: Form, values: Values, section: Section, index: int) -> list[Named]:
    """Who of those named elsewhere fits what that row of a section holds, each once; nobody fits a row that is whole.

    Nobody stands twice in one section.
    """
    row = rows_of(section, values)[index]
    number, name = str(row.get(NIK) or ""), str(row.get(NAME) or "").casefold()
    there = {_who(other) for at, other in enumerate(rows_of(section, values)) if at != index}
    found: dict[object, Named] = {}
    for other, one in named(form, values):
        who = _who(one.row)
        fits = str(one.row.get(NIK) or "").startswith(number) and str(one.row[NAME]).casefold().startswith(name)
        if other is not section and fits and who not in there and who != _who(row):
            found.setdefault(who, one)
    return list(found.values())


def _who(row: Mapping[str, Any]) -> tuple[str, str]:
    """What tells one person from another."""
    return str(row.get(NIK) or ""), str(row.get(NAME) or "").casefold()

"""What reports count a record by: its articles, its village, the kinds of goods in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, rows_of
from spkt_desktop.records import Values

_LONGEST = 120
"""Characters of a value that is counted."""
_KIND_OF_VILLAGE = re.compile(r"^(?:desa|kelurahan|kel\b\.?|ds\b\.?)(?:\s+|(?<=\.))(?=\w)", re.IGNORECASE)
_ROMAN = re.compile("[ivx]+", re.IGNORECASE)


def tallies(form: Form, values: Values) -> tuple[tuple[str, str], ...]:
    """(kind, value) of all that a record of clean values is counted by, each once: (`desa`, `Mantren Kidul`)."""
    return tuple(dict.fromkeys(_counted(form, values)))


def village(text: str) -> str:
    """A village as it is counted: `Desa Mantren`, `desa mantren` and `Mantren` are one."""
    words = _KIND_OF_VILLAGE.sub("", text.strip(), count=1).split()
    return " ".join(word.upper() if _ROMAN.fullmatch(word) else word.capitalize() for word in words)


def _counted(form: Form, values: Values) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        fields = [(kind, field) for field in section.fields if (kind := _kind(field))]
        for row in rows_of(section, values) if fields else ():
            for kind, field in fields:
                if value := _value(field, str(row.get(field.name) or "")):
                    yield kind, value


def _kind(field: Field) -> str:
    return "pasal" if field.kind is Kind.ARTICLE else field.tally


def _value(field: Field, text: str) -> str:
    """As the form offers it where it does, in whatever case it was typed."""
    told = village(text) if field.tally == "desa" else " ".join(text.split())
    offered = (choice.value for choice in field.choices if choice.value.casefold() == told.casefold())
    return next(offered, told)[:_LONGEST].strip()

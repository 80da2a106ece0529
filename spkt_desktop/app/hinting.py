"""What the register remembers of the things and persons that are being typed: said, never blocking."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime, timedelta

from spkt_desktop import dates
from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.index import entry
from spkt_desktop.forms.schema import Find, Section, rows_of
from spkt_desktop.records import Values
from spkt_desktop.store.register import Register

RECENT = timedelta(days=30)
"""How long a visit is remembered aloud."""


def hints(form: Form, clean: Values, register: Register, now: datetime, family: Set[str]) -> Iterator[Problem]:
    """Earlier records of the same things, or of the same persons lately; its own `family` (ids) is no news."""
    since = (now - RECENT).date().isoformat()
    for section in form.sections:
        for index, row in enumerate(rows_of(section, clean)):
            alone = {section.name: [row] if section.repeats else row}
            found = entry(form, alone)
            for kind, identity in found.things:
                for record, number, at in register.same_things(kind, identity)[:1]:
                    if record not in family:
                        text = f"Barang ini sudah dilaporkan pada {_day(at)} dengan surat nomor {number}."
                        yield Problem(section.name, index, _place(section), text)
            nik = str(row.get("nik") or "") if section.person else ""
            for record, number, at, what in register.visits(nik, since)[:1] if nik else []:
                if record not in family:
                    text = f"NIK ini sudah mendapat surat nomor {number} pada {_day(at)} ({what})."
                    yield Problem(section.name, index, "nik", text)


def _place(section: Section) -> str:
    """Where it is said of a thing: at what it is, or at the first field that identifies it."""
    known = (field.name for field in section.fields if field.find in (Find.THING, Find.NUMBER))
    return section.key or next(known, "")


def _day(at: str) -> str:
    return dates.tanggal_pendek(dates.parse(at[:10]))

"""The cells of register books: every one total over values of any shape, for a newer program may have made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from spkt_desktop import dates
from spkt_desktop.forms.kinds import grouped
from spkt_desktop.forms.protection import age
from spkt_desktop.forms.register_book import Around, Cell, Part, protected
from spkt_desktop.records import Record

_BRIEF = 200
"""Characters of a narrative that a book has room for."""
_STANDING = {"batal": "Batal", "diganti": "Diganti"}


def part(record: Record, section: str) -> Mapping[str, Any]:
    """What a section holds; nothing where it is missing or is of another shape."""
    found = record.values.get(section)
    return found if isinstance(found, Mapping) else {}


def rows(record: Record, section: str) -> list[Mapping[str, Any]]:
    """The rows of a section that repeats; none where it is missing or is of another shape."""
    found = record.values.get(section)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, Sequence) else []


def said(row: Mapping[str, Any], *names: str) -> str:
    """The texts of these fields, as far as they are filled in."""
    return joined((str(row[name]) for name in names if row.get(name) not in (None, "", False)), ", ")


def joined(texts: Iterable[str], by: str = "; ") -> str:
    """The texts that are not empty, each once."""
    return by.join(dict.fromkeys(text for text in texts if text))


def brief(text: str) -> str:
    """The first words of a narrative in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _BRIEF else f"{line[:_BRIEF].rsplit(' ', 1)[0]} …"


def field(section: str, *names: str) -> Cell:
    """A cell of fields of a section that does not repeat."""
    return lambda record, _: said(part(record, section), *names)


def listed(section: str, *names: str) -> Cell:
    """A cell of fields of all rows of a section."""
    return lambda record, _: joined(said(row, *names) for row in rows(record, section))


def story(section: str, name: str) -> Cell:
    """A cell with the first words of a narrative."""
    return lambda record, _: brief(said(part(record, section), name))


def person(row: Mapping[str, Any], on: date | None, *also: str) -> str:
    """Somebody in a line: name, age on that day, address, and further fields."""
    name, years = said(row, "nama"), _years(row, on)
    return joined((name, f"{years} th" if years is not None and name else "", said(row, "alamat", *also)), ", ")


def people(section: str, *also: str) -> Cell:
    """A cell of all who stand in a section, be it one or many; empty values fall back to nothing."""

    def cell(record: Record, around: Around) -> str:
        found = rows(record, section) or [part(record, section)]
        return joined(person(row, registered(record, around).date(), *also) for row in found)

    return cell


def registered(record: Record, around: Around) -> datetime:
    """When a record was registered, in the zone of the unit."""
    return datetime.fromisoformat(record.registered_at).astimezone(around.zone)


def day(text: Any) -> str:
    """An ISO day as lists write it; what is none is shown as it is."""
    try:
        return dates.tanggal_pendek(dates.parse(str(text))) if text else ""
    except ValueError:
        return str(text)


def hour(text: Any) -> str:
    """`14:30` as `14.30`; what is no hour is shown as it is."""
    return str(text or "").replace(":", ".")


def moment(row: Mapping[str, Any], on: str = "tanggal", at: str = "jam") -> str:
    """A day and an hour of a row."""
    return joined((day(row.get(on)), hour(row.get(at))), " ")


def happened(record: Record, section: str = "kejadian") -> str:
    """When and where something happened."""
    row = part(record, section)
    until = moment(row, "sampai_tanggal", "sampai_jam")
    when = f"{moment(row)} sampai {until}" if until else moment(row)
    return joined((when, said(row, "tempat", "desa", "kecamatan")), ", ")


def rupiah(amount: int) -> str:
    """1500000 as `Rp1.500.000`."""
    return f"Rp{grouped(amount)}"


def officer(around: Around, nrp: Any) -> str:
    """Rank and name; the number where nobody of it is known."""
    return around.names.get(str(nrp), str(nrp)) if nrp else ""


def setting(record: Record, around: Around, name: str) -> int:
    """A whole number that the unit set about the paper when the record was made; 0 where it is not known."""
    unit = around.unit_of(record.context.unit) if around.unit_of and record.context.unit else around.unit
    found = (unit.get(record.form) or {}).get(name)
    return found if isinstance(found, int) else 0


def last_day(record: Record, around: Around, days: int = 0, months: int = 0) -> str:
    """The last day of so many days or months from registering; nothing of none."""
    if not days and not months:
        return ""
    return dates.tanggal_pendek(dates.add_months(registered(record, around).date(), months) + timedelta(days=days))


def following(record: Record, around: Around, form: str) -> list[Record]:
    """The valid records of a form that follow this one, oldest first."""
    return [one for one in around.after(record.id) if one.form == form and one.status == "berlaku"]


def note(record: Record, around: Around) -> str:
    """The last column: whether it stands, what it replaces or follows, and whether the Kapolsek should see it."""
    state, former = standing(record, around), around.parent(record.replaces)
    reason = f"{state}: {record.reason}" if state and record.reason else state
    followed = around.parent(record.about)
    return joined((
        reason, f"Pengganti {former.number.text}" if former else "",
        f"Mengikuti {followed.number.text}" if followed else "", "ATENSI" if record.attention else "",
    ))  # fmt: skip


def standing(record: Record, around: Around) -> str:
    """Whether it is void or replaced; nothing where it is valid."""
    state, instead = _STANDING.get(record.status, ""), around.parent(record.replaced_by)
    return f"{state} dengan {instead.number.text}" if state and instead else state


def _years(row: Mapping[str, Any], on: date | None) -> int | None:
    try:
        return age(row, on) if on else None
    except (TypeError, ValueError):
        return None


def _sequence(record: Record, _: Around) -> str:
    return str(record.number.sequence)


def _number(record: Record, _: Around) -> str:
    return record.number.text


def _at(record: Record, around: Around) -> str:
    at = registered(record, around)
    return f"{dates.tanggal_pendek(at)} {dates.pukul(at)}"


def _who(record: Record, _: Around) -> str:
    return record.who


def _what(record: Record, _: Around) -> str:
    return record.what


def _receiver(record: Record, around: Around) -> str:
    return officer(around, record.officer)


def _destination(record: Record, _: Around) -> str:
    return record.destination


NO = Part("No", _sequence, 0.45, number=True, covered=_sequence)
NUMBER = Part("Nomor", _number, 1.5, covered=_number)
AT = Part("Waktu", _at, 1.1, covered=_at)
OFFICER = Part("Petugas", _receiver, 1.0, covered=_receiver)
DESTINATION = Part("Tujuan", _destination, 0.95, covered=_destination)
NOTE = Part("Ket", note, 1.1, covered=standing)
NAME = Part("Nama", _who, 1.3, covered=_who)
MATTER = Part("Perihal", _what, 1.6, covered=protected)


def name_of(title: str, section: str, *also: str, share: float = 1.5) -> Part:
    """The column of whoever a record is about; initials where it is protected, the listed name where nothing is."""
    cell = people(section, *also)
    return Part(title, lambda record, around: cell(record, around) or record.who, share, covered=_who)


def matter(title: str, cell: Cell, share: float = 1.5) -> Part:
    """The column of the matter, which a protected case does not tell."""
    return Part(title, lambda record, around: cell(record, around) or record.what, share, covered=protected)

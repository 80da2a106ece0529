"""What a Laporan Polisi takes over from the record that it follows: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spkt_desktop.forms import persons
from spkt_desktop.forms.event import VICTIM
from spkt_desktop.forms.form import Proposal
from spkt_desktop.forms.lp_sections import ARTICLES, EVENT, EVIDENCE, OTHER_VICTIMS, SUSPECTS, WITNESSES
from spkt_desktop.forms.schema import Kind, Row, Section
from spkt_desktop.records import Record, Values

_GROUNDS = {
    "korban": VICTIM, "anak_sendiri": VICTIM, "orang_tua_wali": "orang tua/wali korban", "kuasa": "kuasa korban",
    "keluarga_sedarah": "keluarga korban", "keluarga_korban_meninggal": "keluarga korban", "pengampu": "kuasa korban",
    "perkawinan": VICTIM,
}  # fmt: skip
"""By the ground of a complaint: what its complainant is in a report."""


def from_visum(record: Record) -> Iterator[Proposal]:
    """The report that was to follow a visum: its victim, its event and whom it names."""
    values = record.values
    victim = values.get("korban") or {}
    accused = str((values.get("pemeriksaan") or {}).get("pelaku") or "")
    fits = 0 < len(accused) <= SUSPECTS.field("nama").longest
    suspects = [{"identitas": "Tanpa identitas", "nama": accused}] if fits else []
    begun = {"korban": [persons.carried(victim, OTHER_VICTIMS)], "kejadian": _event(values), "terlapor": suspects}
    yield Proposal(str(victim.get("nama") or record.number.text), begun)


def from_statement(record: Record, reporter: Section) -> Iterator[Proposal]:
    """A report of what was first a complaint or an information: everybody and everything that it names."""
    values = record.values
    told = values.get("uraian") or values.get("perihal") or {}
    event = _event(values) | _kept({"apa": told.get("perihal"), "uraian": told.get("uraian")}, EVENT)
    who = persons.carried(values.get("pelapor") or {}, reporter)
    ground = (values.get("hak") or {}).get("dasar", "")
    begun: Values = {
        "pelapor": who | {"kedudukan": _GROUNDS.get(ground, VICTIM)},
        "kejadian": event,
        **{one.name: [_kept(persons.carried(row, one), one) for row in values.get(one.name) or []]
           for one in (OTHER_VICTIMS, SUSPECTS, WITNESSES)},
        "barang_bukti": [_kept(row | {"ciri": row.get("keterangan")}, EVIDENCE) for row in values.get("bukti") or []],
        "pasal": [_kept(row, ARTICLES) for row in values.get("pasal") or []],
    }  # fmt: skip
    yield Proposal(str(who.get("nama") or record.number.text), begun)


def _event(values: Values) -> Row:
    return _kept(values.get("kejadian") or {}, EVENT)


def _kept(row: Row, section: Section) -> Row:
    """What of a row another section has a field for, and would let in."""
    taken: dict[str, Any] = {}
    for field in section.fields:
        value = row.get(field.name)
        if value in (None, ""):
            continue
        if field.kind is Kind.CHOICE and value not in {choice.value for choice in field.choices}:
            continue
        taken[field.name] = value[: field.longest] if isinstance(value, str) else value
    return taken

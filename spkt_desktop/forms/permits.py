"""What the forms of permits and notices share: papers shown as ticks, and when something planned begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Known
from spkt_desktop.forms.schema import Field, Kind, Section

PERIOD = (
    Field("tanggal", "Tanggal mulai", Kind.DATE, required=True),
    Field("jam", "Jam mulai", Kind.TIME),
    Field("sampai_tanggal", "Tanggal selesai", Kind.DATE, help="Kosongkan bila pada hari yang sama."),
    Field("sampai_jam", "Jam selesai", Kind.TIME),
)


def checklist(papers: Mapping[str, str]) -> Section:
    """A section `berkas` with one tick for each paper."""
    fields = (Field(name, label, Kind.FLAG) for name, label in papers.items())
    return Section("berkas", "Berkas yang diperlihatkan", tuple(fields))


def missing(section: Section, row: Mapping[str, Any]) -> Iterator[Problem]:
    """One warning that names every paper not ticked, at the first of them."""
    absent = [field for field in section.fields if row.get(field.name) is not True]
    if absent:
        names = ", ".join(field.label for field in absent)
        yield Problem(section.name, 0, absent[0].name, f"Berkas belum lengkap: {names}.")


def period_warns(section: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """Doubts about the period of a clean row: an hour that is missing, an end before the beginning."""
    for name, what in (("jam", "Jam mulai"), ("sampai_jam", "Jam selesai")):
        if name not in row:
            yield Problem(section, 0, name, f"{what} belum diisi.")
    first = row.get("tanggal", "")
    last = row.get("sampai_tanggal", first)
    if first and last < first:
        yield Problem(section, 0, "sampai_tanggal", "Kegiatan berakhir sebelum dimulai. Periksa kembali.")
    elif last == first and row.get("sampai_jam", "24") < row.get("jam", ""):
        yield Problem(section, 0, "sampai_jam", "Kegiatan berakhir sebelum dimulai. Periksa kembali.")


def received_blocks(section: str, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Problems of the receipt in a clean row: nothing is received after today."""
    if row.get("diterima_tanggal", "") > known.now.date().isoformat():
        yield Problem(section, 0, "diterima_tanggal", "Tanggal diterima tidak boleh sesudah hari ini.")


def moment(row: Mapping[str, Any], day: str, hour: str, known: datetime) -> datetime | None:
    """A day and an hour of a clean row in the zone of `known`, from midnight where the hour is not filled in."""
    if day not in row:
        return None
    at = time.fromisoformat(row[hour]) if hour in row else time()
    return datetime.combine(date.fromisoformat(row[day]), at, known.tzinfo)

"""When and where something happened: one section and its checks for reports, complaints and information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Known
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Row, Section, Variant
from spkt_desktop.records import Values

MOMENT, RANGE = "saat", "rentang"
VICTIM = "korban"
"""The value of `pelapor.kedudukan` by which the reporter is a victim and is not asked again as one."""

_PLACE = ("tempat", "desa", "kecamatan", "kabupaten", "provinsi", "koordinat")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?")
_SOUTH, _NORTH, _WEST, _EAST = -11.5, 6.5, 94.5, 141.5
"""Degrees that Indonesia lies between."""


def event(
    name: str = "kejadian", title: str = "Kejadian", *, first: tuple[Field, ...] = (), last: tuple[Field, ...] = (),
    counted: bool = True,
) -> Section:  # fmt: skip
    """A section of that name that asks when and where; `first` and `last` stand around it.

    `counted`: whether reports count its village; not where another record tells the same event.
    """
    around = tuple(field.name for field in (*first, *last))
    return Section(
        name=name,
        title=title,
        key="waktu",
        variants={
            MOMENT: Variant(("tanggal", "jam", *_PLACE, *around)),
            RANGE: Variant(
                ("tanggal", "jam", "sampai_tanggal", "sampai_jam", *_PLACE, *around),
                labels={"tanggal": "Dari tanggal", "jam": "Dari sekira pukul"},
            ),
        },
        fields=(
            *first,
            Field("waktu", "Waktu kejadian", Kind.CHOICE, default=MOMENT,
                  choices=(Choice(MOMENT, "Pada satu saat"), Choice(RANGE, "Antara dua waktu"))),
            Field("tanggal", "Tanggal kejadian", Kind.DATE),
            Field("jam", "Sekira pukul", Kind.TIME),
            Field("sampai_tanggal", "Sampai tanggal", Kind.DATE, help="Kosongkan bila pada hari yang sama."),
            Field("sampai_jam", "Sampai sekira pukul", Kind.TIME),
            Field("tempat", "Tempat kejadian", longest=300, find=Find.TEXT, help="Nama tempat, jalan, dusun, RT/RW."),
            Field("desa", "Desa/kelurahan", longest=80, find=Find.TEXT, tally="desa" if counted else ""),
            Field("kecamatan", "Kecamatan", longest=80, find=Find.TEXT),
            Field("kabupaten", "Kabupaten/kota", longest=80, find=Find.TEXT, help='Bila kota, tulis "Kota ...".'),
            Field("provinsi", "Provinsi", longest=80),
            Field("koordinat", "Titik koordinat", longest=60, help='Lintang, bujur: "-8.13270, 111.03450".'),
            *last,
        ),
    )  # fmt: skip


def day(values: Values, section: str = "kejadian") -> date | None:
    """The (first) day of the event in values; None where it is not known."""
    try:
        return date.fromisoformat(str((values.get(section) or {}).get("tanggal", "")))
    except ValueError:
        return None


def event_blocks(row: Mapping[str, Any], known: Known, section: str = "kejadian") -> Iterator[Problem]:
    """Problems of one clean event: it lies in the future, or ends before it begins."""
    today = known.now.date().isoformat()
    for name in ("tanggal", "sampai_tanggal"):
        if row.get(name, "") > today:
            yield Problem(section, 0, name, "Tanggal kejadian tidak boleh sesudah hari ini.")
    start, end = row.get("tanggal", ""), _last_day(row)
    if start and end and end < start:
        yield Problem(section, 0, "sampai_tanggal", "Waktu kejadian berakhir sebelum dimulai.")
    elif start and end == start and row.get("sampai_jam", "99") < row.get("jam", ""):
        yield Problem(section, 0, "sampai_jam", "Waktu kejadian berakhir sebelum dimulai.")


def event_warns(row: Mapping[str, Any], known: Known, section: str = "kejadian") -> Iterator[Problem]:
    """Doubts about one clean event: what is missing, an hour still to come, a point outside Indonesia."""
    if "tanggal" not in row:
        yield Problem(section, 0, "tanggal", "Tanggal kejadian belum diisi.")
    if row.get("waktu") == RANGE and "sampai_tanggal" not in row and "sampai_jam" not in row:
        yield Problem(section, 0, "sampai_jam", "Akhir rentang waktu belum diisi.")
    if row.get("waktu", MOMENT) == MOMENT and ("sampai_tanggal" in row or "sampai_jam" in row):
        yield Problem(section, 0, "waktu", "Waktu akhir terisi: pilih antara dua waktu.")
    if "tempat" not in row:
        yield Problem(section, 0, "tempat", "Tempat kejadian belum diisi.")
    now = known.now
    for on, name in ((row.get("tanggal", ""), "jam"), (_last_day(row), "sampai_jam")):
        if on == now.date().isoformat() and row.get(name, "") > f"{now:%H:%M}":
            yield Problem(section, 0, name, "Jam kejadian masih akan datang. Periksa kembali.")
    if (point := row.get("koordinat")) and not _in_indonesia(str(point)):
        yield Problem(section, 0, "koordinat", "Titik koordinat ini tidak di Indonesia. Tulis lintang, bujur.")


def victims(values: Values) -> list[Row]:
    """The victims of a report: the reporter where they are one, then the others."""
    reporter = values.get("pelapor") or {}
    own = [reporter] if reporter.get("kedudukan") == VICTIM else []
    return [*own, *(values.get("korban") or [])]


def before_birth(values: Values, person: Mapping[str, Any], section: str = "kejadian") -> bool:
    """Whether the event lies before the birth of that clean identity."""
    on = day(values, section)
    return bool(on and on.isoformat() < str(person.get("tanggal_lahir", "")))


def _last_day(row: Mapping[str, Any]) -> str:
    return str(row.get("sampai_tanggal") or row.get("tanggal", ""))


def _in_indonesia(point: str) -> bool:
    """Latitude and longitude in degrees, with points or commas for the fractions."""
    found = [float(number.replace(",", ".")) for number in _NUMBER.findall(point)]
    return len(found) == 2 and _SOUTH <= found[0] <= _NORTH and _WEST <= found[1] <= _EAST

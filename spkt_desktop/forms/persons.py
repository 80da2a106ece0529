"""The identity of somebody at the counter: one set of fields and checks for reporters, victims and witnesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms import nik
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant

RELIGIONS = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan terhadap Tuhan YME")
OCCUPATIONS = (
    "Belum/tidak bekerja", "Mengurus rumah tangga", "Pelajar/mahasiswa", "Petani/pekebun", "Buruh tani", "Nelayan",
    "Peternak", "Wiraswasta", "Pedagang", "Karyawan swasta", "Karyawan BUMN", "Karyawan honorer", "Buruh harian lepas",
    "PNS", "TNI", "Polri", "Guru", "Dosen", "Bidan", "Perawat", "Dokter", "Sopir", "Ojek daring", "Tukang kayu",
    "Tukang batu", "Penjahit", "Mekanik", "Perangkat desa", "Kepala desa", "Pensiunan",
)  # fmt: skip
SEXES = (Choice("L", "Laki-laki"), Choice("P", "Perempuan"))

_OLDEST = 120
_COMMON = (
    "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "agama", "kewarganegaraan", "pekerjaan", "alamat",
    "telepon",
)  # fmt: skip


def _shown(number: str) -> Variant:
    return Variant(fields=("nomor_identitas", "nik", *_COMMON), labels={"nomor_identitas": number})


IDENTITIES: Mapping[str, Variant] = {
    "KTP": Variant(fields=("nik", *_COMMON)),
    "SIM": _shown("Nomor SIM"),
    "Paspor": Variant(fields=("nomor_identitas", *_COMMON), labels={"nomor_identitas": "Nomor paspor"}),
    "KITAS": Variant(fields=("nomor_identitas", *_COMMON), labels={"nomor_identitas": "Nomor KITAS"}),
    "Kartu pelajar": _shown("Nomor kartu pelajar"),
    "Lainnya": _shown("Jenis dan nomor identitas"),
    "Tanpa identitas": Variant(
        fields=("nik", *_COMMON), ask_for=("Surat pengantar desa/kelurahan", "Fotokopi KTP atau KK bila ada")
    ),
}
"""By the value of `identitas`: which numbers are asked."""


def _offered(values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value) for value in values)


ORGANISATION, UNKNOWN = "Badan/organisasi", "Tidak dikenal"

_FURTHER: Mapping[str, Variant] = {
    ORGANISATION: Variant(
        fields=("nomor_identitas", "nama", "pekerjaan", "alamat", "telepon"),
        labels={"nama": "Nama badan/organisasi", "nomor_identitas": "NIB/nomor akta", "pekerjaan": "Diwakili oleh"},
    ),
    UNKNOWN: Variant(
        fields=("nama", "umur", "jenis_kelamin", "alamat"),
        labels={"nama": "Sebutan", "alamat": "Ciri-ciri atau tempat ditemukan"},
        defaults={"nama": "Tidak dikenal (Mr. X)"},
    ),
}


def identity(
    name: str, title: str, *, repeats: bool = False, fewest: int = 0, most: int = 100, brief: bool = False,
    also: tuple[str, ...] = (), first: tuple[Field, ...] = (), last: tuple[Field, ...] = (),
) -> Section:  # fmt: skip
    """A section of that name that asks who somebody is; `title` also names one row.

    `brief`: somebody of whom little may be known; only the name is required and an age can be estimated.
    `also`: further kinds, of `ORGANISATION` and `UNKNOWN`. `first` and `last` stand around the identity.
    """
    around = tuple(field.name for field in (*first, *last))
    kinds = {**IDENTITIES, **{kind: _FURTHER[kind] for kind in also}}
    aged = ("umur",) if brief else ()
    variants = {
        kind: replace(one, fields=(*one.fields, *around, *(aged if kind != ORGANISATION else ())))
        for kind, one in kinds.items()
    }
    estimated = (Field("umur", "Umur (tahun, bila tanggal lahir tidak diketahui)", Kind.INTEGER, most=_OLDEST),)
    return Section(
        name=name,
        title=title,
        row=title,
        repeats=repeats,
        fewest=fewest,
        most=most,
        person=True,
        key="identitas",
        variants=variants,
        fields=(
            *first,
            Field("identitas", "Identitas yang ditunjukkan", Kind.CHOICE, default="Tanpa identitas" if brief else "KTP",
                  choices=_offered(tuple(kinds))),
            Field("nik", "NIK", Kind.NIK, longest=32, find=Find.TEXT, help="16 angka, seperti pada KTP atau KK."),
            Field("nomor_identitas", "Nomor identitas", longest=60, find=Find.TEXT),
            Field("nama", "Nama lengkap", required=True, find=Find.TEXT),
            Field("tempat_lahir", "Tempat lahir"),
            Field("tanggal_lahir", "Tanggal lahir", Kind.DATE),
            *(estimated if brief else ()),
            Field("jenis_kelamin", "Jenis kelamin", Kind.CHOICE, choices=SEXES),
            Field("agama", "Agama", Kind.SUGGEST, longest=60, choices=_offered(RELIGIONS)),
            Field("kewarganegaraan", "Kewarganegaraan", Kind.SUGGEST, longest=60, default=None if brief else "WNI",
                  choices=_offered(("WNI",))),
            Field("pekerjaan", "Pekerjaan", Kind.SUGGEST, choices=_offered(OCCUPATIONS)),
            Field("alamat", "Alamat", Kind.NOTE, required=not brief, longest=500, find=Find.TEXT,
                  help="Dusun/jalan, RT/RW, desa, kecamatan, kabupaten."),
            Field("telepon", "Nomor telepon", Kind.PHONE, longest=40),
            *last,
        ),
    )  # fmt: skip


def carried(row: Mapping[str, Any], section: Section) -> dict[str, Any]:
    """An identity as another section takes it over: the fields that both have."""
    names = {field.name for field in section.fields}
    taken = {name: value for name, value in row.items() if name in names}
    kinds = {choice.value for choice in section.field("identitas").choices}
    return taken | ({"identitas": "Tanpa identitas"} if taken.get("identitas", "KTP") not in kinds else {})


def blocks(section: str, index: int, row: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    """Problems of one clean identity: nobody is born after today."""
    if str(row.get("tanggal_lahir", "")) > now.date().isoformat():
        yield Problem(section, index, "tanggal_lahir", "Tanggal lahir tidak boleh sesudah hari ini.")


def warns(section: str, index: int, row: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    """Doubts about one clean identity: what is missing, differs from the NIK, or is older than anybody gets."""
    for name, sentence in _missing(row):
        yield Problem(section, index, name, sentence)
    yield from brief_warns(section, index, row, now)


def brief_warns(section: str, index: int, row: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    """Doubts about what is filled in of a clean identity; of suspects and witnesses little need be known."""
    born = row.get("tanggal_lahir", "")
    if born and _age(date.fromisoformat(born), now.date()) > _OLDEST:
        yield Problem(section, index, "tanggal_lahir", f"Umur lebih dari {_OLDEST} tahun. Periksa kembali.")
    if number := row.get("nik"):
        facts = nik.read(number, now.date())
        for name, sentence in nik.mismatches(facts, born, row.get("jenis_kelamin", "")).items():
            yield Problem(section, index, name, sentence)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _missing(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    shown = row.get("identitas", "KTP")
    if shown in _FURTHER:
        return
    if shown == "KTP" and "nik" not in row:
        yield "nik", "NIK belum diisi."
    if "nomor_identitas" in IDENTITIES[shown].fields and "nomor_identitas" not in row:
        yield "nomor_identitas", f"{IDENTITIES[shown].labels['nomor_identitas']} belum diisi."
    if "tanggal_lahir" not in row:
        yield "tanggal_lahir", "Tanggal lahir belum diisi."
    if "jenis_kelamin" not in row:
        yield "jenis_kelamin", "Jenis kelamin belum diisi."

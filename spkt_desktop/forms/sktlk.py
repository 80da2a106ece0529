"""The loss certificate (Surat Keterangan Tanda Lapor Kehilangan): who lost what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms.goods import LOST_GOODS
from spkt_desktop.forms.schema import Field, Find, Form, Kind, Section
from spkt_desktop.records import Values

_THEFT = re.compile(
    r"\b(di|ke|me[mn]?|pe[mnr]?)?(curi|maling|jambret|copet|rampas|begal|rampok|todong|bobol)(an|nya)?\b", re.IGNORECASE
)
_NOT_THIS_PAPER = "Bila ada dugaan pencurian, buat LP model B, bukan SKTLK."
_SIXTEEN = re.compile("[0-9]{16}")
_SIXTEEN_DIGITS = {"KTP": "NIK", "KK": "Nomor KK"}


def _blocks(values: Values, now: datetime) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], now)
    if values["kejadian"].get("tanggal", "") > now.date().isoformat():
        yield Problem("kejadian", 0, "tanggal", "Tanggal kejadian tidak boleh sesudah hari ini.")


def _warns(values: Values, now: datetime) -> Iterator[Problem]:
    yield from persons.warns("pelapor", 0, values["pelapor"], now)
    yield from _doubtful_numbers(values)
    event = values["kejadian"]
    day = event.get("tanggal", "")
    if not day:
        yield Problem("kejadian", 0, "tanggal", "Tanggal hilang belum diisi.")
    elif day < values["pelapor"].get("tanggal_lahir", ""):
        yield Problem("kejadian", 0, "tanggal", "Tanggal hilang lebih awal daripada tanggal lahir pelapor.")
    if day == now.date().isoformat() and event.get("jam", "") > f"{now:%H:%M}":
        yield Problem("kejadian", 0, "jam", "Jam kejadian masih akan datang. Periksa kembali.")
    if "tempat" not in event:
        yield Problem("kejadian", 0, "tempat", "Tempat hilang belum diisi.")
    told = (("tempat", event.get("tempat", "")), ("keterangan", event.get("keterangan", "")))
    for name, text in told:
        if _THEFT.search(text):
            yield Problem("kejadian", 0, name, _NOT_THIS_PAPER)


def _doubtful_numbers(values: Values) -> Iterator[Problem]:
    for index, row in enumerate(values["barang"]):
        name = _SIXTEEN_DIGITS.get(row.get("jenis", ""))
        number = re.sub("[ .-]", "", row.get("nomor", ""))
        if name and number and not _SIXTEEN.fullmatch(number):
            yield Problem("barang", index, "nomor", f"{name} biasanya 16 angka. Periksa kembali.")
        if _THEFT.search(row.get("keterangan", "")):
            yield Problem("barang", index, "keterangan", _NOT_THIS_PAPER)


SKTLK = Form(
    name="sktlk",
    title="Surat keterangan kehilangan",
    version=1,
    sections=(
        persons.identity("pelapor", "Pelapor"),
        LOST_GOODS,
        Section(
            name="kejadian",
            title="Kejadian",
            fields=(
                Field("tanggal", "Tanggal hilang", Kind.DATE),
                Field("jam", "Sekira pukul", Kind.TIME),
                Field("tempat", "Tempat hilang", longest=300, find=Find.TEXT),
                Field("keterangan", "Keterangan kejadian", Kind.NOTE, longest=4000, find=Find.TEXT),
            ),
        ),
    ),
    who=("pelapor", "nama"),
    what=("barang", "jenis"),
    blocks=_blocks,
    warns=_warns,
    service="Kehilangan surat atau barang",
    about=(
        "Bawa KTP, KK, atau identitas lain; bila semua hilang, surat pengantar desa/kelurahan.",
        "Bawa fotokopi atau nomor surat yang hilang bila ada.",
        "Selesai dalam 5-10 menit.",
        "Gratis, tidak dipungut biaya.",
        "Diterbitkan oleh Polsek; bukan pengganti surat yang hilang.",
        "Bila barang dicuri atau dirampas, laporkan sebagai tindak pidana.",
    ),
)

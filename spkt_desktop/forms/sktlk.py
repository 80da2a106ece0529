"""The loss certificate (Surat Keterangan Tanda Lapor Kehilangan): who lost what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Awaited, Form, Known, Paper, Proposal, Wait
from spkt_desktop.forms.goods import LOST_GOODS, REFERRED
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.sample_loss import loss
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section
from spkt_desktop.records import Record, Values

_THEFT = re.compile(
    r"\b(di|ke|me[mn]?|pe[mnr]?)?(curi|maling|jambret|copet|rampas|begal|rampok|todong|bobol)(an|nya)?\b", re.IGNORECASE
)
_NOT_THIS_PAPER = "Bila ada dugaan pencurian, buat LP model B, bukan SKTLK."
_SIXTEEN = re.compile("[0-9]{16}")
_SOON = 3
"""Days before the end of its validity in which a letter is among the open matters."""
_SIXTEEN_DIGITS = {"KTP": "NIK", "KK": "Nomor KK"}


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], known.now)
    if values["kejadian"].get("tanggal", "") > known.now.date().isoformat():
        yield Problem("kejadian", 0, "tanggal", "Tanggal kejadian tidak boleh sesudah hari ini.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.warns("pelapor", 0, values["pelapor"], known.now)
    yield from _doubtful_numbers(values)
    event = values["kejadian"]
    day = event.get("tanggal", "")
    if not day:
        yield Problem("kejadian", 0, "tanggal", "Tanggal hilang belum diisi.")
    elif day < values["pelapor"].get("tanggal_lahir", ""):
        yield Problem("kejadian", 0, "tanggal", "Tanggal hilang lebih awal daripada tanggal lahir pelapor.")
    if day == known.now.date().isoformat() and event.get("jam", "") > f"{known.now:%H:%M}":
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


def _carried(record: Record) -> Iterator[Proposal]:
    """An extension is a new letter that names the old one; other letters of one visit need no second identity."""
    yield Proposal("Perpanjangan surat ini", record.values)
    yield Proposal(f"Surat lain untuk {record.values['pelapor']['nama']}", {"pelapor": record.values["pelapor"]}, False)


def _awaits(record: Record, known: Known) -> Iterator[Awaited]:
    if any(one.form == record.form for one in known.after(record.id)):
        return
    first = datetime.fromisoformat(record.registered_at).astimezone(known.now.tzinfo)
    unit = known.unit_of(record.context.unit) if known.unit_of else known.unit  # as the letter says, not as today's
    last = first.date() + timedelta(days=unit["sktlk"]["masa_berlaku"])
    end = datetime.combine(last, time.max, first.tzinfo).replace(microsecond=0)
    soon = datetime.combine(last - timedelta(days=_SOON), time.min, first.tzinfo)
    yield Awaited("Masa berlaku surat", end, "sktlk", "sktlk.masa", owed=False, since=soon)


def _waits(unit: Values) -> Wait:
    """Letters whose validity ends soon or has just ended: then the citizen asks for another one."""
    valid = unit["sktlk"]["masa_berlaku"]
    return Wait(max(valid - _SOON, 0), valid + 1, ("sktlk",))


def _route(values: Values, _: Known) -> str:
    """Goods whose loss the Satreskrim takes down itself go there (BPKB, land certificates)."""
    return RESKRIM if any(row.get("jenis") in REFERRED for row in values["barang"]) else ""


FALSE_STATEMENT = (
    "Apabila di kemudian hari ternyata keterangan yang diberikan tidak benar, surat keterangan ini dinyatakan tidak"
    " berlaku dan pelapor bersedia dituntut sesuai dengan ketentuan peraturan perundang-undangan."
)

LETTER = Paper(
    name="sktlk",
    title="SURAT KETERANGAN TANDA LAPOR KEHILANGAN",
    number="SKTLK/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    basis=("UU 2/2002 Ps 14 ayat (1) huruf k", "Perpol 2/2021"),
    doubts=(
        "Surat ini sendiri tidak diatur dalam undang-undang; ia pelayanan menurut tugas SPKT.",
        "Judul: satu-satunya contoh nyata (Polres, 2024) berbunyi TANDA LAPORAN KEHILANGAN.",
        "Masa berlaku berbeda antarkesatuan (14, 15, 30 hari); 14 hari menurut panduan umum.",
        "Pasal keterangan palsu pada surat resmi belum diverifikasi; kalimat bawaan tidak menyebut pasal.",
    ),
    settings=(
        Field("masa_berlaku", "Masa berlaku (hari)", Kind.INTEGER, required=True, least=1, most=365, default=14),
        Field("cantum", "Masa berlaku ditulis", Kind.CHOICE, required=True, default="keduanya",
              choices=(Choice("hari", "Jumlah hari"), Choice("tanggal", "Sampai tanggal"),
                       Choice("keduanya", "Keduanya"))),
        Field("kalimat_palsu", "Kalimat keterangan palsu", Kind.NOTE, required=True, longest=1000,
              default=FALSE_STATEMENT),
    ),
)  # fmt: skip

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
    papers=(LETTER,),
    who=("pelapor", "nama"),
    what=("barang", "jenis"),
    blocks=_blocks,
    warns=_warns,
    sample=loss,
    follows={"sktlk": _carried},
    awaits=_awaits,
    waits=_waits,
    route=_route,
    service="Kehilangan surat atau barang",
    words=(
        "hilang",
        "tercecer",
        "jatuh",
        "dompet",
        "KTP",
        "ATM",
        "ijazah",
        "lupa menaruh",
        "SKTLK",
        "surat kehilangan",
    ),
    about=(
        "Bawa KTP, KK, atau identitas lain; bila semua hilang, surat pengantar desa/kelurahan.",
        "Bawa fotokopi atau nomor surat yang hilang bila ada.",
        "Selesai dalam 5-10 menit.",
        "Gratis, tidak dipungut biaya.",
        "Diterbitkan oleh Polsek; bukan pengganti surat yang hilang.",
        "Bila barang dicuri atau dirampas, laporkan sebagai tindak pidana.",
    ),
)

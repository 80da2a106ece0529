"""Criticism, suggestions, praise and complaints about the service: without a name if so wished, and followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from spkt_desktop.errors import Problem
from spkt_desktop.forms import deadlines
from spkt_desktop.forms.form import Awaited, Form, Known, Paper, Wait
from spkt_desktop.forms.help_wanted import offered
from spkt_desktop.forms.routing import PROPAM
from spkt_desktop.forms.sample_help import opinion
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Record, Values

ANONYMOUS, NAMED = "anonim", "bernama"
NAMELESS = "Anonim"
"""What lists and papers show of a sender without a name."""
COMPLAINT = "Keluhan"
_MANNERS = "Sikap petugas"
PROMISE = 14
"""Days within which the unit promises to have followed up, until it says otherwise."""

_IDENTITY = ("nama", "alamat", "kontak")
_OFFENCE = re.compile(
    r"\b(pungli|pungutan liar|(di|me)?suap|peras|diperas|memeras|pemerasan|(di|me)?mintai? uang"
    r"|dipukul\w*|memukul\w*|pemukulan|(di|me)?(n|t)ampar\w*|(di|meng)?aniaya|penganiayaan|(di|me)?leceh\w*|pelecehan)\b",
    re.IGNORECASE,
)


def anonymous(values: Values) -> bool:
    """Whether the sender in clean values gives no name."""
    return bool(values["pengirim"].get("cara", ANONYMOUS) == ANONYMOUS)


def _settle(values: Values, _: Known) -> Values:
    sender = dict(values["pengirim"])
    if anonymous(values):
        sender.setdefault("nama", NAMELESS)
    elif sender.get("nama") == NAMELESS:
        del sender["nama"]
    return values | {"pengirim": sender}


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    sender = values["pengirim"]
    if anonymous(values):
        for name in _IDENTITY:
            if sender.get(name, NAMELESS) != NAMELESS:
                yield Problem("pengirim", 0, name, "Pengirim anonim: kosongkan isian ini; identitas tidak disimpan.")
    elif "nama" not in sender:
        yield Problem("pengirim", 0, "nama", "Isilah nama pengirim, atau pilih anonim.")
    if values["masukan"].get("tanggal", "") > known.now.date().isoformat():
        yield Problem("masukan", 0, "tanggal", "Tanggal yang dialami tidak boleh sesudah hari ini.")


def _warns(values: Values, _: Known) -> Iterator[Problem]:
    sender, said = values["pengirim"], values["masukan"]
    if sender.get("dibalas") and not anonymous(values) and "kontak" not in sender:
        yield Problem("pengirim", 0, "kontak", "Pengirim ingin dibalas, tetapi kontaknya belum diisi.")
    if _OFFENCE.search(said.get("isi", "")):
        yield Problem(
            "masukan", 0, "isi",
            "Bila petugas diduga melanggar hukum atau kode etik, tawarkan pengaduan ke Propam atau laporan polisi.",
        )  # fmt: skip


def _route(values: Values, _: Known) -> str:
    """A complaint about an officer is for Propam; about the room or the hours it stays here."""
    said = values["masukan"]
    of_officer = "petugas" in said or said.get("layanan") == _MANNERS
    return PROPAM if said.get("jenis") == COMPLAINT and of_officer else ""


def _awaits(record: Record, known: Known) -> Iterator[Awaited]:
    """A follow-up that closes it, by the day that the receipt promises."""
    answers = [one for one in known.after(record.id) if one.form == "tindak_saran"]
    if any(one.values.get("tindakan", {}).get("selesai") for one in answers):
        return
    days = known.unit.get("saran", {}).get("janji_hari") or PROMISE
    due = deadlines.due(datetime.fromisoformat(record.registered_at), days)
    yield Awaited(f"Tindak lanjut kritik/saran (janji pelayanan {days} hari)", due, "tindak_saran", "saran.jawaban")


_SENDER = Section(
    name="pengirim",
    title="Pengirim",
    key="cara",
    variants={
        ANONYMOUS: Variant(("dibalas",), labels={"dibalas": "Ingin jawaban (diambil dengan tanda terima)"}),
        NAMED: Variant((*_IDENTITY, "dibalas")),
    },
    fields=(
        Field("cara", "Pengirim", Kind.CHOICE, required=True, default=ANONYMOUS,
              choices=(Choice(ANONYMOUS, "Tanpa nama (anonim)"), Choice(NAMED, "Dengan nama")),
              help="Tanyakan: pengirim boleh tidak menyebut nama."),
        Field("nama", "Nama", find=Find.TEXT),
        Field("alamat", "Alamat", Kind.NOTE, longest=500),
        Field("kontak", "Telepon, pesan, atau surel", longest=120),
        Field("dibalas", "Ingin dibalas", Kind.FLAG, default=False),
    ),
)  # fmt: skip
_SAID = Section(
    name="masukan",
    title="Kritik, saran, atau keluhan",
    key="jenis",
    variants={
        "Saran": Variant(("isi", "layanan", "saluran")),
        "Kritik": Variant(("isi", "layanan", "petugas", "saluran")),
        "Apresiasi": Variant(("isi", "layanan", "petugas", "saluran")),
        COMPLAINT: Variant(("isi", "layanan", "petugas", "tanggal", "saluran")),
    },
    fields=(
        Field("jenis", "Jenis", Kind.CHOICE, required=True, default="Saran",
              choices=offered("Saran", "Kritik", "Apresiasi", COMPLAINT)),
        Field("isi", "Isi", Kind.NOTE, required=True, longest=4000, find=Find.TEXT,
              help="Dengan kata pengirim sendiri. Bila anonim, jangan menulis nama pengirim di sini."),
        Field("layanan", "Tentang pelayanan", Kind.SUGGEST, find=Find.TEXT, choices=offered(
            "Surat kehilangan (SKTLK)", "Laporan polisi", "Pengaduan", "Permintaan visum", "Bantuan dan pendampingan",
            "SKCK, izin, dan rujukan", "Ruang pelayanan", "Waktu tunggu", _MANNERS,
        )),
        Field("petugas", "Petugas yang dimaksud", find=Find.TEXT, help="Nama, atau ciri dan waktu bertugas."),
        Field("tanggal", "Dialami tanggal", Kind.DATE),
        Field("saluran", "Disampaikan melalui", Kind.SUGGEST, longest=60, default="Datang langsung",
              choices=offered("Datang langsung", "Kotak saran", "Telepon", "Pesan singkat", "Media sosial", "Surat")),
    ),
)  # fmt: skip

RECEIPT = Paper(
    name="saran",
    title="TANDA TERIMA KRITIK DAN SARAN",
    number="SARAN/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    signs="petugas",
    basis=("UU 25/2009 Ps 18 dan Ps 36",),
    doubts=(
        "Waktu 14 hari adalah janji pelayanan kesatuan, bukan tenggat undang-undang; UU 25/2009 mempunyai tenggat"
        " sendiri untuk pengaduan tertulis yang belum diperiksa pada naskah resmi.",
        "Batas antara keluhan pelayanan dan pengaduan pelanggaran anggota (Propam) berbeda antarkesatuan.",
    ),
    settings=(
        Field("janji_hari", "Janji tindak lanjut (hari)", Kind.INTEGER, required=True, least=1, most=60,
              default=PROMISE),
    ),
)  # fmt: skip

SARAN = Form(
    name="saran",
    title="Kritik dan saran",
    version=1,
    sections=(_SENDER, _SAID),
    papers=(RECEIPT,),
    who=("pengirim", "nama"),
    what=("masukan", "jenis"),
    settle=_settle,
    blocks=_blocks,
    warns=_warns,
    service="Kritik, saran, atau keluhan pelayanan",
    about=(
        "Boleh tanpa nama; identitas pengirim anonim tidak disimpan.",
        "Setiap masukan mendapat tanda terima dan ditindaklanjuti sesuai janji pelayanan.",
        "Gratis, tidak dipungut biaya.",
        "Keluhan tentang petugas diteruskan kepada Propam.",
    ),
    words=(
        "komplain", "protes", "masukan", "kotak saran", "apresiasi", "terima kasih", "pujian", "pungli", "tidak ramah",
        "lama", "antre", "kecewa", "propam",
    ),
    route=_route,
    awaits=_awaits,
    waits=lambda _: Wait(),
    sample=opinion,
)  # fmt: skip

"""What both models of the Laporan Polisi ask: the event, the people in it, and the things."""

from __future__ import annotations

from dataclasses import replace

from spkt_desktop.forms import persons
from spkt_desktop.forms.articles import articles
from spkt_desktop.forms.event import event
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section

EVENTS = (
    "Pencurian", "Pencurian sepeda motor", "Pencurian dengan pemberatan", "Pencurian dengan kekerasan",
    "Pencurian hewan ternak", "Penggelapan", "Penipuan", "Penipuan daring", "Penganiayaan", "Pengeroyokan",
    "Kekerasan dalam rumah tangga", "Kekerasan seksual", "Perkosaan", "Pencabulan", "Persetubuhan terhadap anak",
    "Pengancaman", "Pemerasan", "Perusakan barang", "Pembakaran", "Pemalsuan surat", "Penadahan", "Perjudian",
    "Membawa senjata tajam", "Orang hilang diduga dibawa lari", "Pembunuhan", "Penemuan mayat", "Penelantaran",
    "Kecelakaan lalu lintas",
)  # fmt: skip
STRANGER = "Tidak ada hubungan"
FAMILY = ("Suami/istri", "Orang tua", "Anak", "Saudara kandung", "Mertua/menantu", "Ipar", "Keluarga lain")
"""Relations that the family rule asks about (KUHP Ps 481)."""
_BONDS = (STRANGER, *FAMILY, "Mantan suami/istri", "Pacar", "Teman", "Tetangga", "Rekan kerja", "Atasan/bawahan")
_UNITS = ("buah", "unit", "lembar", "buku", "bilah", "butir", "potong", "pasang", "ekor", "gram", "kilogram", "liter")
_MOST_MONEY = 999_999_999_999


def suggested(values: tuple[str, ...]) -> tuple[Choice, ...]:
    """Choices that are shown as they are stored."""
    return tuple(Choice(value, value) for value in values)


def suspects() -> Section:
    """Who is accused: nobody where that is not known yet; of one who is sought perhaps only the looks."""
    section = persons.identity(
        "terlapor", "Terlapor/pelaku", repeats=True, brief=True, also=(persons.ORGANISATION, persons.UNKNOWN),
        last=(Field("hubungan", "Hubungan dengan korban", Kind.SUGGEST, longest=80, choices=suggested(_BONDS)),),
    )  # fmt: skip
    labels = {"nama": "Sebutan", "alamat": "Ciri-ciri"}
    sought = replace(section.variants[persons.UNKNOWN], defaults={"nama": "Dalam lidik"}, labels=labels)
    return replace(section, variants={**section.variants, persons.UNKNOWN: sought})


EVENT = event(
    title="Peristiwa",
    first=(Field("apa", "Apa yang terjadi", Kind.SUGGEST, required=True, longest=160, find=Find.TEXT,
                 choices=suggested(EVENTS), help='Sebutan pendek: "Pencurian sepeda motor".'),),
    last=(Field("uraian", "Uraian kejadian", Kind.NOTE, required=True, longest=8000, find=Find.TEXT,
                help="Siapa, apa, di mana, kapan, mengapa, bagaimana."),),
)  # fmt: skip

OTHER_VICTIMS = persons.identity(
    "korban", "Korban", repeats=True, brief=True, also=(persons.ORGANISATION, persons.UNKNOWN)
)
SUSPECTS = suspects()
WITNESSES = persons.identity("saksi", "Saksi", repeats=True, brief=True)

EVIDENCE = Section("barang_bukti", "Barang bukti", (
    Field("nama", "Nama barang", required=True, longest=200, find=Find.TEXT),
    Field("jumlah", "Jumlah", Kind.INTEGER, least=1, most=999_999, default=1),
    Field("satuan", "Satuan", Kind.SUGGEST, longest=20, choices=suggested(_UNITS)),
    Field("ciri", "Ciri-ciri", longest=300, find=Find.TEXT),
    Field("nomor", "Nomor pengenal", longest=60, find=Find.THING, help="Nomor polisi, rangka, mesin, seri, atau IMEI."),
    Field("diserahkan", "Diserahkan kepada petugas", Kind.FLAG, default=True),
), repeats=True, row="Barang bukti")  # fmt: skip

LOSSES = Section("kerugian", "Kerugian", (
    Field("uraian", "Barang atau kerugian", required=True, longest=300, find=Find.TEXT),
    Field("nomor", "Nomor pengenal", longest=60, find=Find.THING, help="Nomor polisi, rangka, mesin, seri, atau IMEI."),
    Field("nilai", "Nilai (rupiah)", Kind.MONEY, least=1, most=_MOST_MONEY, help="Kosongkan bila belum diketahui."),
), repeats=True, row="Kerugian")  # fmt: skip

ARTICLES = articles()

"""The settings of a unit: what its letters print and how its papers are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from spkt_desktop.errors import Problem
from spkt_desktop.forms.schema import Choice, Field, Form, Kind, Section
from spkt_desktop.numbers import PLACEHOLDERS
from spkt_desktop.records import Values

KOP_LINES, KOP_LETTERS = 3, 41
"""Bounds of a letterhead (Perkap 1/2023 on office letters); units exceed them, so they warn."""

FALSE_STATEMENT = (
    "Apabila di kemudian hari ternyata keterangan yang diberikan tidak benar, surat keterangan ini dinyatakan tidak"
    " berlaku dan pelapor bersedia dituntut sesuai dengan ketentuan peraturan perundang-undangan."
)

_BRACED = re.compile("{([^{}]*)}")


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in labels.items())


def _template_problem(template: str) -> str:
    names = _BRACED.findall(template)
    if set("{}") & set(_BRACED.sub("", template)):
        return "Kurung kurawal pada format nomor tidak berpasangan."
    if any(name not in PLACEHOLDERS for name in names):
        return "Yang boleh di dalam kurung kurawal hanya " + ", ".join(PLACEHOLDERS) + "."
    if "nomor" not in names or "tahun" not in names:
        return "Format nomor harus memuat {nomor} dan {tahun}."
    return ""


def _blocks(values: Values, _: datetime) -> Iterator[Problem]:
    papers = [row.get("surat") for row in values["nomor"]]
    for index, row in enumerate(values["nomor"]):
        sentence = _template_problem(row["format"]) if "format" in row else ""
        if sentence:
            yield Problem("nomor", index, "format", sentence)
        if papers[index] and papers[index] in papers[:index]:
            yield Problem("nomor", index, "surat", "Surat ini sudah mempunyai format nomor.")
    letter = values["sktlk"]
    if letter.get("tanda_tangan") == "mengetahui" and "mengetahui" not in letter:
        yield Problem("sktlk", 0, "mengetahui", "Isilah NRP pejabat yang menandatangani di bawah Mengetahui.")


def _warns(values: Values, now: datetime) -> Iterator[Problem]:
    for index, row in enumerate(values["kop"]):
        if len(row.get("baris", "")) > KOP_LETTERS:
            yield Problem("kop", index, "baris", f"Baris kop sebaiknya paling panjang {KOP_LETTERS} huruf.")
    if len(values["kop"]) > KOP_LINES:
        yield Problem("kop", KOP_LINES, "baris", f"Kop sebaiknya paling banyak {KOP_LINES} baris.")
    for index, row in enumerate(values["nomor"]):
        if row.get("tahun", 0) > now.year:
            yield Problem("nomor", index, "tahun", "Tahun nomor terakhir belum tiba. Periksa kembali.")


UNIT = Form(
    name="unit",
    title="Kesatuan",
    version=1,
    sections=(
        Section("kesatuan", "Kesatuan", (
            Field("polda", "Polda", required=True, longest=80, help='Nama lengkap, seperti "Polda Jawa Timur".'),
            Field("polres", "Polres", required=True, longest=80, help='Nama lengkap, seperti "Polres Pacitan".'),
            Field("polsek", "Polsek", required=True, longest=80, help='Nama lengkap, seperti "Polsek Punung".'),
            Field("kode", "Kode kesatuan", required=True, longest=40, help='Pendek, seperti "SEK.PUNUNG".'),
            Field("tempat", "Tempat surat dibuat", required=True, longest=80, help="Di depan tanggal surat."),
            Field("alamat", "Alamat kantor", Kind.NOTE, longest=500),
            Field("kode_pos", "Kode pos", longest=10),
            Field("telepon", "Telepon", Kind.PHONE, longest=40),
            Field("zona", "Zona waktu", Kind.CHOICE, required=True, choices=_choices(WIB="WIB", WITA="WITA", WIT="WIT"),
                  default="WIB"),
            Field("penyidikan", "Polsek melakukan penyidikan", Kind.FLAG, default=True),
        )),
        Section("kop", "Kop surat", (Field("baris", "Baris kop", required=True, longest=80),),
                repeats=True, fewest=1, most=4, row="Baris"),
        Section("surat", "Bentuk surat", (
            Field("kertas", "Kertas", Kind.CHOICE, required=True, default="F4",
                  choices=_choices(F4="F4 (215 x 330 mm)", A4="A4 (210 x 297 mm)")),
            Field("huruf", "Huruf", Kind.CHOICE, required=True, default="arial",
                  choices=_choices(arial="Arial", times="Times New Roman")),
            Field("logo", "Logo", Kind.IMAGE, help="PNG atau JPEG, paling besar 300 kB."),
        )),
        Section("sktlk", "Surat kehilangan", (
            # Unverified: the one real letter at hand (a Polres, 2024) says TANDA LAPORAN KEHILANGAN.
            Field("judul", "Judul", required=True, default="SURAT KETERANGAN TANDA LAPOR KEHILANGAN"),
            Field("masa_berlaku", "Masa berlaku (hari)", Kind.INTEGER, required=True, least=1, most=365, default=14),
            Field("cantum", "Masa berlaku ditulis", Kind.CHOICE, required=True, default="keduanya",
                  choices=_choices(hari="Jumlah hari", tanggal="Sampai tanggal", keduanya="Keduanya")),
            Field("tanda_tangan", "Tanda tangan", Kind.CHOICE, required=True, default="an_kapolsek",
                  choices=_choices(petugas="Petugas", an_kapolsek="Petugas a.n. Kapolsek",
                                   mengetahui="Petugas, dengan Mengetahui")),
            Field("mengetahui", "Mengetahui (NRP)", Kind.OFFICER, longest=18),
            Field("kalimat_palsu", "Kalimat keterangan palsu", Kind.NOTE, required=True, longest=1000,
                  default=FALSE_STATEMENT),
        )),
        Section("nomor", "Nomor surat", (
            Field("surat", "Surat", Kind.CHOICE, required=True, default="sktlk",
                  choices=_choices(sktlk="Surat kehilangan")),
            Field("format", "Format nomor", required=True, default="SKTLK/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
                  help="{nomor}, {bulan}, {tahun}, {kode}, {polsek}, {polres}, {polda}"),
            Field("lebar", "Banyak angka nomor", Kind.INTEGER, required=True, least=1, most=6, default=1),
            Field("nomor_terakhir", "Nomor terakhir di buku", Kind.INTEGER, required=True, most=999_999, default=0,
                  help="Nomor terakhir yang sudah dipakai; 0 bila belum ada."),
            Field("tahun", "Tahun nomor terakhir", Kind.INTEGER, required=True, least=2000, most=2100),
        ), repeats=True, fewest=1, most=20, row="Nomor"),
        Section("keamanan", "Keamanan", (
            Field("kunci_menit", "Kunci layar setelah (menit)", Kind.INTEGER, least=1, most=240, default=10),
        )),
    ),
    who=("kesatuan", "polsek"),
    what=("kesatuan", "polres"),
    blocks=_blocks,
    warns=_warns,
)  # fmt: skip

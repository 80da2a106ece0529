"""The settings of a unit: what its papers print, how they are numbered and who signs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spkt_desktop.errors import Problem
from spkt_desktop.forms import sample_station
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.schema import Choice, Field, Kind, Section, Variant
from spkt_desktop.numbers import PLACEHOLDERS
from spkt_desktop.records import Values

KOP_LINES, KOP_LETTERS = 3, 41
"""Bounds of a letterhead (Perkap 1/2023 on office letters); units exceed them, so they warn."""

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


SIGNS = _choices(
    petugas="Petugas", an_kapolsek="Petugas a.n. Kapolsek", mengetahui="Petugas, dengan Mengetahui",
    pejabat="Kapolsek atau pejabat yang ditunjuk",
)  # fmt: skip
"""Who signs a paper beside the citizen."""


def paper_section(paper: Paper) -> Section:
    """What the unit can set about one paper; named as the paper."""
    signing = (
        Field("tanda_tangan", "Tanda tangan", Kind.CHOICE, required=True, default=paper.signs, choices=SIGNS),
        Field("mengetahui", "Mengetahui/pejabat (NRP)", Kind.OFFICER, longest=18),
    )
    copies = Field(
        "rangkap", "Rangkap untuk", Kind.NOTE, longest=600, default="\n".join(paper.labels) or None,
        help="Satu baris untuk tiap lembar; kosongkan bila satu lembar saja.",
    )  # fmt: skip
    title = Field("judul", "Judul", required=True, default=paper.title)
    return Section(paper.name, paper.title, (title, *(signing if paper.signs else ()), copies, *paper.settings))


def labels(values: Values, paper: str) -> tuple[str, ...]:
    """Whom the copies of that paper are for, as complete settings say."""
    lines = str(values.get(paper, {}).get("rangkap") or "").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _blocks(values: Values, _: Known) -> Iterator[Problem]:
    papers = [row.get("surat") for row in values["nomor"]]
    sharing = {row.get("surat") for row in values["nomor"] if row.get("bersama", row.get("surat")) != row.get("surat")}
    for index, row in enumerate(values["nomor"]):
        sentence = _template_problem(row["format"]) if "format" in row else ""
        if sentence:
            yield Problem("nomor", index, "format", sentence)
        if papers[index] and papers[index] in papers[:index]:
            yield Problem("nomor", index, "surat", "Surat ini sudah mempunyai format nomor.")
        if row.get("surat") in sharing and row.get("bersama") in sharing:
            yield Problem(
                "nomor", index, "bersama", "Surat itu sendiri ikut hitungan lain. Pilih yang berdiri sendiri."
            )
    for name, paper in values.items():
        if isinstance(paper, dict) and paper.get("tanda_tangan") == "mengetahui" and "mengetahui" not in paper:
            yield Problem(name, 0, "mengetahui", "Isilah NRP pejabat yang menandatangani di bawah Mengetahui.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    for index, row in enumerate(values["kop"]):
        if len(row.get("baris", "")) > KOP_LETTERS:
            yield Problem("kop", index, "baris", f"Baris kop sebaiknya paling panjang {KOP_LETTERS} huruf.")
    if len(values["kop"]) > KOP_LINES:
        yield Problem("kop", KOP_LINES, "baris", f"Kop sebaiknya paling banyak {KOP_LINES} baris.")
    seen: dict[str, str] = {}
    for index, row in enumerate(values["nomor"]):
        series = row.get("bersama") or row.get("surat", "")
        if seen.setdefault(row.get("format", ""), series) != series and "format" in row:
            yield Problem("nomor", index, "format", "Surat lain memakai format ini juga; nomornya dapat kembar.")
        if row.get("tahun", 0) > known.now.year:
            yield Problem("nomor", index, "tahun", "Tahun nomor terakhir belum tiba. Periksa kembali.")
    for section, what in (("jaga", "Regu"), ("inventaris", "Barang")):
        names = [str(row.get("nama", "")).casefold() for row in values[section]]
        for index, name in enumerate(names):
            if name and name in names[:index]:
                yield Problem(section, index, "nama", f"{what} ini sudah ada pada daftar.")


_STATION = (
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
)  # fmt: skip
_BEHIND = (
    Section("pelayanan", "Antrean dan kepuasan", (
        Field("antrean", "Pakai antrean", Kind.FLAG, default=True, help="Siapa datang dicatat dan dilayani berurutan."),
        Field("tanya_kepuasan", "Tanyakan kepuasan sesudah pelayanan", Kind.FLAG, default=True,
              help="Satu pertanyaan, dijawab warga sendiri, tanpa nama."),
    )),
    Section("jaga", "Regu jaga", (
        Field("nama", "Nama regu", required=True, longest=20, help='Seperti "I", "II", atau "Pagi".'),
        Field("mulai", "Biasa mulai pukul", Kind.TIME),
        Field("selesai", "Biasa selesai pukul", Kind.TIME),
    ), repeats=True, most=12, row="Regu"),
    Section("inventaris", "Inventaris piket", (
        Field("nama", "Barang", required=True, help="Seperti HT, kunci, atau kendaraan."),
        Field("jumlah", "Jumlah", Kind.INTEGER, least=1, default=1),
        Field("keterangan", "Keterangan", longest=200, help="Nomor seri, nomor polisi, atau tempatnya."),
    ), repeats=True, row="Barang"),
    Section("rumah_sakit", "Rumah sakit dan puskesmas", (
        Field("nama", "Nama", required=True, help='Seperti "RSUD dr. Darsono" atau "Puskesmas Punung".'),
        Field("pimpinan", "Ditujukan kepada", Kind.SUGGEST, longest=80, default="Direktur",
              choices=tuple(Choice(post, post) for post in ("Direktur", "Kepala"))),
        Field("alamat", "Alamat", longest=200),
    ), repeats=True, most=50, row="Rumah sakit"),
    Section("keamanan", "Keamanan", (
        Field("kunci_menit", "Kunci layar setelah (menit)", Kind.INTEGER, least=1, most=240, default=10),
    )),
)  # fmt: skip


def _numbers(papers: Sequence[Paper]) -> Section:
    numbered = [paper for paper in papers if paper.number]
    named = tuple(Choice(paper.name, paper.title.capitalize()) for paper in numbered)
    return Section("nomor", "Nomor surat", (
        Field("surat", "Surat", Kind.CHOICE, required=True, default=numbered[0].name, choices=named),
        Field("format", "Format nomor", required=True, default=numbered[0].number,
              help="{nomor}, {bulan}, {tahun}, {kode}, {polsek}, {polres}, {polda}"),
        Field("lebar", "Banyak angka nomor", Kind.INTEGER, required=True, least=1, most=6, default=1),
        Field("nomor_terakhir", "Nomor terakhir di buku", Kind.INTEGER, required=True, most=999_999, default=0,
              help="Nomor terakhir yang sudah dipakai; 0 bila belum ada."),
        Field("tahun", "Tahun nomor terakhir", Kind.INTEGER, required=True, least=2000, most=2100),
        Field("bersama", "Satu hitungan dengan", Kind.CHOICE, choices=named,
              help="Kosongkan bila surat ini mempunyai urutan nomor sendiri."),
    ), repeats=True, most=60, row="Nomor", key="surat",
        variants={paper.name: Variant(("format", "lebar", "nomor_terakhir", "tahun", "bersama"),
                                      defaults={"format": paper.number}) for paper in numbered})  # fmt: skip


def unit_form(papers: Sequence[Paper]) -> Form:
    """The settings of a unit that has these papers; a paper without a row in `nomor` is numbered as it comes."""
    return Form(
        name="unit",
        title="Kesatuan",
        version=1,
        sections=(*_STATION, _numbers(papers), *(paper_section(paper) for paper in papers), *_BEHIND),
        who=("kesatuan", "polsek"),
        what=("kesatuan", "polres"),
        blocks=_blocks,
        warns=_warns,
        sample=sample_station.station,
    )

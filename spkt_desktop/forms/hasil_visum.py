"""The result of a visum et repertum: who handed it over to whom, when, and which it is."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms import sample_visum
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section
from spkt_desktop.records import Record, Values


def _carried(record: Record) -> Iterator[Proposal]:
    """The hospital that was asked, and whom it examined."""
    victim = str(record.values.get("korban", {}).get("nama", ""))
    hospital = str(record.values.get("tujuan", {}).get("rumah_sakit", ""))
    yield Proposal(victim or "Hasil visum", {
        "pihak_pertama": {"instansi": hospital} if hospital else {},
        "hasil": {"korban": victim} if victim else {},
    })  # fmt: skip


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    today = known.now.date().isoformat()
    for section, sentence in (("penyerahan", "Tanggal penyerahan"), ("hasil", "Tanggal visum et repertum")):
        if values[section].get("tanggal", "") > today:
            yield Problem(section, 0, "tanggal", f"{sentence} tidak boleh sesudah hari ini.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    handed, result = values["penyerahan"], values["hasil"]
    if "tanggal" not in handed:
        yield Problem("penyerahan", 0, "tanggal", "Tanggal penyerahan belum diisi.")
    if "tanggal" not in result:
        yield Problem("hasil", 0, "tanggal", "Tanggal visum et repertum belum diisi.")
    elif result["tanggal"] > handed.get("tanggal", "9999"):
        yield Problem("hasil", 0, "tanggal", "Visum et repertum bertanggal sesudah hari penyerahan. Periksa kembali.")
    if known.about and result.get("tanggal", "9999") < known.about.registered_at[:10]:
        yield Problem("hasil", 0, "tanggal", "Visum et repertum bertanggal sebelum permintaannya. Periksa kembali.")


RECEIPT = Paper(
    name="hasil_visum",
    title="BERITA ACARA PENYERAHAN HASIL VISUM ET REPERTUM",
    number="BA/VER/{nomor}/{bulan}/{tahun}/{kode}",
    signs="",
    basis=("KUHAP (UU 20/2025) Ps 49",),
    doubts=(
        "Bentuk resmi berita acara ini tidak ditemukan; susunannya menurut praktik dan belum diverifikasi.",
        "Format nomor berita acara belum diverifikasi.",
    ),
)

HASIL_VISUM = Form(
    name="hasil_visum",
    title="Hasil visum et repertum",
    version=1,
    sections=(
        Section("hasil", "Visum et repertum", (
            Field("nomor", "Nomor visum et repertum", required=True, find=Find.TEXT, help="Nomor dari rumah sakit."),
            Field("tanggal", "Tanggal visum et repertum", Kind.DATE),
            Field("jenis", "Jenis", Kind.CHOICE, required=True, default="seketika",
                  choices=(Choice("seketika", "Seketika"), Choice("sementara", "Sementara"),
                           Choice("lanjutan", "Lanjutan"))),
            Field("korban", "Atas nama", find=Find.TEXT),
            Field("lembar", "Jumlah lembar", Kind.INTEGER, least=1, most=500),
            Field("rangkap", "Rangkap", Kind.INTEGER, least=1, most=20, default=2),
        )),
        Section("pihak_pertama", "Yang menyerahkan (rumah sakit)", (
            Field("nama", "Nama dokter/petugas", required=True, find=Find.TEXT),
            Field("nip", "NIP", longest=40),
            Field("jabatan", "Jabatan", longest=80),
            Field("instansi", "Rumah sakit/puskesmas", find=Find.TEXT),
        )),
        Section("pihak_kedua", "Yang menerima", (
            Field("petugas", "Petugas Polri", Kind.OFFICER, required=True, longest=18),
        )),
        Section("penyerahan", "Penyerahan", (
            Field("tanggal", "Tanggal", Kind.DATE),
            Field("jam", "Jam", Kind.TIME),
            Field("tempat", "Tempat", longest=200),
        )),
    ),
    papers=(RECEIPT,),
    who=("hasil", "korban"),
    what=("hasil", "nomor"),
    blocks=_blocks,
    warns=_warns,
    follows={"visum": _carried},
    alone=False,
    sample=sample_visum.result,
)  # fmt: skip

"""Information, and complaints that are no crime: what was told, what was advised, and where the citizen was sent."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms.event import event, event_blocks, event_warns
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.lp_sections import suggested
from spkt_desktop.forms.routing import BINMAS, DESTINATIONS
from spkt_desktop.forms.sample_information import information
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Values

INFORMATION = "informasi"
_KINDS = {
    INFORMATION: "Laporan informasi",
    "perdata": "Pengaduan bukan pidana: perdata (jual beli, sewa, perjanjian)",
    "utang": "Pengaduan bukan pidana: utang-piutang",
    "keluarga": "Pengaduan bukan pidana: keluarga (rumah tangga, waris, anak)",
    "tetangga": "Pengaduan bukan pidana: perselisihan tetangga",
    "tanah": "Pengaduan bukan pidana: sengketa tanah atau batas",
    "kerja": "Pengaduan bukan pidana: hubungan kerja atau upah",
    "pelayanan": "Pengaduan bukan pidana: pelayanan umum atau konsumen",
    "lain": "Pengaduan bukan pidana: lainnya",
}
"""By value of `jenis`."""

_PLACES = (
    "Bhabinkamtibmas", "Kepala Desa/Lurah", "Pengadilan Negeri", "Pengadilan Agama", "LBH/Posbakum", "Camat",
    "Kantor Pertanahan", "Dinas Sosial", "Dinas Tenaga Kerja", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    "BPSK", "KUA", "Polres", "Unit Reskrim", "Unit PPA",
)  # fmt: skip
_ASSESSMENT = ("Bukan tindak pidana", "Belum cukup keterangan; dapat dilaporkan kembali", "Perlu penyelidikan Reskrim")
_CRIME = _ASSESSMENT[2]


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], known.now)
    for index, row in enumerate(values["pihak"]):
        yield from persons.blocks("pihak", index, row, known.now)
    yield from event_blocks(values["kejadian"], known)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.warns("pelapor", 0, values["pelapor"], known.now)
    for index, row in enumerate(values["pihak"]):
        yield from persons.brief_warns("pihak", index, row, known.now)
    if values["kejadian"]:
        yield from event_warns(values["kejadian"], known)
    matter, assessed = values["perihal"].get("jenis", INFORMATION), values["penilaian"]
    if matter != INFORMATION and "alasan" not in assessed:
        yield Problem("penilaian", 0, "alasan", "Tulis mengapa bukan tindak pidana; tanyakan kepada piket Reskrim.")
    if matter != INFORMATION and not values["rujukan"]:
        yield Problem("rujukan", 0, "kepada", "Sebutkan ke mana warga dirujuk, agar ia tidak pulang tanpa arah.")
    if assessed.get("hasil") == _CRIME:
        yield Problem("penilaian", 0, "hasil", "Bila ada dugaan tindak pidana, buat LP model B atau pengaduan.")


def _route(values: Values, _: Known) -> str:
    """As the follow-up says, else to Binmas."""
    return str(values["penilaian"].get("diteruskan") or "")


_LAW = ("UU 2/2002 Ps 13-15", "Perkap 6/2019 Ps 3", "KUHAP Ps 1 angka 45-46")

LETTER = Paper(
    name="informasi",
    title="LAPORAN INFORMASI",
    number="LI/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    signs="petugas",
    basis=_LAW,
    doubts=("Bentuk dan format nomor laporan informasi di Polsek tidak ditemukan pada contoh nyata.",),
    settings=(
        Field("judul_pengaduan", "Judul bila pengaduan bukan pidana", required=True,
              default="LAPORAN PENGADUAN (BUKAN TINDAK PIDANA)"),
    ),
)  # fmt: skip
RECEIPT = Paper(
    name="tanda_informasi",
    title="SURAT TANDA PENERIMAAN INFORMASI/PENGADUAN",
    number="STPI/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    basis=_LAW,
    doubts=("Tidak ada bentuk baku; isinya menjawab kewajiban memberi tanda terima dan petunjuk kepada warga.",),
    settings=(Field("kontak", "Kontak untuk menanyakan perkembangan", longest=200),),
)

INFORMASI = Form(
    name="informasi",
    title="Laporan informasi/pengaduan bukan pidana",
    version=1,
    sections=(
        persons.identity("pelapor", "Pelapor"),
        Section("perihal", "Perihal", (
            Field("jenis", "Jenis", Kind.CHOICE, required=True, default=INFORMATION,
                  choices=tuple(Choice(value, label) for value, label in _KINDS.items())),
            Field("perihal", "Perihal", required=True, find=Find.TEXT),
            Field("uraian", "Uraian", Kind.NOTE, required=True, longest=8000, find=Find.TEXT),
        )),
        persons.identity("pihak", "Pihak terkait", repeats=True, brief=True,
                         also=(persons.ORGANISATION, persons.UNKNOWN),
                         last=(Field("kedudukan", "Kedudukan dalam masalah", longest=80,
                                     help="Tetangga sebelah timur; peminjam; ahli waris."),)),
        event(),
        Section("penilaian", "Penilaian piket Reskrim", (
            Field("hasil", "Penilaian", Kind.SUGGEST, choices=suggested(_ASSESSMENT)),
            Field("alasan", "Alasan", Kind.NOTE, longest=2000, find=Find.TEXT,
                  help="Unsur tindak pidana yang tidak ada; mengapa urusan perdata."),
            Field("penilai", "Dinilai oleh", Kind.OFFICER, longest=18),
            Field("tindak_lanjut", "Tindak lanjut", Kind.NOTE, longest=2000,
                  help="Dicatat; dimediasi Bhabinkamtibmas; diselidiki; diteruskan."),
            Field("diteruskan", "Diteruskan kepada", Kind.CHOICE, choices=suggested(DESTINATIONS),
                  help="Kosong berarti Binmas."),
        )),
        Section("nasihat", "Nasihat kepada warga", (
            Field("nasihat", "Nasihat", Kind.NOTE, required=True, longest=4000,
                  help="Tercetak pada tanda terima: langkah yang dapat ditempuh warga."),
            Field("tidak_bisa_baca_tulis", "Pelapor tidak dapat membaca atau menulis", Kind.FLAG),
        )),
        Section("rujukan", "Dirujuk ke", (
            Field("kepada", "Kepada", Kind.SUGGEST, required=True, find=Find.TEXT, choices=suggested(_PLACES)),
            Field("alamat", "Alamat", longest=300),
            Field("kontak", "Kontak", longest=80, help="Nama dan nomor telepon."),
            Field("alasan", "Untuk", longest=300, help="Mediasi; gugatan sederhana; bantuan hukum cuma-cuma."),
        ), repeats=True, most=10, row="Rujukan", key="kepada", variants={
            "LBH/Posbakum": Variant(("alamat", "kontak", "alasan"),
                                    ask_for=("Surat keterangan tidak mampu (bantuan hukum cuma-cuma)",)),
        }),
    ),
    papers=(LETTER, RECEIPT),
    who=("pelapor", "nama"),
    what=("perihal", "perihal"),
    blocks=_blocks,
    warns=_warns,
    case=True,
    destination=BINMAS,
    route=_route,
    sample=information,
    service="Memberi informasi, atau mengadukan masalah yang bukan pidana",
    about=(
        "Bawa KTP dan surat yang berkaitan (perjanjian, kuitansi, sertifikat) bila ada.",
        "Warga mendapat tanda terima berisi nasihat dan tempat rujukan.",
        "Piket Reskrim menilai dahulu apakah ada tindak pidana.",
        "Selesai dalam 15-30 menit.",
        "Gratis, tidak dipungut biaya.",
    ),
    words=(
        "informasi", "utang", "hutang", "piutang", "pinjaman", "pinjol", "tetangga", "ribut tetangga", "sengketa",
        "tanah", "batas tanah", "warisan", "waris", "cerai", "rumah tangga", "perdata", "jual beli", "sewa",
        "kontrakan", "arisan", "upah", "gaji", "mediasi", "konsultasi", "nasihat", "curiga", "mencurigakan",
        "wanprestasi", "ganti rugi",
    ),
)  # fmt: skip

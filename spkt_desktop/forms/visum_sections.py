"""What a request for a visum et repertum asks: whom it is for, who is to be examined, in what state and for what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spkt_desktop.forms import persons
from spkt_desktop.forms.event import event
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant

WOUND, CORPSE, ABUSE, MIND = "Luka", "Mayat", "Kekerasan seksual", "Psikiatri"
REPORT, COMPLAINT, SPOKEN = "lp", "pengaduan", "lisan"
DONE, NOT_FOUND, OBJECTS = "sudah", "tidak ditemukan", "keberatan"

_STATE = ("luka", "sebab", "pelaku")
_FOUND = ("ditemukan_tanggal", "ditemukan_jam", "ditemukan_tempat")
_FAMILY = ("keluarga_diberitahu", "keluarga", "keberatan")
_EXAMINATIONS = (
    Field("periksa_luka", "Pemeriksaan luka", Kind.FLAG),
    Field("periksa_keracunan", "Pemeriksaan keracunan", Kind.FLAG),
    Field("periksa_luar", "Pemeriksaan luar mayat", Kind.FLAG),
    Field("bedah_mayat", "Pemeriksaan luar dan dalam (bedah mayat)", Kind.FLAG),
    Field("periksa_seksual", "Pemeriksaan korban perkosaan/perbuatan cabul", Kind.FLAG),
    Field("periksa_psikiatri", "Pemeriksaan psikiatri", Kind.FLAG),
)
FITTING: Mapping[str, tuple[str, ...]] = {
    WOUND: ("periksa_luka", "periksa_keracunan"),
    CORPSE: ("periksa_luar", "bedah_mayat", "periksa_keracunan", "periksa_seksual"),
    ABUSE: ("periksa_seksual", "periksa_luka", "periksa_keracunan", "periksa_psikiatri"),
    MIND: ("periksa_psikiatri",),
}
"""By kind of visum: the examinations that can be asked for."""


def _examination() -> Section:
    alike: Mapping[str, tuple[tuple[str, ...], dict[str, str], dict[str, Any]]] = {
        WOUND: ((), {}, {}),
        CORPSE: (_FAMILY, {"luka": "Keadaan mayat, luka, dan letaknya"}, {}),
        ABUSE: ((), {"luka": "Luka atau keadaan yang tampak"}, {"periksa_seksual": True}),
        MIND: ((), {"luka": "Gejala atau perilaku yang tampak", "sebab": "Alasan"}, {"periksa_psikiatri": True}),
    }
    return Section(
        name="pemeriksaan",
        title="Keadaan dan pemeriksaan",
        key="jenis",
        variants={
            kind: Variant(
                ((*_FOUND, *_STATE) if kind == CORPSE else _STATE) + FITTING[kind] + ("lainnya", *more),
                labels=labels,
                defaults=defaults,
            )
            for kind, (more, labels, defaults) in alike.items()
        },
        fields=(
            Field("jenis", "Visum untuk", Kind.CHOICE, required=True,
                  choices=(Choice(WOUND, "Luka (korban hidup)"), Choice(CORPSE, "Mayat (korban meninggal)"),
                           Choice(ABUSE, "Kekerasan seksual"), Choice(MIND, "Psikiatri (ke rumah sakit jiwa)"))),
            Field("ditemukan_tanggal", "Ditemukan tanggal", Kind.DATE),
            Field("ditemukan_jam", "Ditemukan sekira pukul", Kind.TIME),
            Field("ditemukan_tempat", "Ditemukan di", longest=300, find=Find.TEXT),
            Field("luka", "Luka atau keadaan: apa dan pada bagian tubuh mana", Kind.NOTE, longest=2000, find=Find.TEXT),
            Field("sebab", "Diduga akibat", longest=300, find=Find.TEXT, help='Seperti "dipukul dengan kayu".'),
            Field("pelaku", "Diduga dilakukan oleh", longest=300, find=Find.TEXT, help="Kosongkan bila belum tahu."),
            *_EXAMINATIONS,
            Field("lainnya", "Pemeriksaan lain yang diminta", longest=300),
            Field("keluarga_diberitahu", "Bedah mayat: keluarga diberitahu", Kind.CHOICE,
                  choices=(Choice(DONE, "Sudah diberitahu"), Choice("belum", "Belum diberitahu"),
                           Choice(NOT_FOUND, "Keluarga tidak ditemukan"))),
            Field("keluarga", "Keluarga yang diberitahu", longest=200, help="Nama, hubungan, dan kapan diberitahu."),
            Field("keberatan", "Sikap keluarga", Kind.CHOICE,
                  choices=(Choice("tidak keberatan", "Tidak keberatan"), Choice(OBJECTS, "Keberatan"))),
        ),
    )  # fmt: skip


SECTIONS = (
    Section("tujuan", "Rumah sakit", (
        Field("rumah_sakit", "Rumah sakit/puskesmas", Kind.SUGGEST, required=True, find=Find.TEXT,
              from_unit="rumah_sakit"),
        Field("pimpinan", "Ditujukan kepada", Kind.SUGGEST, longest=80,
              choices=(Choice("Direktur", "Direktur"), Choice("Kepala", "Kepala"))),
        Field("alamat", "Alamat", longest=200),
    )),
    Section("dasar", "Dasar permintaan", (
        Field("dasar", "Dasar", Kind.CHOICE, required=True, default=REPORT,
              choices=(Choice(REPORT, "Laporan Polisi yang sudah bernomor"),
                       Choice(COMPLAINT, "Pengaduan yang sudah bernomor"),
                       Choice(SPOKEN, "Laporan lisan, LP menyusul"))),
        Field("lp_nomor", "Nomor Laporan Polisi", longest=160, find=Find.TEXT),
        Field("lp_tanggal", "Tanggal Laporan Polisi", Kind.DATE),
    ), key="dasar", variants={
        REPORT: Variant(("lp_nomor", "lp_tanggal")),
        COMPLAINT: Variant(("lp_nomor", "lp_tanggal"),
                           labels={"lp_nomor": "Nomor pengaduan", "lp_tanggal": "Tanggal pengaduan"}),
        SPOKEN: Variant((), warning="Buat Laporan Polisi sesegera mungkin dan sampaikan nomornya kepada rumah sakit."),
    }),
    persons.identity(
        "korban", "Korban", brief=True, also=(persons.UNKNOWN,),
        last=(Field("wali", "Orang tua/wali yang menyetujui (bila anak)", longest=160, help="Nama dan hubungan."),),
    ),
    event(counted=False),
    _examination(),
    Section("pengiriman", "Penanda tangan dan pengantar", (
        Field("penanda_tangan", "Ditandatangani oleh", Kind.OFFICER, required=True, longest=18,
              help="Kapolsek, atau penyidik/penyidik pembantu."),
        Field("selaku", "Selaku", Kind.SUGGEST, longest=60,
              choices=(Choice("Penyidik", "Penyidik"), Choice("Penyidik Pembantu", "Penyidik Pembantu"))),
        Field("pengantar", "Petugas pengantar", Kind.OFFICER, longest=18),
        Field("pengantar_nama", "Pengantar di luar daftar petugas", help="Nama, pangkat, dan NRP."),
        Field("jam_berangkat", "Jam berangkat", Kind.TIME),
    )),
)  # fmt: skip


def asked(examination: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the examinations that are asked for in clean values."""
    return tuple(field.name for field in _EXAMINATIONS if examination.get(field.name))

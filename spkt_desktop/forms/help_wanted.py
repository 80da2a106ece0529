"""What is asked for each kind of help, and which papers the officer asks to see before an escort is granted."""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant

EMERGENCY, SCENE, GUARD, ESCORT = "Pertolongan darurat", "Mendatangi TKP (TPTKP)", "Pengamanan", "Pengawalan"
VICTIM, LEASING, RENTAL = "Pendampingan korban", "Penarikan kendaraan (leasing)", "Pengambilan kendaraan sewa/rental"
EXECUTION, MISSING, OTHER = "Pendampingan eksekusi pengadilan", "Orang hilang/tersesat", "Bantuan lain"

TAKING_BACK = (LEASING, RENTAL)
"""Help to take a vehicle from whoever holds it: only after the papers were seen."""

_LEASING_CARE = (
    "Pengamanan eksekusi jaminan fidusia dimohonkan tertulis kepada Kapolres/Kapolda (Perkap 8/2011). Tanpa penyerahan"
    " sukarela, penarikan melalui pengadilan (Putusan MK 18/PUU-XVII/2019)."
)
_RENTAL_CARE = (
    "Kendaraan sewa yang tidak dikembalikan dapat merupakan penggelapan: tawarkan laporan polisi, jangan biarkan"
    " pemohon mengambilnya sendiri bila ada ancaman."
)
_ALWAYS = ("uraian", "tempat", "bahaya", "saluran", "diterima_tanggal", "diterima_jam")
_WHEN = ("tanggal", "jam")
_VEHICLE = ("penguasa", "perjanjian", "nomor_polisi", "merek", "nomor_rangka", "nomor_mesin")


def _help(
    *fields: str, ask_for: tuple[str, ...] = (), labels: Mapping[str, str] | None = None, warning: str = ""
) -> Variant:
    return Variant(fields=(*_ALWAYS, *fields), labels=labels or {}, ask_for=ask_for, warning=warning)


HELP: Mapping[str, Variant] = {
    EMERGENCY: _help(),
    SCENE: _help(labels={"tempat": "Tempat kejadian"}),
    GUARD: _help(
        *_WHEN, "sampai", "jumlah", labels={"jumlah": "Perkiraan jumlah orang yang hadir"},
        ask_for=("Surat permohonan", "KTP penanggung jawab"),
    ),
    ESCORT: _help(
        *_WHEN, "tujuan", "jumlah", "nomor_polisi", labels={"tempat": "Berangkat dari", "jumlah": "Jumlah kendaraan"},
        ask_for=("Surat permohonan", "KTP penanggung jawab"),
    ),
    VICTIM: _help(*_WHEN, "tujuan", "kekerasan_seksual", ask_for=("Laporan polisi bila sudah ada",)),
    LEASING: _help(
        *_WHEN, *_VEHICLE,
        labels={"perjanjian": "Perusahaan pembiayaan dan nomor perjanjian", "tempat": "Tempat kendaraan berada"},
        ask_for=(
            "Sertifikat jaminan fidusia", "Surat kuasa/surat tugas penarikan", "Surat peringatan kepada debitur",
            "Fotokopi STNK/BPKB", "KTP petugas penarik",
        ),
        warning=_LEASING_CARE,
    ),
    RENTAL: _help(
        *_WHEN, *_VEHICLE,
        labels={"perjanjian": "Perjanjian sewa (nomor, tanggal)", "tempat": "Tempat kendaraan berada"},
        ask_for=("BPKB atau STNK", "Perjanjian sewa", "KTP pemilik", "Laporan polisi bila sudah ada"),
        warning=_RENTAL_CARE,
    ),
    EXECUTION: _help(
        *_WHEN, "sampai", labels={"tempat": "Tempat/objek eksekusi"},
        ask_for=("Surat permohonan pengadilan", "Penetapan eksekusi", "Surat tugas juru sita"),
        warning="Pengamanan eksekusi pengadilan diminta oleh pengadilan kepada Kapolres; teruskan permintaan ini.",
    ),
    MISSING: _help(
        *_WHEN, ask_for=("Foto orang yang dicari", "KK atau KTP"),
        labels={"tempat": "Terakhir terlihat di", "tanggal": "Terakhir terlihat tanggal", "jam": "Sekira pukul"},
    ),
    OTHER: _help(*_WHEN),
}  # fmt: skip
"""By the value of `jenis`; anything else may be typed and is asked all fields."""


def offered(*values: str) -> tuple[Choice, ...]:
    """Choices that are shown as they are stored."""
    return tuple(Choice(value, value) for value in values)


WANTED = Section(
    name="permintaan",
    title="Permintaan bantuan",
    key="jenis",
    variants=HELP,
    fields=(
        Field("jenis", "Bantuan yang diminta", Kind.SUGGEST, required=True, find=Find.TEXT, choices=offered(*HELP)),
        Field("uraian", "Uraian permintaan", Kind.NOTE, required=True, longest=4000, find=Find.TEXT),
        Field("tempat", "Tempat", longest=300, find=Find.TEXT),
        Field("tujuan", "Tujuan", longest=300, find=Find.TEXT),
        Field("tanggal", "Dibutuhkan tanggal", Kind.DATE),
        Field("jam", "Pukul", Kind.TIME),
        Field("sampai", "Sampai pukul", Kind.TIME),
        Field("jumlah", "Jumlah", Kind.INTEGER, least=1, most=999_999),
        Field("penguasa", "Yang menguasai kendaraan", find=Find.TEXT),
        Field("perjanjian", "Dasar/perjanjian", longest=200, find=Find.TEXT),
        Field("nomor_polisi", "Nomor polisi", longest=20, find=Find.THING),
        Field("merek", "Merek/tipe dan warna", find=Find.TEXT),
        Field("nomor_rangka", "Nomor rangka", longest=40, find=Find.THING),
        Field("nomor_mesin", "Nomor mesin", longest=40, find=Find.THING),
        Field("bahaya", "Ada ancaman terhadap jiwa atau senjata", Kind.FLAG, default=False,
              help="Tanyakan selalu: senjata, pengeroyokan, orang yang nekat."),
        Field("kekerasan_seksual", "Korban kekerasan seksual", Kind.FLAG, default=False),
        Field("saluran", "Diminta melalui", Kind.SUGGEST, longest=60, default="Datang langsung",
              choices=offered("Datang langsung", "Telepon", "Layanan 110", "Pesan singkat", "Radio/HT")),
        Field("diterima_tanggal", "Diterima tanggal", Kind.DATE, help="Kosongkan bila hari ini."),
        Field("diterima_jam", "Diterima pukul", Kind.TIME),
    ),
)  # fmt: skip

PAPERS_SEEN = Section(
    name="surat",
    title="Surat yang diperiksa",
    row="Surat",
    repeats=True,
    most=30,
    fields=(
        Field("surat", "Surat", Kind.SUGGEST, required=True, find=Find.TEXT, choices=offered(
            "Sertifikat jaminan fidusia", "Akta jaminan fidusia", "Surat kuasa penarikan", "Surat tugas penarikan",
            "Surat peringatan kepada debitur", "KTP petugas penarik", "KTP pemohon", "STNK", "BPKB", "Perjanjian sewa",
            "Laporan polisi", "Surat permohonan", "Penetapan pengadilan",
        )),
        Field("ditunjukkan", "Ditunjukkan", Kind.FLAG, default=False),
        Field("nomor", "Nomor dan tanggal", longest=100, find=Find.TEXT),
        Field("catatan", "Catatan", longest=300),
    ),
)  # fmt: skip

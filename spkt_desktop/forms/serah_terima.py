"""The handover of a shift: who leaves and who comes, and what is handed over between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.help_wanted import offered
from spkt_desktop.forms.sample_handover import handed_over
from spkt_desktop.forms.schema import Field, Find, Kind, Section
from spkt_desktop.records import Record, Values

HANDOVER = "serah_terima"
PRESENT, SOUND, BROKEN, GONE = "Hadir", "Baik", "Rusak", "Tidak ada"
_PRISONERS = ("laki_laki", "perempuan", "anak")
_HANDED_ON = ("inventaris", "tahanan", "barang_bukti", "tugas")


def begun(unit: Values) -> Values:
    """What the first handover of a desk begins with: everything on the list of complete settings, all of it sound."""
    return {"inventaris": [{"nama": row["nama"], "jumlah": row.get("jumlah", 1), "keadaan": SOUND}
                           for row in unit.get("inventaris") or () if row.get("nama")]}  # fmt: skip


def carried(record: Record) -> Iterator[Proposal]:
    """What was taken over then is handed on now, by whoever took it over."""
    if duty := record.values.get("jaga"):
        taken = {"regu_lama": duty.get("regu_baru"), "ka_lama": duty.get("ka_baru"),
                 "mulai_tanggal": duty.get("selesai_tanggal"), "mulai_jam": duty.get("selesai_jam")}  # fmt: skip
        there = [row for row in record.values.get("hadir_baru") or () if row.get("keadaan", PRESENT) == PRESENT]
        yield Proposal(f"Diserahkan oleh {duty.get('regu_baru', 'regu ini')}", {
            "jaga": {name: value for name, value in taken.items() if value},
            "hadir_lama": [{"petugas": row["petugas"]} for row in there if row.get("petugas")],
            **{name: record.values[name] for name in _HANDED_ON if record.values.get(name)},
        })  # fmt: skip


def _blocks(values: Values, _: Known) -> Iterator[Problem]:
    duty = values["jaga"]
    if "ka_lama" in duty and duty["ka_lama"] == duty.get("ka_baru"):
        yield Problem("jaga", 0, "ka_baru", "Yang menerima harus petugas lain daripada yang menyerahkan.")
    start, end = duty.get("mulai_tanggal", ""), duty.get("selesai_tanggal", "9999")
    if end < start:
        yield Problem("jaga", 0, "selesai_tanggal", "Jaga berakhir sebelum dimulai.")
    elif end == start and duty.get("selesai_jam", "99") < duty.get("mulai_jam", ""):
        yield Problem("jaga", 0, "selesai_jam", "Jaga berakhir sebelum dimulai.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from _duty_warns(values, known.now.date())
    yield from _thing_warns(values, known.unit)
    jail = values["tahanan"]
    if sum(jail.get(name, 0) for name in _PRISONERS) and "keterangan" not in jail:
        yield Problem("tahanan", 0, "keterangan", "Ada tahanan: tulis perkara, sel, dan yang perlu diawasi.")
    if jail.get("anak"):
        yield Problem("tahanan", 0, "anak", "Anak dipisahkan dari orang dewasa (UU 11/2012 Ps 3 huruf b).")
    for index, row in enumerate(values["tugas"]):
        if "penanggung_jawab" not in row:
            yield Problem("tugas", index, "penanggung_jawab", "Penanggung jawab tugas ini belum diisi.")
        if row.get("tenggat", "9999") < known.now.date().isoformat():
            yield Problem("tugas", index, "tenggat", "Tenggat tugas ini sudah lewat. Laporkan kepada Ka SPKT.")


def _duty_warns(values: Values, today: date) -> Iterator[Problem]:
    duty = values["jaga"]
    for name, what in (("mulai", "mulai"), ("selesai", "selesai")):
        if f"{name}_tanggal" not in duty:
            yield Problem("jaga", 0, f"{name}_tanggal", f"Tanggal {what} jaga belum diisi.")
        if f"{name}_jam" not in duty:
            yield Problem("jaga", 0, f"{name}_jam", f"Jam {what} jaga belum diisi.")
    if duty.get("mulai_tanggal", "") > today.isoformat():
        yield Problem("jaga", 0, "mulai_tanggal", "Tanggal mulai jaga masih akan datang. Periksa kembali.")
    if not values["hadir_baru"]:
        yield Problem("hadir_baru", 0, "", "Petugas regu yang menerima belum diisi.")
    for section in ("hadir_lama", "hadir_baru"):
        named = [row.get("petugas") for row in values[section]]
        for index, nrp in enumerate(named):
            if nrp and nrp in named[:index]:
                yield Problem(section, index, "petugas", "Petugas ini sudah disebut di atas.")
    for index, row in enumerate(values["hadir_baru"]):
        if row.get("petugas") and row["petugas"] == duty.get("ka_baru") and row.get("keadaan", PRESENT) != PRESENT:
            yield Problem("hadir_baru", index, "keadaan", "Yang menerima dicatat tidak hadir. Periksa kembali.")


def _thing_warns(values: Values, unit: Values) -> Iterator[Problem]:
    """What is broken or gone, and what is less than the unit's own list says."""
    listed = {str(row.get("nama", "")).casefold(): row for row in unit.get("inventaris") or ()}
    for index, row in enumerate(values["inventaris"]):
        due = listed.pop(str(row.get("nama", "")).casefold(), {}).get("jumlah", 0)
        state = row.get("keadaan", SOUND)
        if state != SOUND:
            yield Problem("inventaris", index, "keadaan", f"Dicatat {state.lower()}: laporkan kepada Kapolsek.")
        elif row.get("jumlah", 1) < due:
            yield Problem("inventaris", index, "jumlah", f"Menurut daftar kesatuan jumlahnya {due}. Periksa kembali.")
    if missing := ", ".join(str(row.get("nama", "")) for row in listed.values()):
        yield Problem("inventaris", 0, "", f"Belum dicatat, padahal ada pada daftar kesatuan: {missing}.")


_DUTY = Section("jaga", "Jaga yang diserahterimakan", (
    Field("regu_lama", "Regu yang menyerahkan", Kind.SUGGEST, required=True, longest=20, find=Find.TEXT,
          from_unit="jaga"),
    Field("regu_baru", "Regu yang menerima", Kind.SUGGEST, required=True, longest=20, find=Find.TEXT,
          from_unit="jaga"),
    Field("mulai_tanggal", "Jaga mulai tanggal", Kind.DATE),
    Field("mulai_jam", "Jaga mulai pukul", Kind.TIME),
    Field("selesai_tanggal", "Jaga selesai tanggal", Kind.DATE),
    Field("selesai_jam", "Jaga selesai pukul", Kind.TIME),
    Field("ka_lama", "Yang menyerahkan (kepala jaga)", Kind.OFFICER, required=True, longest=18),
    Field("ka_baru", "Yang menerima (kepala jaga)", Kind.OFFICER, required=True, longest=18),
))  # fmt: skip
_LEAVING = Section("hadir_lama", "Petugas regu yang menyerahkan", (
    Field("petugas", "Petugas", Kind.OFFICER, required=True, longest=18),
    Field("keterangan", "Keterangan", longest=200),
), repeats=True, most=50, row="Petugas")  # fmt: skip
_COMING = Section("hadir_baru", "Petugas regu yang menerima", (
    Field("petugas", "Petugas", Kind.OFFICER, required=True, longest=18),
    Field("keadaan", "Keadaan", Kind.CHOICE, default=PRESENT,
          choices=offered(PRESENT, "Sakit", "Izin", "Cuti", "Dinas luar", "Tanpa keterangan")),
), repeats=True, most=50, row="Petugas")  # fmt: skip
_THINGS = Section("inventaris", "Inventaris", (
    Field("nama", "Barang", Kind.SUGGEST, required=True, find=Find.TEXT, from_unit="inventaris"),
    Field("jumlah", "Jumlah", Kind.INTEGER, default=1),
    Field("keadaan", "Keadaan", Kind.CHOICE, default=SOUND, choices=offered(SOUND, BROKEN, GONE)),
    Field("keterangan", "Keterangan", longest=200, help="Yang rusak atau kurang, dan di mana."),
), repeats=True, row="Barang")  # fmt: skip
_JAIL = Section("tahanan", "Tahanan", (
    Field("laki_laki", "Laki-laki dewasa", Kind.INTEGER, most=999, default=0),
    Field("perempuan", "Perempuan dewasa", Kind.INTEGER, most=999, default=0),
    Field("anak", "Anak", Kind.INTEGER, most=999, default=0),
    Field("keadaan", "Keadaan", Kind.SUGGEST, longest=60,
          choices=offered("Sehat semua", "Ada yang sakit", "Ada yang berobat", "Ada yang dipinjam penyidik")),
    Field("keterangan", "Keterangan", Kind.NOTE, longest=1000, help="Perkara, sel, dan yang perlu diawasi."),
))  # fmt: skip
_EVIDENCE = Section("barang_bukti", "Barang bukti yang disimpan", (
    Field("uraian", "Barang bukti", required=True, longest=300, find=Find.TEXT),
    Field("nomor_lp", "Nomor laporan polisi", longest=160, find=Find.TEXT),
    Field("tempat", "Tempat disimpan", longest=120, help="Lemari, gudang, atau halaman."),
), repeats=True, row="Barang bukti")  # fmt: skip
_TASKS = Section("tugas", "Tugas yang belum selesai", (
    Field("uraian", "Tugas", required=True, longest=300, find=Find.TEXT),
    Field("penanggung_jawab", "Penanggung jawab", Kind.OFFICER, longest=18),
    Field("tenggat", "Tenggat", Kind.DATE),
    Field("nomor_surat", "Nomor surat terkait", longest=160, find=Find.TEXT),
), repeats=True, row="Tugas")  # fmt: skip
_AWAITED = Section("ditunggu", "Yang masih ditunggu", (
    Field("uraian", "Yang ditunggu", required=True, longest=300),
    Field("nomor_surat", "Nomor surat", longest=160, find=Find.TEXT),
    Field("tenggat", "Tenggat", Kind.DATE),
), repeats=True, row="Hal")  # fmt: skip
_NOTES = Section("catatan", "Catatan", (
    Field("situasi", "Situasi umum", Kind.NOTE, longest=2000, find=Find.TEXT),
    Field("menonjol", "Kejadian menonjol", Kind.NOTE, longest=4000, find=Find.TEXT,
          help="Kosongkan bila tidak ada; jangan menulis nama korban atau anak."),
))  # fmt: skip

MINUTES = Paper(
    name=HANDOVER,
    title="BERITA ACARA SERAH TERIMA PIKET",
    number="BA/ST/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    # The Kapolsek or whom the unit appoints countersigns; where nobody is known yet, on a dotted line.
    signs="pejabat",
    basis=("Administrasi penjagaan kesatuan; tidak diatur dalam undang-undang",),
    doubts=(
        "Bentuk dan kolom berita acara serah terima piket menurut kebiasaan; tidak ditemukan aturannya.",
        "Format nomor tidak ditemukan pada contoh nyata.",
    ),
)

SERAH_TERIMA = Form(
    name=HANDOVER,
    title="Serah terima piket",
    version=1,
    sections=(_DUTY, _LEAVING, _COMING, _THINGS, _JAIL, _EVIDENCE, _TASKS, _AWAITED, _NOTES),
    papers=(MINUTES,),
    who=("jaga", "regu_lama"),
    what=("jaga", "regu_baru"),
    blocks=_blocks,
    warns=_warns,
    follows={HANDOVER: carried},
    sample=handed_over,
)

"""The recommendation of the Polsek for a public gathering; the permit itself is given by the Polres or above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.deadlines import working_days
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.permits import PERIOD, checklist, missing, period_warns, received_blocks
from spkt_desktop.forms.polres_letter import TO_POLRES
from spkt_desktop.forms.routing import INTELKAM
from spkt_desktop.forms.sample_people import person
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section
from spkt_desktop.records import Values

YES, WITH, NO = "direkomendasikan", "direkomendasikan dengan syarat", "tidak direkomendasikan"
LOCAL, NATIONAL, INTERNATIONAL = "lokal", "nasional", "internasional"

KINDS = (
    "Hajatan dengan hiburan", "Orkes/konser musik", "Wayang/ketoprak/kesenian tradisional", "Pasar malam/pameran",
    "Pertandingan olahraga", "Karnaval/arak-arakan", "Pengajian/kegiatan keagamaan", "Layar tancap/pertunjukan",
)  # fmt: skip

_LEAD = {LOCAL: ("hari_kerja", 14), NATIONAL: ("hari_kerja_nasional", 21), INTERNATIONAL: ("hari_kerja_asing", 30)}
"""By scale: the setting that holds how many working days before it must be applied for, and what the law says."""
_CROWD = 500

PAPERS_SHOWN = checklist({
    "permohonan": "Surat permohonan",
    "proposal": "Proposal kegiatan",
    "susunan_acara": "Susunan acara",
    "ktp": "Fotokopi KTP penanggung jawab",
    "kk": "Fotokopi KK penanggung jawab",
    "izin_tempat": "Izin pemilik/pengelola tempat",
    "surat_desa": "Pengantar RT/RW, desa/kelurahan, kecamatan",
})  # fmt: skip


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("penanggung_jawab", 0, values["penanggung_jawab"], known.now)
    yield from received_blocks("permohonan", values["permohonan"], known)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.warns("penanggung_jawab", 0, values["penanggung_jawab"], known.now)
    plan, opinion = values["kegiatan"], values["penilaian"]
    yield from period_warns("kegiatan", plan)
    yield from _late(values, known)
    scale, crowd = plan.get("skala", LOCAL), plan.get("peserta", 0)
    if scale != LOCAL:
        yield Problem("kegiatan", 0, "skala", f"Izin kegiatan berskala {scale} diajukan kepada Kapolri (PP 60/2017).")
    most = _setting(known, "batas_peserta", _CROWD)
    if crowd > most:
        yield Problem("kegiatan", 0, "peserta", f"Peserta lebih dari {most}: izin menurut skalanya diterbitkan Polres"
                      " atau Polda. Hubungi Satintelkam Polres sekarang.")  # fmt: skip
    if "peserta" not in plan:
        yield Problem("kegiatan", 0, "peserta", "Jumlah peserta belum diisi.")
    yield from missing(PAPERS_SHOWN, values["berkas"])
    if opinion.get("pendapat") in (WITH, NO) and not {"pertimbangan", "syarat"} & opinion.keys():
        yield Problem("penilaian", 0, "pertimbangan", "Syarat atau alasan belum diisi.")


def _late(values: Values, known: Known) -> Iterator[Problem]:
    plan = values["kegiatan"]
    if "tanggal" not in plan:
        return
    applied = date.fromisoformat(values["permohonan"].get("diterima_tanggal", known.now.date().isoformat()))
    starts = date.fromisoformat(plan["tanggal"])
    least = _setting(known, *_LEAD[plan.get("skala", LOCAL)])
    left = working_days(applied, starts)
    if starts < applied:
        yield Problem("kegiatan", 0, "tanggal", "Kegiatan mulai sebelum permohonan diterima. Periksa kembali.")
    elif left < least:
        yield Problem("kegiatan", 0, "tanggal", f"Hanya {left} hari kerja sebelum kegiatan; permohonan izin paling"
                      f" lambat {least} hari kerja (PP 60/2017). Teruskan segera.")  # fmt: skip


def _setting(known: Known, name: str, usual: int) -> int:
    value = (known.unit.get("keramaian") or {}).get(name)
    return value if isinstance(value, int) else usual


_PLANS = (
    ("Resepsi pernikahan dengan orkes melayu", KINDS[0], "Orkes melayu Nada Kencana", 300),
    ("Pagelaran wayang kulit bersih desa", KINDS[2], "Wayang kulit semalam suntuk, Ki Dalang Warsito", 450),
    ("Turnamen bola voli antardusun", KINDS[4], "Tanpa hiburan", 250),
    ("Pengajian akbar peringatan hari jadi desa", KINDS[6], "Hadrah Al-Hikmah", 400),
)


def _sample(random: Random, today: date) -> Values:
    applicant = person(random)
    name, kind, show, crowd = random.choice(_PLANS)
    village = random.choice(words.VILLAGES)
    applied = today - timedelta(days=random.randint(1, 10))
    starts = applied + timedelta(days=random.randint(25, 40))
    return {
        "penanggung_jawab": applicant,
        "kegiatan": {
            "organisasi": f"Panitia Desa {village}", "kegiatan": name, "jenis": kind, "skala": LOCAL,
            "hiburan": show, "tanggal": starts.isoformat(), "jam": "19:00",
            "sampai_tanggal": (starts + timedelta(days=1)).isoformat(), "sampai_jam": "02:00",
            "tempat": f"Lapangan Desa {village}, Kecamatan {words.DISTRICT_NAME}", "peserta": crowd,
            "izin_tempat": f"Kepala Desa {village}", "surat_desa": f"470/{random.randint(10, 99)}/{applied.year}",
        },
        "permohonan": {"diterima_tanggal": applied.isoformat(), "nomor": f"0{random.randint(1, 9)}/PAN/{applied.year}",
                       "tanggal": applied.isoformat()},
        "berkas": {field.name: True for field in PAPERS_SHOWN.fields},
        "penilaian": {
            "pendapat": YES,
            "pertimbangan": "Lokasi di luar jalan raya, tempat parkir cukup, dan linmas desa siap membantu pengamanan.",
        },
    }  # fmt: skip


LETTER = Paper(
    name="keramaian",
    title="REKOMENDASI IZIN KERAMAIAN",
    number="B/REK/{nomor}/{bulan}/YAN.2.1./{tahun}/{polsek}",
    signs="pejabat",
    basis=("UU 2/2002 Ps 15(2)a", "PP 60/2017", "Perpol 7/2023", "KUHP Ps 274"),
    doubts=(
        "Kegiatan kecil (300-500 orang) di sebagian satuan cukup dengan izin Polsek; batasnya belum diverifikasi.",
        "Batas 14, 21, dan 30 hari kerja menurut PP 60/2017; hari libur nasional tidak diperhitungkan.",
        "Format nomor dan kode YAN.2.1. menurut praktik, belum diverifikasi.",
    ),
    labels=("Kapolres c.q. Kasat Intelkam", "Pemohon", "Arsip"),
    settings=(
        *TO_POLRES,
        Field("hari_kerja", "Batas permohonan, lokal (hari kerja)", Kind.INTEGER, required=True, most=365, default=14),
        Field("hari_kerja_nasional", "Batas permohonan, nasional (hari kerja)", Kind.INTEGER, required=True, most=365,
              default=21),
        Field("hari_kerja_asing", "Batas permohonan, internasional (hari kerja)", Kind.INTEGER, required=True,
              most=365, default=30),
        Field("batas_peserta", "Peserta paling banyak untuk skala Polsek", Kind.INTEGER, required=True, most=1_000_000,
              default=_CROWD),
        Field("ketentuan", "Ketentuan bagi penyelenggara", Kind.NOTE, longest=2000, default="\n".join((
            "Menjaga keamanan, ketertiban, dan kelancaran lalu lintas selama kegiatan.",
            "Tidak menyediakan minuman keras, narkotika, dan perjudian.",
            "Menghentikan kegiatan pada waktu yang telah ditentukan.",
            "Berkoordinasi dengan Bhabinkamtibmas, Babinsa, dan perangkat desa/kelurahan.",
        )), help="Satu baris untuk tiap ketentuan."),
    ),
)  # fmt: skip

KERAMAIAN = Form(
    name="keramaian",
    title="Rekomendasi izin keramaian",
    version=1,
    sections=(
        persons.identity("penanggung_jawab", "Penanggung jawab"),
        Section("kegiatan", "Kegiatan", (
            Field("organisasi", "Organisasi/panitia", longest=200, find=Find.TEXT),
            Field("kegiatan", "Nama kegiatan", required=True, longest=200, find=Find.TEXT),
            Field("jenis", "Jenis", Kind.SUGGEST, choices=tuple(Choice(kind, kind) for kind in KINDS)),
            Field("skala", "Skala", Kind.CHOICE, default=LOCAL,
                  choices=tuple(Choice(scale, scale.capitalize()) for scale in (LOCAL, NATIONAL, INTERNATIONAL))),
            Field("hiburan", "Hiburan", longest=300),
            *PERIOD,
            Field("tempat", "Tempat", required=True, longest=300, find=Find.TEXT),
            Field("peserta", "Jumlah peserta", Kind.INTEGER, least=1, most=1_000_000),
            Field("izin_tempat", "Izin tempat dari", longest=200),
            Field("surat_desa", "Nomor surat desa/kelurahan", longest=120),
        )),
        Section("permohonan", "Permohonan", (
            Field("nomor", "Nomor surat permohonan", longest=120),
            Field("tanggal", "Tanggal surat permohonan", Kind.DATE),
            Field("diterima_tanggal", "Diterima tanggal", Kind.DATE, help="Kosongkan bila hari ini."),
        )),
        PAPERS_SHOWN,
        Section("penilaian", "Pendapat Polsek", (
            Field("pendapat", "Pendapat", Kind.CHOICE, required=True, default=YES,
                  choices=tuple(Choice(text, text.capitalize()) for text in (YES, WITH, NO))),
            Field("pertimbangan", "Pertimbangan", Kind.NOTE, longest=2000),
            Field("syarat", "Syarat tambahan", Kind.NOTE, longest=2000, help="Satu baris untuk tiap syarat."),
        )),
    ),
    papers=(LETTER,),
    who=("penanggung_jawab", "nama"),
    what=("kegiatan", "kegiatan"),
    blocks=_blocks,
    warns=_warns,
    destination=INTELKAM,
    sample=_sample,
    service="Izin keramaian (hajatan, hiburan, pertandingan)",
    about=(
        "Bawa surat permohonan, proposal, susunan acara, KTP dan KK, izin tempat, pengantar desa/kelurahan.",
        "Ajukan paling lambat 14 hari kerja sebelum acara (PP 60/2017).",
        "Polsek memberi rekomendasi; izin diterbitkan Polres atau Polda menurut skala.",
        "Gratis, tidak dipungut biaya.",
    ),
    words=("hajatan", "orkes", "dangdut", "konser", "pasar malam", "wayang", "pesta", "nikahan", "turnamen", "karnaval",
           "rame-rame"),
)  # fmt: skip

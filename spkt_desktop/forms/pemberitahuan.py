"""Notice of a demonstration or the like: taken in, acknowledged, and passed on to the Polres, which issues the STTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.deadlines import ahead
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.permits import PERIOD, moment, period_warns, received_blocks
from spkt_desktop.forms.polres_letter import TO_POLRES
from spkt_desktop.forms.routing import INTELKAM
from spkt_desktop.forms.sample_people import person
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section
from spkt_desktop.records import Values

NOTICE = 3
"""Hari before its beginning by which the notice must have been received (UU 9/1998 Ps 10(3))."""
LED = 100
"""Participants for whom there must be somebody responsible (UU 9/1998 Ps 12(2))."""

FORMS_OF_OPINION = ("Unjuk rasa atau demonstrasi", "Pawai", "Rapat umum", "Mimbar bebas")
"""UU 9/1998 Ps 9(1)."""

_EXCEPTED = re.compile(
    r"\b(istana|masjid|mushola|gereja|pura|vihara|kelenteng|kodim|koramil|batalyon|rumah sakit|rsud?|puskesmas|bandara"
    r"|pelabuhan|stasiun|terminal|pertamina|pltu|plta)\b",
    re.IGNORECASE,
)
_CONTENT = (
    ("maksud", "Maksud dan tujuan"), ("bentuk", "Bentuk"), ("organisasi", "Nama organisasi atau kelompok"),
    ("alat_peraga", "Alat peraga"), ("peserta", "Jumlah peserta"),
)  # fmt: skip
"""What a notice must say beside when, where and who (UU 9/1998 Ps 11)."""


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    for index, row in enumerate(values["penanggung_jawab"]):
        yield from persons.blocks("penanggung_jawab", index, row, known.now)
    yield from received_blocks("penyerahan", values["penyerahan"], known)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    leaders, plan = values["penanggung_jawab"], values["kegiatan"]
    for index, row in enumerate(leaders):
        yield from persons.warns("penanggung_jawab", index, row, known.now)
    for name, what in _CONTENT:
        if name not in plan:
            yield Problem("kegiatan", 0, name, f"{what} belum diisi (UU 9/1998 Ps 11).")
    yield from period_warns("kegiatan", plan)
    yield from _late(values, known)
    wanted = -(-plan.get("peserta", 0) // LED)
    if len(leaders) < wanted:
        yield Problem("kegiatan", 0, "peserta", f"Untuk peserta sebanyak ini perlu paling sedikit {wanted} penanggung"
                      f" jawab, satu untuk tiap {LED} orang (UU 9/1998 Ps 12(2)); ini {len(leaders)}.")  # fmt: skip
    for name in ("tempat", "rute"):
        if _EXCEPTED.search(plan.get(name, "")):
            yield Problem("kegiatan", 0, name, "Tempat ini mungkin dikecualikan (UU 9/1998 Ps 9(2)). Jelaskan kepada"
                          " penanggung jawab.")  # fmt: skip


def _late(values: Values, known: Known) -> Iterator[Problem]:
    starts = moment(values["kegiatan"], "tanggal", "jam", known.now)
    received = moment(values["penyerahan"], "diterima_tanggal", "diterima_jam", known.now) or known.now
    if starts and received > starts:
        yield Problem("kegiatan", 0, "tanggal", "Kegiatan mulai sebelum pemberitahuan diterima. Periksa kembali.")
    elif starts and not ahead(received, starts, NOTICE):
        yield Problem("kegiatan", 0, "tanggal", "Pemberitahuan diterima kurang dari 3x24 jam sebelum kegiatan"
                      " (UU 9/1998 Ps 10(3)). Tetap terima dan teruskan segera.")  # fmt: skip


_CAUSES = (
    ("Menyampaikan aspirasi tentang perbaikan jalan desa yang rusak", "Kantor Kecamatan Sumberjati",
     "Spanduk, poster, dan pengeras suara", "Forum Warga Peduli Jalan"),
    ("Menolak kenaikan harga pupuk dan meminta pengawasan penyaluran", "Halaman Balai Desa Karangasri",
     "Spanduk, bendera organisasi, dan satu mobil komando", "Paguyuban Petani Sumberjati"),
    ("Meminta keterbukaan penggunaan dana desa", "Halaman Balai Desa Wonodadi",
     "Poster dan pengeras suara", "Aliansi Pemuda Wonodadi"),
)  # fmt: skip


def _sample(random: Random, today: date) -> Values:
    aim, place, means, group = random.choice(_CAUSES)
    received = today - timedelta(days=random.randint(1, 10))
    starts = received + timedelta(days=random.randint(4, 9))
    leaders = [person(random) for _ in range(2)]
    return {
        "penanggung_jawab": leaders,
        "kegiatan": {
            "organisasi": group, "alamat_organisasi": leaders[0]["alamat"], "bentuk": FORMS_OF_OPINION[0],
            "maksud": f"{aim}.", "tanggal": starts.isoformat(), "jam": "09:00", "sampai_jam": "12:00",
            "tempat": f"{place}, Kabupaten {words.REGENCY_NAME}",
            "rute": f"Berkumpul di Lapangan Desa {random.choice(words.VILLAGES)}, berjalan kaki menuju lokasi.",
            "alat_peraga": means, "peserta": random.randint(6, 20) * 10,
        },
        "penyerahan": {
            "nomor": f"0{random.randint(1, 9)}/B/{received.year}", "tanggal": received.isoformat(),
            "diterima_tanggal": received.isoformat(), "diterima_jam": "08:45", "penyerah": leaders[0]["nama"],
        },
    }  # fmt: skip


_DOUBTS = (
    "Penjelasan UU 9/1998 Ps 10(3): kegiatan dalam satu kecamatan diberitahukan kepada Polsek; STTP dalam praktik"
    " diterbitkan Polres Intelkam. Siapa yang berwenang belum diverifikasi.",
    "Format nomor dan kode YAN.2.2. menurut praktik, belum diverifikasi.",
    "Batas waktu pemberitahuan kampanye dan kegiatan politik lain (PP 60/2017, peraturan pemilu) belum diverifikasi.",
)

FORWARDING = Paper(
    name="pemberitahuan",
    title="PENERUSAN PEMBERITAHUAN PENYAMPAIAN PENDAPAT",
    number="B/{nomor}/{bulan}/YAN.2.2./{tahun}/{polsek}",
    signs="pejabat",
    basis=("UU 9/1998 Ps 9-13", "KUHP Ps 256"),
    doubts=_DOUBTS,
    labels=("Kapolres c.q. Kasat Intelkam", "Arsip"),
    settings=TO_POLRES,
)

RECEIPT = Paper(
    name="tanda_pemberitahuan",
    title="TANDA TERIMA SURAT PEMBERITAHUAN",
    signs="petugas",
    basis=("UU 9/1998 Ps 10-13",),
    doubts=_DOUBTS,
    settings=(
        Field("ketentuan", "Ketentuan bagi penanggung jawab", Kind.NOTE, longest=2000, default="\n".join((
            "Bertanggung jawab agar kegiatan berlangsung aman, tertib, dan damai (UU 9/1998 Ps 12).",
            "Tidak membawa benda yang membahayakan keselamatan umum (UU 9/1998 Ps 9(3)).",
            "Pembatalan disampaikan tertulis paling lambat 24 jam sebelum kegiatan (UU 9/1998 Ps 14).",
        )), help="Satu baris untuk tiap ketentuan."),
    ),
)  # fmt: skip

PEMBERITAHUAN = Form(
    name="pemberitahuan",
    title="Pemberitahuan penyampaian pendapat",
    version=1,
    sections=(
        persons.identity("penanggung_jawab", "Penanggung jawab", repeats=True, fewest=1, most=100),
        Section("kegiatan", "Kegiatan", (
            Field("organisasi", "Organisasi/kelompok", longest=200, find=Find.TEXT),
            Field("alamat_organisasi", "Alamat organisasi", Kind.NOTE, longest=500),
            Field("bentuk", "Bentuk", Kind.SUGGEST, choices=tuple(Choice(one, one) for one in FORMS_OF_OPINION)),
            Field("maksud", "Maksud dan tujuan", Kind.NOTE, longest=2000, find=Find.TEXT),
            *PERIOD,
            Field("tempat", "Tempat", required=True, longest=300, find=Find.TEXT),
            Field("rute", "Rute", Kind.NOTE, longest=1000),
            Field("alat_peraga", "Alat peraga", Kind.NOTE, longest=500),
            Field("peserta", "Jumlah peserta", Kind.INTEGER, least=1, most=1_000_000),
        )),
        Section("penyerahan", "Surat pemberitahuan", (
            Field("nomor", "Nomor surat", longest=120),
            Field("tanggal", "Tanggal surat", Kind.DATE),
            Field("diterima_tanggal", "Diterima tanggal", Kind.DATE, help="Kosongkan bila sekarang."),
            Field("diterima_jam", "Diterima jam", Kind.TIME),
            Field("penyerah", "Diserahkan oleh", help="Kosongkan bila oleh penanggung jawab pertama."),
        )),
    ),
    papers=(FORWARDING, RECEIPT),
    who=("penanggung_jawab", "nama"),
    what=("kegiatan", "bentuk"),
    blocks=_blocks,
    warns=_warns,
    destination=INTELKAM,
    sample=_sample,
    service="Pemberitahuan unjuk rasa, pawai, rapat umum (STTP)",
    about=(
        "Bawa surat pemberitahuan dan fotokopi KTP penanggung jawab (satu untuk tiap 100 peserta).",
        "Diterima paling lambat 3x24 jam sebelum kegiatan (UU 9/1998 Ps 10).",
        "Polsek memberi tanda terima dan meneruskan; STTP diterbitkan Polres (Intelkam).",
        "Kegiatan ilmiah di kampus dan kegiatan keagamaan tidak perlu diberitahukan.",
        "Gratis, tidak dipungut biaya.",
    ),
    words=("demo", "demonstrasi", "aksi", "orasi", "STTP", "mimbar bebas", "kampanye", "izin demo", "arak-arakan"),
)  # fmt: skip

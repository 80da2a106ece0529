"""The complaint (Pengaduan): somebody entitled to it asks that a complaint offence be prosecuted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from spkt_desktop.errors import Problem
from spkt_desktop.forms import articles, complaints, deadlines, persons
from spkt_desktop.forms.event import before_birth, day, event, event_blocks, event_warns
from spkt_desktop.forms.form import Awaited, Form, Known, Paper, Wait
from spkt_desktop.forms.lp_sections import ARTICLES, OTHER_VICTIMS, SUSPECTS, WITNESSES, suggested
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.sample_complaints import complaint
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Record, Values

REQUEST = "Pengadu memohon agar terlapor diproses dan dituntut menurut ketentuan peraturan perundang-undangan."
IN_PERSON, IN_WRITING = "lisan", "tertulis"
_NEARLY_OVER = timedelta(days=14)
"""Before the end of the time to withdraw; earlier it is nobody's open matter."""

_ASKED = ("keterangan", "domisili", "tanggal_diketahui", "cara")
_FAMILY_CARD = "Kartu keluarga atau akta kelahiran"
_GROUNDS = {
    complaints.VICTIM: ("Korban sendiri", ()),
    complaints.PARENT: ("Orang tua/wali korban yang belum 16 tahun", (_FAMILY_CARD, "Penetapan perwalian bila wali")),
    complaints.RELATIVE: ("Keluarga sedarah korban (orang tua/wali/pengampu tidak ada atau diadukan)", (_FAMILY_CARD,)),
    complaints.ALONE: ("Korban belum 16 tahun tanpa keluarga, sendiri dan/atau dengan pendamping", ()),
    complaints.CURATOR: ("Pengampu korban", ("Penetapan pengampuan",)),
    complaints.BEREAVED: ("Orang tua, anak, suami, atau istri korban yang meninggal", ("Surat kematian", _FAMILY_CARD)),
    complaints.MARRIAGE: ("Suami/istri, orang tua, atau anak (perzinaan, kohabitasi)", ("Buku nikah", _FAMILY_CARD)),
    complaints.PROXY: ("Kuasa dari yang berhak mengadu", ("Surat kuasa khusus", "Identitas pemberi kuasa")),
}
"""By ground (KUHP Ps 25-27, 411-412): how it is called, and which papers to ask for."""

_RIGHT = Section(
    name="hak",
    title="Hak mengadu",
    key="dasar",
    variants={
        ground: Variant(_ASKED, ask_for=papers,
                        labels={"keterangan": "Nomor dan tanggal surat kuasa"} if ground == complaints.PROXY else {})
        for ground, (_, papers) in _GROUNDS.items()
    },
    fields=(
        Field("dasar", "Pengadu adalah", Kind.CHOICE, required=True, default=complaints.VICTIM,
              choices=tuple(Choice(ground, label) for ground, (label, _) in _GROUNDS.items())),
        Field("keterangan", "Hubungan dan surat yang ditunjukkan", longest=200,
              help="Ibu kandung korban; akta kelahiran."),
        Field("domisili", "Tempat tinggal pengadu", Kind.CHOICE, default="dalam",
              choices=(Choice("dalam", "Dalam wilayah Indonesia (tenggang 6 Bulan)"),
                       Choice(complaints.ABROAD, "Luar wilayah Indonesia (tenggang 9 Bulan)"))),
        Field("tanggal_diketahui", "Tanggal pengadu mengetahui", Kind.DATE, required=True,
              help="Tenggang pengaduan dihitung sejak tanggal ini (KUHP Ps 29)."),
        Field("cara", "Pengaduan disampaikan", Kind.CHOICE, default=IN_PERSON,
              choices=(Choice(IN_PERSON, "Secara lisan"), Choice(IN_WRITING, "Secara tertulis"))),
    ),
)  # fmt: skip

MATTERS = (
    "Penghinaan ringan", "Pencemaran nama baik", "Fitnah", "Pengaduan fitnah", "Perzinaan", "Kohabitasi",
    "Pengancaman membuka rahasia", "Pencurian dalam keluarga", "Penggelapan dalam keluarga", "Penipuan dalam keluarga",
    "Perusakan barang dalam keluarga", "Perkosaan dalam perkawinan", "Membawa lari anak",
)  # fmt: skip
_ACCUSED = replace(SUSPECTS, fewest=1)
_SIDES = (OTHER_VICTIMS, _ACCUSED, WITNESSES)


def _settle(values: Values, known: Known) -> Values:
    return articles.settle(values, known, day(values))


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], known.now)
    for side in _SIDES:
        for index, row in enumerate(values[side.name]):
            yield from persons.blocks(side.name, index, row, known.now)
    yield from event_blocks(values["kejadian"], known)
    yield from complaints.age_blocks(values, known)
    yield from complaints.time_blocks(values, known)
    yield from complaints.again_blocks(values, known)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.warns("pelapor", 0, values["pelapor"], known.now)
    for side in _SIDES:
        for index, row in enumerate(values[side.name]):
            yield from persons.brief_warns(side.name, index, row, known.now)
    yield from event_warns(values["kejadian"], known)
    if before_birth(values, values["pelapor"]):
        yield Problem("kejadian", 0, "tanggal", "Tanggal kejadian lebih awal daripada tanggal lahir pengadu.")
    if not values["pasal"]:
        yield Problem("pasal", 0, "pasal", "Pasal belum diisi. Tanyakan kepada piket Reskrim.")
    yield from articles.warns(values, known, day(values))
    yield from complaints.article_warns(values, known)
    yield from complaints.right_warns(values, known)
    yield from complaints.again_warns(values, known)


def _awaits(record: Record, known: Known) -> Iterator[Awaited]:
    if complaints.withdrawal_of(record, known):
        return
    since = datetime.fromisoformat(record.registered_at).astimezone(known.now.tzinfo)
    answer = "Tanggapan penyidik kepada pengadu (KUHAP Ps 23 ayat (6))"
    yield Awaited(answer, deadlines.due(since, deadlines.ANSWER), key="pengaduan.tanggapan", noted=True)
    if not complaints.withdrawn_until_trial(record.values) and not deadlines.past(since, deadlines.WITHDRAW, known.now):
        until = deadlines.due(since, deadlines.WITHDRAW)
        yield Awaited(
            "Akhir waktu pencabutan pengaduan (KUHP Ps 30)", until, "pencabutan", "pengaduan.pencabutan",
            owed=False, since=until - _NEARLY_OVER,
        )  # fmt: skip


_LAW = ("KUHP Ps 24-30", "KUHAP Ps 1 angka 46", "KUHAP Ps 23")

LETTER = Paper(
    name="pengaduan",
    title="SURAT PENGADUAN",
    number="B/DUMAS/{nomor}/{bulan}/{tahun}/SPKT/{polsek}/{polres}",
    signs="petugas",
    basis=_LAW,
    doubts=(
        "Format nomor mengikuti contoh Polres (2026); contoh Polsek tidak ditemukan.",
        "Tenggang KUHP Ps 29 dihitung sampai akhir hari terakhir, karena jam pengadu mengetahui tidak ditanyakan.",
        "Bagi KUHP lama Ps 293 tenggang ditambah tiga Bulan menurut ayat (3).",
    ),
)
RECEIPT = Paper(
    name="stpa",
    title="SURAT TANDA PENERIMAAN PENGADUAN",
    number="STPA/{nomor}/{bulan}/{tahun}/SPKT/{polsek}/{polres}",
    basis=("KUHAP Ps 23 ayat (5)", "KUHAP Ps 144"),
    doubts=("Sebutan STPA dipakai Polda Jawa Tengah (siber); KUHAP: surat tanda penerimaan Laporan atau Pengaduan.",),
    settings=(
        Field("kontak", "Kontak untuk menanyakan perkembangan", longest=200,
              help="Tercetak di bawah surat: nama unit dan nomor telepon."),
    ),
)  # fmt: skip
STATEMENT = Paper(
    name="pernyataan_pengadu",
    title="SURAT PERNYATAAN PENGADU",
    signs="petugas",
    basis=("KUHP Ps 30", "KUHP Ps 437"),
    doubts=("Isi pernyataan mengikuti surat pernyataan pelapor LP; naskah resmi untuk pengaduan tidak ditemukan.",),
)

PENGADUAN = Form(
    name="pengaduan",
    title="Pengaduan (delik aduan)",
    version=1,
    sections=(
        persons.identity("pelapor", "Pengadu"),
        _RIGHT,
        OTHER_VICTIMS,
        _ACCUSED,
        event(),
        ARTICLES,
        Section("uraian", "Perkara yang diadukan", (
            Field("perihal", "Perkara", Kind.SUGGEST, required=True, find=Find.TEXT,
                  choices=suggested(MATTERS)),
            Field("uraian", "Uraian", Kind.NOTE, required=True, longest=8000, find=Find.TEXT),
            Field("permintaan", "Permintaan pengadu", Kind.NOTE, required=True, longest=1000, default=REQUEST),
        )),
        WITNESSES,
        Section("bukti", "Bukti", (
            Field("nama", "Bukti", required=True, longest=200, find=Find.TEXT,
                  help="Rekaman, tangkapan layar, surat, barang."),
            Field("jumlah", "Jumlah", Kind.INTEGER, least=1, default=1),
            Field("satuan", "Satuan", longest=20),
            Field("keterangan", "Keterangan", longest=300, find=Find.TEXT),
            Field("diserahkan", "Diserahkan saat mengadu", Kind.FLAG),
        ), repeats=True, row="Bukti"),
        Section("pernyataan", "Pernyataan", (
            Field("tidak_bisa_baca_tulis", "Pengadu tidak dapat membaca atau menulis", Kind.FLAG,
                  help="Dibacakan kepada pengadu, lalu dibubuhi cap jempol (KUHAP Ps 23)."),
            Field("di_tempat_lain", "Pernah diadukan di tempat lain", longest=200, help="Kosongkan bila tidak pernah."),
        )),
    ),
    papers=(LETTER, RECEIPT, STATEMENT),
    who=("pelapor", "nama"),
    what=("uraian", "perihal"),
    blocks=_blocks,
    warns=_warns,
    settle=_settle,
    case=True,
    destination=RESKRIM,
    awaits=_awaits,
    waits=lambda _: Wait(oldest=100, unless=("pencabutan",), older="tanpa catatan tanggapan penyidik"),
    sample=complaint,
    service="Mengadukan penghinaan, fitnah, zina, atau perkara keluarga (delik aduan)",
    about=(
        "Hanya korban atau yang berhak mewakilinya yang dapat mengadu.",
        "Bawa KTP, bukti (rekaman, tangkapan layar, surat), dan nama saksi.",
        "Paling lambat 6 Bulan (180 Hari) sejak diketahui; 9 Bulan bila tinggal di luar negeri.",
        "Selesai dalam 30-60 menit; pengadu menerima surat tanda penerimaan.",
        "Gratis, tidak dipungut biaya.",
        "Dapat dicabut dalam 3 Bulan, lalu tidak dapat diajukan lagi.",
    ),
    words=(
        "pengaduan", "delik aduan", "zina", "selingkuh", "perselingkuhan", "kumpul kebo", "kohabitasi", "fitnah",
        "dihina", "penghinaan", "hinaan", "dimaki", "pencemaran nama", "nama baik", "medsos", "status", "difitnah",
        "tuduhan", "dicuri anak", "dicuri keluarga", "suami", "istri", "aib", "rahasia", "diancam dibuka",
        "bawa lari anak",
    ),
)  # fmt: skip

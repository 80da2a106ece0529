"""The police report on what a citizen tells (Laporan Polisi model B), with its receipt, statement and assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from spkt_desktop.errors import Problem
from spkt_desktop.forms import lp_rules, persons
from spkt_desktop.forms.deadlines import ANSWER, due
from spkt_desktop.forms.event import VICTIM
from spkt_desktop.forms.form import Awaited, Form, Known, Proposal, Wait
from spkt_desktop.forms.lp_carry import from_statement, from_visum
from spkt_desktop.forms.lp_papers import ASSESSMENT, RECEIPT, REPORT_B, STATEMENT
from spkt_desktop.forms.lp_sections import (
    ARTICLES,
    EVENT,
    EVIDENCE,
    LOSSES,
    OTHER_VICTIMS,
    SUSPECTS,
    WITNESSES,
    suggested,
)
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.sample_lp import report_b
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Record, Values

_STANDINGS = (
    VICTIM, "orang tua/wali korban", "keluarga korban", "saksi", "kuasa korban",
    "perwakilan badan/organisasi", "lainnya",
)  # fmt: skip
_SIGN_AFTER = "Tanda tangan pelapor harus menyusul (KUHAP Ps 23 ayat (2) dan (3))."
_CIVIL, _VAGUE, _COMPLAINT = "perdata", "samar-samar", "aduan"
_FORGOTTEN = 60
"""Days after which reports that nobody noted an answer to are told by their number only."""

_CHANNEL = Section("laporan", "Cara melapor", (
    Field("saluran", "Laporan diterima", Kind.CHOICE, default="datang", choices=(
        Choice("datang", "Pelapor datang"), Choice("telepon", "Melalui telepon"), Choice("surat", "Melalui surat"),
        Choice("daring", "Secara daring (Super App)"),
    )),
    Field("nomor_masuk", "Nomor laporan Super App", longest=80, find=Find.TEXT),
), key="saluran", variants={
    "datang": Variant(()),
    "telepon": Variant((), warning=_SIGN_AFTER),
    "surat": Variant(("nomor_masuk",), labels={"nomor_masuk": "Nomor dan tanggal surat"}, warning=_SIGN_AFTER),
    "daring": Variant(("nomor_masuk",), warning=_SIGN_AFTER),
})  # fmt: skip

_REPORTER = persons.identity(
    "pelapor", "Pelapor",
    first=(Field("kedudukan", "Pelapor adalah", Kind.CHOICE, default=VICTIM,
                 choices=tuple(Choice(one, one.capitalize()) for one in _STANDINGS),
                 help="Pelapor yang korban tidak ditulis lagi di bagian korban."),),
    last=(Field("tidak_bisa_baca_tulis", "Tidak dapat membaca atau menulis", Kind.FLAG,
                help="Dibacakan kepada pelapor, lalu dibubuhi cap jempol (KUHAP Ps 23 ayat (4))."),),
)  # fmt: skip

_NEEDS = Section("kebutuhan", "Kebutuhan khusus pelapor atau korban", (
    Field("perempuan", "Perempuan: perlu pendamping atau petugas perempuan", Kind.FLAG),
    Field("anak", "Anak: perlu orang tua, wali, atau pendamping", Kind.FLAG),
    Field("lansia", "Lanjut usia", Kind.FLAG),
    Field("disabilitas", "Penyandang disabilitas", Kind.FLAG),
    Field("keterangan", "Kebutuhan dan yang disediakan", longest=300, help="Kursi roda; ruang tersendiri."),
    Field("pendamping", "Pendamping (nama, hubungan)", longest=160),
    Field("juru_bahasa", "Juru bahasa (nama, bahasa)", longest=160),
    Field("dinilai", "Sudah dinilai, tidak ada kebutuhan khusus", Kind.FLAG),
))  # fmt: skip

_STUDY = Section("kajian", "Kajian awal (piket Reskrim)", (
    Field("jenis_delik", "Jenis delik", Kind.CHOICE,
          choices=(Choice("biasa", "Delik biasa"), Choice(_COMPLAINT, "Delik aduan"))),
    Field("penilaian", "Dugaan tindak pidana", Kind.CHOICE,
          choices=(Choice("ya", "Ya, tindak pidana"), Choice(_CIVIL, "Perdata"), Choice(_VAGUE, "Samar-samar"))),
    Field("unsur", "Alasan dan unsur", Kind.NOTE, longest=2000, find=Find.TEXT),
    Field("bukti_permulaan", "Bukti permulaan", Kind.NOTE, longest=1000, help="Keterangan, surat, rekaman, barang."),
    Field("pernah_dilaporkan", "Pernah dilaporkan sebelumnya", Kind.CHOICE, default="belum",
          choices=(Choice("belum", "Belum pernah"), Choice("sudah", "Sudah pernah"))),
    Field("tempat_lapor", "Dilaporkan di mana dan kapan", longest=200, help="Isilah bila sudah pernah dilaporkan."),
    Field("saran", "Saran", Kind.SUGGEST, longest=500, choices=suggested((
        "Dibuatkan Laporan Polisi model B", "Dibuatkan Laporan Polisi; diteruskan ke Polres",
        "Diterima sebagai laporan informasi", "Diselesaikan melalui mediasi atau jalur perdata"))),
    Field("piket", "Piket Reskrim (NRP)", Kind.OFFICER, longest=18),
))  # fmt: skip

_ACTIONS = Section("tindakan", "Tindakan yang diambil", (
    Field("menerima", "Menerima laporan", Kind.FLAG, default=True),
    Field("membuat_lp", "Membuat Laporan Polisi", Kind.FLAG, default=True),
    Field("membuat_sttlp", "Membuat surat tanda terima laporan", Kind.FLAG, default=True),
    Field("membuat_pernyataan", "Membuat surat pernyataan pelapor", Kind.FLAG, default=True),
    Field("mendatangi_tkp", "Mendatangi TKP", Kind.FLAG),
    Field("membuat_ver", "Membuat permintaan visum et repertum", Kind.FLAG),
    Field("lainnya", "Tindakan lain (satu baris tiap tindakan)", Kind.NOTE, longest=1000),
    Field("hak_dijelaskan", "Hak korban sudah dijelaskan (KUHAP Ps 144)", Kind.FLAG,
          help="Advokat, kabar perkembangan, kerahasiaan identitas, juru bahasa, bantuan medis, restitusi."),
))  # fmt: skip


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], known.now)
    yield from lp_rules.blocks(values, known)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from lp_rules.reporter_warns(values, known)
    yield from lp_rules.needs_warns(values, known)
    yield from lp_rules.warns(values, known)
    study = values["kajian"]
    if "penilaian" not in study:
        yield Problem("kajian", 0, "penilaian", "Kajian awal belum diisi (Perkap 6/2019 Ps 3).")
    elif study["penilaian"] != "ya":
        yield Problem("kajian", 0, "penilaian", "Bila tidak ada dugaan tindak pidana, gunakan formulir Informasi.")
    if study.get("jenis_delik") == _COMPLAINT:
        yield Problem("kajian", 0, "jenis_delik", "Delik aduan: gunakan formulir Pengaduan, diajukan oleh yang berhak.")
    if study.get("pernah_dilaporkan") == "sudah" and "tempat_lapor" not in study:
        yield Problem("kajian", 0, "tempat_lapor", "Tulis di mana peristiwa ini pernah dilaporkan.")
    if not values["tindakan"].get("hak_dijelaskan"):
        yield Problem("tindakan", 0, "hak_dijelaskan", "Jelaskan hak korban kepada pelapor (KUHAP Ps 144).")


def _awaits(record: Record, _: Known) -> Iterator[Awaited]:
    since = datetime.fromisoformat(record.registered_at)
    yield Awaited("Tanggapan penyidik (KUHAP Ps 23 ayat (6))", due(since, ANSWER), key="lp.tanggapan", noted=True)


def _from_statement(record: Record) -> Iterable[Proposal]:
    return from_statement(record, _REPORTER)


LP_B = Form(
    name="lp_b",
    title="Laporan Polisi model B",
    version=1,
    sections=(
        _CHANNEL, _REPORTER, _NEEDS, EVENT, OTHER_VICTIMS, SUSPECTS, WITNESSES, LOSSES, EVIDENCE, ARTICLES, _STUDY,
        _ACTIONS,
    ),
    papers=(REPORT_B, RECEIPT, STATEMENT, ASSESSMENT),
    who=("pelapor", "nama"),
    what=("kejadian", "apa"),
    blocks=_blocks,
    warns=_warns,
    settle=lp_rules.settle,
    service="Melapor tindak pidana",
    about=(
        "Bawa KTP, KK, SIM, atau paspor; bila tidak ada, laporan tetap diterima.",
        "Bawa surat, foto, rekaman, dan nama saksi bila ada.",
        "Piket Reskrim mengkaji lebih dahulu; laporan dibuat sekitar 10 menit.",
        "Gratis, tidak dipungut biaya; pelapor menerima surat tanda terima.",
        "Laporan dapat juga disampaikan dengan surat, telepon, atau secara daring.",
    ),
    words=(
        "lapor polisi", "LP", "pencurian", "kecurian", "kemalingan", "maling", "curanmor", "motor hilang", "jambret",
        "copet", "begal", "rampok", "dipukul", "penganiayaan", "pengeroyokan", "tawuran", "ditipu", "penipuan",
        "penipuan online", "penggelapan", "kekerasan", "KDRT", "perkosaan", "pelecehan", "cabul", "pengancaman",
        "pemerasan", "perusakan", "pembunuhan", "narkoba", "judi", "senjata tajam", "tabrak lari",
    ),
    follows={"visum": from_visum, "informasi": _from_statement, "pengaduan": _from_statement},
    case=True,
    destination=RESKRIM,
    route=lp_rules.route,
    awaits=_awaits,
    waits=lambda _: Wait(oldest=_FORGOTTEN, note="lp.tanggapan", older="tanpa catatan tanggapan penyidik"),
    sample=report_b,
)  # fmt: skip

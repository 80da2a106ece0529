"""What was done about criticism or a suggestion, and the answer to whoever sent it."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.help_wanted import offered
from spkt_desktop.forms.sample_help import answer
from spkt_desktop.forms.saran import COMPLAINT, NAMELESS, anonymous
from spkt_desktop.forms.schema import Field, Find, Kind, Section
from spkt_desktop.records import Record, Values

_NOT_YET = "Belum disampaikan"


def _carry(record: Record) -> Iterator[Proposal]:
    if sender := record.values.get("pengirim"):
        said = record.values.get("masukan", {})
        answered = {"pengirim": sender.get("nama"), "kontak": sender.get("kontak"), "jenis": said.get("jenis")}
        yield Proposal(sender.get("nama", NAMELESS), {"saran": {name: text for name, text in answered.items() if text}})


def _settle(values: Values, known: Known) -> Values:
    """Whoever gave no name keeps none, whatever was learnt since."""
    if known.about and known.about.values and anonymous(known.about.values):
        answered = {name: text for name, text in values["saran"].items() if name != "kontak"}
        return values | {"saran": answered | {"pengirim": NAMELESS}}
    return values


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    if values["tindakan"].get("tanggal", "") > known.now.date().isoformat():
        yield Problem("tindakan", 0, "tanggal", "Tanggal tindakan tidak boleh sesudah hari ini.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    done = values["tindakan"]
    if done.get("selesai") and "hasil" not in done:
        yield Problem("tindakan", 0, "hasil", "Kritik/saran ditutup, tetapi hasilnya belum diisi.")
    if known.about is None:
        return
    if done.get("tanggal", "9") < known.about.registered_at[:10]:
        yield Problem("tindakan", 0, "tanggal", "Tanggal tindakan lebih awal daripada tanggal kritik/saran diterima.")
    sender, said = known.about.values.get("pengirim", {}), known.about.values.get("masukan", {})
    if done.get("selesai") and sender.get("dibalas") and done.get("disampaikan", _NOT_YET) == _NOT_YET:
        yield Problem("tindakan", 0, "disampaikan", "Pengirim ingin dibalas; sampaikan jawaban ini sebelum ditutup.")
    officer = known.officers.get(done.get("petugas", ""))
    named = str(said.get("petugas", "")).casefold()
    if officer and said.get("jenis") == COMPLAINT and officer.name.partition(",")[0].casefold() in named:
        yield Problem("tindakan", 0, "petugas", "Keluhan tidak ditangani oleh petugas yang dikeluhkan.")


ANSWER = Paper(
    name="tindak_saran",
    title="JAWABAN ATAS KRITIK DAN SARAN",
    number="TL-SARAN/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    basis=("UU 25/2009 Ps 36",),
    doubts=("Bentuk jawaban tidak diatur secara nasional; susunan surat ini dari kebutuhan pelayanan.",),
)

TINDAK_SARAN = Form(
    name="tindak_saran",
    title="Tindak lanjut kritik dan saran",
    version=1,
    sections=(
        Section("saran", "Kritik/saran yang dijawab", (
            Field("pengirim", "Pengirim", default=NAMELESS, find=Find.TEXT),
            Field("kontak", "Telepon, pesan, atau surel", longest=120),
            Field("jenis", "Jenis", longest=60),
        )),
        Section("tindakan", "Tindak lanjut", (
            Field("petugas", "Ditindaklanjuti oleh", Kind.OFFICER, required=True),
            Field("tanggal", "Tanggal tindakan", Kind.DATE),
            Field("tindakan", "Tindakan", Kind.NOTE, required=True, longest=4000, find=Find.TEXT),
            Field("hasil", "Hasil", Kind.NOTE, longest=4000, find=Find.TEXT),
            Field("disampaikan", "Jawaban disampaikan melalui", Kind.SUGGEST, longest=60, choices=offered(
                "Bertemu langsung", "Telepon", "Pesan singkat", "Surat", "Papan pengumuman", _NOT_YET,
            )),
            Field("selesai", "Kritik/saran ini selesai dan ditutup", Kind.FLAG, default=False),
        )),
    ),
    papers=(ANSWER,),
    who=("saran", "pengirim"),
    what=("saran", "jenis"),
    settle=_settle,
    blocks=_blocks,
    warns=_warns,
    follows={"saran": _carry},
    alone=False,
    sample=answer,
)  # fmt: skip

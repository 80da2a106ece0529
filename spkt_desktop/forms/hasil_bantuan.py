"""What came of help that was granted: reported after the officers are back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spkt_desktop.errors import Problem
from spkt_desktop.forms import help_given
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.sample_help import help_done
from spkt_desktop.forms.schema import Field, Find, Section
from spkt_desktop.records import Record, Values

_DONE = replace(
    help_given.DONE,
    fields=tuple(replace(one, required=True) if one.name == "hasil" else one for one in help_given.DONE.fields),
)


def _carry(record: Record) -> Iterator[Proposal]:
    if asked := record.values.get("permintaan"):
        name = record.values.get("pemohon", {}).get("nama", "")
        begun = {part: record.values[part] for part in ("petugas", "pelaksanaan") if record.values.get(part)}
        yield Proposal(name, {"bantuan": {"pemohon": name, "jenis": asked.get("jenis", "")}, **begun})


def _warns(values: Values, _: Known) -> Iterator[Problem]:
    yield from help_given.disordered(values)


HASIL_BANTUAN = Form(
    name="hasil_bantuan",
    title="Hasil bantuan dan pendampingan",
    version=1,
    sections=(
        Section("bantuan", "Bantuan yang diberikan", (
            Field("pemohon", "Pemohon", find=Find.TEXT),
            Field("jenis", "Bantuan", find=Find.TEXT),
        )),
        help_given.SENT,
        _DONE,
    ),
    papers=(
        Paper(
            name="hasil_bantuan",
            title="LAPORAN HASIL BANTUAN DAN PENDAMPINGAN",
            number="HB/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
            signs="petugas",
            basis=("UU 2/2002 Ps 14 ayat (1)",),
            doubts=("Bentuk laporan hasil bantuan di Polsek tidak ditemukan contohnya.",),
        ),
    ),
    who=("bantuan", "pemohon"),
    what=("bantuan", "jenis"),
    warns=_warns,
    follows={"bantuan": _carry},
    alone=False,
    sample=help_done,
)  # fmt: skip

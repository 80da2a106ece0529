"""The withdrawal of a complaint: whoever made it takes it back, in time and of their own will."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop import dates
from spkt_desktop.errors import Problem
from spkt_desktop.forms import complaints, deadlines, persons
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.sample_complaints import withdrawal
from spkt_desktop.forms.schema import Field, Find, Kind, Section
from spkt_desktop.records import Record, Values

_COMPLAINANT = persons.identity("pelapor", "Pengadu")
_MATTER = Section("perkara", "Perkara yang diadukan", (
    Field("perihal", "Perkara", required=True, find=Find.TEXT),
    Field("terlapor", "Terlapor", Kind.NOTE, longest=2500, find=Find.TEXT, help="Satu baris untuk tiap orang."),
    Field("pasal", "Pasal", Kind.NOTE, longest=2500, help="Satu baris untuk tiap pasal."),
))  # fmt: skip
_LONGEST = {field.name: field.longest for field in _MATTER.fields}


def _carry(complaint: Record) -> Iterator[Proposal]:
    values = complaint.values
    complainant = values.get("pelapor") or {}

    def lines(section: str, field: str) -> str:
        texts = (str(row.get(field) or "") for row in values.get(section) or [])
        return "\n".join(text for text in texts if text)[: _LONGEST[section]]

    yield Proposal(
        str(complainant.get("nama", "")),
        {
            "pelapor": persons.carried(complainant, _COMPLAINANT),
            "perkara": {
                "perihal": (values.get("uraian") or {}).get("perihal"),
                "terlapor": lines("terlapor", "nama"),
                "pasal": lines("pasal", "pasal"),
            },
            "bukti": [
                {name: row[name] for name in ("nama", "jumlah", "satuan", "keterangan") if name in row}
                for row in values.get("bukti") or []
                if row.get("diserahkan")
            ],
        },
    )


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pelapor", 0, values["pelapor"], known.now)
    if values["pencabutan"].get("tanpa_paksaan") is False:
        yield Problem(
            "pencabutan", 0, "tanpa_paksaan",
            "Pencabutan hanya sah atas kehendak pengadu sendiri. Bila ia dipaksa, jangan diterbitkan.",
        )  # fmt: skip
    complaint = known.about
    if complaint is None or complaint.form != "pengaduan":
        return
    if gone := complaints.withdrawal_of(complaint, known):
        yield Problem(
            "pelapor",
            0,
            "nama",
            f"Pengaduan ini sudah ditarik kembali dengan surat nomor {gone.number.text} (KUHP Ps 30).",
        )
    last = complaints.last_moment_to_withdraw(complaint)
    if known.now > last and not complaints.withdrawn_until_trial(complaint.values):
        yield Problem(
            "pencabutan", 0, "alasan",
            f"Waktu pencabutan lewat: 3 Bulan ({deadlines.WITHDRAW} Hari) sejak pengaduan berakhir pada"
            f" {dates.tanggal(last.astimezone(known.now.tzinfo))} pukul"
            f" {dates.pukul(last.astimezone(known.now.tzinfo))} (KUHP Ps 30).",
        )  # fmt: skip


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    person = values["pelapor"]
    yield from persons.warns("pelapor", 0, person, known.now)
    complaint = known.about
    if complaint is None or complaint.form != "pengaduan":
        return
    made = complaint.values.get("pelapor") or {}
    for name, called in (("nik", "NIK"), ("nama", "Nama")):
        if made.get(name) and person.get(name) and str(made[name]).casefold() != str(person[name]).casefold():
            yield Problem(
                "pelapor",
                0,
                name,
                f"{called} berbeda dari pengadu; yang dapat menarik kembali hanya pengadu (KUHP Ps 30).",
            )
    if complaints.withdrawn_until_trial(complaint.values):
        yield Problem(
            "pencabutan", 0, "alasan",
            "Perzinaan dan kohabitasi ditarik kembali selama sidang belum dimulai (KUHP Ps 411(4), 412(4)). Tanyakan"
            " kepada Reskrim apakah sidang sudah dimulai.",
        )  # fmt: skip


LETTER = Paper(
    name="pencabutan",
    title="SURAT PENCABUTAN PENGADUAN",
    number="SPP/{nomor}/{bulan}/{tahun}/SPKT/{polsek}/{polres}",
    signs="petugas",
    basis=("KUHP Ps 30", "KUHP Ps 411 ayat (4)", "KUHP Ps 412 ayat (4)"),
    doubts=(
        "Waktu tiga Bulan dihitung tepat pada jamnya (Hari = 24 jam); KUHP Ps 30 menyebut sejak tanggal diajukan.",
        "Format nomor tidak ditemukan pada contoh nyata.",
    ),
)

PENCABUTAN = Form(
    name="pencabutan",
    title="Pencabutan pengaduan",
    version=1,
    sections=(
        _COMPLAINANT,
        _MATTER,
        Section("pencabutan", "Pencabutan", (
            Field("alasan", "Alasan pencabutan", Kind.NOTE, required=True, longest=4000, find=Find.TEXT),
            Field("tanpa_paksaan", "Atas kehendak sendiri, tanpa paksaan", Kind.FLAG, required=True,
                  help="Tanyakan kepada pengadu sendiri, tanpa kehadiran terlapor."),
            Field("tidak_bisa_baca_tulis", "Pengadu tidak dapat membaca atau menulis", Kind.FLAG),
        )),
        Section("bukti", "Bukti yang telah diserahkan", (
            Field("nama", "Bukti", required=True, longest=200, find=Find.TEXT),
            Field("jumlah", "Jumlah", Kind.INTEGER, least=1, default=1),
            Field("satuan", "Satuan", longest=20),
            Field("keterangan", "Keterangan", longest=300, find=Find.TEXT),
            Field("dikembalikan", "Dikembalikan sekarang", Kind.FLAG),
        ), repeats=True, row="Bukti"),
    ),
    papers=(LETTER,),
    who=("pelapor", "nama"),
    what=("perkara", "perihal"),
    blocks=_blocks,
    warns=_warns,
    follows={"pengaduan": _carry},
    alone=False,
    case=True,
    destination=RESKRIM,
    sample=withdrawal,
)  # fmt: skip

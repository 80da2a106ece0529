"""Help and escort at the counter: what was asked, which papers were seen, who decided what and why, who was sent."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms import help_wanted as wanted
from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Awaited, Form, Known, Paper, Proposal, Wait
from spkt_desktop.forms.help_given import DONE, SENT, TIMES, disordered
from spkt_desktop.forms.help_wanted import offered
from spkt_desktop.forms.protection import SEXUAL
from spkt_desktop.forms.routing import DESTINATIONS, LANTAS, POLRES, PPA, SAMAPTA
from spkt_desktop.forms.sample_help import help_asked
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Record, Values

GRANTED, REFUSED, PASSED_ON = "dikabulkan", "ditolak", "diteruskan"
_ROUTES = {
    wanted.ESCORT: LANTAS, wanted.VICTIM: PPA, wanted.LEASING: POLRES, wanted.EXECUTION: POLRES,
}  # fmt: skip
_TIMES = (("permintaan", "diterima_jam"), ("putusan", "jam"), *TIMES)

_APPLICANT = persons.identity("pemohon", "Pemohon", brief=True, also=(persons.ORGANISATION, persons.UNKNOWN))


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pemohon", 0, values["pemohon"], known.now)
    for index, row in enumerate(values["orang"]):
        yield from persons.blocks("orang", index, row, known.now)
    if values["permintaan"].get("diterima_tanggal", "") > known.now.date().isoformat():
        yield Problem("permintaan", 0, "diterima_tanggal", "Tanggal diterima tidak boleh sesudah hari ini.")
    decided = values["putusan"]
    if decided.get("putusan") in (REFUSED, PASSED_ON) and "alasan" not in decided:
        yield Problem("putusan", 0, "alasan", f"Permintaan yang {decided['putusan']} harus beralasan.")
    if decided.get("putusan") == REFUSED and "pemutus" not in decided:
        yield Problem("putusan", 0, "pemutus", "Penolakan harus menyebut petugas yang memutuskan.")
    if decided.get("putusan") == PASSED_ON and "kepada" not in decided:
        yield Problem("putusan", 0, "kepada", "Sebutkan kepada siapa permintaan ini diteruskan.")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    kind, decided = values["permintaan"].get("jenis", ""), values["putusan"]
    of_applicant = persons.warns if kind in wanted.TAKING_BACK else persons.brief_warns
    yield from of_applicant("pemohon", 0, values["pemohon"], known.now)
    for index, row in enumerate(values["orang"]):
        yield from persons.brief_warns("orang", index, row, known.now)
    yield from _unclear(values, kind)
    if decided.get("putusan") == REFUSED:
        yield from _risky_refusal(values, kind)
    if decided.get("putusan") == GRANTED:
        yield from _risky_grant(values, kind)
    yield from disordered(values, _TIMES)


def _unclear(values: Values, kind: str) -> Iterator[Problem]:
    asked = values["permintaan"]
    if "tempat" not in asked:
        label = wanted.WANTED.label("tempat", asked)
        yield Problem("permintaan", 0, "tempat", f"{label} belum diisi.")
    if kind in wanted.TAKING_BACK and "nomor_polisi" not in asked:
        yield Problem("permintaan", 0, "nomor_polisi", "Nomor polisi kendaraan belum diisi.")
    if kind == wanted.MISSING and not values["orang"]:
        yield Problem("orang", 0, "", "Orang yang dicari belum diisi.")


def _risky_refusal(values: Values, kind: str) -> Iterator[Problem]:
    if values["permintaan"].get("bahaya") or kind == wanted.EMERGENCY:
        yield Problem(
            "putusan", 0, "putusan",
            "Keselamatan jiwa didahulukan (UU 2/2002 Ps 14 ayat (1) huruf i). Hubungi Kapolsek sekarang dan kirim"
            " petugas ke tempat itu, walaupun pendampingan ditolak.",
        )  # fmt: skip
    if "arahan" not in values["putusan"]:
        yield Problem(
            "putusan", 0, "arahan", "Tulis apa yang dapat dilakukan pemohon, misalnya membuat laporan polisi."
        )


def _risky_grant(values: Values, kind: str) -> Iterator[Problem]:
    if kind in wanted.TAKING_BACK and not any(row.get("ditunjukkan") for row in values["surat"]):
        yield Problem(
            "surat", 0, "",
            "PERHATIAN: pendampingan dikabulkan tanpa satu surat pun yang ditunjukkan. Jangan mendampingi pengambilan"
            " kendaraan sebelum suratnya diperiksa, dan laporkan kepada Kapolsek.",
        )  # fmt: skip
    if not values["petugas"] and "satuan" not in values["pelaksanaan"]:
        yield Problem("petugas", 0, "", "Petugas atau satuan yang dikirim belum diisi.")


def _route(values: Values, _: Known) -> str:
    passed_on = values["putusan"].get("kepada", "")
    if passed_on in DESTINATIONS:
        return str(passed_on)
    return _ROUTES.get(values["permintaan"].get("jenis", ""), "")


def _protects(values: Values, _: Known) -> Iterator[str]:
    if values["permintaan"].get("kekerasan_seksual"):
        yield SEXUAL


def _awaits(record: Record, known: Known) -> Iterator[Awaited]:
    """What came of help that was granted, unless this record or one after it says so."""
    granted = record.values.get("putusan", {}).get("putusan") == GRANTED
    told = "hasil" in record.values.get("pelaksanaan", {}) or any(
        one.form == "hasil_bantuan" for one in known.after(record.id)
    )
    if granted and not told:
        yield Awaited("Hasil bantuan atau pendampingan", form="hasil_bantuan", key="bantuan.hasil")


def _carry(record: Record) -> Iterator[Proposal]:
    """Whoever reported asks for help."""
    if reporter := record.values.get("pelapor"):
        values = {"pemohon": persons.carried(reporter, _APPLICANT)}
        yield Proposal(str(reporter.get("nama", "")), values)


_DECISION = Section(
    name="putusan",
    title="Keputusan",
    key="putusan",
    variants={
        GRANTED: Variant(("pemutus", "jam", "alasan"), labels={"alasan": "Catatan"}),
        REFUSED: Variant(("alasan", "arahan", "pemutus", "jam")),
        PASSED_ON: Variant(("kepada", "alasan", "arahan", "pemutus", "jam")),
    },
    fields=(
        Field("putusan", "Keputusan", Kind.CHOICE, required=True,
              choices=(Choice(REFUSED, "Ditolak"), Choice(PASSED_ON, "Diteruskan"), Choice(GRANTED, "Dikabulkan"))),
        Field("kepada", "Diteruskan kepada", Kind.SUGGEST, choices=offered(*DESTINATIONS), find=Find.TEXT),
        Field("alasan", "Alasan", Kind.NOTE, longest=2000, find=Find.TEXT),
        Field("arahan", "Yang dapat dilakukan pemohon", Kind.NOTE, longest=2000,
              help="Misalnya: membuat laporan polisi, melengkapi surat, menghadap Polres."),
        Field("pemutus", "Diputuskan oleh", Kind.OFFICER),
        Field("jam", "Diputuskan pukul", Kind.TIME),
    ),
)  # fmt: skip

_BASIS = ("UU 2/2002 Ps 13", "UU 2/2002 Ps 14 ayat (1) huruf a, i, j, dan k")
RECORD = Paper(
    name="bantuan",
    title="LEMBAR PERMINTAAN BANTUAN DAN PENDAMPINGAN",
    number="BANTUAN/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    signs="petugas",
    basis=_BASIS,
    doubts=(
        "Belum ada blangko nasional untuk permintaan bantuan; susunan lembar ini dari kebutuhan pelayanan.",
        "Perkap 8/2011 (pengamanan eksekusi jaminan fidusia: permohonan tertulis kepada Kapolda/Kapolres) dan Putusan"
        " MK 18/PUU-XVII/2019: bunyi dan keberlakuannya belum diperiksa pada naskah resmi.",
    ),
)
OBJECTION = (
    "Apabila keberatan atas keputusan ini, pemohon dapat menghadap Kapolsek atau menghubungi Propam Polres. Dalam"
    " keadaan darurat hubungi layanan Polri 110."
)
SLIP = Paper(
    name="tanda_bantuan",
    title="TANDA TERIMA PERMINTAAN BANTUAN",
    signs="petugas",
    basis=_BASIS,
    settings=(
        Field("keberatan", "Kalimat keberatan", Kind.NOTE, required=True, longest=1000, default=OBJECTION,
              help="Dicetak bila permintaan ditolak atau diteruskan."),
    ),
)  # fmt: skip

BANTUAN = Form(
    name="bantuan",
    title="Bantuan dan pendampingan",
    version=1,
    sections=(
        wanted.WANTED,
        _APPLICANT,
        persons.identity(
            "orang", "Orang yang dicari atau didampingi", repeats=True, most=20, brief=True, also=(persons.UNKNOWN,),
            last=(Field("ciri", "Ciri-ciri, pakaian, dan keadaan", Kind.NOTE, longest=1000, find=Find.TEXT),),
        ),
        wanted.PAPERS_SEEN,
        _DECISION,
        SENT,
        DONE,
    ),
    papers=(RECORD, SLIP),
    who=("pemohon", "nama"),
    what=("permintaan", "jenis"),
    blocks=_blocks,
    warns=_warns,
    service="Minta bantuan atau pendampingan polisi",
    about=(
        "Keadaan darurat ditangani lebih dahulu; identitas dan surat menyusul.",
        "Penarikan kendaraan: sertifikat jaminan fidusia, surat kuasa, STNK/BPKB, KTP petugas penarik.",
        "Setiap permintaan dicatat; keputusan, alasan, dan nama pemutusnya diberikan tertulis.",
        "Gratis, tidak dipungut biaya.",
        "Pengamanan eksekusi fidusia dan pengadilan diputuskan oleh Polres.",
    ),
    words=(
        "tolong", "darurat", "pengawalan", "kawal", "pengamanan", "jaga hajatan", "leasing", "tarik mobil", "rental",
        "debt collector", "orang hilang", "anak hilang", "tersesat", "dampingi", "takut pulang", "TKP", "ribut",
    ),
    follows={"lp_b": _carry, "pengaduan": _carry},
    case=True,
    protects=_protects,
    destination=SAMAPTA,
    route=_route,
    awaits=_awaits,
    waits=lambda _: Wait(unless=("hasil_bantuan",)),
    sample=help_asked,
)  # fmt: skip

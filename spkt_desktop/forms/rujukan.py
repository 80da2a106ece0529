"""The referral slip: where to go, what to bring, what it costs, so that nobody is sent from door to door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms.catalogue import AFTER_LOSS, CATALOGUE, services
from spkt_desktop.forms.catalogue_entry import POLDA, POLRES, Service
from spkt_desktop.forms.form import Form, Known, Paper, Proposal
from spkt_desktop.forms.sample_people import person
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Record, Values

_LONG = 2000
_MOST_OFFERED = 4
_ASKED = ("keperluan", "tujuan", "alamat_tujuan", "syarat", "langkah", "biaya", "waktu", "catatan", "dasar")
_PERSONS = ("pelapor", "pengadu", "pemohon", "warga")
"""Sections of other forms that say who stands at the counter."""

_CARRIED = ("identitas", "nik", "nomor_identitas", "nama", "alamat", "telepon")
"""Other offices read the slip: faith, birth and occupation are not their business."""


def _filled(one: Service) -> dict[str, str]:
    told = {
        "tujuan": one.issuer,
        "alamat_tujuan": one.place,
        "syarat": "\n".join(one.needs),
        "langkah": "\n".join(one.steps),
        "biaya": one.fee,
        "waktu": one.time,
        "catatan": "\n".join(filter(None, (one.validity, one.note))),
        "dasar": one.source,
    }
    return {name: text for name, text in told.items() if text}


LAYANAN: Mapping[str, Variant] = {
    name: Variant(_ASKED, defaults=_filled(one), ask_for=one.needs, warning=one.doubt)
    for name, one in CATALOGUE.items()
}
"""By the value of `layanan`; anything else may be typed and is filled in by hand."""


def _optional_name(section: Section) -> Section:
    """Nobody has to say who they are to be told where to go."""
    fields = (
        replace(field, required=False, label="Nama (boleh dikosongkan)") if field.name == "nama" else field
        for field in section.fields
    )
    return replace(section, fields=tuple(fields))


CITIZEN = _optional_name(persons.identity("warga", "Warga", brief=True))


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.brief_warns("warga", 0, values["warga"], known.now)
    told = values["rujukan"]
    wanted = told.get("layanan", "")
    if wanted and wanted not in CATALOGUE:
        found = ", ".join(one.name for one in services(wanted)[:_MOST_OFFERED])
        if found:
            yield Problem("rujukan", 0, "layanan", f"Mungkin yang dimaksud: {found}.")
    for name, what in (("syarat", "Apa yang dibawa"), ("biaya", "Biaya")):
        if name not in told:
            yield Problem("rujukan", 0, name, f"{what} belum diisi. Warga tidak boleh pulang dengan menebak.")


def _settle(values: Values, known: Known) -> Values:
    """The unit's own Polres and Polda by name, and the address of the Polres where the unit has told it."""
    station = known.unit.get("kesatuan") or {}
    names = {POLRES: station.get("polres"), POLDA: station.get("polda")}
    address = (known.unit.get("rujukan") or {}).get("alamat_polres")
    told = dict(values["rujukan"])
    if address and POLRES in told.get("alamat_tujuan", ""):
        _put(told, "alamat_tujuan", f"{told['alamat_tujuan']}. {POLRES}: {address}")
    for general, name in names.items():
        for field in ("tujuan", "alamat_tujuan") if name else ():
            if general in told.get(field, ""):
                _put(told, field, told[field].replace(general, str(name)))
    return {**values, "rujukan": told}


def _put(told: dict[str, Any], field: str, text: str) -> None:
    if len(text) <= SERVICE.field(field).longest:
        told[field] = text


def _proposals(record: Record) -> Iterator[Proposal]:
    """Who stands at the counter, with each service that replaces something lost, and without any."""
    citizen = _citizen(record.values)
    lost = record.values.get("barang") if record.form == "sktlk" else None
    wanted = dict.fromkeys(AFTER_LOSS[row["jenis"]] for row in lost or () if row.get("jenis") in AFTER_LOSS)
    for name in wanted:
        yield Proposal(name, {"warga": citizen, "rujukan": {"layanan": name, **LAYANAN[name].defaults}})
    if record.form == "lp_b":
        name = "Perkembangan perkara (SP2HP)"
        yield Proposal(name, {"warga": citizen, "rujukan": {"layanan": name, **LAYANAN[name].defaults}})
    yield Proposal(citizen.get("nama", "Warga"), {"warga": citizen})


def _citizen(values: Values) -> dict[str, Any]:
    for name in _PERSONS:
        part = values.get(name)
        row = part[0] if isinstance(part, list) and part else part
        if isinstance(row, Mapping) and row.get("nama"):
            return {name: value for name, value in persons.carried(row, CITIZEN).items() if name in _CARRIED}
    return {}


def _sample(random: Random, _: date) -> Values:
    asking = person(random)
    name = random.choice([name for name, one in CATALOGUE.items() if not one.doubt])
    return {
        "warga": {field: asking[field] for field in ("nama", "alamat", "telepon")},
        "rujukan": {"layanan": name, **LAYANAN[name].defaults},
    }


SERVICE = Section(
    name="rujukan",
    title="Layanan yang dituju",
    key="layanan",
    variants=LAYANAN,
    fields=(
        Field("layanan", "Layanan", Kind.SUGGEST, required=True, find=Find.TEXT,
              choices=tuple(Choice(name, name) for name in CATALOGUE), help="Ketik kata warga: SIM, pajak, izin."),
        Field("keperluan", "Keperluan warga", Kind.NOTE, longest=500, find=Find.TEXT),
        Field("tujuan", "Ke mana", required=True, longest=200, find=Find.TEXT),
        Field("alamat_tujuan", "Alamat tujuan", Kind.NOTE, longest=500),
        Field("syarat", "Bawa apa", Kind.NOTE, longest=_LONG, help="Satu baris untuk tiap syarat."),
        Field("langkah", "Langkah", Kind.NOTE, longest=_LONG, help="Satu baris untuk tiap langkah."),
        Field("biaya", "Biaya menurut aturan", Kind.NOTE, longest=500),
        Field("waktu", "Waktu pelayanan", longest=200),
        Field("catatan", "Catatan", Kind.NOTE, longest=_LONG),
        Field("dasar", "Dasar hukum", longest=300),
    ),
)  # fmt: skip

LETTER = Paper(
    name="rujukan",
    title="KE MANA, BAWA APA",
    number="RJK/{nomor}/{bulan}/{tahun}/SPKT/{polsek}",
    signs="",
    basis=("UU 2/2002 Ps 14 ayat (1) huruf k",),
    doubts=("Slip rujukan tidak diatur; judul, nomor, dan isinya usulan. Periksa katalog pada keadaan setempat.",),
    settings=(
        Field("alamat_polres", "Alamat Polres", longest=200, help="Dicetak bila warga dirujuk ke Polres."),
        Field("kalimat_penutup", "Kalimat penutup", Kind.NOTE, required=True, longest=600,
              default="Tunjukkan slip ini kepada petugas di tempat tujuan. Bila Anda diminta biaya di luar ketentuan"
              " atau diarahkan kembali tanpa penjelasan, beri tahu kami."),
    ),
)  # fmt: skip

RUJUKAN = Form(
    name="rujukan",
    title="Rujukan pelayanan",
    version=1,
    sections=(CITIZEN, SERVICE),
    papers=(LETTER,),
    who=("warga", "nama"),
    what=("rujukan", "layanan"),
    warns=_warns,
    settle=_settle,
    sample=_sample,
    service="SIM, STNK, pajak kendaraan, izin, dan urusan di tempat lain",
    about=(
        "Tidak perlu membawa apa pun; identitas boleh tidak disebutkan.",
        "Selesai dalam 2 menit, gratis.",
        "Slip mencantumkan ke mana, bawa apa, dan biaya menurut aturan.",
        "SIM: Satpas Polres. STNK dan pajak: Samsat. KTP dan KK: Dukcapil.",
    ),
    words=tuple(dict.fromkeys(word for one in CATALOGUE.values() for word in (one.name, *one.words))),
    follows=dict.fromkeys(("sktlk", "lp_b", "informasi", "pengaduan"), _proposals),
)

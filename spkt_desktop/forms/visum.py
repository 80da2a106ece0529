"""The request for a visum et repertum: its checks, what it takes over from a report, and its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spkt_desktop.errors import Problem
from spkt_desktop.forms import complaints, persons, sample_visum
from spkt_desktop.forms.event import before_birth, event_blocks, event_warns, victims
from spkt_desktop.forms.form import Awaited, Form, Known, Paper, Proposal, Wait
from spkt_desktop.forms.protection import ADULT, SEXUAL, age
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.schema import Choice, Field, Kind, Row
from spkt_desktop.forms.visum_sections import (
    ABUSE,
    COMPLAINT,
    CORPSE,
    DONE,
    FITTING,
    NOT_FOUND,
    OBJECTS,
    REPORT,
    SECTIONS,
    SPOKEN,
    asked,
)
from spkt_desktop.records import Record, Values

_OWN_CASE = (complaints.VICTIM, complaints.ALONE)
"""On what ground somebody complains who suffered themselves."""


def _settle(values: Values, known: Known) -> Values:
    """The hospital as the unit's list has it, and what the signatory signs as; what was typed stays."""
    target, sending = dict(values["tujuan"]), dict(values["pengiriman"])
    name = str(target.get("rumah_sakit", "")).casefold()
    for row in known.unit.get("rumah_sakit") or ():
        if name and str(row.get("nama", "")).casefold() == name:
            target = {key: row[key] for key in ("pimpinan", "alamat") if row.get(key)} | target
    if office := _office(sending.get("penanda_tangan", ""), known):
        sending.setdefault("selaku", office)
    return values | {"tujuan": target, "pengiriman": sending}


def _office(nrp: str, known: Known) -> str:
    skills = known.skills.get(nrp, frozenset())
    return "Penyidik" if "penyidik" in skills else "Penyidik Pembantu" if "penyidik_pembantu" in skills else ""


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    today = known.now.date().isoformat()
    if values["dasar"].get("lp_tanggal", "") > today:
        yield Problem("dasar", 0, "lp_tanggal", "Tanggal ini tidak boleh sesudah hari ini.")
    yield from persons.blocks("korban", 0, values["korban"], known.now)
    yield from event_blocks(values["kejadian"], known)
    examination = values["pemeriksaan"]
    if examination.get("ditemukan_tanggal", "") > today:
        yield Problem("pemeriksaan", 0, "ditemukan_tanggal", "Tanggal ditemukan tidak boleh sesudah hari ini.")
    fitting = FITTING.get(examination.get("jenis", ""))
    if fitting is None:
        return
    for name in asked(examination):
        if name not in fitting:
            yield Problem("pemeriksaan", 0, name, f"Pemeriksaan ini tidak sesuai dengan visum {examination['jenis']}.")
    if not asked(examination) and "lainnya" not in examination:
        yield Problem("pemeriksaan", 0, fitting[0], "Nyatakan pemeriksaan yang diminta (KUHAP Ps 49(2)).")


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    victim, examination = values["korban"], values["pemeriksaan"]
    if values["dasar"].get("dasar") != SPOKEN and "lp_nomor" not in values["dasar"]:
        yield Problem("dasar", 0, "lp_nomor", "Nomor laporan belum diisi. Bila belum ada, pilih laporan lisan.")
    yield from persons.brief_warns("korban", 0, victim, known.now)
    years = age(victim, known.now.date())
    if years is not None and years < ADULT and examination.get("jenis") != CORPSE and "wali" not in victim:
        yield Problem("korban", 0, "wali", "Korban anak: mintakan persetujuan orang tua/wali sebelum diperiksa.")
    yield from event_warns(values["kejadian"], known)
    if before_birth(values, victim):
        yield Problem("kejadian", 0, "tanggal", "Tanggal kejadian lebih awal daripada tanggal lahir korban.")
    if "luka" not in examination:
        yield Problem("pemeriksaan", 0, "luka", "Luka atau keadaan yang diperiksa belum diisi.")
    yield from _autopsy(examination)
    yield from _sending(values["pengiriman"], known)


def _autopsy(examination: Mapping[str, Any]) -> Iterator[Problem]:
    if not examination.get("bedah_mayat"):
        return
    told = examination.get("keluarga_diberitahu")
    if told == NOT_FOUND or examination.get("keberatan") == OBJECTS:
        name = "keluarga_diberitahu" if told == NOT_FOUND else "keberatan"
        yield Problem("pemeriksaan", 0, name,
                      "Jelaskan maksud bedah mayat bila keluarga keberatan; bila tetap keberatan atau tidak ditemukan,"
                      " penyidik dapat meminta penetapan pengadilan (KUHAP Ps 50).")  # fmt: skip
    elif told != DONE:
        yield Problem("pemeriksaan", 0, "keluarga_diberitahu",
                      "Sebelum bedah mayat keluarga korban wajib diberitahu lebih dahulu (KUHAP Ps 50).")  # fmt: skip


def _sending(sending: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    nrp = sending.get("penanda_tangan", "")
    officer, office = known.officers.get(nrp), _office(nrp, known)
    if officer and officer.role != "kapolsek" and not office:
        yield Problem("pengiriman", 0, "penanda_tangan",
                      "Visum diminta oleh penyidik (KUHAP Ps 49(1)); petugas ini tidak tercatat sebagai penyidik atau"
                      " penyidik pembantu.")  # fmt: skip
    elif office and sending.get("selaku", office).casefold() != office.casefold():
        yield Problem("pengiriman", 0, "selaku", f"Petugas ini tercatat sebagai {office.lower()}. Periksa kembali.")
    if "pengantar" not in sending and "pengantar_nama" not in sending:
        yield Problem("pengiriman", 0, "pengantar", "Korban dan surat ini diantar oleh petugas; pengantar belum diisi.")


def _protects(values: Values, _: Known) -> Iterator[str]:
    examination = values.get("pemeriksaan") or {}
    if examination.get("jenis") == ABUSE or examination.get("periksa_seksual"):
        yield SEXUAL


def _awaits(record: Record, known: Known) -> Iterator[Awaited]:
    after = {one.form for one in known.after(record.id)}
    if "hasil_visum" not in after:
        hospital = record.values.get("tujuan", {}).get("rumah_sakit") or "rumah sakit"
        yield Awaited(f"Hasil visum dari {hospital}", form="hasil_visum", key="visum.hasil")
    if record.values.get("dasar", {}).get("dasar") == SPOKEN and not after & {"lp_a", "lp_b"}:
        yield Awaited("Laporan Polisi menyusul", form="lp_b", key="visum.lp")


def _examinable(values: Values) -> list[Row]:
    """The people who suffered in a report or complaint; a firm is not examined."""
    own = [values["pelapor"]] if (values.get("hak") or {}).get("dasar") in _OWN_CASE and values.get("pelapor") else []
    rows = [*own, *victims(values)]
    return [row for row in rows if row.get("nama") and row.get("identitas") != persons.ORGANISATION]


def _carried(record: Record) -> Iterator[Proposal]:
    """One visum for each victim of a report or complaint, with its event and suspects; nothing is typed again."""
    values, section = record.values, VISUM.section("korban")
    places = {field.name for field in VISUM.section("kejadian").fields}
    suspects = _listed([str(row["nama"]) for row in values.get("terlapor") or ()
                       if row.get("nama") and row.get("identitas") != persons.UNKNOWN])  # fmt: skip
    begun: Values = {
        "dasar": {
            "dasar": COMPLAINT if record.form == "pengaduan" else REPORT,
            "lp_nomor": record.number.text,
            "lp_tanggal": record.registered_at[:10],
        },
        "kejadian": {name: value for name, value in (values.get("kejadian") or {}).items() if name in places},
        "pemeriksaan": {"pelaku": suspects} if suspects else {},
    }
    for victim in _examinable(values):
        yield Proposal(str(victim["nama"]), begun | {"korban": persons.carried(victim, section)})
    if not _examinable(values):
        yield Proposal("Korban", begun)


def _listed(names: list[str]) -> str:
    """As many of the names as the field holds, and `dkk.` for the rest."""
    longest = VISUM.section("pemeriksaan").field("pelaku").longest
    whole = list(names)
    while whole and len(", ".join(whole)) + len(", dkk.") > longest:
        whole.pop()
    return ", ".join([*whole, "dkk."] if whole != names else whole)


LETTER = Paper(
    name="visum",
    title="Permintaan Visum et Repertum",
    number="B/VER/{nomor}/{bulan}/RES.1.6./{tahun}/{kode}",
    signs="",
    basis=("KUHAP (UU 20/2025) Ps 49-52", "UU 2/2002"),
    doubts=(
        "Klasifikasi BIASA dan nomor B/VER/... menurut satu contoh tahun 2026; bentuk lama R/{nomor}/VER/... RAHASIA.",
        "Kode klasifikasi arsip RES.1.6. (penganiayaan) belum diverifikasi dan berbeda menurut perkara.",
        "Peraturan pelaksana KUHAP 2025 tentang penyidik pembantu belum ditemukan; PP 58/2010 dianggap masih berlaku.",
        "Contoh surat resmi menurut KUHAP 2025 belum ditemukan; susunan surat menurut praktik.",
    ),
    settings=(
        Field("klasifikasi", "Klasifikasi", Kind.CHOICE, required=True, default="BIASA",
              choices=(Choice("BIASA", "BIASA"), Choice("RAHASIA", "RAHASIA"))),
        Field("dasar_hukum", "Dasar hukum (satu baris tiap dasar)", Kind.NOTE, required=True, longest=1000, default=(
            "Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia;\n"
            "Pasal 49 sampai dengan Pasal 52 Undang-Undang Nomor 20 Tahun 2025 tentang Kitab Undang-Undang Hukum Acara"
            " Pidana;")),
        Field("biaya", "Kalimat biaya", Kind.NOTE, longest=500, default=(
            "Biaya pemeriksaan ini dibebankan kepada negara (Pasal 52 Undang-Undang Nomor 20 Tahun 2025).")),
        Field("tanda_terima", "Tanda terima rumah sakit", Kind.FLAG, default=True),
    ),
)  # fmt: skip

LABEL = Paper(
    name="label_mayat",
    title="Label Mayat",
    signs="",
    basis=("KUHAP (UU 20/2025) Ps 49(3)",),
    doubts=("Ukuran dan susunan label tidak diatur; naskah KUHAP Ps 49(3) yang dibaca tidak lengkap.",),
    when=lambda values: (values.get("pemeriksaan") or {}).get("jenis") == CORPSE,
)

VISUM = Form(
    name="visum",
    title="Permintaan visum et repertum",
    version=1,
    sections=SECTIONS,
    papers=(LETTER, LABEL),
    who=("korban", "nama"),
    what=("pemeriksaan", "jenis"),
    blocks=_blocks,
    warns=_warns,
    settle=_settle,
    service="Perlu visum",
    about=(
        "Visum hanya diminta oleh polisi; korban diantar petugas yang membawa surat ini.",
        "Jangan membersihkan luka atau mengganti pakaian sebelum diperiksa, kecuali untuk pertolongan.",
        "Bawa KTP atau KK bila ada; untuk anak, orang tua atau wali.",
        "Selesai dalam 10 menit; hasil diambil petugas di rumah sakit.",
        "Gratis: biaya pemeriksaan ditanggung negara (KUHAP Ps 52).",
    ),
    words=("visum", "VER", "luka", "dipukul", "dianiaya", "mayat", "autopsi", "otopsi", "bedah mayat", "rumah sakit"),
    follows={"lp_b": _carried, "lp_a": _carried, "pengaduan": _carried},
    case=True,
    protects=_protects,
    destination=RESKRIM,
    awaits=_awaits,
    waits=lambda _: Wait(),
    sample=sample_visum.request,
)

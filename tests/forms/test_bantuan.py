"""Help at the counter: a refusal names its reason and its decider, and no vehicle is taken back without papers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, complete, entry, sample
from spkt_desktop.forms.help_wanted import HELP, LEASING, MISSING, RENTAL, VICTIM, WANTED
from spkt_desktop.forms.protection import CHILD, SEXUAL
from spkt_desktop.forms.routing import destination
from spkt_desktop.records import Context, Number, Record, Values

BANTUAN = FORMS["bantuan"]


def asked(kind: str = "Bantuan lain", *, decided: dict[str, Any] | None = None, **parts: Any) -> Values:
    """A request by telephone, granted unless said otherwise."""
    return {
        "permintaan": {"jenis": kind, "uraian": "Mohon bantuan.", "tempat": "Desa Karangasri"},
        "pemohon": {"nama": "Budi Santoso"},
        "putusan": decided or {"putusan": "dikabulkan"},
        "pelaksanaan": {"satuan": "Piket Samapta"},
    } | parts


def refused(kind: str = "Bantuan lain", **changes: Any) -> Values:
    decided = {"putusan": "ditolak", "alasan": "Legalitas tidak ditunjukkan.", "pemutus": "87020875"} | changes
    return asked(kind, decided={name: value for name, value in decided.items() if value})


def problems(values: Values, known: Known) -> set[tuple[str, str]]:
    return {(p.section, p.field) for p in check(BANTUAN, values, known).problems}


def warned(values: Values, known: Known) -> dict[tuple[str, str], str]:
    return {(p.section, p.field): p.message for p in check(BANTUAN, values, known).warnings}


def record(values: Values, form: str = "bantuan") -> Record:
    return Record(
        id="r", form=form, form_version=1, number=Number(form, 2026, 1, f"{form}/1"),
        registered_at="2026-11-21T03:10:00+07:00", officer="87020875", values=values,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip


def goes_to(values: Values, known: Known) -> str:
    checked = check(BANTUAN, values, known)
    return destination(BANTUAN, checked.values, known, checked.protection)


def test_a_name_a_matter_and_a_decision_are_enough(known: Known) -> None:
    assert problems(asked(), known) == set()
    assert warned(asked(), known) == {}


def test_a_refusal_without_reason_or_decider_is_blocked(known: Known) -> None:
    assert problems(refused(), known) == set()
    assert problems(refused(alasan=""), known) == {("putusan", "alasan")}
    assert problems(refused(pemutus=""), known) == {("putusan", "pemutus")}


def test_passing_on_needs_a_reason_and_an_addressee(known: Known) -> None:
    passed_on = {"putusan": "diteruskan"}
    assert problems(asked(decided=passed_on), known) == {("putusan", "alasan"), ("putusan", "kepada")}


def test_a_refusal_says_what_else_the_citizen_can_do(known: Known) -> None:
    assert ("putusan", "arahan") in warned(refused(), known)
    assert warned(refused(arahan="Membuat laporan polisi."), known) == {}


@pytest.mark.parametrize("kind", [LEASING, RENTAL])
def test_a_vehicle_is_not_taken_back_on_no_papers(kind: str, known: Known) -> None:
    unseen = [{"surat": "BPKB", "ditunjukkan": False}]
    seen = [*unseen, {"surat": "STNK", "ditunjukkan": True}]
    for papers in ([], unseen):
        assert "tanpa satu surat pun" in warned(asked(kind, surat=papers), known)["surat", ""]
    assert ("surat", "") not in warned(asked(kind, surat=seen), known)
    assert ("surat", "") not in warned(refused(kind, arahan="Membuat laporan polisi."), known)


def test_whoever_takes_a_vehicle_back_is_asked_who_he_is_and_which_vehicle(known: Known) -> None:
    found = warned(asked(LEASING), known)
    assert ("permintaan", "nomor_polisi") in found
    assert ("pemohon", "tanggal_lahir") in found
    assert "Perkap 8/2011" in found["permintaan", "jenis"]


@pytest.mark.parametrize("kind", ["Pertolongan darurat", RENTAL])
def test_danger_to_life_is_not_refused_in_silence(kind: str, known: Known) -> None:
    values = refused(kind, arahan="Membuat laporan polisi.")
    values["permintaan"]["bahaya"] = True
    assert "Keselamatan jiwa didahulukan" in warned(values, known)["putusan", "putusan"]


def test_granted_help_says_who_comes(known: Known) -> None:
    values = asked(pelaksanaan={})
    assert ("petugas", "") in warned(values, known)
    assert ("petugas", "") not in warned(values | {"petugas": [{"petugas": "87020875"}]}, known)


def test_hours_run_forward_also_past_midnight(known: Known) -> None:
    late = {"satuan": "Piket Samapta", "berangkat": "23:40", "tiba": "00:10", "selesai": "01:00"}
    assert warned(asked(pelaksanaan=late), known) == {}
    assert set(warned(asked(pelaksanaan=late | {"tiba": "23:10"}), known)) == {("pelaksanaan", "tiba")}


def test_somebody_missing_is_described(known: Known) -> None:
    assert ("orang", "") in warned(asked(MISSING), known)
    assert warned(asked(MISSING, orang=[{"nama": "Mbah Karto", "umur": 81}]), known) == {}


def test_nothing_was_received_or_born_after_today(known: Known) -> None:
    values = asked(orang=[{"nama": "Bayi", "tanggal_lahir": "2026-11-23"}])
    values["permintaan"]["diterima_tanggal"] = "2026-11-23"
    assert problems(values, known) == {("permintaan", "diterima_tanggal"), ("orang", "tanggal_lahir")}


@pytest.mark.parametrize(
    ("kind", "to"),
    [("Pengamanan", "Samapta"), ("Pengawalan", "Lantas"), (VICTIM, "PPA"), (LEASING, "Polres"), ("Sunatan", "Samapta")],
)
def test_a_request_goes_to_whoever_gives_that_help(kind: str, to: str, known: Known) -> None:
    assert goes_to(asked(kind), known) == to


def test_what_is_passed_on_goes_where_the_officer_said(known: Known) -> None:
    decided = {"putusan": "diteruskan", "kepada": "Lantas", "alasan": "Di jalan raya."}
    assert goes_to(asked(decided=decided), known) == "Lantas"
    assert goes_to(asked(decided=decided | {"kepada": "Dinas Sosial"}), known) == "Samapta"


def test_a_child_and_a_victim_of_sexual_violence_are_protected(known: Known) -> None:
    child = asked(MISSING, orang=[{"nama": "Adi", "umur": 7}])
    assert check(BANTUAN, child, known).protection == (CHILD,)
    assert goes_to(child, known) == "PPA"
    values = asked(VICTIM)
    values["permintaan"]["kekerasan_seksual"] = True
    assert check(BANTUAN, values, known).protection == (SEXUAL,)


@pytest.mark.parametrize("parent", ["lp_b", "pengaduan"])
def test_whoever_reported_becomes_the_applicant(parent: str, known: Known) -> None:
    person = sample(BANTUAN)["pemohon"]
    (proposal,) = BANTUAN.follows[parent](record({"pelapor": person}, parent))
    assert (proposal.label, proposal.values) == (person["nama"], {"pemohon": person})
    assert problems(asked(**proposal.values), known) == set()
    assert list(BANTUAN.follows[parent](record({}, parent))) == []


def test_granted_help_waits_for_its_outcome(known: Known) -> None:
    assert BANTUAN.awaits is not None

    def outstanding(values: Values, *after: Record) -> list[str]:
        assert BANTUAN.awaits is not None
        return [one.form for one in BANTUAN.awaits(record(values), replace(known, after=lambda _: after))]

    assert outstanding(asked()) == ["hasil_bantuan"]
    assert outstanding(asked(), record({}, "hasil_bantuan")) == []
    assert outstanding(asked(pelaksanaan={"hasil": "Aman."})) == []
    assert outstanding(refused()) == []
    assert outstanding({}) == []


def test_the_outcome_begins_with_who_was_sent(known: Known) -> None:
    outcome = FORMS["hasil_bantuan"]
    values = asked(petugas=[{"petugas": "87020875"}])
    (proposal,) = outcome.follows["bantuan"](record(values))
    assert proposal.values == {
        "bantuan": {"pemohon": "Budi Santoso", "jenis": "Bantuan lain"},
        "petugas": [{"petugas": "87020875"}], "pelaksanaan": {"satuan": "Piket Samapta"},
    }  # fmt: skip
    assert [(p.section, p.field) for p in check(outcome, proposal.values, known).problems] == [("pelaksanaan", "hasil")]
    assert list(outcome.follows["bantuan"](record({}))) == []


def test_the_register_finds_a_vehicle_by_its_plate() -> None:
    values = asked(LEASING)
    values["permintaan"]["nomor_polisi"] = "A 1234 xy"
    assert entry(BANTUAN, values).things == (("nomor_polisi", "A1234XY"),)


@pytest.mark.parametrize("kind", HELP)
def test_every_kind_of_help_asks_only_what_the_section_has(kind: str, known: Known) -> None:
    variant, names = HELP[kind], {field.name for field in WANTED.fields}
    assert set(variant.fields) | set(variant.labels) <= names
    assert set(variant.labels) <= set(variant.fields)
    assert {"uraian", "tempat", "bahaya"} <= set(variant.fields)
    assert problems(complete(BANTUAN, asked(kind)), known) == set()

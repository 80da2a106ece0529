"""Police records, gatherings and demonstrations: what is doubted, how time is counted, and what never blocks."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from spkt_desktop.dates import add_months
from spkt_desktop.forms import FORMS, Known, check, sample
from spkt_desktop.forms.deadlines import ahead, working_days
from spkt_desktop.forms.skck import ELSEWHERE, PURPOSES

SKCK, KERAMAIAN, PEMBERITAHUAN = FORMS["skck"], FORMS["keramaian"], FORMS["pemberitahuan"]


def said(form: str, known: Known, **changes: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The warnings of the form's sample with some values changed (None takes them away); there are no problems."""
    values = deepcopy(sample(FORMS[form]))
    for section, row in changes.items():
        values[section] = {name: v for name, v in (values[section] | row).items() if v is not None}
    checked = check(FORMS[form], values, known)
    assert checked.problems == ()
    return {(one.section, one.field): one.message for one in checked.warnings}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_purposes_of_a_polsek_pass_in_silence(purpose: str, known: Known) -> None:
    assert said("skck", known, permohonan={"keperluan": purpose}) == {}


@pytest.mark.parametrize("purpose", ELSEWHERE)
def test_other_purposes_are_referred(purpose: str, known: Known) -> None:
    message = said("skck", known, permohonan={"keperluan": purpose})["permohonan", "keperluan"]
    assert f"Terbitkan rujukan ke {ELSEWHERE[purpose]}" in message


def test_an_unknown_purpose_is_doubted(known: Known) -> None:
    assert "kewenangan" in said("skck", known, permohonan={"keperluan": "Ikut lomba"})["permohonan", "keperluan"]


def test_a_polsek_that_issues_none_is_told_so(known: Known) -> None:
    here = replace(known, unit={"skck": {"menerbitkan": False}})
    assert "rujukan" in said("skck", here)["permohonan", "keperluan"]
    assert said("skck", replace(known, unit={"skck": {"menerbitkan": True}})) == {}


def test_what_is_missing_of_a_police_record_is_named(known: Known) -> None:
    found = said(
        "skck",
        known,
        permohonan={"rumus_sidik_jari": None, "bukti_pnbp": None, "tinggal_sejak": "2027-01-01"},
        berkas={"jkn": False, "kk": None},
    )
    assert set(found) == {
        ("permohonan", "rumus_sidik_jari"), ("permohonan", "bukti_pnbp"), ("permohonan", "tinggal_sejak"),
        ("berkas", "kk"),
    }  # fmt: skip
    assert found["berkas", "kk"] == "Berkas belum lengkap: Fotokopi KK, Kepesertaan JKN aktif."


def test_the_poor_need_no_proof_of_payment(known: Known) -> None:
    assert said("skck", known, permohonan={"bukti_pnbp": None, "tidak_mampu": True}) == {}


def test_a_record_must_be_told_and_a_clean_one_not(known: Known) -> None:
    assert ("hasil", "uraian") in said("skck", known, hasil={"catatan": "ada"})
    assert ("hasil", "catatan") in said("skck", known, hasil={"catatan": "tidak ada", "uraian": "Perkara 2019"})


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [("2026-02-16", 6, "2026-08-16"), ("2025-08-31", 6, "2026-02-28"), ("2026-12-31", 2, "2027-02-28")],
)
def test_validity_counts_calendar_months(first: str, months: int, last: str) -> None:
    assert add_months(date.fromisoformat(first), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("2026-11-20", "2026-11-23", 1), ("2026-11-23", "2026-12-11", 14), ("2026-11-21", "2026-11-23", 0),
     ("2026-11-23", "2026-11-20", 0), ("0001-01-01", "9999-12-31", 2608614)],
)  # fmt: skip
def test_working_days_leave_out_weekends(first: str, last: str, days: int) -> None:
    assert working_days(date.fromisoformat(first), date.fromisoformat(last)) == days


@pytest.mark.parametrize(("day", "late"), [("2026-12-11", False), ("2026-12-10", True)])
def test_a_gathering_is_applied_for_fourteen_working_days_before(day: str, late: bool, known: Known) -> None:
    plan = {"tanggal": day, "sampai_tanggal": day, "jam": "08:00", "sampai_jam": "12:00"}
    applied = {"diterima_tanggal": "2026-11-22"}
    assert bool(said("keramaian", known, kegiatan=plan, permohonan=applied)) is late
    here = replace(known, unit={"keramaian": {"hari_kerja": 13}})
    assert said("keramaian", here, kegiatan=plan, permohonan=applied) == {}
    assert bool(said("keramaian", known, kegiatan=plan, permohonan={"diterima_tanggal": None})) is late


def test_the_scale_of_a_gathering_decides_time_and_authority(known: Known) -> None:
    plan = {"tanggal": "2026-12-14", "sampai_tanggal": "2026-12-15", "skala": "internasional"}
    found = said("keramaian", known, kegiatan=plan, permohonan={"diterima_tanggal": "2026-11-20"})
    assert "30 hari kerja" in found["kegiatan", "tanggal"]
    assert "Kapolri" in found["kegiatan", "skala"]


@pytest.mark.parametrize(("crowd", "over"), [(500, False), (501, True)])
def test_a_crowd_belongs_to_the_polres(crowd: int, over: bool, known: Known) -> None:
    found = said("keramaian", known, kegiatan={"peserta": crowd})
    assert (("kegiatan", "peserta") in found) is over
    here = replace(known, unit={"keramaian": {"batas_peserta": 600}})
    assert said("keramaian", here, kegiatan={"peserta": crowd}) == {}


def test_a_gathering_that_ends_before_it_begins_is_doubted(known: Known) -> None:
    plan = {"tanggal": "2026-12-20", "jam": "19:00", "sampai_tanggal": None, "sampai_jam": "02:00"}
    assert ("kegiatan", "sampai_jam") in said("keramaian", known, kegiatan=plan)
    assert ("kegiatan", "sampai_tanggal") in said("keramaian", known, kegiatan=plan | {"sampai_tanggal": "2026-12-19"})


def test_a_refusal_without_reasons_is_doubted(known: Known) -> None:
    found = said("keramaian", known, penilaian={"pendapat": "tidak direkomendasikan", "pertimbangan": None})
    assert set(found) == {("penilaian", "pertimbangan")}


@pytest.mark.parametrize("form", [KERAMAIAN, PEMBERITAHUAN])
def test_nothing_is_received_tomorrow(form: Any, known: Known) -> None:
    section = "permohonan" if form is KERAMAIAN else "penyerahan"
    values = sample(form)
    values[section]["diterima_tanggal"] = "2026-11-23"
    assert [(one.section, one.field) for one in check(form, values, known).problems] == [(section, "diterima_tanggal")]


def notice(known: Known, **plan: Any) -> dict[tuple[str, str], str]:
    return said("pemberitahuan", known, kegiatan=plan, penyerahan={"diterima_tanggal": None, "diterima_jam": None})


@pytest.mark.parametrize(("hour", "late"), [("09:30", False), ("09:29", True)])
def test_a_notice_is_late_to_the_minute_and_taken_in_all_the_same(hour: str, late: bool, known: Known) -> None:
    found = notice(known, tanggal="2026-11-25", jam=hour, sampai_jam="12:00")
    assert (("kegiatan", "tanggal") in found) is late
    assert not late or "Tetap terima" in found["kegiatan", "tanggal"]


def test_an_hour_not_known_counts_from_midnight(known: Known) -> None:
    assert set(notice(known, tanggal="2026-11-25", jam=None)) == {("kegiatan", "jam"), ("kegiatan", "tanggal")}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_survived(day: str, known: Known) -> None:
    notice(known, tanggal=day)
    said("pemberitahuan", known, penyerahan={"diterima_tanggal": "0001-01-01"}, kegiatan={"tanggal": day})
    said("keramaian", known, permohonan={"diterima_tanggal": "0001-01-01"}, kegiatan={"tanggal": day})


def test_three_times_24_hours_to_the_moment() -> None:
    start = datetime(2026, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))
    assert ahead(start - timedelta(days=3), start, 3)
    assert not ahead(start - timedelta(days=3) + timedelta(seconds=1), start, 3)


@pytest.mark.parametrize(("crowd", "wanted"), [(200, 0), (201, 3), (1000, 10)])
def test_every_hundred_have_somebody_responsible(crowd: int, wanted: int, known: Known) -> None:
    found = said("pemberitahuan", known, kegiatan={"peserta": crowd})
    assert (("kegiatan", "peserta") in found) is bool(wanted)
    assert not wanted or f"sedikit {wanted} penanggung jawab" in found["kegiatan", "peserta"]


@pytest.mark.parametrize(("place", "excepted"), [("RSUD", True), ("Terminal Punung", True), ("Balai desa", False)])
def test_excepted_places_are_said(place: str, excepted: bool, known: Known) -> None:
    assert (("kegiatan", "tempat") in said("pemberitahuan", known, kegiatan={"tempat": place})) is excepted


@pytest.mark.parametrize("name", ["maksud", "bentuk", "organisasi", "alat_peraga", "peserta"])
def test_what_a_notice_must_contain_is_asked_for(name: str, known: Known) -> None:
    assert "Ps 11" in said("pemberitahuan", known, kegiatan={name: None})["kegiatan", name]


def test_both_go_to_intelkam() -> None:
    assert KERAMAIAN.destination == PEMBERITAHUAN.destination == "Intelkam"

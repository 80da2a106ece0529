"""The handover of a shift: who, what is there, what is left to do, and the settings that it rests on."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, HANDOVER, SETTINGS, Known, check, complete, sample
from spkt_desktop.forms.sample import SAMPLE_OFFICER, SAMPLE_RELIEF, with_officer
from spkt_desktop.forms.serah_terima import SERAH_TERIMA, begun
from spkt_desktop.records import Context, Number, Officer, Record, Values

LEAVING = Officer("87020875", "Bagus Prasetyo", "Bripka", "Banit SPKT", "petugas")
COMING = Officer("03100376", "Ratna Utami", "Briptu", "Banit SPKT", "petugas")
UNIT = SETTINGS["unit"]


@pytest.fixture
def desk(known: Known) -> Known:
    return replace(known, officers={one.nrp: one for one in (LEAVING, COMING)})


def handover(known: Known, **sections: Any) -> Values:
    """The sample of that day with sections filled in otherwise: a mapping is laid over, a list stands instead."""
    values = with_officer(SERAH_TERIMA, sample(SERAH_TERIMA, today=known.now.date()), LEAVING.nrp, COMING.nrp)
    for name, part in sections.items():
        values[name] = part if isinstance(part, list) else {**values[name], **part}
    return values


def warned(values: Values, known: Known) -> dict[tuple[str, int, str], str]:
    checked = check(SERAH_TERIMA, values, known)
    assert checked.problems == ()
    return {(p.section, p.index, p.field): p.message for p in checked.warnings}


def blocked(values: Values, known: Known) -> dict[tuple[str, str], str]:
    return {(p.section, p.field): p.message for p in check(SERAH_TERIMA, values, known).problems}


def test_a_quiet_shift_is_handed_over_without_a_word(desk: Known) -> None:
    assert warned(handover(desk), desk) == {}
    assert FORMS[HANDOVER] is SERAH_TERIMA
    assert list(FORMS)[-1] == HANDOVER
    assert SERAH_TERIMA.alone and not SERAH_TERIMA.service and not SERAH_TERIMA.case, "begun from the diary"


def test_nobody_hands_over_to_himself(desk: Known) -> None:
    found = blocked(handover(desk, jaga={"ka_baru": LEAVING.nrp}), desk)
    assert set(found) == {("jaga", "ka_baru")}


def test_a_shift_that_ends_before_it_begins_is_refused(desk: Known) -> None:
    day = {"mulai_tanggal": "2026-11-21", "mulai_jam": "08:00"}
    assert set(blocked(handover(desk, jaga={**day, "selesai_tanggal": "2026-11-20"}), desk)) == {
        ("jaga", "selesai_tanggal")
    }
    same = {**day, "selesai_tanggal": "2026-11-21", "selesai_jam": "07:59"}
    assert set(blocked(handover(desk, jaga=same), desk)) == {("jaga", "selesai_jam")}
    assert blocked(handover(desk, jaga={**same, "selesai_jam": "08:00"}), desk) == {}


def test_when_it_was_is_asked_after(desk: Known) -> None:
    duty = {name: value for name, value in handover(desk)["jaga"].items() if not name.startswith(("mulai", "selesai"))}
    found = warned({**handover(desk), "jaga": duty}, desk)
    assert set(found) == {("jaga", 0, f"{at}_{of}") for at in ("mulai", "selesai") for of in ("tanggal", "jam")}
    ahead = handover(desk, jaga={"mulai_tanggal": "2026-11-23", "selesai_tanggal": "2026-11-24"})
    assert ("jaga", 0, "mulai_tanggal") in warned(ahead, desk)


@pytest.mark.parametrize("state", ["Rusak", "Tidak ada"])
def test_what_is_broken_or_gone_is_said(state: str, desk: Known) -> None:
    found = warned(handover(desk, inventaris=[{"nama": "Handy talky", "jumlah": 2, "keadaan": state}]), desk)
    assert set(found) == {("inventaris", 0, "keadaan")}
    assert state.lower() in found["inventaris", 0, "keadaan"]


def test_the_things_are_held_against_the_list_of_the_unit(desk: Known) -> None:
    unit = {"inventaris": [{"nama": "HT", "jumlah": 3}, {"nama": "Borgol", "jumlah": 2}, {"nama": "Kunci sel"}]}
    listed = replace(desk, unit=unit)
    rows = [{"nama": "ht", "jumlah": 2}, {"nama": "Kunci sel", "jumlah": 1}, {"nama": "Payung", "jumlah": 1}]
    found = warned(handover(listed, inventaris=rows), listed)
    assert "3" in found["inventaris", 0, "jumlah"]
    assert found["inventaris", 0, ""].endswith("kesatuan: Borgol.")
    assert len(found) == 2
    assert warned(handover(listed, **begun(complete(UNIT, unit))), listed) == {}


def test_prisoners_are_accounted_for_and_children_kept_apart(desk: Known) -> None:
    nobody = {"laki_laki": 0, "perempuan": 0, "anak": 0, "keadaan": None, "keterangan": None}
    assert warned(handover(desk, tahanan=nobody), desk) == {}
    found = warned(handover(desk, tahanan={**nobody, "perempuan": 1, "anak": 1}), desk)
    assert set(found) == {("tahanan", 0, "keterangan"), ("tahanan", 0, "anak")}
    assert "UU 11/2012" in found["tahanan", 0, "anak"]


def test_a_task_has_somebody_and_is_not_late(desk: Known) -> None:
    tasks = [{"uraian": "Mengambil hasil visum"}, {"uraian": "Menelepon pelapor", "penanggung_jawab": COMING.nrp,
             "tenggat": "2026-11-21"}]  # fmt: skip
    assert set(warned(handover(desk, tugas=tasks), desk)) == {("tugas", 0, "penanggung_jawab"), ("tugas", 1, "tenggat")}
    tasks[1]["tenggat"] = "2026-11-22"
    assert ("tugas", 1, "tenggat") not in warned(handover(desk, tugas=tasks), desk)


def test_who_came_is_asked_and_named_once(desk: Known) -> None:
    assert set(warned(handover(desk, hadir_baru=[]), desk)) == {("hadir_baru", 0, "")}
    twice = [{"petugas": COMING.nrp}, {"petugas": COMING.nrp}]
    assert set(warned(handover(desk, hadir_baru=twice), desk)) == {("hadir_baru", 1, "petugas")}
    ill = [{"petugas": COMING.nrp, "keadaan": "Sakit"}]
    assert set(warned(handover(desk, hadir_baru=ill), desk)) == {("hadir_baru", 0, "keadaan")}


def test_what_was_taken_over_is_handed_on_without_being_typed_again(desk: Known) -> None:
    third = {"petugas": "85040561", "keadaan": "Cuti"}
    values = handover(desk, hadir_baru=[{"petugas": COMING.nrp, "keadaan": "Hadir"}, third])
    made = Record(
        id="r-1", form=HANDOVER, form_version=1, number=Number(HANDOVER, 2026, 7, "BA/ST/7"),
        registered_at=desk.now.isoformat(), officer=LEAVING.nrp, values=values,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip
    (proposal,) = SERAH_TERIMA.follows[HANDOVER](made)
    duty, taken = values["jaga"], proposal.values
    assert taken["jaga"] == {
        "regu_lama": duty["regu_baru"], "ka_lama": COMING.nrp, "mulai_tanggal": duty["selesai_tanggal"],
        "mulai_jam": duty["selesai_jam"],
    }  # fmt: skip
    assert taken["hadir_lama"] == [{"petugas": COMING.nrp}], "whoever was on leave hands nothing over"
    for name in ("inventaris", "tahanan", "barang_bukti", "tugas"):
        assert taken[name] == values[name]
    assert list(SERAH_TERIMA.follows[HANDOVER](replace(made, values={}))) == []


def test_a_sample_names_two_officers_and_takes_as_many_as_it_is_given() -> None:
    own = sample(SERAH_TERIMA)["jaga"]
    assert (own["ka_lama"], own["ka_baru"]) == (SAMPLE_OFFICER, SAMPLE_RELIEF)
    two = with_officer(SERAH_TERIMA, sample(SERAH_TERIMA), LEAVING.nrp, COMING.nrp)
    assert (two["jaga"]["ka_lama"], two["jaga"]["ka_baru"]) == (LEAVING.nrp, COMING.nrp)
    assert two["tugas"][0]["penanggung_jawab"] == COMING.nrp
    one = with_officer(SERAH_TERIMA, sample(SERAH_TERIMA), LEAVING.nrp)
    assert {one["jaga"]["ka_lama"], one["jaga"]["ka_baru"]} == {LEAVING.nrp}
    assert with_officer(SERAH_TERIMA, one)["jaga"]["ka_lama"] == SAMPLE_OFFICER


def test_a_unit_of_before_has_the_new_settings_at_their_defaults(known: Known) -> None:
    before = deepcopy(sample(UNIT))
    for name in ("jaga", "inventaris", "pelayanan"):
        before.pop(name, None)
    now = complete(UNIT, check(UNIT, before, known).values)
    assert (now["jaga"], now["inventaris"]) == ([], [])
    assert now["pelayanan"] == {"antrean": True, "tanya_kepuasan": True}
    assert begun(now) == {"inventaris": []}


def test_a_regu_or_a_thing_that_is_listed_twice_is_doubted(known: Known) -> None:
    lists = {"jaga": [{"nama": "I"}, {"nama": "i"}], "inventaris": [{"nama": "HT"}, {"nama": "Borgol"}, {"nama": "ht"}]}
    checked = check(UNIT, {**sample(UNIT), **lists}, known)
    assert checked.problems == ()
    assert {(p.section, p.index, p.field) for p in checked.warnings} == {("jaga", 1, "nama"), ("inventaris", 2, "nama")}

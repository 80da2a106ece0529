"""What waits: found without reading a whole year, never forgotten, never told with a name that is protected."""

from __future__ import annotations

import copy
from collections import Counter
from datetime import date
from typing import Any

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.matters import STEP
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.forms import FORMS
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.records import Record, Values
from tests.desks import Hands, Ready, carried_on, tell_time

OLD, NEW = "87020875", "03100376"


def values(form: str, app: App, **parts: Any) -> Values:
    return {**sample_values(form, app.now().date(), app.nrp), **parts}


def visum(app: App, about: str = "") -> Record:
    return app.register("visum", values("visum", app), about=about)


def keys(app: App) -> set[tuple[str, str]]:
    """(record, matter) of all that a record waits for."""
    return {(matter.record, matter.key) for matter in app.matters.listed() if matter.record}


def brute(app: App) -> set[tuple[str, str]]:
    """The same by reading every record whole, of an age that is listed one by one."""
    return {
        (record.id, one.key)
        for record in app.search(status="berlaku", limit=1000)
        for one in app.cases.awaited(record)
        if one.listed(app.now()) and age(app, record) <= oldest(app, record)
    }


def age(app: App, record: Record) -> int:
    return (app.now().date() - date.fromisoformat(record.registered_at[:10])).days


def oldest(app: App, record: Record) -> int:
    waits = FORMS[record.form].waits
    return waits(app.unit_version(record.context.unit).values).oldest if waits else 0


def handed_over(app: App, **parts: Any) -> Record:
    begun = app.shifts.handover()
    duty = begun["jaga"] | {"regu_lama": begun["jaga"].get("regu_lama", "I"), "regu_baru": "II", "ka_baru": NEW}
    return app.register("serah_terima", {**begun, "jaga": duty, **parts})


def test_a_result_that_is_void_is_awaited_again(app: App) -> None:
    asked = visum(app)
    (begun,) = [one for one in app.cases.follow_ups(asked) if one.form == "hasil_visum"]
    result = app.register("hasil_visum", carried_on("hasil_visum", begun.proposals[0].values), about=asked.id)
    assert (asked.id, "visum.hasil") not in keys(app)
    app.void(result.id, "Salah surat yang dicatat")
    assert (asked.id, "visum.hasil") in keys(app) == brute(app)


def test_a_case_that_becomes_protected_is_covered_at_once(app: App) -> None:
    report = values("lp_b", app)
    report["korban"] = [{"identitas": "Tanpa identitas", "nama": "Melati Kusuma", "tanggal_lahir": "1990-01-01"}]
    first = app.register("lp_b", report)
    begun = next(one for one in app.cases.follow_ups(first) if one.form == "visum")
    asked = app.register("visum", carried_on("visum", begun.proposals[-1].values), about=first.id)
    assert "Melati Kusuma" in {matter.who for matter in app.matters.listed()}
    child = copy.deepcopy(report)
    child["korban"][0]["tanggal_lahir"] = "2015-05-05"
    app.register("lp_b", child, replaces=first.id, reason="Tanggal lahir korban keliru")
    (matter,) = [one for one in app.matters.listed() if one.record == asked.id and one.key == "visum.hasil"]
    assert matter.who == "M.K."


def test_a_note_settles_what_no_form_does(app: App) -> None:
    report = app.register("lp_b", values("lp_b", app))
    with pytest.raises(Refused, match="Hal itu tidak"):
        app.matters.settle(report.id, "lp.lain", "Apa saja yang ditulis")
    app.matters.settle(report.id, "lp.tanggapan", "SP2HP diserahkan")
    assert (report.id, "lp.tanggapan") not in keys(app)
    assert app.cases.awaited(report) == []
    asked = visum(app)
    with pytest.raises(Refused, match="surat lanjutannya"):
        app.matters.settle(asked.id, "visum.hasil", "Sudah diambil")


def test_what_was_settled_stays_so_when_the_letter_is_corrected(app: App) -> None:
    report = app.register("lp_b", values("lp_b", app))
    app.matters.settle(report.id, "lp.tanggapan", "SP2HP diserahkan")
    again = app.register("lp_b", app.whole(report.id).values, replaces=report.id, reason="Alamat keliru")
    assert (again.id, "lp.tanggapan") not in keys(app)
    app.store.check()


def test_a_void_record_waits_for_nothing_and_settles_nothing(app: App) -> None:
    report = app.register("lp_b", values("lp_b", app))
    app.void(report.id, "Salah tulis semuanya")
    assert not keys(app)
    with pytest.raises(Refused):
        app.matters.settle(report.id, "lp.tanggapan", "Tidak mungkin lagi")


def test_reports_that_nobody_noted_are_told_by_their_number_in_the_end(app: App, hands: Hands) -> None:
    report = app.register("lp_b", values("lp_b", app))
    hands.pass_(days=20)
    (late,) = [matter for matter in app.matters.listed() if matter.record]
    assert late.late and late.key == "lp.tanggapan"
    hands.pass_(days=60)
    told = {matter.key: matter.what for matter in app.matters.listed()}
    assert told["lp_b.lama"].startswith("1 Laporan Polisi model B") and "lp.tanggapan" not in told
    tell_time(app)
    app.matters.settle(report.id, "lp.tanggapan", "SP2HP diserahkan")
    assert "lp_b.lama" not in {matter.key for matter in app.matters.listed()}


def test_a_clock_that_ran_ahead_hides_nothing(app: App, hands: Hands) -> None:
    hands.pass_(days=40)
    tell_time(app)
    asked = visum(app)
    hands.pass_(days=-40)
    assert (asked.id, "visum.hasil") in keys(app)


def test_a_letter_keeps_the_validity_that_it_was_made_under(app: App, hands: Hands) -> None:
    letter = app.register("sktlk", values("sktlk", app))
    unit = copy.deepcopy(app.unit.values)
    unit["sktlk"]["masa_berlaku"] = 60
    app.settings.change_unit(unit)
    assert not keys(app)
    hands.pass_(days=12)
    assert keys(app) == {(letter.id, "sktlk.masa")} == brute(app)


def test_tasks_of_the_newest_handover_wait_until_they_are_noted(app: App, hands: Hands) -> None:
    app.shifts.open("I", [OLD])
    tasks = [{"uraian": "Antar surat ke Camat", "penanggung_jawab": NEW, "tenggat": "2026-11-19"},
             {"uraian": "Cek CCTV pasar"}]  # fmt: skip
    first = handed_over(app, tugas=tasks)
    camat, cctv = [matter for matter in app.matters.listed() if matter.record == first.id]
    assert (camat.what, camat.late, camat.who) == ("Antar surat ke Camat", True, NEW)
    assert (cctv.what, cctv.late) == ("Cek CCTV pasar", False)
    app.matters.settle(first.id, camat.key, "Sudah diantar")
    assert [row["uraian"] for row in app.shifts.handover()["tugas"]] == ["Cek CCTV pasar"]
    corrected = app.register("serah_terima", app.whole(first.id).values, replaces=first.id, reason="Salah inventaris")
    assert [m.what for m in app.matters.listed() if m.record == corrected.id] == ["Cek CCTV pasar"]


def test_the_next_regu_is_told_what_is_urgent(app: App, hands: Hands) -> None:
    report = app.register("lp_b", values("lp_b", app))
    assert app.matters.urgent() == []
    hands.pass_(days=12)
    (row,) = app.matters.urgent()
    assert row["nomor_surat"] == report.number.text
    assert app.shifts.handover()["ditunggu"] == [row]


def test_the_sieve_finds_what_reading_everything_finds(app: App, hands: Hands) -> None:
    for name, form in FORMS.items():
        if form.service and form.awaits:
            for days in (0, 1, 9, 20):
                hands.pass_(days=days)
                tell_time(app)
                record = app.register(name, with_officer(form, values(name, app), app.nrp))
                if days == 9:
                    app.register(name, app.whole(record.id).values, replaces=record.id, reason="Alamat keliru")
    for _ in range(8):
        hands.pass_(days=2)
        assert keys(app) == brute(app)
        found = Counter((matter.record, matter.key) for matter in app.matters.listed())
        assert max(found.values()) == 1


def test_the_polres_that_says_nothing_is_a_matter_of_its_own(app: App, hands: Hands) -> None:
    app.register("skck", values("skck", app))
    assert not app.matters.listed()
    hands.pass_(days=4)
    (told,) = app.matters.listed()
    assert told.key == "polres.belum" and "4 hari" in told.what


def test_what_is_late_comes_first(app: App, hands: Hands) -> None:
    app.register("lp_b", values("lp_b", app))
    hands.pass_(days=15)
    visum(app)
    found = app.matters.listed()
    assert [matter.late for matter in found] == sorted((matter.late for matter in found), reverse=True)


def test_another_officer_sees_the_same(app: App, ready: Ready, hands: Hands) -> None:
    visum(app)
    before = keys(app)
    folder, key = app.folder, ready.opened.key
    app.close()
    other = start(folder, type(ready.opened)(key, NEW), hands)
    assert keys(other) == before
    other.close()


def test_many_letters_that_end_together_are_one_matter_and_nobody_is_late(app: App, hands: Hands) -> None:
    for _ in range(5):
        app.register("sktlk", values("sktlk", app))
    hands.pass_(days=12)
    assert [one.key for one in app.matters.listed() if one.record] == ["sktlk.masa"] * 5
    hands.pass_(days=-12)
    tell_time(app)
    app.register("sktlk", values("sktlk", app))
    hands.pass_(days=12)
    (told,) = [one for one in app.matters.listed() if one.key == "sktlk.masa"]
    assert told.what.endswith("6 Surat keterangan kehilangan") and (told.form, told.record) == ("sktlk", "")
    hands.pass_(days=3)
    assert not any(one.late for one in app.matters.listed()) and app.matters.urgent() == []


def test_reading_in_steps_leaves_nothing_to_read(app: App, hands: Hands) -> None:
    for _ in range(STEP + 3):
        app.register("lp_b", values("lp_b", app))
    visum(app)
    steps = app.matters.reading()
    assert len(list(steps)) == 3  # two for the reports, one for the visum
    assert list(app.matters.reading()) == []
    assert keys(app) == brute(app) and len(keys(app)) > STEP

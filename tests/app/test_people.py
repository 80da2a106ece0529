"""One person's visits: found by NIK, never merged with anybody, and silent about what an officer may not see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.people import PersonView, Someone
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import NotFound, Refused
from spkt_desktop.forms.officer import ROLES
from spkt_desktop.records import Record, Values
from spkt_desktop.store import people as stored
from tests.desks import Hands, Ready, officer

LOSS = sample_values("sktlk")
CITIZEN = LOSS["pelapor"]
NIK, NAME, BORN = CITIZEN["nik"], CITIZEN["nama"], CITIZEN["tanggal_lahir"]
GIRL = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh"}  # fmt: skip


def lost(app: App, **citizen: Any) -> Record:
    """A loss letter of that citizen; a value of None leaves the field out."""
    who = {name: value for name, value in {**CITIZEN, **citizen}.items() if value is not None}
    return app.register("sktlk", {**LOSS, "pelapor": who})


def secret(app: App, **citizen: Any) -> Record:
    """A report by that citizen about a child."""
    values: Values = sample_values("lp_b", app.now().date(), app.nrp)
    return app.register("lp_b", {**values, "pelapor": {**values["pelapor"], **CITIZEN, **citizen}, "korban": [GIRL]})


@pytest.fixture
def clerk(app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    """The same desk with an officer on duty who may not open protected cases."""
    other = start(app.folder, Opened(ready.opened.key, "03100376"), hands)
    yield other
    other.close()


def test_all_visits_of_a_nik_newest_first_in_every_spelling(app: App, hands: Hands) -> None:
    first = lost(app)
    hands.pass_(days=1)
    second = lost(app, nama=NAME.upper())
    app.void(first.id, "Salah tulis nama")
    lost(app, nik="3312010812040038", nama="Orang Lain", tanggal_lahir="2004-12-08", jenis_kelamin="L")
    view = app.people.view(nik=f" {NIK} ")
    assert [one.id for one in view.records] == [second.id, first.id]
    assert [one.status for one in view.records] == ["berlaku", "batal"]
    assert (view.someone, view.names) == (Someone(NAME.upper(), NIK, BORN, 2), (NAME.upper(), NAME))
    assert view.alike == ()


def test_without_a_nik_name_and_birth_date_tell_who_it_is(app: App) -> None:
    mine = lost(app, identitas="Tanpa identitas", nik=None)
    lost(app, identitas="Tanpa identitas", nik=None, tanggal_lahir="1971-01-01")
    view = app.people.view(name=f"  {NAME.lower()} ", born=BORN)
    assert [one.id for one in view.records] == [mine.id] and view.someone == Someone(NAME, "", BORN, 1)


def test_a_name_alone_is_nobody_in_particular(app: App) -> None:
    values = sample_values("lp_b", app.now().date(), app.nrp)
    somebody = {"identitas": "Tanpa identitas", "nama": NAME, "umur": 40, "alamat": "Desa Mantren"}
    case = app.register("lp_b", {**values, "korban": [somebody]})
    assert NAME not in {one.name for one in app.people.named(case)}
    assert app.people.view(name=NAME) == PersonView(Someone(NAME, "", "", 0), (), (), ())
    assert app.people.view() == PersonView(Someone("", "", "", 0), (), (), ())


def test_whoever_may_be_the_same_is_offered_both_ways_and_never_merged(app: App) -> None:
    known, other = lost(app), lost(app, nik=f"{NIK[:-1]}1")
    bare = lost(app, identitas="Tanpa identitas", nik=None)
    lost(app, nik=f"{NIK[:-1]}2", tanggal_lahir="1971-01-01")
    view = app.people.view(nik=NIK)
    assert [one.id for one in view.records] == [known.id]
    assert set(view.alike) == {Someone(NAME, f"{NIK[:-1]}1", BORN, 1), Someone(NAME, "", BORN, 1)}
    back = app.people.view(name=NAME, born=BORN)
    assert [one.id for one in back.records] == [bare.id]
    assert {one.nik for one in back.alike} == {NIK, f"{NIK[:-1]}1"}
    assert [one.id for one in app.people.view(nik=f"{NIK[:-1]}1").records] == [other.id]


def test_more_visits_than_are_read_are_counted_all_the_same(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST", 2)
    made = [lost(app) for _ in range(3)]
    view = app.people.view(nik=NIK)
    assert [one.id for one in view.records] == [made[2].id, made[1].id] and view.someone.count == 3


def test_a_protected_visit_is_covered_for_whoever_may_open_all(app: App) -> None:
    case = secret(app)
    (shown,) = app.people.view(nik=NIK).records
    assert (shown.id, shown.values, shown.who) == (case.id, {}, app.record(case.id).who)
    assert app.people.view(name=GIRL["nama"], born=GIRL["tanggal_lahir"]).someone.count == 1


def test_nothing_betrays_a_protected_visit_to_others(app: App, clerk: App) -> None:
    lost(app)
    lost(app, identitas="Tanpa identitas", nik=None)
    asked = [
        {"nik": NIK}, {"nik": f"{NIK[:-1]}1"}, {"name": NAME, "born": BORN}, {"nik": "3312010812040038"},
        {"name": GIRL["nama"], "born": GIRL["tanggal_lahir"]}, {"nik": f"{NIK[:-1]}1", "name": NAME, "born": BORN},
    ]  # fmt: skip
    before = [clerk.people.view(**one) for one in asked]
    secret(app, nama=f"{NAME} Wibowo")  # a spelling, a count
    secret(app, nik=f"{NIK[:-1]}1")  # somebody alike
    secret(app, identitas="Paspor", nik="", nomor_identitas="X1234567")
    assert [clerk.people.view(**one) for one in asked] == before
    assert app.people.view(nik=NIK) != before[0], "the Ka SPKT sees them"
    case = app.search(form="lp_b")[0]
    with pytest.raises(Refused, match="dilindungi"):
        clerk.people.named(case)


def test_whoever_took_a_case_in_sees_who_is_named_in_it_and_no_more(clerk: App) -> None:
    case = secret(clerk)
    assert {one.name for one in clerk.people.named(case)} == {NAME, GIRL["nama"]}
    assert clerk.people.view(nik=NIK) == PersonView(Someone("", NIK, "", 0), (), (), ())


def test_everybody_in_a_record_is_named_once_and_only_if_they_can_be_told_apart(app: App) -> None:
    values = sample_values("lp_b", app.now().date(), app.nrp)
    victim = {"identitas": "Tanpa identitas", "nama": "Agus", "tanggal_lahir": "1980-05-06", "alamat": "Desa Mantren"}
    witness = {"identitas": "KTP", "nik": NIK, "nama": NAME, "alamat": CITIZEN["alamat"]}
    values = {**values, "pelapor": {**values["pelapor"], **CITIZEN}, "korban": [victim], "saksi": [witness]}
    named = app.people.named(app.register("lp_b", values))
    assert [(one.name, one.nik, one.born) for one in named] == [(NAME, NIK, BORN), ("Agus", "", "1980-05-06")]
    with pytest.raises(NotFound):
        app.people.named(app.record("tidak ada"))


def test_an_administrator_is_refused_and_told_who_may(app: App, ready: Ready, hands: Hands) -> None:
    case = lost(app)
    app.settings.save_officer(officer("79070334", "admin"))
    admin = start(app.folder, Opened(ready.opened.key, "79070334"), hands)
    try:
        for act in (lambda: admin.people.view(nik=NIK), lambda: admin.people.named(case)):
            with pytest.raises(Refused) as refused:
                act()
            assert all(ROLES[role] in str(refused.value) for role in ("petugas", "ka_spkt", "kapolsek"))
    finally:
        admin.close()

"""What waits has a name for good, and the first sieve never holds back what belongs among the open matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from spkt_desktop.forms import FORMS, SETTINGS, Known, complete, sample
from spkt_desktop.forms.form import Awaited, Wait
from spkt_desktop.records import Context, Number, Record, Values

UNIT = complete(SETTINGS["unit"], sample(SETTINGS["unit"]))
NOW = datetime.fromisoformat("2026-11-22T09:30:00+07:00")
WAITING = [name for name, form in FORMS.items() if form.awaits]
SPOKEN = {"dasar": {"dasar": "lisan"}}
GRANTED = {"putusan": {"putusan": "dikabulkan"}, "pelaksanaan": {}}
KEYS = {
    "visum": {"visum.hasil", "visum.lp"}, "lp_b": {"lp.tanggapan"}, "bantuan": {"bantuan.hasil"},
    "pengaduan": {"pengaduan.tanggapan", "pengaduan.pencabutan"}, "saran": {"saran.jawaban"}, "sktlk": {"sktlk.masa"},
}  # fmt: skip


def record(form: str, age: int = 0, **values: Values) -> Record:
    made = {**sample(FORMS[form], today=NOW.date()), **values}
    return Record(
        id=f"r-{form}", form=form, form_version=1, number=Number(form, 2026, 7, f"{form.upper()}/7"),
        registered_at=(NOW - timedelta(days=age)).isoformat(), officer="87020875", values=made,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip


def waiting(form: str, age: int = 0, after: Sequence[Record] = ()) -> list[Awaited]:
    values = {"visum": SPOKEN, "bantuan": GRANTED}.get(form, {})
    awaits = FORMS[form].awaits
    assert awaits
    known = Known(NOW, unit=UNIT, after=lambda _: after)
    return list(awaits(record(form, age, **values), known))


def sieve(form: str) -> Wait:
    waits = FORMS[form].waits
    assert waits
    return waits(UNIT)


def test_every_form_that_awaits_something_says_which_of_its_records_may() -> None:
    assert {name for name, form in FORMS.items() if form.waits} == set(WAITING) == set(KEYS)
    for name in WAITING:
        assert 0 <= sieve(name).youngest <= sieve(name).oldest
        assert set(sieve(name).unless) <= set(FORMS)


@pytest.mark.parametrize("name", WAITING)
def test_what_waits_is_named_for_good(name: str) -> None:
    assert {one.key for one in waiting(name)} == KEYS[name]
    for one in waiting(name):
        assert one.key.startswith(name.partition("_")[0])
        assert one.noted is (one.form == ""), "what no form settles, a note does"


@pytest.mark.parametrize("name", WAITING)
def test_one_record_of_a_form_that_settles_all_leaves_nothing(name: str) -> None:
    for settling in sieve(name).unless:
        assert waiting(name, after=[record(settling)]) == []


@pytest.mark.parametrize("name", [name for name in WAITING if sieve(name).note])
def test_a_note_by_which_a_record_is_passed_over_settles_all_that_it_waits_for(name: str) -> None:
    assert {(one.key, one.noted) for one in waiting(name)} == {(sieve(name).note, True)}


def test_what_settles_only_a_part_is_no_reason_to_pass_over() -> None:
    result = record("hasil_visum")
    assert [one.key for one in waiting("visum", after=[result])] == ["visum.lp"]
    begun = record("tindak_saran", tindakan={"tindakan": "Diperiksa", "selesai": False})
    assert [one.key for one in waiting("saran", after=[begun])] == ["saran.jawaban"]
    closed = record("tindak_saran", tindakan={"tindakan": "Diperiksa", "selesai": True})
    assert waiting("saran", after=[closed]) == []


@pytest.mark.parametrize(("age", "listed"), [(75, False), (76, True), (89, True), (90, True), (91, False)])
def test_the_end_of_the_time_to_withdraw_is_listed_only_as_it_nears(age: int, listed: bool) -> None:
    found = [one for one in waiting("pengaduan", age) if one.key == "pengaduan.pencabutan" and one.listed(NOW)]
    assert bool(found) is listed
    assert sieve("pengaduan").youngest == 0 and sieve("pengaduan").oldest >= 90


@pytest.mark.parametrize("days", [1, 2, 14, 30])
def test_a_loss_letter_is_listed_three_days_before_it_ends_and_one_after(days: int) -> None:
    unit = UNIT | {"sktlk": UNIT["sktlk"] | {"masa_berlaku": days}}
    form = FORMS["sktlk"]
    assert form.waits and form.awaits
    wait = form.waits(unit)
    assert (wait.youngest, wait.oldest) == (max(days - 3, 0), days + 1)
    known = Known(NOW, unit=unit)
    for age in range(days + 3):
        (one,) = form.awaits(record("sktlk", age), known)
        assert one.due
        assert one.listed(NOW) is (age >= days - 3), age
        assert (one.due < NOW) is (age > days)


def test_what_has_no_beginning_is_listed_at_once() -> None:
    assert Awaited("Hasil").listed(NOW)
    assert not replace(Awaited("Hasil"), since=NOW + timedelta(seconds=1)).listed(NOW)
    assert replace(Awaited("Hasil"), since=NOW).listed(NOW)

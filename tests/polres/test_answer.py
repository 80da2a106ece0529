from __future__ import annotations

from dataclasses import replace

import pytest

from spkt_desktop.sync import Place
from tests.polres.station import Station, counts
from tests.sync.journal import chain, event


def test_what_a_restored_desk_has_lost_comes_back(station: Station) -> None:
    desk = station.enrol()
    old = chain(5)
    station.bring(desk, old)
    new = chain(2, old[2], epoch=2)
    received = station.bring(desk, new, knows=[Place.of(old[2]), Place.of(new[-1])])
    assert counts(received) == (2, 0, 0, 0)
    answer = station.answer(desk, received)
    assert list(answer.lost) == old[3:]
    assert answer.through == Place.of(new[1])
    more = chain(1, new[1])
    more = [replace(more[0], epoch=2).sealed()]
    after = station.bring(desk, more, knows=[Place.of(old[4]), Place.of(more[-1])])
    assert station.answer(desk, after).lost == ()


def test_lost_events_that_still_wait_come_back_too(station: Station) -> None:
    desk = station.enrol()
    old = chain(6)
    station.bring(desk, old[:3])
    station.bring(desk, old[4:])
    new = chain(1, old[1], epoch=2)
    answer = station.answer(desk, station.bring(desk, new, knows=[Place.of(old[1]), Place.of(new[0])]))
    assert list(answer.lost) == [old[2], *old[4:]]


def test_a_head_that_the_polres_knows_otherwise_is_not_trusted(station: Station) -> None:
    desk = station.enrol()
    old = chain(3)
    station.bring(desk, old)
    new = chain(1, old[0], epoch=2)
    false = Place(1, 3, "a" * 64)
    answer = station.answer(desk, station.bring(desk, new, knows=[false]))
    assert list(answer.lost) == old


@pytest.mark.parametrize("form, version", [("visum", 1), ("sktlk", 2), ("sktlk", None), ("sktlk", 0)])
def test_an_unknown_form_holds_its_place_and_counts_later(station: Station, form: str, version: int | None) -> None:
    desk = station.enrol()
    (first,) = chain(1)
    strange = event(2, first.hash, form=form, form_version=version)
    (third,) = chain(1, strange)
    received = station.bring(desk, [first, strange, third])
    assert counts(received) == (2, 0, 0, 1)
    assert station.answer(desk, received).through == Place.of(first)
    assert len(station.inbox.records()) == 2
    later = station.open({"sktlk": 2, "visum": 1})
    try:
        bad_version = version in (None, 0)
        assert len(later.records()) == (2 if bad_version else 3)
        station.inbox, old = later, station.inbox
        again = station.bring(desk, [strange])
        assert counts(again) == ((0, 0, 0, 1) if bad_version else (0, 1, 0, 0))
        assert station.answer(desk, again).through == Place.of(first if bad_version else third)
    finally:
        old.close()

from __future__ import annotations

import shutil
import sqlite3

import pytest

from spkt_desktop.errors import SealBroken
from spkt_desktop.sync import Place
from tests.polres.station import Station, counts
from tests.sync.journal import Desk, chain, event


def test_verify_finds_a_changed_row(station: Station) -> None:
    desk = station.enrol()
    station.bring(desk, chain(3))
    assert [check.sound for check in station.inbox.verify()] == [True]
    for change in ("UPDATE events SET content = replace(content, '87011234', '87019999') WHERE seq = 2",
                   "UPDATE events SET seq = 9 WHERE seq = 3", "DELETE FROM events WHERE seq = 1"):  # fmt: skip
        copy = shutil.copy(station.place / "inbox.db", station.place / "salinan.db")
        with sqlite3.connect(station.place / "inbox.db") as connection:
            connection.execute(change)
        connection.close()
        assert [check.sound for check in station.inbox.verify()] == [False]
        shutil.copy(copy, station.place / "inbox.db")


def test_a_desk_rolls_its_keys(station: Station) -> None:
    desk = station.enrol()
    new = Desk(desk.code, desk.id)
    (first,) = chain(1)
    rolled = event(2, first.hash, kind="keys_rolled", form=None, form_version=None, body=new.keys.public.as_json())
    with pytest.raises(SealBroken):
        station.bring(new, [first])
    station.bring(desk, [first, rolled])
    third, fourth = chain(2, rolled)
    assert counts(station.bring(desk, [third])) == (1, 0, 0, 0)  # has not seen the receipt yet
    assert station.answer(new, station.bring(new, [fourth])).through == Place.of(fourth)
    with pytest.raises(SealBroken, match="sudah diganti"):
        station.bring(desk, [first])
    assert station.inbox.desks()[0].fingerprint == new.keys.public.spoken


def test_unreadable_new_keys_are_rejected_and_the_old_ones_stay(station: Station) -> None:
    desk = station.enrol()
    bad = event(1, kind="keys_rolled", form=None, form_version=None, body={"signing": "x", "recipient": "y"})
    received = station.bring(desk, [bad])
    assert counts(received) == (0, 0, 0, 1)
    assert station.answer(desk, received).through is None
    assert counts(station.bring(desk, [bad, *chain(1, bad)])) == (1, 0, 0, 1)


def test_enrolling_anew_replaces_the_keys(station: Station) -> None:
    desk = station.enrol()
    station.enrol(desk)
    new = Desk(desk.code, desk.id)
    station.enrol(new)
    assert counts(station.bring(new, chain(1))) == (1, 0, 0, 0)
    with pytest.raises(SealBroken):
        station.bring(desk, chain(1))
    station.enrol(desk)  # restored from a backup of before
    assert counts(station.bring(desk, chain(1))) == (0, 0, 0, 1)
    with pytest.raises(SealBroken):
        station.bring(new, chain(1))
    assert len(station.inbox.desks()) == 1

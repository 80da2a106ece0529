from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from spkt_desktop.errors import DeskBusy, MediumFailed, NotFound, Refused, SealBroken
from spkt_desktop.polres import Inbox
from spkt_desktop.polres.inbox import Received
from spkt_desktop.records import Event
from spkt_desktop.sync import Keys, Place
from spkt_desktop.sync.receipt import Fork, Gap
from tests.polres.station import FORMS, Station
from tests.sync.journal import NOW, Desk, chain, event, opened, wrapped


def numbers(received: Received) -> tuple[int, int, int, int]:
    return received.new, received.already, received.held, received.rejected


def test_a_bundle_is_taken_in_and_answered(station: Station) -> None:
    desk = station.enrol()
    events = chain(3)
    received = station.bring(desk, events)
    assert numbers(received) == (3, 0, 0, 0)
    answer = station.answer(desk, received)
    assert answer.bundles == (received.bundle_id,)
    assert answer.through == Place.of(events[2])
    assert [(result.id, result.result) for result in answer.results] == [(each.id, "diterima") for each in events]
    assert (answer.lost, answer.gaps, answer.forks) == ((), (), ())
    assert answer.rollover is None


def test_a_replay_changes_nothing_and_is_answered(station: Station) -> None:
    desk = station.enrol()
    data = desk.make(chain(3), station.public).data
    station.take(data)
    before = station.dump()
    again = station.take(data)
    assert numbers(again) == (0, 3, 0, 0)
    assert {result.result for result in station.answer(desk, again).results} == {"sudah ada"}
    assert station.dump() == before


def test_what_waits_is_taken_in_when_the_gap_closes(station: Station) -> None:
    desk = station.enrol()
    events = chain(6)
    late = station.bring(desk, events[4:])
    assert numbers(late) == (0, 0, 2, 0)
    answer = station.answer(desk, late)
    assert answer.through is None
    assert answer.gaps == (Gap(1, 4, 4),)
    assert {result.reason for result in answer.results} == {"Catatan sebelumnya belum sampai."}
    (known,) = station.inbox.desks()
    assert (known.held, known.held_since) == (2, "2026-11-22T01:02:03+00:00")
    assert station.answer(desk, station.bring(desk, events[:2])).gaps == (Gap(1, 3, 4),)
    closing = station.bring(desk, events[2:4])
    assert numbers(closing) == (4, 0, 0, 0)
    assert station.answer(desk, closing).through == Place.of(events[5])
    assert station.inbox.desks()[0].held == 0


def test_a_fork_is_kept_apart_and_named(station: Station) -> None:
    desk = station.enrol()
    events = chain(3)
    station.bring(desk, events)
    other = chain(3, events[0])
    received = station.bring(desk, other)
    assert numbers(received) == (0, 0, 0, 3)
    answer = station.answer(desk, received)
    assert answer.through == Place.of(events[2])
    assert answer.forks == (Fork(1, 2, events[1].hash, other[0].hash), Fork(1, 3, events[2].hash, other[1].hash))
    assert "ditolak" in answer.results[2].reason
    assert station.inbox.desks()[0].rejected == 3
    assert len(station.dump()["quarantine"]) == 3


def test_what_follows_a_rejected_event_is_rejected_even_if_it_came_first(station: Station) -> None:
    desk = station.enrol()
    events = chain(2)
    other = chain(2, events[0])
    station.bring(desk, events)
    assert numbers(station.bring(desk, other[1:])) == (0, 0, 1, 0)
    assert numbers(station.bring(desk, other[:1])) == (0, 0, 0, 2)
    assert station.dump()["backlog"] == []


def test_a_second_restore_of_the_same_epoch_is_a_fork(station: Station) -> None:
    desk = station.enrol()
    old = chain(4)
    station.bring(desk, old)
    assert numbers(station.bring(desk, chain(1, old[1], epoch=2))) == (1, 0, 0, 0)
    assert numbers(station.bring(desk, chain(1, old[3], epoch=2))) == (0, 0, 0, 1)
    assert numbers(station.bring(desk, chain(1, old[3], epoch=3))) == (1, 0, 0, 0)


def test_bad_hash_and_broken_chain_are_rejected(station: Station) -> None:
    desk = station.enrol()
    first, second = chain(2)
    false = Event.from_json({**second.as_json(), "officer": "99999999"})
    assert numbers(station.bring(desk, [first, false])) == (1, 0, 0, 1)
    assert numbers(station.bring(desk, [second])) == (1, 0, 0, 0)
    jump = event(4, second.hash)
    back = event(3, chain(1, second, epoch=2)[0].hash)
    assert numbers(station.bring(desk, [jump])) == (0, 0, 0, 1)
    assert numbers(station.bring(desk, [back])) == (0, 0, 1, 0)
    assert numbers(station.bring(desk, [event(7)])) == (0, 0, 0, 1)
    answer = station.answer(desk, station.bring(desk, [event(1, first.hash)]))
    assert "cabang" in answer.results[0].reason


def test_an_id_with_other_content_is_rejected(station: Station) -> None:
    desk = station.enrol()
    (first,) = chain(1)
    station.bring(desk, [first])
    twin = replace(chain(1, first)[0], id=first.id).sealed()
    answer = station.answer(desk, station.bring(desk, [twin]))
    assert [result.result for result in answer.results] == ["ditolak"]
    assert "sudah dipakai" in answer.results[0].reason


@pytest.mark.parametrize("form, version", [("visum", 1), ("sktlk", 2), ("sktlk", None), ("sktlk", 0)])
def test_an_unknown_form_holds_its_place_and_counts_later(station: Station, form: str, version: int | None) -> None:
    desk = station.enrol()
    (first,) = chain(1)
    strange = event(2, first.hash, form=form, form_version=version)
    (third,) = chain(1, strange)
    received = station.bring(desk, [first, strange, third])
    assert numbers(received) == (2, 0, 0, 1)
    assert station.answer(desk, received).through == Place.of(first)
    assert len(station.inbox.records()) == 2
    later = station.open({"sktlk": 2, "visum": 1})
    try:
        bad_version = version in (None, 0)
        assert len(later.records()) == (2 if bad_version else 3)
        station.inbox, old = later, station.inbox
        again = station.bring(desk, [strange])
        assert numbers(again) == ((0, 0, 0, 1) if bad_version else (0, 1, 0, 0))
        assert station.answer(desk, again).through == Place.of(first if bad_version else third)
    finally:
        old.close()


def test_unknown_kinds_of_newer_desks_are_taken_in(station: Station) -> None:
    desk = station.enrol()
    assert numbers(station.bring(desk, [event(1, kind="ditemukan kelak", form=None, form_version=None)])) == (
        1,
        0,
        0,
        0,
    )


def test_what_a_restored_desk_has_lost_comes_back(station: Station) -> None:
    desk = station.enrol()
    old = chain(5)
    station.bring(desk, old)
    new = chain(2, old[2], epoch=2)
    received = station.bring(desk, new, knows=[Place.of(old[2]), Place.of(new[-1])])
    assert numbers(received) == (2, 0, 0, 0)
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


@pytest.mark.parametrize("attack", ["flip", "cut", "append", "unknown", "other polres", "rewrapped"])
def test_a_refused_bundle_leaves_everything_as_it_was(station: Station, attack: str) -> None:
    desk = station.enrol()
    station.bring(desk, chain(2))
    data = desk.make(chain(2), station.public).data
    other = Keys.new()
    data = {
        "flip": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        "cut": data[:-1],
        "append": data + b"\0",
        "unknown": Desk().make(chain(1), station.public).data,
        "other polres": desk.make(chain(1), other.public).data,
        "rewrapped": wrapped(opened(desk.make(chain(1), other.public).data, other), station.public),
    }[attack]
    before, files = station.dump(), sorted(station.stick.glob("*.terima"))
    with pytest.raises(SealBroken):
        station.take(data)
    assert station.dump() == before
    assert sorted(station.stick.glob("*.terima")) == files


def test_nothing_is_taken_in_where_no_receipt_can_be_written(station: Station) -> None:
    desk = station.enrol()
    path = station.stick / "b.spkt"
    path.write_bytes(desk.make(chain(1), station.public).data)
    before = station.dump()
    with pytest.raises(MediumFailed):
        station.inbox.receive(path, station.stick / "tidak ada")
    assert station.dump() == before


def test_one_desk_cannot_speak_for_another(station: Station) -> None:
    one, other = station.enrol(), station.enrol()
    forged = Desk(id=one.id, keys=other.keys).make(chain(1), station.public)
    with pytest.raises(SealBroken, match="belum terdaftar"):
        station.take(forged.data)


def test_two_desks_keep_apart(station: Station) -> None:
    one, other = station.enrol(Desk("A")), station.enrol(Desk("B"))
    events = chain(2)
    station.bring(one, events)
    assert numbers(station.bring(other, events)) == (2, 0, 0, 0)
    assert [desk.code for desk in station.inbox.desks()] == ["A", "B"]
    assert len(station.inbox.records("A")) == 2
    with pytest.raises(NotFound):
        station.inbox.records("C")


def test_a_desk_rolls_its_keys(station: Station) -> None:
    desk = station.enrol()
    new = Desk(desk.code, desk.id)
    (first,) = chain(1)
    rolled = event(2, first.hash, kind="keys_rolled", form=None, form_version=None, body=new.keys.public.as_json())
    with pytest.raises(SealBroken):
        station.bring(new, [first])
    station.bring(desk, [first, rolled])
    third, fourth = chain(2, rolled)
    assert numbers(station.bring(desk, [third])) == (1, 0, 0, 0)  # has not seen the receipt yet
    assert station.answer(new, station.bring(new, [fourth])).through == Place.of(fourth)
    with pytest.raises(SealBroken, match="sudah diganti"):
        station.bring(desk, [first])
    assert station.inbox.desks()[0].fingerprint == new.keys.public.spoken


def test_unreadable_new_keys_are_rejected_and_the_old_ones_stay(station: Station) -> None:
    desk = station.enrol()
    bad = event(1, kind="keys_rolled", form=None, form_version=None, body={"signing": "x", "recipient": "y"})
    received = station.bring(desk, [bad])
    assert numbers(received) == (0, 0, 0, 1)
    assert station.answer(desk, received).through is None
    assert numbers(station.bring(desk, [bad, *chain(1, bad)])) == (1, 0, 0, 1)


def test_enrolling_anew_replaces_the_keys(station: Station) -> None:
    desk = station.enrol()
    station.enrol(desk)
    new = Desk(desk.code, desk.id)
    station.enrol(new)
    assert numbers(station.bring(new, chain(1))) == (1, 0, 0, 0)
    with pytest.raises(SealBroken):
        station.bring(desk, chain(1))
    station.enrol(desk)  # restored from a backup of before
    assert numbers(station.bring(desk, chain(1))) == (0, 0, 0, 1)
    with pytest.raises(SealBroken):
        station.bring(new, chain(1))
    assert len(station.inbox.desks()) == 1


def test_the_polres_rolls_its_keys(station: Station) -> None:
    desk = station.enrol()
    events = chain(2)
    old = station.public
    card = station.inbox.roll_keys()
    received = station.bring(desk, events[:1])  # still sealed to the old key
    answer = station.answer(desk, received)
    assert answer.rollover is not None
    assert answer.rollover.keys != old
    station.card = answer.rollover
    assert card.read_bytes() == station.inbox._ring.card.signed(station.inbox._ring.current)
    assert station.answer(desk, station.bring(desk, events[1:])).rollover is None


def test_records_follow_what_was_registered_and_voided(station: Station) -> None:
    desk = station.enrol()
    one, two, three = chain(3)
    void = event(
        4, three.hash, kind="voided", subject=one.subject, form=None, form_version=None, body={"reason": "Salah"}
    )
    new = event(5, void.hash, body={"number": {"text": "SKTLK/9"}, "values": {"a": {}}, "replaces": two.subject})
    body = {"reason": "Salah nama", "replaced_by": new.subject}
    replaced = event(6, new.hash, kind="voided", subject=two.subject, form=None, form_version=None, body=body)
    strange = event(7, replaced.hash, body={"number": 5, "values": []})
    station.bring(desk, [one, two, three, void, new, replaced, strange])
    found = station.inbox.records()
    assert [record.status for record in found] == ["batal", "diganti", "berlaku", "berlaku", "berlaku"]
    assert found[0].reason == "Salah"
    assert (found[1].replaced_by, found[1].reason) == (new.subject, "Salah nama")
    assert (found[3].number, found[3].replaces, found[3].desk) == ("SKTLK/9", two.subject, desk.code)
    assert found[4].number == ""


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


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the keys inherit the permissions of the profile")
def test_keys_are_for_their_owner_only(station: Station) -> None:
    for path in (station.place / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((station.place / "keys").stat().st_mode) == 0o700


def test_preparing_twice_keeps_the_keys(station: Station) -> None:
    again = Station(station.place)
    again.inbox.close()
    assert again.card == station.card


def test_a_folder_that_was_not_prepared(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="disiapkan"):
        Inbox(tmp_path, known_forms=FORMS, clock=lambda: NOW)


def test_a_database_that_cannot_be_opened_is_named(station: Station) -> None:
    station.inbox.close()
    (station.place / "inbox.db").unlink()
    (station.place / "inbox.db").mkdir()
    with pytest.raises(DeskBusy, match="Tidak ada data yang berubah"):
        station.open()


@pytest.mark.parametrize("url", ["bukan alamat", "tidakada://x", "mysql://a/b"])
def test_an_address_that_is_none_is_refused(station: Station, url: str) -> None:
    with pytest.raises(Refused, match="Alamat basis data"):
        Inbox(station.place, known_forms=FORMS, clock=lambda: NOW, database_url=url)

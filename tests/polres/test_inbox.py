from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from spkt_desktop.errors import MediumFailed, NotFound, Refused, SealBroken
from spkt_desktop.records import Event
from spkt_desktop.sync import Keys, Place
from spkt_desktop.sync.receipt import Fork, Gap
from tests.polres.station import Station, counts
from tests.promises import kept
from tests.sync.journal import Desk, chain, event, opened, wrapped


def test_a_bundle_is_taken_in_and_answered(station: Station) -> None:
    desk = station.enrol()
    events = chain(3)
    received = station.bring(desk, events)
    assert counts(received) == (3, 0, 0, 0)
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
    assert counts(again) == (0, 3, 0, 0)
    assert {result.result for result in station.answer(desk, again).results} == {"sudah ada"}
    assert station.dump() == before
    kept("taken-in-once", bundles_repeated=1)


def test_what_waits_is_taken_in_when_the_gap_closes(station: Station) -> None:
    desk = station.enrol()
    events = chain(6)
    late = station.bring(desk, events[4:])
    assert counts(late) == (0, 0, 2, 0)
    answer = station.answer(desk, late)
    assert answer.through is None
    assert answer.gaps == (Gap(1, 4, 4),)
    assert {result.reason for result in answer.results} == {"Catatan sebelumnya belum sampai."}
    (known,) = station.inbox.desks()
    assert (known.held, known.held_since) == (2, "2026-11-22T01:02:03+00:00")
    assert station.answer(desk, station.bring(desk, events[:2])).gaps == (Gap(1, 3, 4),)
    closing = station.bring(desk, events[2:4])
    assert counts(closing) == (4, 0, 0, 0)
    assert station.answer(desk, closing).through == Place.of(events[5])
    assert station.inbox.desks()[0].held == 0


def test_a_fork_is_kept_apart_and_named(station: Station) -> None:
    desk = station.enrol()
    events = chain(3)
    station.bring(desk, events)
    other = chain(3, events[0])
    received = station.bring(desk, other)
    assert counts(received) == (0, 0, 0, 3)
    answer = station.answer(desk, received)
    assert answer.through == Place.of(events[2])
    assert answer.forks == (Fork(1, 2, events[1].hash, other[0].hash), Fork(1, 3, events[2].hash, other[1].hash))
    assert "ditolak" in answer.results[2].reason
    assert station.inbox.desks()[0].rejected == 3
    before = station.dump()
    assert len(before["quarantine"]) == 3
    assert counts(station.bring(desk, other)) == (0, 0, 0, 3)
    assert station.dump() == before


def test_what_follows_a_rejected_event_is_rejected_even_if_it_came_first(station: Station) -> None:
    desk = station.enrol()
    events = chain(2)
    other = chain(2, events[0])
    station.bring(desk, events)
    assert counts(station.bring(desk, other[1:])) == (0, 0, 1, 0)
    assert counts(station.bring(desk, other[:1])) == (0, 0, 0, 2)
    assert station.dump()["backlog"] == []


def test_a_second_restore_of_the_same_epoch_is_a_fork(station: Station) -> None:
    desk = station.enrol()
    old = chain(4)
    station.bring(desk, old)
    assert counts(station.bring(desk, chain(1, old[1], epoch=2))) == (1, 0, 0, 0)
    assert counts(station.bring(desk, chain(1, old[3], epoch=2))) == (0, 0, 0, 1)
    assert counts(station.bring(desk, chain(1, old[3], epoch=3))) == (1, 0, 0, 0)


def test_bad_hash_and_broken_chain_are_rejected(station: Station) -> None:
    desk = station.enrol()
    first, second = chain(2)
    false = Event.from_json({**second.as_json(), "officer": "99999999"})
    assert counts(station.bring(desk, [first, false])) == (1, 0, 0, 1)
    assert counts(station.bring(desk, [second])) == (1, 0, 0, 0)
    jump = event(4, second.hash)
    back = event(3, chain(1, second, epoch=2)[0].hash)
    assert counts(station.bring(desk, [jump])) == (0, 0, 0, 1)
    assert counts(station.bring(desk, [back])) == (0, 0, 1, 0)
    assert counts(station.bring(desk, [event(7)])) == (0, 0, 0, 1)
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


def test_unknown_kinds_of_newer_desks_are_taken_in(station: Station) -> None:
    desk = station.enrol()
    assert counts(station.bring(desk, [event(1, kind="ditemukan kelak", form=None, form_version=None)])) == (
        1,
        0,
        0,
        0,
    )


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
    assert counts(station.bring(other, events)) == (2, 0, 0, 0)
    assert [desk.code for desk in station.inbox.desks()] == ["A", "B"]
    assert len(station.inbox.records("A")) == 2
    with pytest.raises(NotFound):
        station.inbox.records("C")


@pytest.mark.parametrize("name", ["", "../x", "s" * 61])
def test_a_pack_that_no_desk_would_read_is_not_made(station: Station, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        station.inbox.pack("templat", name, 1, {"x.html": "<p>"}, tmp_path)
    with pytest.raises(Refused):
        station.inbox.pack("templat", "sktlk", 1, {f"{n}.html": "" for n in range(41)}, tmp_path)
    assert list(tmp_path.glob("*.paket")) == []

from __future__ import annotations

import json

import pytest

from spkt_desktop.errors import Refused, SealBroken
from spkt_desktop.records import Event
from spkt_desktop.sync import Keys, Place, bundle, frame
from tests.sync.journal import Desk, chain, event, opened


def test_events_come_out_as_they_went_in(desk: Desk, polres: Keys) -> None:
    events = chain(3)
    made = desk.make(events, polres.public)
    read = bundle.read(made.data, [polres], desk.find)
    assert list(read.events) == events
    assert (read.id, read.desk_id, read.sha256) == (made.id, desk.id, made.sha256)
    assert read.knows == (Place.of(events[-1]),)
    assert read.sender == desk.keys.public
    assert read.opened_with == polres
    assert (made.first, made.last, made.count) == (Place.of(events[0]), Place.of(events[2]), 3)


def test_pending_events_may_have_gaps_and_span_epochs(desk: Desk, polres: Keys) -> None:
    old = chain(5)
    new = chain(2, old[2], epoch=2)
    pending = [old[0], old[2], *new]
    read = bundle.read(desk.make(pending, polres.public).data, [polres], desk.find)
    assert list(read.events) == pending


def test_file_name_tells_desk_time_epoch_and_places(polres: Keys) -> None:
    events = chain(4)
    name = Desk(code="POLSEK PUNUNG/01").make(events[1:], polres.public).name
    assert name == "POLSEK-PUNUNG-01_20261122-010203_e1_2-4.spkt"


def test_nothing_of_a_person_outside_the_seal(desk: Desk, polres: Keys) -> None:
    person = event(1, body={"pelapor": {"nama": "Suparmi Lestari"}})
    made = desk.make([person], polres.public)
    assert b"Suparmi" not in made.data
    assert b"Suparmi" not in opened(made.data, polres)  # not in the manifest either: the events are packed apart


def test_no_bundle_without_events(desk: Desk, polres: Keys) -> None:
    with pytest.raises(Refused, match="Tidak ada catatan baru"):
        desk.make([], polres.public)


def test_what_does_not_fit_waits_for_the_next_bundle(desk: Desk, polres: Keys) -> None:
    big = "x" * (frame.MAX_PLAIN // 3)
    events: list[Event] = []
    for seq in range(1, 5):
        events.append(event(seq, events[-1].hash if events else "0" * 64, body={"isi": big}))
    made = desk.make(events, polres.public)
    assert made.count == 2
    assert made.last == Place.of(events[1])
    assert len(bundle.read(made.data, [polres], desk.find).events) == 2


def test_a_bad_hash_is_left_to_the_judge(desk: Desk, polres: Keys) -> None:
    good = event(1)
    bad = Event.from_json({**good.as_json(), "body": {"lain": 1}})
    read = bundle.read(desk.make([bad], polres.public).data, [polres], desk.find)
    assert read.events[0].digest() != read.events[0].hash


def test_events_out_of_order_are_refused(desk: Desk, polres: Keys) -> None:
    one, two = chain(2)
    for events in ([two, one], [one, one], [event(3, epoch=2), event(4, epoch=1)]):
        with pytest.raises(SealBroken, match="rusak"):
            bundle.read(desk.make(events, polres.public).data, [polres], desk.find)


def test_deep_json_is_refused(desk: Desk, polres: Keys) -> None:
    for depth in (40, 200):
        nested = json.loads("[" * depth + "]" * depth)
        with pytest.raises(SealBroken, match="rusak"):
            bundle.read(desk.make([event(1, body={"isi": nested})], polres.public).data, [polres], desk.find)


def test_a_bundle_for_another_polres_does_not_open(desk: Desk, polres: Keys) -> None:
    made = desk.make(chain(1), polres.public)
    with pytest.raises(SealBroken, match="penerima lain"):
        bundle.read(made.data, [Keys.new()], desk.find)


def test_an_old_key_of_the_polres_still_opens(desk: Desk, polres: Keys) -> None:
    made = desk.make(chain(1), polres.public)
    assert bundle.read(made.data, [Keys.new(), polres], desk.find).opened_with == polres


def test_an_unknown_desk_is_refused(desk: Desk, polres: Keys) -> None:
    made = Desk().make(chain(1), polres.public)
    with pytest.raises(SealBroken, match="belum terdaftar"):
        bundle.read(made.data, [polres], desk.find)


def test_the_key_of_another_desk_does_not_speak_for_this_one(desk: Desk, polres: Keys) -> None:
    forged = Desk(id=desk.id, code=desk.code).make(chain(1), polres.public)
    with pytest.raises(SealBroken, match="Tanda tangan"):
        bundle.read(forged.data, [polres], lambda desk_id, fingerprint: desk.keys.public)

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import Event, canonical, new_id
from spkt_desktop.sync import Card, Keys, Place, PublicKeys, Receipt, Result, bundle, frame, receipt
from spkt_desktop.sync.receipt import Fork, Gap
from tests.sync.journal import NOW, Desk, chain, event, opened, wrapped


@pytest.fixture
def answer(desk: Desk) -> Receipt:
    lost = chain(2)
    return Receipt(
        new_id(), desk.id, desk.code, NOW, "0.1.0", (new_id(),), Place.of(lost[0]),
        (Result(lost[0].id, "diterima"), Result(lost[1].id, "ditolak", "Rantai putus.")),
        (Gap(1, 3, 4),), (Fork(1, 2, "a" * 64, "b" * 64),), tuple(lost),
        ({"record": new_id(), "unit": "Satreskrim", "sp2hp": "2026-12-01"},),
    )  # fmt: skip


def read(data: bytes, desk: Desk, polres: PublicKeys) -> Receipt:
    def find(desk_id: str, fingerprint: str) -> PublicKeys | None:
        return polres if fingerprint == polres.fingerprint else None

    return receipt.read(data, [desk.keys], desk.id, find)


def test_receipt_is_read_back(answer: Receipt, desk: Desk, polres: Keys) -> None:
    assert read(receipt.make(answer, polres, desk.keys.public), desk, polres.public) == answer
    assert answer.file_name == f"PNG_20261122-010203_{answer.id[-6:]}.terima"


def test_a_receipt_may_be_almost_empty(desk: Desk, polres: Keys) -> None:
    empty = Receipt(new_id(), desk.id, desk.code, NOW, "0.1.0")
    assert read(receipt.make(empty, polres, desk.keys.public), desk, polres.public) == empty


def test_a_new_card_of_the_polres_rides_along(answer: Receipt, desk: Desk, polres: Keys) -> None:
    new = Keys.new()
    card = Card("polres", new_id(), "PCT", "Polres Pacitan", new.public)
    data = receipt.make(answer, polres, desk.keys.public, rollover=card.signed(new))
    assert read(data, desk, polres.public).rollover == card


def test_a_card_that_its_keys_have_not_signed_is_refused(answer: Receipt, desk: Desk, polres: Keys) -> None:
    card = Card("polres", new_id(), "PCT", "Polres Pacitan", Keys.new().public)
    with pytest.raises(SealBroken):
        read(receipt.make(answer, polres, desk.keys.public, rollover=card.signed(polres)), desk, polres.public)


def test_every_flip_inside_and_outside_the_seal_is_refused(desk: Desk, polres: Keys) -> None:
    data = receipt.make(Receipt(new_id(), desk.id, desk.code, NOW, "0.1.0"), polres, desk.keys.public)
    tar = opened(data, desk.keys)
    for whole, again in ((data, bytes), (tar, lambda inner: wrapped(inner, desk.keys.public))):
        for position in range(len(whole)):
            changed = bytearray(whole)
            changed[position] ^= 1 << position % 8
            with pytest.raises(SealBroken):
                read(again(bytes(changed)), desk, polres.public)
        for broken in (*(whole[:end] for end in range(0, len(whole), 37)), whole[:-1], whole + b"\0"):
            with pytest.raises(SealBroken):
                read(again(broken), desk, polres.public)


def test_a_receipt_for_another_desk_is_refused(answer: Receipt, desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken, match="penerima lain"):
        read(receipt.make(answer, polres, Keys.new().public), desk, polres.public)
    other = replace(answer, desk_id=new_id())
    with pytest.raises(SealBroken, match="penerima lain"):
        read(receipt.make(other, polres, desk.keys.public), desk, polres.public)


def test_a_rewrapped_receipt_of_another_desk_is_refused(answer: Receipt, desk: Desk, polres: Keys) -> None:
    other = Desk(id=desk.id)
    tar = opened(receipt.make(answer, polres, other.keys.public), other.keys)
    with pytest.raises(SealBroken, match="penerima lain"):
        read(wrapped(tar, desk.keys.public), desk, polres.public)


def test_a_receipt_of_another_polres_is_refused(answer: Receipt, desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken, match="belum terdaftar"):
        read(receipt.make(answer, Keys.new(), desk.keys.public), desk, polres.public)


def test_a_bundle_is_no_receipt_and_a_receipt_no_bundle(answer: Receipt, desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken):
        read(desk.make(chain(1), desk.keys.public).data, desk, desk.keys.public)
    data = receipt.make(answer, polres, desk.keys.public)
    with pytest.raises(SealBroken):
        bundle.read(data, [desk.keys], lambda desk_id, fingerprint: polres.public)


def test_a_lost_event_must_be_the_event_of_its_hash(answer: Receipt, desk: Desk, polres: Keys) -> None:
    false = Event.from_json({**event(1).as_json(), "officer": "99999999"})
    with pytest.raises(SealBroken):
        read(receipt.make(replace(answer, lost=(false,)), polres, desk.keys.public), desk, polres.public)


@pytest.mark.parametrize(
    "change",
    [
        {"lebih": 1}, {"bundles": ["x"]}, {"bundles": {}}, {"through": {}}, {"through": []}, {"results": {}},
        {"results": [{"id": "x", "result": "mungkin", "reason": ""}]}, {"gaps": [{"epoch": 1}]}, {"forks": [1]},
        {"gaps": [{"epoch": 1, "first": 0, "last": 10**15}]}, {"lost": [{}]}, {"lost": [1]}, {"news": ["x"]},
        {"templates": [1]}, {"rollover": None}, {"rollover": "{}"},
    ],
)  # fmt: skip
def test_false_content_is_refused(change: dict[str, object], desk: Desk, polres: Keys) -> None:
    good = Receipt(new_id(), desk.id, desk.code, NOW, "0.1.0")
    plain = frame.unseal(
        receipt.make(good, polres, desk.keys.public), receipt._KIND, [desk.keys], lambda *_: polres.public
    ).plain
    cover = frame.Cover(good.id, desk.id, desk.code, NOW, "0.1.0")
    content = canonical({**json.loads(plain), **change})
    data = frame.seal(receipt._KIND, cover, {}, content, polres, desk.keys.public)
    with pytest.raises(SealBroken, match="rusak"):
        read(data, desk, polres.public)

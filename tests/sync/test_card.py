from __future__ import annotations

import json

import pytest

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical, new_id
from spkt_desktop.sync import Card, Keys

KEYS = Keys.new()
CARD = Card("desk", new_id(), "PLS/PNG", "Polsek Punung", KEYS.public)


def test_card_is_read_back() -> None:
    assert Card.read(CARD.signed(KEYS), "desk") == CARD
    assert CARD.file_name == "kartu-meja-PLS-PNG.json"


def test_card_shows_the_digits_that_officers_read() -> None:
    assert json.loads(CARD.signed(KEYS))["fingerprint"] == KEYS.public.spoken


def test_every_flip_and_cut_is_refused() -> None:
    data = CARD.signed(KEYS)
    for position in range(len(data)):
        for bit in (0x01, 0x20, 0x80):
            changed = bytearray(data)
            changed[position] ^= bit
            with pytest.raises(SealBroken):
                Card.read(bytes(changed), "desk")
        with pytest.raises(SealBroken):
            Card.read(data[:position], "desk")


def test_a_card_of_another_kind_or_program_is_refused() -> None:
    data = CARD.signed(KEYS)
    with pytest.raises(SealBroken, match="bukan kartu"):
        Card.read(data, "polres")
    with pytest.raises(SealBroken, match="bukan kartu"):
        Card.read(canonical({**json.loads(data), "format": "spkt-card/2"}), "desk")
    with pytest.raises(SealBroken, match="bukan kartu"):
        Card.read(data + b" " * 5000, "desk")


def test_a_card_signed_with_other_keys_is_refused() -> None:
    with pytest.raises(SealBroken):
        Card.read(CARD.signed(Keys.new()), "desk")


def test_unknown_and_missing_members_are_refused() -> None:
    content = json.loads(CARD.signed(KEYS))
    for changed in ({**content, "lebih": 1}, {k: v for k, v in content.items() if k != "name"}, {**content, "id": 7}):
        with pytest.raises(SealBroken):
            Card.read(canonical(changed), "desk")

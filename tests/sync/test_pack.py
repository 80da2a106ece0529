"""Packs are taken from the Polres only, whole and unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync.keys import Keys
from spkt_desktop.sync.pack import MAX_SIZE, Pack

POLRES = Keys.new()
PACK = Pack("templat", "sktlk", 3, {"sktlk.html": "<p>Surat</p>", "_parts.html": "é"})
DATA = PACK.signed(POLRES)


def changed(**members: Any) -> bytes:
    return canonical({**json.loads(DATA), **members})


def test_a_pack_reads_back_as_it_was_made() -> None:
    assert Pack.read(DATA, [Keys.new().public, POLRES.public]) == PACK
    assert PACK.file_name == "templat-sktlk-v3.paket"


def test_a_pack_of_another_maker_is_refused() -> None:
    with pytest.raises(SealBroken, match="tidak ditandatangani"):
        Pack.read(DATA, [Keys.new().public])
    with pytest.raises(SealBroken, match="tidak ditandatangani"):
        Pack.read(DATA, [])


@pytest.mark.parametrize(
    "data",
    [
        changed(version=4), changed(version=0), changed(version="3"), changed(version=True), changed(kind="program"),
        changed(name="x" * 61), changed(files={}), changed(files={"a": 1}), changed(files=[]),
        changed(files={f"{n}": "" for n in range(41)}), changed(format="spkt-paket/2"), changed(more=1),
        changed(signature="AA=="), changed(signature=7), DATA + b"\n", DATA[:-1], b"", b"null", b"[]", b"\xff",
        b"[" * 100_000, b" " * (MAX_SIZE + 1),
    ],
)  # fmt: skip
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(SealBroken):
        Pack.read(data, [POLRES.public])


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(place: int, by: int) -> None:
    other = bytearray(DATA)
    other[place] ^= by
    with pytest.raises(SealBroken):
        Pack.read(bytes(other), [POLRES.public])

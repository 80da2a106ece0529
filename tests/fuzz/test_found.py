"""What hostile files have once brought down, each with the smallest file that did."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from spkt_desktop.cli_input import acting, passphrase
from spkt_desktop.errors import Damaged, Refused, SealBroken
from spkt_desktop.polres import Inbox, answer, set_up, taking
from spkt_desktop.polres.register import records
from spkt_desktop.records import GENESIS, canonical, sha256
from spkt_desktop.store import slots
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.sync import Result, strict
from spkt_desktop.sync.frame import MAX_PLAIN
from spkt_desktop.sync.receipt import Gap
from tests.fuzz import houses, keeping, sealed
from tests.promises import kept


@contextmanager
def quick(seconds: float) -> Iterator[None]:
    """No more of the processor than that."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def test_a_hollow_file_is_refused_before_it_is_read() -> None:
    """Ten million empty lists are 30 MB of text, and a gibibyte once they are read."""
    hollow = b'{"a":[' + b"[]," * (MAX_PLAIN // 3) + b"0]}"
    with quick(2), pytest.raises(SealBroken):
        strict.decode(hollow)
    assert strict.decode(canonical({"a": [0] * 300_000})) == {"a": [0] * 300_000}


def test_a_letter_that_was_corrected_without_end_is_listed() -> None:
    """Each correction called on the one before it, until the interpreter had enough."""
    made, last = [], ""
    body = sealed.events(1)[0].body
    for seq in range(1, 3001):
        more = {"protection": ["anak"]} if seq == 3000 else {}
        event = replace(sealed.events(1)[0], seq=seq, subject=f"s{seq}", body={**body, **more, "replaces": last})
        made.append(event)
        last = f"s{seq}"
    with quick(5):
        found = records("PNG", made)
    assert [record.protection for record in found] == [("anak",)] * 3000


def test_followers_without_end_are_covered() -> None:
    """Each follower was sought among all records."""
    body = sealed.events(1)[0].body
    first = replace(sealed.events(1)[0], subject="s1")
    chain = [replace(first, seq=n, subject=f"s{n}", body={**body, "about": f"s{n - 1}"}) for n in range(2, 3001)]
    last = replace(first, seq=3001, subject="s0", body={**body, "protection": ["anak"], "replaces": "s1"})
    with quick(5):
        found = records("PNG", [first, *chain, last])
    assert {record.protection for record in found} == {("anak",)}


def test_gaps_without_end_are_counted_at_once() -> None:
    """Before each waiting event all places were looked through."""
    waiting = [SimpleNamespace(epoch=1, seq=2 * n, hash=f"h{n}", prev=f"p{n}") for n in range(1, 20_001)]
    rows: Any = [SimpleNamespace(epoch=1, seq=1), SimpleNamespace(epoch=2, seq=5)]
    with quick(5):
        gaps = answer._gaps(rows, waiting)  # type: ignore[arg-type]
    assert gaps[:3] == [Gap(1, 1, 1), Gap(1, 3, 3), Gap(1, 5, 5)]
    assert len(gaps) == 20_000


def test_a_gap_reaches_back_to_what_is_there() -> None:
    waiting: Any = [
        SimpleNamespace(epoch=1, seq=9, hash="i", prev="x"),
        SimpleNamespace(epoch=3, seq=4, hash="k", prev="y"),
    ]
    rows: Any = [SimpleNamespace(epoch=1, seq=3), SimpleNamespace(epoch=2, seq=5)]
    assert answer._gaps(rows, waiting) == [Gap(1, 4, 8), Gap(3, 3, 3)]


def test_more_answers_than_a_receipt_holds() -> None:
    """What had waited comes with one bundle, and a receipt was made that could not be sealed."""
    results = [Result("\U0001f46e" * 190 + f"{n}", "diterima") for n in range(60_000)]
    fitting = list(taking._fitting(results))
    assert fitting == results[: len(fitting)]
    receipt = replace(sealed.good_receipt(), results=tuple(fitting))
    assert sealed.receipt_file(receipt)
    with pytest.raises(ValueError, match="holds"):
        sealed.receipt_file(replace(receipt, results=tuple(results)))
    assert list(taking._fitting(results[:20_000])) == results[:20_000]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("001.age", ""), ("001.age", "\0"), ("001.ed25519", ""), ("001.ed25519", "x" * 10_000), ("polres.json", "[]"),
        ("polres.json", "[" * 100_000), ("polres.json", '{"id":1,"name":2}'), ("polres.json", '{"id":"x"}'),
        ("polres.json", '{"id":"0190a000-0000-7000-8000-000000000001","name":"\\ud800"}'),
    ],
)  # fmt: skip
def test_spoilt_keys_of_the_polres_are_named(tmp_path: Path, name: str, content: str) -> None:
    set_up(tmp_path, "Polres Pacitan")
    (tmp_path / "keys" / name).write_text(content, encoding="utf-8")
    with pytest.raises(Damaged, match="Kunci Polres"):
        Inbox(tmp_path, known_forms={}, clock=lambda: sealed.NOW)


def test_keys_of_the_polres_that_are_gone_are_named(tmp_path: Path) -> None:
    set_up(tmp_path, "Polres Pacitan")
    (tmp_path / "keys" / "001.age").unlink()
    with pytest.raises(Damaged, match="Kunci Polres"):
        Inbox(tmp_path, known_forms={}, clock=lambda: sealed.NOW)


@pytest.mark.parametrize("digests", [None, [], {"a": None}, {"a": "b"}, 5, "x"])
def test_an_index_of_the_vault_whose_checksum_holds_may_still_be_none(digests: Any) -> None:
    content = {"digests": digests, "format": slots.FORMAT, "salt": "00" * 16}
    assert slots.read_index(canonical({**content, "check": sha256(canonical(content))})) is None


@pytest.mark.parametrize("keys", [[""], ["00"], ["00" * 32, "00" * 33]])
def test_a_key_of_another_length_is_none(keys: list[str]) -> None:
    file = sealed.sealed(canonical({"keys": keys}), sealed.DESK.public)
    assert slots.unseal_keys(file, sealed.DESK.identity) == []


def test_an_index_of_the_vault_without_a_bottom_is_none() -> None:
    assert slots.read_index(b"[" * 100_000) is None


@pytest.mark.parametrize(
    "name", ["vault/con.age", "vault/nul.age", "vault/lpt.age", "vault/../a.age", "a.age", "vault/A.age"]
)
def test_a_backup_with_a_name_that_no_vault_has_is_refused(tmp_path: Path, name: str) -> None:
    """On Windows some names are those of devices, wherever they stand and whatever follows the point."""
    members = {"spkt.db": b"x", name: b"y"}
    told = {"format": "spkt-cadangan/1", "members": {one: sha256(data) for one, data in members.items()}}
    file = tmp_path / "a.spkt-cadangan"
    file.write_bytes(keeping._packed({"cadangan.json": canonical(told), **members}))
    with pytest.raises(Damaged):
        unpack_backup(file, tmp_path / "bongkar")
    assert not (tmp_path / "bongkar").exists()


@pytest.mark.parametrize("name", ["SPKT_NRP", "SPKT_PASSPHRASE"])
def test_half_a_letter_in_the_environment_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "\udcff rahasia")
    with pytest.raises(Refused, match=name):
        acting() if name == "SPKT_NRP" else passphrase()


_LAW = {"kind": "hukum", "name": "hukum", "version": 9000}
_VALUES = sealed.events(1)[0].body


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("registered", {}),
        ("registered", {**_VALUES, "values": {"pelapor": "x"}}),
        ("registered", {**_VALUES, "values": [1]}),
        ("registered", {**_VALUES, "context": {"strange": 1}}),
        ("registered", {**_VALUES, "number": {"series": [], "year": {}, "sequence": "x", "text": None}}),
        ("registered", {**_VALUES, "protection": "anak", "numbers": ["x"]}),
        ("pack_adopted", {**_LAW, "files": {"hukum.json": "{}"}}),
        ("pack_adopted", {**_LAW, "files": {}}),
        ("pack_adopted", {**_LAW, "files": ["hukum.json"]}),
        ("pack_adopted", {"kind": "templat", "name": "sktlk", "version": 9, "files": {"sktlk.html": {}}}),
        ("template_adopted", {"digest": GENESIS, "name": "sktlk", "files": {}}),
        ("unit_changed", {"values": {}}),
        ("officer_saved", {"values": {"petugas": {"nrp": "1"}}}),
        ("voided", {}),
        ("printed", {"paper": []}),
    ],
)
def test_a_lost_act_that_nobody_can_read_does_not_come_back(kind: str, body: dict[str, Any]) -> None:
    """The Polres has signed it and its hash holds; yet the desk could not be opened any more once it had it."""
    act = replace(sealed.events(1)[0], kind=kind, body=body, hash="").sealed()
    app = houses.desk()
    before = app.store.journal.head()
    with pytest.raises(SealBroken, match="tidak terbaca"):
        houses.take_receipt(sealed.receipt_file(replace(sealed.good_receipt(), lost=(act,))))
    assert app.store.journal.head() == before


def test_a_lost_act_that_can_be_read_does_come_back() -> None:
    body = {**houses.desk().store.journal.event(2).body}
    for act in (sealed.events(1)[0], replace(sealed.events(1)[0], kind="unit_changed", body=body, hash="").sealed()):
        houses.take_receipt(sealed.receipt_file(replace(sealed.good_receipt(), lost=(act,))))
    kept("fuzzed", once_found=15)

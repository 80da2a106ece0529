"""Fuzzed bytes, sealed and signed as their real maker would, so that they get past age and Ed25519."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyrage

from spkt_desktop.records import GENESIS, Event, canonical, sha256
from spkt_desktop.sync import Card, Keys, Made, Place, PublicKeys, Receipt, Result, archive, bundle, receipt
from spkt_desktop.sync.receipt import Fork, Gap

NOW = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
DESK_ID, POLRES_ID, RECORD_ID = (f"0190a000-0000-7000-8000-00000000000{n}" for n in range(3))

# Keys that open nothing but these tests: a corpus that is sealed to them stays worth something.
DESK = Keys(
    base64.b64encode(b"d" * 32).decode(), "AGE-SECRET-KEY-1AT832DTLTFFA2X80RFQLG36UNDSNZVGZDJXUEJCEWQAPXKTRL9VSU0QAHX"
)
POLRES = Keys(
    base64.b64encode(b"p" * 32).decode(), "AGE-SECRET-KEY-1FG3V5UK7Q4N2PPQPQSE2MW29KSQE0RM3DAS7WW86N96FUQCUF93QFM0Z55"
)
DESK_CARD = Card("desk", DESK_ID, "PNG", "Polsek Punung", DESK.public)
POLRES_CARD = Card("polres", POLRES_ID, "PCT", "Polres Pacitan", POLRES.public)


def desk_keys(desk_id: str, fingerprint: str) -> PublicKeys | None:
    """What the Polres knows: one desk with one pair of keys."""
    return DESK.public if (desk_id, fingerprint) == (DESK_ID, DESK.public.fingerprint) else None


def polres_keys(_: str, fingerprint: str) -> PublicKeys | None:
    """What the desk knows: one Polres."""
    return POLRES.public if fingerprint == POLRES.public.fingerprint else None


def events(count: int, values: dict[str, Any] | None = None, *, epoch: int = 1) -> list[Event]:
    """A journal as a desk keeps it, the same every time."""
    made: list[Event] = []
    for seq in range(1, count + 1):
        body = {
            "number": {"series": "sktlk", "year": 2026, "sequence": seq, "text": f"SKTLK/{seq}/XI/2026"},
            "numbers": {}, "values": values or {"pelapor": {"nama": "Contoh"}}, "protection": [], "destination": "",
            "context": {"unit": "", "officer": "", "signers": {}, "templates": {}, "staff": {}},
        }  # fmt: skip
        event = Event(
            epoch, seq, f"0190b000-0000-7000-8000-{seq:012d}", "2026-11-22T08:00:00+07:00", "87020875", "registered",
            RECORD_ID[:-1] + "a" if seq == 1 else f"0190c000-0000-7000-8000-{seq:012d}", "sktlk", 1, body,
            made[-1].hash if made else GENESIS,
        )  # fmt: skip
        made.append(event.sealed())
    return made


def made_of(some: list[Event]) -> Made:
    """A good bundle of these events."""
    return bundle.make(
        some, [Place.of(some[-1])], DESK, POLRES.public, bundle_id=RECORD_ID, desk_id=DESK_ID, desk_code="PNG", at=NOW,
        program="0.1.0",
    )  # fmt: skip


def good_receipt() -> Receipt:
    """A receipt with something in every member."""
    (event,) = events(1)
    return Receipt(
        id="0190d000-0000-7000-8000-000000000001", desk_id=DESK_ID, desk_code="PNG", at=NOW, program="0.1.0",
        bundles=(RECORD_ID,), through=Place.of(event),
        results=(Result(event.id, "diterima"), Result("x", "ditolak", "?")),
        gaps=(Gap(1, 2, 3),), forks=(Fork(1, 2, event.hash, GENESIS),), lost=(event,),
        news=({"record": RECORD_ID, "unit": "Reskrim", "investigator": "", "registration": "", "sp2hp": ""},),
    )  # fmt: skip


def sealed(tar: bytes, to: PublicKeys) -> bytes:
    """A file that only this receiver opens; anybody who has the receiver's card can make one."""
    data: bytes = pyrage.encrypt(tar, [pyrage.x25519.Recipient.from_str(to.recipient)])
    return data


def tar_of(file: bytes, receiver: Keys) -> bytes:
    """What lies in a sealed file."""
    tar: bytes = pyrage.decrypt(file, [receiver.age()])
    return tar


def parts(file: bytes, receiver: Keys) -> tuple[dict[str, Any], bytes]:
    """The manifest and the payload, unpacked, of a good file."""
    (_, manifest), _, (_, payload) = archive.unpack(tar_of(file, receiver), 3)
    return json.loads(manifest), gzip.decompress(payload)


def signed_tar(manifest: bytes, payload: bytes, name: str, sender: Keys) -> bytes:
    """The tar of a manifest that its sender really has signed."""
    return archive.pack([("manifest.json", manifest), ("manifest.sig", sender.sign(manifest)), (name, payload)])


def told_truly(manifest: dict[str, Any], payload: bytes, plain: int) -> bytes:
    """The manifest with what it says of its payload made true."""
    told = manifest["payload"] | {"size": len(payload), "plain": plain, "sha256": sha256(payload)}
    return canonical(manifest | {"payload": told})


def chained(contents: list[Any]) -> list[Any]:
    """Objects of events with their hashes made true, each following the one before, where they can be."""
    prev = GENESIS
    linked: list[Any] = []
    for content in contents:
        try:
            event = replace(Event(**{**content, "prev": prev}), hash="").sealed()
            prev = event.hash
            linked.append(event.as_json())
        except (TypeError, ValueError, RecursionError):
            linked.append(content)
    return linked


def receipt_file(content: Receipt) -> bytes:
    """A good receipt, sealed to the desk."""
    return receipt.make(content, POLRES, DESK.public)

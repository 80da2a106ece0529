"""The bundle (`.spkt`): journal events of one desk, signed by it and sealed to its Polres."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from spkt_desktop.errors import Refused
from spkt_desktop.records import Event, canonical, sha256
from spkt_desktop.sync import strict
from spkt_desktop.sync.frame import MAX_PLAIN, Cover, Find, Kind, Opened, seal, unseal
from spkt_desktop.sync.keys import Keys, PublicKeys

_KIND = Kind("spkt-bundle/1", "events.jsonl.gz", ("first", "last", "count", "knows"))
MAX_EVENTS = 50_000
"""Events in one bundle, so that the receipt with a result for each fits its own bounds."""
_MAX_EPOCHS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in the journal of its desk, and its hash."""

    epoch: int
    seq: int
    hash: str

    def as_json(self) -> dict[str, Any]:
        """The place as it stands in a manifest or receipt."""
        return {"epoch": self.epoch, "seq": self.seq, "hash": self.hash}

    @classmethod
    def of(cls, event: Event) -> Place:
        """The place of an event."""
        return cls(event.epoch, event.seq, event.hash)

    @classmethod
    def from_json(cls, content: object) -> Place:
        """The place of such an object; raises ValueError where it is none."""
        told = strict.members(content, "epoch", "seq", "hash")
        return cls(strict.number(told["epoch"], 1), strict.number(told["seq"], 1), strict.digest(told["hash"]))


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle ready to be written by a carrier."""

    data: bytes
    name: str
    """File name: desk code, time, epoch and range of places; no personal data."""
    id: str
    first: Place
    last: Place
    count: int
    """How many of the events it holds; fewer than given only where they did not fit."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose seal held; the hash of each event is still to be judged by the receiver."""

    id: str
    desk_id: str
    desk_code: str
    events: tuple[Event, ...]
    knows: tuple[Place, ...]
    """The last event of each epoch that the desk has; what the Polres has beyond these, the desk has lost."""
    clock: str
    """The desk's clock when it made the bundle (RFC 3339)."""
    program: str
    sha256: str
    sender: PublicKeys
    """The keys of the desk that the bundle is signed with."""
    opened_with: Keys
    """Those keys of ours that the desk knows us by."""


def make(
    events: Sequence[Event],
    knows: Sequence[Place],
    keys: Keys,
    recipient: PublicKeys,
    *,
    bundle_id: str,
    desk_id: str,
    desk_code: str,
    at: datetime,
    program: str,
) -> Made:
    """A bundle of the first of these events (in journal order) that fit; raises Refused if there are none."""
    lines: list[bytes] = []
    size = 0
    for event in events[:MAX_EVENTS]:
        line = canonical(event.as_json()) + b"\n"
        size += len(line)
        if size > MAX_PLAIN:
            break
        lines.append(line)
    if not lines:
        raise Refused("Tidak ada catatan baru untuk dikirim. Tidak ada berkas yang dibuat.")
    first, last = events[0], events[len(lines) - 1]
    more = {
        "first": {"epoch": first.epoch, "seq": first.seq, "prev": first.prev},
        "last": Place.of(last).as_json(),
        "count": len(lines),
        "knows": [place.as_json() for place in knows],
    }
    data = seal(_KIND, Cover(bundle_id, desk_id, desk_code, at, program), more, b"".join(lines), keys, recipient)
    name = f"{file_code(desk_code)}_{at:%Y%m%d-%H%M%S}_e{last.epoch}_{first.seq}-{last.seq}.spkt"
    return Made(data, name, bundle_id, Place.of(first), Place.of(last), len(lines), sha256(data))


def read(data: bytes, mine: Sequence[Keys], find: Find) -> Bundle:
    """The bundle in these bytes, opened with one of my keys; raises SealBroken and then nothing of it may be used.

    Structure, order and the manifest's statements are checked here; whether each event's hash and place hold is
    judged event by event by whoever takes them in, so that one bad event does not keep the others away.
    """
    opened = unseal(data, _KIND, mine, find)
    try:
        events = _events(opened)
        knows = tuple(Place.from_json(place) for place in _list(opened.manifest["knows"]))
    except (ValueError, KeyError, TypeError) as error:
        raise strict.damaged() from error
    desk = opened.manifest["desk"]
    return Bundle(
        opened.manifest["id"], desk["id"], desk["code"], events, knows, opened.manifest["clock"],
        opened.manifest["program"], sha256(data), opened.sender, opened.opened_with,
    )  # fmt: skip


def file_code(code: str) -> str:
    """A code as it may stand in a file name on any system."""
    return re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-")[:40] or "meja"


def _events(opened: Opened) -> tuple[Event, ...]:
    manifest = opened.manifest
    count = strict.number(manifest["count"], 1)
    if count > MAX_EVENTS or opened.plain.count(b"\n") != count or not opened.plain.endswith(b"\n"):
        raise ValueError("not the told number of events")
    events = tuple(event_from(strict.decode(line)) for line in opened.plain[:-1].split(b"\n"))
    if any(after.seq <= before.seq or after.epoch < before.epoch for before, after in pairwise(events)):
        raise ValueError("events out of order")
    first, last = events[0], events[-1]
    if manifest["first"] != {"epoch": first.epoch, "seq": first.seq, "prev": first.prev}:
        raise ValueError("not the told first event")
    if manifest["last"] != Place.of(last).as_json():
        raise ValueError("not the told last event")
    return events


def event_from(content: dict[str, Any]) -> Event:
    """The event of an object from outside, its members checked; raises ValueError, KeyError or TypeError."""
    event = Event.from_json(content)
    strict.number(event.epoch, 1)
    strict.number(event.seq, 1)
    for name in (event.id, event.at, event.officer, event.kind, event.subject or "", event.form or ""):
        strict.text(name)
    strict.digest(event.prev)
    strict.digest(event.hash)
    return event


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MAX_EPOCHS:
        raise ValueError("not a short list")
    return value

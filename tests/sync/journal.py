"""Journals, desks and the tools of an attacker for the tests of what travels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyrage

from spkt_desktop.records import GENESIS, Event, new_id
from spkt_desktop.sync import Keys, Made, Place, PublicKeys, bundle

NOW = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)


def event(seq: int, prev: str = GENESIS, *, epoch: int = 1, kind: str = "registered", **more: Any) -> Event:
    content: dict[str, Any] = {
        "officer": "87011234", "subject": new_id(), "form": "sktlk", "form_version": 1,
        "body": {"number": {"series": "sktlk", "year": 2026, "sequence": seq, "text": f"SKTLK/{seq}/XI/2026"}},
    }  # fmt: skip
    return Event(
        epoch=epoch, seq=seq, id=new_id(), at="2026-11-22T08:00:00+07:00", kind=kind, prev=prev, **{**content, **more}
    ).sealed()


def chain(count: int, after: Event | None = None, *, epoch: int = 1) -> list[Event]:
    """So many events, the first of which follows the given one."""
    events: list[Event] = [] if after is None else [after]
    for _ in range(count):
        last = events[-1] if events else None
        events.append(event(last.seq + 1 if last else 1, last.hash if last else GENESIS, epoch=epoch))
    return events[-count:]


@dataclass
class Desk:
    """A desk as far as sending goes."""

    code: str = "PNG"
    id: str = field(default_factory=new_id)
    keys: Keys = field(default_factory=Keys.new)

    def make(self, events: Sequence[Event], to: PublicKeys, *, knows: Sequence[Place] | None = None) -> Made:
        last = {each.epoch: Place.of(each) for each in events}
        return bundle.make(
            events, list(last.values()) if knows is None else knows, self.keys, to,
            bundle_id=new_id(), desk_id=self.id, desk_code=self.code, at=NOW, program="0.1.0",
        )  # fmt: skip

    def find(self, desk_id: str, fingerprint: str) -> PublicKeys | None:
        """What a receiver knows who has enrolled this desk only."""
        public = self.keys.public
        return public if (desk_id, fingerprint) == (self.id, public.fingerprint) else None


def opened(data: bytes, keys: Keys) -> bytes:
    """The tar inside, as its receiver may have it."""
    tar: bytes = pyrage.decrypt(data, [keys.age()])
    return tar


def wrapped(tar: bytes, to: PublicKeys) -> bytes:
    """A tar sealed anew, as anybody can who has the card of the receiver."""
    data: bytes = pyrage.encrypt(tar, [pyrage.x25519.Recipient.from_str(to.recipient)])
    return data

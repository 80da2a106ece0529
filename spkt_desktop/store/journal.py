"""The journal of a desk: events in a hash chain, read in order, written only at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from spkt_desktop.errors import Damaged
from spkt_desktop.records import GENESIS, Event, canonical, new_id
from spkt_desktop.store.database import Database

COLUMNS = "epoch, seq, id, at, officer, kind, subject, form, form_version, body, prev, hash"
FIRST_EPOCH = 1


class Follower(Protocol):
    """Whatever is derived from the journal."""

    def follow(self, event: Event) -> None:
        """Take one more event into account, in the transaction that wrote it."""


class Journal:
    """The one growing truth; whatever follows it changes in the same transaction."""

    def __init__(self, database: Database, follower: Follower) -> None:
        self._db = database
        self._follower = follower

    def append(
        self, kind: str, *, at: str, officer: str, body: Mapping[str, Any], subject: str | None = None,
        form: str | None = None, form_version: int | None = None, epoch: int = 0,
    ) -> Event:  # fmt: skip
        """Write one event at the end, with everything derived from it, in one transaction (or in the one open).

        The event stays in the epoch of the one before it unless `epoch` is a later one.
        """
        with self._db.write():
            last = self.head()
            event = Event(
                epoch=max(epoch, last.epoch if last else FIRST_EPOCH),
                seq=last.seq + 1 if last else 1, id=new_id(), at=at, officer=officer, kind=kind,
                subject=subject, form=form, form_version=form_version, body=body, prev=last.hash if last else GENESIS,
            ).sealed()  # fmt: skip
            self._db.run(
                f"INSERT INTO events ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (event.epoch, event.seq, event.id, event.at, event.officer, event.kind, event.subject, event.form,
                 event.form_version, canonical(event.body).decode(), event.prev, event.hash),
            )  # fmt: skip
            self._follower.follow(event)
        return event

    def head(self) -> Event | None:
        """The last event."""
        row = self._db.row(f"SELECT {COLUMNS} FROM events ORDER BY seq DESC LIMIT 1")
        return _event(row) if row else None

    def last_at(self, without: Sequence[str] = ()) -> str:
        """When the last event was written that is not of these kinds (RFC 3339); empty where there is none."""
        row = self._db.row(
            """SELECT at FROM events WHERE kind NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT 1""",
            (json.dumps(list(without)),),
        )
        return str(row[0]) if row else ""

    def event(self, seq: int) -> Event:
        """The event at that place; the caller knows that it exists."""
        row = self._db.row(f"SELECT {COLUMNS} FROM events WHERE seq = ?", (seq,))
        if row is None:
            raise Damaged(f"Jurnal kehilangan peristiwa ke-{seq}. Jalankan pemeriksaan register (F7).")
        return _event(row)

    def carried(self, seq: int) -> Event:
        """The event at that place, or the lost one that it brought back."""
        event = self.event(seq)
        return Event.from_json(event.body["event"]) if event.kind == "recovered" else event

    def about(self, subject: str) -> list[Event]:
        """All events about one record, oldest first."""
        rows = self._db.rows(f"SELECT {COLUMNS} FROM events WHERE subject = ? ORDER BY seq", (subject,))
        return [_event(row) for row in rows]

    def all(self, after: int = 0) -> Iterator[Event]:
        """Every event after that place, in order, read in steps."""
        while rows := self._db.rows(f"SELECT {COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT 1000", (after,)):
            for row in rows:
                yield _event(row)
            after = rows[-1][1]

    def between(self, first: int, last: int) -> list[Event]:
        """The events from one place to another, both included."""
        rows = self._db.rows(f"SELECT {COLUMNS} FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last))
        return [_event(row) for row in rows]

    def undelivered(self) -> list[Event]:
        """Every event that the Polres has not accepted, in order."""
        columns = ", ".join(f"e.{column}" for column in COLUMNS.split(", "))
        rows = self._db.rows(
            f"SELECT {columns} FROM events e JOIN deliveries d USING (seq) WHERE d.state <> 'diterima' ORDER BY seq"
        )
        return [_event(row) for row in rows]

    def ends(self) -> list[Event]:
        """The furthest event of each epoch that is here, as our own or as one that was lost and came back."""
        own = self._db.rows("SELECT max(seq) FROM events GROUP BY epoch")
        back = self._db.rows("SELECT body FROM events WHERE kind = 'recovered'")
        held = [self.event(seq) for (seq,) in own] + [Event.from_json(json.loads(body)["event"]) for (body,) in back]
        ends: dict[int, Event] = {}
        for event in sorted(held, key=lambda event: event.seq):
            ends[event.epoch] = event
        return [ends[epoch] for epoch in sorted(ends)]

    def mentions(self, kind: str, member: str, value: str) -> bool:
        """Whether an event of that kind says that of one member of its body."""
        row = self._db.row(
            "SELECT 1 FROM events WHERE kind = ? AND json_extract(body, '$.' || ?) = ?", (kind, member, value)
        )
        return row is not None

    def known(self) -> frozenset[str]:
        """The ids of all events that are here, as our own or as ones that were lost and came back."""
        back = self._db.rows("SELECT json_extract(body, '$.event.id') FROM events WHERE kind = 'recovered'")
        return frozenset(id_ for (id_,) in [*self._db.rows("SELECT id FROM events"), *back])

    def check(self, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
        """Check the whole chain and return its length; raises Damaged naming the first bad place."""
        prev, seq, epoch, head = GENESIS, 0, FIRST_EPOCH, self.head()
        for event in self.all():
            seq += 1
            if seq % 500 == 0 and head:
                tell(seq, head.seq)
            if event.seq != seq or event.prev != prev or event.hash != event.digest() or event.epoch < epoch:
                raise Damaged(f"Rantai jurnal putus di peristiwa ke-{seq}. Pulihkan dari cadangan terakhir yang baik.")
            prev, epoch = event.hash, event.epoch
        return seq


def _event(row: tuple[Any, ...]) -> Event:
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    return Event(**{**values, "body": json.loads(row[9])})

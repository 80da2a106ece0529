"""What the database holds of one desk: its journal, what waits, what was rejected, its keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql import ColumnElement

from spkt_desktop.polres.judge import Journal, Outcome, Reason, identity, settle
from spkt_desktop.polres.tables import backlog, bundles, desk_keys, desks, events, quarantine
from spkt_desktop.records import Event, canonical
from spkt_desktop.sync import Bundle, PublicKeys


class Ledger:
    """The rows of one desk within one transaction."""

    def __init__(self, connection: Connection, desk: str) -> None:
        self._connection = connection
        self.desk = desk

    def lock(self) -> None:
        """Make other transactions on this desk wait; SQLite has locked the whole file already."""
        self._connection.execute(select(desks.c.id).where(desks.c.id == self.desk).with_for_update())

    def journal(self) -> Journal:
        """What a decision on an event needs to know."""
        journal = Journal()
        for row in self.rows():
            journal.hold(row.epoch, row.seq, row.id, row.hash)
        sound = (quarantine.c.desk == self.desk) & (quarantine.c.reason != Reason.HASH)
        journal.refused.update(self._connection.scalars(select(quarantine.c.hash).where(sound)))
        return journal

    def rows(self) -> list[Row[Any]]:
        """The accepted events without their content, predecessors first."""
        columns = [column for column in events.c if column.name != "content"]
        query = select(*columns).where(events.c.desk == self.desk).order_by(events.c.seq, events.c.epoch)
        return list(self._connection.execute(query))

    def accepted(self, *conditions: ColumnElement[bool]) -> Iterator[Event]:
        """Accepted events, predecessors first."""
        query = select(events.c.content).where(events.c.desk == self.desk, *conditions)
        return self._events(query.order_by(events.c.seq, events.c.epoch))

    def waiting(self, *conditions: ColumnElement[bool]) -> Iterator[Event]:
        """Events whose predecessor has not come, in journal order."""
        query = select(backlog.c.content).where(backlog.c.desk == self.desk, *conditions)
        return self._events(query.order_by(backlog.c.seq, backlog.c.epoch, backlog.c.hash))

    def waiting_since(self) -> str:
        """When the oldest waiting event came; empty where none waits."""
        query = select(func.min(backlog.c.received_at)).where(backlog.c.desk == self.desk)
        return str(self._connection.scalar(query) or "")

    def rejected(self) -> list[Row[Any]]:
        """The quarantined events, in journal order."""
        query = select(quarantine).where(quarantine.c.desk == self.desk)
        return list(self._connection.execute(query.order_by(quarantine.c.seq, quarantine.c.epoch, quarantine.c.digest)))

    def keys(self, fingerprint: str) -> PublicKeys | None:
        """The keys of this fingerprint, unless the desk does not have or no longer uses them."""
        here = (desk_keys.c.desk == self.desk) & (desk_keys.c.fingerprint == fingerprint) & ~desk_keys.c.retired
        row = self._connection.execute(select(desk_keys).where(here)).first()
        return PublicKeys(row.signing, row.recipient) if row else None

    def newest_keys(self) -> PublicKeys | None:
        """The keys that the desk announced or was enrolled with last; None while it is being enrolled."""
        query = select(desk_keys).where(desk_keys.c.desk == self.desk).order_by(desk_keys.c.number.desc())
        row = self._connection.execute(query.limit(1)).first()
        return PublicKeys(row.signing, row.recipient) if row else None

    def add_keys(self, keys: PublicKeys, since: str) -> None:
        """Add keys as the newest; keys of earlier days come back after a restore from an old backup."""
        if keys == self.newest_keys():
            return
        last = self._connection.scalar(select(func.max(desk_keys.c.number)).where(desk_keys.c.desk == self.desk)) or 0
        row = {
            "desk": self.desk, "number": last + 1, "fingerprint": keys.fingerprint,
            "since": since, "retired": False, **keys.as_json(),
        }  # fmt: skip
        self._connection.execute(desk_keys.insert(), row)

    def retire_before(self, keys: PublicKeys) -> None:
        """Let the keys before these speak no more: whoever uses these has switched over."""
        mine = desk_keys.c.desk == self.desk
        used = self._connection.scalar(
            select(func.max(desk_keys.c.number)).where(mine, desk_keys.c.fingerprint == keys.fingerprint)
        )
        self._connection.execute(desk_keys.update().where(mine, desk_keys.c.number < used).values(retired=True))

    def keep(self, bundle: Bundle, outcome: Outcome, fault: Callable[[Event], str], at: str) -> None:
        """Write down what has become of the events; `fault` says why the content of an accepted one never counts."""
        known = set(self._connection.scalars(select(backlog.c.hash).where(backlog.c.desk == self.desk)))
        refused = set(self._connection.scalars(select(quarantine.c.digest).where(quarantine.c.desk == self.desk)))
        still = {event.hash for event in outcome.held}
        for table, rows in (
            (events, [self._accepted(event, bundle.id, at, fault(event)) for event in outcome.accepted]),
            (backlog, [self._row(event, bundle.id, at) for event in outcome.held if event.hash not in known]),
            (quarantine, [self._rejected(*each, bundle.id, at) for each in outcome.rejected]),
        ):
            fresh = [row for row in rows if row.get("digest") not in refused]
            if fresh:
                self._connection.execute(table.insert(), fresh)
        for gone in known - still:
            self._connection.execute(backlog.delete().where(backlog.c.desk == self.desk, backlog.c.hash == gone))
        self._note(bundle, at)

    def sound(self) -> bool:
        """Whether every accepted event is the one of its hash, follows its predecessor and stands under its place."""
        found = list(self.accepted())
        told = [(row.epoch, row.seq, row.id, row.hash, row.prev, row.kind, row.subject) for row in self.rows()]
        held = [(each.epoch, each.seq, each.id, each.hash, each.prev, each.kind, each.subject) for each in found]
        return told == held and settle(Journal(), found).accepted == found

    def _note(self, bundle: Bundle, at: str) -> None:
        if self._connection.scalar(select(bundles.c.id).where(bundles.c.sha256 == bundle.sha256)) is None:
            row = {
                "sha256": bundle.sha256, "id": bundle.id, "desk": self.desk, "count": len(bundle.events),
                "clock": bundle.clock, "program": bundle.program, "received_at": at,
            }  # fmt: skip
            self._connection.execute(bundles.insert(), row)

    def _accepted(self, event: Event, bundle: str, at: str, fault: str) -> dict[str, Any]:
        return self._row(event, bundle, at) | {
            "kind": event.kind, "subject": event.subject, "form": event.form, "form_version": event.form_version,
            "fault": fault,
        }  # fmt: skip

    def _rejected(self, event: Event, reason: Reason, bundle: str, at: str) -> dict[str, Any]:
        return self._row(event, bundle, at) | {"digest": identity(event), "reason": reason}

    def _row(self, event: Event, bundle: str, at: str) -> dict[str, Any]:
        return {
            "desk": self.desk, "hash": event.hash, "epoch": event.epoch, "seq": event.seq, "id": event.id,
            "prev": event.prev, "content": canonical(event.as_json()).decode("utf-8"), "bundle": bundle,
            "received_at": at,
        }  # fmt: skip

    def _events(self, query: Any) -> Iterator[Event]:
        return (Event.from_json(json.loads(content)) for content in self._connection.scalars(query))

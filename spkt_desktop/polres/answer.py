"""What the Polres says to a desk of its journal: how far it is taken in, what is missing, forked or lost."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlalchemy import Row, Table, or_
from sqlalchemy.sql import ColumnElement

from spkt_desktop.polres.judge import Reason
from spkt_desktop.polres.ledger import Ledger
from spkt_desktop.polres.tables import backlog, events
from spkt_desktop.records import Event, canonical
from spkt_desktop.sync import Place, PublicKeys
from spkt_desktop.sync.receipt import Fork, Gap

_MOST_LOST = 8 << 20
"""Bytes of lost events in one receipt; the rest follows once the desk says that it knows these."""
_MOST_NAMED = 1000
"""Gaps and forks named in one receipt."""

KnownForms = Mapping[str, int]
"""Form to the newest version of it that this program knows."""


@dataclass(frozen=True, slots=True)
class State:
    """How the journal of a desk stands at the Polres."""

    head: Place | None
    """The last accepted event of the latest epoch."""
    through: Place | None
    """The furthest event of which it and every event before it counts."""
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]


def rolled(event: Event) -> PublicKeys | None:
    """The new keys that a `keys_rolled` event announces; None where it announces none that can be read."""
    try:
        return PublicKeys.from_json(event.body)
    except ValueError:
        return None


def lasting_fault(event: Event) -> str:
    """Why the content of an event will never count, whatever forms this program comes to know; empty if it may."""
    return Reason.KEYS if event.kind == "keys_rolled" and rolled(event) is None else ""


def fault_of(event: Event, known: KnownForms) -> Reason | None:
    """Why the content of an accepted event does not count; None where it does."""
    return _fault(event.form, event.form_version, lasting_fault(event), known)


def state(ledger: Ledger, known: KnownForms) -> State:
    """How the journal of the desk stands."""
    rows = ledger.rows()
    way = _way(rows)
    counted = list(takewhile(lambda row: not _fault(row.form, row.form_version, row.fault, known), way))
    gaps, forks = _gaps(rows, list(ledger.waiting())), _forks(ledger, rows)
    return State(_place(way), _place(counted), tuple(gaps[:_MOST_NAMED]), tuple(forks[:_MOST_NAMED]))


def lost(ledger: Ledger, epoch: int, knows: Iterable[Place]) -> tuple[Event, ...]:
    """Events of epochs before this one that came here but that the desk, restored from a backup, does not know.

    What the desk says of an epoch counts only if its last event there is the one that came here.
    """
    here = {(row.epoch, row.seq): row.hash for row in ledger.rows()}
    trusted = [place for place in knows if here.get((place.epoch, place.seq), place.hash) == place.hash]
    found = [
        *ledger.accepted(*_beyond(events, epoch, trusted)),
        *ledger.waiting(*_beyond(backlog, epoch, trusted)),
    ]
    result: list[Event] = []
    size = 0
    for event in sorted(found, key=lambda each: (each.epoch, each.seq)):
        size += len(canonical(event.as_json()))
        if size > _MOST_LOST:
            break
        result.append(event)
    return tuple(result)


def _beyond(table: Table, epoch: int, known: Iterable[Place]) -> Iterator[ColumnElement[bool]]:
    """The conditions of events before an epoch and after the known places of their own epochs."""
    yield table.c.epoch < epoch
    for place in known:
        yield or_(table.c.epoch != place.epoch, table.c.seq > place.seq)


def _fault(form: str | None, version: int | None, lasting: str, known: KnownForms) -> Reason | None:
    if lasting:
        return Reason(lasting)
    if form is None or (version is not None and 1 <= version <= known.get(form, 0)):
        return None
    return Reason.FORM


def _way(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The events from the first one to the head of the latest epoch."""
    by_hash = {row.hash: row for row in rows}
    row = max(rows, key=lambda each: (each.epoch, each.seq), default=None)
    way = []
    while row is not None:
        way.append(row)
        row = by_hash.get(row.prev)
    return way[::-1]


def _place(way: Sequence[Row[Any]]) -> Place | None:
    return Place(way[-1].epoch, way[-1].seq, way[-1].hash) if way else None


def _gaps(rows: Sequence[Row[Any]], waiting: Sequence[Event]) -> list[Gap]:
    """The places before each waiting event whose predecessor is not waiting itself."""
    hashes = {event.hash for event in waiting}
    places: dict[int, list[int]] = defaultdict(list)
    for epoch, seq in ((each.epoch, each.seq) for some in (rows, waiting) for each in some):
        places[epoch].append(seq)
    for held in places.values():
        held.sort()
    gaps = set()
    for event in waiting:
        if event.prev not in hashes:
            last = event.seq - 1
            before = bisect_left(held := places[event.epoch], event.seq)
            gaps.add((event.epoch, min(held[before - 1] + 1, last) if before else last, last))
    return [Gap(*gap) for gap in sorted(gaps)]


def _forks(ledger: Ledger, rows: Sequence[Row[Any]]) -> list[Fork]:
    """Each rejected event whose place, or the beginning of whose epoch, another one holds."""
    places = {(row.epoch, row.seq): row.hash for row in rows}
    starts = {row.epoch: row.hash for row in reversed(rows)}
    return [
        Fork(row.epoch, row.seq, places.get((row.epoch, row.seq), starts[row.epoch]), row.hash)
        for row in ledger.rejected()
        if row.reason == Reason.FORK
    ]

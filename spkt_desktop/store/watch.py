"""Questions to the watch: shifts, who waits at the counter, what has been settled by a note."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from spkt_desktop.store.database import Database

_SHIFT = """SELECT s.id, s.regu, s.at, s.officer, s.present, s.closed_at, s.handover, s.seq,
    coalesce((SELECT min(n.seq) - 1 FROM shifts n WHERE n.seq > s.seq), (SELECT max(seq) FROM events)) FROM shifts s"""
_VISIT = "SELECT id, number, need, at, called_at, ended_at, state FROM visits"


@dataclass(frozen=True, slots=True)
class KeptShift:
    """A shift as the register has it; moments are RFC 3339."""

    id: str
    regu: str
    at: str
    officer: str
    present: tuple[str, ...]
    closed_at: str
    handover: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """Somebody who took a number; moments are RFC 3339, empty as long as they have not come."""

    id: str
    number: int
    need: str
    at: str
    called_at: str
    ended_at: str
    state: str
    """menunggu, dipanggil, dilayani, or how it ended without a record."""


def _shift(row: tuple[Any, ...]) -> KeptShift:
    id_, regu, at, officer, present, closed_at, handover, first, last = row
    return KeptShift(id_, regu, at, officer, tuple(json.loads(present)), closed_at, handover, first, last)


class Watch:
    """Reads what is derived; never writes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def shifts(self, limit: int = 50, offset: int = 0) -> list[KeptShift]:
        """Shifts, newest first."""
        rows = self._db.rows(f"{_SHIFT} ORDER BY s.seq DESC LIMIT ? OFFSET ?", (limit, offset))
        return [_shift(row) for row in rows]

    def shifts_of_day(self, day: str) -> list[KeptShift]:
        """The shifts that kept the desk at some time of that day (ISO date), oldest first."""
        rows = self._db.rows(
            f"{_SHIFT} WHERE s.at < ? || 'U' AND (s.closed_at = '' OR s.closed_at >= ?) ORDER BY s.seq DESC LIMIT 20",
            (day, day),
        )
        return [_shift(row) for row in reversed(rows)]

    def visits(self, since: str, until: str) -> list[KeptVisit]:
        """Who took a number in those days (ISO dates, both included), in that order."""
        rows = self._db.rows(f"{_VISIT} WHERE at >= ? AND at < ? || 'U' ORDER BY seq", (since, until))
        return [KeptVisit(*row) for row in rows]

    def waiting(self, since: str) -> list[KeptVisit]:
        """Who came since that day or moment (RFC 3339) and is still to be served, in the order of coming."""
        rows = self._db.rows(f"{_VISIT} WHERE at >= ? AND ended_at = '' ORDER BY seq", (since,))
        return [KeptVisit(*row) for row in rows]

    def visit(self, visit_id: str) -> KeptVisit | None:
        """The visit of that id."""
        row = self._db.row(f"{_VISIT} WHERE id = ?", (visit_id,))
        return KeptVisit(*row) if row else None

    def handed_over_since(self, seq: int) -> bool:
        """Whether a shift has ended behind that place of the journal."""
        return self._db.row("SELECT 1 FROM events WHERE seq > ? AND kind = 'shift_closed'", (seq,)) is not None

    def settled(self) -> frozenset[tuple[str, str]]:
        """(record, matter) of all that was settled by a note."""
        return frozenset((str(a), str(b)) for a, b in self._db.rows("SELECT record, name FROM settled"))

    def settled_of(self, record: str) -> dict[str, str]:
        """By matter: the note by which it was settled."""
        rows = self._db.rows("SELECT name, note FROM settled WHERE record = ?", (record,))
        return {str(name): str(note) for name, note in rows}

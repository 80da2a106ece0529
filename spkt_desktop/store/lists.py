"""Lists of records: pages of a register book, what may still wait, what was rejected, how lines name them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from spkt_desktop.records import Record
from spkt_desktop.store.database import Database
from spkt_desktop.store.register import RECORD, record_of

_BOOK = """r.form IN (SELECT value FROM json_each(?)) AND r.registered_at >= ? AND r.registered_at < ? || 'U'"""
_UNFOLLOWED = """r.status = 'berlaku' AND NOT EXISTS (SELECT 1 FROM records f WHERE f.about = r.id AND f.about <> ''
    AND f.status = 'berlaku' AND f.form IN (SELECT value FROM json_each(?)))"""


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A record that may still wait for something, as lists show it."""

    record: str
    number: str
    who: str
    """Initials where it is protected."""
    replaces: str
    followers: str
    """Places in the journal of the valid records that follow it."""


class Lists:
    """Reads what is derived; never writes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def named(self, ids: Sequence[str]) -> list[tuple[str, str, str, str, str, bool, str]]:
        """(id, form, number, who, what, protected, JSON of numbers by paper) of records, as lists show them."""
        rows = self._db.rows(
            """SELECT r.id, r.form, r.number, r.who, r.what, r.protection <> '',
                   coalesce(json_extract(e.body, '$.numbers'), json_extract(e.body, '$.event.body.numbers'))
               FROM records r JOIN events e USING (seq) WHERE r.id IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(ids)),),
        )
        return [(str(a), str(b), str(c), str(d), str(e), bool(f), str(g)) for a, b, c, d, e, f, g in rows]

    def waiting(self, form: str, since: str, until: str, unless: Sequence[str], note: str) -> list[WaitingRecord]:
        """Valid records of that form and days that no valid one of `unless` follows, newest first.

        Left out are those whose matter of the name `note` was settled.
        """
        rows = self._db.rows(
            f"""SELECT r.id, r.number, r.who, r.replaces, coalesce((SELECT group_concat(f.seq) FROM records f
                WHERE f.about = r.id AND f.about <> '' AND f.status = 'berlaku'), '') FROM records r
                WHERE r.form = ? AND r.registered_at >= ? AND r.registered_at < ? || 'U' AND {_UNFOLLOWED}
                AND NOT EXISTS (SELECT 1 FROM settled s WHERE s.record = r.id AND s.name = ?) ORDER BY r.seq DESC""",
            (form, since, until, json.dumps(list(unless)), note),
        )
        return [WaitingRecord(*row) for row in rows]

    def unsettled(self, form: str, before: str, unless: Sequence[str]) -> int:
        """How many valid records of that form are older than that day, followed by none of `unless` nor by a note."""
        row = self._db.row(
            f"""SELECT count(*) FROM records r WHERE r.form = ? AND r.registered_at < ? AND {_UNFOLLOWED}
                AND NOT EXISTS (SELECT 1 FROM settled s WHERE s.record = r.id)""",
            (form, before, json.dumps(list(unless))),
        )
        return int(row[0]) if row else 0

    def rejected(self) -> list[Record]:
        """Records that the Polres has rejected, newest first."""
        return [record_of(row) for row in self._db.rows(
            f"""SELECT {RECORD} WHERE r.status = 'berlaku' AND r.seq IN (SELECT seq FROM deliveries
                WHERE state = 'ditolak' AND state <> 'diterima') ORDER BY r.seq DESC LIMIT 100"""  # by their index
        )]  # fmt: skip

    def count(self, forms: Sequence[str], since: str, until: str) -> int:
        """How many records of those forms those days have (ISO dates, both included)."""
        row = self._db.row(f"SELECT count(*) FROM records r WHERE {_BOOK}", (json.dumps(list(forms)), since, until))
        return int(row[0]) if row else 0

    def page(self, forms: Sequence[str], since: str, until: str, after: int, limit: int) -> list[tuple[int, Record]]:
        """(place, record) of those forms and days behind that place, oldest first."""
        rows = self._db.rows(
            f"""SELECT {RECORD} WHERE r.seq IN
                (SELECT r.seq FROM records r WHERE {_BOOK} AND r.seq > ? ORDER BY r.seq LIMIT ?) ORDER BY r.seq""",
            (json.dumps(list(forms)), since, until, after, limit),
        )
        return [(int(row[-1]), record_of(row)) for row in rows]

    def after(self, seq: int, most: int) -> tuple[int, int, tuple[str, ...]]:
        """Behind that place of the journal: events that the Polres has, letters, and the numbers of the newest."""
        accepted = self._db.row("SELECT count(*) FROM deliveries WHERE seq > ? AND state = 'diterima'", (seq,))
        letters = self._db.row("SELECT count(*) FROM records WHERE seq > ?", (seq,))
        rows = self._db.rows("SELECT number FROM records WHERE seq > ? ORDER BY seq DESC LIMIT ?", (seq, most))
        return int(accepted[0]) if accepted else 0, int(letters[0]) if letters else 0, tuple(str(n) for (n,) in rows)

"""How often: numbers over a range of days, counted by the database; days are ISO dates, both ends included."""

from __future__ import annotations

from typing import Any

from spkt_desktop.store.database import Database

_IN = "registered_at >= ? AND registered_at < ? || 'U'"
_VALID = f"status = 'berlaku' AND {_IN}"


class Counts:
    """Reads what is derived; never writes. Letters that are void or replaced count only as such."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def forms(self, since: str, until: str) -> dict[str, int]:
        """Valid records by form."""
        return self._by("form", since, until)

    def destinations(self, since: str, until: str) -> dict[str, int]:
        """Valid records by where they went; those that stayed at the counter are left out."""
        found = self._by("destination", since, until)
        return {name: count for name, count in found.items() if name}

    def void(self, since: str, until: str, without: str = "") -> int:
        """Records of these days that are void or were replaced, but for those of the form `without`."""
        row = self._db.row(
            f"SELECT count(*) FROM records WHERE status <> 'berlaku' AND form <> ? AND {_IN}", (without, since, until)
        )
        return int(row[0]) if row else 0

    def hours(self, since: str, until: str, without: str = "") -> dict[tuple[str, int], int]:
        """Valid records by (ISO day, hour of the day), but for those of the form `without`."""
        rows = self._db.rows(
            f"""SELECT substr(registered_at, 1, 10), cast(substr(registered_at, 12, 2) AS INTEGER), count(*)
                FROM records WHERE form <> ? AND {_VALID} GROUP BY 1, 2""",
            (without, since, until),
        )
        return {(str(day), int(hour)): int(count) for day, hour, count in rows}

    def tallies(self, kind: str, since: str, until: str) -> dict[str, int]:
        """Valid records by what reports count them by; protected ones are left out."""
        rows = self._db.rows(
            f"""SELECT t.value, count(*) FROM records r JOIN tallies t ON t.seq = r.seq AND t.kind = ?
                WHERE r.protection = '' AND r.{_VALID.replace("registered_at", "r.registered_at")} GROUP BY 1""",
            (kind, since, until),
        )
        return {str(value): int(count) for value, count in rows}

    def protected(self, kind: str, since: str, until: str) -> int:
        """Valid protected records that reports would else count by that."""
        row = self._db.row(
            f"""SELECT count(DISTINCT r.seq) FROM records r JOIN tallies t ON t.seq = r.seq AND t.kind = ?
                WHERE r.protection <> '' AND r.{_VALID.replace("registered_at", "r.registered_at")}""",
            (kind, since, until),
        )
        return int(row[0]) if row else 0

    def waits(self, since: str, until: str) -> list[tuple[str, str, str]]:
        """(form, arrival, first paper), RFC 3339, of valid records whose both are known."""
        rows = self._db.rows(
            f"SELECT form, arrived, papered FROM records WHERE arrived <> '' AND papered <> '' AND {_VALID}",
            (since, until),
        )
        return [(str(a), str(b), str(c)) for a, b, c in rows]

    def ratings(self, since: str, until: str) -> dict[tuple[str, int], int]:
        """Answers by (ISO day, score)."""
        rows = self._db.rows(
            "SELECT substr(at, 1, 10), score, count(*) FROM ratings WHERE at >= ? AND at < ? || 'U' GROUP BY 1, 2",
            (since, until),
        )
        return {(str(day), int(score)): int(count) for day, score, count in rows}

    def answers(self, form: str, day: str) -> int:
        """How many answers that day has about a service of that form."""
        row = self._db.row(
            "SELECT count(*) FROM ratings WHERE form = ? AND at >= ? AND at < ? || 'U'", (form, day, day)
        )
        return int(row[0]) if row else 0

    def visits(self, since: str, until: str, lost: str) -> dict[str, int]:
        """Who took a number, by state; whoever came before the moment `lost` (RFC 3339) and never ended is `pergi`."""
        rows = self._db.rows(
            """SELECT iif(ended_at = '' AND at < ?, 'pergi', state), count(*) FROM visits
               WHERE at >= ? AND at < ? || 'U' GROUP BY 1""",
            (lost, since, until),
        )
        return {str(state): int(count) for state, count in rows}

    def undelivered(self) -> tuple[int, str]:
        """How many events the Polres has not accepted, and the time of the oldest; our own notes do not count."""
        row = self._db.row(
            """SELECT o.count, coalesce(e.at, '') FROM
               (SELECT count(*) AS count, min(seq) AS seq FROM deliveries
                WHERE state <> 'diterima' AND kind NOT IN ('acknowledged', 'export_written')) o
               LEFT JOIN events e USING (seq)"""
        )
        return (int(row[0]), str(row[1])) if row else (0, "")

    def _by(self, column: str, since: str, until: str) -> dict[str, int]:
        rows: list[tuple[Any, ...]] = self._db.rows(
            f"SELECT {column}, count(*) FROM records WHERE {_VALID} GROUP BY 1", (since, until)
        )
        return {str(name): int(count) for name, count in rows}

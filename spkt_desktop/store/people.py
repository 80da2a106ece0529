"""Questions about one person: where they are named, and who may be the same."""

from __future__ import annotations

import json

from spkt_desktop.records import Person, Record
from spkt_desktop.store.database import Database
from spkt_desktop.store.register import RECORD, record_of

MOST = 500
"""Records of one person that are read."""


class People:
    """Reads what is derived; protected records are there only with `secrets`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def named_in(self, record: str) -> list[Person]:
        """Who is named in a record, in its order."""
        rows = self._db.rows(
            """SELECT p.nik, p.born, p.content, r.id, r.number, r.registered_at
               FROM persons p JOIN records r USING (seq) WHERE r.id = ? ORDER BY p.position""",
            (record,),
        )
        return [
            Person(str(values.get("nama", "")), str(nik), str(born), values, str(id_), str(number), str(at))
            for nik, born, content, id_, number, at in rows
            for values in (json.loads(content),)
        ]

    def visits_of(self, *, nik: str, name: str, born: str, secrets: bool) -> list[tuple[Record, Person]]:
        """(record, the person as it names them) of that NIK, or of that name and birth date; the newest `MOST`."""
        same, wanted = _same(nik, name, born)
        rows = self._db.rows(
            f"""SELECT p.nik, p.born, p.content, {RECORD} JOIN persons p ON p.seq = r.seq
                WHERE {same} AND (? OR NOT p.protected) ORDER BY r.seq DESC, p.position LIMIT {MOST}""",
            (*wanted, int(secrets)),
        )
        found = []
        for id_, birth, content, *row in rows:
            values, record = json.loads(content), record_of(tuple(row))
            found.append((record, Person(str(values.get("nama", "")), str(id_), str(birth), values, record.id)))
        return found

    def count_of(self, *, nik: str, name: str, born: str, secrets: bool) -> int:
        """In how many records they are named."""
        same, wanted = _same(nik, name, born)
        row = self._db.row(
            f"SELECT count(DISTINCT p.seq) FROM persons p WHERE {same} AND (? OR NOT p.protected)",
            (*wanted, int(secrets)),
        )
        return int(row[0]) if row else 0

    def alike(self, name: str, born: str, nik: str, *, secrets: bool) -> list[tuple[str, str, int]]:
        """(name, NIK, records) of others with that name and birth date; nobody where either is not known."""
        if not name or not born:
            return []
        # Beside max() the other columns are those of its row: the name as it was written last.
        rows = self._db.rows(
            """SELECT content, nik, count(DISTINCT seq), max(seq) FROM persons
               WHERE name = ? AND born = ? AND nik <> ? AND (? OR NOT protected)
               GROUP BY nik ORDER BY 3 DESC, 4 DESC LIMIT 20""",
            (name.casefold(), born, nik, int(secrets)),
        )
        return [(str(json.loads(content)["nama"]), str(other), int(count)) for content, other, count, _ in rows]


def _same(nik: str, name: str, born: str) -> tuple[str, tuple[str, ...]]:
    """The condition that rows of one person meet, and its values."""
    if nik:
        return "p.nik = ?", (nik,)
    return "p.name = ? AND p.born = ? AND p.nik = ''", (name.casefold(), born)

"""Questions to the register: one record, lists, search, known persons, same things, numbers, settings."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from spkt_desktop.errors import NotFound, Refused
from spkt_desktop.records import Context, Delivery, Number, Person, Record, Template, Values
from spkt_desktop.store.database import Database
from spkt_desktop.store.journal import Journal

RECORD = """r.id, r.form, r.form_version, r.series, r.year, r.sequence, r.number, r.registered_at, r.officer,
    r.about, r.protection, r.destination, r.attention, r.who, r.what, r.status, r.reason, r.replaces, r.replaced_by,
    d.state, d.reason, e.kind, e.body,
    (SELECT json_group_object(p.paper, p.copies) FROM prints p WHERE p.record = r.id), r.arrived,
    r.seq
    FROM records r JOIN deliveries d USING (seq) JOIN events e USING (seq)"""
_OPEN = "{number who text} : "
"""What of the index is searched for an officer who may not open protected records."""


class Register:
    """Reads what is derived; never writes."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def record(self, reference: str) -> Record:
        """The record of that id or printed number (of any of its papers); NotFound, or Refused where two share it."""
        named = "SELECT ? UNION SELECT record FROM numbers WHERE number = ?"
        rows = self._db.rows(f"SELECT {RECORD} WHERE r.id IN ({named}) LIMIT 2", (reference, reference))
        if len(rows) > 1:
            raise Refused("Ada lebih dari satu surat bernomor itu (akibat pemulihan). Buka surat dari daftar register.")
        if not rows:
            raise NotFound("Surat dengan nomor atau kode itu tidak ada di register. Periksa penulisannya.")
        return record_of(rows[0])

    def search(
        self, text: str = "", *, since: str = "", until: str = "", status: str = "", officer: str = "", form: str = "",
        forms: Sequence[str] = (), destination: str = "", attention: bool = False, secrets: bool = False,
        behind: str = "", limit: int = 50, offset: int = 0,
    ) -> list[Record]:  # fmt: skip
        """Records that hold every word of the text (or words that begin with it), newest first; days are ISO dates.

        Protected records are found by their persons only with `secrets`; `behind` is the id of the last one before.
        """
        words = re.findall(r"\w+", text)
        if text.strip() and not words:
            return []
        wanted_forms = [form] if form else list(forms)
        # The index finds its rows newest first and stops where the page is full, if it is asked by its own rowid.
        source, newest = ("records r JOIN search s ON s.rowid = r.seq", "s.rowid") if words else ("records r", "r.seq")
        filters = {
            "r.registered_at >= ?": since, "r.registered_at < ? || 'U'": until,  # U follows the T before the hour
            "r.status = ?": status, "r.officer = ?": officer,
            "r.form IN (SELECT value FROM json_each(?))": json.dumps(wanted_forms) if wanted_forms else "",
            "r.destination = ?": destination, "r.attention = ?": int(attention),
            f"{newest} < (SELECT seq FROM records WHERE id = ?)": behind,
        }  # fmt: skip
        conditions = [condition for condition, value in filters.items() if value]
        values: list[Any] = [value for value in filters.values() if value]
        if words:
            conditions.append("search MATCH ?")
            wanted = " ".join(f'"{word}"*' for word in words)
            values.append(wanted if secrets else f"{_OPEN}({wanted})")
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        # First the places, which an index knows alone; then what stands at them.
        places = f"SELECT r.seq FROM {source} {where} ORDER BY {newest} DESC LIMIT ? OFFSET ?"
        query = f"SELECT {RECORD} WHERE r.seq IN ({places}) ORDER BY r.seq DESC"
        return [record_of(row) for row in self._db.rows(query, (*values, limit, offset))]

    def persons(self, *, nik: str = "", name: str = "", limit: int = 5) -> list[Person]:
        """Who has been here with that NIK, or with a name that begins so; the newest identity of each, newest first.

        Nobody is known by a protected record.
        """
        start = name.casefold()
        rows = self._db.rows(
            """SELECT p.nik, p.born, p.content, r.id, r.number, r.registered_at FROM
               (SELECT max(seq) AS seq, position FROM persons
                WHERE ((? <> '' AND nik = ?) OR (? <> '' AND name >= ? AND name < ?)) AND NOT protected
                GROUP BY name, nik, born ORDER BY max(seq) DESC LIMIT ?)
               JOIN persons p USING (seq, position) JOIN records r USING (seq) ORDER BY seq DESC""",
            (nik, nik, start, start, start + "\U0010ffff", limit),
        )
        return [
            Person(values=(values := json.loads(content)), name=values["nama"], nik=nik_, born=born, record=record,
                   number=number, at=at)
            for nik_, born, content, record, number, at in rows
        ]  # fmt: skip

    def same_things(self, kind: str, number: str) -> list[tuple[str, str, str]]:
        """(record id, printed number, time) of earlier valid records that name a thing of that kind by that number.

        Nothing is known by a protected record.
        """
        rows = self._db.rows(
            """SELECT r.id, r.number, r.registered_at FROM things t JOIN records r USING (seq)
               WHERE t.number = ? AND t.kind = ? AND r.status = 'berlaku' AND r.protection = ''
               ORDER BY r.seq DESC LIMIT 3""",
            (number, kind),
        )
        return [(str(a), str(b), str(c)) for a, b, c in rows]

    def visits(self, nik: str, since: str) -> list[tuple[str, str, str, str]]:
        """(record id, printed number, time, what about) of that NIK's valid records since that day, newest first."""
        rows = self._db.rows(
            """SELECT DISTINCT r.id, r.number, r.registered_at, r.what FROM persons p JOIN records r USING (seq)
               WHERE p.nik = ? AND NOT p.protected AND r.status = 'berlaku' AND r.registered_at >= ?
               ORDER BY r.seq DESC LIMIT 20""",
            (nik, since),
        )
        return [(str(a), str(b), str(c), str(d)) for a, b, c, d in rows]

    def of_person(self, form: str, nik: str) -> list[Record]:
        """The valid records of that form in which somebody has that NIK, newest first."""
        found = self._db.rows(
            f"""SELECT {RECORD} WHERE r.form = ? AND r.status = 'berlaku'
                AND r.seq IN (SELECT seq FROM persons WHERE nik = ?) ORDER BY r.seq DESC LIMIT 50""",
            (form, nik),
        )
        return [record_of(row) for row in found] if nik else []

    def following(self, record: str) -> list[Record]:
        """The records that follow that one or what it was corrected from, oldest first."""
        found = self._db.rows(
            f"""WITH RECURSIVE former (id) AS
                (SELECT ? UNION SELECT r.replaces FROM records r JOIN former f ON r.id = f.id WHERE r.replaces <> '')
                SELECT {RECORD} WHERE r.about <> '' AND r.about IN (SELECT id FROM former) ORDER BY r.seq""",
            (record,),
        )
        return [record_of(row) for row in found]

    def next_to(self, ids: Sequence[str]) -> list[Record]:
        """The valid records that follow one of those themselves, oldest first."""
        rows = self._db.rows(
            f"""SELECT {RECORD} WHERE r.about <> '' AND r.about IN (SELECT value FROM json_each(?))
                AND r.status = 'berlaku' ORDER BY r.seq""",
            (json.dumps(list(ids)),),
        )
        return [record_of(row) for row in rows]

    def span(self, forms: Sequence[str]) -> tuple[str, str]:
        """When the oldest and the newest record of those forms were registered; empty where there is none."""
        row = self._db.row(
            """SELECT coalesce(min(registered_at), ''), coalesce(max(registered_at), '') FROM records
               WHERE form IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(forms)),),
        )
        return (str(row[0]), str(row[1])) if row else ("", "")

    def records(self, ids: Sequence[str]) -> list[Record]:
        """The records of those ids, in no order."""
        rows = self._db.rows(
            f"SELECT {RECORD} WHERE r.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return [record_of(row) for row in rows]

    def pack(self, kind: str, name: str) -> dict[str, Any] | None:
        """The newest adopted pack of that kind and name, as its event has it."""
        row = self._db.row(
            "SELECT seq FROM packs WHERE kind = ? AND name = ? ORDER BY version DESC LIMIT 1", (kind, name)
        )
        return dict(self._journal.carried(row[0]).body) if row else None

    def pack_version(self, kind: str, name: str) -> int:
        """The newest adopted version of that pack; 0 where there is none."""
        row = self._db.row("SELECT max(version) FROM packs WHERE kind = ? AND name = ?", (kind, name))
        return int(row[0] or 0) if row else 0

    def packs(self) -> list[tuple[str, str, int]]:
        """(kind, name, newest version) of every adopted pack."""
        rows = self._db.rows("SELECT kind, name, max(version) FROM packs GROUP BY kind, name ORDER BY kind, name")
        return [(str(kind), str(name), int(version)) for kind, name, version in rows]

    def last_number(self, series: str, year: int) -> int:
        """The highest sequence taken in that series and year; 0 where there is none."""
        row = self._db.row("SELECT last FROM series WHERE series = ? AND year = ?", (series, year))
        return int(row[0]) if row else 0

    def current(self, subject: str) -> str:
        """The version in force of `unit` or `officer:NRP`; empty where there is none."""
        row = self._db.row("SELECT id FROM versions WHERE subject = ? ORDER BY seq DESC LIMIT 1", (subject,))
        return str(row[0]) if row else ""

    def versions(self, subject: str) -> list[str]:
        """The versions that were ever in force of `unit` or `officer:NRP`, newest first."""
        return [str(id_) for (id_,) in self._db.rows(
            "SELECT id FROM versions WHERE subject = ? ORDER BY seq DESC", (subject,)
        )]  # fmt: skip

    def version(self, version: str) -> Values:
        """The values that were in force under that version."""
        row = self._db.row("SELECT seq FROM versions WHERE id = ?", (version,))
        if row is None:
            raise NotFound("Pengaturan yang dipakai surat itu tidak ditemukan. Jalankan pemeriksaan register (F7).")
        values: Values = self._journal.carried(row[0]).body["values"]
        return values

    def subjects(self, start: str) -> list[str]:
        """The subjects with versions whose name begins so, by name."""
        rows = self._db.rows("SELECT DISTINCT subject FROM versions ORDER BY subject")
        return [subject for (subject,) in rows if subject.startswith(start)]

    def template(self, digest: str) -> Template | None:
        """The template kept under that digest."""
        row = self._db.row("SELECT seq FROM templates WHERE digest = ?", (digest,))
        if row is None:
            return None
        body = self._journal.carried(row[0]).body
        return Template(body["name"], body["files"])

    def adopted(self, digest: str) -> bool:
        """Whether a template is kept under that digest."""
        return self._db.row("SELECT 1 FROM templates WHERE digest = ?", (digest,)) is not None

    def pending(self) -> int:
        """How many events the Polres has not accepted; our own notes of bundles and receipts do not count."""
        row = self._db.row(
            """SELECT count(*) FROM deliveries
               WHERE state <> 'diterima' AND kind NOT IN ('acknowledged', 'export_written')"""
        )
        return int(row[0]) if row else 0

    def delivered(self, event_id: str) -> bool:
        """Whether the Polres has accepted that event."""
        return self._db.row("SELECT 1 FROM deliveries WHERE id = ? AND state = 'diterima'", (event_id,)) is not None

    def counts(self) -> dict[str, int]:
        """How many records there are of each form."""
        return {str(form): int(n) for form, n in self._db.rows("SELECT form, count(*) FROM records GROUP BY form")}

    def last_at(self, kind: str) -> str:
        """When an event of that kind was last written; empty where never."""
        row = self._db.row(
            "SELECT e.at FROM deliveries d JOIN events e USING (seq) WHERE d.kind = ? ORDER BY seq DESC LIMIT 1",
            (kind,),
        )
        return str(row[0]) if row else ""

    def news(self, record: str) -> list[dict[str, Any]]:
        """What the Polres has sent word of about a record, oldest first."""
        rows = self._db.rows("SELECT content FROM news WHERE record = ? ORDER BY seq, position", (record,))
        return [json.loads(content) for (content,) in rows]


def record_of(row: tuple[Any, ...]) -> Record:
    """The record of a row of RECORD."""
    body = json.loads(row[22])
    if row[21] == "recovered":
        body = body["event"]["body"]
    return Record(
        id=row[0], form=row[1], form_version=row[2], number=Number(*row[3:7]), registered_at=row[7], officer=row[8],
        values=body["values"], context=Context(**body["context"]), numbers=body["numbers"], about=row[9],
        protection=tuple(filter(None, row[10].split(","))), destination=row[11], attention=bool(row[12]), who=row[13],
        what=row[14], status=row[15], reason=row[16], replaces=row[17], replaced_by=row[18],
        prints=json.loads(row[23]) if row[23] != "{}" else {}, delivery=Delivery(row[19], row[20]), arrived=row[24],
    )  # fmt: skip

"""What is derived from the journal: records, search, persons, numbers, deliveries; it can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from spkt_desktop.records import Event, Indexer, canonical
from spkt_desktop.store import derived_watch
from spkt_desktop.store.database import Database

TABLES = (
    "records",
    "numbers",
    "prints",
    "persons",
    "things",
    "series",
    "versions",
    "templates",
    "packs",
    "deliveries",
    "news",
    "tallies",
    *derived_watch.TABLES,
)
_ONCE = ("export_written", "acknowledged", "restored", "recovered", *derived_watch.ONCE)
"""Kinds that meant something only at their time: lost and brought back, they change nothing any more."""


class Derived:
    """Follows the journal event by event; the indexer says what to remember of a record's values.

    `recall` gives the event that is carried at a place of the journal.
    """

    def __init__(self, database: Database, indexer: Indexer, recall: Callable[[int], Event]) -> None:
        self._db = database
        self._indexer = indexer
        self._recall = recall
        self._acts: Mapping[str, Callable[[Event, int], None]] = {
            "unit_changed": self._version,
            "officer_saved": self._version,
            "template_adopted": self._template,
            "pack_adopted": self._pack,
            "registered": self._registered,
            "voided": self._voided,
            "routed": self._routed,
            "attention": self._attention,
            "printed": self._printed,
            "print_outcome": self._print_outcome,
            "export_written": self._export_written,
            "acknowledged": self._acknowledged,
            "restored": self._restored,
            "recovered": self._recovered,
        } | {kind: partial(act, database) for kind, act in derived_watch.ACTS.items()}

    def follow(self, event: Event) -> None:
        """Take one more event into account."""
        self._db.run("INSERT INTO deliveries VALUES (?, ?, ?, 'belum', '')", (event.seq, event.id, event.kind))
        self._apply(event, event.seq)

    def clear(self) -> None:
        """Forget all that is derived."""
        for table in TABLES:
            self._db.run(f"DELETE FROM {table}")
        self._db.run("INSERT INTO search (search) VALUES ('rebuild')")

    def _apply(self, event: Event, seq: int) -> None:
        """`seq` is the place in our own journal that brought the event: its own, but for recovered ones."""
        if act := self._acts.get(event.kind):
            act(event, seq)

    def _version(self, event: Event, seq: int) -> None:
        subject = "unit" if event.kind == "unit_changed" else f"officer:{event.body['values']['petugas']['nrp']}"
        self._db.run("INSERT INTO versions VALUES (?, ?, ?)", (event.id, subject, seq))

    def _template(self, event: Event, seq: int) -> None:
        values = (event.body["digest"], event.body["name"], seq)
        self._db.run("INSERT OR IGNORE INTO templates VALUES (?, ?, ?)", values)

    def _pack(self, event: Event, seq: int) -> None:
        values = (event.body["kind"], event.body["name"], event.body["version"], seq)
        self._db.run("INSERT OR IGNORE INTO packs VALUES (?, ?, ?, ?)", values)

    def _registered(self, event: Event, seq: int) -> None:
        body, subject, number = event.body, event.subject or "", event.body["number"]
        row = (seq, subject, event.form, event.form_version, number["series"], number["year"], number["sequence"],
               number["text"], event.at, event.officer, body.get("about", ""), "", body["destination"], 0,
               "", "", "", "", "berlaku", "", body.get("replaces", ""), "", body.get("arrived", ""), "")  # fmt: skip
        self._db.run(f"INSERT INTO records VALUES ({','.join('?' * len(row))})", row)
        for text in dict.fromkeys((number["text"], *body["numbers"].values())):
            self._db.run("INSERT INTO numbers VALUES (?, ?)", (text, subject))
        self._remember(event, seq, tuple(body["protection"]))
        if "replaces" in body:  # what was settled by a note stays settled for the letter that corrects it
            self._db.run(
                "INSERT OR IGNORE INTO settled SELECT ?, name, note, seq FROM settled WHERE record = ?",
                (subject, body["replaces"]),
            )
        if body["protection"] and "replaces" in body:
            self._protect(body["replaces"], tuple(body["protection"]))
        for name in dict.fromkeys((number["series"], event.form or "")):  # a form may leave a series that it shared
            self._raise_series(name, number["year"], number["sequence"])
        if visit := body.get("visit"):
            derived_watch.served(self._db, visit, event.at)

    def _remember(self, event: Event, seq: int, protection: tuple[str, ...]) -> None:
        """What lists, search and hints show of a record whose row is there."""
        number, others = event.body["number"]["text"], event.body["numbers"].values()
        entry = self._indexer(event.form or "", event.form_version or 0, event.body["values"], bool(protection))
        found = " ".join(filter(None, (entry.text, *others)))
        self._db.run(
            "UPDATE records SET protection = ?, who = ?, what = ?, text = ?, secret = ? WHERE seq = ?",
            (",".join(protection), entry.who, entry.what, found, entry.secret, seq),
        )
        self._db.run(
            "INSERT INTO search (rowid, number, who, text, secret) VALUES (?, ?, ?, ?, ?)",
            (seq, number, entry.who, found, entry.secret),
        )
        for position, person in enumerate(entry.persons):
            content = canonical(dict(person.values)).decode()
            known = (seq, position, person.name.casefold(), person.nik, person.born, content, int(bool(protection)))
            self._db.run("INSERT INTO persons VALUES (?, ?, ?, ?, ?, ?, ?)", known)
        for position, (kind, identity) in enumerate(entry.things):
            self._db.run("INSERT INTO things VALUES (?, ?, ?, ?)", (seq, position, kind, identity))
        for kind, value in entry.tallies:
            self._db.run("INSERT OR IGNORE INTO tallies VALUES (?, ?, ?)", (seq, kind, value))

    def _protect(self, record: str, reasons: tuple[str, ...]) -> None:
        """Cover what was registered before the case was known to be protected: corrected letters and followers."""
        row = self._db.row("SELECT seq, protection, number, who, text, secret FROM records WHERE id = ?", (record,))
        if row is None:
            return
        seq, had, *indexed = row
        protection = tuple(dict.fromkeys((*filter(None, had.split(",")), *reasons)))
        if ",".join(protection) == had:
            return
        self._db.run(
            "INSERT INTO search (search, rowid, number, who, text, secret) VALUES ('delete', ?, ?, ?, ?, ?)",
            (seq, *indexed),
        )
        for table in ("persons", "things", "tallies"):
            self._db.run(f"DELETE FROM {table} WHERE seq = ?", (seq,))
        self._remember(self._recall(seq), seq, protection)
        for (other,) in self._db.rows(
            "SELECT replaces FROM records WHERE id = ? AND replaces <> '' UNION SELECT id FROM records WHERE about = ?",
            (record, record),
        ):
            self._protect(other, reasons)

    def _raise_series(self, series: str, year: int, last: int) -> None:
        self._db.run(
            """INSERT INTO series VALUES (?, ?, ?)
               ON CONFLICT (series, year) DO UPDATE SET last = max(last, excluded.last)""",
            (series, year, last),
        )

    def _voided(self, event: Event, _seq: int) -> None:
        successor = event.body.get("replaced_by", "")
        self._db.run(
            "UPDATE records SET status = ?, reason = ?, replaced_by = ? WHERE id = ?",
            ("diganti" if successor else "batal", event.body["reason"], successor, event.subject),
        )

    def _routed(self, event: Event, _seq: int) -> None:
        self._db.run("UPDATE records SET destination = ? WHERE id = ?", (event.body["to"], event.subject))

    def _attention(self, event: Event, _seq: int) -> None:
        self._db.run("UPDATE records SET attention = ? WHERE id = ?", (int(event.body["on"]), event.subject))

    def _printed(self, event: Event, _seq: int) -> None:
        self._db.run(
            """INSERT INTO prints VALUES (?, ?, 1)
               ON CONFLICT (record, paper) DO UPDATE SET copies = copies + 1""",
            (event.subject, event.body["paper"]),
        )
        self._db.run("UPDATE records SET papered = ? WHERE id = ? AND papered = ''", (event.at, event.subject))

    def _print_outcome(self, event: Event, _seq: int) -> None:
        if not event.body["good"]:
            self._db.run(
                "UPDATE prints SET copies = max(copies - 1, 0) WHERE record = ? AND paper = ?",
                (event.subject, event.body["paper"]),
            )
            self._db.run(
                """UPDATE records SET papered = '' WHERE id = ?
                   AND NOT EXISTS (SELECT 1 FROM prints WHERE record = records.id AND copies > 0)""",
                (event.subject,),
            )

    def _export_written(self, event: Event, _seq: int) -> None:
        self._db.run(
            "UPDATE deliveries SET state = 'dikirim' WHERE state = 'belum' AND seq <= ?", (event.body["last_seq"],)
        )

    def _acknowledged(self, event: Event, seq: int) -> None:
        for result in event.body["results"]:
            state = "diterima" if result["result"] == "sudah ada" else result["result"]
            self._db.run(
                "UPDATE deliveries SET state = ?, reason = ? WHERE id = ? AND state <> 'diterima'",
                (state, result["reason"], result["id"]),
            )
        for position, item in enumerate(event.body["news"]):
            row = (seq, position, str(item.get("record", "")), canonical(item).decode())
            self._db.run("INSERT INTO news VALUES (?, ?, ?, ?)", row)

    def _restored(self, event: Event, _seq: int) -> None:
        for floor in event.body["floors"]:
            self._raise_series(floor["series"], floor["year"], floor["last"])

    def _recovered(self, event: Event, seq: int) -> None:
        inner = Event.from_json(event.body["event"])
        if inner.kind not in _ONCE:
            self._apply(inner, seq)
            # Settings that were lost and came back explain old letters; they are not in force.
            self._db.run("UPDATE versions SET subject = 'lama:' || subject WHERE id = ?", (inner.id,))

"""How the tables of a desk come to be, one migration after another; each stands alone and never changes."""

from __future__ import annotations

from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

migrations = Migrations("spkt-desktop")


@migrations()
def m001_journal(db: Tables) -> None:
    """The journal, which can only grow, and the desk's own secrets and drafts."""
    for statement in (
        """CREATE TABLE events (
             seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
             officer TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT, form TEXT, form_version INTEGER,
             body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT""",
        "CREATE INDEX events_subject ON events (subject) WHERE subject IS NOT NULL",
        """CREATE TRIGGER events_grow BEFORE INSERT ON events
             WHEN NEW.seq <> coalesce((SELECT max(seq) FROM events), 0) + 1
               OR NEW.prev <> coalesce((SELECT hash FROM events ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
               OR NEW.epoch < coalesce((SELECT epoch FROM events ORDER BY seq DESC LIMIT 1), 1)
             BEGIN SELECT RAISE(ABORT, 'the journal only grows at its end'); END""",
        """CREATE TRIGGER events_no_update BEFORE UPDATE ON events
             BEGIN SELECT RAISE(ABORT, 'the journal never changes'); END""",
        """CREATE TRIGGER events_no_delete BEFORE DELETE ON events
             BEGIN SELECT RAISE(ABORT, 'the journal never forgets'); END""",
        "CREATE TABLE desk (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        """CREATE TABLE drafts (id TEXT PRIMARY KEY, form TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
             about TEXT NOT NULL, officer TEXT NOT NULL, begun TEXT NOT NULL, visit TEXT NOT NULL,
             replaces TEXT NOT NULL, reason TEXT NOT NULL) STRICT""",
    ):
        db.execute(statement)


@migrations()
def m002_derived(db: Tables) -> None:
    """What is derived from the journal; `seq` names the event that it comes from."""
    for statement in (
        """CREATE TABLE records (
             seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form TEXT NOT NULL, form_version INTEGER NOT NULL,
             series TEXT NOT NULL, year INTEGER NOT NULL, sequence INTEGER NOT NULL, number TEXT NOT NULL,
             registered_at TEXT NOT NULL, officer TEXT NOT NULL, about TEXT NOT NULL, protection TEXT NOT NULL,
             destination TEXT NOT NULL, attention INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
             text TEXT NOT NULL, secret TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
             replaces TEXT NOT NULL, replaced_by TEXT NOT NULL, arrived TEXT NOT NULL, papered TEXT NOT NULL) STRICT""",
        "CREATE INDEX records_number ON records (number)",
        "CREATE INDEX records_series ON records (series, year, sequence)",
        "CREATE INDEX records_at ON records (registered_at)",
        "CREATE INDEX records_about ON records (about) WHERE about <> ''",
        # With all that the register is narrowed by, so that a book of many years is counted off in the index alone.
        "CREATE INDEX records_form ON records (form, registered_at, status, officer, destination, attention)",
        "CREATE TABLE numbers (number TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (number, record)) STRICT",
        """CREATE TABLE prints (record TEXT NOT NULL, paper TEXT NOT NULL, copies INTEGER NOT NULL,
             PRIMARY KEY (record, paper)) STRICT""",
        """CREATE VIRTUAL TABLE search USING fts5 (
             number, who, text, secret, content = 'records', content_rowid = 'seq',
             tokenize = "unicode61 remove_diacritics 2", prefix = '1')""",
        """CREATE TABLE persons (seq INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, nik TEXT NOT NULL,
             born TEXT NOT NULL, content TEXT NOT NULL, protected INTEGER NOT NULL,
             PRIMARY KEY (seq, position)) STRICT""",
        "CREATE INDEX persons_nik ON persons (nik)",
        "CREATE INDEX persons_name ON persons (name, nik, born, seq, position)",
        """CREATE TABLE things (seq INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
             number TEXT NOT NULL, PRIMARY KEY (seq, position)) STRICT""",
        "CREATE INDEX things_number ON things (number)",
        """CREATE TABLE tallies (seq INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (seq, kind, value)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE series (series TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
             PRIMARY KEY (series, year)) STRICT""",
        "CREATE TABLE versions (id TEXT PRIMARY KEY, subject TEXT NOT NULL, seq INTEGER NOT NULL) STRICT",
        "CREATE INDEX versions_subject ON versions (subject, seq)",
        "CREATE TABLE templates (digest TEXT PRIMARY KEY, name TEXT NOT NULL, seq INTEGER NOT NULL) STRICT",
        """CREATE TABLE packs (kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL,
             PRIMARY KEY (kind, name, version)) STRICT""",
        """CREATE TABLE deliveries (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
             state TEXT NOT NULL, reason TEXT NOT NULL) STRICT""",
        "CREATE INDEX deliveries_open ON deliveries (state, seq) WHERE state <> 'diterima'",
        """CREATE TABLE news (seq INTEGER NOT NULL, position INTEGER NOT NULL, record TEXT NOT NULL,
             content TEXT NOT NULL, PRIMARY KEY (seq, position)) STRICT""",
    ):
        db.execute(statement)


@migrations()
def m003_shifts(db: Tables) -> None:
    """Who kept the desk, who waited in front of it, and what was said of it; derived from the journal."""
    for statement in (
        """CREATE TABLE shifts (
             seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, regu TEXT NOT NULL, at TEXT NOT NULL,
             officer TEXT NOT NULL, present TEXT NOT NULL, closed_at TEXT NOT NULL, handover TEXT NOT NULL) STRICT""",
        """CREATE TABLE visits (
             seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, need TEXT NOT NULL,
             at TEXT NOT NULL, called_at TEXT NOT NULL, ended_at TEXT NOT NULL, state TEXT NOT NULL) STRICT""",
        "CREATE INDEX visits_at ON visits (at)",
        """CREATE TABLE ratings (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, form TEXT NOT NULL,
             score INTEGER NOT NULL) STRICT""",
        "CREATE INDEX ratings_at ON ratings (at)",
        """CREATE TABLE settled (record TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, seq INTEGER NOT NULL,
             PRIMARY KEY (record, name)) STRICT""",
    ):
        db.execute(statement)

"""The desk's encrypted database, opened: journal, what is derived from it, drafts and the desk's own secrets."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.errors import Damaged, Refused
from spkt_desktop.records import Indexer, Values
from spkt_desktop.store.counts import Counts
from spkt_desktop.store.database import Database, told
from spkt_desktop.store.derived import TABLES, Derived
from spkt_desktop.store.journal import Journal
from spkt_desktop.store.lists import Lists
from spkt_desktop.store.migrations import migrations
from spkt_desktop.store.people import People
from spkt_desktop.store.register import Register
from spkt_desktop.store.watch import Watch

FILE = "spkt.db"
WORKSHOPS = "sementara"
"""Folder beside the register for work that is not done yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form, kept from the last pause in typing."""

    id: str
    form: str
    values: Values
    at: str
    about: str = ""
    """Id of the record that it is to follow."""
    officer: str = ""
    """NRP of whoever typed it last."""
    begun: str = ""
    """When it was begun (RFC 3339)."""
    visit: str = ""
    """Id of the visit in the queue that it serves."""


class Store:
    """Everything one desk keeps. The thread that opens it owns it."""

    def __init__(self, path: Path, key: bytes, indexer: Indexer) -> None:
        self._key = key
        self._indexer = indexer
        self.db = Database(path, key)
        try:
            with told():
                self._migrate()
        except BaseException:
            self.db.close()
            raise
        self._derived = Derived(self.db, indexer, lambda seq: self.journal.carried(seq))
        self.journal = Journal(self.db, self._derived)
        self.register = Register(self.db, self.journal)
        self.lists = Lists(self.db)
        self.people = People(self.db)
        self.watch = Watch(self.db)
        self.counts = Counts(self.db)

    def _migrate(self) -> None:
        known = {migration.name for migration in migrations.pending(self.db.tables)}
        applied = {migration.name for migration in migrations.applied(self.db.tables)}
        if applied - {m.name for m in migrations._migrations}:
            raise Refused(
                "Register ini dibuat oleh versi SPKT Desktop yang lebih baru. Tidak ada yang diubah; "
                "pasang versi terbaru lalu buka lagi."
            )
        if not known:
            return
        if applied:
            self.snapshot(self.db.path.with_name(f"sebelum-{min(known)}.db"))
        with self.db.write():
            migrations.apply(self.db.tables)

    def snapshot(self, target: Path) -> None:
        """Write a consistent encrypted copy of the whole database; what a crash left under that name is replaced."""
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        self.db.rows("VACUUM INTO ?", (str(part),))
        part.replace(target)

    def note(self, name: str) -> str:
        """One of the desk's own facts or secrets (not part of the journal); empty where there is none."""
        row = self.db.row("SELECT value FROM desk WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def keep_note(self, name: str, value: str) -> None:
        """Keep one of the desk's own facts or secrets."""
        with self.db.write():
            self.db.run("INSERT OR REPLACE INTO desk VALUES (?, ?)", (name, value))

    def save_draft(self, draft: Draft) -> None:
        """Keep or replace a draft."""
        content = json.dumps(draft.values, ensure_ascii=False)
        with self.db.write():
            row = (draft.id, draft.form, content, draft.at, draft.about, draft.officer, draft.begun, draft.visit)
            self.db.run("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def drafts(self) -> list[Draft]:
        """All drafts, newest first."""
        rows = self.db.rows(
            "SELECT id, form, content, at, about, officer, begun, visit FROM drafts ORDER BY at DESC, id DESC"
        )
        return [Draft(id_, form, json.loads(content), *rest) for id_, form, content, *rest in rows]

    def draft_count(self) -> int:
        """How many forms are unfinished."""
        row = self.db.row("SELECT count(*) FROM drafts")
        return int(row[0]) if row else 0

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        with self.db.write():
            self.db.run("DELETE FROM drafts WHERE id = ?", (draft_id,))

    def rebuild(self) -> None:
        """Make everything derived anew from the journal, in one transaction."""
        with self.db.write():
            self._derived.clear()
            for event in self.journal.all():
                self._derived.follow(event)

    def check(self) -> int:
        """Check file, chain and everything derived; returns the number of events or raises Damaged.

        Holds off writers for as long as it takes: check a snapshot while the desk works.
        """
        self.check_file()
        with self.db.read():
            length = self.journal.check()
            with contextlib.closing(Database(":memory:", self._key)) as fresh:
                migrations.apply(fresh.tables)
                again = Derived(fresh, self._indexer, self.journal.carried)
                with fresh.write():
                    for event in self.journal.all():
                        again.follow(event)
                for table in TABLES:
                    everything = f"SELECT * FROM {table} ORDER BY 1, 2"
                    if self.db.rows(everything) != fresh.rows(everything):
                        raise Damaged(
                            f"Daftar turunan ({table}) tidak cocok dengan jurnal. Jurnal utuh; bangun ulang (F7)."
                        )
        with self.db.write(), _search_told():
            self.db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        return length

    def check_file(self) -> None:
        """Check every page of the file against its seal, and the trees within; raises Damaged."""
        if self.db.rows("PRAGMA cipher_integrity_check") or self.db.row("PRAGMA integrity_check") != ("ok",):
            raise Damaged("Berkas register rusak di disk. Jangan dipakai lagi; pulihkan dari cadangan terakhir.")

    def close(self) -> None:
        """Let go of file and key."""
        self.db.close()


@contextlib.contextmanager
def _search_told() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if "malformed" in str(error) or "corrupt" in str(error):
            raise Damaged(
                "Indeks pencarian tidak cocok dengan register. Jurnal utuh; bangun ulang dari jurnal (F7)."
            ) from error
        raise

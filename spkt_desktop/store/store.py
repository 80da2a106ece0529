"""The desk's encrypted database, opened: journal, what is derived from it, drafts and the desk's own secrets."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.disk import replace, sync_file
from spkt_desktop.errors import Damaged, MediumFailed, Refused
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

_NO_COPY = (
    "Salinan pengaman register tidak dapat dibuat sebelum pembaruan. Tidak ada yang berubah; kosongkan ruang disk dan"
    " periksa izin folder, lalu buka lagi."
)


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
    replaces: str = ""
    """Id of the record that it is to replace."""
    reason: str = ""
    """Why that record is replaced."""


class Store:
    """Everything one desk keeps. The thread that opens it owns it."""

    def __init__(self, path: Path, key: bytes, indexer: Indexer) -> None:
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
        try:
            part.unlink(missing_ok=True)
            self.db.rows("VACUUM INTO ?", (str(part),))
            sync_file(part)
            replace(part, target)
        except OSError as error:
            raise MediumFailed("gagal_disk", _NO_COPY) from error

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
            row = (
                draft.id, draft.form, content, draft.at, draft.about, draft.officer, draft.begun, draft.visit,
                draft.replaces, draft.reason,
            )  # fmt: skip
            self.db.run("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def drafts(self) -> list[Draft]:
        """All drafts, the one that was kept last first, whatever the clock said."""
        rows = self.db.rows(
            """SELECT id, form, content, at, about, officer, begun, visit, replaces, reason
               FROM drafts ORDER BY rowid DESC"""
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

    @property
    def key(self) -> bytes:
        """The key that the register is encrypted with now; empty once it is closed."""
        return self.db.key

    def rekey(self, key: bytes) -> None:
        """Encrypt the register with another key, all of it or nothing; raises MediumFailed."""
        self.db.rekey(key)

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
            with contextlib.closing(Database(":memory:", self.key)) as fresh:
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
        self._check_search()
        return length

    def _check_search(self) -> None:
        """Check the index of the search twice, and then the file: what a disk did not give looks like a fault in it."""
        told: Damaged | None = None
        for _ in range(2):
            try:
                with self.db.write(), _search_told():
                    self.db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            except Damaged as error:
                told = error
            else:
                return
        self.db.check()
        if told:
            raise told

    def check_file(self) -> None:
        """Check every page of the file against its seal, and the trees within; raises Damaged."""
        self.db.check()

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

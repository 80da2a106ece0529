from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from spkt_desktop.errors import Damaged, DeskBusy
from spkt_desktop.store import database
from spkt_desktop.store.database import Database

KEY = bytes(range(32))


def test_a_file_is_unreadable_without_its_key(tmp_path: Path) -> None:
    db = Database(tmp_path / "meja satu.db", KEY)
    with db.write():
        db.run("CREATE TABLE t (a TEXT) STRICT")
        db.run("INSERT INTO t VALUES ('SITI AMINAH')")
    db.close()
    raw = (tmp_path / "meja satu.db").read_bytes()
    assert b"SITI" not in raw and not raw.startswith(b"SQLite format 3")
    with pytest.raises(Damaged, match="kuncinya"):
        Database(tmp_path / "meja satu.db", bytes(32))


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    db = Database(tmp_path / "a.db", KEY)
    with db.write():
        db.run("CREATE TABLE t (a TEXT) STRICT")
    with pytest.raises(RuntimeError), db.write():
        db.run("INSERT INTO t VALUES ('x')")
        with db.write():
            db.run("INSERT INTO t VALUES ('y')")
        raise RuntimeError
    assert db.rows("SELECT * FROM t") == []
    db.close()


def test_every_commit_is_synced_with_a_rollback_journal(tmp_path: Path) -> None:
    db = Database(tmp_path / "a.db", KEY)
    found = [db.row(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")]
    db.close()
    assert found == [("truncate",), (3,), (1,), (2,)]


def test_a_register_held_by_another_process_is_said_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_MS", 50)
    one, other = Database(tmp_path / "a.db", KEY), Database(tmp_path / "a.db", KEY)
    with one.write():
        one.run("CREATE TABLE t (a TEXT) STRICT")
        with pytest.raises(DeskBusy), other.write():
            other.run("CREATE TABLE u (a TEXT) STRICT")
    assert other.rows("SELECT name FROM sqlite_master") == [("t",)]
    one.close()
    other.close()


def test_our_own_mistakes_are_not_dressed_up(tmp_path: Path) -> None:
    db = Database(tmp_path / "a.db", KEY)
    with pytest.raises(sqlcipher.OperationalError):
        db.rows("SELECT * FROM nowhere")
    db.close()

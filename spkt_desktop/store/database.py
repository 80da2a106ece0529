"""One encrypted SQLite connection: how it is opened, how a transaction is held, how its failures are told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database as Tables

from spkt_desktop.errors import Damaged, DeskBusy, MediumFailed, SpktError

PATIENCE_MS = 30_000
"""How long a write waits for another process of the same desk."""


class Database:
    """A SQLCipher file; every write happens inside `write()`, which is a transaction of its own."""

    def __init__(self, path: Path | str, key: bytes) -> None:
        self.path = Path(path)
        self.connection = sqlcipher.connect(str(path), isolation_level=None, timeout=PATIENCE_MS / 1000)
        self.tables = Tables(self.connection)
        try:
            with told():
                self.connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
                self.connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
                # A page that is not in memory is decrypted anew: with SQLite's own 2 MB a year's report takes
                # five times as long as with 32 MB.
                # EXTRA syncs the folder too, so that a committed letter survives a power cut.
                for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON",
                               "temp_store = MEMORY", "secure_delete = ON", "cache_size = -32000"):  # fmt: skip
                    self.connection.execute(f"PRAGMA {pragma}")
                self.connection.execute("SELECT count(*) FROM sqlite_master")
        except SpktError:
            self.close()
            raise

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """Hold the only writing transaction of the desk: all of it is kept, or nothing; joins one already open."""
        with told():
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[None]:
        """See one and the same state over several queries."""
        with told():
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with told():
            return list(self.connection.execute(sql, values))

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with told():
            found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """One statement that changes something; only inside `write()`."""
        self.connection.execute(sql, values)

    def close(self) -> None:
        """Forget the key and let go of the file."""
        self.connection.close()


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what SQLite says into a sentence for the officer; programming errors pass through."""
    try:
        yield
    except sqlcipher.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            raise DeskBusy(
                "Register sedang dipakai program lain. Tidak ada yang berubah; coba lagi sebentar."
            ) from error
        if "full" in message:
            raise MediumFailed("penuh", "Disk penuh, perubahan tidak disimpan. Kosongkan ruang lalu ulangi.") from error
        if "readonly" in message or "read-only" in message:
            raise MediumFailed(
                "hanya_baca", "Register hanya dapat dibaca; perubahan tidak disimpan. Periksa izin folder."
            ) from error
        if "disk I/O" in message or "unable to open" in message:
            raise MediumFailed(
                "gagal_disk", "Disk tidak dapat dibaca atau ditulis; perubahan terakhir tidak disimpan."
            ) from error
        raise
    except sqlcipher.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise Damaged(
                "Berkas register rusak atau kuncinya bukan untuk register ini. Pulihkan dari cadangan terakhir."
            ) from error
        raise

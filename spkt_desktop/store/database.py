"""One encrypted SQLite connection: how it is opened, how a transaction is held, how its failures are told."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database as Tables

from spkt_desktop.disk import sync_file
from spkt_desktop.errors import Damaged, DeskBusy, MediumFailed, SpktError

PATIENCE_MS = 30_000
"""How long a write waits for another process of the same desk."""

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_SAFE = "Tidak ada yang berubah; yang sudah terdaftar tetap utuh."
_GENTLE = "Ulangi; bila terjadi lagi, segera buat cadangan dan minta komputer diperiksa."
_SENTENCES = {
    _FULL: ("penuh", f"Disk komputer ini penuh. {_SAFE} Kosongkan ruang disk, lalu ulangi."),
    _READONLY: ("hanya_baca", f"Register tidak dapat ditulisi. {_SAFE} Periksa izin folder register, lalu ulangi."),
    _IOERR: ("gagal_disk", f"Disk tempat register tidak dapat dibaca atau ditulisi. {_SAFE} {_GENTLE}"),
    _CANTOPEN: ("gagal_disk", f"Berkas register tidak dapat dibuka. {_SAFE} {_GENTLE}"),
}
_WORDS = {
    _BUSY: "locked",
    _FULL: "disk is full",
    _READONLY: "readonly",
    _IOERR: "disk I/O error",
    _CANTOPEN: "unable to open",
}
_UNSURE = (
    "Disk gagal tepat saat menyimpan. Yang sudah terdaftar tetap utuh. Periksa dahulu apakah perubahan terakhir sudah"
    " ada di register; ulangi hanya bila belum ada."
)
_DAMAGED = (
    "Berkas register rusak atau kuncinya bukan untuk register ini. Tidak ada yang berubah. Kunci meja (Ctrl+L) lalu"
    " masuk lagi: kunci register mungkin baru diganti. Bila tetap begitu, pulihkan dari cadangan terakhir."
)
_NOT_REKEYED = (
    "Kunci register belum dapat diganti: disk penuh atau register sedang dipakai program lain. Isi register tetap"
    " utuh; buka meja lagi nanti, penggantian lalu diteruskan sendiri."
)
_ROTTEN = (
    "Berkas register rusak di disk. Tidak ada yang berubah; jangan dipakai lagi dan pulihkan dari cadangan terakhir."
)


class Database:
    """A SQLCipher file; every write happens inside `write()`, which is a transaction of its own."""

    def __init__(self, path: Path | str, key: bytes) -> None:
        self.path = Path(path)
        self._keys: tuple[bytes, ...] = (key,)
        """What the file may be encrypted with: two after a change of the key that nobody saw the end of."""
        self._worn = False
        """Whether the disk has failed under the connection: SQLCipher never trusts it again, so it is opened anew."""
        self._open()

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """Hold the only writing transaction of the desk: all of it is kept, or nothing; joins one already open."""
        if self._within:
            yield
            return
        with self._told():
            self.connection.execute("BEGIN IMMEDIATE")
            before = self.connection.total_changes
            try:
                yield
                self._commit(before)
            except BaseException:
                self._roll_back()
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[None]:
        """See one and the same state over several queries."""
        if self._within:
            yield
            return
        with self._told():
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._told():
            return list(self.connection.execute(sql, values))

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with self._told():
            found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """One statement that changes something; only inside `write()`."""
        self.connection.execute(sql, values)

    def rekey(self, key: bytes) -> None:
        """Encrypt every page anew, all or none of them (in SQLite's own rollback journal); raises MediumFailed."""
        try:
            if self._worn:
                self._open()
            self._keys = (*self._keys, key)
            answered = self.connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").fetchall()
        except sqlcipher.Error as error:
            self._wear_out()
            raise MediumFailed("tertunda", _NOT_REKEYED) from error
        if answered != [("ok",)]:
            self._wear_out()
            raise MediumFailed("tertunda", _NOT_REKEYED)
        self._keys = (key,)

    @property
    def key(self) -> bytes:
        """What the file is encrypted with, as far as that is known; empty once it is closed."""
        return self._keys[0] if self._keys else b""

    def check(self) -> None:
        """Check every page of the file against its seal, and the trees within; raises Damaged, MediumFailed."""
        with self._told():
            if _damaged(self.connection) and _damaged(self.connection):
                raise Damaged(_ROTTEN)

    def close(self) -> None:
        """Forget the key and let go of the file."""
        self._keys, self._worn = (), False
        self.connection.close()

    @property
    def _within(self) -> bool:
        """Whether a transaction is open, which will tell what fails within it."""
        return not self._worn and self.connection.in_transaction

    def _commit(self, before: int) -> None:
        """Keep what has changed since there were so many changes.

        A COMMIT can fail after it has happened (the end of its journal was not synced). So that an officer is never
        told that nothing was kept when something was, each transaction leaves a mark in the head of the file, which is
        written anyway; by that one sees.
        """
        mark = secrets.randbits(31)
        if self.connection.total_changes != before:
            self.connection.execute(f"PRAGMA user_version = {mark}")
        try:
            self.connection.execute("COMMIT")
        except sqlcipher.Error as error:
            if self.connection.in_transaction:
                raise
            self._wear_out()
            try:
                self._open()
                kept = self.connection.execute("PRAGMA user_version").fetchone() == (mark,)
                if kept:
                    sync_file(self.path.with_name(f"{self.path.name}-journal"))
            except (SpktError, OSError, sqlcipher.Error):
                raise MediumFailed("belum pasti", _UNSURE) from error
            if not kept:
                raise

    def _roll_back(self) -> None:
        """Give the transaction up; where not even that works, whoever opens the file next does it."""
        try:
            if self._within:
                self.connection.execute("ROLLBACK")
        except sqlcipher.Error:
            self._worn = True

    def _wear_out(self) -> None:
        """Let go of the connection; whatever comes next opens the file anew."""
        self._worn = True
        self.connection.close()

    def _open(self) -> None:
        """Open the file with whichever key fits; raises SpktError."""
        *others, last = self._keys
        for key in (*others, last):
            try:
                self.connection = _connected(self.path, key)
            except sqlcipher.Error as error:
                told = self._judged(error, key)
                if key is last or not isinstance(told, Damaged):
                    raise told or error from error
            else:
                self._keys = (key,)
                break
        self.tables = Tables(self.connection)
        self._worn = False

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence, once no transaction is open; our own mistakes pass through."""
        if self._within:
            yield
            return
        if self._worn:
            self._open()
        try:
            yield
        except sqlcipher.Error as error:
            if _code(error) not in (*_SENTENCES, _CORRUPT, _NOTADB):
                raise _failure(error) or error from error
            self._wear_out()
            raise self._judged(error, self.key) or error from error

    def _judged(self, error: sqlcipher.Error, key: bytes) -> SpktError | None:
        """What an error means: a file is damaged only if it looks so twice, for a failing disk looks the same once."""
        damaged = _code(error) in (_CORRUPT, _NOTADB)
        if damaged and not all(_looks_damaged(self.path, key) for _ in range(2)):
            return MediumFailed(*_SENTENCES[_IOERR])
        return _failure(error)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what SQLite says into a sentence for the officer; programming errors pass through."""
    try:
        yield
    except sqlcipher.Error as error:
        raise _failure(error) or error from error


def _connected(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path), isolation_level=None, timeout=PATIENCE_MS / 1000)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # A page that is not in memory is decrypted anew: with SQLite's own 2 MB a year's report takes
        # five times as long as with 32 MB.
        # A letter is kept once the rollback journal is cut to nothing, and FULL or more syncs that cut. A journal that
        # is deleted instead can come back after a power cut and undo the letter: Windows cannot sync a folder.
        for pragma in ("journal_mode = TRUNCATE", "synchronous = EXTRA", "foreign_keys = ON",
                       "temp_store = MEMORY", "secure_delete = ON", "cache_size = -32000"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def _looks_damaged(path: Path, key: bytes) -> bool:
    """Whether the disk gives a file, but not the one that was written; nobody may hold it open here."""
    try:
        with contextlib.closing(_connected(path, key)) as connection:
            return _damaged(connection)
    except MediumFailed:
        return False
    except sqlcipher.Error as error:
        return _code(error) in (_CORRUPT, _NOTADB)


def _damaged(connection: sqlcipher.Connection) -> bool:
    """Whether a page or a tree is not as it was written; raises MediumFailed where the disk does not give a page."""
    bad = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if any(row.startswith("error reading") for row in bad):
        raise MediumFailed(*_SENTENCES[_IOERR])
    return bool(bad) or connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)


def _failure(error: sqlcipher.Error) -> SpktError | None:
    """The sentence for what SQLite says; None for what is a mistake of ours."""
    code = _code(error)
    if code in (_BUSY, _LOCKED):
        return DeskBusy("Register sedang dipakai program lain. Tidak ada yang berubah; coba lagi sebentar.")
    if code in (_CORRUPT, _NOTADB):
        return Damaged(_DAMAGED)
    return MediumFailed(*_SENTENCES[code]) if code in _SENTENCES else None


def _code(error: sqlcipher.Error) -> int:
    """The result code of SQLite (https://sqlite.org/rescode.html), or 0; what copies in steps fails in words only."""
    code = getattr(error, "sqlite_errorcode", None) or next(
        (c for c, words in _WORDS.items() if words in str(error)), 0
    )
    return int(code) & 0xFF

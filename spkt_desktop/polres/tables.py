"""The tables of the inbox, the same in SQLite and PostgreSQL, and how the database is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.exc import ArgumentError, OperationalError

from spkt_desktop.errors import DeskBusy, Refused

metadata = MetaData()


def _desk() -> Column[str]:
    return Column("desk", ForeignKey("desks.id"), primary_key=True)


def _place() -> list[Column[Any]]:
    """What places an event in the journal of its desk, and the event itself as it was signed (canonical JSON)."""
    return [
        Column("epoch", BigInteger, nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("id", String(200), nullable=False),
        Column("prev", String(64), nullable=False),
        Column("content", Text, nullable=False),
        Column("bundle", String(36), nullable=False),
        Column("received_at", String(40), nullable=False),
    ]


desks = Table(
    "desks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(60), nullable=False),
    Column("name", String(200), nullable=False),
    Column("enrolled_at", String(40), nullable=False),
)

desk_keys = Table(
    "desk_keys",
    metadata,
    _desk(),
    Column("number", Integer, primary_key=True),  # the greatest is the newest
    Column("fingerprint", String(64), nullable=False),
    Column("signing", String(44), nullable=False),
    Column("recipient", String(100), nullable=False),
    Column("since", String(40), nullable=False),
    Column("retired", Boolean, nullable=False),
)

bundles = Table(
    "bundles",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("id", String(36), nullable=False),
    Column("desk", ForeignKey("desks.id"), nullable=False),
    Column("count", Integer, nullable=False),
    Column("clock", String(40), nullable=False),
    Column("program", String(200), nullable=False),
    Column("received_at", String(40), nullable=False),
)

# Accepted: every event here has its predecessor here too, so each desk's rows are whole chains.
events = Table(
    "events",
    metadata,
    _desk(),
    Column("hash", String(64), primary_key=True),
    *_place(),
    Column("kind", String(200), nullable=False),
    Column("subject", String(200)),
    Column("form", String(200)),
    Column("form_version", BigInteger),
    Column("fault", String(20), nullable=False),  # why its content does not count, whatever forms are known
    UniqueConstraint("desk", "epoch", "seq"),
    UniqueConstraint("desk", "id"),
    Index("events_by_kind", "kind", "desk"),
)

# Held: sound in themselves, but a predecessor has not come yet.
backlog = Table("backlog", metadata, _desk(), Column("hash", String(64), primary_key=True), *_place())

# Rejected for good and kept with the reason; `digest` is over the whole event, as a false hash may be anything.
quarantine = Table(
    "quarantine",
    metadata,
    _desk(),
    Column("digest", String(64), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("reason", String(20), nullable=False),
    *_place(),
)


def connect(folder: Path, database_url: str | None) -> Engine:
    """The database of the inbox, by default the SQLite file in its folder; missing tables are made.

    Raises Refused for an address that cannot be used and DeskBusy where the database does not answer.
    """
    file = folder / "inbox.db"
    url: str | URL = database_url or URL.create("sqlite", database=str(file))
    if not database_url:
        _keep_private(file)
    try:
        engine = create_engine(url, hide_parameters=True)  # an error's text must not carry what was to be stored
    except (ArgumentError, ImportError) as error:
        raise Refused(
            "Alamat basis data tidak dikenal atau penggeraknya belum terpasang. Tidak ada data yang berubah. "
            "Periksa alamat basis data."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_writing)
    with transaction(engine) as connection:
        metadata.create_all(connection)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or, where anything fails, nothing; raises DeskBusy if the database does not answer."""
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise _unreachable() from error


def _keep_private(file: Path) -> None:
    """Let only the owner read the database; on Windows it inherits the permissions of its folder."""
    if os.name == "nt":
        return
    try:
        file.parent.chmod(0o700)
        file.touch(mode=0o600)
        file.chmod(0o600)  # one of a former version; SQLite gives its journal the same permissions
    except OSError as error:
        raise _unreachable() from error


def _unreachable() -> DeskBusy:
    return DeskBusy(
        "Basis data kotak masuk sedang dipakai, tidak terjangkau, atau penuh. Tidak ada data yang berubah. "
        "Ulangi beberapa saat lagi."
    )


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_writing and by nobody else
    for pragma in ("busy_timeout = 60000", "foreign_keys = ON", "journal_mode = DELETE", "synchronous = EXTRA"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Connection) -> None:
    """Take the write lock at once: two processes then take turns, and neither decides on what the other changes."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")

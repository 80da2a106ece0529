"""Backups: one tar of a copy of the encrypted register and its slots, checked by opening it and read back."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from spkt_desktop.disk import digest, failed, named, preflight, private_folder, whole
from spkt_desktop.errors import Damaged, DeskBusy, MediumFailed
from spkt_desktop.records import Indexer, canonical, new_id, sha256
from spkt_desktop.store.database import Database, told
from spkt_desktop.store.names import FILE, WORKSHOPS
from spkt_desktop.store.store import Store
from spkt_desktop.tar import BLOCK, END, LARGEST, header, name_and_size, padding

SUFFIX = ".spkt-cadangan"
FORMAT = "spkt-cadangan/1"
INDEX = "cadangan.json"
_INDEX_MAX, _SLOT_MAX, _SLOTS_MAX = 64 << 10, 64 << 10, 500
_SLOT = re.compile(r"vault/((officer-[0-9a-f]{16}|key|spare|recovery)\.age|vault\.json)")  # no CON, no NUL
_STEP = 1 << 20
_PAGES = 256
"""Pages that are copied at a time: a letter that is registered meanwhile waits for one step (10 ms), not for all."""

Tell = Callable[[int, int], None]
"""Told (done, of all) now and then; what it raises ends the work, and nothing is left of it."""


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """What a backup is made from."""

    database: Path
    key: bytes = field(repr=False)
    vault: Path
    name: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A checked copy of register and slots, in a workshop of its own until it is dropped."""

    folder: Path
    slots: tuple[tuple[str, bytes], ...]
    name: str
    events: int
    head: str


def take_snapshot(plan: BackupPlan, indexer: Indexer, tell: Tell = lambda _done, _all: None) -> Snapshot:
    """Copy the register while the desk works on, and check the copy by opening it (slow, for a worker).

    Raises Damaged, DeskBusy or MediumFailed; then nothing is left of it.
    """
    workshop = plan.database.parent / WORKSHOPS / new_id()
    private_folder(workshop)
    try:
        before = _slots(plan.vault)
        _copy(plan, workshop / FILE)
        if _slots(plan.vault) != before:
            raise DeskBusy("Kunci register baru saja diganti. Cadangan belum dibuat; ulangi sekali lagi.")
        with contextlib.closing(Store(workshop / FILE, plan.key, indexer)) as copy:
            copy.check_file()
            events = copy.journal.check(tell)
            head = copy.journal.head()
    except BaseException:
        drop_folder(workshop)
        raise
    return Snapshot(workshop, before, plan.name, events, head.hash if head else "")


def write_backup(snapshot: Snapshot, folder: Path, tell: Tell = lambda _done, _all: None) -> Path:
    """Write a snapshot into a folder and read it back from there (slow); gives the file, or MediumFailed."""
    database = snapshot.folder / FILE
    with named():
        size = database.stat().st_size
        members = {FILE: digest(database)} | {f"vault/{name}": sha256(data) for name, data in snapshot.slots}
    index = canonical({"format": FORMAT, "members": members})
    preflight(folder, size + len(index) + sum(len(data) + 2 * BLOCK for _, data in snapshot.slots))
    written = hashlib.sha256()

    def same(part: Path) -> None:
        if digest(part, lambda done: tell(done, size)) != written.hexdigest():
            raise failed("berbeda")

    target = folder / f"{snapshot.name}_{snapshot.events:06}{SUFFIX}"
    with whole(target, check=same) as file, database.open("rb") as source:
        for data in _packed(index, source, size, snapshot.slots):
            written.update(data)
            file.write(data)
            tell(file.tell(), size)
    return target


def drop_folder(workshop: Path) -> None:
    """Remove a workshop that is done with or given up."""
    shutil.rmtree(workshop, ignore_errors=True)
    with contextlib.suppress(OSError):
        workshop.parent.rmdir()  # only if nothing else is at work there


def unpack_backup(file: Path, folder: Path) -> None:
    """Lay the members of a backup into an empty folder, each checked against its digest; MediumFailed, Damaged.

    Nothing but the names that a backup has is ever written, and no more than the index told.
    """
    with named(denied="gagal"):
        if not file.is_file():
            raise failed("berkas tidak ada")
        try:
            with file.open("rb") as source:
                _unpack(source, folder)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Damaged("Berkas ini bukan cadangan yang utuh. Tidak ada yang diubah; pakai cadangan lain.") from error


def _copy(plan: BackupPlan, target: Path) -> None:
    try:
        with (
            contextlib.closing(Database(plan.database, plan.key)) as live,
            contextlib.closing(Database(target, plan.key)) as copy,
            told(),
        ):
            live.connection.backup(copy.connection, pages=_PAGES, sleep=0.005)
    except MediumFailed as error:
        raise MediumFailed(
            error.outcome, "Salinan register tidak dapat dibuat di komputer ini; ruang disk mungkin habis. "
            "Register tetap utuh. Kosongkan ruang, lalu ulangi.",
        ) from error  # fmt: skip


def _slots(vault: Path) -> tuple[tuple[str, bytes], ...]:
    with named():
        files = sorted(path for path in vault.iterdir() if _SLOT.fullmatch(f"vault/{path.name}"))
        return tuple((path.name, path.read_bytes()) for path in files)


def _packed(index: bytes, database: BinaryIO, size: int, slots: tuple[tuple[str, bytes], ...]) -> Iterator[bytes]:
    for name, data in ((INDEX, index), *((f"vault/{name}", data) for name, data in slots)):
        yield header(name, len(data)) + data + bytes(padding(len(data)))
    yield header(FILE, size)
    while step := database.read(_STEP):
        yield step
    yield bytes(padding(size)) + END


def _unpack(source: BinaryIO, folder: Path) -> None:
    """Raises ValueError and its like for whatever is not a backup."""
    name, size = name_and_size(source.read(BLOCK))
    if name != INDEX or size > _INDEX_MAX:
        raise ValueError("no index")
    index = json.loads(source.read(size + padding(size))[:size])
    expected: dict[str, str] = dict(index["members"])
    slots = [name for name in expected if name != FILE]
    if index["format"] != FORMAT or FILE not in expected or len(slots) > _SLOTS_MAX:
        raise ValueError("not the members of a backup")
    if not all(_SLOT.fullmatch(name) for name in slots):
        raise ValueError("strange name")
    private_folder(folder / "vault")
    while expected:
        name, size = name_and_size(source.read(BLOCK))
        wanted = expected.pop(name)
        if size > (LARGEST if name == FILE else _SLOT_MAX):
            raise ValueError("too big")
        with whole(folder / name) as file:
            if _moved(source, file, size) != wanted:
                raise ValueError("members differ")
    if source.read(len(END) + 1) != END:
        raise ValueError("something follows")


def _moved(source: BinaryIO, target: BinaryIO, size: int) -> str:
    """Copy a member and what fills its last block; gives its SHA-256."""
    told, left = hashlib.sha256(), size
    while left:
        step = source.read(min(left, _STEP))
        if not step:
            raise ValueError("cut short")
        told.update(step)
        target.write(step)
        left -= len(step)
    if source.read(padding(size)) != bytes(padding(size)):
        raise ValueError("strange filling")
    return told.hexdigest()

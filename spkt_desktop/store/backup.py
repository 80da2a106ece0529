"""Backups: one tar of the encrypted database and its slots, checked by opening it, never a copy of a live file."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.errors import Damaged, MediumFailed
from spkt_desktop.records import Indexer, canonical, new_id, sha256
from spkt_desktop.disk import private_folder, write_file
from spkt_desktop.store.store import FILE, WORKSHOPS, Store

SUFFIX = ".spkt-cadangan"
_BIGGEST = 16 * 2**30


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """All that a backup is made of: a snapshot already on disk, and the slots."""

    snapshot: Path
    slots: tuple[tuple[str, bytes], ...]
    name: str
    key: bytes
    events: int


def plan_backup(store: Store, key: bytes, vault: Path, name: str) -> BackupPlan:
    """Take the snapshot (quick); `write_backup` does the slow rest and may run elsewhere."""
    workshop = store.db.path.parent / WORKSHOPS / new_id()
    private_folder(workshop)
    snapshot = workshop / FILE
    try:
        store.snapshot(snapshot)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    head = store.journal.head()
    slots = tuple(
        (path.name, path.read_bytes()) for path in sorted(vault.iterdir()) if path.suffix in (".age", ".json")
    )
    return BackupPlan(snapshot, slots, name + SUFFIX, key, head.seq if head else 0)


def write_backup(plan: BackupPlan, folder: Path, indexer: Indexer) -> Path:
    """Check the snapshot by opening it, write it with its slots into the folder, read it back; returns the file."""
    try:
        with contextlib.closing(Store(plan.snapshot, plan.key, indexer)) as copy:
            copy.check()
        content = plan.snapshot.read_bytes()
        members = [(FILE, content), *((f"vault/{name}", data) for name, data in plan.slots)]
        index = {"format": "spkt-cadangan/1", "members": {name: sha256(data) for name, data in members}}
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, data in [("cadangan.json", canonical(index)), *members]:
                info = tarfile.TarInfo(name)
                info.size, info.mode = len(data), 0o600
                tar.addfile(info, io.BytesIO(data))
        target = folder / plan.name
        _write_checked(target, packed.getvalue())
        return target
    finally:
        drop_plan(plan)


def drop_plan(plan: BackupPlan) -> None:
    """Remove the snapshot of a backup that is done or given up."""
    shutil.rmtree(plan.snapshot.parent, ignore_errors=True)
    with contextlib.suppress(OSError):
        plan.snapshot.parent.parent.rmdir()  # only if nothing else is at work there


def _write_checked(target: Path, content: bytes) -> None:
    if not target.parent.is_dir():
        raise MediumFailed("tidak_ada", "Folder cadangan tidak ada atau sudah dicabut. Cadangan tidak dibuat.")
    write_file(target, content)
    if sha256(target.read_bytes()) != sha256(content):
        target.unlink(missing_ok=True)
        raise MediumFailed(
            "rusak", "Cadangan yang tertulis tidak sama dengan aslinya; media mungkin rusak. Pakai media lain."
        )


def unpack_backup(file: Path, folder: Path) -> None:
    """Lay the members of a backup into an empty folder, each checked against its digest; raises Damaged."""
    try:
        if file.stat().st_size > _BIGGEST:
            raise ValueError("too big")
        with tarfile.open(file, mode="r:") as tar:
            members = {info.name: _bytes(tar, info) for info in tar}
        index = json.loads(members.pop("cadangan.json"))
        if index["format"] != "spkt-cadangan/1" or index["members"] != {n: sha256(d) for n, d in members.items()}:
            raise ValueError("members differ")
        if FILE not in members:
            raise ValueError("no database")
        names = [name for name in members if name != FILE]
        if any(Path(name).parent != Path("vault") or Path(name).name in ("", ".", "..") for name in names):
            raise ValueError("strange name")
    except FileNotFoundError as error:
        raise MediumFailed("tidak_ada", "Berkas cadangan tidak ditemukan. Periksa nama dan tempatnya.") from error
    except (OSError, ValueError, KeyError, TypeError, tarfile.TarError) as error:
        raise Damaged("Berkas ini bukan cadangan yang utuh. Tidak ada yang diubah; pakai cadangan lain.") from error
    private_folder(folder / "vault")
    for name, data in members.items():
        write_file(folder / name, data)


def _bytes(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(info) if info.isreg() else None
    if stream is None:
        raise ValueError("not a regular file")
    return stream.read()

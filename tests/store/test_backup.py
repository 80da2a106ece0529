from __future__ import annotations

import io
import json
import subprocess
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Damaged, MediumFailed
from spkt_desktop.records import canonical, sha256
from spkt_desktop.store.backup import INDEX, drop_folder, take_snapshot, unpack_backup, write_backup
from spkt_desktop.store.names import FILE
from spkt_desktop.tar import BLOCK, END, header, padding
from tests.waiting import LONGEST


def packed(members: list[tuple[str, bytes]], index: object = None, tail: bytes = END) -> bytes:
    told = index if index is not None else {
        "format": "spkt-cadangan/1", "members": {name: sha256(data) for name, data in members}
    }  # fmt: skip
    return b"".join(
        header(name, len(data)) + data + bytes(padding(len(data)))
        for name, data in [(INDEX, canonical(told)), *members]
    ) + tail  # fmt: skip


def test_stock_tar_opens_a_backup(app: App, tmp_path: Path) -> None:
    file = app.keeping.backup(tmp_path)
    listed = subprocess.run(["tar", "-tf", str(file)], capture_output=True, check=True, timeout=LONGEST).stdout.decode()
    assert listed.split()[0] == INDEX and listed.split()[-1] == FILE
    with tarfile.open(file) as tar:
        index, database = tar.extractfile(INDEX), tar.extractfile(FILE)
        assert index and database
        assert json.loads(index.read())["members"][FILE] == sha256(database.read())


def test_letters_are_registered_while_a_backup_is_made_and_it_is_whole(app: App, tmp_path: Path) -> None:
    for _ in range(30):
        app.register("sktlk", sample_values("sktlk"))
    plan, made, told = app.keeping.prepare(), [], []
    thread = threading.Thread(target=lambda: made.append(app.keeping.write(plan, tmp_path)))
    thread.start()
    while thread.is_alive():
        told.append(app.register("sktlk", sample_values("sktlk")).number.sequence)
    thread.join(LONGEST)
    (tmp_path / "isi").mkdir()
    unpack_backup(made[0], tmp_path / "isi")
    assert told == list(range(31, 31 + len(told)))
    assert list((app.folder / "sementara").glob("*")) == []


def test_what_is_called_off_leaves_nothing(app: App) -> None:
    for _ in range(300):
        app.act("noted", None, {"text": "a", "action": ""})
    for _ in range(300):
        app.act("noted", None, {"text": "b", "action": ""})

    class Off(Exception):
        pass

    def stop(_done: int, _of_all: int) -> None:
        raise Off

    with pytest.raises(Off):
        take_snapshot(app.keeping.prepare(), index_values, stop)
    assert not (app.folder / "sementara").exists()


def test_a_copy_that_is_not_whole_is_never_written(app: App, tmp_path: Path) -> None:
    snapshot = take_snapshot(app.keeping.prepare(), index_values)
    raw = bytearray((snapshot.folder / FILE).read_bytes())
    drop_folder(snapshot.folder)
    with app.store.db.write():
        app.store.db.run("DROP TRIGGER events_no_update")
        app.store.db.run("UPDATE events SET at = '2026-01-01T00:00:00+07:00' WHERE seq = 2")
    with pytest.raises(Damaged, match="ke-2"):
        app.keeping.backup(tmp_path)
    assert list(tmp_path.glob("*.spkt-cadangan")) == [] and raw and not (app.folder / "sementara").exists()


def test_a_full_medium_is_said_before_a_byte_is_written(app: App, tmp_path: Path) -> None:
    snapshot = take_snapshot(app.keeping.prepare(), index_values)
    with pytest.raises(MediumFailed) as caught:
        write_backup(snapshot, tmp_path / "tidak ada")
    assert caught.value.outcome == "tidak ada"
    drop_folder(snapshot.folder)


DB = (FILE, b"isi")
EVIL: dict[str, Callable[[], bytes]] = {
    "not a tar": lambda: b"x" * 2048,
    "no index first": lambda: header(FILE, 3) + b"isi" + bytes(509) + END,
    "index too large": lambda: header(INDEX, 1 << 20) + bytes(1 << 20) + END,
    "index of a list": lambda: packed([DB], index=["x"]),
    "index nested deep": lambda: header(INDEX, 60_000) + b"[" * 60_000 + bytes(padding(60_000)) + END,
    "no database": lambda: packed([("vault/vault.json", b"{}")]),
    "another format": lambda: packed([DB], {"format": "spkt-cadangan/9", "members": {FILE: sha256(b"isi")}}),
    "another digest": lambda: packed([DB], {"format": "spkt-cadangan/1", "members": {FILE: sha256(b"lain")}}),
    "parent folder": lambda: packed([DB, ("vault/../lari.age", b"x")]),
    "absolute": lambda: packed([DB, ("/lari", b"x")]),
    "windows name": lambda: packed([DB, ("vault/CON.age", b"x")]),
    "stream name": lambda: packed([DB, ("vault/a.age:b", b"x")]),
    "slot too large": lambda: packed([DB, ("vault/recovery.age", bytes(65 << 10))]),
    "twice": lambda: packed([DB, DB]),
    "not told": lambda: packed([DB, ("vault/recovery.age", b"x")], {"format": "spkt-cadangan/1", "members": {FILE: sha256(b"isi")}}),  # noqa: E501
    "something follows": lambda: packed([DB], tail=END + b"x"),
    "no end": lambda: packed([DB], tail=b""),
    "cut short": lambda: packed([DB])[: 4 * BLOCK - 600],
    "told larger than there": lambda: packed([])[:-1024].replace(b"{}", b"{}") + header(FILE, 8**11 - 1) + b"x" * 700,
    "negative size": lambda: header(INDEX, 0)[:124] + b"-0000000001\0" + header(INDEX, 0)[136:],
}  # fmt: skip


@pytest.mark.parametrize("what", EVIL)
def test_an_evil_archive_is_refused_and_nothing_lies_outside(tmp_path: Path, what: str) -> None:
    (tmp_path / "b.spkt-cadangan").write_bytes(EVIL[what]())
    room = tmp_path / "ruang" / "dalam"
    room.mkdir(parents=True)
    with pytest.raises(Damaged, match="bukan cadangan yang utuh"):
        unpack_backup(tmp_path / "b.spkt-cadangan", room)
    outside = {path for path in tmp_path.rglob("*") if path.is_file() and room not in path.parents}
    assert {path.name for path in outside} == {"b.spkt-cadangan"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.GNUTYPE_SPARSE, tarfile.XHDTYPE])
def test_only_plain_members_are_understood(tmp_path: Path, kind: bytes) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        info = tarfile.TarInfo(FILE)
        info.type, info.linkname = kind, "tujuan"
        tar.addfile(info)
    index = canonical({"format": "spkt-cadangan/1", "members": {FILE: sha256(b"")}})
    raw = header(INDEX, len(index)) + index + bytes(padding(len(index))) + buffer.getvalue()
    (tmp_path / "b").write_bytes(raw)
    with pytest.raises(Damaged):
        unpack_backup(tmp_path / "b", tmp_path)


def test_a_missing_file_is_not_called_damaged(tmp_path: Path) -> None:
    for nothing in (tmp_path / "tidak ada", tmp_path):
        with pytest.raises(MediumFailed) as caught:
            unpack_backup(nothing, tmp_path)
        assert caught.value.outcome == "berkas tidak ada"

"""The library between a program and its disk: it sees every change and makes the named one fail; else it lets go."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.power import trace
from tests.power.disk import Disk
from tests.power.shim import ONWARDS, ForkServer, needed


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    needed()
    with ForkServer("tests.power.deeds") as server:
        yield server


def test_every_change_is_written_down_in_its_order(server: ForkServer, tmp_path: Path) -> None:
    folder, log = tmp_path / "map kerja", tmp_path / "jejak"
    folder.mkdir()
    server.call("every_change", str(folder), str(log))
    changes = trace.read(log)
    first = [(change.op, change.path, change.other) for change in changes[:10]]
    assert first == [
        ("m", "a b", ""), ("c", "a b/satu", ""), ("w", "a b/satu", ""), ("w", "a b/satu", ""), ("w", "a b/satu", ""),
        ("w", "a b/satu", ""), ("s", "a b/satu", ""), ("t", "a b/satu", ""), ("r", "a b/satu", "dua"), ("s", "dua", ""),
    ]  # fmt: skip
    assert {change.op for change in changes} == set("cwtsrumxl#"), "each kind of change is there once at least"
    assert [change.data for change in changes if change.op == "#"] == [b"after the link"]
    assert any(change.path == "x.db-journal" for change in changes), "SQLite's own files too"
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    seen = Disk([change for change in changes if change.op != "#"]).whole(len(changes) - 1)
    assert {name: path.read_bytes() if path.is_file() else None for name, path in there.items()} == seen


@pytest.mark.parametrize(
    "error, onwards, expected",
    [
        (errno.EIO, 0, [8, 8, -errno.EIO, 8, 8, 5, 1]),
        (errno.EIO, ONWARDS, [8, 8, -errno.EIO, -errno.EIO, -errno.EIO, 5, 3]),
        (0, 0, [8, 8, 4, -errno.ENOSPC, 8, 5, 2]),
        (0, ONWARDS, [8, 8, 4, -errno.ENOSPC, -errno.ENOSPC, 5, 3]),
    ],
)
def test_the_named_operation_fails(
    server: ForkServer, tmp_path: Path, error: int, onwards: int, expected: list[int]
) -> None:
    assert server.call("writes_until_full", str(tmp_path), error, onwards) == expected


def test_what_a_fork_met_is_told(server: ForkServer) -> None:
    with pytest.raises(RuntimeError, match="broken"):
        server.call("errs", "")
    assert server.call("dies", "") is None

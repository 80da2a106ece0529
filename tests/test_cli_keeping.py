"""The commands that keep the register safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import DONE, REFUSED, SAMPLE, register, run
from tests.desks import Ready


@pytest.fixture
def desk(folder: Path) -> Path:
    return folder


def test_places_are_kept_and_what_is_due_is_made(desk: Path, tmp_path: Path) -> None:
    stick = tmp_path / "flash disk"
    stick.mkdir()
    register(desk, SAMPLE)
    run("backups", "--data", desk, "--place", stick, "--every", "5")
    register(desk, SAMPLE)
    own, other = run("backups", "--data", desk, "--due").out
    assert own["own"] and not other["own"] and other["folder"] == str(stick)
    assert [len(place["backups"]) for place in (own, other)] == [1, 1]
    assert other["events"] == other["backups"][0]["events"] and other["trouble"] == ""
    again = run("backups", "--data", desk, "--due").out
    assert again == [own, other], "nothing is due twice"


def test_a_backup_is_inspected_and_exercised_without_a_change(desk: Path, tmp_path: Path, ready: Ready) -> None:
    register(desk, SAMPLE)
    file = run("backup", "--data", desk, "--to", tmp_path).only["backup"]
    register(desk, SAMPLE)
    before = run("status", "--data", desk).only
    found = run("inspect", "--from", file, "--data", desk).only
    assert (found["here"], found["records"], found["numbers"]) == ("meja ini", 1, {"sktlk": 1})
    assert found["loss"]["letters"] == 1 and len(found["loss"]["numbers"]) == 1
    assert run("status", "--data", desk).only == before
    drilled = run("drill", "--from", file, "--data", desk).only
    assert (drilled["records"], drilled["by_code"]) == (1, False) and drilled["behind"] >= 1
    assert run("verify", "--data", desk).code == DONE
    (tmp_path / "rusak.spkt-cadangan").write_bytes(b"bukan cadangan")
    for command in ("inspect", "drill", "restore"):
        done = run(command, "--from", tmp_path / "rusak.spkt-cadangan", "--data", desk)
        assert done.code == REFUSED and "bukan cadangan yang utuh" in done.err, command

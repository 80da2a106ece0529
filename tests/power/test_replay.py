"""Power cuts in a recorded day: whatever the disk kept, all that the officer was told holds, and the desk works on."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.power import trace
from tests.power.disk import KINDS, Disk
from tests.power.recording import ACTS
from tests.power.replay import Replay
from tests.power.shim import needed
from tests.promises import kept, points

BATCH = points(ci=7, nightly=20)
"""Power cuts in one test: well below a minute."""
BATCHES = points(ci=1, nightly=22)


@pytest.fixture(scope="session")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    needed()
    return Replay(tmp_path_factory.mktemp("listrik padam"))


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("act", ACTS)
def test_what_was_promised_outlives_a_power_cut(replay: Replay, act: str, batch: int) -> None:
    done = [replay.cut(f"{act}-{batch * BATCH + at}") for at in range(BATCH)]
    kept("power-cut-replayed", points=len(done), lost=0, skipped=0, twice=0)


@pytest.mark.parametrize("act", ["sets_up", "restores"])
def test_every_step_of_a_desk_that_moves_in_may_be_the_last(replay: Replay, act: str) -> None:
    done = replay.step(act)
    kept("power-cut-replayed", points=done, lost=0, skipped=0, twice=0)


def test_a_disk_that_lost_nothing_is_the_disk_that_was(replay: Replay) -> None:
    seen = replay.as_it_was
    there = {path.relative_to(replay.room).as_posix(): path for path in replay.room.rglob("*")}
    assert seen.keys() == there.keys()
    assert all(seen[name] == (path.read_bytes() if path.is_file() else None) for name, path in there.items())


def test_the_model_drops_what_nobody_synced(tmp_path: Path) -> None:
    def line(op: str, path: str, other: str = "", offset: int = 0, data: bytes = b"") -> trace.Change:
        return trace.Change(op, path, other, offset, data)

    old, new = b"o" * 2048, b"n" * 2048
    careless = [
        line("c", "a"), line("w", "a", data=old), line("s", "a"), line("s", "."),
        line("c", "a.part"), line("w", "a.part", data=new), line("r", "a.part", "a"),
    ]  # fmt: skip
    careful = [*careless[:-1], line("s", "a.part"), careless[-1], line("s", ".")]
    for kind in KINDS:
        endings = {Disk(careless).after(len(careless), Random(seed), kind)["a"] for seed in range(200)}
        assert {old, new, b""} <= endings and len(endings) > 10, "old, new, empty, torn"
        endings = {Disk(careful).after(len(careful), Random(seed), kind)["a"] for seed in range(200)}
        assert endings == {new}
        endings = {Disk(careful).after(len(careful) - 1, Random(seed), kind)["a"] for seed in range(200)}
        assert endings == {old, new}

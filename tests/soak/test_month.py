"""A month at the counter leaves nothing behind: memory is flat, every handle given back, and nothing complained."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.commands import ROOT
from tests.promises import NIGHTLY, kept, points
from tests.soak.readings import slope
from tests.waiting import LONGEST

DAYS, SHIFTS = points(ci=3, nightly=30), 3
STEEPEST = 0.3 if NIGHTLY else 2.5
"""MB that resident memory may grow by from one locked door to the next. A month is 90 of them: 0.3 MB would make 27 MB,
less than SQLite's cache, and a single picture of a page that is kept for each shift makes 3 MB. The few of a short run
also hold what Python and Qt load at first use; it sees what is counted, not weighed."""
EXACT = ("handles", "threads", "widgets", "qobjects", "timers", "ours", "files")
"""What is the same behind every locked door."""
AT_WORK = ("handles", "timers", "files")
"""What does not grow at work either; how many widgets there are depends on the letters that are shown."""

pytestmark = [
    pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]  # fmt: skip


@dataclass
class Run:
    """The process, and what it has told."""

    process: subprocess.Popen[str]
    lines: queue.Queue[dict[str, Any] | None] = field(default_factory=queue.Queue)
    told: list[dict[str, Any]] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(json.loads(line))
        self.lines.put(None)

    def next(self) -> dict[str, Any]:
        """The next reading; between two there are signs of life, each of which takes at most the time of a visit."""
        line = self.lines.get(timeout=LONGEST)
        while line and line["where"] == "alive":
            line = self.lines.get(timeout=LONGEST)
        if line is None or line["where"] == "end":
            pytest.fail(f"it has ended: {line and line['heard']}")
        self.told.append(line)
        return line

    def doors(self) -> list[dict[str, Any]]:
        return [line for line in self.told if line["where"] == "door"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    place = tmp_path_factory.mktemp("bulan") / "satu bulan"
    command = [sys.executable, "-W", "error", "-m", "tests.soak.month", str(place), str(DAYS)]
    made = Run(
        subprocess.Popen(
            [*command, *(() if NIGHTLY else ("brief",))], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    )  # fmt: skip
    listener = threading.Thread(target=made.listen, daemon=True)
    listener.start()
    yield made
    made.process.kill()
    made.process.wait(LONGEST)
    listener.join(LONGEST)
    if made.process.stdout:
        made.process.stdout.close()


@pytest.mark.parametrize("shift", range(DAYS * SHIFTS))
def test_a_shift_ends_with_a_desk_that_is_let_go(shift: int, run: Run) -> None:
    line = run.next()
    while line["where"] != "door":
        line = run.next()
    assert (line["day"], line["shift"]) == divmod(shift, SHIFTS)
    assert line["alive"] == 0, "the desk that was locked is still held, and its key with it"
    assert line["reading"]["files"] == 0


def test_the_month_is_flat(run: Run) -> None:
    assert run.lines.get(timeout=LONGEST) == {"where": "end", "heard": []}
    assert run.process.wait(LONGEST) == 0
    doors = run.doors()
    assert len(doors) == DAYS * SHIFTS
    warm = doors[len(doors) // 3 :]
    for name in EXACT:
        assert {door["reading"][name] for door in warm} == {warm[0]["reading"][name]}, (name, _grown(warm))
    rounds = [line for line in run.told if line["where"] == "round"]
    for name in AT_WORK:
        held = [line["reading"][name] for line in rounds]
        assert max(held[len(held) // 2 :]) <= max(held[: len(held) // 2 + 1]), (name, held)
    memory = [door["reading"]["rss"] for door in doors]
    assert slope(memory) <= STEEPEST, memory
    first, last = warm[0]["reading"], warm[-1]["reading"]
    kept(
        "month-flat", days=DAYS, visits=doors[-1]["visits"], letters=doors[-1]["letters"],
        rss_first_mb=first["rss"], rss_last_mb=last["rss"], widgets_first=first["widgets"],
        widgets_last=last["widgets"], handles_first=first["handles"], handles_last=last["handles"], warnings=0,
    )  # fmt: skip


def _grown(doors: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Which kinds of objects there are more or fewer of than at first."""
    first, last = doors[0]["held"], doors[-1]["held"]
    names = {*first, *last}
    return {name: (first.get(name, 0), last.get(name, 0)) for name in names if first.get(name) != last.get(name)}

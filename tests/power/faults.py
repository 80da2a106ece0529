"""Every way in which a disk or stick can fail an act: the kinds, the points, and the runs that try them.

`python -m tests.power.faults --page docs/gangguan.md` tries all points and writes what the officer reads.
"""

from __future__ import annotations

import argparse
import errno
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from random import Random

from tests.power.faults_acts import ACTS
from tests.power.faults_bench import COMPUTER, STICK
from tests.power.shim import CREATE, CUT, DATA, MOVE, ONWARDS, READ, SYNC, ForkServer

ALL = DATA | SYNC | CREATE | MOVE | CUT | READ


@dataclass(frozen=True)
class Kind:
    """One way to fail: the error that the system gives, and which operations get it (see shim.py)."""

    title: str
    what: str
    error: int
    mode: int


KINDS = {
    "full": Kind("Disk full", "every write, sync and new file (ENOSPC)", errno.ENOSPC, DATA | SYNC | CREATE | ONWARDS),
    "short": Kind("Half a write", "one write, of which half is kept, and the next one (ENOSPC)", 0, DATA),
    "io-once": Kind("One error", "this operation alone, reading included (EIO)", errno.EIO, ALL),
    "io": Kind("Errors", "every operation, reading included (EIO)", errno.EIO, ALL | ONWARDS),
    "sync-once": Kind("One sync", "this sync alone (EIO)", errno.EIO, SYNC),
    "sync": Kind("Never synced", "every sync (EIO)", errno.EIO, SYNC | ONWARDS),
    "held-once": Kind(
        "Held for a moment", "this opening, reading, renaming or removing alone (EACCES), as where another program "
        "holds the file on Windows", errno.EACCES, CREATE | MOVE | READ,
    ),
    "denied": Kind("Access denied", "every opening, reading, renaming and removing (EACCES)", errno.EACCES,
                   CREATE | MOVE | READ | ONWARDS),
    "readonly": Kind("Read-only", "every change (EROFS)", errno.EROFS, DATA | CREATE | MOVE | CUT | ONWARDS),
    "pulled": Kind("Pulled out", "every operation, reading included (ENODEV)", errno.ENODEV, ALL | ONWARDS),
    "vanished": Kind("Gone", "every opening, reading, renaming and removing (ENOENT)", errno.ENOENT,
                     CREATE | MOVE | READ | ONWARDS),
}  # fmt: skip
PLACES = {COMPUTER: "computer", STICK: "stick"}
"""The folders that fail, and how the page calls them."""


@dataclass(frozen=True)
class Point:
    """The n-th operation of an act in one of its folders, failing in one way."""

    act: str
    place: str
    kind: str
    nth: int


@dataclass(frozen=True)
class Tried:
    """What became of a point: `outcome` is done, said, escaped or died; `wrong` is what must not be."""

    point: Point
    outcome: str
    sentence: str
    wrong: tuple[str, ...]
    hit: bool
    """Whether an operation failed at all."""


class Bad:
    """Disks that go bad: a server that forks for each point, and the model that each fork copies."""

    def __init__(self, server: ForkServer, place: Path) -> None:
        self._server, self._place = server, str(place)
        self._counts: dict[tuple[str, str], dict[str, int]] = {}
        server.call("make", self._place)

    def points(self, act: str, place: str, kind: str) -> list[Point]:
        """Every operation of an act in one of its folders, failing in one way."""
        if (act, place) not in self._counts:
            self._counts[act, place] = self._server.call("count", self._place, act, place)
        of_each, mode = self._counts[act, place], KINDS[kind].mode
        most = sum(count for each, count in of_each.items() if int(each) & mode)
        return [Point(act, place, kind, nth) for nth in range(1, most + 1)]

    def strike(self, point: Point) -> Tried:
        """Try one point."""
        kind = KINDS[point.kind]
        try:
            told = self._server.call("strike", self._place, point.act, point.place, point.nth, kind.error, kind.mode)
        except RuntimeError as died:
            return Tried(point, "died", "", (str(died),), hit=True)
        return Tried(point, told["outcome"], told["sentence"], tuple(told["wrong"]), told["hit"])


@contextmanager
def bad_disks() -> Iterator[Bad]:
    """A server with a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="cakram rusak ") as place, ForkServer("tests.power.faults_server") as made:
        yield Bad(made, Path(place).resolve())


def some(points: list[Point], most: int) -> list[Point]:
    """At most so many of these points: the same ones every time."""
    random = Random("|".join(map(str, points[:1])))
    return sorted(random.sample(points, min(most, len(points))), key=lambda point: point.nth)


def try_act(bad: Bad, act: str, each: int = 0) -> list[Tried]:
    """Try all points of an act, or at most `each` of every kind of fault in every folder."""
    groups = [bad.points(act, place, kind) for place in ACTS[act].places for kind in KINDS]
    return [bad.strike(point) for group in groups for point in (some(group, each) if each else group)]


def _worker(acts: Queue[str], each: int) -> list[Tried]:
    tried = []
    with bad_disks() as bad, suppress(Empty):
        while True:
            tried += try_act(bad, acts.get_nowait(), each)
    return tried


def main() -> int:
    """Try points from the command line; returns 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, help="write the page here")
    parser.add_argument("--act", action="append", help="only this act")
    parser.add_argument("--each", type=int, default=0, help="so many points of each act, folder and kind; 0 for all")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    acts: Queue[str] = Queue()
    for act in given.act or ACTS:
        acts.put(act)
    with ThreadPoolExecutor(given.workers) as pool:
        running = [pool.submit(_worker, acts, given.each) for _ in range(given.workers)]
    tried = sorted((one for done in running for one in done.result()), key=lambda one: list(ACTS).index(one.point.act))
    for one in tried:
        for wrong in one.wrong:
            print(f"{one.point.act} {one.point.place} {one.point.kind} {one.point.nth}: {wrong}")
    print(f"{len(tried)} points, {sum(one.outcome == 'said' for one in tried)} sentences, "
          f"{sum(bool(one.wrong) for one in tried)} wrong")  # fmt: skip
    if given.page:
        from tests.power.faults_page import page

        given.page.write_text(page(tried, given.each), encoding="utf-8", newline="\n")
    return int(any(one.wrong for one in tried))


if __name__ == "__main__":
    sys.exit(main())

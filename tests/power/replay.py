"""One power cut of a recorded journey: the disk that it may leave is laid out, and what must hold is held.

`python -m tests.power.replay registers-3` does one again by itself, with the journey recorded anew: its log may differ
a little then, for ids and times are new. With a folder as a second argument the journey is kept there.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from spkt_desktop.store.names import WORKSHOPS
from tests.power import trace
from tests.power.disk import KINDS, Disk, Tree, acts, lay_out
from tests.power.journey import STICK
from tests.power.keeping import Keeping
from tests.power.recording import MORNING
from tests.power.shim import run_with_shim
from tests.power.told import Told, told

LATER = 2 * 3600
"""Seconds after the cut at which somebody switches the PC on again: beyond what the program takes for still at work."""


@dataclass(frozen=True)
class Point:
    """A power cut: in which act, after how many lines of the log, and which kind of disk."""

    act: str
    line: int
    kind: str


class Replay:
    """A recorded journey and its possible endings."""

    def __init__(self, folder: Path) -> None:
        """Record the journey into the folder, unless it holds one."""
        self._folder = folder
        made = folder / "selesai"
        if not made.exists():
            done = run_with_shim("tests.power.recording", folder / "ruang", folder / "polres", folder / "jejak")
            assert done.returncode == 0, done.stderr.decode()
            made.write_bytes(done.stdout)
        self.changes = trace.read(folder / "jejak")
        self.acts = list(acts(self.changes))
        self._disk = Disk(self.changes, STICK)
        everything = self.told(len(self.changes))
        papers = set(everything.papers).union(*(left.papers for left in everything.left))
        self._keeping = Keeping(folder / "polres", papers, MORNING + timedelta(days=1))

    def told(self, line: int) -> Told:
        """What had been promised by that line of the log."""
        return told(change.mark for change in self.changes[:line] if change.op == trace.MARK)

    @property
    def room(self) -> Path:
        """The room as the journey left it."""
        return self._folder / "ruang"

    @property
    def as_it_was(self) -> Tree:
        """The disk by the model, at the end of the journey and with nothing lost."""
        return self._disk.whole(len(self.changes))

    def cut(self, seed: str) -> Point:
        """Cut the power once in the act that the seed names (`act-n`); AssertionError names the seed again.

        The first seeds of each act are the worst there is on each kind of disk: the cut comes right after something
        was told, and all is lost that was not made durable.
        """
        chance, (name, _, number) = Random(seed), seed.partition("-")
        lines = chance.choice([lines for act, lines in self.acts if act == name])
        worst = int(number) < len(KINDS)
        if worst:
            marks = [at for at in lines if self.changes[at - 1].op == trace.MARK]
            point = Point(name, chance.choice(marks), KINDS[int(number)])
            tree = self._disk.worst(point.line, point.kind)
        else:
            point = Point(name, chance.choice(lines), chance.choice(KINDS))
            tree = self._disk.after(point.line, chance, point.kind)
        self._hold(point, tree, seed)
        return point

    def step(self, act: str) -> int:
        """Cut the power after each rename of an act outside of workshops, on the worst disk of each kind in turn.

        Gives how often; each step is also tried with nothing lost.
        """
        renames = [(at, self.changes[at]) for name, lines in self.acts if name == act for at in lines
                   if at < len(self.changes) and self.changes[at].op == trace.RENAME]  # fmt: skip
        steps = [at + 1 for at, change in renames if f"/{WORKSHOPS}/" not in change.other]
        for number, line in enumerate(steps):
            kind = KINDS[number % len(KINDS)]
            self._hold(Point(act, line, kind), self._disk.worst(line, kind), f"step {number}")
            self._hold(Point(act, line, kind), self._disk.whole(line), f"step {number}")
        return 2 * len(steps)

    def _hold(self, point: Point, tree: Tree, seed: str) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            room = Path(scratch) / "ruang"
            room.mkdir()
            lay_out(tree, room)
            age(room, LATER)
            try:
                self._keeping.hold(room, self.told(point.line))
            except Exception as error:
                raise AssertionError(f"power cut {seed} in {point}: {error!r}") from error


def age(room: Path, seconds: float) -> None:
    """Let everything in the room have lain there for so long."""
    then = time.time() - seconds
    for path in room.rglob("*"):
        os.utime(path, (then, then))


def main() -> None:
    seed, folder = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        print(Replay(folder).cut(seed))
    finally:
        if len(sys.argv) == 2:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

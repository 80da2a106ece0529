"""`python3 dev.py windows`: the program on Windows' Python under Wine, tested, frozen, run and looked at.

What is shown here and what is not: docs/rilis.md, section Windows. All that is made lies in build/windows/.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable

from tools.windows import frozen, machine, parts, printing, shots, suite, timing, wine


def main() -> int:
    """Do the steps that are asked for, all of them where none is; the exit code says whether Windows is well."""
    parser = argparse.ArgumentParser(prog="dev.py windows --", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {' '.join(STEPS)} (all but time)")
    parser.add_argument("--if-possible", action="store_true", help="exit 0 where it cannot be done on this machine")
    parser.add_argument("--tests", nargs="+", default=[], help="run these tests instead of those in choice.toml")
    parser.add_argument("--minutes", type=float, default=math.inf, help="leave out, and say so, what takes longer")
    asked = parser.parse_args()
    if unknown := set(asked.steps) - set(STEPS):
        parser.error(f"no such step: {' '.join(sorted(unknown))}")
    begun = time.monotonic()
    end = begun + asked.minutes * 60
    try:
        if asked.minutes < LEAST:
            raise machine.Missing("no time is left for it")
        machine.ready()
        mine = machine.alone(parts.FOLDER)
        parts.python(), wine.prefix()
    except machine.Missing as missing:
        print(f"\nNOT RUN ON WINDOWS: {missing}\n", flush=True)
        return 0 if asked.if_possible else 3
    with mine:
        return work(asked.steps or USUAL, asked.tests, begun, end)


def work(steps: list[str], tests: list[str], begun: float, end: float) -> int:
    """Do these steps until then, tell what came of each and what was left out; the exit code."""
    print(f"set up: {time.monotonic() - begun:.0f} s", flush=True)
    wrong: list[str] = []
    left: set[str] = set()
    for name in steps:
        start = time.monotonic()
        if NEEDS.get(name) in left or start + LONGEST.get(name, 0) > end:
            left.add(name)
            print(f"\nNOT RUN ON WINDOWS: {name} (no time is left for it)\n", flush=True)
            continue
        try:
            found = suite.suite(tests, end - start) if name == "test" else STEPS[name]()
        except machine.Missing as missing:
            found = [str(missing)]
        print(f"{name}: {'; '.join(found) or 'good'} ({time.monotonic() - start:.0f} s)", flush=True)
        wrong += found
    return 1 if wrong else 0


STEPS: dict[str, Callable[[], list[str]]] = {
    "build": frozen.build,
    "job": frozen.whole_job,
    "print": printing.printed,
    "shots": shots.shots,
    "test": lambda: suite.suite([]),
    "time": timing.report,
}
USUAL = [name for name in STEPS if name != "time"]
LEAST = 5
"""Minutes below which not even Wine is set up."""
NEEDS = {"job": "build", "print": "job", "shots": "job"}
"""What a step looks at is made by another; what an earlier run made is no answer to this one."""
LONGEST = {"build": 360, "job": 120, "print": 60, "shots": 150, "test": 90}
"""Seconds that a step takes on a slow machine; the tests stop by themselves when the time is up."""

if __name__ == "__main__":
    sys.exit(main())

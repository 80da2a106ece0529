"""Breaks the program on purpose, one promise at a time, and sees that the test which proves the promise notices.

`python3 dev.py mutate` tries every entry of `tests/mutations/*.toml`, each in a copy of the checkout; after `--`,
`--promise ID` and `--file PART` choose some, `--json FILE` keeps the outcome. Exit 0: all were caught.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = ROOT / "tests" / "mutations"
LEFT_HERE = (".*", "__pycache__", "build", "dist", "papers", "*.egg-info")
"""What a copy of the checkout does without."""
LONGEST = 300.0
"""Seconds after which a test counts as failed: a mutation may well make it hang."""
MEMORY = 4 << 30
"""Bytes that a test may take: a mutation may well break a bound."""
CAUGHT, MISSED, STALE, UNFIT, BROKEN = "caught", "NOT CAUGHT", "does not apply", "test fails anyway", "does not run"


@dataclass(frozen=True)
class Mutation:
    """One way to break a promise: `old`, which stands once in `file`, becomes `new`, and `test` must fail."""

    promise: str
    says: str
    file: str
    old: str
    new: str
    test: str

    def applied(self, root: Path) -> str | None:
        """The text of the file when it is broken; None where the entry no longer fits the code."""
        place = root / self.file
        text = place.read_text(encoding="utf-8") if place.is_file() else ""
        return text.replace(self.old, self.new) if text.count(self.old) == 1 and self.old != self.new else None


@dataclass(frozen=True)
class Outcome:
    """What became of a mutation."""

    mutation: Mutation
    result: str
    seconds: float
    said: str = ""
    """The end of what pytest said, where the outcome needs an explanation."""


def mutations(folder: Path = ENTRIES) -> dict[str, list[Mutation]]:
    """The entries of each file; raises TypeError or ValueError where one is not as it should be."""
    return {
        file.name: [Mutation(**entry) for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("mutation", [])]
        for file in sorted(folder.glob("*.toml"))
    }


class Copies:
    """Copies of the checkout, one for each that works at a time."""

    def __init__(self, room: Path, count: int, longest: float) -> None:
        self.count, self._longest = count, longest
        self._free: queue.Queue[Path] = queue.Queue()
        for number in range(count):
            copy = room / f"salinan {number}"
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_HERE))
            # Compiled files that know their source by its hash: a change in the same second is seen.
            compiling = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "spkt_desktop")
            run(copy, *compiling)
            imported = run(copy, "-c", "import spkt_desktop; print(spkt_desktop.__file__)")[1]
            if copy.resolve() not in Path(imported.strip()).resolve().parents:
                raise SystemExit("The copy is not what is imported, so nothing that is found would mean anything.")
            self._free.put(copy)

    @contextlib.contextmanager
    def one(self) -> Iterator[Path]:
        """A copy that nobody else works in."""
        copy = self._free.get()
        try:
            yield copy
        finally:
            self._free.put(copy)

    def tested(self, copy: Path, test: str) -> tuple[int | None, str]:
        """The outcome of a test in a copy, ended at its first failure."""
        return run(copy, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test, longest=self._longest)


def run(copy: Path, *arguments: str, longest: float = LONGEST) -> tuple[int | None, str]:
    """Python in a copy: its exit code (None where it did not end in time) and what it said."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("SPKT_", "PYTEST", "COV"))}
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace", start_new_session=True, env={**told, "PYTHONPATH": str(copy)},
    )  # fmt: skip
    _bound(process.pid)
    try:
        said, _ = process.communicate(timeout=longest)
        return process.returncode, said
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)  # what it has started, too
        process.kill()
        process.communicate(timeout=longest)
        return None, ""


def _bound(process: int) -> None:
    """What a broken bound lets grow ends with its test, not with the machine."""
    if sys.platform == "linux":
        import resource

        resource.prlimit(process, resource.RLIMIT_DATA, (MEMORY, MEMORY))


def tried(copies: Copies, mutation: Mutation) -> Outcome:
    """Break a copy, run the test, mend the copy."""
    began = time.monotonic()
    with copies.one() as copy:
        broken = mutation.applied(copy)
        if broken is None:
            return Outcome(mutation, STALE, 0)
        place = copy / mutation.file
        whole = place.read_bytes()
        place.write_bytes(broken.encode("utf-8"))
        try:
            code, said = copies.tested(copy, mutation.test)
        finally:
            place.write_bytes(whole)
    # 1: a test failed; None: it hangs, which is no passing either. Anything else says that pytest came to no test.
    result = {0: MISSED, 1: CAUGHT, None: CAUGHT}.get(code, BROKEN)
    return Outcome(mutation, result, time.monotonic() - began, "" if result == CAUGHT else said[-2000:])


def proven(wanted: Sequence[Mutation], copies: Copies, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Try them all, each test first without any mutation: one that fails anyway proves nothing."""

    def alone(test: str) -> tuple[str, str]:
        with copies.one() as copy:
            code, said = copies.tested(copy, test)
        return test, "" if code == 0 else said[-2000:] or "It does not end."

    with ThreadPoolExecutor(copies.count) as pool:
        unfit = {test: said for test, said in pool.map(alone, dict.fromkeys(one.test for one in wanted)) if said}
        waiting = [pool.submit(tried, copies, one) for one in wanted if one.test not in unfit]
        outcomes = [Outcome(one, UNFIT, 0, unfit[one.test]) for one in wanted if one.test in unfit]
        for outcome in outcomes:
            tell(outcome)
        for done in as_completed(waiting):
            outcomes.append(done.result())
            tell(outcomes[-1])
    return outcomes


def told(outcome: Outcome) -> None:
    """One line for each, and why it is not as it should be."""
    of = outcome.mutation
    print(f"{outcome.result:17} {of.promise:30} {outcome.seconds:6.1f} s  {of.says} ({of.file}; {of.test})", flush=True)
    if outcome.said:
        print("    " + outcome.said.strip().replace("\n", "\n    "), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--promise", action="append", help="only of this promise; may be given many times")
    parser.add_argument("--file", action="append", help="only of entries whose file has this in its name")
    parser.add_argument("--json", type=Path, help="keep the outcomes in this file")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--longest", type=float, default=LONGEST, help="seconds for one test")
    asked = parser.parse_args()
    wanted = [
        one
        for name, entries in mutations().items()
        for one in entries
        if not asked.file or any(part in name for part in asked.file)
        if not asked.promise or one.promise in asked.promise
    ]
    if not wanted:
        raise SystemExit("There is no such mutation.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        copies = Copies(Path(room), max(1, min(asked.workers, len(wanted))), asked.longest)
        outcomes = proven(wanted, copies, told)
    counts = Counter(outcome.result for outcome in outcomes)
    promises = len({outcome.mutation.promise for outcome in outcomes})
    print(
        f"Mutations: {len(outcomes)}, promises: {promises}: {', '.join(f'{n} {what}' for what, n in counts.items())}."
    )
    if asked.json:
        kept = [{**asdict(one.mutation), "result": one.result, "seconds": round(one.seconds, 1)} for one in outcomes]
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(
            json.dumps(sorted(kept, key=lambda one: (one["promise"], one["says"])), indent=1), "utf-8"
        )
    return 0 if set(counts) == {CAUGHT} else 1


if __name__ == "__main__":
    sys.exit(main())

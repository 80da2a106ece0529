"""Coverage-guided fuzzing of one target: `python -m tests.fuzz.run TARGET --seconds 600 [--keep]`.

The fuzzer (atheris, which is libFuzzer) runs in a process of its own, with bounds on memory and on the time of one
input. What it finds lies in tests/fuzz/findings; each finding becomes a file of the corpus, and a test. With `--keep`
the corpus in the repository takes on the few small inputs that reach the most.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CORPUS, FINDINGS = HERE / "corpus", HERE / "findings"
MEMORY_MB = 1536
"""Of address space that one process may use, the interpreter and all libraries included."""
SLOWEST = 60
"""Seconds for one input; more is a finding."""
LARGEST = 4096
"""Bytes of one input; what is larger is a test of its own."""
MOST_KEPT = 40


@dataclass(frozen=True)
class Fuzzed:
    """What a run of the fuzzer came to."""

    executions: int
    features: int
    """Counters of libFuzzer that were reached: edges, and how often."""
    findings: tuple[Path, ...]
    output: str


def fuzz(target: str, seconds: int, *, keep: bool = False) -> Fuzzed:
    """Fuzz one target for so many seconds, starting from the corpus and the seeds."""
    FINDINGS.mkdir(exist_ok=True)
    before = set(FINDINGS.glob(f"{target}-*"))
    kept = CORPUS / target
    with tempfile.TemporaryDirectory(prefix="spkt fuzz ") as folder:
        grown, words = Path(folder) / "corpus", Path(folder) / "words"
        grown.mkdir()
        _sow(target, grown, words)
        known = [kept] if kept.is_dir() else []
        told = _libfuzzer(target, seconds + 120, [
            f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={LARGEST}",
            f"-artifact_prefix={FINDINGS}/{target}-", f"-dict={words}", "-print_final_stats=1", "-reload=0",
            "-report_slow_units=3600", str(grown), *map(str, known),
        ])  # fmt: skip
        if keep:
            _keep(target, grown, kept)
    executions = re.findall(r"stat::number_of_executed_units:\s*(\d+)", told) or re.findall(r"#(\d+)\s", told)
    features = re.findall(r"ft: (\d+)", told)
    found = tuple(sorted(set(FINDINGS.glob(f"{target}-*")) - before))
    return Fuzzed(int(executions[-1]) if executions else 0, int(features[-1]) if features else 0, found, told)


def _sow(target: str, folder: Path, words: Path) -> None:
    from tests.fuzz.seeds import WORDS, seeds

    for place, seed in enumerate(seeds(target)):
        (folder / f"seed{place}").write_bytes(seed)
    words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="ascii")


def _keep(target: str, grown: Path, kept: Path) -> None:
    """Take into the kept corpus what reaches a line that nothing smaller does; what was once a finding stays."""
    named = list(kept.glob("*-*")) if kept.is_dir() else []
    others = [file for folder in (grown, kept) if folder.is_dir() for file in folder.iterdir() if file not in named]
    (grown / "order").write_text("\n".join(map(str, sorted(others, key=lambda file: file.stat().st_size))))
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", target, "--choose", str(grown / "order")],
        cwd=ROOT, check=True, timeout=1800, stdout=subprocess.PIPE,
    )  # fmt: skip
    chosen = [(grown / "order").parent / name for name in done.stdout.decode().splitlines()]
    found = {hashlib.sha256(data).hexdigest()[:16]: data for file in chosen if (data := file.read_bytes())}
    kept.mkdir(parents=True, exist_ok=True)
    for file in set(kept.iterdir()) - set(named):
        file.unlink()
    for name, content in found.items():
        (kept / name).write_bytes(content)


def _choose(target: str, order: Path) -> None:
    """Print the files of a list that reach something new, in the order in which they are listed."""
    from tests.fuzz.targets import TARGETS

    reached: set[tuple[str, int]] = set()
    seen: set[tuple[str, int]] = set()

    def local(frame: FrameType, event: str, _: object) -> Any:
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def follow(frame: FrameType, event: str, _: object) -> Any:
        return local if f"{os.sep}spkt_desktop{os.sep}" in frame.f_code.co_filename else None

    taken = 0
    for name in order.read_text().splitlines():
        data = Path(name).read_bytes()
        if len(data) > LARGEST or taken == MOST_KEPT:
            continue
        seen.clear()
        sys.settrace(follow)
        TARGETS[target](data)
        sys.settrace(None)
        if not seen <= reached:
            reached |= seen
            taken += 1
            print(name)


def _libfuzzer(target: str, patience: int, arguments: Sequence[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", target, "--within", *arguments],
        cwd=ROOT, check=False, timeout=patience, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    return done.stderr.decode("utf-8", errors="replace")


def _within(target: str, arguments: Sequence[str]) -> None:
    """The process that is fuzzed; it does not come back."""
    import resource  # of POSIX, as is the fuzzer

    import atheris

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    with atheris.instrument_imports(include=["spkt_desktop", "rfc8785"]):
        from tests.fuzz import targets
    act = targets.everything if target == "everything" else targets.TARGETS[target]
    atheris.Setup([sys.argv[0], *arguments], act)
    atheris.Fuzz()


def main(words: Sequence[str]) -> int:
    """The exit code: 1 where something was found."""
    match words:
        case [target, "--within", *arguments]:
            _within(target, arguments)
        case [target, "--choose", order]:
            _choose(target, Path(order))
            return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", action="store_true", help="take what reaches the most into the corpus")
    wanted = parser.parse_args(words)
    done = fuzz(wanted.target, wanted.seconds, keep=wanted.keep)
    print(f"{wanted.target}: {done.executions} executions, {done.features} features, {len(done.findings)} findings")
    if done.findings:
        print(done.output[-4000:], *done.findings, sep="\n")
    return bool(done.findings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The tests that make sense on Windows, run by Windows' Python: those of tests/windows/choice.toml."""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter

from tests.windows.under_wine import NO_TIME
from tools.windows.parts import FOLDER, ROOT
from tools.windows.wine import inside

CHOICE = ROOT / "tests" / "windows" / "choice.toml"
SECONDS = 45 * 60
LAST = 60
"""Seconds that the last test and the end of the run may take."""
_LATE = re.compile(rf"^SKIPPED \[(\d+)\] .*: {NO_TIME}$", re.MULTILINE)
_OUTCOME = re.compile(r"^(\S.*?::.*) (PASSED|FAILED|ERROR|SKIPPED)\b")


def suite(more: list[str], seconds: float = SECONDS) -> list[str]:
    """What failed; prints the counts and keeps all that was said in build/windows/suite.txt.

    After so many seconds no further test is begun, and that is said.
    """
    files = more or tomllib.loads(CHOICE.read_text(encoding="utf-8"))["files"]
    said = inside(
        "wine build/windows/python/python.exe -u -m pytest -v -p no:cacheprovider -p tests.windows.under_wine "
        f"--until={time.time() + min(seconds, SECONDS) - LAST:.0f} "
        + " ".join(f"'{name}'" for name in files),
        SECONDS, keep=FOLDER / "suite.txt",
    )  # fmt: skip
    told = [match for line in said.output.splitlines() if (match := _OUTCOME.match(line))]
    counts = Counter(match[2] for match in told)
    print(", ".join(f"{count} {name.lower()}" for name, count in sorted(counts.items())) or "no test ran", flush=True)
    if late := sum(map(int, _LATE.findall(said.output))):
        print(f"\nNOT RUN ON WINDOWS: {late} tests (no time is left for them)\n", flush=True)
    failed = sorted({match[1] for match in told if match[2] in ("FAILED", "ERROR")})
    if said.code is None:
        return [*failed, f"the tests took longer than {SECONDS // 60} minutes"]
    if said.code and not failed:
        return [f"pytest ended with {said.code}: {' / '.join(said.output.strip().splitlines()[-3:])}"]
    return failed

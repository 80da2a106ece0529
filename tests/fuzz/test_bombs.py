"""Files that are small until they are opened are refused, or taken with little memory and in little time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises import kept
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="the bounds of a process (RLIMIT_AS) are POSIX")
def test_no_bomb_takes_the_memory_or_the_time_of_the_counter() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.bombs"], cwd=ROOT, capture_output=True, check=True, timeout=2 * LONGEST
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) >= 14
    bad = [one for one in told if one["outcome"] != "taken" and not one["outcome"].startswith("refused")]
    assert bad == []
    kept(
        "fuzzed", bombs=len(told), bomb_memory_mb=max(one["memory_mb"] for one in told),
        bomb_seconds=max(one["seconds"] for one in told),
    )  # fmt: skip

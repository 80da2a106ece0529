"""What the promises of docs/janji.md are proved with: how many tries, and the figures that a run leaves behind."""

from __future__ import annotations

import json
import os
from pathlib import Path

NIGHTLY = os.environ.get("SPKT_NIGHTLY") == "1"
"""Whether there is a night to try things in, instead of the minutes of CI."""

FOLDER = "SPKT_FIGURES"
"""The environment variable that names the folder where a run keeps its figures."""


def points(*, ci: int, nightly: int) -> int:
    """How many tries this run makes."""
    return nightly if NIGHTLY else ci


def kept(promise: str, **figures: int | float | str) -> None:
    """Say what a test has measured of a promise; sums are made over the tests that say something of the same one."""
    if folder := os.environ.get(FOLDER):
        test = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        name = "".join(letter if letter.isalnum() else "-" for letter in test)[-120:]
        file = Path(folder) / f"{promise}.{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        content = {"promise": promise, "test": test.partition("[")[0], "nightly": NIGHTLY, "figures": figures}
        file.write_text(json.dumps(content), encoding="utf-8")

"""From the start of the process to the first painted unlock screen, against a bare Qt window of the same size."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.filling import Desks
from benchmarks.pairs import Row, compare

GROUP = "Window"
_ROOT = Path(__file__).resolve().parent.parent
_IMPORTED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*([\w.]+)")
_WAY = "import spkt_desktop.__main__, spkt_desktop.ui.start"
_SHIPPED = sys.stdlib_module_names | {"_sitebuiltins", "_distutils_hack"}
_SMALL = 2.0
"""Milliseconds; what takes less is summed up as `others`."""


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """The start of the program on a desk that is locked."""
    with desks.open(letters) as filler:
        folder = str(filler.app.folder)
        yield from compare(
            GROUP, "Start to the first painted unlock screen", lambda: _painted("benchmarks.window_ours", folder),
            {"bare Qt window": lambda: _painted("benchmarks.window_bare")}, rounds,
        )  # fmt: skip


def imports() -> dict[str, float]:
    """Milliseconds that each package takes to import on the way to the window, the longest first."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", _WAY], cwd=_ROOT, env=_surroundings(), check=True,
        stderr=subprocess.PIPE, encoding="utf-8",
    ).stderr  # fmt: skip
    spent: dict[str, float] = {}
    for microseconds, module in _IMPORTED.findall(told):
        package = module.split(".")[0]
        package = "standard library" if package in _SHIPPED else package
        spent[package] = spent.get(package, 0.0) + int(microseconds) / 1000
    longest = sorted(spent.items(), key=lambda item: -item[1])
    large = {package: total for package, total in longest if total >= _SMALL}
    return large | {"others": sum(spent.values()) - sum(large.values())}


def _painted(module: str, *arguments: str) -> None:
    """Runs a program until it says that it is painted; what it does afterwards is not waited for."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=_ROOT, env=_surroundings(), stdout=subprocess.PIPE
    ) as process:
        said = process.stdout.readline() if process.stdout else b""
    if said.strip() != b"painted":
        raise RuntimeError(f"{module} ended without a window")


def _surroundings() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}

"""From the start of the process to an unlock screen that takes keys, against a bare Qt window with the same widgets.

Both run on the same Python and PySide6 as processes of their own, with compiled modules, the way they are shipped. What
is measured ends when the line for the NRP has the focus and is painted and the event loop is free; a key that is
pressed then must arrive, or the run fails. The bare window has two lines, labels and a button in the style of the
system, and no style sheet. A frozen program cannot be asked from inside: there the time ends when Qt says that it
draws the line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.filling import Desks
from benchmarks.pairs import Row, counted, rows, turns
from spkt_desktop.app import set_up
from spkt_desktop.app.sample import PASSPHRASE, sample_values

GROUP = "Window"
FROZEN = "SPKT Desktop/spkt-desktop", "Jendela/jendela"
"""The frozen program below dist/, and the bare window that `benchmarks/window_bare.spec` freezes in the same way."""
_ROOT = Path(__file__).resolve().parent.parent
_IMPORTED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*([\w.]+)")
_WAY = "import spkt_desktop.__main__, spkt_desktop.ui.start"
_SHIPPED = sys.stdlib_module_names | {"_sitebuiltins", "_distutils_hack"}
_SMALL = 2.0
"""Milliseconds; what takes less is summed up as `others`."""
_DRAWN = b" of QLineEdit("
_REST = 2.0
"""Seconds after which a window that nobody touches is at rest."""
_LONGEST = 120.0
"""Seconds after which a window that said nothing is ended."""

Command = Sequence[str | Path]


def measure(_desks: Desks, _letters: int, rounds: int) -> Iterator[Row]:
    """The start of the program on a desk that is locked, and what comes after it."""
    with tempfile.TemporaryDirectory(prefix="spkt-bench-", ignore_cleanup_errors=True) as folder:
        desk, compiled = Path(folder) / "meja", Path(folder) / "pyc"
        officer = {"petugas": sample_values("officer")["petugas"] | {"peran": "ka_spkt"}}
        nrp = set_up(desk, sample_values("unit"), [officer], [PASSPHRASE]).opened.nrp
        yield from _starts(_Windows(compiled), desk, nrp, rounds)


def _starts(windows: _Windows, desk: Path, nrp: str, rounds: int) -> Iterator[Row]:
    ours, bare = _module("benchmarks.window_ours", desk), _module("benchmarks.window_bare")
    spent = _taking_turns({"": lambda: windows.usable(ours), "bare Qt window": lambda: windows.usable(bare)}, rounds)
    yield from rows(GROUP, "Start to a usable unlock screen", spent, windows.at_rest(ours, bare))
    yield from _frozen(windows, desk, rounds)
    touched = [windows.told(ours) for _ in range(min(rounds, 5))]
    yield from rows(
        GROUP, "Longest wait of a key while the desk is loaded", {"": [one["longest_gap"] for one in touched]}
    )
    days = [windows.told((*ours, nrp)) for _ in range(min(rounds, 3))]
    of = {name: [day[name] for day in days] for name in days[0]}
    yield from rows(
        GROUP,
        "Enter to the desk, typed in no time",
        {"": of["unlock_at_once"], "everything loaded": of["unlock_again"]},
    )
    more = median(first - warm for first, warm in zip(of["first_letter"], of["warm_letter"], strict=True))
    yield from rows(
        GROUP, "First letter after unlocking", {"": of["first_letter"], "a warm one": of["warm_letter"]},
        f"{more:.0f} ms more than a warm one.",
    )  # fmt: skip


def _frozen(windows: _Windows, desk: Path, rounds: int) -> Iterator[Row]:
    ours, bare = (_ROOT / "dist" / name for name in FROZEN)
    if ours.is_file():
        works = {"": lambda: windows.drawn((ours, "--data", desk))}
        if bare.is_file():
            works["bare Qt window, frozen"] = lambda: windows.drawn((bare,))
        yield from rows(GROUP, "Start of the frozen program to a drawn unlock screen", _taking_turns(works, rounds))


def missing() -> str:
    """What of the frozen programs is not there to be measured, as a sentence; empty where both are."""
    names = [name for name in FROZEN if not (_ROOT / "dist" / name).is_file()]
    return f"Not frozen, so not measured: {', '.join(names)}." if names else ""


def _taking_turns(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """As `pairs.compare`, for work that takes its own time."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for turn in turns(rounds):
        for name in list(works)[:: 1 if turn % 2 else -1]:
            spent[name].append(works[name]())
    return counted(spent)


def _module(name: str, *arguments: str | Path) -> Command:
    return (sys.executable, "-m", name, *arguments)


class _Windows:
    """Starts windows, reads what they say, and ends them."""

    def __init__(self, compiled: Path) -> None:
        # Whoever forbids Python to write compiled modules would measure its compiler.
        ours = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
        self._surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **ours}

    def usable(self, command: Command) -> float:
        """Milliseconds until it is usable; a key must arrive then."""
        begun = time.perf_counter()
        with self._started(command) as say:
            self._expect(say, b"usable")
            took = (time.perf_counter() - begun) * 1000
            self._expect(say, b"typed")
        return took

    def told(self, command: Command) -> dict[str, float]:
        """The figures that it tells once it has done more than starting."""
        with self._started(command) as say:
            self._expect(say, b"usable")
            self._expect(say, b"typed")
            figures: dict[str, float] = json.loads(say())
        return figures

    def drawn(self, command: Command) -> float:
        """Milliseconds until Qt says that it draws a line to type in."""
        begun = time.perf_counter()
        with self._started(command, QT_LOGGING_RULES="qt.widgets.painting=true", QT_LOGGING_TO_CONSOLE="1") as say:
            while _DRAWN not in (said := say()):
                if not said:
                    raise RuntimeError(f"{command[0]} ended without a window")
        return (time.perf_counter() - begun) * 1000

    def at_rest(self, ours: Command, bare: Command) -> str:
        """What both take of the memory while nobody touches them, as a sentence; empty where no system tells."""
        if sys.platform != "linux":
            return ""
        (mine, own), (floor, its) = self._memory(ours), self._memory(bare)
        return (
            f"at rest it holds {mine:.0f} MB, of them {own:.0f} its own; the bare window {floor:.0f} MB and"
            f" {its:.0f} ({mine / floor:.2f} and {own / its:.2f} times)."
        )

    def _memory(self, command: Command) -> tuple[float, float]:
        """Megabytes resident, and those of them that no other process shares."""
        with self._started(command, SPKT_BENCH_TOUCH="no") as say:
            self._expect(say, b"usable")
            time.sleep(_REST)
            lines = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        told = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
        return told["Rss"], told["Private_Clean"] + told["Private_Dirty"]

    @contextmanager
    def _started(self, command: Command, **more: str) -> Iterator[Callable[[], bytes]]:
        with subprocess.Popen(
            [str(word) for word in command], cwd=_ROOT, env=self._surroundings | more, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT if "QT_LOGGING_RULES" in more else subprocess.DEVNULL,
        ) as self._process:  # fmt: skip
            timer = threading.Timer(_LONGEST, self._process.kill)
            timer.start()
            try:
                assert self._process.stdout is not None
                yield self._process.stdout.readline
            finally:
                timer.cancel()
                self._process.kill()

    @staticmethod
    def _expect(say: Callable[[], bytes], word: bytes) -> None:
        if (said := say().strip()) != word:
            raise RuntimeError(f"a window said {said!r} where {word!r} was due")


def imports() -> dict[str, float]:
    """Milliseconds that each package takes to import on the way to the window, the longest first."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", _WAY], cwd=_ROOT, check=True, stderr=subprocess.PIPE,
        encoding="utf-8", timeout=_LONGEST,
    ).stderr  # fmt: skip
    spent: dict[str, float] = {}
    for microseconds, module in _IMPORTED.findall(told):
        package = module.split(".")[0]
        package = "standard library" if package in _SHIPPED else package
        spent[package] = spent.get(package, 0.0) + int(microseconds) / 1000
    longest = sorted(spent.items(), key=lambda item: -item[1])
    large = {package: total for package, total in longest if total >= _SMALL}
    return large | {"others": sum(spent.values()) - sum(large.values())}

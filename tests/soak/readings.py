"""What a long-running desk holds on to, read in its own process: memory, handles, widgets, objects and files."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

PACKAGE = "spkt_desktop"
_PAGE = 4096 if sys.platform == "win32" else os.sysconf("SC_PAGESIZE")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is held at one moment, after everything that nobody holds is gone."""

    rss: float
    """Resident memory, in MB."""
    handles: int
    """Open file descriptors."""
    threads: int
    widgets: int
    qobjects: int
    """That Python knows of."""
    timers: int
    """QTimers that are there, running or not."""
    ours: int
    """Instances of classes of the package."""
    objects: int
    """All that Python's collector keeps track of."""
    files: int
    """In the folder for temporary files, and in the desk's own for work that is not done yet."""


def read(workshops: Path) -> tuple[Reading, Counter[str]]:
    """The present reading, and what it counts of our own classes and of Qt's, by name; Linux only."""
    rss = resident()
    held = Counter(map(type, gc.get_objects()))
    ours = {kind: count for kind, count in held.items() if str(kind.__module__).split(".")[0] == PACKAGE}
    qt = {kind: count for kind, count in held.items() if issubclass(kind, QObject)}
    reading = Reading(
        rss=rss,
        handles=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        threads=threading.active_count(),
        widgets=len(QApplication.allWidgets()),
        qobjects=sum(qt.values()),
        timers=sum(count for kind, count in qt.items() if issubclass(kind, QTimer)),
        ours=sum(ours.values()),
        objects=sum(held.values()),
        files=sum(1 for folder in (Path(tempfile.gettempdir()), workshops) for _ in _files(folder)),
    )
    return reading, Counter({kind.__qualname__: count for kind, count in (ours | qt).items()})


def resident() -> float:
    """Resident memory of this process in MB, after everything that nobody holds has gone back to the system."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return round(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20, 2)


def slope(values: Sequence[float]) -> float:
    """By how much the last two thirds of these values grow from one to the next, as a straight line through them."""
    settled = values[len(values) // 3 :]
    return linear_regression(range(len(settled)), settled).slope


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file()) if folder.exists() else iter(())

"""One serial worker thread: slow work is a pure function of values, and its result settles in the window's thread."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

TIDY = 500
"""Milliseconds between two looks for garbage."""


class Worker(QObject):
    """Runs jobs one after the other beside the window.

    `settle` gets the finished future: its `result()` gives the value or raises what the work raised, so a
    `SpktError` is caught where it can be shown and a bug of ours goes on to the exception hook.
    """

    busy_changed = Signal(bool)
    _finished = Signal(object, object)
    _living: ClassVar[WeakSet[Worker]] = WeakSet()
    """Workers that are not closed: garbage is the process's, and so is the rule about who collects it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        """Made for the first job: the first window is painted without one."""
        self._waiting: dict[str, Future[Any]] = {}
        self._open: set[Future[Any]] = set()
        # Python collects garbage in whichever thread happens to allocate. Widgets that end in the worker's thread end
        # the program, or stop it for good: as long as there is that thread, only the window's collects.
        gc.disable()
        self._living.add(self)
        self._tidy = QTimer(self, interval=TIDY)
        self._tidy.timeout.connect(_tidy_up)
        self._tidy.start()

    @property
    def busy(self) -> bool:
        """Whether a job is waiting, running or not yet settled."""
        return bool(self._open)

    def run(self, work: Callable[[], T], settle: Callable[[Future[T]], None], *, latest: str = "") -> None:
        """Do `work` in the worker's thread, then `settle` in the window's.

        Of the jobs that carry the same `latest`, one that has not begun is dropped when a newer one comes.
        """
        if latest and (stale := self._waiting.pop(latest, None)) and stale.cancel():
            self._open.discard(stale)
        future = (self._pool or self._hire()).submit(work)
        if latest:
            self._waiting[latest] = future
        self._open.add(future)
        self.busy_changed.emit(True)
        future.add_done_callback(lambda done: None if done.cancelled() else self._finished.emit(done, settle))

    def close(self) -> None:
        """Drop what waits, finish what runs, settle nothing more, and hold nothing of it."""
        self._open.clear()
        self._waiting.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._tidy.stop()
        self._living.discard(self)
        if not self._living:
            gc.enable()

    def _hire(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="worker")
        return self._pool

    def _settle(self, done: Future[Any], settle: Callable[[Future[Any]], None]) -> None:
        if done not in self._open:
            return
        self._open.discard(done)
        self._waiting = {latest: job for latest, job in self._waiting.items() if job is not done}
        self.busy_changed.emit(self.busy)
        settle(done)


def _tidy_up() -> None:
    """Collects what Python would have collected by itself by now."""
    due = [generation for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
           if count > most]  # fmt: skip
    if due:
        gc.collect(due[-1])

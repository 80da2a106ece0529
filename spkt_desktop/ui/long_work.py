"""Work that takes its time and can be called off: read in steps in the window's thread, made in the worker's."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from spkt_desktop.books import Progress, Stopped
from spkt_desktop.ui.worker import Worker

T = TypeVar("T")
_LOOK = 100
"""Milliseconds between two looks at how far the worker is."""


class LongWork(QObject):
    """One piece of work at a time; what is begun calls off what was under way.

    As with the worker, `settle` gets the finished future, in the window's thread; of what was called off it is never
    asked.
    """

    progressed = Signal(int, int)
    """Done, of all."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._ticket: _Ticket | None = None
        self._steps: Generator[tuple[int, int], None, Any] | None = None
        self._settle: Callable[[Future[Any]], None] | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._step)
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._steps is not None or self._ticket is not None

    def gather(self, steps: Generator[tuple[int, int], None, T], settle: Callable[[Future[T]], None]) -> None:
        """Do these steps one by one, so that keys are answered between any two, then settle what they return."""
        self.call_off()
        self._steps, self._settle = steps, settle
        self._next.start()

    def run(self, work: Callable[[Progress], T], settle: Callable[[Future[T]], None]) -> None:
        """Do the work in the worker's thread, then settle it; called off, it stops where it next tells of itself."""
        self.call_off()
        ticket = self._ticket = _Ticket()
        self._look.start()
        self._worker.run(lambda: work(ticket.begun()), lambda done: self._made(ticket, done, settle))

    def call_off(self) -> None:
        """End what is under way, at once; nothing of it is settled."""
        self._next.stop()
        self._look.stop()
        if self._steps is not None:
            self._steps.close()
        if self._ticket is not None:
            self._ticket.call_off()
        self._steps = self._ticket = None

    def _step(self) -> None:
        steps, settle = self._steps, self._settle
        if steps is None or settle is None:
            return
        ended: Future[Any] = Future()
        try:
            told = next(steps)
        except StopIteration as end:
            ended.set_result(end.value)
        except Exception as error:  # it is raised again where the future is asked, as one of the worker's is
            ended.set_exception(error)
        else:
            self.progressed.emit(*told)
            self._next.start()
            return
        self._steps = None
        settle(ended)

    def _tell(self) -> None:
        if self._ticket is not None and self._ticket.told is not None:
            self.progressed.emit(*self._ticket.told)

    def _made(self, ticket: _Ticket, done: Future[T], settle: Callable[[Future[T]], None]) -> None:
        if ticket is self._ticket:
            self._look.stop()
            self._ticket = None
            settle(done)


class _Ticket:
    """What the two threads tell each other: how far the work is, and that it is called off."""

    def __init__(self) -> None:
        self.told: tuple[int, int] | None = None
        self._off = Event()

    def begun(self) -> Progress:
        """What tells of the work, unless that was called off before it came to its turn."""
        if self._off.is_set():
            raise Stopped
        return self._tell

    def _tell(self, done: int, of_all: int) -> None:
        if self._off.is_set():
            raise Stopped
        self.told = (done, of_all)

    def call_off(self) -> None:
        self._off.set()

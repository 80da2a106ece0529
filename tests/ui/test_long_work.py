from __future__ import annotations

import threading
from collections.abc import Generator
from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from spkt_desktop.books import Progress, Stopped
from spkt_desktop.errors import Refused
from spkt_desktop.ui.long_work import LongWork
from spkt_desktop.ui.worker import Worker
from tests.waiting import LONGEST


@pytest.fixture
def work(worker: Worker) -> LongWork:
    return LongWork(worker)


class Settled:
    """What came out of it, in the order in which it came."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def __call__(self, done: Future[Any]) -> None:
        self.values.append(done.exception() or done.result())


def counted(to: int, seen: list[int]) -> Generator[tuple[int, int], None, str]:
    for at in range(to):
        seen.append(at)
        yield at, to
    return "semua"


def test_steps_are_done_one_by_one_in_the_windows_thread(work: LongWork, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    settled, seen = Settled(), list[int]()
    work.progressed.connect(lambda done, of_all: told.append((done, of_all)))
    work.gather(counted(3, seen), settled)
    assert work.busy and seen == [], "whoever asked goes on first"
    qtbot.waitUntil(lambda: not work.busy)
    assert told == [(0, 3), (1, 3), (2, 3)] and settled.values == ["semua"]


def test_what_a_step_raises_comes_out_where_it_is_settled(work: LongWork, qtbot: QtBot) -> None:
    def refused() -> Generator[tuple[int, int], None, str]:
        yield 0, 1
        raise Refused("Tidak boleh.")

    settled = Settled()
    work.gather(refused(), settled)
    qtbot.waitUntil(lambda: bool(settled.values))
    assert isinstance(settled.values[0], Refused) and not work.busy


def test_steps_that_are_called_off_end_where_they_are(work: LongWork, qtbot: QtBot) -> None:
    ended: list[str] = []

    def endless() -> Generator[tuple[int, int], None, None]:
        try:
            while True:
                yield 1, 2
        finally:
            ended.append("closed")

    settled = Settled()
    with qtbot.waitSignal(work.progressed):
        work.gather(endless(), settled)
    work.call_off()
    assert ended == ["closed"] and not work.busy
    qtbot.wait(20)
    assert settled.values == []


def test_the_worker_says_how_far_it_is(work: LongWork, qtbot: QtBot) -> None:
    go_on, settled = threading.Event(), Settled()

    def made(progress: Progress) -> str:
        progress(7, 9)
        go_on.wait(LONGEST)
        return threading.current_thread().name

    with qtbot.waitSignal(work.progressed) as told:
        work.run(made, settled)
    assert told.args == [7, 9]
    go_on.set()
    qtbot.waitUntil(lambda: bool(settled.values))
    assert str(settled.values[0]).startswith("worker")


def test_work_that_is_called_off_stops_at_its_next_word_and_settles_nothing(
    work: LongWork, worker: Worker, qtbot: QtBot
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def endless(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(1, 2)
        except Stopped:
            stopped.set()
            raise

    settled = Settled()
    work.run(endless, settled)
    assert begun.wait(LONGEST)
    work.call_off()
    assert not work.busy, "at once, not when the worker is done"
    assert stopped.wait(LONGEST)
    qtbot.waitUntil(lambda: not worker.busy)
    assert settled.values == []


def test_the_newest_wins_and_what_had_not_begun_is_never_done(work: LongWork, worker: Worker, qtbot: QtBot) -> None:
    hold, done, settled = threading.Event(), list[str](), Settled()

    def made(name: str, _: Progress) -> str:
        done.append(name)
        return name

    worker.run(lambda: hold.wait(LONGEST), lambda _: None)
    for name in ("pertama", "kedua", "ketiga"):
        work.run(partial(made, name), settled)
    hold.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert done == settled.values == ["ketiga"]


def test_something_new_calls_off_the_steps_before(work: LongWork, qtbot: QtBot) -> None:
    first, second = Settled(), Settled()
    work.gather(counted(10_000, []), first)
    work.gather(counted(2, []), second)
    qtbot.waitUntil(lambda: not work.busy)
    assert (first.values, second.values) == ([], ["semua"])

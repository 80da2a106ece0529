from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from spkt_desktop.errors import PrinterFailed, SpktError
from spkt_desktop.ui.worker import Worker


def test_work_runs_beside_the_window_and_settles_in_its_thread(worker: Worker, qtbot: QtBot) -> None:
    where: list[int] = []
    results: list[int] = []

    def settle(done: Future[int]) -> None:
        where.append(threading.get_ident())
        results.append(done.result())

    worker.run(threading.get_ident, settle)
    qtbot.waitUntil(lambda: bool(results))
    assert where == [threading.get_ident()] and results[0] != where[0]


def test_a_failure_reaches_the_settling_where_it_can_be_shown(worker: Worker, qtbot: QtBot) -> None:
    said: list[str] = []

    def fail() -> None:
        raise PrinterFailed("stopped", "Printer mati.")

    def settle(done: Future[None]) -> None:
        with pytest.raises(SpktError, match="Printer mati"):
            done.result()
        said.append("shown")

    worker.run(fail, settle)
    qtbot.waitUntil(lambda: said == ["shown"])


def test_of_previews_that_wait_only_the_latest_is_made(worker: Worker, qtbot: QtBot) -> None:
    gate = threading.Event()
    made: list[int] = []
    settled: list[int] = []
    worker.run(lambda: gate.wait(5), lambda _done: None)

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in range(5):
        worker.run(partial(make, number), lambda done: settled.append(done.result()), latest="surat")
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert made == settled == [4]


def test_jobs_keep_their_order_and_busy_ends_with_the_last(worker: Worker, qtbot: QtBot) -> None:
    settled: list[int] = []
    busy: list[bool] = []
    worker.busy_changed.connect(busy.append)
    for number in range(3):
        worker.run(lambda number=number: number, lambda done: settled.append(done.result()))  # type: ignore[misc]
    assert worker.busy
    qtbot.waitUntil(lambda: not worker.busy)
    assert settled == [0, 1, 2] and busy[-1] is False


def test_a_closed_worker_settles_nothing_more(qtbot: QtBot) -> None:
    worker = Worker()
    gate = threading.Event()
    settled: list[str] = []
    worker.run(lambda: gate.wait(5), lambda _done: settled.append("running"))
    worker.run(lambda: None, lambda _done: settled.append("waiting"))
    gate.set()
    worker.close()
    qtbot.wait(50)
    assert settled == []

"""Garbage of the window is collected in the window's thread only."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spkt_desktop.ui.worker import TIDY, Worker


class Knot:
    """Something that only the collector finds, and that tells in which thread it ended."""

    def __init__(self, ended: list[int]) -> None:
        self._own, self._ended, self._widget = self, ended, QObject()

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def test_what_the_window_drops_ends_in_its_own_thread(worker: Worker, qtbot: QtBot) -> None:
    ended: list[int] = []
    done: list[int] = []
    for _ in range(2_000):
        Knot(ended)
    worker.run(lambda: len([[n] for n in range(200_000)]), lambda future: done.append(future.result()))
    qtbot.waitUntil(lambda: bool(done) and len(ended) == 2_000, timeout=10 * TIDY + 10_000)
    assert set(ended) == {threading.get_ident()}
    assert not gc.isenabled()
    worker.close()
    assert gc.isenabled()


def test_the_last_worker_that_closes_gives_the_collector_back(worker: Worker) -> None:
    second = Worker()
    second.close()
    assert not gc.isenabled()
    worker.close()
    assert gc.isenabled()

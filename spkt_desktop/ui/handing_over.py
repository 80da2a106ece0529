"""Lets a sheet leave the desk, by a printer or as a file: what leaves is written down before it does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from spkt_desktop.errors import SpktError
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper
from spkt_desktop.ui.paper import Tray
from spkt_desktop.ui.saving import write_whole
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

PRINTED, PDF, EXCEL = "dicetak", "PDF", "Excel"
"""Ways in which a sheet leaves."""


class HandingOver(QObject):
    """Hands over in the worker; `leaving` is told the way before, and what it refuses stays."""

    said = Signal(str, Tone)
    """How it ended."""
    refused = Signal(str)
    """Why it does not leave."""
    begun = Signal(str)
    """It has been written down, and is on its way: in words."""
    ended = Signal(Letter, bool)
    """Which sheet, and whether it is out."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker

    def print_out(self, letter: Letter, title: str, tray: Tray, leaving: Callable[[str], None]) -> None:
        """Print it; `title` is what the printer's queue shows."""
        self._hand(
            letter, leaving, PRINTED, "Sedang dikirim ke printer …", lambda: paper.spool(letter, tray, 1, title),
            f"{title} dikirim ke printer {tray.name}.",
        )  # fmt: skip

    def save(self, letter: Letter, medium: str, file: Path, content: bytes, leaving: Callable[[str], None]) -> None:
        """Save it as `medium`, PDF or EXCEL."""
        self._hand(
            letter, leaving, medium, "Menyimpan …", lambda: write_whole(file, content),
            f"Tersimpan: {file.name}. Berkas itu tidak terkunci; jaga seperti surat dinas.",
        )  # fmt: skip

    def _hand(
        self,
        letter: Letter,
        leaving: Callable[[str], None],
        medium: str,
        doing: str,
        work: Callable[[], None],
        done: str,
    ) -> None:
        try:
            leaving(medium)
        except SpktError as error:
            self.refused.emit(str(error))
        else:
            self.begun.emit(doing)
            self._worker.run(work, lambda end: self._end(end, letter, done))

    def _end(self, end: Future[None], letter: Letter, words: str) -> None:
        try:
            end.result()
        except SpktError as error:
            self.ended.emit(letter, False)
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.ended.emit(letter, True)
            self.said.emit(words, Tone.GOOD)

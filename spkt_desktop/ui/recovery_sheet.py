"""The sheet with the recovery code: shown once, printed or saved, and confirmed before one goes on."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import MediumFailed, PrinterFailed, SpktError
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper, style
from spkt_desktop.ui.controls import Words, button
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.saving import write_whole
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

WHY = (
    "Cetak lembar ini sekarang dan serahkan kepada Kapolsek dalam amplop tertutup. Kode di dalamnya membuka register"
    " bila kata sandi terlupa; kode tidak disimpan di komputer dan tidak dapat ditampilkan lagi."
)


class RecoverySheet(QWidget):
    """The sheet as it will be printed, with what to do with it."""

    confirmed = Signal(bool)

    def __init__(self, app: App, worker: Worker, code: str) -> None:
        super().__init__()
        self._worker = worker
        self._letter: Letter | None = None
        self._view = LetterView()
        self._said = Words()
        self.print_button = button("Cetak…", self.print_sheet, key="Ctrl+P")
        self.save_button = button("Simpan sebagai PDF…", self.choose, key="Ctrl+S")
        self.kept = QCheckBox("Lembar sudah dicetak atau disimpan")
        self.kept.toggled.connect(self.confirmed)
        column = QVBoxLayout()
        column.setSpacing(style.GAP)
        column.addWidget(Words(WHY))
        column.addWidget(self.print_button)
        column.addWidget(self.save_button)
        column.addWidget(self._said)
        column.addWidget(self.kept)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.MARGIN)
        row.addLayout(column, 2)
        row.addWidget(self._view, 3)
        self.print_button.setEnabled(False)
        self.save_button.setEnabled(False)
        worker.run(app.letters.recovery_sheet(code), self._show)

    def choose(self) -> None:
        """Asks where to save the sheet."""
        name, _kind = QFileDialog.getSaveFileName(self, "Simpan lembar", "lembar-pemulihan.pdf", "PDF (*.pdf)")
        if name and self._letter:
            self._save(self._letter, Path(name))

    def _save(self, letter: Letter, file: Path) -> None:
        try:
            write_whole(file, letter.pdf)
        except MediumFailed:
            self._said.say("Lembar tidak dapat disimpan di situ. Pilih folder lain, atau cetak.", Tone.PROBLEM)
        else:
            self._said.say(f"Tersimpan: {file}. Cetak, lalu hapus berkas itu dari komputer.", Tone.GOOD)
            self.kept.setFocus()

    def print_sheet(self) -> None:
        """Prints the sheet on the printer that the system prefers."""
        if letter := self._letter:
            self.print_button.setEnabled(False)
            self._said.say("Sedang dikirim ke printer …", Tone.QUIET)
            self._worker.run(lambda: _print(letter), self._printed)

    def _printed(self, done: Future[str]) -> None:
        self.print_button.setEnabled(True)
        try:
            printer = done.result()
        except SpktError as error:
            self._said.say(str(error), Tone.PROBLEM)
            self.save_button.setFocus()
        else:
            self._said.say(f"Dikirim ke printer {printer}. Pastikan kodenya terbaca jelas.", Tone.GOOD)
            self.kept.setFocus()

    def _show(self, done: Future[Letter]) -> None:
        try:
            self._letter = done.result()
        except SpktError as error:
            self._said.say(str(error), Tone.PROBLEM)
            return
        self._view.show_pdf(self._letter.pdf)
        self.print_button.setEnabled(True)
        self.save_button.setEnabled(True)
        self.print_button.setFocus()


def _print(letter: Letter) -> str:
    """Hands the sheet to the preferred printer, else to the first; returns its name or raises PrinterFailed."""
    trays = paper.trays(letter.paper)
    if not trays:
        raise PrinterFailed("none", paper.NO_PRINTER)
    paper.spool(letter, trays[0], 1, "Lembar pemulihan")
    return trays[0].name

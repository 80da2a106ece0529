"""Bringing a desk back from a backup file."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog

from spkt_desktop.app import RestoreReport, restore
from spkt_desktop.errors import SpktError
from spkt_desktop.forms import FORMS
from spkt_desktop.records import Clock
from spkt_desktop.ui.controls import PrimaryButton, button, line
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.unlock import nrp_line
from spkt_desktop.ui.worker import Worker

BACKUPS = "Cadangan SPKT (*.spkt-cadangan);;Semua berkas (*)"


class RestoreDoor(Door):
    """The file, who opens it, and the last numbers in the paper register."""

    back = Signal()
    restored = Signal(str)
    """What came back, as sentences."""

    def __init__(self, folder: Path, worker: Worker, clock: Clock) -> None:
        super().__init__(
            "Pulihkan dari cadangan",
            "Cadangan diperiksa seluruhnya sebelum dipakai. Penomoran berlanjut di atas nomor terakhir di buku.",
        )
        self._folder = folder
        self._worker = worker
        self._clock = clock
        self.file = line("Berkas cadangan")
        self.nrp = nrp_line()
        self.passphrase = line("Kata sandi atau kode pemulihan", secret=True)
        self.add("Berkas cadangan", self.file)
        self.rows.addRow(button("Pilih berkas…", self.choose))
        self.add("NRP", self.nrp)
        self.add("Kata sandi atau kode pemulihan", self.passphrase)
        self.numbers = {}
        for name, form in FORMS.items():
            self.numbers[name] = line(f"Nomor terakhir di buku: {form.title}")
            self.numbers[name].setValidator(QIntValidator(0, 999_999, self))
            self.numbers[name].setPlaceholderText("0 bila belum ada tahun ini")
            self.add(self.numbers[name].accessibleName(), self.numbers[name])
        self.add_button(button("Kembali", self.back.emit, key="Esc"))
        self.buttons.addStretch()
        self.add_button(button("Pulihkan", self.restore, kind=PrimaryButton))

    def enter(self) -> None:
        """The focus is on the file."""
        self.file.setFocus()

    def choose(self) -> None:
        """Asks for the backup file."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih berkas cadangan", "", BACKUPS)
        if name:
            self.file.setText(name)
            self.nrp.setFocus()

    def restore(self) -> None:
        """Restores in the worker."""
        for problem, place in (
            ("" if self.file.text().strip() else "Berkas cadangan belum dipilih.", self.file),
            ("" if len(self.nrp.text()) in (8, 18) else "NRP terdiri atas 8 angka, NIP 18 angka.", self.nrp),
            ("" if self.passphrase.text() else "Kata sandi belum diisi.", self.passphrase),
            *(("" if edit.text() else "Nomor terakhir di buku belum diisi; tulis 0 bila belum ada.", edit)
              for edit in self.numbers.values()),
        ):  # fmt: skip
            if problem:
                self.say(problem)
                place.setFocus()
                return
        file, nrp, passphrase = Path(self.file.text().strip()), self.nrp.text(), self.passphrase.text()
        numbers = {name: int(edit.text()) for name, edit in self.numbers.items()}
        folder, clock = self._folder, self._clock
        self.work("Memeriksa dan memulihkan cadangan… Ini memakan beberapa detik.")
        self._worker.run(lambda: restore(file, folder, passphrase, numbers, nrp=nrp, clock=clock), self._settle)

    def _settle(self, done: Future[RestoreReport]) -> None:
        self.rest()
        try:
            report = done.result()
        except SpktError as error:
            self.say(str(error))
            self.passphrase.setFocus()
        else:
            self.passphrase.clear()
            self.restored.emit(f"Meja dipulihkan: {report.events} catatan, sampai {moment(report.last_event_at)}.")

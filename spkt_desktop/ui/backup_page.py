"""Cadangan: a checked copy of the whole desk on a stick, and a check of the register itself."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.keeping import Verified
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, heading, note, progress, subheading
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.place_picker import PlacePicker
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

RESTORING = (
    "Bila komputer ini rusak atau hilang: pasang program di komputer lain, pilih “Pulihkan dari cadangan” pada layar"
    " pertama, tunjuk berkas cadangan terbaru, lalu masukkan NRP, kata sandi, dan nomor terakhir di buku register."
    " Catatan yang sudah diterima Polres kembali lewat tanda terima berikutnya."
)


class BackupPage(Page):
    """Back up now; verify; how to restore."""

    chapter = "Cadangan"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._last = Words()
        self._result = Words()
        self._verified = Words()
        self._progress = progress("Membuat cadangan")
        self.places = PlacePicker("Flashdisk atau folder", app.sending.places)
        self.backup_button = button("Buat cadangan sekarang", self.backup, key="Ctrl+Return", kind=PrimaryButton)
        self.verify_button = button("Periksa register", self.verify)
        self._build()

    def enter(self) -> None:
        """Looks for sticks; the focus is on the main act."""
        self.places.refresh()
        self._result.say("")
        self._verified.say("")
        self._show_last()
        self.backup_button.setFocus()

    def backup(self) -> None:
        """Writes a checked backup to the chosen place."""
        folder = self.places.place
        if folder is None:
            self.said.emit("Belum ada tujuan. Pasang flashdisk lalu “Cari lagi”, atau pilih folder.", Tone.WARNING)
            self.places.list.setFocus()
            return
        try:
            plan = self._app.keeping.prepare()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self._progress.show()
        self.backup_button.setEnabled(False)
        self._result.say("Menulis dan memeriksa cadangan… Jangan cabut flashdisk.", Tone.WARNING)
        self._worker.run(lambda: self._app.keeping.write(plan, folder), self._written)

    def verify(self) -> None:
        """Checks the file, the chain of events, and everything derived from it."""
        try:
            work = self._app.keeping.verifier()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self.verify_button.setEnabled(False)
        self._verified.say("Memeriksa… Meja tetap dapat dipakai.", Tone.QUIET)
        self._worker.run(work, self._checked)

    def _checked(self, done: Future[Verified]) -> None:
        self.verify_button.setEnabled(True)
        try:
            verified = done.result()
        except SpktError as error:
            self._verified.say("")
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self._verified.say(
                f"Register utuh: {verified.events} catatan berantai tanpa celah, {verified.records} surat."
                f" Tanda rantai terakhir {verified.head[:12]}.",
                Tone.GOOD,
            )
        self.verify_button.setFocus()

    def _written(self, done: Future[Path]) -> None:
        self._progress.hide()
        self.backup_button.setEnabled(True)
        try:
            path = done.result()
        except SpktError as error:
            self._result.say("")
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self._app.keeping.written()
            self._result.say(f"Aman dicabut. Cadangan tersimpan dan sudah diperiksa: {path.name}", Tone.GOOD)
            self._show_last()
            self.changed.emit()
        self.backup_button.setFocus()

    def _show_last(self) -> None:
        last = self._app.keeping.last_backup()
        if last:
            self._last.say(f"Cadangan baik terakhir: {moment(last)}.", Tone.PLAIN)
        else:
            self._last.say("Belum pernah ada cadangan. Buat satu hari ini, simpan di luar ruangan ini.", Tone.WARNING)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.GAP)
        column.addWidget(heading("Cadangan"))
        column.addWidget(self._last)
        column.addWidget(self.places)
        column.addLayout(at_left(self.backup_button))
        column.addWidget(self._progress)
        column.addWidget(self._result)
        column.addWidget(note("Cadangan terkunci dengan kata sandi yang sama; tanpa itu isinya tidak terbaca."))
        column.addSpacing(style.MARGIN)
        column.addWidget(subheading("Pemeriksaan register"))
        column.addWidget(note("Memastikan tidak ada catatan yang hilang, berubah, atau rusak sejak meja disiapkan."))
        column.addLayout(at_left(self.verify_button))
        column.addWidget(self._verified)
        column.addSpacing(style.MARGIN)
        column.addWidget(subheading("Memulihkan"))
        column.addWidget(Words(RESTORING))
        column.addStretch()

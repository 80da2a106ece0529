"""The exercise of a restore: proves a backup with a passphrase, while the desk of today is not touched."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog

from spkt_desktop.app import App
from spkt_desktop.app.backups import Kept, Place
from spkt_desktop.app.drill import Drilled
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, labelled, line, progress
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.restore_door import BACKUPS
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

EXPLAINED = (
    "Cadangan baru berguna bila dapat dipulihkan. Latihan ini memulihkan sebuah cadangan di ruang tersendiri, memeriksa"
    " seluruh isinya, membuat ulang surat terakhirnya, lalu menghapusnya lagi. Register hari ini tidak tersentuh."
)
MOST = 30
"""Backups that are offered of each place."""


class DrillPanel(Panel):
    """Which backup, by whose words, and what it showed."""

    title = "Latihan"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._last, self._result = Words(), Words()
        self._progress = progress("Latihan memulihkan")
        self.file = QComboBox()
        self.file.setMinimumHeight(style.ROW)
        self.file.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.other_button = button("Berkas lain…", self.choose)
        self.words = line("Kata sandi Anda, atau kode pemulihan", secret=True)
        self.words.setMaximumWidth(420)
        self.start_button = button("Mulai latihan", self.start, key="Ctrl+Return", kind=PrimaryButton)
        self.words.returnPressed.connect(self.start)
        self.column.addWidget(Words(EXPLAINED))
        self.column.addWidget(self._last)
        self.column.addWidget(labelled("Cadangan yang &diuji", self.file))
        self.column.addLayout(at_left(self.file, self.other_button))
        self.column.addWidget(labelled("&Kata sandi Anda, atau kode pemulihan", self.words))
        self.column.addWidget(self.words)
        self.column.addLayout(at_left(self.start_button))
        self.column.addWidget(self._progress)
        self.column.addWidget(self._result)
        self.column.addStretch()

    def enter(self) -> None:
        """Offers what lies at the places of backups, the newest of an earlier day first."""
        self._result.say("")
        self._say_when()
        self.file.clear()
        self.file.addItem("Mencari cadangan…", None)
        self._worker.run(self._app.backups.looking(), self._found, latest="cadangan")

    def focus_first(self) -> None:
        """On the passphrase: the newest backup is chosen already."""
        self.words.setFocus()

    def choose(self) -> None:
        """Asks for another backup file."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih berkas cadangan", "", BACKUPS)
        if name:
            self.take(Path(name))
        self.words.setFocus()

    def take(self, file: Path) -> None:
        """Offers that file, and chooses it."""
        self.file.insertItem(0, file.name, file)
        self.file.setCurrentIndex(0)

    def start(self) -> None:
        """Exercises in the worker."""
        file, words = self.file.currentData(), self.words.text()
        if not isinstance(file, Path):
            self.said.emit("Belum ada cadangan yang dipilih. Buat cadangan dahulu, atau pilih berkas.", Tone.WARNING)
            self.other_button.setFocus()
            return
        if not words:
            self.said.emit("Kata sandi atau kode pemulihan belum diisi.", Tone.WARNING)
            self.words.setFocus()
            return
        work = self._app.drill.work(file, words, self._app.nrp)
        self.words.clear()
        self.start_button.setEnabled(False)
        self._progress.show()
        self._result.say("Memulihkan di ruang tersendiri dan memeriksa… Meja tetap dapat dipakai.", Tone.QUIET)
        self._worker.run(work, self._done)

    def _found(self, done: Future[list[tuple[Place, list[Kept]]]]) -> None:
        self.file.clear()
        for place, backups in done.result():
            where = "komputer ini" if place.own else str(place.folder)
            for one in backups[:MOST]:
                self.file.addItem(f"{moment(one.at.isoformat())} · {where}", one.file)
        if not self.file.count():
            self.file.addItem("Belum ada cadangan di tempat cadangan otomatis", None)

    def _done(self, done: Future[Drilled]) -> None:
        self._progress.hide()
        self.start_button.setEnabled(True)
        try:
            told = self._app.drill.settle(done.result())
        except SpktError as error:
            self._result.say(f"Latihan gagal. {error}", Tone.PROBLEM)
        else:
            letter = f", surat terakhir {told.letter} dapat dibuat lagi" if told.letter else ""
            behind = f" {told.behind} catatan sesudahnya belum ada di cadangan itu." if told.behind else ""
            self._result.say(
                f"Latihan berhasil: {told.events} catatan dan {told.records} surat utuh sampai"
                f" {moment(told.last_event_at)}{letter}.{behind} Register hari ini tidak tersentuh.",
                Tone.GOOD,
            )
            self._say_when()
            self.changed.emit()
        self.words.setFocus()

    def _say_when(self) -> None:
        last = self._app.drill.last()
        self._last.say(
            f"Latihan terakhir: {moment(last)}." if last else "Belum pernah dilatih. Lakukan sebulan sekali.",
            Tone.PLAIN if last else Tone.WARNING,
        )

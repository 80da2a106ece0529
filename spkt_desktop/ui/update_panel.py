"""Pembaruan program: what lies on the stick, what of it was checked, and the one button that installs it."""

from __future__ import annotations

import subprocess
from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING

from spkt_desktop import __version__
from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, progress, subheading
from spkt_desktop.ui.moments import day
from spkt_desktop.ui.place_picker import PlacePicker
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:  # heavy: cryptography comes with it
    from spkt_desktop.app.updating import Offer, Ready

EXPLAINED = (
    "Versi baru program datang dengan flashdisk, bersama catatan bertanda tangan dari pembuatnya. Sebelum dipasang,"
    " tanda tangan dan seluruh isinya diperiksa dan cadangan dibuat. Data meja tidak diubah oleh pemasangan."
)
CHECKING = "Memeriksa tanda tangan dan isi berkas… Jangan cabut flashdisk."
PREPARING = "Menyalin, memeriksa salinan, dan membuat cadangan… Jangan cabut flashdisk."


class UpdatePanel(Panel):
    """Looks on a stick, tells what is there, and installs it once it is in order."""

    title = "Pembaruan"
    chapter = "Pembaruan program"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._offer: Offer | None = None
        self._setup: subprocess.Popen[bytes] | None = None
        self.places = PlacePicker("Flashdisk atau folder", lambda: app.updating.sticks())
        self.places.changed.connect(self._forget)
        self.look_button = button("Periksa pembaruan", self.look, key="Alt+P")
        self.install_button = button("Pasang dan tutup program", self.install, kind=PrimaryButton)
        self._progress = progress("Memeriksa pembaruan")
        self.result = Words()
        self.column.addWidget(subheading("Pembaruan program"))
        self.column.addWidget(Words(EXPLAINED))
        self.column.addWidget(Words(f"Versi yang terpasang: {__version__}."))
        self.column.addWidget(self.places)
        self.column.addLayout(at_left(self.look_button, self.install_button))
        self.column.addWidget(self._progress)
        self.column.addWidget(self.result)
        self.column.addStretch()

    def enter(self) -> None:
        """Looks which sticks are there."""
        self.places.refresh()
        self._forget()

    def focus_first(self) -> None:
        """On looking."""
        self.look_button.setFocus()

    def look(self) -> None:
        """Checks what lies at the chosen place."""
        place = self.places.place
        if place is None:
            self.said.emit("Belum ada tempat. Pasang flashdisk lalu “Cari lagi”, atau pilih folder.", Tone.WARNING)
            self.places.list.setFocus()
            return
        updating = self._app.updating

        def work() -> Offer:
            offer = updating.look(place)
            updating.check(offer)
            return offer

        self._begin(CHECKING)
        self._worker.run(work, self._looked)

    def install(self) -> None:
        """Makes a checked copy and a backup, then starts the setup and closes the program."""
        if self._offer is None:
            return
        try:
            work = self._app.updating.work(self._offer)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self._begin(PREPARING)
        self._worker.run(work, self._prepared)

    def _looked(self, done: Future[Offer]) -> None:
        self._end()
        try:
            self._offer = done.result()
        except SpktError as error:
            self.result.say(str(error), Tone.PROBLEM)
            self.look_button.setFocus()
            return
        note = self._offer.note
        self.result.say(
            f"Ditemukan versi {note.version} tanggal {day(date.fromisoformat(note.date))}. Sudah diperiksa: tanda"
            " tangan pembuat, jenis komputer, versi lebih baru, dan seluruh isi berkas.",
            Tone.GOOD,
        )
        self.install_button.setEnabled(True)
        self.install_button.setFocus()

    def _prepared(self, done: Future[Ready]) -> None:
        self._end()
        try:
            ready = done.result()
            self._app.updating.settle()
            if self._app.updating.installs:
                self._setup = self._app.updating.begin(ready)
        except SpktError as error:
            self.result.say(str(error), Tone.PROBLEM)
            self.look_button.setFocus()
            return
        if self._setup is None:
            self.result.say(ready.words, Tone.GOOD)
        else:
            self.window().close()

    def _begin(self, words: str) -> None:
        self._progress.show()
        self.look_button.setEnabled(False)
        self.install_button.setEnabled(False)
        self.result.say(words, Tone.WARNING)

    def _end(self) -> None:
        self._progress.hide()
        self.look_button.setEnabled(True)

    def _forget(self) -> None:
        """What was found elsewhere is offered no more."""
        self._offer = None
        self.install_button.setEnabled(False)
        self.result.say("")

"""A backup of this moment, to a stick or folder that the officer chooses."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, note, progress
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.place_picker import PlacePicker
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

LOCKED = "Cadangan terkunci dengan kata sandi yang sama; tanpa itu isinya tidak terbaca."


class BackupNow(Panel):
    """Says how the last one stands, and makes one."""

    title = "Sekarang"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._last, self._warning, self._result = Words(), Words(), Words()
        self._progress = progress("Membuat cadangan")
        self.places = PlacePicker("Flashdisk atau folder", app.sending.places)
        self.backup_button = button("Buat cadangan sekarang", self.backup, key="Ctrl+Return", kind=PrimaryButton)
        self.column.addWidget(self._last)
        self.column.addWidget(self._warning)
        self.column.addWidget(self.places)
        self.column.addLayout(at_left(self.backup_button))
        self.column.addWidget(self._progress)
        self.column.addWidget(self._result)
        self.column.addWidget(note(LOCKED))
        self.column.addStretch()

    def enter(self) -> None:
        """Looks for sticks."""
        self.places.refresh()
        self._result.say("")
        self._show_last()

    def focus_first(self) -> None:
        """On the main act."""
        self.backup_button.setFocus()

    def backup(self) -> None:
        """Writes a checked backup to the chosen place."""
        folder = self.places.place
        if folder is None:
            self.said.emit("Belum ada tujuan. Pasang flashdisk lalu “Cari lagi”, atau pilih folder.", Tone.WARNING)
            self.places.list.setFocus()
            return
        plan = self._app.keeping.prepare()
        self._progress.show()
        self.backup_button.setEnabled(False)
        self._result.say("Menulis dan memeriksa cadangan… Jangan cabut flashdisk.", Tone.WARNING)
        self._worker.run(lambda: self._app.keeping.write(plan, folder), self._written)

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
        self._warning.say(self._app.backups.warning(), Tone.WARNING)
        if last := self._app.keeping.last_backup():
            self._last.say(f"Cadangan baik terakhir: {moment(last)}.", Tone.PLAIN)
        else:
            self._last.say("Belum pernah ada cadangan. Buat satu hari ini, simpan di luar ruangan ini.", Tone.WARNING)

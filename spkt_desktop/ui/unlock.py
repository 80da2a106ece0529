"""Opening the desk: NRP and passphrase, or the recovery code when the passphrase is forgotten."""

from __future__ import annotations

import math
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from spkt_desktop.app import Opened, open_vault, recover, waiting
from spkt_desktop.app.places import real_clock
from spkt_desktop.errors import SpktError, WrongPassphrase
from spkt_desktop.records import Clock
from spkt_desktop.ui.controls import PrimaryButton, button, line
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.nrp import nrp_line
from spkt_desktop.ui.passphrase import CapsHint, PassphrasePair, caps_label
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker


class Unlock(QStackedWidget):
    """The usual door, the one for a forgotten passphrase, and the way back from a backup."""

    opened = Signal(Opened)
    restored = Signal(str)
    """What a restore brought back, as sentences."""

    def __init__(self, folder: Path, worker: Worker, nrp: str = "", clock: Clock = real_clock) -> None:
        super().__init__()
        self._folder, self._worker, self._clock = folder, worker, clock
        self.usual = PassphraseDoor(folder, worker, nrp)
        self.forgotten = RecoveryDoor(folder, worker)
        for door in (self.usual, self.forgotten):
            self.addWidget(door)
            door.opened.connect(self.opened)
        self.usual.forgot.connect(self._forgot)
        self.usual.lost.connect(self.restore)
        self.forgotten.back.connect(self._back)

    def enter(self, words: str = "") -> None:
        """Shows the usual door; `words` say why it is shown again."""
        self._back()
        self.usual.say(words, Tone.ACCENT)

    def restore(self) -> None:
        """Shows the way back from a backup."""
        from spkt_desktop.ui.restore_door import RestoreDoor  # rarely needed, and not on the way to the first window

        door = RestoreDoor(self._folder, self._worker, self._clock)
        door.back.connect(self._back)
        door.restored.connect(self.restored)
        self.addWidget(door)
        self.setCurrentWidget(door)
        door.enter()

    def _forgot(self) -> None:
        self.forgotten.nrp.setText(self.usual.nrp.text())
        self.setCurrentWidget(self.forgotten)
        self.forgotten.code.setFocus()

    def _back(self) -> None:
        if (shown := self.currentWidget()) and shown not in (self.usual, self.forgotten):
            self.removeWidget(shown)
            shown.deleteLater()
        self.setCurrentWidget(self.usual)
        self.usual.focus_first()


class PassphraseDoor(Door):
    """NRP and passphrase; another officer takes over simply by typing another NRP."""

    opened = Signal(Opened)
    forgot = Signal()
    lost = Signal()
    """The register is damaged or gone, says the officer."""

    def __init__(self, folder: Path, worker: Worker, nrp: str) -> None:
        super().__init__("Buka meja SPKT", "Masukkan NRP dan kata sandi Anda.")
        self._folder = folder
        self._worker = worker
        self._tried = nrp
        self._wrong = ""
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.nrp = nrp_line()
        self.nrp.setText(nrp)
        self.passphrase = line("Kata sandi", secret=True)
        caps = caps_label()
        CapsHint(self.passphrase, caps)
        self.add("NRP", self.nrp)
        self.add("Kata sandi", self.passphrase)
        self.rows.addRow(caps)
        self.open_button = button("Buka", self.open, kind=PrimaryButton)
        self.add_button(button("Lupa kata sandi", self.forgot.emit))
        self.add_button(button("Pulihkan dari cadangan", self.lost.emit))
        self.buttons.addStretch()
        self.add_button(self.open_button)
        self.setTabOrder(self.passphrase, self.open_button)
        self.nrp.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self.open)

    def focus_first(self) -> None:
        """On the passphrase where the NRP is known, else on the NRP."""
        (self.passphrase if self.nrp.text() else self.nrp).setFocus()

    def open(self) -> None:
        """Tries to open the vault in the worker."""
        if self._left:
            return
        nrp, passphrase, folder = self.nrp.text(), self.passphrase.text(), self._folder
        if len(nrp) not in (8, 18):
            self.say("NRP terdiri atas 8 angka, NIP 18 angka. Periksa lalu ketik ulang.")
            self.nrp.setFocus()
            return
        if not passphrase:
            self.say("Kata sandi belum diisi.")
            self.passphrase.setFocus()
            return
        self._tried = nrp
        self.work("Membuka register… Ini memakan beberapa detik.")
        self._worker.run(lambda: open_vault(folder, nrp, passphrase), self._settle)

    def _settle(self, done: Future[Opened]) -> None:
        self.rest()
        try:
            opened = done.result()
        except WrongPassphrase as error:
            self._left = math.ceil(waiting(self._folder, self._tried))
            self._wrong = str(error)
            self._show_wait()
            self.passphrase.clear()
            self.passphrase.setFocus()
        except SpktError as error:
            self.say(str(error))
            self.passphrase.setFocus()
        else:
            self.passphrase.clear()
            self.opened.emit(opened)

    def _tick(self) -> None:
        self._left -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        self.open_button.setEnabled(not self._left)
        if self._left:
            self._timer.start()
            self.say(f"Kata sandi belum cocok. Register tetap aman. Dapat dicoba lagi dalam {self._left} detik.")
        else:
            self._timer.stop()
            self.say(self._wrong)


class RecoveryDoor(Door):
    """The printed recovery code gives an officer a new passphrase."""

    opened = Signal(Opened)
    back = Signal()

    def __init__(self, folder: Path, worker: Worker) -> None:
        super().__init__(
            "Lupa kata sandi",
            "Ambil lembar kode pemulihan (disimpan Kapolsek), lalu pilih kata sandi baru. Isi register tetap utuh.",
        )
        self._folder = folder
        self._worker = worker
        self.code = line("Kode pemulihan", hint="seperti tercetak pada lembar")
        self.nrp = nrp_line()
        self.pair = PassphrasePair()
        self.add("Kode pemulihan", self.code)
        self.add("NRP Anda", self.nrp)
        self.rows.addRow(self.pair)
        self.add_button(button("Kembali", self.back.emit, key="Esc"))
        self.buttons.addStretch()
        self.add_button(button("Buka dengan kode pemulihan", self.open, kind=PrimaryButton))
        self.code.returnPressed.connect(self.nrp.setFocus)
        self.nrp.returnPressed.connect(self.pair.first.setFocus)
        self.pair.first.returnPressed.connect(self.pair.second.setFocus)
        self.pair.second.returnPressed.connect(self.open)

    def open(self) -> None:
        """Opens the vault with the code and sets the new passphrase, in the worker."""
        self.pair.nrp = self.nrp.text()
        for problem, place in (
            ("" if self.code.text().strip() else "Kode pemulihan belum diisi.", self.code),
            ("" if len(self.nrp.text()) in (8, 18) else "NRP terdiri atas 8 angka, NIP 18 angka.", self.nrp),
            (self.pair.problem(), self.pair.first),
        ):
            if problem:
                self.say(problem)
                place.setFocus()
                return
        folder, code, nrp, passphrase = self._folder, self.code.text().strip(), self.nrp.text(), self.pair.text
        self.work("Memeriksa kode dan memasang kata sandi baru…")
        self._worker.run(lambda: recover(folder, code, nrp, passphrase), self._settle)

    def _settle(self, done: Future[Opened]) -> None:
        self.rest()
        try:
            opened = done.result()
        except SpktError as error:
            self.say(str(error), Tone.PROBLEM)
            self.code.setFocus()
        else:
            self.code.clear()
            self.pair.clear()
            self.opened.emit(opened)

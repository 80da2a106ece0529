"""Opening the desk: NRP and passphrase, or the recovery code when the passphrase is forgotten."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget

from spkt_desktop.app.whereabouts import real_clock
from spkt_desktop.errors import SpktError, WrongPassphrase
from spkt_desktop.ui.controls import PrimaryButton, button, line
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.nrp import nrp_line
from spkt_desktop.ui.passphrase import CapsHint, PassphrasePair, caps_label
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spkt_desktop.app import Opened
    from spkt_desktop.records import Clock
    from spkt_desktop.ui.restore_door import RestoreDoor

CHAPTER = "Masuk dan mengunci"
"""Of the handbook."""


class Unlock(QStackedWidget):
    """The usual door, the one for a forgotten passphrase, and the way back from a backup."""

    opened = Signal(object)
    """Opened."""
    painted = Signal()
    """It stands on the screen for the first time."""
    touched = Signal()
    """Somebody types: what lies behind the door will be wanted."""
    restored = Signal(str)
    """What a restore brought back, as sentences."""

    def __init__(self, folder: Path, worker: Worker, nrp: str = "", clock: Clock = real_clock) -> None:
        super().__init__()
        self._folder, self._worker, self._clock = folder, worker, clock
        self._painted = False
        self.usual = PassphraseDoor(folder, worker, nrp)
        self.addWidget(self.usual)
        self.usual.opened.connect(self.opened)
        self.usual.forgot.connect(self._forgot)
        self.usual.lost.connect(self.restore)
        for edit in (self.usual.nrp, self.usual.passphrase):
            edit.textEdited.connect(self.touched)

    @property
    def chapter(self) -> str:
        """Of the handbook, about the door that is shown."""
        shown = self.currentWidget()
        return "Lupa kata sandi" if isinstance(shown, RecoveryDoor) else CHAPTER if shown is self.usual else "Cadangan"

    def enter(self, words: str = "") -> None:
        """Shows the usual door; `words` say why it is shown again."""
        self._back()
        self.usual.say(words, Tone.ACCENT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that it is painted, after what stands on it is painted too."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def restore(self) -> None:
        """Shows the way back from a backup, once it is loaded: it is rarely needed."""
        self._worker.run(_load_way_back, self._show_way_back)

    def _show_way_back(self, loaded: Future[type[RestoreDoor]]) -> None:
        if self.currentWidget() is not self.usual:  # asked for twice, or left again
            return
        door = loaded.result()(self._folder, self._worker, self._clock)
        door.back.connect(self._back)
        door.restored.connect(self.restored)
        self.addWidget(door)
        self.setCurrentWidget(door)
        door.enter()

    def _forgot(self) -> None:
        door = RecoveryDoor(self._folder, self._worker)
        door.nrp.setText(self.usual.nrp.text())
        door.opened.connect(self.opened)
        door.back.connect(self._back)
        self.addWidget(door)
        self.setCurrentWidget(door)
        door.code.setFocus()

    def _back(self) -> None:
        if (shown := self.currentWidget()) and shown is not self.usual:
            self.removeWidget(shown)
            shown.deleteLater()
        self.setCurrentWidget(self.usual)
        self.usual.focus_first()


class PassphraseDoor(Door):
    """NRP and passphrase; another officer takes over simply by typing another NRP."""

    opened = Signal(object)
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
        self.nrp.textChanged.connect(self._other_officer)
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
        self._worker.run(lambda: _open(folder, nrp, passphrase), self._settle)

    def _settle(self, done: Future[Opened]) -> None:
        self.rest()
        try:
            opened = done.result()
        except WrongPassphrase as error:
            self._left = _seconds_left(self._folder, self._tried)
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

    def _other_officer(self, nrp: str) -> None:
        """Whoever was wrong has to wait, and nobody else; that officer's next try is held back all the same."""
        if self._left and nrp != self._tried:
            self._left, self._wrong = 0, ""
            self._show_wait()

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

    opened = Signal(object)
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
        self._worker.run(lambda: _recover(folder, code, nrp, passphrase), self._settle)

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


# What lies behind the door is loaded by the worker alone, one thing after the other: two threads that load the same
# packages may each get half of them.


def _open(folder: Path, nrp: str, passphrase: str) -> Opened:
    from spkt_desktop.app.opening import open_vault

    return open_vault(folder, nrp, passphrase)


def _recover(folder: Path, code: str, nrp: str, passphrase: str) -> Opened:
    from spkt_desktop.app.opening import recover

    return recover(folder, code, nrp, passphrase)


def _seconds_left(folder: Path, nrp: str) -> int:
    from spkt_desktop.app.opening import waiting  # loaded by `_open` by now

    return math.ceil(waiting(folder, nrp))


def _load_way_back() -> type[RestoreDoor]:
    from spkt_desktop.ui.restore_door import RestoreDoor

    return RestoreDoor

"""What can be set: one's own passphrase, the recovery code; and what every panel of the settings is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, labelled, line, note, subheading
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.passphrase import CapsHint, PassphrasePair, caps_label
from spkt_desktop.ui.recovery_sheet import RecoverySheet
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker


class Panel(QWidget):
    """One part of the settings."""

    said = Signal(str, Tone)
    changed = Signal()
    title = ""
    chapter = ""
    """Heading of the handbook; empty: that of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, style.GAP, 0, 0)
        self.column.setSpacing(style.GAP)

    def enter(self) -> None:
        """Shows how things stand; the focus stays where it is."""

    def focus_first(self) -> None:
        """Puts the focus on the first control."""


class PassphrasePanel(Panel):
    """The passphrase of the officer on duty."""

    title = "Kata sandi"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.old = line("Kata sandi sekarang", secret=True)
        self.old.setMaximumWidth(420)
        caps = caps_label()
        CapsHint(self.old, caps)
        self.pair = PassphrasePair()
        self.pair.setMaximumWidth(600)
        self.column.addWidget(subheading("Ganti kata sandi saya"))
        self.column.addWidget(labelled("Kata sandi &sekarang", self.old))
        self.column.addWidget(self.old)
        self.column.addWidget(caps)
        self.column.addWidget(self.pair)
        self.column.addLayout(at_left(button("Ganti kata sandi", self.change, kind=PrimaryButton)))
        self.column.addStretch()
        self.old.returnPressed.connect(self.pair.first.setFocus)
        self.pair.first.returnPressed.connect(self.pair.second.setFocus)
        self.pair.second.returnPressed.connect(self.change)

    def enter(self) -> None:
        """Empties the lines."""
        self.old.clear()
        self.pair.clear()

    def focus_first(self) -> None:
        """On the passphrase of now."""
        self.old.setFocus()

    def change(self) -> None:
        """Changes the passphrase; the old one no longer opens the desk."""
        self.pair.nrp = self._app.officer.nrp
        if problem := self.pair.problem():
            self.said.emit(problem, Tone.PROBLEM)
            self.pair.first.setFocus()
            return
        try:
            with waiting():
                self._app.settings.change_passphrase(self.old.text(), self.pair.text)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit("Kata sandi diganti.", Tone.GOOD)
            self.enter()
        self.old.setFocus()


class RecoveryPanel(Panel):
    """Trying the code of the sheet, and a new sheet; the former one then no longer opens anything."""

    title = "Kode pemulihan"
    chapter = "Lupa kata sandi"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._sheet: RecoverySheet | None = None
        self.make_button = button("Buat kode pemulihan baru", self.make)
        self.code = line("Kode pada lembar", hint="seperti tercetak pada lembar")
        self.code.setMaximumWidth(420)
        self.code.returnPressed.connect(self.try_code)
        self._tried = note()
        self.column.addWidget(subheading("Kode pemulihan"))
        self.column.addWidget(
            Words("Buat kode baru bila lembar lama hilang atau pernah dipakai. Lembar lama langsung tidak berlaku.")
        )
        self.column.addLayout(at_left(self.make_button))
        self._trial = QWidget()
        trial = QVBoxLayout(self._trial)
        trial.setContentsMargins(0, style.MARGIN, 0, 0)
        trial.setSpacing(style.GAP)
        trial.addWidget(subheading("Coba kode pada lembar"))
        trial.addWidget(
            Words("Ketik kode dari lembar untuk memastikan masih terbaca dan membuka meja ini. Tidak ada yang berubah.")
        )
        trial.addWidget(labelled("Kode pada &lembar", self.code))
        trial.addWidget(self.code)
        trial.addWidget(self._tried)
        trial.addLayout(at_left(button("Coba kode", self.try_code)))
        self.column.addWidget(self._trial)
        self.column.addStretch()

    def enter(self) -> None:
        """Puts a sheet that was shown away, and tells when a code was last tried."""
        if self._sheet is not None:
            self.column.removeWidget(self._sheet)
            self._sheet.deleteLater()
            self._sheet = None
        self.code.clear()
        at, good = self._app.settings.recovery_tried()
        how = "benar" if good else "tidak membuka meja ini"
        self._tried.say(f"Terakhir dicoba {moment(at)}: {how}." if at else "Kode yang berlaku belum pernah dicoba.")
        self._trial.show()

    def focus_first(self) -> None:
        """On making a code."""
        self.make_button.setFocus()

    def try_code(self) -> None:
        """Says whether that code would open this desk."""
        if not self.code.text().strip():
            self.said.emit("Kode pada lembar belum diisi.", Tone.PROBLEM)
            self.code.setFocus()
            return
        try:
            with waiting():
                good = self._app.settings.try_recovery_code(self.code.text())
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            self.code.setFocus()
            return
        if good:
            self.said.emit("Kode benar: lembar ini membuka meja. Simpan kembali dalam amplop tertutup.", Tone.GOOD)
        else:
            self.said.emit(
                "Kode ini tidak membuka meja ini. Cari lembar yang terbaru; bila hilang, buat kode pemulihan baru.",
                Tone.PROBLEM,
            )
        self.enter()
        self.code.setFocus()

    def make(self) -> None:
        """Makes a new code and shows its sheet."""
        try:
            with waiting():
                code = self._app.settings.new_recovery_code()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self.enter()
        self._trial.hide()
        self._sheet = RecoverySheet(self._app, self._worker, code)
        self.column.insertWidget(3, self._sheet, 100)
        self.said.emit("Kode pemulihan baru berlaku. Cetak lembarnya sekarang.", Tone.WARNING)

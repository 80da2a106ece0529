"""Setting up a desk: what kind of beginning, who we are, who works here, how letters look; then the papers to keep."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from spkt_desktop.app import App, SetUp, set_up, start
from spkt_desktop.errors import SpktError
from spkt_desktop.forms import PAPERS, SETTINGS, complete
from spkt_desktop.records import Clock
from spkt_desktop.ui.controls import PrimaryButton, button
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.restore_door import RestoreDoor
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.wizard_end import CardsStep, SheetStep
from spkt_desktop.ui.wizard_frame import WizardFrame
from spkt_desktop.ui.wizard_numbers import NumbersStep
from spkt_desktop.ui.wizard_steps import Draft, OfficersStep, UnitStep
from spkt_desktop.ui.worker import Worker

ASKING, KEEPING = 4, 2
"""Steps that ask, and steps that hand over."""


class Welcome(Door):
    """Three ways to begin."""

    fresh = Signal()
    sample = Signal()
    restore = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Selamat datang di SPKT Desktop",
            "Komputer ini belum mempunyai meja SPKT. Semua bekerja tanpa internet; data terkunci di komputer ini.",
        )
        self.first = button("Siapkan meja baru", self.fresh.emit, kind=PrimaryButton)
        for made in (
            self.first,
            button("Coba dengan data contoh", self.sample.emit),
            button("Pulihkan dari cadangan", self.restore.emit),
        ):
            made.setMinimumHeight(44)
            self.rows.addRow(made)


class Wizard(QStackedWidget):
    """The welcome, and behind it the steps or the restore."""

    opened = Signal(App)
    sample = Signal()
    restored = Signal(str)
    """What the restore brought back, as sentences."""
    chapter = "Menyiapkan meja"
    """Of the handbook."""

    def __init__(self, folder: Path, worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._folder = folder
        self._worker = worker
        self._clock = clock
        self.welcome = Welcome()
        self.welcome.fresh.connect(self._begin)
        self.welcome.sample.connect(self._try_sample)
        self.welcome.restore.connect(self._show_restore)
        self.draft = Draft({}, [])
        self.asking = WizardFrame(
            (
                UnitStep(self.draft, clock, ("kesatuan",), "Kesatuan", "Nama seperti tercetak pada surat."),
                OfficersStep(self.draft, clock),
                UnitStep(
                    self.draft, clock, ("kop", "surat", next(iter(PAPERS)), "keamanan"), "Surat",
                    "Usulan sudah diisi dari nama kesatuan. Samakan dengan surat yang dipakai sekarang.",
                ),
                NumbersStep(self.draft, clock),
            ),
            "Buat meja",
            after=KEEPING,
        )  # fmt: skip
        self.asking.back.connect(self._welcome)
        self.asking.finished.connect(self._make)
        self.restoring = RestoreDoor(folder, worker, clock)
        self.restoring.back.connect(self._welcome)
        self.restoring.restored.connect(self.restored)
        for page in (self.welcome, self.asking, self.restoring):
            self.addWidget(page)

    def enter(self) -> None:
        """Shows the welcome; the focus is on the first way to begin."""
        self._welcome()

    def fail(self, words: str) -> None:
        """Says on the welcome why a way to begin did not lead anywhere."""
        self.welcome.rest()
        self.welcome.say(words)
        self.welcome.first.setFocus()

    def _welcome(self) -> None:
        self.setCurrentWidget(self.welcome)
        self.welcome.first.setFocus()

    def _begin(self) -> None:
        self.setCurrentWidget(self.asking)
        self.asking.enter()

    def _show_restore(self) -> None:
        self.setCurrentWidget(self.restoring)
        self.restoring.enter()

    def _try_sample(self) -> None:
        self.welcome.work("Menyiapkan meja contoh… Ini memakan waktu sekitar setengah menit.")
        self.sample.emit()

    def _make(self) -> None:
        unit = complete(SETTINGS["unit"], self.draft.unit)  # what was not asked is as the papers have it
        folder, clock = self._folder, self._clock
        officers = [values for values, _ in self.draft.officers]
        passphrases = [passphrase for _, passphrase in self.draft.officers]
        self.asking.work("Membuat register terkunci dan kunci-kuncinya… Ini memakan beberapa detik.")
        self._worker.run(lambda: set_up(folder, unit, officers, passphrases, clock=clock), self._made)

    def _made(self, done: Future[SetUp]) -> None:
        self.asking.rest()
        try:
            made = done.result()
            app = start(self._folder, made.opened, self._clock)
        except SpktError as error:
            self.asking.say(str(error), Tone.PROBLEM)
            return
        steps = (SheetStep(app, self._worker, made.recovery_code), CardsStep(app, made.desk_card))
        keeping = WizardFrame(steps, "Buka meja", before=ASKING)
        keeping.back_button.hide()
        keeping.finished.connect(lambda: self.opened.emit(app))
        self.addWidget(keeping)
        self.setCurrentWidget(keeping)
        keeping.enter()

"""Bringing a desk back from a backup file: first what it holds and what would be lost, then the act."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QIntValidator
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QStackedWidget, QWidget

from spkt_desktop.app import Found, RestoreReport, look_into, take_over
from spkt_desktop.app.places import leave
from spkt_desktop.errors import SpktError
from spkt_desktop.forms import FORMS
from spkt_desktop.records import Clock
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, button, labelled, line
from spkt_desktop.ui.door import Door
from spkt_desktop.ui.found_words import held, lost
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.nrp import nrp_line
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

BACKUPS = "Cadangan SPKT (*.spkt-cadangan);;Semua berkas (*)"
LARGEST = 999_999
ASKED = (
    "Buka buku register kertas. Bila nomor terakhir di buku lebih tinggi daripada yang tertulis di sini, ganti"
    " angkanya: penomoran berlanjut di atasnya."
)


class RestoreDoor(QStackedWidget):
    """The backup and who opens it; then what was found in it, and the last numbers of the paper register."""

    back = Signal()
    restored = Signal(str)
    """What came back, as sentences."""

    def __init__(self, folder: Path, worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._folder = folder
        self._worker = worker
        self._clock = clock
        self._found: Found | None = None
        self.asking = AskDoor()
        self.finding = FoundDoor()
        for door in (self.asking, self.finding):
            self.addWidget(door)
        self.asking.back.connect(self.back)
        self.asking.wanted.connect(self.look)
        self.finding.back.connect(self.enter)
        self.finding.agreed.connect(self.restore)

    def enter(self) -> None:
        """Begins with the file; what was found before is left."""
        self._leave()
        self.setCurrentWidget(self.asking)
        self.asking.file.setFocus()

    def look(self) -> None:
        """Unpacks and checks the backup in the worker; nothing of the desk changes."""
        if problem := self.asking.problem():
            self.asking.say(problem[0])
            problem[1].setFocus()
            return
        file, nrp, words = Path(self.asking.file.text().strip()), self.asking.nrp.text(), self.asking.passphrase.text()
        folder, clock = self._folder, self._clock
        self._leave()
        self.asking.work("Memeriksa cadangan… Ini memakan beberapa detik.")
        self._worker.run(lambda: look_into(file, folder, words, nrp=nrp, clock=clock), self._looked)

    def restore(self) -> None:
        """Swaps the desk in the worker."""
        found, folder, clock, numbers = self._found, self._folder, self._clock, self.finding.last_numbers()
        if found is None:
            return
        self.finding.work("Memulihkan…")
        self._worker.run(lambda: take_over(found, folder, numbers, clock=clock), self._restored)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaves what was unpacked."""
        super().hideEvent(event)
        if not self._worker.busy:
            self._leave()

    def _looked(self, done: Future[Found]) -> None:
        self.asking.rest()
        try:
            self._found = done.result()
        except SpktError as error:
            self.asking.say(str(error))
            self.asking.passphrase.setFocus()
        else:
            self.asking.passphrase.clear()
            self.finding.show_found(self._found)
            self.setCurrentWidget(self.finding)
            self.finding.focus_first()

    def _restored(self, done: Future[RestoreReport]) -> None:
        self.finding.rest()
        try:
            report = done.result()
        except SpktError as error:
            self.finding.say(str(error))
        else:
            self._leave()
            words = f"Meja dipulihkan: {report.events} catatan, sampai {moment(report.last_event_at)}."
            kept = " Meja yang tadi disimpan di samping." if report.kept else ""
            self.restored.emit(f"{words}{kept} Kirim bundel ke Polres: catatan yang hilang kembali lewat tanda terima.")

    def _leave(self) -> None:
        if self._found is not None:
            leave(self._found.workshop)
            self._found = None


class AskDoor(Door):
    """Which backup, and who opens it."""

    back = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Pulihkan dari cadangan",
            "Cadangan diperiksa seluruhnya dahulu. Belum ada yang berubah sebelum Anda menyetujuinya.",
        )
        self.file = line("Berkas cadangan")
        self.nrp = nrp_line()
        self.passphrase = line("Kata sandi atau kode pemulihan", secret=True)
        self.add("Berkas cadangan", self.file)
        self.rows.addRow(button("Pilih berkas…", self.choose))
        self.add("NRP", self.nrp)
        self.add("Kata sandi atau kode pemulihan", self.passphrase)
        self.add_button(button("Kembali", self.back.emit, key="Esc"))
        self.buttons.addStretch()
        self.add_button(button("Periksa cadangan", self.wanted.emit, kind=PrimaryButton))
        self.file.returnPressed.connect(self.nrp.setFocus)
        self.nrp.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self.wanted)

    def choose(self) -> None:
        """Asks for the backup file."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih berkas cadangan", "", BACKUPS)
        if name:
            self.file.setText(name)
            self.nrp.setFocus()

    def problem(self) -> tuple[str, QLineEdit] | None:
        """What is not filled in yet, and where."""
        for words, place in (
            ("" if self.file.text().strip() else "Berkas cadangan belum dipilih.", self.file),
            ("" if len(self.nrp.text()) in (8, 18) else "NRP terdiri atas 8 angka, NIP 18 angka.", self.nrp),
            ("" if self.passphrase.text() else "Kata sandi belum diisi.", self.passphrase),
        ):
            if words:
                return words, place
        return None


class FoundDoor(Door):
    """What the backup holds, what restoring it would take away, and where the numbers go on."""

    back = Signal()
    agreed = Signal()

    def __init__(self) -> None:
        super().__init__("Isi cadangan ini", width=800)
        self._held, self._lost = Words(), Words()
        self.numbers: dict[str, QLineEdit] = {}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.GAP)
        grid.setVerticalSpacing(style.GAP // 2)
        for column in (0, 3):
            grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(2, 2 * style.MARGIN)
        half = (len(FORMS) + 1) // 2
        for place, (name, form) in enumerate(FORMS.items()):
            edit = self.numbers[name] = line(f"Nomor terakhir di buku: {form.title}")
            edit.setValidator(QIntValidator(0, LARGEST, self))
            edit.setFixedWidth(80)
            column, row = divmod(place, half)
            grid.addWidget(labelled(form.title, edit), row, 3 * column)
            grid.addWidget(edit, row, 3 * column + 1)
        for part in (self._held, self._lost, Words(ASKED, Tone.PLAIN)):
            self.rows.addRow(part)
        self.rows.addRow(table)
        self.add_button(button("Kembali", self.back.emit, key="Esc"))
        self.buttons.addStretch()
        self.add_button(button("Pulihkan meja ini", self.agreed.emit, kind=PrimaryButton))

    def show_found(self, found: Found) -> None:
        """Says what was found; the numbers begin with those of the backup."""
        self.rest()
        for name, edit in self.numbers.items():
            edit.setText(str(found.numbers.get(name, 0)))
        self._held.say(held(found))
        self._lost.say(*lost(found))

    def focus_first(self) -> None:
        """On the first number."""
        first = next(iter(self.numbers.values()))
        first.setFocus()
        first.selectAll()

    def last_numbers(self) -> dict[str, int]:
        """What the officer reads from the paper register."""
        return {name: int(edit.text() or 0) for name, edit in self.numbers.items()}

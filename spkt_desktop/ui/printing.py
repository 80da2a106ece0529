"""The last step of a letter: choose the printer, hand it over, and say whether it came out well."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSpinBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.schema import Choice
from spkt_desktop.records import Letter, LetterPlan, Record
from spkt_desktop.ui import paper
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading, labelled
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.paper import Tray
from spkt_desktop.ui.style import GAP, MARGIN, ROW, Tone
from spkt_desktop.ui.worker import Worker

MOST_COPIES = 9
_LAST_PRINTER = "printer"


@dataclass(frozen=True, slots=True)
class _Job:
    """A letter that is ready to leave."""

    plan: LetterPlan
    letter: Letter


class PrintPage(Page):
    """Prints a registered letter, or saves it as a PDF; what was handed out is written down before it leaves."""

    chapter = "Mencetak"
    finished = Signal(Record)
    """The letter is out, or the officer leaves it for later."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app, self._worker = app, worker
        self._record: Record | None = None
        self._job: _Job | None = None
        self._trays: Sequence[Tray] = ()
        self._memory = QSettings(str(app.folder / "tampilan.ini"), QSettings.Format.IniFormat, self)
        self._title = heading("")
        self._state = Notice(Tone.QUIET)
        self._sheet = Notice(Tone.WARNING)
        self._trouble = Notice(Tone.PROBLEM)
        self._printers = Pick(())
        self._copies = QSpinBox()
        self._print = button("Cetak (Enter)", self.print_letter, kind=PrimaryButton)
        self._save = button("Simpan PDF (Ctrl+S)", self.save_pdf)
        self._later = button("Nanti saja (Esc)", self.postpone)
        self._good = button("Ya (Enter)", lambda: self._answer(True), kind=PrimaryButton)
        self._bad = button("Tidak, cetak lagi", lambda: self._answer(False))
        self._steps = QStackedWidget()
        self._view = LetterView()
        self._build()

    def show_record(self, record: Record) -> None:
        """Prepare that letter for printing."""
        self._record, self._job = record, None
        self._title.say(record.number.text)
        self._trouble.say("")
        self._steps.setCurrentIndex(0)
        self._state.say("Surat sedang disiapkan …")
        self._allow()
        plan = self._app.letters.plan(record)
        render = self._app.letters.render
        self._worker.run(lambda: _Job(plan, render(plan)), self._rendered, latest="surat")

    def enter(self) -> None:
        """The focus is on what Enter does: print, save where there is no printer, or answer."""
        asked = self._steps.currentIndex() == 1
        ready = self._print if self._trays and self._print.isEnabled() else self._save
        (self._good if asked else ready if ready.isEnabled() else self._later).setFocus()

    def print_letter(self) -> None:
        """Write down that the letter is handed out, then hand it to the chosen printer."""
        record, job, tray, copies = self._record, self._job, self._chosen(), self._copies.value()
        if not (record and job and tray and self._write_down(record, job, "printer", copies)):
            return
        title = self._app.forms[record.form].title
        self._memory.setValue(_LAST_PRINTER, tray.name)
        self._state.say("Sedang dikirim ke printer …")
        self._allow(busy=True)
        self._worker.run(lambda: paper.spool(job.letter, tray, copies, title), self._spooled)

    def save_pdf(self) -> None:
        """Ask where, write down that the letter is handed out, then save it."""
        record, job = self._record, self._job
        if not (record and job):
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = "".join(c if c.isalnum() else "-" for c in record.number.text)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Simpan PDF", str(Path(folder) / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if not chosen or not self._write_down(record, job, "pdf", 1):
            self.enter()
            return
        try:
            Path(chosen).with_suffix(".pdf").write_bytes(job.letter.pdf)
        except OSError:
            self._failed("Berkas tidak dapat disimpan di sana. Surat aman di register; pilih folder lain.")
        else:
            self.said.emit("Surat disimpan sebagai PDF.", Tone.GOOD)
            self.finished.emit(self._app.record(record.id))

    def postpone(self) -> None:
        """Leave the letter unprinted: it stays in the register and can be printed from there."""
        if self._record and self._later.isEnabled():
            self.said.emit("Surat tersimpan di register dan dapat dicetak dari sana (F3).", Tone.GOOD)
            self.finished.emit(self._record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main act, Esc leaves, Ctrl+S saves."""
        if is_plain_enter(event):
            (self._good if self._steps.currentIndex() else self._print).click()
        elif event.key() == Qt.Key.Key_Escape and self._steps.currentIndex() == 0:
            self.postpone()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._save.click()
        else:
            super().keyPressEvent(event)

    def _rendered(self, done: Future[_Job]) -> None:
        try:
            self._job = job = done.result()
        except SpktError as error:
            self._failed(str(error))
            return
        self._view.show_pdf(job.letter.pdf)
        self._state.say("Mencari printer …")
        self._worker.run(lambda: paper.trays(job.letter.paper), self._found, latest="printer")

    def _found(self, done: Future[Sequence[Tray]]) -> None:
        self._trays = done.result()
        self._printers.offer([Choice(tray.name, tray.name) for tray in self._trays])
        last = self._memory.value(_LAST_PRINTER)
        names = [tray.name for tray in self._trays]
        self._printers.set_value(last if last in names else next(iter(names), None))
        self._choose()
        self.enter()

    def _choose(self) -> None:
        tray = self._chosen()
        self._state.say("")
        if self._job and tray:
            letter, copy = self._job.letter, self._job.plan.copy
            copied = f", salinan ke-{copy}" if copy else ""
            self._state.say(f"Kertas {letter.paper}, {letter.pages} halaman{copied}.")
            self._sheet.say(tray.sheet.words(letter.paper))
        self._trouble.say(paper.NO_PRINTER if tray is None else "" if tray.ready else paper.STOPPED)
        self._allow()

    def _chosen(self) -> Tray | None:
        return next((tray for tray in self._trays if tray.name == self._printers.value()), None)

    def _write_down(self, record: Record, job: _Job, destination: str, copies: int) -> bool:
        try:
            self._record = self._app.letters.printed(
                record, job.plan, job.letter, destination=destination, copies=copies
            )
        except SpktError as error:
            self._trouble.say(str(error))
            return False
        self.changed.emit()
        return True

    def _spooled(self, done: Future[None]) -> None:
        try:
            done.result()
        except SpktError as error:
            self._failed(str(error))
        else:
            self._state.say("")
            self._allow()
            self._steps.setCurrentIndex(1)
            self.enter()

    def _failed(self, words: str) -> None:
        """No paper came, so the next print is the letter itself again."""
        if self._record and self._job:
            self._record = self._app.letters.outcome(self._record, False)
        self._choose()
        self._trouble.say(words)
        self.enter()

    def _answer(self, good: bool) -> None:
        if self._record is None:
            return
        self._record = self._app.letters.outcome(self._record, good)
        self.changed.emit()
        if good:
            self.said.emit(f"Surat {self._record.number.text} selesai dicetak.", Tone.GOOD)
            self.finished.emit(self._record)
        else:
            self._steps.setCurrentIndex(0)
            self._choose()
            self.enter()

    def _allow(self, *, busy: bool = False) -> None:
        ready = self._job is not None and not busy
        self._print.setEnabled(ready and self._chosen() is not None)
        self._save.setEnabled(ready)
        self._later.setEnabled(not busy)

    def _build(self) -> None:
        self._copies.setRange(1, MOST_COPIES)
        self._copies.setMinimumHeight(ROW)
        self._printers.setMinimumHeight(ROW)
        self._printers.changed.connect(self._choose)
        self._printers.entered.connect(self.print_letter)
        choose = QWidget()
        column = QVBoxLayout(choose)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for label, control in (("Printer", self._printers), ("Rangkap", self._copies)):
            column.addWidget(labelled(label, control))
            column.addWidget(control)
        for part in (self._sheet, self._trouble, self._print, self._save, self._later):
            column.addWidget(part)
        column.addStretch()
        ask = QWidget()
        asking = QVBoxLayout(ask)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(heading("Tercetak baik?"))
        answers = QHBoxLayout()
        answers.addWidget(self._good, 1)
        answers.addWidget(self._bad, 1)
        asking.addLayout(answers)
        asking.addWidget(
            Words("Bila kertas macet atau cetakannya rusak, pilih Tidak: cetakan berikutnya bukan salinan.", Tone.QUIET)
        )
        asking.addStretch()
        self._steps.addWidget(choose)
        self._steps.addWidget(ask)
        left = QWidget()
        left.setMinimumWidth(280)
        side = QVBoxLayout(left)
        side.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        side.setSpacing(GAP)
        for part in (self._title, self._state):
            side.addWidget(part)
        side.addWidget(self._steps, 1)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self._view)
        halves.setSizes([360, 640])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(halves)

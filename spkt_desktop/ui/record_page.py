"""One letter: as it was printed, its particulars, what happened to it, and what can be done with it."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Letter, Record
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.particulars import Particulars
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

STANDING = {
    "berlaku": ("Berlaku.", Tone.GOOD),
    "batal": ("Dibatalkan.", Tone.PROBLEM),
    "diganti": ("Diganti dengan surat lain.", Tone.WARNING),
}
AT_POLRES = {
    "belum": ("Belum dikirim ke Polres.", Tone.QUIET),
    "dikirim": ("Sudah dikirim ke Polres; tanda terima belum kembali.", Tone.QUIET),
    "diterima": ("Sudah diterima Polres.", Tone.GOOD),
    "ditunda": ("Ditunda oleh Polres.", Tone.WARNING),
    "ditolak": ("Ditolak oleh Polres.", Tone.PROBLEM),
}


class RecordPage(Page):
    """Shows one record; what is done with it goes through the app."""

    chapter = "Cetak ulang, perbaikan, batal"
    back = Signal()
    correct = Signal(Record, str)
    """The record to replace and why."""
    reprint = Signal(Record)

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._record: Record | None = None
        self._title = heading("")
        self._standing = Words()
        self._delivery = Words()
        self._area = QScrollArea()
        self._area.setAccessibleName("Keterangan surat")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._letter = LetterView()
        self._reason = ReasonBar()
        self._reason.dismissed.connect(self.enter)
        self._print = button("Cetak ulang", self._reprint, key="Ctrl+P", kind=PrimaryButton)
        self._repair = button("Perbaiki…", self.repair)
        self._void = button("Batalkan…", self.void)
        self._build()

    def show_record(self, reference: str) -> None:
        """Shows the letter of that id or number; raises NotFound."""
        record = self._app.record(reference)
        self._record = record
        self._title.say(record.number.text)
        words, tone = STANDING[record.status]
        reason = record.reason and f"Alasan: {record.reason}"
        self._standing.say(" ".join(filter(None, (words, self._linked(record), reason))), tone)
        words, tone = AT_POLRES[record.delivery.state]
        self._delivery.say(" ".join(filter(None, (words, record.delivery.reason))), tone)
        names = {officer.nrp: officer.name for officer in self._app.settings.officers()}
        form = self._app.forms[record.form]
        self._area.setWidget(Particulars(form, record.values, self._app.history(record.id), names))
        for act in (self._print, self._repair, self._void):
            act.setEnabled(record.status == "berlaku")
        self._reason.hide()
        plan = self._app.letters.plan(record)
        self._worker.run(lambda: self._app.letters.render(plan), self._show_letter, latest="surat")

    def enter(self) -> None:
        """The focus is on the first act that is possible."""
        (self._print if self._print.isEnabled() else self._back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def copy_number(self) -> None:
        """Puts the number of the letter on the clipboard."""
        if self._record:
            QGuiApplication.clipboard().setText(self._record.number.text)
            self.said.emit("Nomor surat disalin.", Tone.GOOD)

    def void(self) -> None:
        """Asks why the letter is void, then voids it."""
        if record := self._record:
            self._reason.ask(
                "Mengapa surat ini dibatalkan? Nomornya tetap tercatat dan tidak dipakai lagi.",
                "Batalkan surat",
                lambda reason: self._voided(record, reason),
            )

    def repair(self) -> None:
        """Asks what is wrong, then opens the form with these values: a new letter replaces this one."""
        if record := self._record:
            self._reason.ask(
                "Apa yang diperbaiki? Surat baru dengan nomor baru menggantikan surat ini.",
                "Buka formulir",
                lambda reason: self.correct.emit(record, reason),
            )

    def _voided(self, record: Record, reason: str) -> None:
        try:
            self._app.void(record.id, reason)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(f"Surat {record.number.text} dibatalkan dan tetap tercatat di register.", Tone.GOOD)
            self.changed.emit()
            self.show_record(record.id)
        self.enter()

    def _reprint(self) -> None:
        if self._record:
            self.reprint.emit(self._record)

    def _linked(self, record: Record) -> str:
        if record.replaced_by:
            return f"Penggantinya: {self._app.record(record.replaced_by).number.text}."
        return f"Menggantikan {self._app.record(record.replaces).number.text}." if record.replaces else ""

    def _show_letter(self, done: Future[Letter]) -> None:
        try:
            self._letter.show_pdf(done.result().pdf)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)

    def _build(self) -> None:
        self._back = button("Kembali", self.back.emit)
        self._back.setText("Kembali  (Esc)")
        acts = QHBoxLayout()
        for act in (self._print, self._repair, self._void, button("Salin nomor", self.copy_number)):
            acts.addWidget(act)
        acts.addStretch()
        acts.addWidget(self._back)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._standing, self._delivery):
            column.addWidget(widget)
        column.addWidget(self._area, 1)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self._letter)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([500, 500])
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addWidget(self._title)
        page.addLayout(acts)
        page.addWidget(self._reason)
        page.addWidget(halves, 1)

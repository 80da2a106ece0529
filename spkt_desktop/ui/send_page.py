"""Kirim: bundles out to the Polres, receipts back, and the cards of both."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.card_panel import CardPanel
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, heading, note, progress, subheading
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.place_picker import PlacePicker
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

if TYPE_CHECKING:  # heavy: cryptography comes with it
    from spkt_desktop.app.sending import Exported, ExportPlan, Received


def waiting_words(pending: int) -> str:
    """What the Polres has not accepted, as a sentence."""
    return f"{pending} catatan belum diterima Polres." if pending else "Semua catatan sudah diterima Polres."


def received_words(received: Received) -> tuple[str, Tone]:
    """What a receipt said, as sentences, and their tone."""
    if received.known:
        return f"Tanda terima ini sudah pernah diambil. {waiting_words(received.pending)}", Tone.GOOD
    said = [f"Tanda terima diambil: {received.accepted} diterima"]
    if received.held:
        said.append(f"{received.held} ditunda")
    if received.rejected:
        said.append(f"{received.rejected} ditolak")
    sentences = [", ".join(said) + ".", *received.reasons]
    if received.recovered:
        sentences.append(f"{received.recovered} catatan lama dikembalikan oleh Polres.")
    sentences.append(waiting_words(received.pending))
    return " ".join(sentences), Tone.WARNING if received.held or received.rejected or received.reasons else Tone.GOOD


class SendPage(Page):
    """One stick goes to the Polres and comes back with a receipt."""

    chapter = "Mengirim ke Polres"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._waiting = Words()
        self.places = PlacePicker("Flashdisk atau folder", app.sending.places)
        self.places.changed.connect(self._look_for_receipt)
        self.write_button = button("Tulis bundel", self.write, key="Ctrl+Return", kind=PrimaryButton)
        self._progress = progress("Menulis bundel")
        self._result = Words()
        self._found = Words()
        self.receive_button = button("Ambil tanda terima", self.receive_found)
        self.cards = CardPanel(app)
        self.cards.said.connect(self.said)
        self.cards.taken.connect(self._card_taken)
        self._receipt: Path | None = None
        self._build()

    def enter(self) -> None:
        """Looks for sticks; the focus is on the main act, or on the card where that is what is missing."""
        self.places.refresh()
        self.cards.refresh()
        self._result.say("")
        self._show_waiting()
        self._focus()

    def write(self) -> None:
        """Writes a bundle of all that waits to the chosen place."""
        folder = self.places.place
        if folder is None:
            self.said.emit("Belum ada tujuan. Pasang flashdisk lalu “Cari lagi”, atau pilih folder.", Tone.WARNING)
            self.places.list.setFocus()
            return
        try:
            plan = self._app.sending.prepare()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            self._focus()
            return
        self._progress.show()
        self.write_button.setEnabled(False)
        self._result.say("Menulis dan memeriksa ulang… Jangan cabut flashdisk.", Tone.WARNING)
        self._worker.run(lambda: self._app.sending.write(plan, folder), lambda done: self._written(plan, done))

    def receive(self, file: Path) -> None:
        """Takes a receipt in."""
        try:
            received = self._app.sending.receive(file)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(*received_words(received))
            self.changed.emit()
            self._show_waiting()
        self.receive_button.setFocus()

    def receive_found(self) -> None:
        """Takes the receipt on the stick in, or asks for one."""
        if self._receipt is not None:
            self.receive(self._receipt)
            return
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih tanda terima", "", "Tanda terima Polres (*.terima)")
        if name:
            self.receive(Path(name))
        else:
            self.receive_button.setFocus()

    def _written(self, plan: ExportPlan, done: Future[Exported]) -> None:
        self._progress.hide()
        self.write_button.setEnabled(True)
        try:
            exported = done.result()
        except SpktError as error:
            self._app.sending.failed(plan, error)
            self._result.say("")
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self._app.sending.written(exported)
            self._result.say(
                f"Aman dicabut. {exported.count} catatan tertulis dan terbaca kembali dengan benar"
                f" ({exported.bundle.name}). Bawa ke Polres; tanda terimanya kembali lewat flashdisk yang sama.",
                Tone.GOOD,
            )
        self._show_waiting()
        self.changed.emit()
        self.write_button.setFocus()

    def _card_taken(self) -> None:
        self._show_waiting()
        self.changed.emit()

    def _show_waiting(self) -> None:
        pending = self._app.sending.pending()
        self._waiting.say(waiting_words(pending), Tone.PLAIN if pending else Tone.GOOD)

    def _look_for_receipt(self) -> None:
        place = self.places.place
        found = self._app.sending.found_receipts(place) if place else []
        self._receipt = found[0] if found else None
        if self._receipt:
            self._found.say(f"Ditemukan pada tujuan di atas: {self._receipt.name}", Tone.ACCENT)
            self.receive_button.setText("Ambil tanda terima")
        else:
            self._found.say("Belum ada tanda terima pada tujuan di atas.", Tone.QUIET)
            self.receive_button.setText("Pilih tanda terima…")

    def _focus(self) -> None:
        (self.write_button if self._app.sending.identity.polres else self.cards.choose_button).setFocus()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, style.GAP, 0)
        column.setSpacing(style.GAP)
        column.addWidget(heading("Kirim ke Polres"))
        column.addWidget(self._waiting)
        column.addWidget(self.places)
        column.addLayout(at_left(self.write_button))
        column.addWidget(self._progress)
        column.addWidget(self._result)
        column.addWidget(note("Bundel hanya dapat dibuka Polres. Flashdisk yang hilang tidak membocorkan isinya."))
        column.addSpacing(style.MARGIN)
        column.addWidget(subheading("Tanda terima dari Polres"))
        column.addWidget(self._found)
        column.addLayout(at_left(self.receive_button))
        column.addSpacing(style.MARGIN)
        column.addWidget(self.cards)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addWidget(area)

"""The cards by which a desk and its Polres come to trust each other, compared by two officers aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, note, subheading
from spkt_desktop.ui.style import Tone

if TYPE_CHECKING:
    from spkt_desktop.app.identity import Card


def spoken(words: str) -> str:
    """A fingerprint in its groups, three on a line."""
    groups = words.split()
    return "\n".join("   ".join(groups[start : start + 3]) for start in range(0, len(groups), 3))


class CardPanel(QWidget):
    """Takes the card of the Polres in, and gives the card of this desk out."""

    taken = Signal()
    said = Signal(str, Tone)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._card: Card | None = None
        self._polres = Words()
        self._offered = Words()
        self._print = Words()
        self._print.setFont(style.heading(self._print.font(), 1.1))
        self.choose_button = button("Ambil kartu Polres…", self.choose)
        self.trust_button = button("Sama, pakai kartu ini", self.trust, kind=PrimaryButton)
        self.refuse_button = button("Tidak sama", self.refuse)
        self._compare = QFrame()
        self._compare.setFrameShape(QFrame.Shape.StyledPanel)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Shows which card is in use."""
        card = self._app.sending.identity.polres
        if card is None:
            self._polres.say("Kartu Polres belum ada. Tanpa kartu itu laporan belum dapat dikirim.", Tone.WARNING)
        else:
            self._polres.say(f"{card.name}\nSidik kunci: {card.keys.spoken}", Tone.PLAIN)
        own = self._app.sending.identity.card()
        self._own.say(f"{own.name}\nSidik kunci: {own.keys.spoken}")
        self._compare.hide()

    def choose(self) -> None:
        """Asks for the file of the card."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih kartu Polres", "", "Kartu Polres (*.json)")
        if name:
            self.offer(Path(name))
        else:
            self.choose_button.setFocus()

    def offer(self, file: Path) -> None:
        """Shows the fingerprint of a card, to be compared before it is trusted."""
        try:
            card = self._app.sending.identity.read(file)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self._card = card
        self._offered.say(f"Kartu ini dari {card.name}. Telepon Polres, minta sidik kuncinya dibacakan, lalu cocokkan:")
        self._print.say(spoken(card.keys.spoken))
        self._compare.show()
        self.trust_button.setFocus()

    def trust(self) -> None:
        """Takes the card that was compared."""
        card = self._card
        if card is None:
            return
        try:
            self._app.sending.identity.trust(card)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(f"Kartu {card.name} dipakai mulai sekarang.", Tone.GOOD)
            self.taken.emit()
        self.refresh()
        self.choose_button.setFocus()

    def refuse(self) -> None:
        """Leaves the offered card alone."""
        self.said.emit("Kartu tidak dipakai. Tidak ada yang berubah; minta kartu baru dari Polres.", Tone.WARNING)
        self.refresh()
        self.choose_button.setFocus()

    def give(self) -> None:
        """Asks for a folder and writes the card of this desk into it."""
        if name := QFileDialog.getExistingDirectory(self, "Simpan kartu meja ke"):
            self.write(Path(name))

    def write(self, folder: Path) -> None:
        """Writes the card of this desk into a folder."""
        try:
            path = self._app.sending.identity.write_card(folder)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(f"Kartu meja tersimpan: {path}. Serahkan kepada Polres.", Tone.GOOD)

    def _build(self) -> None:
        self._own = Words()
        choice = QHBoxLayout()
        choice.addWidget(self.trust_button)
        choice.addWidget(self.refuse_button)
        choice.addStretch()
        compare = QVBoxLayout(self._compare)
        compare.addWidget(self._offered)
        compare.addWidget(self._print)
        compare.addLayout(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(subheading("Kartu Polres"))
        column.addWidget(self._polres)
        column.addLayout(at_left(self.choose_button))
        column.addWidget(self._compare)
        column.addSpacing(style.GAP)
        column.addWidget(subheading("Kartu meja ini"))
        column.addWidget(self._own)
        column.addWidget(note("Polres memerlukan kartu ini satu kali, dan meminta sidik kuncinya dibacakan."))
        column.addLayout(at_left(button("Simpan kartu meja…", self.give)))

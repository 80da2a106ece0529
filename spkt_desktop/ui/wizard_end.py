"""The steps of the set-up that hand over: the recovery sheet, then the cards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.card_panel import CardPanel
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.recovery_sheet import RecoverySheet
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.wizard_steps import Step
from spkt_desktop.ui.worker import Worker


class SheetStep(Step):
    """The recovery sheet has to be kept before one goes on."""

    title = "Lembar pemulihan"
    explained = "Meja sudah dibuat. Satu hal lagi sebelum dipakai."

    def __init__(self, app: App, worker: Worker, code: str) -> None:
        super().__init__()
        self.sheet = RecoverySheet(app, worker, code)
        self._said = Words("", Tone.PROBLEM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._said)

    def enter(self) -> None:
        """The focus is on printing."""
        self.sheet.print_button.setFocus()

    def accept(self) -> bool:
        """Only with the tick."""
        kept = self.sheet.kept.isChecked()
        self._said.say("" if kept else "Cetak atau simpan lembar ini dahulu, lalu beri tanda pada kotak di atas.")
        if not kept:
            self.sheet.kept.setFocus()
        return kept


class CardsStep(Step):
    """The card of the Polres may come now or later; the card of the desk is ready."""

    title = "Kartu Polres dan kartu meja"
    explained = "Kartu Polres dapat diambil sekarang atau nanti di halaman Kirim (F6)."

    def __init__(self, app: App, desk_card: Path) -> None:
        super().__init__()
        self.cards = CardPanel(app)
        self._said = Words()
        self.cards.said.connect(self._said.say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self.cards)
        column.addWidget(Words(f"Salinan kartu meja ini sudah ada di: {desk_card}", Tone.QUIET))
        column.addWidget(self._said)
        column.addStretch()

    def enter(self) -> None:
        """The focus is on taking the card."""
        self.cards.choose_button.setFocus()

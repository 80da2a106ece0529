"""Pengaturan: the unit, its officers, passphrases, the recovery code, cards, packs of the Polres, the key, updates."""

from __future__ import annotations

from spkt_desktop.app import App
from spkt_desktop.ui.card_panel import CardPanel
from spkt_desktop.ui.key_panel import KeyPanel
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.packs_panel import PacksPanel
from spkt_desktop.ui.parts_page import PartsPage
from spkt_desktop.ui.settings_panels import Panel, PassphrasePanel, RecoveryPanel
from spkt_desktop.ui.unit_panel import UnitPanel
from spkt_desktop.ui.update_panel import UpdatePanel
from spkt_desktop.ui.worker import Worker


class CardsPanel(Panel):
    """The card of the Polres and the card of this desk."""

    title = "Kartu"
    chapter = "Mengirim ke Polres"

    def __init__(self, app: App) -> None:
        super().__init__()
        self.cards = CardPanel(app)
        self.cards.said.connect(self.said)
        self.cards.taken.connect(self.changed)
        self.column.addWidget(self.cards)
        self.column.addStretch()

    def enter(self) -> None:
        """Shows which cards are in use."""
        self.cards.refresh()

    def focus_first(self) -> None:
        """On taking a card."""
        self.cards.choose_button.setFocus()


class SettingsPage(PartsPage):
    """The parts of the settings."""

    chapter = "Pengaturan"

    def __init__(self, app: App, worker: Worker) -> None:
        panels: tuple[Panel, ...] = (
            UnitPanel(app), OfficersPanel(app), PassphrasePanel(app), RecoveryPanel(app, worker), CardsPanel(app),
            PacksPanel(app), KeyPanel(app), UpdatePanel(app, worker),
        )  # fmt: skip
        super().__init__("Pengaturan", panels)

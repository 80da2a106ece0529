"""Pengaturan: the unit, its officers, passphrases, the recovery code, the cards."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.card_panel import CardPanel
from spkt_desktop.ui.controls import heading
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.settings_panels import Panel, PassphrasePanel, RecoveryPanel, UnitPanel
from spkt_desktop.ui.worker import Worker


class CardsPanel(Panel):
    """The card of the Polres and the card of this desk."""

    title = "Kartu Polres dan meja"

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


class SettingsPage(Page):
    """The parts on the left, the chosen one on the right; Enter leads into it."""

    chapter = "Pengaturan"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self.panels: tuple[Panel, ...] = (
            UnitPanel(app), OfficersPanel(app), PassphrasePanel(app), RecoveryPanel(app, worker), CardsPanel(app),
        )  # fmt: skip
        self.parts = QListWidget()
        self.parts.setAccessibleName("Bagian pengaturan")
        self.parts.setFixedWidth(190)
        self._stack = QStackedWidget()
        for panel in self.panels:
            self.parts.addItem(panel.title)
            self._stack.addWidget(panel)
            panel.said.connect(self.said)
            panel.changed.connect(self.changed)
        self.parts.currentRowChanged.connect(self._choose)
        self.parts.itemActivated.connect(lambda _item: self.panels[self._stack.currentIndex()].focus_first())
        body = QHBoxLayout()
        body.addWidget(self.parts)
        body.addWidget(self._stack, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addWidget(heading("Pengaturan"))
        page.addLayout(body, 1)

    def enter(self) -> None:
        """Shows the part that was last chosen; the focus is on the list of parts."""
        self._choose(max(0, self.parts.currentRow()))
        self.parts.setCurrentRow(self._stack.currentIndex())
        self.parts.setFocus()

    def _choose(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.panels[row].enter()

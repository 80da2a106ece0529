"""Pengaturan: the unit, its officers, passphrases, the recovery code, the cards, the packs of the Polres."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.card_panel import CardPanel
from spkt_desktop.ui.controls import heading
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.packs_panel import PacksPanel
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.settings_panels import Panel, PassphrasePanel, RecoveryPanel
from spkt_desktop.ui.unit_panel import UnitPanel
from spkt_desktop.ui.worker import Worker

INWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class CardsPanel(Panel):
    """The card of the Polres and the card of this desk."""

    title = "Kartu"

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
    """The parts as tabs, the chosen one below; arrows choose, Enter leads into it."""

    chapter = "Pengaturan"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self.panels: tuple[Panel, ...] = (
            UnitPanel(app), OfficersPanel(app), PassphrasePanel(app), RecoveryPanel(app, worker), CardsPanel(app),
            PacksPanel(app),
        )  # fmt: skip
        self.parts = QTabBar()
        self.parts.setAccessibleName("Bagian pengaturan")
        self.parts.setExpanding(False)
        self._stack = QStackedWidget()
        for panel in self.panels:
            self.parts.addTab(panel.title.replace("&", "&&"))
            self._stack.addWidget(panel)
            panel.said.connect(self.said)
            panel.changed.connect(self.changed)
        self.parts.currentChanged.connect(self._choose)
        self.parts.installEventFilter(self)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addWidget(heading("Pengaturan"))
        page.addWidget(self.parts)
        page.addWidget(self._stack, 1)

    def enter(self) -> None:
        """Shows the part that was last chosen; the focus is on the list of parts."""
        self._choose(self.parts.currentIndex())
        self.parts.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and arrow down lead from the parts into the chosen one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in INWARD:
            self.panels[self._stack.currentIndex()].focus_first()
            return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.panels[row].enter()

"""A page of several parts: tabs above, the chosen part below; arrows choose, Enter leads into it.

Ctrl+PgUp, Ctrl+PgDown and Ctrl+Tab turn to the neighbouring part from anywhere on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import heading
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.turning import TABS, turn_by

INWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class PartsPage(Page):
    """Shows one panel at a time, the one that was last chosen first."""

    def __init__(self, title: str, panels: Sequence[Panel]) -> None:
        super().__init__()
        self.panels = panels
        self.parts = QTabBar()
        self.parts.setAccessibleName(f"Bagian {title.lower()}")
        self.parts.setExpanding(False)
        self._stack = QStackedWidget()
        for panel in panels:
            self.parts.addTab(panel.title.replace("&", "&&"))
            self._stack.addWidget(panel)
            panel.said.connect(self.said)
            panel.changed.connect(self.changed)
        self.parts.currentChanged.connect(self._choose)
        self.parts.installEventFilter(self)
        turn_by(self, self._turn, TABS)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addWidget(heading(title))
        page.addWidget(self.parts)
        page.addWidget(self._stack, 1)

    def enter(self) -> None:
        """Shows the part that was last chosen; the focus is on the list of parts."""
        self._choose(self.parts.currentIndex())
        self.parts.setFocus()

    def show_part(self, panel: Panel) -> None:
        """Chooses that part, and leads into it."""
        self.parts.setCurrentIndex(self.panels.index(panel))
        panel.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and arrow down lead from the parts into the chosen one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in INWARD:
            self.panels[self._stack.currentIndex()].focus_first()
            return True
        return super().eventFilter(watched, event)

    def _turn(self, by: int) -> None:
        self.show_part(self.panels[(self.parts.currentIndex() + by) % len(self.panels)])

    def _choose(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.chapter = self.panels[row].chapter or type(self).chapter
        self.panels[row].enter()

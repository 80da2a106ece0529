"""The scrolling part of a form: it follows the focus and leaves the keys of the page to the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from spkt_desktop.ui.inputs import is_for_page
from spkt_desktop.ui.style import GAP, MARGIN

_AHEAD = 110
"""Pixels of the form kept in view above and below what has the focus."""


class FormArea(QScrollArea):
    """Sections below each other."""

    def __init__(self, sections: Sequence[QWidget]) -> None:
        super().__init__()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for section in sections:
            column.addWidget(section)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._following = False
        page.installEventFilter(self)

    def follow(self, widget: QWidget) -> None:
        """Bring that into view, with something of what stands around it."""
        self._following = True
        self.ensureWidgetVisible(widget, MARGIN, _AHEAD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the focus in view when rows and words come and go above it."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            self._follow_focus()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the focus in view in a smaller place."""
        super().resizeEvent(event)
        self._follow_focus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls looks elsewhere than at the focus."""
        self._following = False
        super().wheelEvent(event)

    def _follow_focus(self) -> None:
        now, page = self.window().focusWidget(), self.widget()
        if self._following and now and page and page.isAncestorOf(now):
            self.ensureWidgetVisible(now, MARGIN, _AHEAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what is the page's."""
        if is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

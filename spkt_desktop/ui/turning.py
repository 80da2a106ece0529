"""Keys that turn over what a page shows, heard wherever on that page the focus is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

PAGES = (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1))
"""Back and on, as through the leaves of a book."""
TABS = (*PAGES, ("Ctrl+Shift+Tab", -1), ("Ctrl+Tab", 1))
"""Back and on, as through the tabs of a browser."""


def turn_by(page: QWidget, step: Callable[[int], object], keys: Iterable[tuple[str, int]] = PAGES) -> None:
    """Call `step` with -1 or 1 when one of these keys is pressed on the page."""
    for key, by in keys:
        turning = QShortcut(QKeySequence(key), page)
        turning.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turning.activated.connect(partial(step, by))

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from spkt_desktop.ui import stops, style
from spkt_desktop.ui.rail import Rail

Role = QPalette.ColorRole


@pytest.fixture
def daylight() -> Iterator[QApplication]:
    """The application in the light palette; afterwards it is dressed as it was."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette()
    style.dress(application, dark=False)
    yield application
    application.setPalette(before)


def test_what_is_shown_turns_dark_with_the_system(daylight: QApplication, show: Callable[[QWidget], None]) -> None:
    window, rail = QWidget(), Rail(stops.PAGES, stops.LOCK)
    QHBoxLayout(window).addWidget(rail)
    show(window)
    rail.mark("help")
    for dark in (True, False):
        style.dress(daylight, dark=dark)
        wanted, button = style.palette(dark=dark), rail.buttons["help"]
        assert rail.buttons["send"].palette().color(Role.ButtonText) == wanted.color(Role.ButtonText)
        seen = button.grab().toImage().pixelColor(6, button.height() // 2)
        assert seen == wanted.color(Role.Highlight)

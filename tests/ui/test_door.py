from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spkt_desktop.ui.wizard import Welcome


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (800, 540)])
def test_nothing_of_the_welcome_is_cut(size: tuple[int, int], qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(*size)
    welcome.show()
    qtbot.waitExposed(welcome)
    buttons = welcome.findChildren(QPushButton)
    assert len(buttons) == 3
    for button in buttons:
        assert button.visibleRegion().boundingRect() == button.rect(), button.text()

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_the_focus_on_the_main_act_is_plain_to_see(dark: bool, show: Callable[[QWidget], None]) -> None:
    before = QApplication.palette()
    QApplication.setPalette(style.palette(dark=dark))
    try:
        page, button, other = QWidget(), PrimaryButton("Tulis bundel"), QLineEdit()
        column = QVBoxLayout(page)
        column.addWidget(button)
        column.addWidget(other)
        page.resize(400, 120)
        show(page)

        def picture(focused: QWidget) -> QImage:
            focused.setFocus()
            QApplication.processEvents()
            return button.grab().toImage()

        with_focus, without = picture(button), picture(other)
        row = with_focus.height() // 2
        changed = [x for x in range(12) if contrast(with_focus.pixelColor(x, row), without.pixelColor(x, row)) >= 3]
        assert changed, "no line of the focused button differs by 3:1 (WCAG 2.2, 2.4.13)"
    finally:
        QApplication.setPalette(before)

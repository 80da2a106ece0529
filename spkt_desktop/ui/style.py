"""How everything looks: two quiet palettes with one deep-blue accent, the system font, and the few distances."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

GAP = 8
"""Distance between things that belong together, in device-independent pixels."""
MARGIN = 16
"""Distance between groups, and from the edge of a page."""
ROW = 32
"""Height of an input or a button."""
SMALLEST_TEXT = 10.0
"""Points; a system font that is smaller is enlarged to this."""

Role = QPalette.ColorRole
_LIGHT = {
    Role.Window: "#f4f5f7", Role.WindowText: "#1b1f24", Role.Base: "#ffffff", Role.AlternateBase: "#f0f3f8",
    Role.Text: "#1b1f24", Role.Button: "#e9ebef", Role.ButtonText: "#1b1f24", Role.BrightText: "#ffffff",
    Role.PlaceholderText: "#5d6673", Role.Highlight: "#173f7a", Role.HighlightedText: "#ffffff",
    Role.Accent: "#173f7a", Role.Link: "#173f7a", Role.LinkVisited: "#173f7a",
    Role.ToolTipBase: "#ffffff", Role.ToolTipText: "#1b1f24",
    Role.Light: "#ffffff", Role.Midlight: "#f4f5f7", Role.Mid: "#c3c8d0", Role.Dark: "#8b929d", Role.Shadow: "#6b727c",
}  # fmt: skip
_DARK = {
    Role.Window: "#1b1e23", Role.WindowText: "#e8eaee", Role.Base: "#282d35", Role.AlternateBase: "#2d333c",
    Role.Text: "#e8eaee", Role.Button: "#363c46", Role.ButtonText: "#e8eaee", Role.BrightText: "#ffffff",
    Role.PlaceholderText: "#9aa3b0", Role.Highlight: "#8ab4f8", Role.HighlightedText: "#0d1726",
    Role.Accent: "#8ab4f8", Role.Link: "#8ab4f8", Role.LinkVisited: "#8ab4f8",
    Role.ToolTipBase: "#2b3038", Role.ToolTipText: "#e8eaee",
    Role.Light: "#3a4049", Role.Midlight: "#2f343c", Role.Mid: "#454c57", Role.Dark: "#0d0f12", Role.Shadow: "#000000",
}  # fmt: skip
_DISABLED = {False: "#6b727c", True: "#838b97"}


class Tone(Enum):
    """What a line of text means; each has one colour on light and one on dark, both >= 4.5:1 on every surface."""

    PLAIN = ("#1b1f24", "#e8eaee")
    QUIET = ("#5d6673", "#9aa3b0")
    ACCENT = ("#173f7a", "#8ab4f8")
    GOOD = ("#1d6336", "#7ccf94")
    WARNING = ("#7a4a00", "#e8b45a")
    PROBLEM = ("#a3161e", "#ff9a94")

    def colour(self, surface: QPalette) -> QColor:
        """The colour of this tone on a surface with that palette."""
        return QColor(self.value[is_dark(surface)])


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return palette.color(Role.Window).lightness() < palette.color(Role.WindowText).lightness()


def palette(*, dark: bool) -> QPalette:
    """The light or the dark palette."""
    made = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[dark]))
    made.setColor(QPalette.ColorGroup.Inactive, Role.Highlight, made.color(Role.Highlight))
    return made


def apply(application: QApplication) -> None:
    """Dress the application and keep following the light or dark scheme of the system.

    A system set to high contrast keeps its own colours.
    """
    application.setStyle("Fusion")
    application.setFont(_tabular(application.font()))
    hints = QGuiApplication.styleHints()

    def follow() -> None:
        if hints.accessibility().contrastPreference() != Qt.ContrastPreference.HighContrast:
            dress(application, dark=hints.colorScheme() == Qt.ColorScheme.Dark)

    hints.colorSchemeChanged.connect(follow)
    follow()


def dress(application: QApplication, *, dark: bool) -> None:
    """Give everything that is shown the light or the dark palette; Qt keeps it from whatever has a style sheet."""
    application.setPalette(palette(dark=dark))
    for widget in application.allWidgets():
        if sheet := widget.styleSheet():
            widget.setStyleSheet("")
            widget.setStyleSheet(sheet)


def heading(font: QFont, factor: float = 1.25) -> QFont:
    """That font as a heading."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _tabular(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(SMALLEST_TEXT, font.pointSizeF()))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made

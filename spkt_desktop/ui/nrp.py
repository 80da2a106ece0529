"""The line in which an officer says who they are."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from spkt_desktop.ui.controls import line


def nrp_line() -> QLineEdit:
    """A line that takes an NRP (8 digits) or a PNS NIP (18 digits)."""
    made = line("NRP", hint="8 angka, atau NIP 18 angka")
    made.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,18}"), made))
    return made

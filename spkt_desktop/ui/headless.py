"""Printing for the commands: the window's own way to paper, without a window."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from spkt_desktop.errors import PrinterFailed
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper


def spool(letter: Letter, printer: str, copies: int, title: str) -> None:
    """Hand the letter to the printer of that name; raises PrinterFailed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a command needs no screen
    application = QGuiApplication.instance() or QGuiApplication(["spkt-desktop"])
    tray = next((tray for tray in paper.trays(letter.paper) if tray.name == printer), None)
    if tray is None:
        raise PrinterFailed("gone", "Tidak ada printer bernama itu di komputer ini. Surat aman di register.")
    paper.spool(letter, tray, copies, title)
    application.processEvents()

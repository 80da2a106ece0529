"""The first screen painted for a moment: proof that this program finds its Qt, its plug-ins and its typefaces."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from spkt_desktop.app.whereabouts import real_clock
from spkt_desktop.errors import Refused
from spkt_desktop.ui import style
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.worker import Worker

LONGEST = 20.0
"""Seconds until a window that is not painted counts as never painted."""
_SIZE = (800, 540)
_NO_SCREEN = "This plugin does not support propagateSizeHints()"
"""What Qt says of every window without a screen."""


def show(folder: Path) -> dict[str, Any]:
    """Paints the door of the desk in that folder, on the screen where there is one; raises Refused.

    Tells the version of Qt, how it was shown, how many colours were seen (one would be an empty window), and what Qt
    said.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["spkt-desktop"])
    if not isinstance(application, QApplication):
        raise Refused("Jendela tidak dapat dibuka dari perintah ini.")
    style.apply(application)
    worker = Worker()
    door = Unlock(folder, worker, "", real_clock)
    painted: list[bool] = []
    door.painted.connect(lambda: painted.append(True))
    door.setWindowTitle("SPKT Desktop")
    door.resize(*_SIZE)
    door.enter()
    said: list[str] = []

    def hear(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        said.append(words)

    former = qInstallMessageHandler(hear)
    door.show()
    until = monotonic() + LONGEST
    while not painted and monotonic() < until:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    colours = _colours(door.grab().toImage())
    door.close()
    worker.close()
    qInstallMessageHandler(former)
    if not painted or colours < 3:  # paper, text, accent
        raise Refused("Jendela tidak tergambar.")
    told = [words for words in said if words != _NO_SCREEN]
    return {"qt": qVersion(), "screen": QGuiApplication.platformName(), "colours": colours, "said": told}


def _colours(picture: QImage) -> int:
    """How many different colours a picture has."""
    rows, columns = range(0, picture.height(), 2), range(0, picture.width(), 2)
    return len({picture.pixel(x, y) for y in rows for x in columns})

"""The program as it starts on a desk that is locked: `python -m benchmarks.window_ours FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import spkt_desktop.__main__  # noqa: F401 - what the program loads before it knows that a window is wanted
from benchmarks.first_paint import FirstPaint
from spkt_desktop.app.places import real_clock
from spkt_desktop.app.sample import make_sample_desk
from spkt_desktop.ui import style
from spkt_desktop.ui.start import Program


def main(folder: Path) -> None:
    """As `spkt_desktop.ui.start.run`, with an eye on the door."""
    application = QApplication([])
    style.apply(application)
    program = Program(folder, make_sample_desk, real_clock)

    def begin() -> None:
        program.begin()
        if (door := program.centralWidget()) is not None:
            FirstPaint(door)

    QTimer.singleShot(0, begin)
    program.showMaximized()
    application.exec()


main(Path(sys.argv[1]))

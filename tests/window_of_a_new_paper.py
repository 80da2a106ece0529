"""Works a new paper in the window of whatever program is on the path: asks, types, registers, and looks it up.

Run as a program with the folder of a desk; tells what it saw as one JSON object. The passphrase is in SPKT_PASSPHRASE.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import spkt_desktop
from spkt_desktop.app import App, open_vault, start
from spkt_desktop.ui import style
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker

PATIENCE = 60.0
"""Seconds."""


def main(folder: Path) -> dict[str, Any]:
    """Everything that was seen; the desk and its worker are closed, whatever happens."""
    app, worker = start(folder, open_vault(folder, "", os.environ["SPKT_PASSPHRASE"])), Worker()
    try:
        return worked(app, worker)
    finally:
        worker.close()
        app.close()


def worked(app: App, worker: Worker) -> dict[str, Any]:
    screen = QApplication.instance() or QApplication([])
    assert isinstance(screen, QApplication)
    style.apply(screen)
    window = Window(app, worker)
    window.resize(1024, 728)
    window.show()
    window.activateWindow()
    window.show_page(window.intake)

    def hearer() -> QWidget:
        focus = QApplication.activePopupWidget() or window.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def write(text: str) -> None:
        for letter in text:
            QTest.keyClicks(hearer(), letter)
            screen.processEvents()

    def go_on() -> None:
        QTest.keyClick(hearer(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        screen.processEvents()

    write("aula")
    offered = [window.intake.services.item(row).text() for row in range(window.intake.services.count())]
    QTest.keyClick(hearer(), Qt.Key.Key_Return)
    assert window.page is window.form
    for section, field, text in (
        ("peminjam", "nama", "Sulastri Handayani"), ("peminjam", "alamat", "Dusun Krajan, Desa Sumberjati"),
        ("acara", "acara", "Wayang kulit"),
    ):  # fmt: skip
        window.form.editor.focus_field(section, 0, field)
        write(text)
    wait(lambda: "Wayang kulit" in window.form.letter.text, "the letter follows")
    letter = window.form.letter.text
    go_on()
    go_on()
    wait(lambda: bool(app.search("wayang")), f"it is registered; the focus is on {hearer().accessibleName()}")
    window.go("register")
    write("handayani wayang")
    model = window.register.model
    wait(lambda: model.rowCount() == 1, "it is found")
    window.hide()
    return {
        "program": str(Path(spkt_desktop.__file__).parents[1]), "offered": " ".join(offered), "letter": letter,
        "registered": app.search("wayang")[0].what, "found": [model.record(row).who for row in range(model.rowCount())],
    }  # fmt: skip


def wait(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain until {what}")
        QTest.qWait(20)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

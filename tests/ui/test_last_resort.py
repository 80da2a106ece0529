from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.records import Event
from spkt_desktop.ui.last_resort import LastResort, report
from tests.promises import kept

SECRET = "NIK 3501034903580091 milik Dewi Astuti"


def bug() -> Exception:
    try:
        try:
            Event.from_json({"id": SECRET})
        except ValueError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_report_names_our_lines_and_no_person() -> None:
    text = report(bug())
    assert "ValueError" in text and "RuntimeError" in text and "records.py:" in text
    assert "Dewi" not in text and "3501" not in text and "test_last_resort" not in text
    kept("no-name-outside", names_in_reports=0)


def test_one_calm_dialog_and_a_line_in_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    window, error = QWidget(), bug()
    qtbot.addWidget(window)
    resort = LastResort(window)
    seen: list[str] = []

    def answer() -> None:
        dialog = next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)), None)
        if dialog and dialog.isVisible() and not seen:
            seen.append(dialog.text())
            resort(type(error), error, None)  # a second bug meanwhile opens no second dialog
            dialog.done(0)

    timer = QTimer(window)
    timer.timeout.connect(answer)
    timer.start(20)
    with caplog.at_level(logging.ERROR):
        resort(type(error), error, None)
    assert len(seen) == 1 and "tidak ada yang hilang" in seen[0]
    assert len(caplog.records) == 2 and "Dewi" not in caplog.text


def test_a_report_that_cannot_be_saved_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    seen: list[str] = []

    def close() -> None:
        dialog = next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)), None)
        if dialog and dialog.isVisible():
            seen.append(dialog.text())
            dialog.done(0)

    timer = QTimer(window)
    timer.timeout.connect(close)
    timer.start(20)
    LastResort(window)._save(tmp_path / "tidak ada" / "laporan.txt", "a")
    timer.stop()
    assert len(seen) == 1 and "tidak dapat disimpan" in seen[0]
    LastResort(window)._save(tmp_path / "laporan.txt", "a")
    assert (tmp_path / "laporan.txt").read_bytes() == b"a\n"

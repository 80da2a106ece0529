from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.ui.backup_page import BackupPage
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.top_bar import backup_words
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands
from tests.ui.conftest import Fingers

SLOW = 20_000


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None]) -> BackupPage:
    made = BackupPage(app, worker)
    show(made)
    made.enter()
    return made


def words(page: BackupPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_a_backup_is_written_checked_and_remembered(
    page: BackupPage, tmp_path: Path, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    assert "Belum pernah ada cadangan" in words(page)
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    page.places.take(stick)
    with qtbot.waitSignal(page.changed, timeout=SLOW):
        page.backup_button.click()
    assert "Aman dicabut" in words(page) and "Cadangan baik terakhir: 20 Nov 2026 14.30." in words(page)
    assert len(list(stick.iterdir())) == 1 and fingers.at == "Buat cadangan sekarang"


def test_without_a_stick_it_is_said_where_to_look(page: BackupPage, qtbot: QtBot, fingers: Fingers) -> None:
    with qtbot.waitSignal(page.said) as said:
        page.backup()
    assert said.args[1] is Tone.WARNING and fingers.at == "Flashdisk atau folder"


def test_the_register_is_checked(page: BackupPage, app: App, qtbot: QtBot, worker: Worker, fingers: Fingers) -> None:
    app.register("sktlk", sample_values("sktlk"))
    page.verify()
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "Register utuh" in words(page) and "1 surat" in words(page)
    assert fingers.at == "Periksa register"


def test_an_old_backup_is_no_longer_calm(app: App, hands: Hands) -> None:
    now = app.now()
    assert backup_words(now.isoformat(), now) == ("Cadangan 20 Nov 2026", Tone.QUIET)
    hands.pass_(days=8)
    assert backup_words(now.isoformat(), app.now()) == ("Cadangan terakhir 8 hari lalu (F7)", Tone.WARNING)

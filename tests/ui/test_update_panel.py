from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.updating import Updating
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.update_panel import UpdatePanel
from spkt_desktop.ui.worker import Worker
from tests.releases import Maker
from tests.ui.conftest import Fingers
from tests.waiting import LONGEST

Key = Qt.Key
SOON = int(LONGEST * 1000)


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None], maker: Maker) -> SettingsPage:
    app.updating = Updating(app, app.keeping, [maker.public], "0.1.0", "windows")
    made = SettingsPage(app, worker)
    made.resize(860, 640)
    show(made)
    made.enter()
    return made


def panel(page: SettingsPage, stick: Path) -> UpdatePanel:
    """The part of the settings, entered by its tab, with that folder chosen."""
    (found,) = [one for one in page.panels if isinstance(one, UpdatePanel)]
    page.show_part(found)
    found.places.take(stick)
    found.focus_first()
    return found


def test_an_update_is_looked_for_and_begun_by_keys_alone_and_closes_the_program(
    page: SettingsPage,
    maker: Maker,
    fingers: Fingers,
    qtbot: QtBot,
    tmp_path: Path,
    app: App,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "flash disk"
    maker.lay(stick)
    update = panel(page, stick)
    assert fingers.at == "Periksa pembaruan" and not update.install_button.isEnabled()
    fingers.press(Key.Key_Space)
    qtbot.waitUntil(update.install_button.isEnabled, timeout=SOON)
    assert "Ditemukan versi 0.2.0 tanggal 1 Desember 2026." in update.result.text()
    assert fingers.at == "Pasang dan tutup program"
    if os.name == "posix":
        _executable_copies(app.updating, monkeypatch)
    fingers.press(Key.Key_Space)
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=SOON)
    assert update._setup is not None and update._setup.wait(LONGEST) == 0
    assert app.keeping.last_backup()


def test_what_is_wrong_is_said_and_nothing_is_offered(
    page: SettingsPage, fingers: Fingers, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "flash disk"
    Maker().lay(stick)
    update = panel(page, stick)
    fingers.press(Key.Key_Space)
    qtbot.waitUntil(lambda: "tidak ditandatangani" in update.result.text(), timeout=SOON)
    assert not update.install_button.isEnabled() and fingers.at == "Periksa pembaruan"
    update.install()
    assert update._setup is None and page.isVisible()


def _executable_copies(updating: Updating, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets what stands for the setup run where files must say that they may."""
    begin = updating.begin

    def begun(ready):
        ready.file.chmod(0o700)
        return begin(ready)

    monkeypatch.setattr(updating, "begin", begun)

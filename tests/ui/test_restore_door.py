"""Restoring in the window: what is found is said first, then agreed to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, open_vault, start
from spkt_desktop.app.sample import PASSPHRASE, SampleDesk, sample_values
from spkt_desktop.store.names import FILE
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.restore_door import RestoreDoor
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands
from tests.ui.conftest import Fingers

SLOW = 60_000


@pytest.fixture
def backup(app: App, tmp_path: Path) -> Path:
    for _ in range(2):
        app.register("sktlk", sample_values("sktlk"))
    file = app.keeping.backup(tmp_path)
    app.register("sktlk", sample_values("sktlk"))
    return file


def words(door: QWidget) -> str:
    return "\n".join(label.text() for label in door.findChildren(Words) if label.isVisible())


def looked(door: RestoreDoor, backup: Path, fingers: Fingers, qtbot: QtBot) -> None:
    door.enter()
    assert fingers.at == "Berkas cadangan"
    fingers.type(str(backup))
    fingers.enter()
    fingers.type("87020875")
    fingers.enter()
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: door.currentWidget() is door.finding, timeout=SLOW)


def test_what_would_be_lost_is_said_before_anything_changes(
    app: App, folder: Path, backup: Path, worker: Worker, hands: Hands, show: Callable[[QWidget], None],
    fingers: Fingers, qtbot: QtBot,
) -> None:  # fmt: skip
    last = app.search(limit=1)[0].number.text
    app.close()
    door = RestoreDoor(folder, worker, hands)
    show(door)
    looked(door, backup, fingers, qtbot)
    assert "2 surat" in words(door) and f"1 surat (yang terbaru {last})" in words(door)
    assert door.finding.numbers["sktlk"].text() == "2" and door.asking.passphrase.text() == ""
    door.finding.back.emit()
    assert fingers.at == "Berkas cadangan" and not (folder / "sementara").exists()
    again = start(folder, open_vault(folder, "", PASSPHRASE), hands)
    assert again.search(limit=1)[0].number.text == last
    again.close()


def test_a_desk_is_brought_back_and_numbers_go_on_above_the_book(
    app: App, folder: Path, backup: Path, worker: Worker, hands: Hands, show: Callable[[QWidget], None],
    fingers: Fingers, qtbot: QtBot,
) -> None:  # fmt: skip
    app.close()
    door = RestoreDoor(folder, worker, hands)
    show(door)
    looked(door, backup, fingers, qtbot)
    assert fingers.at == "Nomor terakhir di buku: Surat keterangan kehilangan"
    fingers.type("41")
    with qtbot.waitSignal(door.restored, timeout=SLOW) as said:
        door.finding.agreed.emit()
    assert "disimpan di samping" in said.args[0] and not (folder / "sementara").exists()
    again = start(folder, open_vault(folder, "", PASSPHRASE), hands)
    assert again.register("sktlk", sample_values("sktlk")).number.sequence == 42
    again.close()


def test_a_damaged_register_is_brought_back_from_the_door(
    app: App, folder: Path, backup: Path, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot,
) -> None:  # fmt: skip
    app.close()
    raw = bytearray((folder / FILE).read_bytes())
    raw[5000] ^= 1
    (folder / FILE).write_bytes(raw)
    program = Program(folder, no_sample, hands)
    show(program)
    program.begin()
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    door.usual.lost.emit()
    qtbot.waitUntil(lambda: isinstance(door.currentWidget(), RestoreDoor), timeout=SLOW)
    restoring = door.currentWidget()
    assert isinstance(restoring, RestoreDoor)
    restoring.back.emit()
    assert fingers.at == "NRP"
    door.usual.lost.emit()
    qtbot.waitUntil(lambda: isinstance(door.currentWidget(), RestoreDoor), timeout=SLOW)
    again = door.currentWidget()
    assert isinstance(again, RestoreDoor)
    looked(again, backup, fingers, qtbot)
    assert "tidak terbaca" in words(again)
    again.finding.agreed.emit()
    qtbot.waitUntil(lambda: program.centralWidget() is not door, timeout=SLOW)
    usual = program.centralWidget()
    assert isinstance(usual, Unlock) and "Meja dipulihkan" in usual.usual.text
    program.close()
    assert start(folder, open_vault(folder, "", PASSPHRASE), hands).search(limit=9)[1].form == "sktlk"


def no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError

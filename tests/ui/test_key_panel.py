from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, open_vault, start
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.errors import WrongPassphrase
from spkt_desktop.ui.key_panel import KeyPanel
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.settings_panels import RecoveryPanel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.slots import admit_quickly
from tests.ui.conftest import Fingers
from tests.ui.windows import SIZES, opened

Key = Qt.Key


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None]) -> SettingsPage:
    made = SettingsPage(app, worker)
    made.resize(860, 640)
    show(made)
    made.enter()
    return made


def part(page: SettingsPage, kind: type) -> QWidget:
    """That part of the settings, entered by its tab."""
    (panel,) = [panel for panel in page.panels if isinstance(panel, kind)]
    page.show_part(panel)
    return panel


def words(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_key_is_replaced_by_keys_alone_and_it_is_said_what_is_left(
    page: SettingsPage, app: App, fingers: Fingers
) -> None:
    said: list[tuple[str, Tone]] = []
    page.said.connect(lambda text, tone: said.append((text, tone)))
    former = app.key
    panel = part(page, KeyPanel)
    assert fingers.at == "Ganti kunci register…" and "Belum pernah diganti" in words(panel)
    fingers.press(Key.Key_Space)
    assert fingers.at == "Alasan"
    fingers.type("Flash disk cadangan hilang")
    fingers.enter()
    assert app.key != former and fingers.at == "Ganti kunci register…"
    assert [tone for _, tone in said] == [Tone.WARNING, Tone.WARNING] and "jangan matikan" in said[0][0]
    assert "sudah diganti" in said[1][0] and "musnahkan cadangan lama" in said[1][0]
    assert "Terakhir diganti 20 Nov 2026 14.30." in words(panel)


def test_a_key_is_not_replaced_without_a_reason_nor_after_esc(page: SettingsPage, app: App, fingers: Fingers) -> None:
    former = app.key
    part(page, KeyPanel)
    fingers.press(Key.Key_Space)
    fingers.enter()
    assert fingers.at == "Alasan" and app.key == former
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Ganti kunci register…" and app.key == former


def test_an_officer_who_leaves_is_told_of_as_out_with_what_is_left_to_do(
    page: SettingsPage, app: App, ready: Ready
) -> None:
    admit_quickly(app.folder, ready.opened.key, "03100376")
    panel = part(page, OfficersPanel)
    assert isinstance(panel, OfficersPanel)
    said: list[str] = []
    page.said.connect(lambda text, _tone: said.append(text))
    panel.list.setCurrentRow(
        next(row for row in range(panel.list.count()) if "03100376" in panel.list.item(row).text())
    )
    assert "kunci register diganti" in words(panel)
    values = panel.editor.form.values()
    panel.editor.form.set_values({"petugas": {**values["petugas"], "aktif": False}})
    former = app.key
    panel.save()
    assert app.key != former and not app.settings.can_unlock("03100376")
    assert "jangan matikan" in said[0] and "tidak lagi dapat membuka meja" in said[1] and "F7" in said[1]


def test_the_code_of_the_sheet_is_tried_and_the_answer_is_kept_on_the_page(
    page: SettingsPage, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    panel = part(page, RecoveryPanel)
    assert isinstance(panel, RecoveryPanel) and "belum pernah dicoba" in words(panel)
    panel.code.setFocus()
    for typed, tone, told in (
        ("", Tone.PROBLEM, "belum diisi"), ("TIDAK LENGKAP", Tone.PROBLEM, "24 huruf"),
        (ready.code, Tone.GOOD, "Kode benar"),
    ):  # fmt: skip
        panel.code.setText(typed)
        with qtbot.waitSignal(page.said) as said:
            fingers.enter()
        assert told in said.args[0] and said.args[1] is tone and fingers.at == "Kode pada lembar"
    assert "Terakhir dicoba 20 Nov 2026 14.30: benar." in words(panel) and panel.code.text() == ""
    panel.code.setText("0" * 24)
    fingers.enter()
    assert "tidak membuka meja ini" in words(panel)


@pytest.mark.parametrize("size", SIZES)
def test_wrong_tries_are_shown_when_the_desk_is_opened(
    app: App, folder: Path, worker: Worker, show: Callable[[QWidget], None], hands: Hands, size: tuple[int, int]
) -> None:
    app.close()
    hands.pass_(days=1)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            open_vault(folder, "87020875", "salah sekali", hands)
    again = start(folder, open_vault(folder, "87020875", PASSPHRASE), hands)
    with opened(again, worker, show, size) as window:
        assert window.message.text == (
            "Sejak terakhir dibuka: 2 kali kata sandi atau kode salah (terakhir Sabtu 21-11-2026 14.30)."
        )
        assert window.message.tone is Tone.WARNING
    again.close()

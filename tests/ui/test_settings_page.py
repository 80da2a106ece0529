from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, open_vault
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.recovery_sheet import RecoverySheet
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.settings_panels import PassphrasePanel, RecoveryPanel, UnitPanel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Ready
from tests.ui.conftest import Fingers

Key = Qt.Key
Part = TypeVar("Part", bound=QWidget)
NEW = "kopi tubruk pagi hari"


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None]) -> SettingsPage:
    made = SettingsPage(app, worker)
    made.resize(860, 640)
    show(made)
    made.enter()
    return made


def panel(page: SettingsPage, kind: type[Part]) -> Part:
    found = page.findChild(kind)
    assert found is not None
    return found


def test_arrows_choose_a_part_and_enter_leads_into_it(page: SettingsPage, fingers: Fingers) -> None:
    assert fingers.at == "Bagian pengaturan"
    fingers.press(Key.Key_Right)
    fingers.press(Key.Key_Right)
    fingers.enter()
    assert fingers.at == "Kata sandi sekarang"


def test_the_unit_is_changed_by_an_event_and_bad_values_are_said(
    page: SettingsPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    unit, before = panel(page, UnitPanel), app.unit.version
    values = unit.editor.values()
    unit.editor.set_values({**values, "keamanan": {"kunci_menit": 3}})
    with qtbot.waitSignal(page.changed):
        unit.save()
    assert app.unit.version != before and app.unit.values["keamanan"]["kunci_menit"] == 3
    assert fingers.at == "Simpan pengaturan"
    unit.editor.set_values({**values, "kesatuan": {**values["kesatuan"], "polsek": None}})
    with qtbot.assertNotEmitted(page.changed):
        unit.save()
    assert fingers.at == "Polsek"


def test_an_officer_gets_a_passphrase_and_is_deactivated(
    page: SettingsPage, app: App, folder: Path, qtbot: QtBot
) -> None:
    page.parts.setCurrentIndex(1)
    officers = panel(page, OfficersPanel)
    row = next(r for r in range(officers.list.count()) if "03100376" in officers.list.item(r).text())
    officers.list.setCurrentRow(row)
    for edit in (officers.editor.pair.first, officers.editor.pair.second):
        edit.setText(NEW)
    officers.save()
    assert open_vault(folder, "03100376", NEW).nrp == "03100376"
    values = officers.editor.form.values()
    officers.editor.form.set_values({"petugas": {**values["petugas"], "aktif": False}})
    officers.save()
    assert not app.settings.can_unlock("03100376")
    assert any("tidak aktif" in officers.list.item(r).text() for r in range(officers.list.count()))


def test_a_new_officer_needs_no_passphrase(page: SettingsPage, app: App, fingers: Fingers) -> None:
    page.parts.setCurrentIndex(1)
    officers = panel(page, OfficersPanel)
    officers.new()
    assert fingers.at == "Nama lengkap"
    officers.save()
    assert fingers.at == "Nama lengkap", "an empty officer is not saved"
    officers.editor.form.set_values(
        {"petugas": {"nama": "Ratna Suryani", "pangkat": "Bripka", "nrp": "88069989", "jabatan": "BANIT SPKT",
                     "peran": "petugas"}}
    )  # fmt: skip
    officers.save()
    assert "Ratna Suryani" in [one.name for one in app.settings.officers()]
    assert fingers.at == "Daftar petugas"


def test_ones_own_passphrase_is_changed_only_with_the_old_one(
    page: SettingsPage, ready: Ready, folder: Path, qtbot: QtBot
) -> None:
    page.parts.setCurrentIndex(2)
    own = panel(page, PassphrasePanel)
    for edit in (own.pair.first, own.pair.second):
        edit.setText(NEW)
    own.old.setText("bukan yang ini")
    with qtbot.waitSignal(page.said) as said:
        own.change()
    assert said.args[1] is Tone.PROBLEM
    own.old.setText(PASSPHRASE)
    with qtbot.waitSignal(page.said) as said:
        own.change()
    assert said.args[0] == "Kata sandi diganti."
    assert open_vault(folder, ready.nrp, NEW).nrp == ready.nrp


def test_a_new_recovery_code_comes_with_its_sheet(page: SettingsPage, qtbot: QtBot) -> None:
    page.parts.setCurrentIndex(3)
    recovery = panel(page, RecoveryPanel)
    recovery.make()
    sheet = panel(page, RecoverySheet)
    qtbot.waitUntil(sheet.save_button.isEnabled, timeout=20_000)

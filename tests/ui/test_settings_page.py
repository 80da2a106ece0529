from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, open_vault
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.forms import PAPERS, SETTINGS
from spkt_desktop.ui.officers_panel import OfficersPanel
from spkt_desktop.ui.packs_panel import PacksPanel
from spkt_desktop.ui.recovery_sheet import RecoverySheet
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.settings_panels import PassphrasePanel, RecoveryPanel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.unit_panel import UnitPanel
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


def words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


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


def groups(unit: UnitPanel) -> list[str]:
    return [unit.list.item(row).text() for row in range(unit.list.count())]


def test_a_group_of_settings_is_found_by_typing_and_entered(page: SettingsPage, fingers: Fingers) -> None:
    unit = panel(page, UnitPanel)
    assert len(groups(unit)) == len(SETTINGS["unit"].sections) == len(set(groups(unit)))
    fingers.enter()
    assert fingers.at == "Cari pengaturan"
    fingers.type("kunci layar")
    assert groups(unit) == ["Keamanan"]
    fingers.enter()
    assert fingers.at == "Kunci layar setelah (menit)"


def test_the_groups_are_edited_one_at_a_time_and_saved_together(
    page: SettingsPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    unit, before = panel(page, UnitPanel), app.unit.version
    unit.choose("keamanan")
    unit.editor.fill("keamanan", 0, "kunci_menit", 3)
    unit.choose("surat")
    unit.editor.fill("surat", 0, "kertas", "A4")
    page.enter()
    assert "Belum disimpan: Keamanan, Bentuk surat." in words(page), "looking at another page loses nothing"
    with qtbot.waitSignal(page.changed):
        fingers.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert app.unit.version != before
    assert app.unit.values["keamanan"]["kunci_menit"] == 3 and app.unit.values["surat"]["kertas"] == "A4"
    assert fingers.at == "Simpan pengaturan" and not any("Belum disimpan" in word for word in words(page))


def test_a_problem_leads_to_its_group_whichever_is_shown(
    page: SettingsPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    unit, before = panel(page, UnitPanel), app.unit.version
    unit.choose("kesatuan")
    unit.editor.fill("kesatuan", 0, "polsek", None)
    unit.choose("keamanan")
    unit.text.setText("kunci")
    with qtbot.assertNotEmitted(page.changed):
        unit.save()
    assert fingers.at == "Polsek" and app.unit.version == before
    assert "Kesatuan\nperlu diperbaiki" in groups(unit)
    unit.undo()
    assert (
        groups(unit)[0] == "Kesatuan"
        and unit.editor.values()["kesatuan"]["polsek"] == app.unit.values["kesatuan"]["polsek"]
    )


def test_tab_leads_from_the_groups_through_the_fields_to_the_button(page: SettingsPage, fingers: Fingers) -> None:
    unit = panel(page, UnitPanel)
    for name in ("keamanan", "kop", "keamanan"):
        unit.choose(name)
    unit.list.setFocus()
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Kunci layar setelah (menit)"
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Simpan pengaturan"


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


def test_what_an_officer_may_investigate_is_kept(page: SettingsPage, app: App, fingers: Fingers) -> None:
    page.parts.setCurrentIndex(1)
    officers = panel(page, OfficersPanel)
    form = officers.editor.form
    form.fill("petugas", 0, "penyidik", "penyidik_pembantu")
    form.fill("petugas", 0, "skep", "Skep/12/I/2026")
    officers.save()
    held = app.settings.officer_values(app.officer.nrp)["petugas"]
    assert (held["penyidik"], held["skep"]) == ("penyidik_pembantu", "Skep/12/I/2026")
    assert officers.editor.form.values()["petugas"]["skep"] == "Skep/12/I/2026", "shown again, not lost"


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


def test_the_list_of_articles_and_every_template_are_told_and_a_bad_pack_changes_nothing(
    page: SettingsPage, app: App, fingers: Fingers, qtbot: QtBot, tmp_path: Path
) -> None:
    page.parts.setCurrentIndex(5)
    page.parts.setFocus()
    fingers.enter()
    assert fingers.at == "Ambil paket…"
    packs = panel(page, PacksPanel)
    shown = [packs.list.item(row).text() for row in range(packs.list.count())]
    assert shown[0] == f"Daftar pasal · versi {app.law.version}" and len(shown) == len(PAPERS) + 1
    assert len(set(shown)) == len(shown)
    bad = tmp_path / "rusak.paket"
    bad.write_text("{}")
    with qtbot.waitSignal(page.said) as said:
        packs.take(bad)
    assert said.args[1] is Tone.PROBLEM and app.packs.listed()[1].version == 0

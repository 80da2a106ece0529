from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, desk_exists
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.ui.wizard import Wizard
from spkt_desktop.ui.wizard_end import CardsStep, SheetStep
from spkt_desktop.ui.wizard_frame import WizardFrame
from spkt_desktop.ui.wizard_numbers import NumbersStep
from spkt_desktop.ui.wizard_steps import OfficersStep, UnitStep
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, officer
from tests.ui.conftest import Fingers

Key = Qt.Key
SLOW = 30_000
"""Milliseconds for work with scrypt on a busy machine."""


@pytest.fixture
def wizard(tmp_path: Path, worker: Worker, hands: Hands, show: Callable[[QWidget], None]) -> Wizard:
    made = Wizard(tmp_path / "meja baru", worker, hands)
    made.resize(1024, 700)
    show(made)
    made.enter()
    return made


def ask_unit(wizard: Wizard) -> UnitStep:
    step = wizard.asking.step
    assert isinstance(step, UnitStep)
    assert step.editor is not None
    return step


def test_a_desk_is_set_up_and_its_papers_are_handed_over(
    wizard: Wizard, fingers: Fingers, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingers.enter()
    unit = ask_unit(wizard)
    assert unit.editor is not None
    assert fingers.at == "Polda"
    fingers.ctrl_enter()
    assert wizard.asking.step is unit, "an empty unit is not taken"
    unit.editor.set_values({"kesatuan": sample_values("unit")["kesatuan"]})
    fingers.ctrl_enter()

    officers = wizard.asking.step
    assert isinstance(officers, OfficersStep)
    officers.editor.form.set_values(officer("87020875", "ka_spkt"))
    fingers.ctrl_enter()
    assert wizard.asking.step is officers and fingers.at == "Kata sandi", "the first officer needs a passphrase"
    for edit in (officers.editor.pair.first, officers.editor.pair.second):
        edit.setText(PASSPHRASE)
    fingers.alt(Key.Key_N)
    officers.editor.form.set_values(officer("03100376", "petugas"))
    fingers.ctrl_enter()

    letters = ask_unit(wizard)
    assert letters.editor is not None
    proposed = letters.editor.values()
    assert proposed["kop"][0]["baris"] == "POLRI DAERAH JAWA TIMUR"
    fingers.ctrl_enter()

    numbers = wizard.asking.step
    assert isinstance(numbers, NumbersStep)
    assert fingers.at == "Nomor terakhir Surat keterangan kehilangan"
    fingers.type("seratus")
    fingers.ctrl_enter()
    assert wizard.asking.step is numbers and fingers.at.startswith("Nomor terakhir"), "no number, no step"
    fingers.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    fingers.type("212")
    fingers.enter()
    assert fingers.at == "Nomor terakhir Laporan Polisi model B"
    fingers.type("34")
    fingers.ctrl_enter()
    qtbot.waitUntil(lambda: not wizard.asking.isVisible(), timeout=SLOW)
    assert desk_exists(tmp_path / "meja baru")

    keeping = wizard.currentWidget()
    assert isinstance(keeping, WizardFrame)
    sheet = keeping.step
    assert isinstance(sheet, SheetStep)
    qtbot.waitUntil(sheet.sheet.save_button.isEnabled, timeout=SLOW)
    keeping.go_on()
    assert keeping.step is sheet, "the sheet has to be kept first"
    saved = tmp_path / "lembar pemulihan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    sheet.sheet.choose()
    assert "LEMBAR PEMULIHAN" in pypdf.PdfReader(saved).pages[0].extract_text()
    sheet.sheet.kept.setChecked(True)
    keeping.go_on()

    cards = keeping.step
    assert isinstance(cards, CardsStep)
    cards.cards.offer(set_up_polres(tmp_path / "polres", "Polres Tirtamulya"))
    assert fingers.at == "Sama, pakai kartu ini"
    fingers.enter()
    with qtbot.waitSignal(wizard.opened) as opened:
        keeping.go_on()
    app = opened.args[0]
    assert isinstance(app, App)
    assert app.sending.identity.polres is not None
    taken = {row["surat"]: row["nomor_terakhir"] for row in app.unit.values["nomor"]}
    assert (taken["sktlk"], taken["lp_b"], taken["visum"]) == (212, 34, 0)
    assert [one.nrp for one in app.settings.officers() if app.settings.can_unlock(one.nrp)] == ["87020875"]
    app.close()


def test_a_backup_that_is_none_is_refused_in_words(
    wizard: Wizard, fingers: Fingers, qtbot: QtBot, tmp_path: Path, worker: Worker
) -> None:
    wizard.welcome.restore.emit()
    assert fingers.at == "Berkas cadangan"
    nothing = tmp_path / "bukan.spkt-cadangan"
    nothing.write_bytes(b"bukan cadangan")
    door = wizard.restoring.asking
    door.file.setText(str(nothing))
    door.wanted.emit()
    assert fingers.at == "NRP"
    door.nrp.setText("87020875")
    door.passphrase.setText(PASSPHRASE)
    door.wanted.emit()
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "bukan cadangan yang utuh" in door.text
    assert not desk_exists(tmp_path / "meja baru")


def test_a_sample_that_cannot_be_made_leads_back_to_the_welcome(wizard: Wizard, fingers: Fingers, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.sample):
        fingers.press(Key.Key_Tab)
        fingers.press(Key.Key_Space)
    wizard.fail("Ruang pada disk tidak cukup.")
    assert wizard.welcome.text == "Ruang pada disk tidak cukup." and fingers.at == "Siapkan meja baru"

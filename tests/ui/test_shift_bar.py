from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.shift_bar import ShiftBar
from tests.desks import officer
from tests.ui.conftest import Fingers

Key = Qt.Key
KA, BANIT, OTHER = "87020875", "03100376", "75020002"


@pytest.fixture
def bar(app: App, show: Callable[[QWidget], None]) -> ShiftBar:
    """KA of regu I is on duty; OTHER is of regu I too, BANIT of regu II."""
    for nrp, role, regu in ((KA, "ka_spkt", "I"), (BANIT, "petugas", "II"), (OTHER, "petugas", "I")):
        app.settings.save_officer({"petugas": {**officer(nrp, role)["petugas"], "regu": regu}})
    made = ShiftBar(app)
    show(made)
    return made


def words(bar: ShiftBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(Notice) if label.isVisible())


def test_one_enter_opens_the_shift_of_the_officers_own_regu(
    bar: ShiftBar, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    bar.ask()
    assert fingers.at == "Regu" and bar.regu.value() == "I" and set(bar.ticked()) == {KA, OTHER}
    assert not bar.reason.isVisible()
    with qtbot.waitSignals([bar.changed, bar.said]):
        fingers.enter()
    shift = app.shifts.current()
    assert shift and shift.regu == "I" and set(shift.present) == {KA, OTHER} and not bar.isVisible()


def test_another_regu_brings_its_own_members_who_are_ticked_by_keys(bar: ShiftBar, app: App, fingers: Fingers) -> None:
    bar.ask()
    fingers.press(Key.Key_Down)
    assert bar.regu.value() == "II" and bar.ticked() == [BANIT]
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Petugas yang hadir" and bar.present.currentRow() == 0
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Space)
    assert len(bar.ticked()) == 2
    fingers.enter()
    shift = app.shifts.current()
    assert shift and shift.regu == "II" and len(shift.present) == 2


def test_nobody_present_is_asked_about_there(bar: ShiftBar, app: App, fingers: Fingers) -> None:
    bar.ask()
    fingers.press(Key.Key_Tab)
    for _ in range(2):
        fingers.press(Key.Key_Space)
        fingers.press(Key.Key_Down)
    fingers.enter()
    assert app.shifts.current() is None and "siapa yang hadir" in words(bar)
    assert fingers.at == "Petugas yang hadir"


def test_an_open_shift_ends_only_with_a_reason(bar: ShiftBar, app: App, fingers: Fingers) -> None:
    former = app.shifts.open("II", [BANIT])
    bar.ask()
    assert "Jaga regu II sejak" in words(bar) and bar.reason.isVisible()
    fingers.enter()
    assert fingers.at == "Alasan" and "alasan yang jelas" in words(bar) and app.shifts.current() == former
    fingers.type("Regu II dipanggil ke TKP")
    fingers.enter()
    shift = app.shifts.current()
    assert shift and shift.regu == "I" and app.shifts.listed(1, 1)[0].id == former.id
    bar.ask()
    assert bar.reason.text() == "", "the next one has its own reason"


def test_an_officer_without_a_regu_chooses_one(bar: ShiftBar, app: App, fingers: Fingers) -> None:
    values = officer(KA, "ka_spkt")["petugas"]
    app.settings.save_officer({"petugas": {name: value for name, value in values.items() if name != "regu"}})
    bar.ask()
    assert bar.regu.value() is None and bar.ticked() == []
    fingers.enter()
    assert "Pilih dahulu regu" in words(bar) and fingers.at == "Regu" and app.shifts.current() is None


def test_escape_gives_up(bar: ShiftBar, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    bar.ask()
    with qtbot.waitSignal(bar.dismissed):
        fingers.press(Key.Key_Escape)
    assert app.shifts.current() is None and not bar.isVisible()


def test_what_the_desk_refuses_is_said_and_the_question_stays(bar: ShiftBar, app: App, qtbot: QtBot) -> None:
    bar.ask()
    for row in range(bar.present.count()):
        if bar.present.item(row).data(Qt.ItemDataRole.UserRole) == BANIT:
            bar.present.item(row).setCheckState(Qt.CheckState.Checked)
    app.settings.save_officer({"petugas": {**officer(BANIT, "petugas")["petugas"], "aktif": False}})
    with qtbot.waitSignal(bar.said) as said:
        bar.accept()
    assert "petugas aktif" in said.args[0] and bar.isVisible() and app.shifts.current() is None

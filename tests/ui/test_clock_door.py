"""The question what time it is: before the desk appears, and in the middle of work without losing what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, start
from spkt_desktop.app.clock import ANSWER
from spkt_desktop.app.sample import PASSPHRASE, SampleDesk, sample_values
from spkt_desktop.ui import stops
from spkt_desktop.ui.clock_door import CHAPTER, ClockDoor
from spkt_desktop.ui.help_page import headed
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.wizard import Wizard
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers
from tests.ui.windows import SIZES, opened

Key, Held = Qt.Key, Qt.KeyboardModifier
SLOW = 30_000
"""Milliseconds that opening a vault may take here."""
DEAD = datetime(2009, 1, 1, 0, 3, tzinfo=UTC)


def no_sample(folder: Path) -> SampleDesk:
    raise AssertionError(f"no sample desk is wanted in {folder}")


@pytest.fixture
def program(folder: Path, hands: Hands, show: Callable[[QWidget], None]) -> Iterator[Program]:
    program = Program(folder, no_sample, hands)
    program.resize(*SIZES[1])
    show(program)
    yield program
    program.close()


@pytest.fixture
def desk(ready: Ready, folder: Path, hands: Hands) -> App:
    """A desk with a letter of today; whoever is given it closes it."""
    app = start(folder, ready.opened, hands)
    app.register("sktlk", sample_values("sktlk", app.now().date()))
    return app


def admitted(program: Program, app: App) -> ClockDoor:
    """The question that stands before that desk."""
    program.admit(app)
    QApplication.processEvents()
    door = program.centralWidget()
    assert isinstance(door, ClockDoor) and door.isVisible()
    return door


def kinds(app: App) -> list[str]:
    return [event.kind for event in app.store.journal.all()]


def named(widget: QWidget) -> list[str]:
    return [one.accessibleName() for one in widget.findChildren(QPushButton) if one.isVisible()]


def jump(app: App, hands: Hands, **back: float) -> None:
    """The clock falls back behind the newest record."""
    assert app.clock.doubt() is None
    hands.pass_(**{unit: -amount for unit, amount in back.items()})


def test_a_dead_clock_is_asked_about_before_the_desk_appears_and_answered_by_keys(
    program: Program, desk: App, hands: Hands, fingers: Fingers, qtbot: QtBot
) -> None:
    hands.moment = DEAD
    door = admitted(program, desk)
    assert fingers.at == "Jam yang benar" and door.day.text() == "20/11/2026"
    assert named(door) == ["Pakai jam yang diketik", "Keluar"], "a time of another year is typed"
    fingers.enter()
    assert door.text.startswith("Jam belum terbaca") and "clock_set" not in kinds(desk)
    fingers.press(Key.Key_Tab, Held.ShiftModifier)
    fingers.press(Key.Key_A, Held.ControlModifier)
    fingers.type("22112026")
    fingers.enter()
    assert fingers.at == "Jam yang benar"
    fingers.type("1054")
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window))
    window = program.centralWidget()
    assert isinstance(window, Window)
    assert kinds(desk)[-2:] == ["clock_set", "unlocked"], "whoever keeps the desk now comes after the answer"
    assert desk.now().isoformat() == "2026-11-22T10:54:00+07:00"
    assert "10.54 WIB dibetulkan (Ctrl+J)" in window.top.clock.text()


def test_after_the_passphrase_a_clock_that_fell_back_in_the_same_year_is_confirmed_by_one_key(
    program: Program, desk: App, hands: Hands, fingers: Fingers, ready: Ready, qtbot: QtBot
) -> None:
    jump(desk, hands, hours=51)
    desk.close()
    program.show_door(ready.nrp)
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), ClockDoor), timeout=SLOW)
    QApplication.processEvents()
    door = program.centralWidget()
    assert isinstance(door, ClockDoor)
    assert named(door) == ["Pakai jam yang diketik", "Jam ini benar", "Keluar"]
    fingers.alt(Key.Key_B)
    window = program.centralWidget()
    assert isinstance(window, Window) and "clock_confirmed" in kinds(window.app)


def test_an_unlikely_time_is_asked_for_once_more_and_can_be_insisted_on(
    program: Program, desk: App, hands: Hands, fingers: Fingers
) -> None:
    hands.moment = DEAD
    door = admitted(program, desk)
    fingers.type("0800")
    fingers.enter()
    assert "mundur 6 jam" in door.text and "Tetap pakai jam itu" in named(door)
    fingers.press(Key.Key_Backspace)
    assert "Tetap pakai jam itu" not in named(door), "it is about what was typed before"
    fingers.type("1")
    fingers.enter()
    fingers.alt(Key.Key_T)
    assert isinstance(program.centralWidget(), Window)
    event = list(desk.store.journal.all())[-2]
    assert (event.kind, event.body["insisted"], event.at[:16]) == ("clock_set", True, "2026-11-20T08:01")


def test_a_time_that_cannot_be_is_not_insisted_on(program: Program, desk: App, hands: Hands, fingers: Fingers) -> None:
    hands.moment = DEAD
    door = admitted(program, desk)
    door.day.set_value("2009-01-01")
    fingers.type("0003")
    fingers.enter()
    assert "tidak mungkin benar" in door.text and "Tetap pakai jam itu" not in named(door)
    door.day.setText("32 November")
    fingers.enter()
    assert "Tanggal belum terbaca" in door.text and fingers.at == "Tanggal yang benar"


def test_whoever_does_not_know_the_time_goes_out_again_and_nothing_is_written(
    program: Program, desk: App, hands: Hands, fingers: Fingers, ready: Ready, folder: Path
) -> None:
    jump(desk, hands, hours=51)
    before = kinds(desk)
    admitted(program, desk)
    fingers.press(Key.Key_Escape)
    door = program.centralWidget()
    assert isinstance(door, Unlock) and door.usual.nrp.text() == ready.nrp
    again = start(folder, ready.opened, hands)
    assert kinds(again) == before
    program.admit(again)
    assert isinstance(program.centralWidget(), ClockDoor)


def test_a_corrected_clock_is_asked_about_once_after_the_program_was_started(
    program: Program, desk: App, hands: Hands, fingers: Fingers, ready: Ready, folder: Path
) -> None:
    hands.moment = DEAD
    desk.clock.set(datetime(2026, 11, 22, 10, 54))
    assert named(admitted(program, desk)) == ["Pakai jam yang diketik", "Jam meja benar", "Keluar"]
    fingers.alt(Key.Key_B)
    window = program.centralWidget()
    assert isinstance(window, Window) and kinds(desk)[-2:] == ["clock_confirmed", "unlocked"]
    window.lock()
    program.admit(start(folder, ready.opened, hands))
    assert isinstance(program.centralWidget(), Window), "the PC has had power since"


def test_a_pc_that_is_right_again_ends_the_correction_by_one_key(
    program: Program, desk: App, hands: Hands, fingers: Fingers
) -> None:
    today, hands.moment = hands.moment + timedelta(days=2), DEAD
    desk.clock.set(datetime(2026, 11, 22, 10, 54))
    hands.moment = today
    assert named(admitted(program, desk)) == ["Pakai jam yang diketik", "Jam komputer benar", "Keluar"]
    fingers.alt(Key.Key_K)
    assert isinstance(program.centralWidget(), Window) and desk.clock.correction == timedelta()
    assert desk.now() == today


def test_a_desk_that_was_set_up_under_a_dead_clock_asks_before_it_appears(
    tmp_path: Path, desk: App, hands: Hands, show: Callable[[QWidget], None]
) -> None:
    program = Program(tmp_path / "kosong", no_sample, hands)
    show(program)
    program.begin()
    wizard = program.centralWidget()
    assert isinstance(wizard, Wizard)
    hands.moment = DEAD
    wizard.opened.emit(desk)
    assert isinstance(program.centralWidget(), ClockDoor)
    program.close()


def test_tab_leads_through_the_question_in_reading_order(
    program: Program, desk: App, hands: Hands, fingers: Fingers
) -> None:
    jump(desk, hands, hours=51)
    admitted(program, desk)
    found = []
    for _ in range(5):
        found.append(fingers.at)
        fingers.press(Key.Key_Tab)
    assert found == ["Jam yang benar", "Pakai jam yang diketik", "Jam ini benar", "Keluar", "Tanggal yang benar"]


@pytest.mark.parametrize("size", [*SIZES, (800, 540)])
def test_nothing_of_the_question_and_of_the_top_bar_is_cut(
    size: tuple[int, int], app: App, hands: Hands, worker: Worker, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    hands.moment = DEAD
    app.clock.set(datetime(2026, 11, 22, 10, 54))
    with opened(app, worker, show, size) as window:
        for _ in range(2):
            window.ask_clock()
            qtbot.wait(50)
            for made in window.clock.findChildren(QPushButton):
                if made.isVisible():
                    assert made.visibleRegion().boundingRect() == made.rect(), made.text()
            assert window.top.clock.width() >= window.top.clock.sizeHint().width(), window.top.clock.text()
            window.clock.left.emit()
            hands.pass_(hours=-1)
            window.top.refresh()
        assert "diragukan" in window.top.clock.text()


def test_in_the_middle_of_work_nothing_typed_is_lost(
    app: App, hands: Hands, worker: Worker, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("I", [app.nrp])
    with opened(app, worker, show) as window:
        window.intake.begin.emit("sktlk")
        window.form.editor.set_values(sample_values("sktlk", app.now().date(), app.nrp))
        values, before = window.form.editor.values(), kinds(app)
        jump(app, hands, minutes=40)
        fingers.ctrl_enter()
        qtbot.wait(50)
        fingers.ctrl_enter()
        assert window.clock.isVisible() and not window.stack.isVisible() and fingers.at == "Jam yang benar"
        assert "mundur 40 menit" in window.message.text and kinds(app) == before
        fingers.type("1435")
        fingers.enter()
        assert not window.clock.isVisible() and window.page is window.form and window.form.editor.values() == values
        assert window.message.text == "Jam meja 20 Nov 2026 14.35 WIB."
        assert kinds(app)[len(before) :] == ["clock_set"] and window.form.isVisible()
        fingers.ctrl_enter()
        assert kinds(app)[-1] == "registered"
        qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)


def test_a_line_of_the_diary_waits_for_the_answer(
    app: App, hands: Hands, worker: Worker, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    app.shifts.open("I", [app.nrp])
    with opened(app, worker, show) as window:
        fingers.press(Key.Key_F4)
        fingers.type("Patroli ke pasar")
        jump(app, hands, hours=51)
        fingers.enter()
        assert window.clock.isVisible()
        fingers.alt(Key.Key_B)
        fingers.enter()
        assert kinds(app)[-2:] == ["clock_confirmed", "noted"]
        assert list(app.store.journal.all())[-1].body["text"] == "Patroli ke pasar"


def test_the_time_can_be_told_at_any_time_and_the_question_left_again(
    app: App, worker: Worker, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    with opened(app, worker, show) as window:
        before, at = kinds(app), fingers.at
        fingers.press(Key.Key_J, Held.ControlModifier)
        assert window.clock.isVisible() and "Kembali" in named(window.clock)
        fingers.press(Key.Key_Escape)
        assert not window.clock.isVisible() and (kinds(app), fingers.at) == (before, at)
        fingers.press(Key.Key_J, Held.ControlModifier)
        fingers.press(Key.Key_F1)
        assert window.page is window.help and window.help.isVisible() and not window.clock.isVisible()
        fingers.press(Key.Key_F9)
        fingers.press(Key.Key_J, Held.ControlModifier)
        fingers.press(Key.Key_F3)
        assert window.register.isVisible() and not window.clock.isVisible()


def test_the_handbook_has_its_chapter_and_the_key_is_the_one_that_is_named(app: App) -> None:
    assert headed(app.handbook(), (CHAPTER,), "") == CHAPTER
    assert stops.CLOCK in ANSWER

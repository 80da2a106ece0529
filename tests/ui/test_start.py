from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import desk_exists, start
from spkt_desktop.app.sample import PASSPHRASE, SampleDesk, make_sample_desk
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.wizard import Wizard
from tests.desks import Hands, Ready, carried_on, officer
from tests.ui.conftest import Fingers
from tests.waiting import LONGEST

Key = Qt.Key
SLOW = 20_000
"""Milliseconds for work with scrypt on a busy machine."""


def no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError


@pytest.fixture
def program(folder: Path, hands: Hands, show: Callable[[QWidget], None]) -> Iterator[Program]:
    made = Program(folder, no_sample, hands)
    show(made)
    yield made
    made.close()


def test_the_window_has_the_picture_of_the_program(program: Program) -> None:
    """Nothing else tells it apart in the task bar."""
    assert not program.windowIcon().pixmap(32, 32).isNull()


def test_an_officer_unlocks_locks_and_comes_back(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.begin()
    assert fingers.at == "NRP"
    fingers.type(ready.nrp)
    fingers.enter()
    assert fingers.at == "Kata sandi"
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=SLOW)
    assert fingers.at == "Buka jaga…"
    qtbot.waitUntil(program.isActiveWindow)  # a busy machine gives the window its turn late, and with it its keys
    fingers.press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Unlock), timeout=SLOW)
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    assert door.usual.nrp.text() == ready.nrp
    assert fingers.at == "Kata sandi"


def test_what_is_shown_is_there_at_once_and_hears_keys(
    program: Program, ready: Ready, folder: Path, hands: Hands
) -> None:
    program.begin()
    door = program.centralWidget()
    assert isinstance(door, Unlock) and door.isVisible()
    assert QApplication.focusWidget() is door.usual.nrp, "the caret stands in it, not only later"
    program.show_desk(start(folder, ready.opened, hands))
    window = program.centralWidget()
    assert isinstance(window, Window) and window.isVisible(), "a shortcut of what is not visible is not heard"
    assert QApplication.focusWidget() is window.focusWidget()


def test_a_wrong_passphrase_is_said_and_keeps_the_focus(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_door(ready.nrp)
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    fingers.type("bukan yang ini")
    fingers.enter()
    assert "Membuka register" in door.usual.text
    qtbot.waitUntil(lambda: not program.worker.busy, timeout=SLOW)
    assert fingers.at == "Kata sandi" and door.usual.passphrase.text() == ""
    assert door.usual.text and "Membuka" not in door.usual.text


def test_after_wrong_ones_the_wait_is_shown_and_the_button_waits_too(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_door(ready.nrp)
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    for _ in range(3):
        fingers.type("bukan yang ini")
        fingers.enter()
        qtbot.waitUntil(lambda: not program.worker.busy, timeout=SLOW)
    assert "Dapat dicoba lagi dalam" in door.usual.text
    assert not door.usual.open_button.isEnabled()
    qtbot.waitUntil(door.usual.open_button.isEnabled, timeout=5000)


def test_one_officers_wrong_passphrases_keep_nobody_else_out(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_door("83048645")
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    for _ in range(6):
        door.usual._left = 0  # nobody waits that long in a test
        fingers.type("bukan yang ini")
        fingers.enter()
        qtbot.waitUntil(lambda: not program.worker.busy, timeout=SLOW)
    assert "Dapat dicoba lagi dalam" in door.usual.text
    door.usual.nrp.setFocus()
    door.usual.nrp.selectAll()
    fingers.type(ready.nrp)
    assert door.usual.text == "" and door.usual.open_button.isEnabled()
    fingers.enter()
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=SLOW)


def test_the_recovery_code_gives_a_new_passphrase(
    program: Program, ready: Ready, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_door(ready.nrp)
    door = program.centralWidget()
    assert isinstance(door, Unlock)
    door.usual.forgot.emit()
    assert fingers.at == "Kode pemulihan"
    for words in (ready.code, "", "kopi tubruk pagi hari", "kopi tubruk pagi hari"):
        fingers.type(words)
        fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=SLOW)


def test_a_pc_without_a_desk_begins_with_the_set_up(
    tmp_path: Path, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    program = Program(tmp_path / "meja", no_sample, hands)
    show(program)
    program.begin()
    assert isinstance(program.centralWidget(), Wizard)
    assert fingers.at == "Siapkan meja baru"
    program.close()


@pytest.mark.slow
def test_the_second_door_opens_a_sample_desk_beside_the_real_one(
    tmp_path: Path, hands: Hands, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    folder = tmp_path / "meja"
    program = Program(folder, partial(make_sample_desk, letters=3, clock=hands), hands)
    show(program)
    program.begin()
    wizard = program.centralWidget()
    assert isinstance(wizard, Wizard)
    wizard.welcome.sample.emit()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=60_000)
    assert not desk_exists(folder) and PASSPHRASE in program.windowTitle()
    program.close()


def test_closing_keeps_what_is_unfinished(
    program: Program, ready: Ready, folder: Path, hands: Hands, fingers: Fingers, qtbot: QtBot
) -> None:
    program.show_desk(start(folder, ready.opened, hands))
    window = program.centralWidget()
    assert isinstance(window, Window)
    qtbot.waitUntil(window.isVisible)
    fingers.press(Key.Key_F2)
    fingers.enter()
    fingers.type("3501034903580091")
    program.close()
    app = start(folder, ready.opened, hands)
    assert [draft.values["pelapor"]["nik"] for draft in app.drafts()] == ["3501034903580091"]
    app.close()


@pytest.mark.slow
def test_one_regu_hands_the_desk_to_the_next_by_keys(
    program: Program, ready: Ready, folder: Path, hands: Hands, fingers: Fingers, qtbot: QtBot
) -> None:
    app = start(folder, ready.opened, hands)
    app.settings.save_officer(officer("79070334", "petugas"), "kopi tubruk sore hari")
    app.shifts.open("I", [app.nrp])
    program.show_desk(app)
    window = program.centralWidget()
    assert isinstance(window, Window)
    qtbot.waitUntil(window.isVisible)

    fingers.press(Key.Key_F4)
    fingers.alt(Key.Key_S)
    begun = app.shifts.handover()
    typed = carried_on(HANDOVER, begun, app.nrp)
    duty = {**typed["jaga"], "regu_baru": "II", "ka_baru": "79070334"}
    window.form.editor.set_values({**typed, "jaga": duty})
    program.activateWindow()
    window.form.issue()
    fingers.ctrl_enter()
    fingers.press(Key.Key_Escape)

    door = program.centralWidget()
    assert isinstance(door, Unlock)
    assert fingers.at == "Kata sandi" and door.usual.nrp.text() == "79070334"
    assert door.usual.text == "Serah terima selesai. Regu II masuk dengan kata sandinya sendiri."
    fingers.type("kopi tubruk sore hari")
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=SLOW)
    assert fingers.at == "Buka jaga…", "the new regu is offered to open its shift"
    fingers.enter()
    assert fingers.at == "Regu"
    fingers.type("II")
    fingers.enter()
    window = program.centralWidget()
    assert isinstance(window, Window)
    newest, former = window.app.shifts.listed()
    assert (newest.regu, newest.opened_by, newest.closed_at) == ("II", "79070334", None)
    assert (former.regu, window.app.record(former.handover).form) == ("I", HANDOVER)


LIGHT = {"spkt_desktop.app", "spkt_desktop.app.whereabouts", "spkt_desktop.store", "spkt_desktop.store.names"}
"""Names and a clock: all that the way to the door takes from behind it."""
BEHIND = ("app", "store", "print", "sync", "polres", "forms", "records", "cli_input", "cli_run")
THEIRS = "xhtml2pdf reportlab pypdf cryptography pyrage sqlite_utils sqlcipher3 jinja2 lokal click rfc8785".split()
STARTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from spkt_desktop import __main__ as program
from spkt_desktop.ui import start, unlock

class Door(unlock.Unlock):
    def __init__(self, *given):
        super().__init__(*given)
        self.painted.connect(lambda: QTimer.singleShot(100, lambda: painted(self.usual)))

def painted(door):
    print(*sys.modules, flush=True)
    QTest.keyClicks(door.nrp, {nrp!r})
    window = door.window()
    window.worker.run(lambda: None, lambda _done: enter(window, door))

def enter(window, door):
    print(*sys.modules, flush=True)
    QTest.keyClicks(door.passphrase, {passphrase!r})
    door.open()
    timer.timeout.connect(lambda: opened(window))
    timer.start(20)

def opened(window):
    from spkt_desktop.ui.window import Window
    if isinstance(window.centralWidget(), Window):
        print(window.centralWidget().app.nrp, flush=True)
        timer.stop()
        window.close()
        QApplication.quit()

class Application(QApplication):
    def __init__(self, words):
        global timer
        super().__init__(words)
        timer = QTimer()

start.Unlock, start.QApplication = Door, Application
sys.exit(program.main(["--data", sys.argv[1]]))
"""


def test_only_what_is_painted_stands_on_the_way_to_the_door_and_the_rest_comes_with_the_first_key(
    ready: Ready, folder: Path
) -> None:
    script = STARTED.format(nrp=ready.nrp, passphrase=PASSPHRASE)
    run = subprocess.run(
        [sys.executable, "-c", script, folder], capture_output=True, encoding="utf-8", check=False, timeout=LONGEST
    )
    assert run.returncode == 0, run.stderr
    painted, loaded, opened = run.stdout.splitlines()
    ours = tuple(f"spkt_desktop.{name}" for name in BEHIND)
    early = {name for name in painted.split() if name.startswith(ours)} - LIGHT
    assert early == set() and not set(THEIRS) & set(painted.split())
    assert {"spkt_desktop.ui.unlock", *LIGHT} <= set(painted.split()), "it looks where it should"
    assert {"spkt_desktop.app.opening", "spkt_desktop.ui.window", "sqlcipher3", "xhtml2pdf"} <= set(loaded.split())
    assert opened == ready.nrp

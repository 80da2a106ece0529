"""After the screen is locked: nothing of the register is reachable in the program any more, neither key nor values."""

from __future__ import annotations

import gc
import re
import secrets
import weakref
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import make_sample_desk, sample_values
from spkt_desktop.records import sha256
from spkt_desktop.store.holders import officer
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from tests.desks import Hands, Ready
from tests.slots import quick_slot
from tests.ui.conftest import Fingers

HEX = re.compile(r"[0-9a-f]{64}")
NAME = "".join(("Kusumo", "digdo", "yo"))


def prepared(folder: Path, ready: Ready, hands: Hands) -> tuple[str, str, str]:
    """A desk with a key, a passphrase and a name that nothing else knows; the digests of the first two."""
    words = secrets.token_hex(8)
    app = start(folder, ready.opened, hands)
    app.holders.give(officer(ready.nrp), quick_slot(ready.nrp, words), lambda: None)
    values = sample_values("sktlk")
    app.register("sktlk", {**values, "pelapor": {**values["pelapor"], "nama": NAME}})
    app.settings.rekey("Kunci yang tidak dikenal tes")
    digests = sha256(app.key), sha256(words.encode()), words
    app.close()
    return digests


def unlock(program: Program, words: str, fingers: Fingers, qtbot: QtBot) -> weakref.ref[App]:
    fingers.type(words)
    fingers.enter()
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Window), timeout=20_000)
    window = program.centralWidget()
    assert isinstance(window, Window)
    record = window.app.search(NAME)[0]
    window.journeys.open_last()
    window.app.letters.preview("sktlk", record.values)
    return weakref.ref(window.app)


def reachable(key: str, words: str) -> list[str]:
    """What of the secrets anything in the program still refers to; `key` and `words` are digests."""
    found = []
    for holder in gc.get_objects():
        held = gc.get_referents(holder)
        # Python does not track a tuple of plain values: what is in one is looked at through its holder.
        for one in (*held, *(item for inner in held if type(inner) is tuple for item in inner)):
            if type(one) is bytes and len(one) == 32 and sha256(one) == key:
                found.append(f"key in {type(holder)}")
            elif type(one) is str:
                if any(sha256(bytes.fromhex(run)) == key for run in HEX.findall(one)):
                    found.append(f"key in words in {type(holder)}")
                if len(one) == 16 and sha256(one.encode()) == words:
                    found.append(f"passphrase in {type(holder)}")
                if NAME in one and not (isinstance(holder, dict) and holder is globals()):
                    found.append(f"name in {type(holder)}")
    return found


def test_a_locked_desk_holds_neither_key_nor_values(
    folder: Path, ready: Ready, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    key, digest, words = prepared(folder, ready, hands)
    program = Program(folder, make_sample_desk, hands)
    show(program)
    program.show_door(ready.nrp)
    app = unlock(program, words, fingers, qtbot)
    del words
    alive = app()
    assert alive is not None and any("key" in what for what in reachable(key, digest)), "the search finds what is there"
    del alive
    window = program.centralWidget()
    assert isinstance(window, Window)
    window.lock()
    del window
    qtbot.waitUntil(lambda: isinstance(program.centralWidget(), Unlock), timeout=5000)
    for _ in range(3):
        QApplication.processEvents()
        qtbot.wait(20)
        gc.collect()
    assert app() is None, "the desk itself is gone"
    assert reachable(key, digest) == []
    program.close()

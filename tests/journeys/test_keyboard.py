"""The counter by keyboard alone: the real program in a real window, from the locked door to the printed letter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.records import Record
from tests.commands import ROOT
from tests.desks import Ready
from tests.printing_queue import PdfPrinter

MOST_KEYS = 45
"""For a returning citizen with one lost KTP, beyond names and places."""
PATIENCE = 30.0

pytestmark = pytest.mark.display


class Screen:
    """A virtual screen with a window manager, and fingers on its keyboard."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self.keys += 1
            time.sleep(0.15)

    def type(self, text: str, *, counted: bool = True) -> None:
        self._xdotool("type", "--delay", "15", text)
        self.keys += len(text) if counted else 0
        time.sleep(0.3)

    def title(self) -> str:
        told = self._xdotool("getactivewindow", "getwindowname", check=False)
        return told.stdout.strip()

    def _xdotool(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words], env=self.environment, check=check, capture_output=True, text=True, timeout=30
        )


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must drive a real window, but {missing} are missing")
        pytest.skip(f"{missing} are missing")
    told, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(told) as pipe:
        number = pipe.readline().strip()
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": f":{number}"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f":{number}"
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def wait(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.1)


def test_a_returning_citizen_gets_a_letter_by_keyboard_alone(
    display: str, folder: Path, ready: Ready, cups_queue: PdfPrinter
) -> None:
    app: App = start(folder, ready.opened)
    known = app.register("sktlk", sample_values("sktlk"))

    def newest() -> Record:
        return app.search(limit=1)[0]

    screen = Screen(display)
    window = subprocess.Popen(
        [sys.executable, "-m", "spkt_desktop", "--data", str(folder)], cwd=ROOT, env=screen.environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        wait(lambda: screen.title() == "SPKT Desktop", "the door is there")
        time.sleep(0.5)
        screen.type("87020875")
        screen.press("Tab")
        screen.type(PASSPHRASE)
        screen.press("Return")
        wait(lambda: "Polsek" in screen.title(), "the desk is open")
        time.sleep(1)

        screen.keys = 0
        screen.press("F2", "Return")  # loss is the first service
        time.sleep(1)
        screen.type(known.values["pelapor"]["nik"])
        time.sleep(1)
        screen.press("Return")  # take the known identity over
        time.sleep(0.5)
        screen.type("KTP")
        screen.press("Return", "alt+p", "alt+p")  # the lost card is the citizen's own
        screen.press("Return", "Return")
        screen.type("kemarin")
        screen.press("Return", "Return")
        screen.type("Pasar Sumberjati", counted=False)
        screen.press("ctrl+Return")
        time.sleep(1)
        screen.press("ctrl+Return")
        wait(lambda: newest().id != known.id, "the letter has its number")
        time.sleep(3)
        screen.press("Return")
        wait(lambda: newest().copies == 1, "the print is written down")
        (paper,) = cups_queue.printed()
        time.sleep(2)
        screen.press("Return")
        wait(lambda: app.history(newest().id)[-1].kind == "print_outcome", "the outcome is written down")
        keys = screen.keys

        screen.press("F3")
        screen.type(known.values["pelapor"]["nama"], counted=False)
        screen.press("ctrl+l")
        wait(lambda: "Polsek" not in screen.title(), "the desk is locked")
        screen.press("alt+F4")
        said = window.communicate(timeout=PATIENCE)[0].decode()
    finally:
        window.kill()
        window.wait(10)
    assert (window.returncode, said) == (0, "")
    record = newest()
    assert record.values["pelapor"] == known.values["pelapor"]
    (goods,) = record.values["barang"]
    assert (goods["jenis"], goods["nomor"], goods["atas_nama"]) == (
        "KTP", known.values["pelapor"]["nik"], known.values["pelapor"]["nama"],
    )  # fmt: skip
    yesterday = (datetime.fromisoformat(record.registered_at) - timedelta(days=1)).date()
    assert record.values["kejadian"] == {"tanggal": yesterday.isoformat(), "tempat": "Pasar Sumberjati"}
    assert [event.kind for event in app.history(record.id)] == ["registered", "printed", "print_outcome"]
    assert paper.stat().st_size > 10_000
    assert keys <= MOST_KEYS
    app.keeping.verify()
    app.close()

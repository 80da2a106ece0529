"""Files as other programs of Windows write them, and a program that has no standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import DONE, ROOT, SAMPLE, command, run, spawn
from tests.waiting import LONGEST

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
def test_values_that_notepad_saved_are_read(folder: Path, tmp_path: Path, begin: bytes) -> None:
    """Carriage returns before the line feeds, and a byte order mark where it was asked for one."""
    values = tmp_path / "isian dari notepad.json"
    values.write_bytes(begin + json.dumps(SAMPLE, indent=2).replace("\n", "\r\n").encode())
    done = run("register", "sktlk", "--data", folder, "--values", values)
    assert done.code == DONE and done.only["number"]


def test_what_goes_into_a_pipe_has_no_carriage_returns(folder: Path) -> None:
    assert len(spawn("forms").out) > 5, "`spawn` itself refuses carriage returns"
    assert spawn("search", "x", "--data", folder).out == []


@pytest.mark.parametrize("arguments, code", [(["forms"], 0), (["forms", "tidak ada"], 1), (["--tidak-ada"], 2)])
def test_a_program_without_a_console_has_nowhere_to_speak_and_goes_on(arguments: list[str], code: int) -> None:
    windowless, detached = Path(sys.executable).with_name("pythonw.exe"), 0x8  # as from a shortcut
    said = "import sys; assert sys.stdout is None and sys.stderr is None"
    for line, wanted in ((f"{said}", 0), (command(*arguments)[2], code)):
        done = subprocess.run([windowless, "-c", line, *arguments], cwd=ROOT, check=False, timeout=LONGEST,
                              creationflags=detached)  # fmt: skip
        assert done.returncode == wanted, line


def test_a_card_reader_without_a_card_opens_no_box_of_windows() -> None:
    """Windows asks on the screen for a disk, and waits for an answer, unless a program wants to be told itself."""
    asks = (
        "import ctypes, sys; k = ctypes.WinDLL('kernel32'); k.SetErrorMode(0); from spkt_desktop import __main__ as m"
    )
    line = f"{asks}; m.main(['--version']); sys.exit(40 + (k.GetErrorMode() & 1))"
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, check=False, timeout=LONGEST)
    assert done.returncode == 41, done.stderr

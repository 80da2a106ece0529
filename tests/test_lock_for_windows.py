"""The lock as it is installed for Windows: what is asked for there, nothing of another system, each with its hashes."""

from __future__ import annotations

import sys

import pytest

from tools.windows import parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows is put together on Linux only")


def test_what_windows_needs_is_asked_for_and_nothing_of_another_system() -> None:
    lines = parts.for_windows(parts.LOCK.read_text(encoding="utf-8")).splitlines()
    names = {line.partition("==")[0] for line in lines}
    assert {"colorama", "pefile", "pywin32-ctypes", "tzdata", "pyside6-essentials", "sqlcipher3"} < names
    assert not {"atheris", "macholib"} & names
    assert all("==" in line and " --hash=sha256:" in line and ";" not in line for line in lines)


def test_each_marker_is_asked_of_windows_and_every_hash_goes_along() -> None:
    lock = "# made\na==1 ; sys_platform == 'win32' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\n"
    lock += "b==2 ; sys_platform == 'linux' \\\n    --hash=sha256:cc\n"
    lock += "c==3 ; python_version >= '3.13' \\\n    --hash=sha256:dd\n"
    assert parts.for_windows(lock) == "a==1 --hash=sha256:aa --hash=sha256:bb\nc==3 --hash=sha256:dd\n"

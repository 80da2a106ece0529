from __future__ import annotations

import getpass
import os
import subprocess
import sys
from pathlib import Path

import pytest

from spkt_desktop.windows_acl import OWNER_ONLY, owner_only
from tests.waiting import LONGEST


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder meja"
    folder.mkdir(mode=0o755)
    owner_only(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(OSError, match="tidak ada"):
        owner_only(tmp_path / "tidak ada")


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_windows_lets_nobody_else_in(tmp_path: Path) -> None:
    folder = tmp_path / "folder meja"
    folder.mkdir()
    owner_only(folder)
    (folder / "kunci.age").write_bytes(b"x")
    (folder / "dalam").mkdir()
    for path in (folder, folder / "kunci.age", folder / "dalam"):
        told = subprocess.run(["icacls", str(path)], capture_output=True, text=True, check=True, timeout=LONGEST).stdout
        entries = [line for line in told.splitlines() if ":(" in line.removeprefix(str(path))]
        assert len(entries) == 3 and any(getpass.getuser().casefold() in entry.casefold() for entry in entries), told
        assert not any(name in told for name in ("Everyone", "BUILTIN\\Users", "Authenticated Users")), told
    assert (folder / "kunci.age").read_bytes() == b"x", "and the owner is still in"
    with pytest.raises(OSError):  # noqa: PT011 - Windows tells it in its own language
        owner_only(tmp_path / "tidak ada")


def test_the_list_names_no_group_of_everybody() -> None:
    assert OWNER_ONLY.startswith("D:P"), "nothing is inherited"
    assert not any(group in OWNER_ONLY for group in (";WD)", ";BU)", ";AU)", ";IU)")) and os.sep

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from spkt_desktop.windows_acl import OWNER_ONLY, owner_only

DACL = 0x4
EVERYBODY = (";WD)", ";BU)", ";AU)", ";IU)")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder meja"
    folder.mkdir(mode=0o755)
    owner_only(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(OSError, match="tidak ada"):
        owner_only(tmp_path / "tidak ada")


def list_of(path: Path) -> str:
    """Who may do what with a file or folder, as Windows itself tells it (SDDL)."""
    import ctypes

    advapi, kernel = (ctypes.WinDLL(name, use_last_error=True) for name in ("advapi32", "kernel32"))  # type: ignore[attr-defined, unused-ignore]
    told, needed, text = ctypes.create_string_buffer(4096), ctypes.c_ulong(), ctypes.c_void_p()
    assert advapi.GetFileSecurityW(str(path), DACL, told, len(told), ctypes.byref(needed)), path
    describe = advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW
    assert describe(told, 1, DACL, ctypes.byref(text), None)
    try:
        return ctypes.wstring_at(text.value or 0)
    finally:
        kernel.LocalFree(text)


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_windows_lets_no_group_of_everybody_in(tmp_path: Path) -> None:
    folder = tmp_path / "folder meja"
    folder.mkdir()
    owner_only(folder)
    told = list_of(folder)
    assert not any(group in told for group in EVERYBODY) and ";SY)" in told and ";S-1-5-21-" in told, told
    (folder / "kunci.age").write_bytes(b"x")
    assert (folder / "kunci.age").read_bytes() == b"x", "and the owner is still in"
    with pytest.raises(OSError):  # noqa: PT011 - Windows tells it in its own language
        owner_only(tmp_path / "tidak ada")


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_what_lies_in_it_lets_in_the_same_three_and_nothing_comes_from_above(tmp_path: Path) -> None:
    folder = tmp_path / "folder meja"
    folder.mkdir()
    owner_only(folder)
    (folder / "kunci.age").write_bytes(b"x")
    (folder / "dalam").mkdir()
    assert list_of(folder).startswith("D:P")
    for path in (folder, folder / "kunci.age", folder / "dalam"):
        let_in = re.findall(r"\(A;[^;]*;FA;;;([^)]+)\)", list_of(path))
        assert len(let_in) == list_of(path).count("(A;") == 3 and {"SY", "BA"} < set(let_in), list_of(path)


def test_the_list_names_no_group_of_everybody() -> None:
    assert OWNER_ONLY.startswith("D:P"), "nothing is inherited"
    assert not any(group in OWNER_ONLY for group in EVERYBODY)

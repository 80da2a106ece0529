"""An update from a stick: everything about it is checked first, and whatever is wrong is refused with a sentence."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import App, open_vault, start
from spkt_desktop.app import updating as module
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.app.updating import Updating, shipped_keys
from spkt_desktop.errors import MediumFailed, NotFound, Refused, SealBroken
from tests.commands import REFUSED, run
from tests.desks import Hands, Ready
from tests.promises import kept
from tests.releases import SETUP, Maker
from tests.slots import admit_quickly
from tests.waiting import LONGEST


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "flash disk"


@pytest.fixture
def updating(app: App, maker: Maker) -> Updating:
    return Updating(app, app.keeping, [maker.public], "0.1.0", "windows")


def test_the_newest_that_fits_is_found_in_a_folder_and_by_either_name(
    updating: Updating, maker: Maker, stick: Path
) -> None:
    for version in ("0.9.0", "0.10.0", "0.2.0", "0.0.9"):
        maker.lay(stick, version=version)
    Maker().lay(stick, version="0.99.0")
    found = updating.look(stick)
    assert (found.note.version, found.file) == ("0.10.0", stick / "spkt-desktop-0.10.0-setup.exe")
    one = stick / "spkt-desktop-0.2.0-setup.exe"
    assert updating.look(one) == updating.look(stick / f"{one.name}.rilis")
    updating.check(found)


def test_it_is_copied_checked_and_backed_up_before_it_is_begun(
    app: App, updating: Updating, maker: Maker, stick: Path, folder: Path
) -> None:
    maker.lay(stick)
    ready = updating.work(updating.look(stick))()
    updating.settle()
    assert ready.file.read_bytes() == SETUP and ready.file.is_relative_to(folder / "sementara")
    assert ready.backup.is_file() and app.keeping.last_backup()
    assert not (ready.file.parent / "mulai.txt").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for the setup")
def test_it_is_begun_in_its_own_folder(updating: Updating, maker: Maker, stick: Path) -> None:
    maker.lay(stick)
    ready = updating.work(updating.look(stick))()
    ready.file.chmod(0o700)
    assert updating.begin(ready).wait(LONGEST) == 0
    assert (ready.file.parent / "mulai.txt").read_text() == "mulai\n"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for the setup")
def test_what_is_begun_is_not_shown_the_libraries_of_this_program(
    updating: Updating, maker: Maker, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "SPKT Desktop" / "_internal"
    monkeypatch.setattr(sys, "_MEIPASS", str(inner), raising=False)
    usual = os.environ["PATH"]
    monkeypatch.setenv("PATH", os.pathsep.join((str(inner / "PySide6"), usual, str(inner))))
    maker.lay(stick, b'#!/bin/sh\nprintf %s "$PATH" > jalur.txt\n')
    ready = updating.work(updating.look(stick))()
    ready.file.chmod(0o700)
    assert updating.begin(ready).wait(LONGEST) == 0
    assert (ready.file.parent / "jalur.txt").read_text() == usual


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows hands the folder of libraries down")
def test_windows_does_not_hand_down_where_this_program_has_its_libraries(
    updating: Updating, maker: Maker, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":  # for who reads the types
        import ctypes

        kernel = ctypes.WinDLL("kernel32")

        def looked_in() -> str:
            told = ctypes.create_unicode_buffer(1000)
            kernel.GetDllDirectoryW(1000, told)
            return told.value

        seen: list[str] = []

        def begun(*_: object, **__: object) -> None:
            seen.append(looked_in())
            raise OSError("not begun")

        kernel.SetDllDirectoryW(ctypes.c_wchar_p(str(tmp_path)))
        monkeypatch.setattr(subprocess, "Popen", begun)
        maker.lay(stick)
        try:
            with pytest.raises(Refused, match="tidak dapat dimulai"):
                updating.begin(updating.work(updating.look(stick))())
            assert (seen, looked_in()) == ([""], str(tmp_path)), "put aside, and back where it was not begun"
        finally:
            kernel.SetDllDirectoryW(None)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"product": "lain"}, "bukan pembaruan SPKT Desktop"),
        ({"system": "linux"}, "jenis komputer lain"),
        ({"version": "0.1.0"}, "Versi 0.1.0 tidak lebih baru daripada versi 0.1.0"),
        ({"version": "0.0.9"}, "tidak lebih baru"),
    ],
)
def test_another_product_system_or_an_older_version_is_refused(
    updating: Updating, maker: Maker, stick: Path, other: dict[str, Any], sentence: str
) -> None:
    maker.lay(stick, **other)
    with pytest.raises(Refused, match=sentence) as told:
        updating.look(stick)
    assert "Tidak ada yang dijalankan atau diubah" in str(told.value)


def test_a_strangers_signature_is_refused(updating: Updating, stick: Path) -> None:
    Maker().lay(stick)
    with pytest.raises(SealBroken, match="tidak ditandatangani oleh pembuat SPKT Desktop"):
        updating.look(stick)


def test_of_two_refusals_the_one_for_this_pc_is_told(updating: Updating, maker: Maker, stick: Path) -> None:
    maker.lay(stick, system="linux", version="0.0.1")
    (stick / "a.rilis").write_bytes(b"{}")
    maker.lay(stick, version="0.0.2")
    with pytest.raises(Refused, match=r"Versi 0\.0\.2 tidak lebih baru"):
        updating.look(stick)
    (stick / "spkt-desktop-0.0.2-setup.exe.rilis").unlink()
    with pytest.raises(SealBroken):
        updating.look(stick)


def test_a_file_that_is_too_large_is_no_note(updating: Updating, stick: Path) -> None:
    stick.mkdir()
    (stick / "a.rilis").write_bytes(b"x" * 4097)
    with pytest.raises(SealBroken, match="bukan catatan rilis SPKT Desktop"):
        updating.look(stick)


def test_a_file_that_may_not_be_read_is_not_called_write_protected(
    updating: Updating, maker: Maker, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker.lay(stick)
    offer = updating.look(stick)

    def denied(_file: Path) -> str:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(module, "digest", denied)
    with pytest.raises(MediumFailed) as told:
        updating.check(offer)
    assert told.value.outcome == "gagal"


def test_changed_bytes_are_refused_where_they_lie_and_in_the_copy(
    updating: Updating, maker: Maker, stick: Path, folder: Path
) -> None:
    file = maker.lay(stick)
    offer = updating.look(stick)
    file.write_bytes(SETUP.replace(b"mulai", b"jahat"))
    with pytest.raises(SealBroken, match="berbeda dari yang ditandatangani"):
        updating.check(offer)
    with pytest.raises(SealBroken, match="berbeda dari yang ditandatangani"):
        updating.work(offer)()
    assert not (folder / "sementara").exists() and not (folder / "cadangan").exists()
    file.write_bytes(SETUP + b"x")
    with pytest.raises(SealBroken, match="berbeda dari yang ditandatangani"):
        updating.look(stick)
    kept("updates-signed", files_changed=2, run=0)


def test_what_grows_while_it_is_copied_is_not_more_than_was_signed(
    updating: Updating, maker: Maker, stick: Path
) -> None:
    file = maker.lay(stick)
    offer = updating.look(stick)
    file.write_bytes(SETUP + b"x" * 100)
    assert updating.work(offer)().file.read_bytes() == SETUP, "the copy is what counts"


def test_nothing_there_is_said(updating: Updating, maker: Maker, stick: Path) -> None:
    stick.mkdir()
    with pytest.raises(NotFound, match="Tidak ada pembaruan di situ"):
        updating.look(stick)
    with pytest.raises(MediumFailed):
        updating.look(stick / "tidak ada")
    maker.lay(stick).unlink()
    with pytest.raises(MediumFailed) as told:
        updating.look(stick)
    assert told.value.outcome == "berkas tidak ada"


def test_a_program_without_keys_believes_nobody(app: App, maker: Maker, stick: Path) -> None:
    maker.lay(stick)
    with pytest.raises(Refused, match="tidak membawa kunci rilis"):
        Updating(app, app.keeping, [], "0.1.0", "windows").look(stick)
    assert app.updating._trusted == shipped_keys()


def test_only_who_may_change_settings_installs(
    ready: Ready, folder: Path, maker: Maker, stick: Path, hands: Hands
) -> None:
    admit_quickly(folder, ready.opened.key, "03100376")
    maker.lay(stick)
    app = start(folder, open_vault(folder, "03100376", PASSPHRASE, hands), hands)
    try:
        updating = Updating(app, app.keeping, [maker.public], "0.1.0", "windows")
        with pytest.raises(Refused, match="hanya Kepala SPKT"):
            updating.work(updating.look(stick))
    finally:
        app.close()


def test_on_linux_the_keeper_of_the_pc_installs(app: App, maker: Maker, stick: Path, folder: Path) -> None:
    maker.lay(stick, system="linux")
    updating = Updating(app, app.keeping, [maker.public], "0.1.0", "linux")
    ready = updating.work(updating.look(stick))()
    with pytest.raises(Refused, match="dipasang oleh pengelola komputer dengan perintah ini"):
        updating.begin(ready)
    assert ready.file.parent == folder / "pembaruan" and not (folder / "sementara").exists()
    maker.lay(stick, system="linux", version="0.3.0")
    later = updating.work(updating.look(stick))()
    assert list((folder / "pembaruan").iterdir()) == [later.file], "the next one takes its place"


@pytest.mark.skipif(sys.platform != "linux", reason="the command is for a shell of Linux")
def test_on_linux_root_installs_only_what_was_signed(
    app: App, maker: Maker, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker.lay(stick, system="linux")
    root, tools = tmp_path / "opt", tmp_path / "alat"
    monkeypatch.setattr(module, "_OF_ROOT", str(root))
    root.mkdir()
    tools.mkdir()
    (tools / "sudo").write_text('#!/bin/sh\nexec "$@"\n')
    (tools / "apt").write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(tmp_path / "dipasang.txt"))}\n')
    for tool in tools.iterdir():
        tool.chmod(0o700)
    updating = Updating(app, app.keeping, [maker.public], "0.1.0", "linux")
    ready = updating.work(updating.look(stick))()
    _, _, command = ready.words.partition(":\n")

    def code() -> int:
        given = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(["sh", "-c", command], env=given, check=False, timeout=LONGEST).returncode

    assert code() == 0
    installed = f"install {root / ready.file.name}\n"
    assert (tmp_path / "dipasang.txt").read_text() == installed
    ready.file.write_bytes(SETUP.replace(b"mulai", b"jahat"))
    assert code() != 0
    assert (tmp_path / "dipasang.txt").read_text() == installed, "nothing more was"


def test_the_command_refuses_what_this_programs_maker_has_not_signed(folder: Path, maker: Maker, stick: Path) -> None:
    maker.lay(stick)
    done = run("update", stick, "--check", "--data", folder)
    assert done.code == REFUSED
    assert ("tidak ditandatangani" if shipped_keys() else "tidak membawa kunci rilis") in done.err
    assert run("update", stick / "x", "--data", folder).code == REFUSED

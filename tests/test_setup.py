"""What is handed out of a release: the same bytes each time, only the program in it, signed only where that fits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from dev import QT_PACKAGES
from setup import debian, make, windows
from spkt_desktop.sync.release import Note, read_keys, written_keys
from tests.waiting import LONGEST
from tools import signing

ROOT = Path(__file__).resolve().parent.parent
MOMENT = 1_764_547_200
VERSION = "0.2.0"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it, as far as the setup is concerned."""
    folder = tmp_path / "SPKT Desktop"
    resources = folder / "_internal" / "resources"
    (resources / "data").mkdir(parents=True)
    (folder / "lisensi").mkdir()
    shutil.copyfile(ROOT / "resources" / "spkt.ico", resources / "spkt.ico")
    shutil.copyfile(signing.TRUSTED, resources / "data" / "kunci_rilis.json")
    (folder / "lisensi" / "LICENSE").write_text("MIT", encoding="ascii")
    parts = {"metadata": {"component": {"version": VERSION}}}
    (folder / "sbom.cdx.json").write_text(json.dumps(parts), encoding="ascii")
    for name in ("SPKT Desktop", "spkt-desktop", "SPKT Desktop.exe", "spkt-desktop.exe"):
        (folder / name).write_text('#!/bin/sh\necho "$@"\n', encoding="ascii")
        (folder / name).chmod(0o755)
    return folder


def again(program: Path) -> Path:
    """The same program, laid at another time by somebody with other habits."""
    other = program.parent / "lain" / "SPKT Desktop"
    shutil.copytree(program, other)
    for path in other.rglob("*"):
        os.utime(path, (MOMENT + 999, MOMENT + 999))
        path.chmod(path.stat().st_mode & 0o700)
    return other


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb makes the package")
def test_the_package_for_linux_is_reproducible_and_asks_for_what_qt_needs(program: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "a", tmp_path / "b"]
    for out, folder in zip(outs, (program, again(program)), strict=True):
        out.mkdir()
        debian.package(folder, out, VERSION, MOMENT)
    deb, same = (out / "spkt-desktop_0.2.0_amd64.deb" for out in outs)
    assert deb.read_bytes() == same.read_bytes()
    control = _told("dpkg-deb", "--field", str(deb))
    assert "Version: 0.2.0\n" in control and f"Depends: {', '.join(QT_PACKAGES)}\n" in control
    inside = tmp_path / "isi"
    _told("dpkg-deb", "--extract", str(deb), str(inside))
    assert (inside / "opt/spkt-desktop/SPKT Desktop").is_file()
    assert (inside / "usr/bin/spkt-desktop").readlink() == Path("/opt/spkt-desktop/spkt-desktop")
    assert 'exec /opt/spkt-desktop/spkt-desktop polres "$@"' in (inside / "usr/bin/spkt-polres").read_text()
    assert (inside / "usr/share/icons/hicolor/256x256/apps/spkt-desktop.png").read_bytes().startswith(b"\x89PNG")
    assert {path.stat().st_mode & 0o777 for path in inside.rglob("*") if path.is_file()} == {0o755, 0o644}


def test_the_archives_are_reproducible_and_hold_the_program(program: Path, tmp_path: Path) -> None:
    for pack in (windows.archive, debian.archive):
        first = pack(program, tmp_path, VERSION, MOMENT)
        content = first.read_bytes()
        assert pack(again(program), tmp_path, VERSION, MOMENT).read_bytes() == content
        shutil.rmtree(program.parent / "lain")
    with zipfile.ZipFile(tmp_path / "spkt-desktop-0.2.0-windows.zip") as packed:
        assert "SPKT Desktop/lisensi/LICENSE" in packed.namelist()
        words = packed.read("BACA SAYA.txt").decode("utf-8-sig")
        assert words.startswith("SPKT DESKTOP 0.2.0\r\n") and "{" not in words
    with tarfile.open(tmp_path / "spkt-desktop-0.2.0-linux.tar.gz") as tar:
        assert tar.getmember("SPKT Desktop/spkt-desktop").mode == 0o755


def test_all_that_belongs_to_the_program_is_named_inner_folders_first(program: Path) -> None:
    lines = windows.named(program).split("\r\n")[:-1]
    named = [program / line[2:].replace("\\", "/") for line in lines]
    for line, path in zip(lines, named, strict=True):
        path.unlink() if line.startswith("F ") else path.rmdir()
    assert list(program.iterdir()) == []


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis makes the setup file (dev.py setup installs it)")
def test_the_setup_file_is_made_without_a_warning_and_reproducible(program: Path, tmp_path: Path) -> None:
    first = windows.setup_file(program, tmp_path, VERSION, MOMENT).read_bytes()
    assert first.startswith(b"MZ")
    assert windows.setup_file(again(program), tmp_path, VERSION, MOMENT).read_bytes() == first


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis makes the setup file (dev.py setup installs it)")
def test_only_a_key_that_the_program_trusts_signs_its_release(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, trusted, out = tmp_path / "kunci.pem", tmp_path / "kunci_rilis.json", tmp_path / "rilis"
    signing.new_key(secret, trusted)
    monkeypatch.delenv("SPKT_KUNCI_RILIS", raising=False)
    assert make.release_key([program]) is None
    assert "nothing is signed" in capsys.readouterr().out
    monkeypatch.setenv("SPKT_KUNCI_RILIS", str(secret))
    with pytest.raises(SystemExit, match="does not trust this release key"):
        make.make(tmp_path / "linux", program, out, VERSION, MOMENT)
    assert not out.exists(), "it is seen before anything is packed"
    keys = read_keys(trusted.read_bytes())
    (program / "_internal/resources/data/kunci_rilis.json").write_bytes(written_keys(keys))
    made = make.make(tmp_path / "linux", program, out, VERSION, MOMENT)
    (note,) = (file for file in made if file.suffix == ".rilis")
    assert Note.read(note.read_bytes(), keys).date == "2025-12-01"


def test_only_files_of_a_former_release_are_removed(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "flashdisk"
    out.mkdir()
    former = [out / name for name in ("spkt-desktop-0.1.0-setup.exe", "spkt-desktop_0.1.0_amd64.deb", "SHA256SUMS")]
    others = [out / name for name in ("kunci.pem", "spkt-desktop kunci.pem", "surat.pdf")]
    (out / "foto").mkdir()
    for file in (*former, *others):
        file.write_bytes(b"x")
    assert make.make(tmp_path / "linux", tmp_path / "windows", out, VERSION, MOMENT) == []
    assert sorted(out.iterdir()) == sorted((*others, out / "foto"))


@pytest.mark.parametrize("told", [{"metadata": {"component": {"version": "0.1.0"}}}, {}, None], ids=str)
def test_a_folder_of_another_version_is_not_handed_out(program: Path, tmp_path: Path, told: object) -> None:
    former = tmp_path / "rilis" / "SHA256SUMS"
    former.parent.mkdir()
    former.write_bytes(b"x")
    (program / "sbom.cdx.json").unlink() if told is None else (program / "sbom.cdx.json").write_text(json.dumps(told))
    with pytest.raises(SystemExit, match=r"not 0\.2\.0: build it anew"):
        make.make(tmp_path / "linux", program, former.parent, VERSION, MOMENT)
    assert list(former.parent.iterdir()) == [former], "nothing was removed or packed"


def test_what_is_not_there_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "rilis"
    assert make.make(tmp_path / "linux", tmp_path / "windows", out, VERSION, MOMENT) == []
    assert "no .deb" in capsys.readouterr().out and not list(out.iterdir())


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=LONGEST).stdout

"""Names that only Windows has trouble with: devices, ends that it cuts off, long ones, letters beyond its code page."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from tests.commands import DONE, REFUSED, SAMPLE, numbers, register, run
from tests.desks import Ready

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows keeps such names for itself")


@pytest.mark.parametrize(
    "name", ["NUL", "NUL.pdf", "CON.pdf", "com1.pdf", "LPT9", "surat.pdf:x", "surat?.pdf", "a<b.pdf"]
)
def test_no_letter_goes_into_a_device_or_nowhere(folder: Path, ready: Ready, tmp_path: Path, name: str) -> None:
    done = register(folder, SAMPLE, "--pdf", tmp_path / name)
    assert done.code == REFUSED and "Tidak ada yang didaftarkan" in done.err
    assert numbers(folder, ready) == [] and list(tmp_path.glob("surat*")) == []


@pytest.mark.parametrize("name", ["surat.", "surat "])
def test_an_end_that_windows_cuts_off_harms_nothing(folder: Path, tmp_path: Path, name: str) -> None:
    done = register(folder, SAMPLE, "--pdf", tmp_path / name)
    assert done.code == DONE and Path(done.only["pdf"]).read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob("*.part*"))


def test_a_path_that_is_too_long_is_refused_or_works_whole(folder: Path, ready: Ready, tmp_path: Path) -> None:
    deep = tmp_path
    while len(str(deep)) < 280:
        deep /= "Laporan kehilangan tahun 2026"
    with contextlib.suppress(OSError):  # Windows without long paths makes no such folder
        deep.mkdir(parents=True)
    done = register(folder, SAMPLE, "--pdf", deep / "surat.pdf")
    if done.code == DONE:
        assert Path(done.only["pdf"]).read_bytes().startswith(b"%PDF")
    else:
        assert "Tidak ada yang didaftarkan" in done.err and numbers(folder, ready) == []


def test_the_whole_job_is_done_below_a_folder_with_spaces_and_foreign_letters(tmp_path: Path) -> None:
    out = tmp_path / "Peragaan – Ñandú 日本 (1) 100% & co" / "meja; kita"
    steps = {line["step"]: line for line in run("demo", "--out", out).out}
    assert steps["tanda terima"]["pending"] == 0
    assert Path(steps["surat"]["pdf"]).read_bytes().startswith(b"%PDF")
    assert Path(steps["bundel"]["bundle"]).is_file()

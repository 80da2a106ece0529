from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from spkt_desktop import disk
from spkt_desktop.errors import MediumFailed


@pytest.mark.parametrize(
    "code, named",
    [(errno.ENODEV, "hilang"), (errno.EIO, "hilang"), (errno.ENOSPC, "penuh"), (errno.EROFS, "hanya baca")],
)
def test_errors_of_the_system_get_their_name(code: int, named: str) -> None:
    with pytest.raises(MediumFailed, match="tetap utuh") as caught, disk.named():
        raise OSError(code, "dari sistem")
    assert caught.value.outcome == named


def test_every_outcome_has_a_calm_sentence() -> None:
    for name, sentence in disk._SENTENCES.items():
        assert "tetap utuh" in sentence
        assert sentence.endswith(".")
        assert disk.failed(name).outcome == name


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "nama [1].json"
    disk.write_file(target, b"lama")
    with pytest.raises(RuntimeError), disk.whole(target) as file:
        file.write(b"set")
        raise RuntimeError
    assert target.read_bytes() == b"lama" and list(tmp_path.iterdir()) == [target]
    disk.write_file(target, b"baru")
    assert target.read_bytes() == b"baru" and disk.digest(target) == disk.digest(target)


def test_what_is_refused_by_the_check_never_gets_its_name(tmp_path: Path) -> None:
    def refuse(part: Path) -> None:
        assert part.read_bytes() == b"isi"
        raise disk.failed("berbeda")

    with pytest.raises(MediumFailed), disk.whole(tmp_path / "a", check=refuse) as file:
        file.write(b"isi")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_only_its_owner_may_read_a_file(tmp_path: Path) -> None:
    former = os.umask(0)
    try:
        disk.private_folder(tmp_path / "a" / "b")
        disk.write_file(tmp_path / "a" / "b" / "c", b"")
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b" / "c").stat().st_mode) == 0o600


def test_leftovers_are_cleared_by_the_next_writing_of_that_name(tmp_path: Path) -> None:
    for name, age in (("a.0a1b2c3d", 0.0), ("a.0a1b2c3e", 1e9), ("b.0a1b2c3d", 0.0)):
        left = tmp_path / f"{name}{disk.PART}"
        left.write_bytes(b"setengah")
        if not age:
            os.utime(left, (0, 0))
    disk.write_file(tmp_path / "a", b"isi")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a", f"a.0a1b2c3e{disk.PART}", f"b.0a1b2c3d{disk.PART}",
    ]  # fmt: skip

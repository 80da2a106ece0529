from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spkt_desktop.errors import MediumFailed
from spkt_desktop.sync import folder
from tests.promises import kept
from tests.waiting import LONGEST


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A medium of 256 KiB."""
    medium = tmp_path / "stik kecil"
    medium.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("no mount command on this system")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(medium)], capture_output=True, timeout=LONGEST
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield medium
    subprocess.run([umount, str(medium)], check=True, timeout=LONGEST)


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def outcome(place: Path, data: bytes = b"isi") -> str:
    with pytest.raises(MediumFailed, match="tetap utuh") as caught:
        folder.write(place, "a.spkt", data)
    return caught.value.outcome


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    target = folder.write(tmp_path, "a.spkt", b"isi")
    assert target == tmp_path / "a.spkt"
    assert folder.read(target, 3) == b"isi"
    assert folder.write(tmp_path, "a.spkt", b"baru") == target
    assert names(tmp_path) == ["a.spkt"]
    assert target.read_bytes() == b"baru"


def interrupted(place: Path, name: str) -> Path:
    """What is left of a writing that the pulled stick ended."""
    left = place / f"{name}.0a1b2c3d.spkt-part"
    left.write_bytes(b"setengah")
    os.utime(left, (0, 0))
    return left


def test_the_part_of_another_process_at_work_is_left_alone(tmp_path: Path) -> None:
    at_work = tmp_path / "PUNUNG_20261122-090000_e1_1-9.spkt.0a1b2c3d.spkt-part"
    at_work.write_bytes(b"setengah")
    folder.write(tmp_path, "PUNUNG_20261122-090000_e1_1-9.spkt", b"isi")
    assert at_work.exists()


@pytest.mark.parametrize("name", ["PUNUNG_20261122-090000_e1_1-9.spkt", "kartu-meja-PUNUNG.json"])
def test_leftovers_of_the_same_sender_and_kind_are_cleared(tmp_path: Path, name: str) -> None:
    interrupted(tmp_path, name.replace("_e1_1-9", "_e1_1-5"))
    folder.write(tmp_path, name, b"isi")
    assert names(tmp_path) == [name]


def test_no_file_of_anybody_else_is_cleared(tmp_path: Path) -> None:
    for other in ("PUNUNG-2_20261122-080000_e1_1-5.spkt", "PUNUNG_20261122-080000_4f5e6d.terima", "PUNUNG.spkt"):
        interrupted(tmp_path, other)
    for other in ("unduhan.json.part", "PUNUNG_tulisan.spkt.part", "PUNUNG_tulisan.spkt", "PUNUNG_x.spkt.spkt-part"):
        (tmp_path / other).write_bytes(b"milik program lain")
    before = names(tmp_path)
    folder.write(tmp_path, "PUNUNG_20261122-090000_e1_1-9.spkt", b"isi")
    assert names(tmp_path) == sorted([*before, "PUNUNG_20261122-090000_e1_1-9.spkt"])


def test_a_leftover_that_cannot_be_removed_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "a.spkt.0a1b2c3d.spkt-part").mkdir()
    assert folder.write(tmp_path, "a.spkt", b"isi").read_bytes() == b"isi"


def test_no_folder(tmp_path: Path) -> None:
    assert outcome(tmp_path / "tidak ada") == "tidak ada"
    (tmp_path / "berkas").write_bytes(b"")
    assert outcome(tmp_path / "berkas") == "bukan folder"


def test_full_medium_is_said_before_writing(tiny: Path) -> None:
    assert outcome(tiny, bytes(300 << 10)) == "penuh"
    assert names(tiny) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_medium_that_fills_while_writing_keeps_its_old_state(tmp_path: Path) -> None:
    import resource

    folder.write(tmp_path, "a.spkt", b"lama")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, hard))
    try:
        assert outcome(tmp_path, bytes(300 << 10)) == "penuh"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(tmp_path) == ["a.spkt"]
    assert (tmp_path / "a.spkt").read_bytes() == b"lama"


def test_read_only_medium(tiny: Path) -> None:
    folder.write(tiny, "a.spkt", b"lama")
    subprocess.run(["/bin/mount", "-o", "remount,ro", str(tiny)], check=True, timeout=LONGEST)
    assert outcome(tiny) == "hanya baca"
    assert (tiny / "a.spkt").read_bytes() == b"lama"


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_medium_that_vanishes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "stik"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()  # still there for whoever stands in it, but it takes nothing any more
    assert outcome(Path()) == "hilang"


def test_a_medium_that_keeps_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stick holds is asked of the stick, once it says that all is written."""
    folder.write(tmp_path, "a.spkt", b"lama")
    sync = os.fsync

    def keep_another_byte(handle: int) -> None:
        sync(handle)
        for part in tmp_path.glob("*.spkt-part"):
            part.write_bytes(b"iso")

    monkeypatch.setattr(os, "fsync", keep_another_byte)
    assert outcome(tmp_path) == "berbeda"
    assert (tmp_path / "a.spkt").read_bytes() == b"lama" and names(tmp_path) == ["a.spkt"]
    kept("bundle-read-back", wrong_bytes_found=1)


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "milik orang"
    victim.write_bytes(b"utuh")
    stick = tmp_path / "stik"
    stick.mkdir()
    (stick / "a.spkt.0a1b2c3d.spkt-part").symlink_to(victim)
    (stick / "a.spkt").symlink_to(victim)
    folder.write(stick, "a.spkt", b"isi")
    assert victim.read_bytes() == b"utuh"
    assert (stick / "a.spkt").read_bytes() == b"isi"
    assert not (stick / "a.spkt").is_symlink()


def test_reading_is_bounded_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.spkt").write_bytes(bytes(11))
    with pytest.raises(MediumFailed) as caught:
        folder.read(tmp_path / "a.spkt", 10)
    assert caught.value.outcome == "terlalu besar"
    with pytest.raises(MediumFailed) as caught:
        folder.read(tmp_path / "b.spkt", 10)
    assert caught.value.outcome == "berkas tidak ada"

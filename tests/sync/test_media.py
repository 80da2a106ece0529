from __future__ import annotations

from pathlib import Path

from spkt_desktop.sync import media


def blocks(tmp_path: Path, **disks: str) -> Path:
    """A `/sys/class/block` with one partition on each disk."""
    for disk, flag in disks.items():
        (tmp_path / "devices" / disk / f"{disk}1").mkdir(parents=True)
        (tmp_path / "devices" / disk / "removable").write_text(f"{flag}\n", encoding="ascii")
    classes = tmp_path / "block"
    classes.mkdir()
    for disk in disks:
        (classes / disk).symlink_to(tmp_path / "devices" / disk)
        (classes / f"{disk}1").symlink_to(tmp_path / "devices" / disk / f"{disk}1")
    return classes


def test_removable_disks_are_found(tmp_path: Path) -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /mnt/stik\\040biru vfat rw 0 0\nproc /proc proc rw 0 0\n"
    assert media.mounted(mounts, blocks(tmp_path, sda="0", sdb="1")) == [Path("/mnt/stik biru")]


def test_whatever_the_desktop_has_mounted_counts(tmp_path: Path) -> None:
    mounts = "/dev/sdc1 /run/media/spkt/DATA exfat rw 0 0\n"
    mounts += "/dev/sdd1 /media/spkt/X vfat rw 0 0\ntmpfs /media/x tmpfs rw 0 0\n"
    found = media.mounted(mounts, blocks(tmp_path, sdc="0", sdd="0"))
    assert found == [Path("/run/media/spkt/DATA"), Path("/media/spkt/X")]


def test_this_machine_can_be_asked() -> None:
    assert all(isinstance(path, Path) for path in media.removable())

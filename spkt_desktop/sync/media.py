"""Finding the USB stick: which removable media are there now."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_MOUNTED_BY_DESKTOP = ("/media/", "/run/media/")


def mounted(mounts: str, blocks: Path) -> list[Path]:
    """The removable media among the lines of `/proc/mounts`; `blocks` is `/sys/class/block`."""
    found: list[Path] = []
    for line in mounts.splitlines():
        device, point = (_unescaped(word) for word in line.split()[:2])
        if not device.startswith("/dev/"):
            continue
        if point.startswith(_MOUNTED_BY_DESKTOP) or _is_removable((blocks / Path(device).name).resolve()):
            found.append(Path(point))
    return found


def _unescaped(word: str) -> str:
    """A word of `/proc/mounts`, where space, tab, line feed and backslash stand as octal numbers (fstab(5))."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), word)


def _is_removable(block: Path) -> bool:
    """Whether a partition, or the disk it lies on, says of itself that it can be pulled."""
    return any(
        flag.is_file() and flag.read_text(encoding="ascii").strip() == "1"
        for flag in (block / "removable", block.parent / "removable")
    )


if sys.platform == "win32":
    import ctypes
    import shutil

    _DRIVE_REMOVABLE = 2

    def removable() -> list[Path]:
        """The roots of the removable drives that have a readable medium in them."""
        kernel = ctypes.WinDLL("kernel32")
        present = kernel.GetLogicalDrives()
        roots = [f"{chr(ord('A') + bit)}:\\" for bit in range(26) if present >> bit & 1]
        return [Path(root) for root in roots if kernel.GetDriveTypeW(root) == _DRIVE_REMOVABLE and _has_medium(root)]

    def _has_medium(root: str) -> bool:
        try:
            shutil.disk_usage(root)
        except OSError:
            return False
        return True

else:

    def removable() -> list[Path]:
        """The mount points of the removable media."""
        mounts = Path("/proc/mounts")
        text = mounts.read_text(encoding="utf-8", errors="replace") if mounts.is_file() else ""
        return mounted(text, Path("/sys/class/block"))

"""What this machine must be and have to run Windows programs: Debian, root, Wine, and the way to the packages."""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

PACKAGES = (
    "gcc-mingw-w64-x86-64-win32 wine wine64 xvfb xauth x11-utils imagemagick xdotool openbox fonts-liberation "
    "fonts-wine poppler-utils cups cups-client cups-filters ghostscript printer-driver-cups-pdf git"
).split()
MINUTES = 60
"""How long one command may take."""


class Missing(Exception):
    """Why Windows programs cannot be run on this machine; the text is for whoever started the command."""


def ready() -> None:
    """See that this machine can do it, with the system packages installed; raises Missing."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise Missing(f"needs Linux on x86_64, and this is {platform.system()} on {platform.machine()}")
    if os.geteuid() != 0:
        raise Missing("needs root (a namespace of processes, and apt-get for what is not installed)")
    if shutil.which("apt-get") is None:
        raise Missing("needs apt-get: the recipe is tried on Debian 12 only")
    _install()
    tried = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "mount", "-t", "proc", "proc", "/proc"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if tried.returncode:
        raise Missing(f"no namespace of processes can be made here: {tried.stderr.strip()}")


def alone(folder: Path) -> IO[str]:
    """The only run at work in that folder, until this is closed; raises Missing where another is."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "at-work").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Missing(f"another run is at work in {folder.name}") from None
    return file


def run(*command: object, what: str, minutes: float = MINUTES, cwd: Path | None = None) -> str:
    """Run a program of this machine and give its output; raises Missing with the end of it where it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", check=False, timeout=minutes * 60, cwd=cwd,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Missing(f"{what}: not done after {minutes:g} minutes") from None
    if done.returncode:
        raise Missing(f"{what}: {' / '.join(done.stdout.strip().splitlines()[-3:])}")
    return done.stdout


def _install() -> None:
    """Install the Debian packages that are not there; raises Missing."""
    there = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n"], capture_output=True, text=True, check=True,
        timeout=60,
    ).stdout.splitlines()  # fmt: skip
    missing = sorted(set(PACKAGES) - {line.split()[1] for line in there if line.startswith("ii")})
    if not missing:
        return
    install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    run(*install, "update", "-q", what="apt-get update", minutes=10)
    run(*install, "install", "-y", "-q", "--no-install-recommends", *missing, what="apt-get install", minutes=15)

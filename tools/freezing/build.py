"""Makes the whole frozen program: freezes it, lays licences and parts list beside it, looks inside, tries it.

`python tools/freezing/build.py [FOLDER]` leaves `SPKT Desktop` below FOLDER (dist/). Nothing is fetched. The same
commit gives the same bytes: the time of all files is that of the commit, or SOURCE_DATE_EPOCH where it is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "tools" / "freezing"
NAME = "SPKT Desktop"
WINDOWS = sys.platform == "win32"
LONGEST = 1800
"""Seconds that any one of its programs may take, on a slow machine too."""
_EARLIEST = "315532800"
"""1980, before which no zip can date a file: for a checkout without git and without a date."""
_POLRES = {
    "spkt-polres.cmd": '@"%~dp0spkt-desktop.exe" polres %*\r\n',
    "spkt-polres": '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/spkt-desktop" polres "$@"\n',
}


def main() -> None:
    """Every step, each with its seconds."""
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "dist"
    program = out / NAME
    os.environ |= {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": moment()}
    work = ROOT / "build" / f"frozen-{sys.platform}"  # one for Windows may be at work in the same checkout
    shutil.rmtree(work, ignore_errors=True)
    shutil.rmtree(program, ignore_errors=True)
    freeze = ["--noconfirm", "--clean", "--log-level", "WARN", "--workpath", str(work), "--distpath", str(out)]
    python("freeze", "-m", "PyInstaller", *freeze, str(ROOT / "build.spec"))
    name = "spkt-polres.cmd" if WINDOWS else "spkt-polres"
    (program / name).write_bytes(_POLRES[name].encode())
    (program / name).chmod(0o755)
    python("licences", str(HERE / "licences.py"), str(program))
    python("parts list", str(ROOT / "tools" / "sbom.py"), str(program / "sbom.cdx.json"), str(program))
    date_all(program, int(os.environ["SOURCE_DATE_EPOCH"]))
    python("contents", str(HERE / "contents.py"), str(program))
    step("selftest", str(program / ("spkt-desktop.exe" if WINDOWS else "spkt-desktop")), "selftest")


def moment() -> str:
    """The seconds since 1970 that every file of this build is dated: a build tomorrow is that of today."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(asked, capture_output=True, encoding="ascii", check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return _EARLIEST
    return told.stdout.strip() or _EARLIEST


def date_all(program: Path, when: int) -> None:
    """Dates every file and folder, so that what is packed from them is the same tomorrow."""
    for path in (program, *program.rglob("*")):
        if not path.is_symlink():
            os.utime(path, (when, when))


def python(what: str, *arguments: str) -> None:
    """Runs this Python on something."""
    step(what, sys.executable, *arguments)


def step(what: str, *command: str) -> None:
    """Runs one program and tells how long it took; ends with its exit code where it fails."""
    began = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, check=False, timeout=LONGEST).returncode
    print(f"## {what}: {time.monotonic() - began:.0f} s", flush=True)
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main()

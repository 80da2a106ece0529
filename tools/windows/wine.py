"""Wine with what Windows 10 has and it lacks, and how anything is run there: bounded, and nothing outlives it."""

from __future__ import annotations

import inspect
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.windows.machine import Missing, run
from tools.windows.parts import FOLDER, HERE, ROOT, made

STAND_INS = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",)}
FONTS = """REGEDIT4
[HKEY_CURRENT_USER\\Software\\Wine\\Fonts\\Replacements]
"Segoe UI"="Liberation Sans"
"Tahoma"="Liberation Sans"
"MS Shell Dlg"="Liberation Sans"
"MS Shell Dlg 2"="Liberation Sans"
"Arial"="Liberation Sans"
"Times New Roman"="Liberation Serif"
"Courier New"="Liberation Mono"
"""
PATIENCE = 900.0
"""Seconds for one command of the program on a busy machine."""
WAIT = 1800
"""Seconds to wait for another run in the same prefix."""
SCREEN = "1366x768x24"
"""The screen of the PC at the counter."""


@dataclass(frozen=True)
class Ran:
    """What a script left: its exit code (None when it was ended for taking too long) and all its output."""

    code: int | None
    output: str


def inside(
    script: str, seconds: float, folder: Path = FOLDER / "wine", screen: str = "", keep: Path | None = None
) -> Ran:
    """Run a bash script beside Wine, in the project's folder; its exit status is that of its last command.

    `keep` is the file that gets what it says as it comes. Programs must write into pipes there, which this one gives
    them: Windows' Python ends at once (WinError 6) where its standard output is a plain file.
    """
    (folder / "home").mkdir(parents=True, exist_ok=True)
    # Two servers of Wine in one prefix, each blind to the processes of the other, end each other's programs.
    alone = ["flock", "--wait", f"{WAIT:g}", folder / "lock"]
    bounded = [*alone, "timeout", "--kill-after=10", f"{seconds:g}", "bash", HERE / "inside.sh", script]
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "FOLDER": str(folder), "SCREEN": screen}
    said = []
    with (
        open(keep or os.devnull, "w", encoding="utf-8", buffering=1) as kept,  # noqa: PTH123 - or none at all
        subprocess.Popen(
            [str(part) for part in bounded], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", cwd=ROOT, env=environment,
        ) as process,
    ):  # fmt: skip
        for line in process.stdout or ():
            said.append(line)
            kept.write(line)
    overdue = process.returncode in (124, 137)
    return Ran(None if overdue else process.returncode, "".join(said))


def prefix() -> Path:
    """The Wine prefix with the stand-ins and fonts, made once; raises Missing."""
    recipe = "".join((HERE / f"{name}.c").read_text() for name in STAND_INS) + FONTS + inspect.getsource(_prefix)
    return made("wine", recipe, _prefix)


def _prefix(folder: Path) -> None:
    # -w: the registry is written only when the server ends
    begun = inside("wineboot -i >/dev/null 2>&1; wineserver -w", 300, folder)
    system = folder / "prefix" / "drive_c" / "windows" / "system32"
    if begun.code != 0 or not (folder / "prefix" / "system.reg").is_file():
        raise Missing("Wine makes no prefix here")
    for name, libraries in STAND_INS.items():
        compiler = ("x86_64-w64-mingw32-gcc", "-O2", "-shared", "-s", "-o", system / f"{name}.dll")
        run(*compiler, HERE / f"{name}.c", *libraries, what=f"{name}.dll", minutes=2)
    # Qt reads the colour profile of the screen with a function that Wine lacks; without a profile it does not ask.
    for profile in (system / "spool").rglob("*.[iI][cC][mM]"):
        profile.unlink()
    (folder / "fonts.reg").write_text(FONTS)
    told = inside('wine regedit /S "Z:$FOLDER/fonts.reg" >/dev/null 2>&1; wineserver -w', 120, folder)
    if told.code != 0:
        raise Missing("Wine takes no fonts into its registry")

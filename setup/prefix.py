"""A Windows of its own to try the setup in: a fresh Wine prefix, whose processes never outlive a script."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAND_INS = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",)}
"""What Windows 10 has and Wine lacks, from tools/windows; the program asks for them, the setup does not."""

_INSIDE = """
mount -t proc proc /proc
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME="$FOLDER/home" WINEPREFIX="$FOLDER/prefix" \
  WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,wbemprox=" FOLDER="$FOLDER" SPKT_PASSPHRASE=contoh-2026 bash -uc '
    rm -f "$HOME/display"
    Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$HOME/display" >/dev/null 2>&1 &
    for _ in $(seq 100); do [ -s "$HOME/display" ] && break; sleep 0.1; done
    export DISPLAY=":$(cat "$HOME/display")"
    eval "$1"' inside "$1"
"""


@dataclass(frozen=True)
class Ran:
    """What a script left: its exit code and all its output."""

    code: int
    output: str


class Prefix:
    """One invented Windows PC, below a folder of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "home").mkdir(parents=True)
        self.run("wineboot -i >/dev/null 2>&1; wineserver -w", 300)
        self.drive = folder / "prefix" / "drive_c"
        for name, libraries in STAND_INS.items():
            source, target = ROOT / "tools" / "windows" / f"{name}.c", self.drive / f"windows/system32/{name}.dll"
            compiler = ["x86_64-w64-mingw32-gcc", "-O2", "-shared", "-s", "-o", str(target), str(source), *libraries]
            subprocess.run(compiler, check=True, timeout=120)
        for profile in (self.drive / "windows/system32/spool").rglob("*.[iI][cC][mM]"):
            profile.unlink()  # Qt reads the colour profile of a screen with a function that Wine lacks
        (self.local,) = self.drive.glob("users/*/AppData/Local")
        self.roaming = self.local.parent / "Roaming"

    def run(self, script: str, seconds: float) -> Ran:
        """Run a bash script beside Wine; whatever it began has ended when this returns. 124 after so many seconds."""
        unshare = "unshare --mount --pid --fork --kill-child --propagation private".split()
        done = subprocess.run(
            ["timeout", "--kill-after=10", f"{seconds:g}", *unshare, "bash", "-euc", _INSIDE, "inside", script],
            env={"PATH": os.environ["PATH"], "FOLDER": str(self.folder)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=seconds + 60,
            check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout)

    def wine(self, program: Path, *words: str, seconds: float = 300) -> Ran:
        """Run one Windows program to its end, and whatever it leaves running; its exit code (WEXITSTATUS)."""
        given = " ".join(f"'{word}'" for word in (str(program), *words))
        return self.run(f"wine {given} 2>&1 | cat; code=${{PIPESTATUS[0]}}; wineserver -w; exit $code", seconds)

    def registered(self) -> str:
        """What stands in the list of installed programs about this one; empty where nothing does."""
        text = (self.folder / "prefix" / "user.reg").read_text(encoding="utf-8", errors="replace")
        _, _, found = text.partition("\\\\Uninstall\\\\SPKT Desktop]")
        return found.partition("\n\n")[0]

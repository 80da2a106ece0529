"""How long the frozen program takes until its door stands, and what memory it then has, beside a window of Qt alone."""

from __future__ import annotations

import re
import shutil
import statistics

from tools.windows import shots
from tools.windows.machine import Missing
from tools.windows.parts import FOLDER, HERE
from tools.windows.wine import SCREEN, inside

DOOR = "^SPKT Desktop"
TRIES = 5
"""The first of them is not counted: it reads the files from the disk."""

# Prints milliseconds from the start until a window stands, of the clock and of the processors (which others do not
# lengthen), and kB of memory that are the program's own (Pss). Linux cuts the names of processes at 15 characters.
_TRY = """
begun=$(date +%s%N)
{command} >/dev/null 2>&1 & P=$!
for _ in $(seq 3000); do xdotool search --onlyvisible --name '{title}' >/dev/null 2>&1 && break; sleep 0.01; done
echo "took $((($(date +%s%N) - begun) / 1000000))"
for p in $(pgrep -x '{process}'); do awk '{{sub(/.*\\) /, ""); print "worked", ($12 + $13) * 10}}' /proc/$p/stat; done
sleep 3
for p in $(pgrep -x '{process}'); do awk '/^Pss:/ {{print "memory", $2}}' /proc/$p/smaps_rollup; done
kill -9 $P; wait $P 2>/dev/null; wineserver -k; wineserver -w
"""


def report() -> list[str]:
    """Print a line for each of the programs that are compared; gives what could not be measured."""
    frozen, desk, python = _bare(), shots.sample_desk(), "wine build/windows/python/python.exe"
    compared = {
        "a bare window, python.exe": (f"{python} '{HERE}/bare.py'", "JENDELA KOSONG", "python.exe"),
        "a bare window, frozen": (f"wine '{frozen}'", "JENDELA KOSONG", "bare.exe"),
        "our door, python.exe": (f"{python} -m spkt_desktop --data '{desk.folder}'", DOOR, "python.exe"),
        "our door, frozen": (f"{shots.WINDOW} '{desk.folder}'", DOOR, "SPKT Desktop.ex"),
    }
    missing = []
    for name, (command, title, process) in compared.items():
        script = _TRY.format(command=command, title=title, process=process)
        said = "".join(inside(script, 180, screen=SCREEN).output for _ in range(TRIES))
        took, worked, memory = (
            [int(told) for told in re.findall(rf"^{word} (\d+)$", said, re.MULTILINE)]
            for word in ("took", "worked", "memory")
        )
        if len(took) == TRIES and len(worked) >= TRIES and memory:
            seen = f"{statistics.median(took[1:]):.0f} ms of the clock ({min(took[1:])} to {max(took[1:])})"
            print(f"{name}: {seen}, {min(worked)} ms of work, {max(memory) / 1024:.0f} MB", flush=True)
        else:
            missing.append(f"{name}: not measured")
    return missing


def _bare() -> str:
    """The frozen bare window, made with PyInstaller like ours; raises Missing."""
    home = FOLDER / "bare"
    shutil.rmtree(home, ignore_errors=True)
    where = "--distpath build/windows/bare --workpath build/windows/bare/work --specpath build/windows/bare"
    make = "wine build/windows/python/python.exe -m PyInstaller --noconfirm --windowed --name bare"
    said = inside(f"{make} {where} '{HERE}/bare.py'", 20 * 60)
    program = home / "bare" / "bare.exe"
    if said.code != 0 or not program.is_file():
        raise Missing(f"PyInstaller, bare window: {' / '.join(said.output.strip().splitlines()[-3:])}")
    for left_over in home.rglob("opengl32sw.dll"):  # ours has none either
        left_over.unlink()
    return str(program)

"""The program folder for Windows: built with build.spec, looked through, and made to do the whole main job."""

from __future__ import annotations

import shutil

from tools.windows import proof
from tools.windows.machine import Missing
from tools.windows.parts import FOLDER
from tools.windows.wine import PATIENCE, SCREEN, inside

DEMO = FOLDER / "wine" / "demo.txt"
"""What the demo told of that desk; it goes when the Wine that holds the desk is made anew."""
DESK = "C:\\spkt\\peragaan – kita"
"""Where the frozen program makes its sample desk: below a name with a space and a letter that is not ASCII."""


def build() -> list[str]:
    """Make build/windows/dist anew, as tools/freezing/build.py does everywhere; gives what is wrong with it."""
    shutil.rmtree(FOLDER / "dist", ignore_errors=True)
    dated = "export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 315532800)"
    script = "wine build/windows/python/python.exe tools/freezing/build.py build/windows/dist"
    said = inside(f"{dated}; {script}", 25 * 60, screen=SCREEN, keep=FOLDER / "build.txt")
    if not (proof.PROGRAM / "spkt-desktop.exe").is_file():
        raise Missing(f"PyInstaller: {' / '.join(said.output.strip().splitlines()[-3:])}")
    print(f"{proof.count()} libraries are shipped, {proof.megabytes():.0f} MB in all", flush=True)
    wrong = [line for line in said.output.splitlines() if line.startswith("UNEXPECTED")]
    if said.code != 0 and not wrong:
        wrong = [f"build: {' / '.join(said.output.strip().splitlines()[-3:])}"]
    return wrong + [f"neither CPython's nor a package's: {name}" for name in proof.strangers()]


def whole_job() -> list[str]:
    """`selftest` and `demo` of the frozen program; gives what is wrong with what they did."""
    tested = inside(program("selftest"), PATIENCE, screen=SCREEN)
    wrong = [] if tested.code == 0 and '"ok": true' in tested.output.lower() else [f"selftest: {tested.output[-500:]}"]
    shown = inside(f'rm -rf "$WINEPREFIX/drive_c/spkt"; {program("demo", "--out", DESK)}', PATIENCE, keep=DEMO)
    steps = proof.steps(shown.output)
    if shown.code != 0 or "tanda terima" not in steps:
        return [*wrong, f"demo: {shown.output[-500:]}"]
    letter = proof.here(steps["surat"]["pdf"])
    return wrong + [f"demo: {told}" for told in proof.letter(letter, str(steps["surat"]["number"]))]


def program(*arguments: str) -> str:
    """The command line for the frozen program with a console."""
    words = " ".join(f"'{word}'" for word in arguments)
    return f"wine 'build/windows/dist/SPKT Desktop/spkt-desktop.exe' {words}"

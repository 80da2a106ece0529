"""A letter that the frozen program prints through Windows' own printing, on a real queue of this machine."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.printing_queue import obstacle, pdf_printer
from tools.windows import frozen, shots
from tools.windows.machine import Missing, run
from tools.windows.wine import PATIENCE, inside

F4 = (215.0, 330.0)
"""Millimetres."""
_NEAR = 1.5


def printed() -> list[str]:
    """What is wrong with the paper that came out; raises Missing where there can be no queue."""
    if why := obstacle():
        raise Missing(why)
    desk = shots.sample_desk()
    with pdf_printer() as printer:
        command = frozen.program("print", desk.number, "--data", desk.folder, "--printer", printer.name)
        said = inside(f"export CUPS_SERVER='{printer.socket}' SPKT_PASSPHRASE='{desk.passphrase}'; {command}", PATIENCE)
        if said.code != 0:
            return [f"print: {said.output.strip()[-300:]}"]
        (paper,) = printer.printed()
        return [f"printed letter: {told}" for told in _wrong(paper)]


def _wrong(paper: Path) -> list[str]:
    told = run("pdfinfo", paper, what="pdfinfo", minutes=1)
    width, height = (float(n) * 25.4 / 72 for n in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told)[0])
    wrong = [] if "Pages:           1\n" in told else ["it is not one page"]
    # Wine's driver takes no size of our own: then it must be a larger sheet, on which nothing is cut off.
    if not (F4[0] - _NEAR <= width < F4[0] * 1.2 and height >= F4[1] - _NEAR):
        wrong.append(f"it is {width:.0f} x {height:.0f} mm")
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-gray", "-r", "50", paper, f"{folder}/page", what="pdftoppm", minutes=1)
        pixels = next(Path(folder).glob("page*")).read_bytes()[15:]
    dark = sum(value < 128 for value in pixels) / len(pixels)
    return wrong if 0.005 < dark < 0.3 else [*wrong, f"{dark:.1%} of it is dark"]

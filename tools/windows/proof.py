"""What is shipped holds nothing of Wine's and no stand-in, and its letters say what letters of this project say."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from tools.windows.machine import run
from tools.windows.parts import FOLDER

TITLE = "SURAT KETERANGAN TANDA LAPOR KEHILANGAN"
PROGRAM = FOLDER / "dist" / "SPKT Desktop"


def strangers() -> list[str]:
    """Libraries of the program that are, byte for byte, neither CPython's nor of a package of the lock."""
    known = {_digest(path) for path in _libraries(FOLDER / "python")}
    return [str(path.relative_to(PROGRAM)) for path in _libraries(PROGRAM) if _digest(path) not in known]


def count() -> int:
    """How many libraries the program holds."""
    return len(_libraries(PROGRAM))


def megabytes() -> float:
    """What all of its files hold together."""
    return sum(path.stat().st_size for path in PROGRAM.rglob("*") if path.is_file()) / 1e6


def letter(pdf: Path, number: str) -> list[str]:
    """What is wrong with a letter that the program made: its text, its fonts."""
    text = " ".join(run("pdftotext", "-layout", pdf, "-", what="pdftotext", minutes=1).split())
    fonts = run("pdffonts", pdf, what="pdffonts", minutes=1).splitlines()[2:]
    said = [
        f"the letter does not say {word!r}"
        for word in (number, "SURAT KETERANGAN TANDA LAPOR KEHILANGAN")
        if word not in text
    ]
    # name, type, encoding, embedded, subset, unicode, object: the type may be two words
    loose = [line for line in fonts if not re.search(r"\s+yes\s+\S+\s+yes\s+\d+\s+\d+\s*$", line)]
    return said + [f"a font is not embedded: {line}" for line in loose] + ([] if fonts else ["it has no fonts"])


def steps(output: str) -> dict[str, dict[str, object]]:
    """The JSON objects, a line each, that `demo` tells of its steps."""
    told = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {str(line["step"]): line for line in told if "step" in line}


def here(windows: object) -> Path:
    """Where a file lies on this machine that Windows calls C:\\... or Z:\\..."""
    drive, _, rest = str(windows).replace("\\", "/").partition(":/")
    return (Path("/") if drive.upper() == "Z" else FOLDER / "wine" / "prefix" / "drive_c") / rest


def _libraries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix.lower() in (".dll", ".pyd") and path.is_file()]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""The setup file for Windows (NSIS), and the zip of the program folder for a stick."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "SPKT Desktop"
NAMED = "isi.txt"
"""Lists what belongs to the program, so that nothing else is ever removed with it."""
LONGEST = 1800.0
"""Seconds that packing a program folder may take."""


def setup_file(program: Path, out: Path, version: str, moment: int, compressor: str = "lzma") -> Path:
    """The setup file of that program folder; packed by zlib it is half as large again, and there at once."""
    if shutil.which("makensis") is None:
        sys.exit("makensis is missing: apt-get install nsis")
    target = out / f"spkt-desktop-{version}-setup.exe"
    size = sum(file.stat().st_size for file in program.rglob("*") if file.is_file()) >> 10
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "isi"
        shutil.copytree(program, source)
        lines = named(program)
        (source / NAMED).write_text(lines, encoding="ascii", newline="")
        side = Path(folder) / "sisi.bmp"
        side.write_bytes(side_picture())
        for path in (side, *source.rglob("*")):  # a setup file holds the dates of what is in it
            os.utime(path, (moment, moment))
        given = {
            "VERSION": version, "SOURCE": source, "FILES": sum(line.startswith("F ") for line in lines.splitlines()),
            "SIZE": size, "OUT": target, "ICON": icon(program), "SIDE": side, "COMPRESSOR": compressor,
        }  # fmt: skip
        subprocess.run(
            ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in given.items()),
             str(HERE / "spkt.nsi")],
            check=True, timeout=LONGEST, env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        )  # fmt: skip
    return target


def named(program: Path) -> str:
    """The files of a program folder, then its folders, the inner ones first; lines as NSIS reads them."""
    files = sorted(path for path in program.rglob("*") if path.is_file())
    folders = sorted((path for path in program.rglob("*") if path.is_dir()), key=lambda path: -len(path.parts))
    lines = [(kind, path.relative_to(program)) for kind, paths in (("F", files), ("D", folders)) for path in paths]
    return "".join(f"{kind} {str(path).replace('/', chr(92))}\r\n" for kind, path in lines)


def icon(program: Path) -> Path:
    """The program's icon, as it is shipped."""
    return program / "_internal" / "resources" / "spkt.ico"


def side_picture() -> bytes:
    """The left side of the first and last page: the blue of the window, deeper towards the ground; a BMP."""
    width, height, above, below = 164, 314, (0x7A, 0x3F, 0x17), (0x57, 0x2C, 0x0F)  # blue, green, red
    rows = []
    for row in range(height):  # from the ground up
        share = row / (height - 1)
        rows.append(bytes(round(low + (high - low) * share) for low, high in zip(below, above, strict=True)) * width)
    pixels = b"".join(rows)  # 492 bytes a row: a multiple of four, as BMP wants it
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(pixels), 2835, 2835, 0, 0)
    return struct.pack("<2sIHHI", b"BM", 54 + len(pixels), 0, 0, 54) + head + pixels


def archive(program: Path, out: Path, version: str, moment: int) -> Path:
    """The program folder as a zip, with a page that says how it is used; the same bytes for the same folder."""
    target = out / f"spkt-desktop-{version}-windows.zip"
    words = (HERE / "BACA SAYA.txt").read_text(encoding="utf-8").replace("{versi}", version)
    stamp = datetime.fromtimestamp(max(moment, 315532800), UTC).timetuple()[:6]  # a zip knows no day before 1980
    with zipfile.ZipFile(target, "w") as file:
        members = [(f"{NAME}/{path.relative_to(program).as_posix()}", path) for path in program.rglob("*")]
        for name, path in sorted((name, path) for name, path in members if path.is_file()):
            file.writestr(_entry(name, stamp), path.read_bytes())
        file.writestr(_entry("BACA SAYA.txt", stamp), words.replace("\n", "\r\n").encode("utf-8-sig"))
    return target


def _entry(name: str, stamp: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)  # type: ignore[arg-type]
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry

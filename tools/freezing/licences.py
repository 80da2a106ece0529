"""Collects the licence of every part of a frozen program into its folder `lisensi`; ends where a part has none.

`python tools/freezing/licences.py FOLDER` reads what is inside, so a part that nobody thought of is asked for too.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tools.freezing import crates  # noqa: E402
from tools.freezing.inside import QT_PACKAGES, Frozen  # noqa: E402

FOLDER = "lisensi"
TEXTS = Path(__file__).resolve().parent / "texts"
_LICENCE = re.compile(r"(?:^|[/._-])(?:licen[cs]es?|copying|copyright|notice|authors)(?:[._-][^/]*)?$", re.I)
_CODE = (".py", ".pyc", ".pyi", ".json")
_IN_QT = ("FreeType", "HarfBuzz", "ICU", "PCRE2", "PDFium", "libjpeg", "libpng", "zlib", "zstd")


def beside() -> dict[str, list[Path]]:
    """The parts that are no packages, with their texts; SystemExit where Python's own is not found."""
    return {
        "SPKT Desktop": [ROOT / "LICENSE"],
        "Python": [_pythons()],
        "Qt": [TEXTS / f"{name}.txt" for name in ("Qt", "LGPL-3.0", "GPL-3.0", *_IN_QT)],
        "SQLCipher": [TEXTS / "SQLCipher.txt"],
        "OpenSSL": [TEXTS / "Apache-2.0.txt"],
        "Liberation": [ROOT / "resources" / "fonts" / "OFL.txt"],
        # The starters are its bootloader.
        "PyInstaller": list(of_package(metadata.distribution("pyinstaller"))),
    }


def _pythons() -> Path:
    folders = [Path(sys.base_prefix), Path(sysconfig.get_path("stdlib"))]
    doc = Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}")  # where Debian puts it
    for file in (*(folder / "LICENSE.txt" for folder in folders), doc / "copyright"):
        if file.is_file():
            return file
    raise SystemExit("The licence of Python is not where it is looked for.")


def of_package(of: metadata.Distribution) -> Iterator[Path]:
    """The licence files that a wheel brings."""
    for file in of.files or ():
        if _LICENCE.search(file.as_posix()) and file.suffix not in _CODE:
            yield Path(str(file.locate()))


def collect(packages: Iterable[str], target: Path) -> list[str]:
    """Copies the licences of these packages and of what is beside them; gives the names of those that have none."""
    without = []
    # The wheels of Qt bring no licence: its texts lie here.
    for name in sorted(set(packages) - set(QT_PACKAGES)):
        of = metadata.distribution(name)
        folder = target / f"{name} {of.version}"
        if not _copy(of_package(of), folder):
            without.append(name)
        elif told := crates.notice(of):
            (folder / "Rust.txt").write_text(told, encoding="utf-8", newline="\n")
    for name, texts in beside().items():
        if not _copy(texts, target / name):
            without.append(name)
    return without


def _copy(files: Iterable[Path], folder: Path) -> int:
    """How many texts were copied; the same text under two names is copied once."""
    copied: set[bytes] = set()
    for file in sorted(files):
        if file.is_file() and (content := file.read_bytes()) not in copied:
            folder.mkdir(parents=True, exist_ok=True)
            taken = folder / file.name
            place = taken if not taken.exists() else folder / f"{len(copied)} {file.name}"
            place.write_bytes(content)
            copied.add(content)
    return len(copied)


def main() -> None:
    frozen = Frozen(Path(sys.argv[1]))
    target = frozen.folder / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    without = collect(frozen.distributions(), target)
    if without:
        sys.exit(f"No licence was found for: {', '.join(without)}. What has none may not be shipped.")
    print(f"{FOLDER}: {len(list(target.iterdir()))} parts.")


if __name__ == "__main__":
    main()

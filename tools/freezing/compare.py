"""Compares two frozen programs file by file: `python tools/freezing/compare.py A B`; exit 1 where they differ.

What differs is looked into: for a starter the modules of its archive that differ, for a zip its members.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tools.freezing.inside import Frozen  # noqa: E402

_STARTERS = ("spkt-desktop", "spkt-desktop.exe")


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder by its name, with the SHA-256 of its bytes; a link with where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink().as_posix()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differences(one: Path, other: Path) -> Iterator[str]:
    """A line for each file that is not the same in both, or that only one of them has."""
    left, right = content(one), content(other)
    for name in sorted(left.keys() | right.keys()):
        if name not in left or name not in right:
            yield f"only in {(one if name in left else other).parent.name}: {name}"
        elif left[name] != right[name]:
            yield f"differs: {name}"
            yield from (f"    {line}" for line in _inside(one, other, name))


def _inside(one: Path, other: Path, name: str) -> Iterator[str]:
    """What differs inside a file that holds others."""
    if name in _STARTERS:
        left, right = Frozen(one).archive, Frozen(other).archive
        for module in sorted(left.toc.keys() | right.toc.keys()):
            if module not in left.toc or module not in right.toc:
                yield f"only in one: {module}"
            elif left.extract(module, raw=True) != right.extract(module, raw=True):
                yield module
    elif zipfile.is_zipfile(one / name) and zipfile.is_zipfile(other / name):
        with zipfile.ZipFile(one / name) as first, zipfile.ZipFile(other / name) as second:
            left_names, right_names = set(first.namelist()), set(second.namelist())
            for member in sorted(left_names | right_names):
                if member not in left_names & right_names or first.read(member) != second.read(member):
                    yield member


def main() -> None:
    one, other = Path(sys.argv[1]), Path(sys.argv[2])
    found = list(differences(one, other))
    print("\n".join(found) if found else f"The same: {len(content(one))} files.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

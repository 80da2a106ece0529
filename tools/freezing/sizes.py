"""The sizes of a frozen program as a table in Markdown: by part, whole, packed, and what was left out.

`python tools/freezing/sizes.py FOLDER [left_out.json]`; the second is what build.spec wrote beside its own work.
"""

from __future__ import annotations

import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tools.freezing import left_out  # noqa: E402
from tools.freezing.inside import STARTERS, Frozen  # noqa: E402

MB = 1_000_000
_SMALL = 0.3
"""Megabytes; smaller parts stand in one line together."""


def by_part(frozen: Frozen) -> Counter[str]:
    """The bytes of each part; a starter is told as its own bytes, and the modules in it as those of their packages."""
    sizes: Counter[str] = Counter()
    for one in frozen.files:
        sizes[one.part] += one.size
    packed = sum(one.size for one in frozen.modules)
    starters = [one for one in frozen.files if one.part == STARTERS and one.size > packed]
    sizes[STARTERS] -= packed * len(starters)
    for module in frozen.modules:
        sizes[module.part] += module.size
    sizes["the same modules in the second starter"] += packed * (len(starters) - 1)
    return sizes


def zipped(folder: Path) -> int:
    """The bytes of the folder as a zip, as a station would get it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():  # a zip would hold what a link leads to twice
                packed.write(path, path.relative_to(folder.parent))
    return target.getbuffer().nbytes


def tarred(folder: Path) -> int:
    """The bytes of the folder as a tar.xz with xz's largest usual dictionary, which finds the same modules twice."""
    target = io.BytesIO()
    with lzma.open(target, "wb", preset=9) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        tar.add(folder, folder.name)
    return target.getbuffer().nbytes


def module_sizes() -> Iterator[tuple[str, int, str]]:
    """What each left-out module takes where it is installed, with all below it; those that are not stay unnamed."""
    placed = {
        file.as_posix(): size
        for one in metadata.distributions()
        for file in one.files or ()
        if (size := _size(Path(str(file.locate())))) and file.suffix != ".pyc"
    }
    for one in left_out.MODULES:
        path = one.name.replace(".", "/")
        taken = sum(size for name, size in placed.items() if name.startswith((f"{path}/", f"{path}.")))
        if taken:
            yield one.name, taken, one.reason


def left_libraries(frozen: Frozen) -> Iterator[tuple[str, int, str]]:
    """The libraries that a wheel brings for modules that were left out, and that went with them."""
    shipped = {Path(one.name).name for one in frozen.files}
    for name in sorted(frozen.distributions()):
        files = [file for file in metadata.distribution(name).files or () if ".libs/" in file.as_posix()]
        taken = sum(_size(Path(str(file.locate()))) for file in files if file.name not in shipped)
        if taken:
            yield f"libraries of {name}", taken, "only what was left out of it needs them"


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def left_files(listed: dict[str, tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    """What the spec sieved out, one line for each reason."""
    sizes: Counter[str] = Counter()
    names: dict[str, list[str]] = {}
    for name, (size, why) in listed.items():
        sizes[why] += size
        names.setdefault(why, []).append(name.rpartition("/")[2])
    for why, size in sizes.most_common():
        shown = names[why][0] if len(names[why]) == 1 else f"{len(names[why])} files"
        yield shown, size, why


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]


def amount(size: int) -> str:
    """Bytes as megabytes with one decimal."""
    return f"{size / MB:.1f}"


def page(frozen: Frozen, listed: dict[str, tuple[int, str]]) -> str:
    """Both tables."""
    sizes = by_part(frozen)
    whole = sum(sizes.values())
    large = [(part, size) for part, size in sizes.most_common() if size >= _SMALL * MB]
    small = [(part, size) for part, size in sizes.items() if 0 < size < _SMALL * MB]
    rows = [*large, (f"{len(small)} smaller parts", sum(size for _part, size in small))]
    packed = [
        ("**whole, unpacked**", whole),
        ("**as zip**", zipped(frozen.folder)),
        ("**as tar.xz**", tarred(frozen.folder)),
    ]
    out = sorted([*module_sizes(), *left_libraries(frozen), *left_files(listed)], key=lambda row: -row[1])
    told = [(name, amount(size), why) for name, size, why in out if size >= _SMALL * MB]
    return "\n".join([
        *table(("part", "MB"), ((part, amount(size)) for part, size in [*rows, *packed])),
        "",
        *table(("left out", "MB", "why"), iter(told)),
    ])  # fmt: skip


def main() -> None:
    frozen = Frozen(Path(sys.argv[1]))
    system = "win32" if frozen.starter.suffix else "linux"
    usual = ROOT / "build" / f"frozen-{system}" / "build" / "left_out.json"
    listed = Path(sys.argv[2]) if len(sys.argv) > 2 else usual
    left = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    print(page(frozen, left))


if __name__ == "__main__":
    main()

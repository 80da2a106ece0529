"""One run of all measurements: `python3 dev.py bench -- --records 1000 10000 100000 --json FILE --page FILE`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import books, counter, day, keeping, letters, sending, window
from benchmarks.filling import Desks, kept
from benchmarks.pairs import Row
from benchmarks.report import Report

_GROUPS: dict[str, tuple[Callable[[Desks, int, int], Iterator[Row]], int]] = {
    "window": (window.measure, 9),
    "register": (keeping.measure, 3),
    "counter": (counter.measure, 9),
    "letter": (letters.measure, 5),
    "book": (books.measure, 3),
    "day": (day.measure, 5),
    "sending": (sending.measure, 3),
}
"""By name: what measures a size, and in how many rounds at most."""
SAME_AT_EVERY_SIZE = {"window"}
"""It looks at a sample desk of its own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, say it as a table on standard output, and keep it where asked."""
    parser = argparse.ArgumentParser(prog="dev.py bench --", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000], help="sizes of the register")
    parser.add_argument("--only", nargs="+", choices=_GROUPS, default=list(_GROUPS), help="what is measured")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each comparison, at most")
    parser.add_argument("--desks", type=Path, help="folder of the filled desks (build/bench)")
    parser.add_argument("--json", type=Path, help="file for the figures as JSON")
    parser.add_argument("--page", type=Path, help="Markdown page whose table is replaced, docs/kinerja.md")
    wanted = parser.parse_args(arguments)
    for report in run(wanted.desks or kept(), sorted(wanted.records), wanted.only, wanted.rounds):
        if wanted.json:  # after each group: what was found stays found when the run is cut short
            content = json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
            wanted.json.write_text(content, encoding="utf-8", newline="\n")
    print(report.as_markdown())
    if wanted.page:
        report.write_into(wanted.page)
    return 0


def run(folder: Path, sizes: Sequence[int], only: Sequence[str], rounds: int) -> Iterator[Report]:
    """Each size of what was asked for, the smallest first; a report of all that is there after each group."""
    begun = time.monotonic()
    desks = Desks(folder)
    rows: list[Row] = []
    notes = [note for note in (window.missing(), letters.missing(), sending.missing()) if note]
    imports = window.imports() if "window" in only else {}
    for name in only:
        measure, most = _GROUPS[name]
        for size in sizes[:1] if name in SAME_AT_EVERY_SIZE else sizes:
            for row in measure(desks, size, min(rounds, most)):
                took = time.monotonic() - begun
                print(f"{took:5.0f} s  {row.what}, {size:,}: {row.ours_ms:.2f} ms", file=sys.stderr, flush=True)
                rows.append(replace(row, records=size))
        yield Report(tuple(rows), imports, notes)


if __name__ == "__main__":
    sys.exit(main())

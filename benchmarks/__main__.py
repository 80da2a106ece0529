"""One run of all measurements: `python3 dev.py bench -- --records 1000 10000 --rounds 9 --json FILE --page FILE`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import counter, day, keeping, letters, sending, window
from benchmarks.filling import Desks
from benchmarks.pairs import Row
from benchmarks.report import Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, say it as a table on standard output, and keep it where asked."""
    parser = argparse.ArgumentParser(prog="dev.py bench --", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000], help="sizes of the register")
    parser.add_argument("--year", type=int, default=30_000, help="records of the year whose day is measured")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each comparison")
    parser.add_argument("--json", type=Path, help="file for the figures as JSON")
    parser.add_argument("--page", type=Path, help="Markdown page whose table is replaced, docs/kinerja.md")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="spkt-bench-", ignore_cleanup_errors=True) as folder:
        report = run(Path(folder), sorted(wanted.records), wanted.year, wanted.rounds)
    print(report.as_markdown())
    if wanted.json:
        content = json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
        wanted.json.write_text(content, encoding="utf-8", newline="\n")
    if wanted.page:
        report.write_into(wanted.page)
    return 0


def run(folder: Path, sizes: Sequence[int], year: int, rounds: int) -> Report:
    """All measurements; those that know one size only are made at the largest."""
    desks = Desks(folder)
    rows = []
    for row in _rows(desks, sizes, year, rounds):
        print(f"{row.what}: {row.ours_ms:.2f} ms", file=sys.stderr, flush=True)
        rows.append(row)
    return Report(rows, window.imports(), [note for note in (letters.missing(), sending.missing()) if note])


def _rows(desks: Desks, sizes: Sequence[int], year: int, rounds: int) -> Iterator[Row]:
    largest = sizes[-1]
    yield from window.measure(desks, sizes[0], rounds)
    for size in sizes:
        yield from counter.measure(desks, size, rounds)
    yield from day.measure(desks, year, min(rounds, 5))
    yield from letters.measure(desks, largest, rounds)
    yield from keeping.measure(desks, largest, min(rounds, 3))
    yield from sending.measure(desks, largest, min(rounds, 3))


if __name__ == "__main__":
    sys.exit(main())

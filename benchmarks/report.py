"""The table of a run: as JSON for programs, as Markdown for people and for docs/kinerja.md."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import linear_regression
from typing import Any

from benchmarks.pairs import Row

_BEGIN, _END = "<!-- begin of the table, written by `python3 dev.py bench` -->", "<!-- end of the table -->"
_LIBRARIES = ("sqlcipher3", "xhtml2pdf", "PySide6_Essentials", "pyrage", "rfc8785")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has found."""

    rows: Sequence[Row]
    imports: Mapping[str, float]
    """Milliseconds by package, on the way to the window."""
    notes: Sequence[str]
    """What was left out, and why."""

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object, with where it was made."""
        lines = self._lines()
        return {
            "made": made(), "rows": [asdict(row) for row in self.rows], "imports": dict(self.imports),
            "growth": [{"what": what, "peer": peer, "exponent": growth(of)} for (what, peer), of in lines.items()],
            "notes": list(self.notes),
        }  # fmt: skip

    def as_markdown(self) -> str:
        """The report as one table, a line for each thing and peer, and a few lines below it."""
        where, sizes = made(), sorted({row.records for row in self.rows})
        lines = [
            f"Run of {where['day']} on {where['system']}, Python {where['python']}, {where['processors']} processors.",
            "",
            f"| what | against | {''.join(f'{size:,} | × | ' for size in sizes)}growth |",
            f"|---|---|{'---:|---:|' * len(sizes)}---:|",
            *(_line(what, peer, of, sizes) for (what, peer), of in self._lines().items()),
            "",
        ]
        said = {row.what: row.note for row in self.rows if row.note}
        lines += [f"- {what}: {note.rstrip('.')}." for what, note in said.items()]
        spent = ", ".join(f"{package} {total:.0f}" for package, total in self.imports.items())
        lines += [f"- Imports on the way to the window, in ms (slowed by being watched): {spent}."] if spent else []
        return "\n".join([*lines, *(f"- {note}" for note in self.notes)]) + "\n"

    def write_into(self, page: Path) -> None:
        """Put the table in the place of the former one in a Markdown page; raises ValueError where it has none."""
        before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
        _, end, after = rest.partition(_END)
        if not begin or not end:
            raise ValueError(f"{page.name} has no place for the table")
        text = f"{before}{begin}\n\n{self.as_markdown()}\n{end}{after}"
        page.write_text(text, encoding="utf-8", newline="\n")

    def _lines(self) -> dict[tuple[str, str], list[Row]]:
        """By what and peer: a row for each size; the size at which a peer was left out stands with its other ones."""
        lines: dict[tuple[str, str], list[Row]] = {}
        peers: dict[str, list[str]] = {}
        for row in self.rows:
            if row.peer or row.what not in peers:
                known = peers.setdefault(row.what, [])
                known.append(row.peer) if row.peer not in known else None
        for row in self.rows:
            for peer in [row.peer] if row.peer in peers[row.what] else peers[row.what]:
                lines.setdefault((row.what, peer), []).append(row)
        return lines


def growth(rows: Sequence[Row]) -> float | None:
    """The slope of log time over log records: 1 is twice the time for twice the records; None for a single size."""
    if len({row.records for row in rows}) < 2:
        return None
    return linear_regression([math.log(row.records) for row in rows], [math.log(row.ours_ms) for row in rows]).slope


def made() -> dict[str, Any]:
    """When and where a run is made."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _line(what: str, peer: str, rows: Sequence[Row], sizes: Sequence[int]) -> str:
    of = {row.records: row for row in rows}
    cells = "".join(f"{_ms(of.get(size))} | {_times(of.get(size))} | " for size in sizes)
    slope = growth(rows)
    return f"| {what} | {peer or '–'} | {cells}{'–' if slope is None else f'{slope:.2f}'} |"


def _times(row: Row | None) -> str:
    if row is None or row.ratio is None:
        return "–"
    return f"{row.ratio:.{0 if row.ratio >= 100 else 1 if row.ratio >= 10 else 2}f}"


def _ms(row: Row | None) -> str:
    if row is None:
        return "–"
    value = row.ours_ms
    if value >= 10_000:
        return f"{value / 1000:.1f} s"
    return f"{value:,.{0 if value >= 100 else 1 if value >= 1 else 3}f} ms"

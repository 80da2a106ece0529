"""The table of a run: as JSON for programs, as Markdown for people and for docs/kinerja.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
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
        return {
            "made": made(), "rows": [asdict(row) for row in self.rows], "imports": dict(self.imports),
            "notes": list(self.notes),
        }  # fmt: skip

    def as_markdown(self) -> str:
        """The report as a table and a few lines."""
        where = made()
        lines = [
            f"Run of {where['day']} on {where['system']}, Python {where['python']}, {where['processors']} processors.",
            "",
            "| what | ours | worst | against | it takes | ratio | rounds |",
            "|---|---:|---:|---|---:|---:|---:|",
            *map(_line, self.rows),
            "",
        ]
        said = {row.what: row.note for row in self.rows if row.note}
        lines += [f"- {what}: {note}." for what, note in said.items()]
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


def made() -> dict[str, Any]:
    """When and where a run is made."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _line(row: Row) -> str:
    against = f"{row.peer} | {_ms(row.peer_ms)} | {row.ratio:.2f}" if row.ratio is not None else "– | – | –"
    return f"| {row.what} | {_ms(row.ours_ms)} | {_ms(row.worst_ms)} | {against} | {row.rounds} |"


def _ms(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= 10_000:
        return f"{value / 1000:.1f} s"
    return f"{value:,.{0 if value >= 100 else 1 if value >= 1 else 3}f} ms"

"""The table of docs/janji.md: each promise of the program, the test that proves it, its last figures, its mutations.

`python tools/promises.py` prints what the last run of the tests has left in build/janji; `--page FILE` writes the page.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROMISES = ROOT / "tests" / "promises.toml"
FIGURES = ROOT / "build" / "janji"
MUTATIONS = ROOT / "build" / "mutasi.json"
START, END = "<!-- figures -->", "<!-- end of figures -->"
_LARGEST = ("longest", "worst", "most", "first", "last", "largest")
"""Figures whose name begins so are not added up over the tests: the largest counts."""


def promises() -> list[dict[str, Any]]:
    """Every promise: id, what it says, and the tests that prove it."""
    return list(tomllib.loads(PROMISES.read_text(encoding="utf-8"))["promise"])


def measured(folder: Path) -> dict[str, dict[str, Any]]:
    """By promise: the figures that a run of the tests has left, added up over its tests."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        into = found.setdefault(told["promise"], {})
        for name, value in told["figures"].items():
            into[name] = _joined(name, into[name], value) if name in into else value
    return found


def _joined(name: str, old: Any, new: Any) -> Any:
    if isinstance(old, str) or isinstance(new, str):
        return ", ".join(dict.fromkeys([*str(old).split(", "), str(new)]))
    if isinstance(old, float) or isinstance(new, float) or name.startswith(_LARGEST):
        return max(old, new)
    return old + new


def caught(file: Path) -> dict[str, tuple[int, int]]:
    """By promise: how many of its mutations were caught, of how many."""
    if not file.is_file():
        return {}
    counts: dict[str, tuple[int, int]] = {}
    for one in json.loads(file.read_text(encoding="utf-8")):
        good, of_all = counts.get(one["promise"], (0, 0))
        counts[one["promise"]] = good + (one["result"] == "caught"), of_all + 1
    return counts


def table(figures: dict[str, dict[str, Any]], mutations: dict[str, tuple[int, int]]) -> list[str]:
    """The lines of the table, as Markdown."""
    lines = ["| promise | proved by | last figures | mutations caught |", "|---|---|---|---|"]
    for promise in promises():
        told = figures.get(promise["id"], {})
        shown = "; ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in told.items()) or "not run"
        tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in promise["tests"])
        good, of_all = mutations.get(promise["id"], (0, 0))
        lines.append(f"| {promise['says']} | {tests} | {shown} | {f'{good} of {of_all}' if of_all else 'not run'} |")
    return lines


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.1f}" if isinstance(value, float) else str(value)


def rewritten(page: str, lines: Iterable[str]) -> str:
    """A page with another table between its two marks."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return "\n".join([before + START, *lines, END + after])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=Path, default=FIGURES)
    parser.add_argument("--mutations", type=Path, default=MUTATIONS)
    parser.add_argument("--page", type=Path)
    asked = parser.parse_args()
    lines = table(measured(asked.figures), caught(asked.mutations))
    if asked.page:
        page = rewritten(asked.page.read_text(encoding="utf-8"), lines)
        asked.page.write_text(page, encoding="utf-8", newline="\n")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()

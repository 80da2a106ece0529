"""The Rust crates inside a wheel: names, authors and licences out of the wheel's own list of parts (PEP 770).

Crates come compiled into one library, without the files of their licences. Those of MIT and BSD ask for the names of
who made them and for their text: both stand in the notice that is made here.
"""

from __future__ import annotations

import json
from base64 import b64decode
from importlib import metadata
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).resolve().parent / "texts"
CHOSEN = ("Apache-2.0", "MIT", "BSD-3-Clause")
"""The first of these that a crate allows is the one it is shipped under; each has its text in TEXTS, as has what a
crate asks for besides: `(A OR B) AND C`."""


def notice(of: metadata.Distribution) -> str:
    """What has to be said of the crates in a wheel, empty where it holds none; SystemExit for one without a text."""
    parts = [part for file in of.files or () if ".dist-info/sboms/" in file.as_posix()
             for part in json.loads(file.read_text(encoding="utf-8")).get("components", [])
             if str(part.get("purl", "")).startswith("pkg:cargo/")]  # fmt: skip
    if not parts:
        return ""
    texts = {name: (TEXTS / f"{name}.txt").read_text(encoding="utf-8") for name in CHOSEN}
    lines = set()
    for part in parts:
        name, text = _licence(part)
        lines.add(f"{part['name']} {part['version']} ({part.get('author', 'author not told')}): {name}")
        texts |= {name: text} if text else {}
    head = f"Rust crates compiled into {of.metadata['Name']} {of.version}"
    chapters = (f"{'=' * 78}\n{name}\n\n{text}" for name, text in texts.items())
    return "\n".join([head, "", *sorted(lines), "", *chapters])


def _licence(part: dict[str, Any]) -> tuple[str, str]:
    """The name of a crate's licence, and its text where the list of parts brings it."""
    for one in part.get("licenses", []):
        choice, _, also = one.get("expression", "").partition(") AND ")
        words = choice.replace("(", " ").split()
        if taken := next((name for name in CHOSEN if name in words and "AND" not in words), ""):
            if not also:
                return taken, ""
            if (more := TEXTS / f"{also}.txt").is_file():
                return f"{taken} AND {also}", more.read_text(encoding="utf-8")
        if text := one.get("license", {}).get("text"):
            return f"licence of {part['name']}", b64decode(text["content"]).decode()
    raise SystemExit(f"Of the crate {part['name']} no licence with a text is known.")

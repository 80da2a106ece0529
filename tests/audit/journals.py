"""The auditor's tool as an auditor runs it, and journals as a careful forger makes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from spkt_desktop.records import GENESIS, canonical, sha256
from tests.waiting import LONGEST

TOOL = Path(__file__).resolve().parents[2] / "tools" / "verify_journal.py"
NAMES = ("Siti", "Budi", "Jalan")

Events = list[dict[str, Any]]


def verified(file: Path, *more: str) -> tuple[int, str]:
    """What the tool says of a file: run as an auditor would, apart from everything that is installed here."""
    done = subprocess.run(
        [sys.executable, "-I", TOOL, file, *more], capture_output=True, encoding="utf-8", check=False, timeout=LONGEST
    )
    assert done.stderr == "" and not any(name in done.stdout for name in NAMES)
    return done.returncode, done.stdout


def read(file: Path) -> Events:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def write(file: Path, events: Events) -> Path:
    file.write_bytes(b"".join(canonical(event) + b"\n" for event in events))
    return file


def chained(events: Events) -> Events:
    """What a forger makes who knows how everything is computed: places, links and hashes all fit again."""
    prev = GENESIS
    for seq, event in enumerate(events, 1):
        event |= {"seq": seq, "prev": prev}
        if event["kind"] == "restored":
            event["body"] |= {"backup_seq": seq - 1, "backup_hash": prev}
        event["hash"] = sha256(canonical({name: value for name, value in event.items() if name != "hash"}))
        prev = event["hash"]
    return events


def of(events: Events, kind: str, which: int = 0) -> dict[str, Any]:
    return [event for event in events if event["kind"] == kind][which]

"""The journey under the recorder: `python -m tests.power.recording ROOM POLRES LOG`, started with the shim in it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.power.journey import Journey, durable, lay_ground
from tests.power.shim import watched

MORNING = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
"""When the journey begins; everything in it takes less than a day."""
ORDER = (
    "sets_up quickens registers trusts registers reports follows appoints drafts exports voids watches answers "
    "backs_up replaces changes_settings changes_passphrase quickens informs drafts exports answers renews_code "
    "dismisses migrates backs_up registers voids restores registers exports watches"
).split()
"""The acts of the journey."""
ACTS = tuple(dict.fromkeys(act for act in ORDER if act != "quickens"))
"""Each of them once, but for what no officer does."""


def record(room: Path, polres: Path, log: Path) -> None:
    """The whole journey, in a room that is not there yet."""
    room.mkdir(parents=True)
    with watched(room, log) as shim:
        lay_ground(room, polres)
        durable(room)
        journey = Journey(room, polres, b"", lambda line: shim.mark(json.dumps(line)), MORNING)
        for act in ORDER:
            journey.do(act)


if __name__ == "__main__":
    record(*map(Path, sys.argv[1:4]))

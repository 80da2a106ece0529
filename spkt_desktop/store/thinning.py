"""Which backups of a place are kept: many of the last days, some of the last weeks, a few of the last months."""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spkt_desktop.disk import clear
from spkt_desktop.store.backup import SUFFIX

DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of how many days, weeks (ISO 8601) and months the newest backup is kept."""
STAMP = "%Y%m%d-%H%M%S"
"""How the time of a backup is written in its name, as the clock of the desk had it."""
_NAME = re.compile(r"(?P<code>[^_]+)_(?P<at>\d{8}-\d{6})_(?P<events>\d{6,})" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that lies in a folder, as its name tells."""

    file: Path
    at: datetime
    """Without a zone: the clock of the desk."""
    events: int


def lying_in(folder: Path, code: str = "") -> list[Kept]:
    """The backups in a folder, newest first; of one desk where its code is given. None where it cannot be read."""
    found = []
    with suppress(OSError):
        for file in folder.iterdir():
            named = _NAME.fullmatch(file.name)
            if named and (not code or named["code"] == code):
                with suppress(ValueError):
                    found.append(Kept(file, datetime.strptime(named["at"], STAMP), int(named["events"])))
    return sorted(found, key=lambda one: (one.at, one.events), reverse=True)


def spare(backups: Sequence[Kept]) -> list[Kept]:
    """Those of one desk, newest first, that need not be kept."""
    wanted: set[Path] = set()
    for period, most in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        newest: dict[str, Path] = {}
        for one in backups:
            newest.setdefault(one.at.strftime(period), one.file)
        wanted.update(list(newest.values())[:most])
    return [one for one in backups if one.file not in wanted]


def thin(folder: Path, code: str, made: Path | None = None) -> int:
    """Remove what need not be kept of that desk's backups in a folder; says how many went. What resists stays.

    `made` is the one that was just written: it stays, also where the clock of the desk says that it is the oldest.
    """
    clear(folder, f"{glob.escape(code)}_*{SUFFIX}")
    gone = 0
    for one in spare(lying_in(folder, code)):
        if one.file == made:
            continue
        with suppress(OSError):
            one.file.unlink()
            gone += 1
    return gone

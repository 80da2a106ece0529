"""Sheets that are no record: the recovery code of a desk, for the Kapolsek's safe."""

from __future__ import annotations

import re
from datetime import datetime

from spkt_desktop.dates import zone
from spkt_desktop.print.letter import on_paper
from spkt_desktop.print.template import builtin
from spkt_desktop.records import Letter, Unit

_GROUP = 4
"""Letters in a group of a code that comes without separators."""


def recovery_sheet(unit: Unit, desk_code: str, code: str, at: datetime) -> Letter:
    """The one page that holds the recovery code of a desk, in the groups that `code` is written in."""
    variables = {
        "meja": desk_code,
        "kelompok": _groups(code),
        "saat": at.astimezone(zone(unit.zone)),
        "nomor": "",
        "salinan": 0,
        "rangkap": "",
        "pratinjau": False,
    }
    return on_paper(builtin("pemulihan"), unit, variables)


def _groups(code: str) -> list[str]:
    groups = re.split(r"[\s-]+", code.strip())
    return groups if len(groups) > 1 else re.findall(f".{{1,{_GROUP}}}", groups[0])

"""The list of articles that a desk works with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from spkt_desktop import paths
from spkt_desktop.forms import law

FILE = "hukum.json"


def law_in_force(pack: Mapping[str, Any] | None) -> law.Law:
    """The list of a pack that was taken in, or the one shipped: whichever is newer."""
    if pack is None or pack["version"] <= shipped_law().version:
        return shipped_law()
    return law.parse(json.loads(pack["files"][FILE]))


@cache
def shipped_law() -> law.Law:
    """The list that came with the program."""
    return law.parse(json.loads((paths.resources("data") / FILE).read_text(encoding="utf-8")))

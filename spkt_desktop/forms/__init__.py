"""The forms of the counter: what is asked, how it is checked, and what the register remembers of it."""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.checks import check
from spkt_desktop.forms.completion import complete
from spkt_desktop.forms.index import entry, fold
from spkt_desktop.forms.json_schema import json_schema
from spkt_desktop.forms.officer import OFFICER, RANKS
from spkt_desktop.forms.sample import sample
from spkt_desktop.forms.schema import Form
from spkt_desktop.forms.sktlk import SKTLK
from spkt_desktop.forms.unit import UNIT

FORMS: Mapping[str, Form] = {SKTLK.name: SKTLK}
"""The papers of the counter."""

SETTINGS: Mapping[str, Form] = {UNIT.name: UNIT, OFFICER.name: OFFICER}
"""What the unit and its officers are described by."""

__all__ = ["FORMS", "RANKS", "SETTINGS", "check", "complete", "entry", "fold", "json_schema", "sample"]

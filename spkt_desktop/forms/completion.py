"""Fills in the defaults of a form: what a new form starts with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spkt_desktop.forms.form import Form, Known
from spkt_desktop.forms.schema import Section, rows_of
from spkt_desktop.records import Values


def complete(form: Form, values: Values) -> Values:
    """The values with the default of every field not filled in; a repeating section gets at least `fewest` rows."""
    return {section.name: _section(section, values) for section in form.sections}


def finished(form: Form, values: Values, known: Known) -> Values:
    """Clean values as they are registered: with their defaults, and with what follows from these."""
    full = complete(form, values)
    return form.settle(full, known) if form.settle else full


def _section(section: Section, values: Values) -> dict[str, Any] | list[dict[str, Any]]:
    rows = rows_of(section, values)
    rows += [{} for _ in range(section.fewest - len(rows) if section.repeats else 0)]
    full = [_row(section, row) for row in rows]
    return full if section.repeats else full[0]


def _row(section: Section, row: Mapping[str, Any]) -> dict[str, Any]:
    filled = {name: value for name, value in row.items() if value not in (None, "")}
    general = {field.name: field.default for field in section.fields if field.default is not None}
    variant = section.variants.get(str((general | filled).get(section.key, "")))
    return general | dict(variant.defaults if variant else {}) | filled

"""Settings are tried on a sample of every letter before they are in force: no number is spent on what cannot print."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from spkt_desktop import numbers
from spkt_desktop.errors import LetterFailed, Refused
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.records import LetterPlan, Officer, Unit, Values

HIGHEST = 999_999
"""A sequence as long as any that a year can reach."""


def prove(unit: Unit, officer: Officer, at: datetime) -> None:
    """Make a sample of every letter under these settings (0.2 s each, slow the first time); raises Refused."""
    from spkt_desktop.print.letter import render  # heavy: not on the way to the first window
    from spkt_desktop.print.template import builtin

    for name, form in FORMS.items():
        rule = next((row for row in unit.values["nomor"] if row["surat"] == name), None)
        if rule is None:
            continue
        number = numbers.write(rule["format"], HIGHEST, rule.get("lebar") or 1, at, unit)
        plan = LetterPlan(
            form=name, template=builtin(name), values=sample(form), unit=unit, officer=officer, signer=officer,
            number=number, registered_at=at, copy=1, replaces=number,
        )  # fmt: skip
        try:
            render(plan)
            render(replace(plan, values=_long(plan.values)))
        except LetterFailed as failed:
            raise Refused(
                f"Dengan pengaturan ini {form.title} tidak dapat dicetak. Tidak ada yang diubah; "
                "periksa format nomor, kop, dan logo."
            ) from failed


def _long(values: Values) -> Values:
    """The sample with rows enough for a second page, which carries the number at its head."""
    return {name: content * 20 if isinstance(content, list) else content for name, content in values.items()}

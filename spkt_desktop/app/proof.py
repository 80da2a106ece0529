"""Settings are tried on sample letters before they are in force: no number is spent on what cannot print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from spkt_desktop import numbers
from spkt_desktop.errors import LetterFailed, Refused
from spkt_desktop.forms import FORMS, SETTINGS, complete, sample
from spkt_desktop.forms.form import Form, Paper
from spkt_desktop.forms.schema import Row
from spkt_desktop.records import LetterPlan, Officer, Template, Unit, Values

HIGHEST = 999_999
"""A sequence as long as any that a year can reach."""


def prove(
    unit: Unit, officer: Officer, at: datetime, former: Values, template: Callable[[str], Template] | None = None
) -> None:
    """Make a sample of the first paper and of each that other settings than the `former` ones concern (0.2 s each).

    All papers share one frame, so what is wrong with letterhead or typeface shows on the first. `template` gives what
    a paper is made with, if not with what is shipped. Raises Refused.
    """
    from spkt_desktop.print.template import builtin

    for form, paper in _concerned(unit.values, complete(SETTINGS["unit"], former)):
        try:
            try_paper(form, paper, (template or builtin)(paper.name), unit, officer, at)
        except LetterFailed as failed:
            raise Refused(
                f"Dengan pengaturan ini {paper.title.lower()} tidak dapat dicetak. Tidak ada yang diubah; "
                "periksa format nomor, kop, dan logo."
            ) from failed


def try_paper(form: Form, paper: Paper, template: Template, unit: Unit, officer: Officer, at: datetime) -> None:
    """Make a sample of one paper, and one with many rows; raises LetterFailed where either does not print."""
    from spkt_desktop.print.letter import render  # heavy: not on the way to the first window

    template_of_number, width = _numbered(unit.values, form, paper)
    number = numbers.write(template_of_number, HIGHEST, width, at, unit)
    plan = LetterPlan(
        form=form.name, template=template, values=sample(form), unit=unit, officer=officer, signer=officer,
        number=number, registered_at=at, copy=1, replaces=number,
    )  # fmt: skip
    render(plan)
    render(replace(plan, values=_long(plan.values)))


def _concerned(new: Values, old: Values) -> Iterator[tuple[Form, Paper]]:
    for place, form in enumerate(FORMS.values()):
        for paper in form.papers:
            first = place == 0 and paper is form.papers[0]
            now, then = ((values[paper.name], _numbered(values, form, paper)) for values in (new, old))
            if first or now != then:
                yield form, paper


def _numbered(values: Values, form: Form, paper: Paper) -> tuple[str, int]:
    """How the numbers of a paper are written: their template, and how many digits they have at the least."""
    rule: Row = next((row for row in values["nomor"] if row["surat"] == paper.name), {})
    return rule.get("format") or paper.number or form.paper().number, rule.get("lebar") or 1


def _long(values: Values) -> Values:
    """The sample with rows enough for a second page, which carries the number at its head."""
    return {name: content * 20 if isinstance(content, list) else content for name, content in values.items()}

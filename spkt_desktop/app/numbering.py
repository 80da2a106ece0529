"""Takes the next number of a record: one sequence a year for each series, written once for each of its papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from spkt_desktop import numbers
from spkt_desktop.forms.form import Form, Paper
from spkt_desktop.records import Number, Unit

_PLAIN: Mapping[str, Any] = {"lebar": 1}


def take(
    form: Form, papers: Sequence[Paper], unit: Unit, now: datetime, last: Callable[[str, int], int]
) -> tuple[Number, dict[str, str]]:
    """The next number of that form, and the printed numbers of its other papers: they share its sequence.

    `last` tells the highest sequence taken in a (series, year), or by a form of that name. A series begins behind what
    it or the paper register has of each paper that shares it: also of what counted apart until today.
    """
    rules = {str(row["surat"]): row for row in unit.values["nomor"]}
    series = str(rules.get(form.name, _PLAIN).get("bersama") or form.name)
    members = {series, form.name, *(name for name, row in rules.items() if row.get("bersama") == series)}
    floors = [int(rules[name].get("nomor_terakhir") or 0) for name in members & set(rules)
              if rules[name].get("tahun") == now.year]  # fmt: skip
    sequence = max(0, *floors, *(last(name, now.year) for name in members)) + 1

    def written(paper: Paper) -> str:
        rule = rules.get(paper.name, _PLAIN)
        return numbers.write(rule.get("format") or paper.number, sequence, rule.get("lebar") or 1, now, unit)

    others = {paper.name: written(paper) for paper in papers[1:] if paper.number}
    return Number(series, now.year, sequence, written(form.paper())), others

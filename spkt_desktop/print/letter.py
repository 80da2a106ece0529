"""A letter from its plan: the same plan gives the same bytes, today and years later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spkt_desktop.dates import zone
from spkt_desktop.print.engine import joined, to_pdf
from spkt_desktop.print.template import Filled, fill, filled
from spkt_desktop.records import Letter, LetterPlan, Template, Unit, sha256


def render(plan: LetterPlan) -> Letter:
    """The finished letter of a plan; LetterFailed where it would not be faithful. Slow: for a worker only."""
    if not plan.labels:
        return on_paper(plan.template, plan.unit, variables(plan))
    sheets = [on_paper(plan.template, plan.unit, variables(plan) | {"rangkap": label}) for label in plan.labels]
    pdf = joined([sheet.pdf for sheet in sheets])
    return Letter(pdf, sha256(pdf), sum(sheet.pages for sheet in sheets), sheets[0].paper)


def variables(plan: LetterPlan) -> dict[str, Any]:
    """What the template of a plan may name, beside the unit and its paper."""
    return {
        "isi": filled(plan.values),
        "atur": filled(plan.unit.values.get(plan.template.name) or {}),
        "staf": Filled(plan.staff),
        "asal": plan.about,
        "rangkap": "",
        "petugas": plan.officer,
        "penanda": plan.signer,
        "nomor": plan.number,
        "nomor_induk": plan.record_number or plan.number,
        "saat": plan.registered_at.astimezone(zone(plan.unit.zone)),
        "salinan": plan.copy,
        "menggantikan": plan.replaces,
        "pratinjau": plan.draft,
    }


def on_paper(template: Template, unit: Unit, variables: Mapping[str, Any]) -> Letter:
    """A template filled in and drawn on the unit's paper in the unit's typeface; LetterFailed as `render`."""
    document, paper = written(template, unit, variables)
    pdf, pages = to_pdf(document, paper)
    return Letter(pdf, sha256(pdf), pages, paper)


def written(template: Template, unit: Unit, variables: Mapping[str, Any]) -> tuple[str, str]:
    """The HTML of a template filled in, and the paper that it is for; LetterFailed as `render`."""
    shape = unit.values.get("surat", {})
    paper = shape.get("kertas") or "F4"
    frame = {"unit": filled(unit.values), "kertas": paper, "huruf": shape.get("huruf") or "arial"}
    return fill(template, {**frame, **variables}), paper

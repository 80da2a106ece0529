"""A letter from its plan: the same plan gives the same bytes, today and years later."""

from __future__ import annotations

from typing import Any

from spkt_desktop.dates import zone
from spkt_desktop.print.engine import to_pdf
from spkt_desktop.print.template import fill, filled
from spkt_desktop.records import Letter, LetterPlan, sha256


def render(plan: LetterPlan) -> Letter:
    """The finished letter of a plan; LetterFailed where it would not be faithful. Slow: for a worker, not the window."""
    paper = plan.unit.values.get("surat", {}).get("kertas") or "F4"
    pdf, pages = to_pdf(fill(plan.template, _variables(plan, paper)), paper)
    return Letter(pdf, sha256(pdf), pages, paper)


def _variables(plan: LetterPlan, paper: str) -> dict[str, Any]:
    """What a template may read."""
    return {
        "isi": filled(plan.values),
        "unit": filled(plan.unit.values),
        "petugas": plan.officer,
        "penanda": plan.signer,
        "nomor": plan.number,
        "saat": plan.registered_at.astimezone(zone(plan.unit.zone)),
        "salinan": plan.copy,
        "menggantikan": plan.replaces,
        "pratinjau": plan.draft,
        "kertas": paper,
        "huruf": plan.unit.values.get("surat", {}).get("huruf") or "arial",
    }

"""Letters: the finished PDF and the live preview, against the renderer alone and against WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

from benchmarks.filling import FORM, Desks
from benchmarks.pairs import Row, Work, compare
from spkt_desktop.paths import resources
from spkt_desktop.print.letter import render, variables, written
from spkt_desktop.records import LetterPlan

GROUP = "Letter"


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """The letter of a registered record, and the preview of a form that is being typed."""
    with desks.open(letters) as filler:
        app = filler.app
        plan = app.letters.plan(app.register(FORM, filler.values()))
        values = filler.values()
        peers = {"bare xhtml2pdf": _xhtml2pdf(plan), **_weasyprint(plan)}
        yield from compare(GROUP, "Render a letter", lambda: render(plan), peers, rounds)
        draft = app.letters.preview(FORM, values)
        yield from compare(
            GROUP, "Live preview after a pause in typing",
            lambda: render(app.letters.preview(FORM, values)),
            {"bare xhtml2pdf": _xhtml2pdf(draft), **_weasyprint(draft)}, rounds,
        )  # fmt: skip


def missing() -> str:
    """Why WeasyPrint is not compared with; empty if it is."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):  # the package, or the Pango it loads
        return (
            "WeasyPrint is not installed (`pip install -e .[bench]`), so neither letter nor book is compared with it."
        )
    return ""


def _html(plan: LetterPlan) -> tuple[str, Path]:
    document, _ = written(plan.template, plan.unit, variables(plan))
    return document, resources("fonts")


def _xhtml2pdf(plan: LetterPlan) -> Work:
    from xhtml2pdf.document import pisaDocument

    document, fonts = _html(plan)
    return lambda: pisaDocument(BytesIO(document.encode()), BytesIO(), path=str(fonts / "letter.html"))


def _weasyprint(plan: LetterPlan) -> dict[str, Work]:
    if missing():
        return {}
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of every rule that only xhtml2pdf knows
    document, fonts = _html(plan)
    base = str(fonts / "letter.html")
    html = import_module("weasyprint").HTML
    return {"WeasyPrint": lambda: html(string=document, base_url=base).write_pdf()}

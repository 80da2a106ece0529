"""Forms and records as plain JSON objects, for the commands and for whoever reads their output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from spkt_desktop.errors import NotFound
from spkt_desktop.forms import FORMS, SETTINGS, json_schema
from spkt_desktop.forms import sample as sample_of
from spkt_desktop.forms.form import Form
from spkt_desktop.records import Record, Values


def all_forms() -> Iterator[dict[str, Any]]:
    """One line for each form."""
    for form in (*FORMS.values(), *SETTINGS.values()):
        yield {"form": form.name, "title": form.title, "version": form.version, "paper": form.name in FORMS,
               "papers": [paper.name for paper in form.papers], "follows": list(form.follows)}  # fmt: skip


def known_versions() -> dict[str, int]:
    """The newest version of each paper that this program knows."""
    return {form.name: form.version for form in FORMS.values()}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a form; raises NotFound."""
    return json_schema(_form(name))


def sample(name: str) -> Values:
    """Valid sample values of a form, as of yesterday: a complaint about last year would be too late. Or NotFound."""
    return sample_of(_form(name), today=date.today() - timedelta(days=1))


def record(of: Record) -> dict[str, Any]:
    """A record as the commands tell it."""
    return {
        "id": of.id, "form": of.form, "form_version": of.form_version, "number": of.number.text,
        "registered_at": of.registered_at, "officer": of.officer, "who": of.who, "what": of.what,
        "status": of.status, "reason": of.reason, "replaces": of.replaces, "replaced_by": of.replaced_by,
        "numbers": dict(of.numbers), "about": of.about, "protection": list(of.protection),
        "destination": of.destination, "attention": of.attention, "prints": dict(of.prints),
        "copies": of.copies, "delivery": of.delivery.state, "delivery_reason": of.delivery.reason, "values": of.values,
    }  # fmt: skip


def _form(name: str) -> Form:
    known = {**FORMS, **SETTINGS}
    if name not in known:
        raise NotFound(f"Tidak ada formulir bernama itu. Yang ada: {', '.join(known)}.")
    return known[name]

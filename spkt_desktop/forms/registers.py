"""The register books of a desk: those that offices keep, and one by itself for every other form."""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.form import Form
from spkt_desktop.forms.register_book import Around, Book, book
from spkt_desktop.forms.register_cells import AT, DESTINATION, MATTER, NAME, NO, NOTE, NUMBER, OFFICER
from spkt_desktop.forms.registers_cases import COMPLAINTS, EXAMINATIONS, INFORMATION, REPORTS
from spkt_desktop.forms.registers_counter import (
    CERTIFICATES,
    GATHERINGS,
    HANDOVERS,
    HELP,
    LOSSES,
    REFERRALS,
    SUGGESTIONS,
)

BOOKS: tuple[Book, ...] = (
    REPORTS, LOSSES, EXAMINATIONS, COMPLAINTS, INFORMATION, HELP, SUGGESTIONS, CERTIFICATES, GATHERINGS, REFERRALS,
    HANDOVERS,
)  # fmt: skip
"""Their columns follow the paper registers of counters; none is laid down nationally."""

__all__ = ["BOOKS", "Around", "Book", "all_books", "book_of"]


def book_of(form: Form) -> Book:
    """The book of a form that has none among `BOOKS`: nothing more is needed for a new paper."""
    return book(
        form.name, f"Register {form.title[:1].lower()}{form.title[1:]}", (form.name,),
        NO, NUMBER, AT, NAME, MATTER, OFFICER, DESTINATION, NOTE,
    )  # fmt: skip


def all_books(forms: Mapping[str, Form]) -> tuple[Book, ...]:
    """A book for each of these forms, those that offices keep first."""
    kept = {name for one in BOOKS for name in one.forms}
    own = (book_of(form) for form in forms.values() if form.name not in kept)
    return (*(one for one in BOOKS if set(one.forms) & set(forms)), *own)

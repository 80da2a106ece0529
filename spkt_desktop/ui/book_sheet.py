"""A register book that is to leave the desk: all of its records of some days, on paper or as a spreadsheet."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from functools import partial

from spkt_desktop.app import App
from spkt_desktop.forms.registers import Book
from spkt_desktop.ui.sheet_page import Made, Wanted


def sheet_of(app: App, book: Book, since: date, until: date) -> Wanted:
    """The whole book of those days, both included; raises Refused where they are turned round."""
    registers = app.registers
    expected = registers.count(book, since, until)
    rows: list[tuple[str, ...]] = []

    def gather() -> Generator[tuple[int, int], None, Made]:
        rows.clear()
        for step in registers.rows(book, since, until):
            rows.extend(step)
            yield len(rows), max(expected, len(rows))
        listing = registers.listing(book, rows, since, until)
        return Made(partial(registers.draw, listing), partial(registers.tabulate, listing))

    return Wanted(
        book.title, f"register-{book.name.replace('_', '-')}-{since.isoformat()}-{until.isoformat()}", gather,
        lambda medium: registers.made(book, len(rows), since, until, medium),
    )  # fmt: skip

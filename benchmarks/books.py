"""A register book on paper, and as a spreadsheet: our own drawer against two renderers of HTML, of the same rows."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from importlib import import_module
from io import BytesIO

from benchmarks.filling import FORM, Desks
from benchmarks.letters import missing
from benchmarks.pairs import Row, Work, compare
from spkt_desktop.books import Listing

GROUP = "Book"
_SHARE = 50
"""Of 10,000 letters 200 rows: a book of two or three weeks."""
_PAGE = """<html><head><style>@page { size: A4 landscape; margin: 15mm }
table { font-size: 8.5pt; border-collapse: collapse; width: 100%% }
td, th { border: 0.4pt solid black; padding: 2.5pt; vertical-align: top }</style></head>
<body><table repeat="1"><thead><tr>%s</tr></thead>%s</table></body></html>"""
_MOST = 200
"""Rows that the renderers of HTML are given; more take them minutes."""


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """The book of the oldest letters."""
    with desks.open(letters) as filler:
        registers = filler.app.registers
        today = filler.app.now().date()
        book, since = next(one for one in registers.books if FORM in one.forms), today - timedelta(days=9_999)
        wanted = max(letters // _SHARE, 2)
        listing = registers.listing(book, next(registers.rows(book, since, today, wanted)), since, today)
    yield from compare(
        GROUP, "Register book on paper, a fiftieth of it", lambda: registers.draw(listing, _unheard),
        _renderers(listing) if wanted <= _MOST else {}, rounds, f"the renderers of HTML are given {_MOST} rows at most",
    )  # fmt: skip
    yield from compare(
        GROUP, "The same as a spreadsheet", lambda: registers.tabulate(listing, _unheard),
        {"bare XlsxWriter": lambda: _bare(listing)}, rounds,
    )  # fmt: skip


def _unheard(_done: int, _of_all: int) -> None:
    """Progress that nobody looks at."""


def _bare(listing: Listing) -> None:
    """The texts of the cells alone: no head of the unit, no widths, no wrapping."""
    from xlsxwriter import Workbook

    with Workbook(BytesIO(), {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for place, row in enumerate(listing.rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)


def _renderers(listing: Listing) -> dict[str, Work]:
    """The same columns, widths and rows as one HTML table on the same paper; no head of the unit, no page numbers."""
    from xhtml2pdf.document import pisaDocument

    page = _html(listing)
    found: dict[str, Work] = {"xhtml2pdf": lambda: pisaDocument(BytesIO(page.encode()), BytesIO())}
    if not missing():
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        html = import_module("weasyprint").HTML
        found["WeasyPrint"] = lambda: html(string=page).write_pdf()
    return found


def _html(listing: Listing) -> str:
    whole = sum(column.share for column in listing.columns)
    head = "".join(f'<th width="{column.share / whole:.1%}">{escape(column.title)}</th>' for column in listing.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in listing.rows)
    return _PAGE % (head, rows)

"""A listing as a spreadsheet (xlsx): what stands in a cell is text, so nothing in it is ever reckoned or run."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spkt_desktop.books import Listing, Progress
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.listing import NOTHING
from spkt_desktop.print.pages import made, paper
from spkt_desktop.records import Unit

WIDTH, NARROWEST = 150, 6
"""Characters that all columns together are wide, and that the narrowest is."""
DIGITS = 15
"""Of a number that a spreadsheet keeps exactly; what has more stays text."""
STEP = 200
"""Rows from one word of progress to the next."""
PAPER_CODES = {"F4": 14, "A4": 9}
"""By paper: its code in Office Open XML; F4 is Folio there."""


def render(listing: Listing, progress: Progress) -> bytes:
    """The bytes of the xlsx file; the same values give the same bytes. `progress` is told in rows.

    LetterFailed where a text is too long for a cell or the rows too many for a sheet, and whatever `progress` raises.
    Slow: for a worker only.
    """
    target = BytesIO()
    # In memory, for what XlsxWriter would keep on disk meanwhile it keeps there in clear.
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": listing.sheet.title, "created": listing.sheet.at.astimezone(UTC)})
    sheet = book.add_worksheet("Register")
    bold = book.add_format({"bold": True})
    above = _above(listing)
    for row, line in enumerate(above):
        _write(sheet, row, 0, line, bold if line == listing.sheet.title else None)
    head = len(above) + 1
    _set_up(sheet, listing, head)
    _fill(book, sheet, listing, head, progress)
    book.close()
    progress(len(listing.rows), len(listing.rows))
    return target.getvalue()


def _above(listing: Listing) -> list[str]:
    """What stands above the table, line by line."""
    sheet = listing.sheet
    lines = [_polsek(sheet.unit), sheet.title, sheet.subtitle, f"Jumlah: {len(listing.rows)}", made(sheet)]
    return [line for line in (*lines, sheet.seal and f"Segel jurnal {sheet.seal}") if line]


def _set_up(sheet: Worksheet, listing: Listing, head: int) -> None:
    """Widths, what stays in view, what can be filtered, and how it would be printed."""
    columns = listing.columns
    shares = sum(column.share for column in columns)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, max(NARROWEST, round(WIDTH * column.share / shares)))
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, head + len(listing.rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(PAPER_CODES[paper(listing.sheet.unit)])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&RHalaman &P dari &N")


def _fill(book: Workbook, sheet: Worksheet, listing: Listing, head: int, progress: Progress) -> None:
    """Write the titles of the columns and every row; `@` keeps a text a text when somebody edits it."""
    plain = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
    titles, texts = book.add_format({**plain, "bold": True}), book.add_format(plain)
    numbers = book.add_format({**plain, "align": "right"})
    counts = book.add_format({**plain, "align": "right", "num_format": "0"})
    for at, column in enumerate(listing.columns):
        _write(sheet, head, at, column.title, titles)
    for row, cells in enumerate(listing.rows, 1):
        for at, (column, text) in enumerate(zip(listing.columns, cells, strict=True)):
            if column.number and _is_count(text):
                sheet.write_number(head + row, at, int(text), counts)
            else:
                _write(sheet, head + row, at, text, numbers if column.number else texts)
        if row % STEP == 0:
            progress(row, len(listing.rows))
    if not listing.rows:
        _write(sheet, head + 1, 0, NOTHING)


def _write(sheet: Worksheet, row: int, column: int, text: str, shape: Format | None = None) -> None:
    """Write a text as a text; an empty one leaves the cell blank, so that a filter finds it so."""
    if sheet.write_string(row, column, text, shape) if text else sheet.write_blank(row, column, None, shape):
        raise LetterFailed(
            "Isi register terlalu panjang untuk lembar kerja. Tidak ada yang dibuat; pilih waktu yang lebih pendek "
            "atau cetak sebagai PDF."
        )


def _is_count(text: str) -> bool:
    """Whether a number loses nothing when it is kept as one: neither a zero in front nor a digit."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS and str(int(text)) == text


def _polsek(unit: Unit) -> str:
    return str(unit.values["kesatuan"].get("polsek") or "")

"""What the tables of records tell: all letters together, one register book, and the visits of one person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from spkt_desktop.app import App
from spkt_desktop.books import Column
from spkt_desktop.forms.register_cells import AT, NO, NUMBER
from spkt_desktop.forms.registers import Around, Book
from spkt_desktop.records import Record
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.record_lists import PROTECTED, shown_name
from spkt_desktop.ui.record_table import Rank, Row
from spkt_desktop.ui.style import Tone

STATUS = {"berlaku": "Berlaku", "batal": "Batal", "diganti": "Diganti"}
DELIVERY = {
    "belum": "Belum dikirim",
    "dikirim": "Dikirim",
    "diterima": "Diterima",
    "ditunda": "Ditunda",
    "ditolak": "Ditolak",
}
_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})(?:,? (\d{2})\.(\d{2}))?")
_AMOUNT = re.compile(r"Rp(\d[\d.]*)|(\d{1,9})$")


class Letters:
    """Every record of the desk, whatever it is."""

    name = "semua"
    columns = (
        Column("No.", 0.5), Column("Waktu", 1.1), Column("Jenis", 1.3), Column("Nama", 1.2), Column("Perihal", 1.8),
        Column("Tujuan", 0.65), Column("Petugas", 1.2), Column("Status", 0.95), Column("Polres", 0.9),
    )  # fmt: skip
    spare = (6, 8, 2, 5)

    def __init__(self, titles: Mapping[str, str], officers: Mapping[str, str]) -> None:
        """`titles` are those of the forms by name, `officers` names by NRP."""
        self._titles, self._officers = titles, officers

    def cells(self, record: Record) -> tuple[str, ...]:
        """The texts of a record, the number as printed."""
        return (
            record.number.text, moment(record.registered_at), self._titles.get(record.form, record.form),
            shown_name(record), record.what, record.destination, self._officers.get(record.officer, record.officer),
            STATUS[record.status] + (", atensi" if record.attention else ""), DELIVERY[record.delivery.state],
        )  # fmt: skip

    def shown(self, row: Row, column: int) -> str:
        """What stands in a cell: of the number just its sequence."""
        return str(row.record.number.sequence) if column == 0 else row.cells[column]

    def rank(self, row: Row, column: int) -> Rank:
        """Numbers by their sequence, times by time, everything else by its letters."""
        return {0: _by_number, 1: _by_time}.get(column, _by_text)(row, column)

    def tone(self, row: Row, column: int) -> Tone | None:
        """What is not valid any more is quiet; what was rejected and what the Kapolsek should see stands out."""
        if row.record.status != "berlaku":
            return Tone.QUIET
        if column == len(self.columns) - 1 and row.record.delivery.state == "ditolak":
            return Tone.PROBLEM
        return Tone.WARNING if column == len(self.columns) - 2 and row.record.attention else None


class BookLedger:
    """One register book, its own columns."""

    def __init__(self, app: App, book: Book) -> None:
        self.name, self.columns = book.name, book.columns
        last, number = len(book.columns) - 1, [one.title for one in book.columns].index(NUMBER.title)
        # Its sequence, time, whom and what it is about, and the note stay; with those the whole number can wait.
        self.spare = tuple(at for at in (*range(last - 1, 5, -1), number, 5, 4) if 0 < at < last)
        self._app, self._book = app, book

    @cached_property
    def _around(self) -> Around:
        return self._app.registers.around()

    def cells(self, record: Record) -> tuple[str, ...]:
        """The cells of a record as the book has them."""
        return self._app.registers.row(self._book, record, self._around)

    def shown(self, row: Row, column: int) -> str:
        """What stands in a cell."""
        return row.cells[column]

    def rank(self, row: Row, column: int) -> Rank:
        """Numbers by their sequence, times by time, days and amounts as such, everything else by its letters."""
        one = self.columns[column]
        known = {NO.title: _by_number, NUMBER.title: _by_number, AT.title: _by_time}
        return known.get(one.title, _by_worth)(row, column)

    def tone(self, row: Row, _column: int) -> Tone | None:
        """What is not valid any more is quiet."""
        return None if row.record.status == "berlaku" else Tone.QUIET


class Visits:
    """What one person came for."""

    name = "kunjungan"
    columns = (
        Column("Waktu", 1.1), Column("Nomor", 1.6), Column("Jenis", 1.4), Column("Perihal", 1.8), Column("Status", 1.2),
    )  # fmt: skip
    spare = (2,)

    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles` are those of the forms, by name."""
        self._titles = titles

    def cells(self, record: Record) -> tuple[str, ...]:
        """The texts of a record; a protected one says that it is."""
        status = STATUS[record.status] + (f" · {PROTECTED}" if record.protection else "")
        kind = self._titles.get(record.form, record.form)
        return moment(record.registered_at), record.number.text, kind, record.what, status

    def shown(self, row: Row, column: int) -> str:
        """What stands in a cell."""
        return row.cells[column]

    def rank(self, row: Row, column: int) -> Rank:
        """Times by time, numbers by their sequence, everything else by its letters."""
        return {0: _by_time, 1: _by_number}.get(column, _by_text)(row, column)

    def tone(self, row: Row, _column: int) -> Tone | None:
        """What is not valid any more is quiet."""
        return None if row.record.status == "berlaku" else Tone.QUIET


def _by_number(row: Row, _column: int) -> Rank:
    number = row.record.number
    return number.year, number.sequence, number.series


def _by_time(row: Row, _column: int) -> Rank:
    return 0, 0, row.record.registered_at


def _by_text(row: Row, column: int) -> Rank:
    text = row.cells[column].casefold()
    return 0 if text else 1, 0, text


def _by_worth(row: Row, column: int) -> Rank:
    """A cell that begins with a day or is an amount by that, empty cells last."""
    text = row.cells[column]
    if found := _DAY.match(text):
        day, month, year, hour, minute = found.groups(default="0")
        return 0, float(year + month + day + hour.zfill(2) + minute.zfill(2)), ""
    if found := _AMOUNT.match(text):
        return 0, float((found[1] or found[2]).replace(".", "")), ""
    return _by_text(row, column)

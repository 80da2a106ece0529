"""The register books: what a book lists over a range of days, read in steps so that any range can be called off."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date
from functools import cached_property

from spkt_desktop import dates
from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Listing, Progress, Sheet
from spkt_desktop.errors import NotFound, Refused
from spkt_desktop.forms.register_book import Around, Book
from spkt_desktop.forms.registers import all_books
from spkt_desktop.records import Letter, Record

STEP = 100
"""Records that are read at a time: some 30 ms."""
PAPER, TABLE = "PDF", "Excel"


class Registers:
    """Protected cases are covered in every book, whoever reads it."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """The books of this desk, one for each matter."""
        return all_books(self._duty.forms)

    def book(self, name: str) -> Book:
        """The book of that name; raises NotFound."""
        for one in self.books:
            if one.name == name:
                return one
        raise NotFound(f"Tidak ada buku register bernama itu. Yang ada: {', '.join(one.name for one in self.books)}.")

    def span(self, book: Book) -> tuple[date, date]:
        """From its oldest record to its newest or today; today alone where it has none."""
        self._duty.allow(Right.READ)
        today = self._duty.now().date()
        days = [date.fromisoformat(at[:10]) for at in self._duty.store.register.span(book.forms) if at]
        return min(days, default=today), max((*days, today))

    def count(self, book: Book, since: date, until: date) -> int:
        """How many records that book has of those days, both included; raises Refused where they are turned round."""
        self._duty.allow(Right.READ)
        return self._duty.store.lists.count(book.forms, *_range(since, until))

    def rows(
        self, book: Book, since: date, until: date, step: int = STEP
    ) -> Generator[list[tuple[str, ...]], None, None]:
        """The rows of those days, oldest first, in steps; the caller may stop between any two."""
        self._duty.allow(Right.READ)
        first, last = _range(since, until)
        around, after = self.around(), 0
        while found := self._duty.store.lists.page(book.forms, first, last, after, step):
            yield [self.row(book, record, around) for _, record in found]
            after = found[-1][0]

    def around(self) -> Around:
        """What rows may need beside their records."""
        self._duty.allow(Right.READ)
        duty = self._duty
        return Around(
            names={officer.nrp: f"{officer.rank} {officer.name}" for officer in duty.officers()},
            after=lambda record: [covered(one) for one in duty.store.register.following(record)],
            parent=lambda record: covered(duty.store.register.record(record)) if record else None,
            zone=duty.now().tzinfo, unit=duty.unit.values,
            unit_of=duty.unit_then,
        )  # fmt: skip

    @staticmethod
    def row(book: Book, record: Record, around: Around) -> tuple[str, ...]:
        """The cells of one record."""
        return book.row(covered(record), around)

    def listing(self, book: Book, rows: Sequence[tuple[str, ...]], since: date, until: date) -> Listing:
        """These rows, to be drawn or written."""
        duty = self._duty
        days = f"{dates.tanggal(since)} sampai {dates.tanggal(until)}" if since != until else dates.tanggal(since)
        head = duty.store.journal.head()
        sheet = Sheet(duty.unit, book.title, days, duty.now(), duty.officer, head.hash if head else "")
        return Listing(sheet, book.columns, tuple(rows))

    def made(self, book: Book, rows: int, since: date, until: date, medium: str) -> None:
        """Write down that a book leaves the desk, before it does."""
        self._duty.allow(Right.READ)
        body = {"book": book.title, "rows": rows, "since": since.isoformat(), "until": until.isoformat()}
        self._duty.act("listed", None, {**body, "medium": medium})

    @staticmethod
    def draw(listing: Listing, progress: Progress) -> Letter:
        """The book on paper: pure, for a worker; raises Stopped."""
        from spkt_desktop.print.listing import render  # heavy: not on the way to the first window

        return render(listing, progress)

    @staticmethod
    def tabulate(listing: Listing, progress: Progress) -> bytes:
        """The book as a spreadsheet: pure, for a worker; raises Stopped."""
        from spkt_desktop.print.spreadsheet import render

        return render(listing, progress)


def _range(since: date, until: date) -> tuple[str, str]:
    if until < since:
        raise Refused("Tanggal akhir lebih awal daripada tanggal awal. Tidak ada yang dibuat.")
    return since.isoformat(), until.isoformat()

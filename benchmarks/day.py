"""The day of the desk after a year of records of every kind: open matters, diary, books, reports, persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.filling import Desks
from benchmarks.pairs import Row, compare
from benchmarks.year import DAYS, lived
from spkt_desktop.app import App
from spkt_desktop.app.matters import Matters

GROUP = "Day of the desk"
_PAGE = 100


def measure(desks: Desks, records: int, rounds: int) -> Iterator[Row]:
    """All rows of a year of so many records."""
    with lived(desks, records) as app:
        yield from _home(app, rounds)
        yield from _books(app, rounds)
        yield from _reports(app, rounds)


def _home(app: App, rounds: int) -> Iterator[Row]:
    since = (app.now() - timedelta(days=30)).date().isoformat()
    floor = {"bare SELECT of the last 30 days": lambda: app.store.db.rows(
        "SELECT id FROM records WHERE status = 'berlaku' AND registered_at >= ?", (since,))}  # fmt: skip
    yield from compare(GROUP, "Open matters, first look", lambda: Matters(app).listed(), floor, rounds)
    yield from compare(GROUP, "Open matters, again", app.matters.listed, floor, rounds * 3)
    newest = app.shifts.listed(2)[-1]
    events = {"bare SELECT of its events": lambda: app.store.journal.between(newest.first, newest.last)}
    yield from compare(GROUP, "Diary of a day", lambda: app.shifts.lines(newest), events, rounds * 3)
    (someone, *_) = app.people.named(app.search(form="sktlk", limit=1)[0])
    where = "SELECT seq FROM persons WHERE nik = ?"
    yield from compare(GROUP, "A person's visits", lambda: app.people.view(nik=someone.nik),
                       {"bare SELECT by NIK": lambda: app.store.db.rows(where, (someone.nik,))}, rounds)  # fmt: skip


def _books(app: App, rounds: int) -> Iterator[Row]:
    today = app.now().date()
    book = next(book for book in app.registers.books if "sktlk" in book.forms)
    first = today - timedelta(days=DAYS + 2)
    bodies = "SELECT e.body FROM records r JOIN events e USING (seq) WHERE r.form = 'sktlk' LIMIT ?"
    yield from compare(GROUP, "First page of a book", lambda: next(app.registers.rows(book, first, today, _PAGE), []),
                       {"bare SELECT": lambda: app.store.db.rows(bodies, (_PAGE,))}, rounds)  # fmt: skip
    yield from compare(GROUP, "Rows of a year's book",
                       lambda: [row for some in app.registers.rows(book, first, today) for row in some],
                       {"bare SELECT": lambda: app.store.db.rows(bodies, (-1,))}, min(rounds, 2))  # fmt: skip


def _reports(app: App, rounds: int) -> Iterator[Row]:
    today = app.now().date()
    month, year = today - timedelta(days=30), today - timedelta(days=DAYS - 1)
    span = (month.isoformat(), today.isoformat())
    floor = {"bare count by form": lambda: app.store.counts.forms(*span)}
    yield from compare(GROUP, "Recap of a month, figures", lambda: app.reports.recap(month, today), floor, rounds)
    for what, draw in (
        ("Daily report, drawn", lambda: app.reports.draw_daily(app.reports.daily(today))),
        ("Recap of a month, drawn", lambda: app.reports.draw_recap(app.reports.recap(month, today))),
        ("Recap of a year, drawn", lambda: app.reports.draw_recap(app.reports.recap(year, today))),
    ):
        yield from compare(GROUP, what, draw, {}, min(rounds, 3))

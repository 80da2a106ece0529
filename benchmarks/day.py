"""The day of the desk after a full year: open matters, diary, register books, reports, persons."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.filling import Desks, Moment
from benchmarks.pairs import Row, compare
from spkt_desktop.app import App, start
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.matters import Matters
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.sample import with_officer

GROUP = "Day of the desk"
DAYS = 365
_MIX = ("sktlk",) * 14 + ("lp_b",) * 5 + ("pengaduan", "informasi", "visum", "bantuan", "rujukan", "saran", "skck")
"""What people come for, as a rural Polsek sees it."""
_SETTLED = {"lp_b": "lp.tanggapan", "pengaduan": "pengaduan.tanggapan", "visum": "hasil_visum",
            "bantuan": "hasil_bantuan", "saran": "tindak_saran"}  # fmt: skip
_MOSTLY, _LATER = 0.9, timedelta(days=10)
"""How much of what is awaited comes, and when."""
_TOGETHER = 200
_PAGE = 100


def measure(desks: Desks, records: int, rounds: int) -> Iterator[Row]:
    """All rows of a year of so many records."""
    folder = desks.fresh("setahun")
    moment = Moment()
    with closing(start(folder, desks.opened, moment)) as app:
        _Year(app, moment).live(records)
        yield from _home(app, records, rounds)
        yield from _books(app, records, rounds)
        yield from _reports(app, records, rounds)


class _Year:
    """A year of visitors: records of every kind, most of what they await settled in time, one shift a day."""

    def __init__(self, app: App, moment: Moment) -> None:
        self._app, self._moment, self._random = app, moment, Random(2026)
        self._due: deque[tuple[datetime, str, str]] = deque()
        self._day = ""

    def live(self, records: int) -> None:
        """Register so many, spread evenly, many in one transaction."""
        step = timedelta(days=DAYS) / records
        for begun in range(0, records, _TOGETHER):
            with self._app.store.db.write():
                for index in range(begun, min(begun + _TOGETHER, records)):
                    self._moment.now += step
                    self._visit(index)

    def _visit(self, index: int) -> None:
        app, random = self._app, self._random
        if app.clock.doubt():  # a year of few visitors has pauses after which the desk asks what day it is
            app.clock.set(app.now(), insist=True)
        if (today := app.now().date().isoformat()) != self._day:
            self._day = today
            app.shifts.open("I", [app.nrp], "Ganti jaga")
        while self._due and self._due[0][0] <= app.now():
            self._settle(*self._due.popleft()[1:])
        name = random.choice(_MIX)
        visit = app.queue.take().id if index % 5 == 0 else ""
        values = with_officer(FORMS[name], sample(FORMS[name], random, app.now().date()), app.nrp)
        came = Arrival((app.now() - timedelta(minutes=9)).isoformat(), visit)
        record = app.register(name, values, came=came)
        if name in _SETTLED and random.random() < _MOSTLY:
            self._due.append((app.now() + _LATER, record.id, _SETTLED[name]))
        if index % 5 == 0:
            app.feedback.rate(name, random.choice((2, 3, 4, 4)))

    def _settle(self, record: str, how: str) -> None:
        """By the form that settles it, or by a note where `how` is a matter."""
        app = self._app
        if how not in FORMS:
            app.matters.settle(record, how, "SP2HP diserahkan kepada pelapor")
            return
        form = FORMS[how]
        (begun,) = (one for one in app.cases.follow_ups(app.record(record)) if one.form == how)
        typed = with_officer(form, sample(form, self._random, app.now().date()), app.nrp)
        carried = begun.proposals[0].values
        whole = {name: part | carried.get(name, {}) if isinstance(part, dict) else carried.get(name) or part
                 for name, part in typed.items()}  # fmt: skip
        app.register(how, whole, about=record)


def _home(app: App, records: int, rounds: int) -> Iterator[Row]:
    since = (app.now() - timedelta(days=30)).date().isoformat()
    floor = {"bare SELECT of the last 30 days": lambda: app.store.db.rows(
        "SELECT id FROM records WHERE status = 'berlaku' AND registered_at >= ?", (since,))}  # fmt: skip
    yield from compare(
        GROUP, f"Open matters of {records:,}, first look", lambda: Matters(app).listed(), floor, rounds
    )  # fmt: skip
    yield from compare(GROUP, f"Open matters of {records:,}, again", app.matters.listed, floor, rounds * 3)
    newest = app.shifts.listed(2)[-1]
    events = {"bare SELECT of its events": lambda: app.store.journal.between(newest.first, newest.last)}
    yield from compare(GROUP, "Diary of a day", lambda: app.shifts.lines(newest), events, rounds * 3)
    (someone, *_) = app.people.named(app.search(form="sktlk", limit=1)[0])
    yield from compare(GROUP, f"A person's visits among {records:,}",
                       lambda: app.people.view(nik=someone.nik), {}, rounds)  # fmt: skip


def _books(app: App, records: int, rounds: int) -> Iterator[Row]:
    today = app.now().date()
    book = next(book for book in app.registers.books if "sktlk" in book.forms)
    first, month = today - timedelta(days=DAYS + 2), today - timedelta(days=30)
    yield from compare(GROUP, f"First page of a book among {records:,}",
                       lambda: next(app.registers.rows(book, first, today, _PAGE), []), {}, rounds)  # fmt: skip
    rows = [row for some in app.registers.rows(book, first, today) for row in some]
    listing = app.registers.listing(book, rows, first, today)
    yield from compare(GROUP, f"Rows of a year's book, {len(rows):,}",
                       lambda: [row for some in app.registers.rows(book, first, today) for row in some],
                       {}, min(rounds, 2))  # fmt: skip
    yield from compare(GROUP, f"A year's book as a table, {len(rows):,} rows",
                       lambda: app.registers.tabulate(listing, _unheard), {}, min(rounds, 2))  # fmt: skip
    of_month = [row for some in app.registers.rows(book, month, today) for row in some]
    short = replace(listing, rows=tuple(of_month))
    yield from compare(GROUP, f"A month's book on paper, {len(of_month):,} rows",
                       lambda: app.registers.draw(short, _unheard), {}, min(rounds, 3))  # fmt: skip


def _unheard(_done: int, _of_all: int) -> None:
    """Progress that nobody looks at."""


def _reports(app: App, records: int, rounds: int) -> Iterator[Row]:
    today = app.now().date()
    month = today - timedelta(days=30)
    span = (month.isoformat(), today.isoformat())
    floor = {"bare count by form": lambda: app.store.counts.forms(*span)}
    yield from compare(GROUP, f"Daily report of {records:,}, drawn",
                       lambda: app.reports.draw_daily(app.reports.daily(today)), {}, rounds)  # fmt: skip
    yield from compare(GROUP, f"Recap of a month of {records:,}, figures",
                       lambda: app.reports.recap(month, today), floor, rounds)  # fmt: skip
    yield from compare(GROUP, f"Recap of a month of {records:,}, drawn",
                       lambda: app.reports.draw_recap(app.reports.recap(month, today)), {}, rounds)  # fmt: skip
    yield from compare(GROUP, f"Recap of a year of {records:,}, drawn",
                       lambda: app.reports.draw_recap(app.reports.recap(today - timedelta(days=DAYS - 1), today)),
                       {}, min(rounds, 3))  # fmt: skip

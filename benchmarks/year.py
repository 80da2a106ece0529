"""A year at a desk: visitors of every kind, most of what they await settled in time, one shift a day."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.filling import Desks, Moment
from spkt_desktop.app import App, start
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.sample import with_officer

DAYS = 365
_MIX = ("sktlk",) * 14 + ("lp_b",) * 5 + ("pengaduan", "informasi", "visum", "bantuan", "rujukan", "saran", "skck")
"""What people come for, as a rural Polsek sees it."""
_SETTLED = {"lp_b": "lp.tanggapan", "pengaduan": "pengaduan.tanggapan", "visum": "hasil_visum",
            "bantuan": "hasil_bantuan", "saran": "tindak_saran"}  # fmt: skip
_MOSTLY, _LATER = 0.9, timedelta(days=10)
"""How much of what is awaited comes, and when."""
_TOGETHER = 200


@contextmanager
def lived(desks: Desks, records: int) -> Iterator[App]:
    """A copy of a desk after a year of so many records, unlocked at the end of its last day."""
    moment = Moment()

    def live(folder: Path) -> None:
        with closing(start(folder, desks.opened, moment)) as app:
            _Year(app, moment).live(records)

    with desks.copied(f"tahun {records}", live) as folder:
        moment.now = Moment().now + records * _step(records)
        with closing(start(folder, desks.opened, moment)) as app:
            yield app


def _step(records: int) -> timedelta:
    return timedelta(days=DAYS) / records


@dataclass
class _Year:
    app: App
    moment: Moment

    def __post_init__(self) -> None:
        self._random = Random(2026)
        self._due: deque[tuple[datetime, str, str]] = deque()
        self._day = ""

    def live(self, records: int) -> None:
        """Register so many, spread evenly, many in one transaction."""
        for begun in range(0, records, _TOGETHER):
            with self.app.store.db.write():
                for index in range(begun, min(begun + _TOGETHER, records)):
                    self.moment.now += _step(records)
                    self._visit(index)

    def _visit(self, index: int) -> None:
        app, random = self.app, self._random
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
        app = self.app
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

"""A week at the counter, driven through the App: three regus, 250 visits, a power cut and a clock that went wrong."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from spkt_desktop.app import App, Opened, set_up, start
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.queueing import ANSWERED, GONE
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.books import NEEDS
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.records import Record, Values
from tests.desks import Hands, carried_on
from tests.waiting import LONGEST

DAYS, VISITS = 7, 250
REGUS = ("I", "II", "III")
FIRST_MORNING = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
"""Monday 08.00 WIB."""
WATCH = timedelta(hours=8)
SKEW = timedelta(days=-2, hours=-3)
"""How far the clock is off after its battery died."""


def staff() -> list[Values]:
    """Two officers a regu, the Ka SPKT, the Kapolsek, and somebody who keeps the PC."""
    base = sample_values("officer")["petugas"]

    def one(nrp: str, name: str, role: str, regu: str = "") -> Values:
        return {"petugas": base | {"nrp": nrp, "nama": name, "peran": role, "regu": regu}}

    members = [one(f"8805012{n}", f"Anggota {n}", "petugas", REGUS[n // 2]) for n in range(6)]
    return [
        one("80010001", "Sutrisno", "ka_spkt"), one("75020002", "Bambang Irawan", "kapolsek"),
        one("90030003", "Rina Kurnia", "admin"), *members,
    ]  # fmt: skip


@dataclass
class Told:
    """What the simulation itself did, to be compared with what the desk says of it."""

    visits: int = 0
    served: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    gone: int = 0
    answered: int = 0
    shifts: int = 0


def _cut_in_mid_write(folder: str, opened: Opened, moment: datetime, begun: Any) -> None:
    """Registers a letter, then dies while the next one is half on disk."""
    app = start(Path(folder), opened, lambda: moment)
    app.register("sktlk", sample_values("sktlk"))
    with app.store.db.write():
        app.store.db.connection.execute("PRAGMA cache_size = 5")  # so that the unfinished write reaches the file
        app.register("sktlk", sample_values("sktlk"))
        for _ in range(40):
            app.shifts.note("x" * 1000)
        begun.set()
        time.sleep(LONGEST)


class Week:
    """Runs the week on a real desk; `told` keeps count."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        self.folder, self.told = folder, Told()
        self._random = Random(seed)
        self.hands = Hands()
        self.hands.moment = FIRST_MORNING
        unit = sample_values("unit")
        unit["jaga"] = [{"nama": regu} for regu in REGUS]
        unit["inventaris"] = [{"nama": "HT Motorola", "jumlah": 2}, {"nama": "Kunci sel", "jumlah": 1}]
        self.staff = staff()
        setup = set_up(folder, unit, self.staff, [PASSPHRASE] + [""] * (len(self.staff) - 1), clock=self.hands)
        self.key = setup.opened.key

    @contextmanager
    def desk(self, nrp: str) -> Iterator[App]:
        """The desk with that officer on duty."""
        app = start(self.folder, Opened(self.key, nrp), self.hands)
        try:
            yield app
        finally:
            app.close()

    def run(self) -> None:
        """Every shift of the week, each handed over to the next."""
        shifts = DAYS * len(REGUS)
        for number in range(shifts):
            self.hands.moment = FIRST_MORNING + number * WATCH
            visits = VISITS * (number + 1) // shifts - VISITS * number // shifts
            self._shift(number, visits)

    def _shift(self, number: int, visits: int) -> None:
        nrp, other = (f"8805012{2 * (number % 3) + n}" for n in range(2))
        step = (WATCH - timedelta(minutes=40)) / max(visits, 1)
        with self.desk(nrp) as app:
            app.shifts.arrive()
            app.shifts.open(REGUS[number % 3], [nrp, other])
            self.told.shifts += 1
            self._note(app, f"Patroli dialogis ke-{number} di wilayah, situasi aman.")
            for visit in range(visits):
                if number == 10 and visit == 4:  # the battery of the clock: two days back, and taken for right
                    self.hands.moment += SKEW
                    app.clock.confirm()
                if number == 10 and visit == 8:
                    self.hands.moment -= SKEW
                    self._note(app, "Jam komputer dibetulkan.")
                self._visit(app)
                self.hands.moment += step - timedelta(minutes=9)
        if number == 13:
            self._power_cut(nrp)
        with self.desk(nrp) as app:
            self._hand_over(app, number)

    def _visit(self, app: App) -> None:
        """One visitor, nine minutes: a number, a form, a paper, an answer."""
        told, dice = self.told, self._random
        visit = app.queue.take(dice.choice((*NEEDS, *[""] * 12)))
        told.visits += 1
        self.hands.pass_(minutes=2)
        fate = dice.random()
        if fate < 0.03:
            app.queue.end(visit.id, GONE)
            told.gone += 1
            self.hands.pass_(minutes=7)
            return
        app.queue.call(visit.id)
        if fate < 0.06:
            app.queue.end(visit.id, ANSWERED)
            told.answered += 1
            self.hands.pass_(minutes=7)
            return
        form = self._wanted()
        record = self._register(app, form, Arrival(app.now().isoformat(), visit.id))
        told.served += 1
        self.hands.pass_(minutes=5)
        if form.name == "sktlk":
            plan = app.letters.plan(record)
            app.letters.printed(record, plan, app.letters.render(plan), destination="printer")
            app.letters.outcome(record, good=dice.random() > 0.05)
        if dice.random() < 0.5:
            score = dice.choice((2, 3, 3, 4, 4, 4))
            app.feedback.rate(form.name, score)
            told.answers[score] += 1
        self._afterwards(app, record)
        self.hands.pass_(minutes=2)

    def _afterwards(self, app: App, record: Record) -> None:
        dice = self._random
        fate = dice.random()
        if fate < 0.04:
            app.void(record.id, "Salah tulis nama pelapor")
        elif fate < 0.07:
            app.register(record.form, app.whole(record.id).values, replaces=record.id, reason="Alamat keliru")
        elif fate < 0.12:
            app.cases.mark(record.id, True, "Menarik perhatian warga sekitar")
        for one in app.cases.follow_ups(app.record(record.id)) if fate > 0.8 else ():
            if one.form in ("hasil_visum", "tindak_saran", "hasil_bantuan", "pencabutan") and one.proposals:
                typed = carried_on(one.form, one.proposals[0].values, app.nrp)
                app.register(one.form, typed, about=record.id)
                break

    def _wanted(self) -> Form:
        names = ("sktlk",) * 12 + ("lp_b",) * 5 + ("pengaduan", "informasi", "visum", "bantuan", "rujukan", "saran")
        return FORMS[self._random.choice(names)]

    def _register(self, app: App, form: Form, came: Arrival) -> Record:
        values = with_officer(form, sample(form, self._random, app.now().date()), app.nrp)
        return app.register(form.name, values, came=came)

    def _note(self, app: App, text: str) -> None:
        app.shifts.note(text)
        self.told.notes.append(text)

    def _power_cut(self, nrp: str) -> None:
        """The power goes while a letter is half written: one letter is there, the other never was, nor was a note."""
        with self.desk(nrp) as app:
            app.save_draft("sktlk", sample_values("sktlk"))
        context = multiprocessing.get_context("spawn")
        begun = context.Event()
        arguments = (str(self.folder), Opened(self.key, nrp), self.hands.moment, begun)
        victim = context.Process(target=_cut_in_mid_write, args=arguments)
        victim.start()
        assert begun.wait(LONGEST)
        victim.kill()
        victim.join(LONGEST)
        self.told.served += 1
        with self.desk(nrp) as app:
            (draft,) = app.drafts()
            app.drop_draft(draft.id)

    def _hand_over(self, app: App, number: int) -> None:
        begun = app.shifts.handover()
        duty = begun["jaga"] | {"ka_baru": f"8805012{2 * ((number + 1) % 3)}"}
        record = app.register("serah_terima", begun | {"jaga": duty})
        assert app.shifts.current() is None and app.shifts.listed(1)[0].handover == record.id

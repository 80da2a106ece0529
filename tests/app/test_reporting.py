"""Reports agree with the journal as somebody counts it by hand, and tell nobody's secret."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.figures import minutes, private
from spkt_desktop.app.reporting import LONGEST
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import COVERED, OTHERS, Minutes, Satisfaction, Tally
from spkt_desktop.errors import Refused
from spkt_desktop.records import Letter, Record, Values
from tests.desks import Hands, Ready, officer, tell_time

KA, CLERK = "87020875", "03100376"
DAY = date(2026, 11, 20)
PAPER = Letter(b"%PDF", "0" * 64, 1, "F4")
REASON = "Salah tulis tempat kejadian"
GOODS = ("KTP", "SIM", "STNK", "ATM", "Ijazah")
VILLAGES = ("Mantren", "Desa Punung", "Kelurahan Sooka", "Kebonsari")
ARTICLES = ("Pasal 362 KUHP lama", "Pasal 372 KUHP lama", "Pasal 351 KUHP lama")
CHILD = "2015-04-02"


def at(hands: Hands, day: date, hour: int, minute: int = 0) -> None:
    """The clock of the desk shows that hour in its own zone, WIB."""
    hands.moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def loss(app: App, *goods: str, came: Arrival | None = None) -> Record:
    lost = [{"jumlah": 1, "satuan": "lembar", "jenis": kind} for kind in goods or ("KTP",)]
    values = {**sample_values("sktlk", app.now().date()), "barang": lost}
    return app.register("sktlk", values, came=came or Arrival())


def report(app: App, village: str = "", articles: tuple[str, ...] = (), child: str = "") -> Values:
    values = sample_values("lp_b", app.now().date(), KA)
    event = {**values["kejadian"], "desa": village, "apa": "Pencurian sepeda Sekar Ayu Lestari"}
    girl = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "alamat": "Dusun Ngepoh"}
    return values | {
        "kejadian": event, "pasal": [{"pasal": article} for article in articles],
        "korban": [girl | {"tanggal_lahir": child}] if child else [],
    }  # fmt: skip


def handover(day: date) -> Values:
    """Regu I hands over that evening."""
    values = sample_values("serah_terima", day, KA)
    duty = {"regu_lama": "I", "mulai_tanggal": day.isoformat(), "selesai_tanggal": day.isoformat(),
            "mulai_jam": "08:00", "selesai_jam": "20:00", "ka_baru": CLERK}  # fmt: skip
    return values | {"jaga": {**values["jaga"], **duty}}


def handed_out(app: App, record: Record) -> Record:
    return app.letters.printed(record, app.letters.plan(record), PAPER, destination="printer")


def told(tallies: tuple[Tally, ...]) -> dict[str, int]:
    return {one.label: one.count for one in tallies}


# The journal, counted by hand


@dataclass
class Kept:
    """A record as its events tell of it."""

    form: str
    at: str
    arrived: str
    protected: bool
    destination: str
    values: Values
    valid: bool = True
    papers: list[str] = field(default_factory=list)


@dataclass
class ByHand:
    """What somebody finds who reads the journal from end to end with a pencil."""

    records: dict[str, Kept] = field(default_factory=dict)
    visits: dict[str, list[str]] = field(default_factory=dict)
    answers: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def read(cls, app: App) -> ByHand:
        hand = cls()
        head = app.store.journal.head()
        for event in app.store.journal.between(1, head.seq if head else 0):
            about, body = str(event.subject), event.body
            match event.kind:
                case "registered":
                    hand.records[about] = Kept(
                        str(event.form), event.at, str(body.get("arrived", "")), bool(body["protection"]),
                        body["destination"], body["values"],
                    )  # fmt: skip
                    if "visit" in body:
                        hand.visits[body["visit"]][1] = "dilayani"
                case "voided":
                    hand.records[about].valid = False
                case "routed":
                    hand.records[about].destination = body["to"]
                case "printed":
                    hand.records[about].papers.append(event.at)
                case "print_outcome" if not body["good"]:
                    hand.records[about].papers.pop()
                case "queued":
                    hand.visits[about] = [event.at, "menunggu"]
                case "left":
                    hand.visits[about][1] = body["state"]
                case "rated":
                    hand.answers.append((event.at, body["score"]))
        return hand

    def valid(self, since: date, until: date) -> list[Kept]:
        return [one for one in self.between(since, until) if one.valid]

    def between(self, since: date, until: date) -> list[Kept]:
        kept = (one for one in self.records.values() if one.form != "serah_terima")
        return [one for one in kept if since.isoformat() <= one.at[:10] <= until.isoformat()]

    def tallied(self, counted: Callable[[Values], set[str]], since: date, until: date) -> tuple[Counter[str], int]:
        """How often each value came in records that are not protected, and how many protected ones have any."""
        found, covered = Counter[str](), 0
        for one in self.valid(since, until):
            if one.protected:
                covered += bool(counted(one.values))
            else:
                found.update(counted(one.values))
        return found, covered

    def visited(self, since: date, until: date) -> list[str]:
        return [how for when, how in self.visits.values() if since.isoformat() <= when[:10] <= until.isoformat()]

    def answered(self, since: date, until: date) -> tuple[int, ...]:
        """By score; fewer than three are told to nobody."""
        scores = Counter(score for when, score in self.answers if since.isoformat() <= when[:10] <= until.isoformat())
        return tuple(scores[score] if scores.total() >= 3 else 0 for score in (1, 2, 3, 4))


def goods(values: Values) -> set[str]:
    return {row["jenis"] for row in values.get("barang", ())} if "laporan" not in values else set()


def villages(values: Values) -> set[str]:
    name = str((values.get("kejadian") or {}).get("desa") or "")
    return {name.removeprefix("Desa ").removeprefix("Kelurahan ")} if name else set()


def articles(values: Values) -> set[str]:
    return {row["pasal"] for row in values.get("pasal", ()) if row.get("pasal")}


@pytest.fixture
def lived(app: App, hands: Hands) -> App:
    """Three weeks at a desk: all that happens there, also at midnight and under a clock that was put back."""
    random = Random(20)
    made: list[Record] = []
    for back in range(21, -1, -1):
        day = DAY - timedelta(days=back)
        at(hands, day, 0)
        tell_time(app)
        if back % 3 == 0:
            app.shifts.open(random.choice(("I", "II")), [KA], "Ka regu sakit mendadak")
        for _ in range(random.randint(0, 5)):
            hands.pass_(minutes=random.choice((1, 7, 45, 150)))
            visit = app.queue.take(random.choice(("", "lansia"))) if random.random() < 0.6 else None
            hands.pass_(minutes=random.randint(0, 25))
            if visit and random.random() < 0.2:
                app.queue.end(visit.id, random.choice(("pergi", "selesai")))
                continue
            came = Arrival(visit=visit.id) if visit else Arrival(begun=app.now().isoformat())
            if random.random() < 0.6:
                made.append(loss(app, *random.sample(GOODS, random.randint(1, 3)), came=came))
            else:
                child = CHILD if random.random() < 0.3 else ""
                some = tuple(random.sample(ARTICLES, random.randint(0, 2)))
                made.append(app.register("lp_b", report(app, random.choice(VILLAGES), some, child), came=came))
            hands.pass_(minutes=random.randint(0, 30))
            if random.random() < 0.7:
                handed_out(app, made[-1])
                if random.random() < 0.2:
                    app.letters.outcome(app.store.register.record(made[-1].id), False)
            if random.random() < 0.6:
                app.feedback.rate(made[-1].form, random.randint(1, 4))
            if random.random() < 0.15:
                app.void(made.pop().id, "Barang ditemukan kembali")
            elif random.random() < 0.15 and made[-1].form == "lp_b":
                old = made.pop()
                made.append(
                    app.register(
                        "lp_b", report(app, "Mantren", child=CHILD), replaces=old.id, reason="Umur korban salah"
                    )
                )
            elif random.random() < 0.1:
                app.cases.route(made[-1].id, "Propam", "Terlapor ternyata anggota")
            if random.random() < 0.1:
                hands.pass_(hours=-3)
                tell_time(app)
    at(hands, DAY, 23, 59)
    app.register("serah_terima", handover(DAY))
    return app


RANGES = [(DAY, DAY), (DAY - timedelta(days=6), DAY), (DAY - timedelta(days=21), DAY), (date(2026, 11, 1), DAY),
          (DAY - timedelta(days=LONGEST - 1), DAY), (date(2026, 10, 30), date(2026, 11, 3)),
          (DAY - timedelta(days=12), DAY - timedelta(days=5)), (date(2026, 12, 1), date(2026, 12, 31))]  # fmt: skip


def test_a_recap_agrees_with_the_journal_over_any_range(lived: App) -> None:
    hand = ByHand.read(lived)
    whole = hand.valid(DAY - timedelta(days=21), DAY)
    assert (
        len(whole) > 30 and any(one.protected for one in whole) and any(not one.valid for one in hand.records.values())
    )
    for since, until in RANGES:
        recap = lived.reports.recap(since, until)
        length = until - since + timedelta(days=1)
        here, there = hand.valid(since, until), hand.valid(since - length, until - length)
        assert (recap.since, recap.until) == (since, until)
        assert told(recap.tallies) == {
            lived.form(form).title: Counter(one.form for one in here)[form]
            for form in {one.form for one in here + there}
        }
        assert {one.label: one.before[0] for one in recap.tallies if one.before[0]} == {
            lived.form(form).title: count for form, count in Counter(one.form for one in there).items()
        }
        assert recap.void.count == len(hand.between(since, until)) - len(here)
        assert recap.void.before == (len(hand.between(since - length, until - length)) - len(there),)
        hours = Counter(int(one.at[11:13]) for one in here)
        assert recap.hours == tuple(hours[hour] for hour in range(24))
        weekdays = Counter(date.fromisoformat(one.at[:10]).weekday() for one in here)
        assert recap.weekdays == tuple(weekdays[day] for day in range(7))
        for counted, table in ((goods, recap.goods), (villages, recap.villages), (articles, recap.articles)):
            assert table == private(*hand.tallied(counted, since, until))
        went = Counter(one.destination for one in here if one.destination)
        assert {one.label: one.count for one in recap.destinations if one.count} == went
        assert {one.label: one.before[0] for one in recap.destinations if one.before[0]} == Counter(
            one.destination for one in there if one.destination
        )
        waits = [(one.form, one.arrived, one.papers[0]) for one in here if one.arrived and one.papers]
        assert recap.minutes[-1] == ("Semua", minutes(waits))
        assert dict(recap.minutes[:-1]) == {
            lived.form(form).title: minutes(wait for wait in waits if wait[0] == form) for form, _, _ in waits
        }
        visits, before = hand.visited(since, until), hand.visited(since - length, until - length)
        assert (recap.arrived.count, recap.arrived.before) == (len(visits), (len(before),))
        assert (recap.gone.count, recap.gone.before) == (visits.count("pergi"), (before.count("pergi"),))
        assert recap.satisfaction.counts == hand.answered(since, until)
        for monday, week in recap.trend:
            sunday = monday + timedelta(days=6)
            assert monday.weekday() == 0 and week.answers >= 3
            assert week.counts == hand.answered(max(monday, since), min(sunday, until))


def test_a_daily_report_agrees_with_the_journal_on_every_day(lived: App) -> None:
    hand = ByHand.read(lived)
    for back in range(23):
        day = DAY - timedelta(days=back)
        compared = [day, day - timedelta(days=1), day - timedelta(days=7)]
        daily = lived.reports.daily(day)
        forms = [Counter(one.form for one in hand.valid(one, one)) for one in compared]
        titles = {lived.form(form).title: form for one in forms for form in one}
        assert [one.label for one in daily.tallies] == [
            form.title for form in lived.forms.values() if form.title in titles
        ]
        assert all(
            (one.count, *one.before) == tuple(found[titles[one.label]] for found in forms) for one in daily.tallies
        )
        voids = tuple(len(hand.between(one, one)) - len(hand.valid(one, one)) for one in compared)
        assert (daily.void.count, *daily.void.before) == voids
        visits = [hand.visited(one, one) for one in compared]
        assert (daily.arrived.count, *daily.arrived.before) == tuple(map(len, visits))
        assert (daily.gone.count, *daily.gone.before) == tuple(one.count("pergi") for one in visits)
        waits = [(one.form, one.arrived, one.papers[0]) for one in hand.valid(day, day) if one.arrived and one.papers]
        assert daily.minutes == minutes(waits) and daily.satisfaction.counts == hand.answered(day, day)


def test_the_days_of_a_recap_leave_none_out_and_a_long_one_is_told_by_weeks(lived: App) -> None:
    month = lived.reports.recap(date(2026, 11, 1), date(2026, 11, 30))
    assert [day for day, _ in month.days] == [date(2026, 11, n) for n in range(1, 31)]
    for days, weekly in ((62, False), (63, True)):
        recap = lived.reports.recap(DAY - timedelta(days=days - 1), DAY)
        assert sum(count for _, count in recap.days) == sum(recap.hours) == sum(told(recap.tallies).values()) > 0
        assert all(day.weekday() == 0 for day, _ in recap.days) is weekly
        assert len(recap.days) == (10 if weekly else 62)
    year = lived.reports.recap(DAY - timedelta(days=LONGEST - 1), DAY)
    assert len({day for day, _ in year.days}) == len(year.days) == 58


def test_what_the_register_was_made_anew_from_tells_the_same(lived: App) -> None:
    before = lived.reports.recap(date(2026, 11, 1), DAY)
    lived.keeping.rebuild()
    assert lived.reports.recap(date(2026, 11, 1), DAY) == before


# What the numbers are not to tell


def test_a_protected_case_is_in_no_row_of_a_table_and_in_the_sums(app: App) -> None:
    for _ in range(4):
        app.register("lp_b", report(app, "Mantren", ARTICLES[:1]))
    for child in ("", CHILD):
        app.register("lp_b", report(app, "Punung", ARTICLES[1:2], child))
    recap = app.reports.recap(DAY, DAY)
    assert told(recap.villages) == told(recap.articles) == {OTHERS: 6}
    assert [tally.count for tally in recap.tallies] == [6] and told(recap.destinations) == {"Reskrim": 5, "PPA": 1}
    for _ in range(2):
        app.register("lp_b", report(app, "Punung", ARTICLES[1:2], CHILD))
    for _ in range(5):
        app.register("lp_b", report(app, "Sooka", ARTICLES[2:]))
    recap = app.reports.recap(DAY, DAY)
    assert told(recap.villages) == {"Sooka": 5, COVERED: 3, OTHERS: 5}
    assert told(recap.articles) == {ARTICLES[2]: 5, COVERED: 3, OTHERS: 5}


def test_the_case_of_a_child_is_marked_without_a_name_and_without_what_was_written_of_it(app: App) -> None:
    covered = app.register("lp_b", report(app, "Mantren", child=CHILD))
    plain = app.register("lp_b", report(app, "Punung"))
    void = app.register("lp_b", report(app, "Punung"))
    for record in (covered, plain, void):
        app.cases.mark(record.id, True, "Ayah Sekar Ayu Lestari seorang pejabat")
    app.cases.mark(plain.id, False, "Salah menandai")
    app.cases.mark(plain.id, True, "Curanmor berulang")
    app.void(void.id, "Dilaporkan dua kali")
    first, second = app.reports.daily(DAY).attention
    assert (first.number, first.reason, first.who) == (plain.number.text, "Curanmor berulang", plain.who)
    assert second.number == covered.number.text and second.reason == "" and second.destination == "PPA"
    assert "Sekar" not in repr(second) and covered.values["pelapor"]["nama"] not in repr(second)
    assert second.what == "Laporan Polisi model B" and app.reports.daily(DAY - timedelta(days=1)).attention == ()


def test_the_wall_names_no_sender_and_shows_what_was_done(app: App, hands: Hands) -> None:
    said = sample_values("saran", DAY)
    named = {"cara": "bernama", "nama": "Slamet Riyadi", "kontak": "081", "dibalas": True}
    act = sample_values("tindak_saran", DAY, KA)["tindakan"]
    first = app.register("saran", said | {"pengirim": named})
    app.register(
        "tindak_saran", {"tindakan": {**act, "tindakan": "Bapak SLAMET ditemui", "hasil": "Slamet Riyadi puas."}},
        about=first.id,
    )  # fmt: skip
    second = app.register("saran", said)
    open_ = {**act, "selesai": False, "tindakan": "Kursi dipesan"}
    del open_["hasil"]
    app.register("tindak_saran", {"tindakan": open_}, about=second.id)
    app.register("saran", said)
    app.void(app.register("saran", said).id, "Masukan yang sama")
    hands.pass_(days=1)
    app.register("saran", said)
    wall = app.reports.wall(DAY, DAY)
    assert (wall.received, wall.answered) == (3, 1)
    assert [(one.done, one.closed) for one in wall.said] == [("Kursi dipesan", False), ("S.R. puas.", True)]
    assert {(one.at, one.kind) for one in wall.said} == {(DAY, said["masukan"]["jenis"])}
    assert "Slamet" not in repr(wall.said)


# Days and clocks


def test_midnight_parts_two_days_and_a_record_counts_by_the_hour_that_stands_on_it(app: App, hands: Hands) -> None:
    at(hands, DAY, 23, 59)
    loss(app)
    hands.pass_(minutes=1)
    loss(app)
    at(hands, DAY - timedelta(days=3), 5)
    tell_time(app)  # the clock was wrong; what stands on the letter holds
    loss(app)
    days = [DAY - timedelta(days=3), DAY, DAY + timedelta(days=1)]
    assert [app.reports.daily(day).tallies[0].count for day in days] == [1, 1, 1]
    recap = app.reports.recap(days[0], days[-1])
    assert (recap.hours[0], recap.hours[5], recap.hours[23]) == (1, 1, 1)


def test_who_came_before_the_clock_was_put_back_is_counted_and_not_timed(app: App, hands: Hands) -> None:
    visit = app.queue.take()
    hands.pass_(hours=-2)
    tell_time(app)
    handed_out(app, loss(app, came=Arrival(visit=visit.id)))
    visit = app.queue.take()
    hands.pass_(minutes=4)
    record = loss(app, came=Arrival(visit=visit.id))
    hands.pass_(minutes=-30)
    tell_time(app)
    handed_out(app, record)
    recap = app.reports.recap(DAY, DAY)
    assert recap.arrived.count == 2 and recap.tallies[0].count == 2
    assert recap.minutes == (("Surat keterangan kehilangan", Minutes()), ("Semua", Minutes()))


def test_a_handover_is_told_as_a_shift_and_is_no_service(app: App, hands: Hands) -> None:
    at(hands, DAY, 8)
    tell_time(app)
    app.shifts.open("I", [KA, CLERK])
    at(hands, DAY, 20)
    app.register("serah_terima", handover(DAY))
    app.shifts.open("II", [CLERK])
    daily, recap = app.reports.daily(DAY), app.reports.recap(DAY, DAY)
    assert daily.shifts == (
        "Regu I: pukul 08.00 tanggal 20-11-2026 sampai 20.00 tanggal 20-11-2026, 2 petugas",
        "Regu II: pukul 20.00 tanggal 20-11-2026 sampai sekarang, 1 petugas",
    )
    assert daily.tallies == recap.tallies == () and sum(recap.hours) == sum(recap.weekdays) == 0
    assert app.reports.daily(DAY - timedelta(days=1)).shifts == ()


def test_an_empty_register_has_empty_reports(app: App) -> None:
    daily = app.reports.daily(DAY)
    assert (daily.attention, daily.tallies, daily.shifts, daily.overdue) == ((), (), (), ())
    assert (daily.minutes, daily.satisfaction, daily.backup) == (Minutes(), Satisfaction(), None)
    assert daily.pending == app.pending() and len(daily.sheet.seal) == 64
    assert daily.sheet.subtitle == "Jumat, 20 November 2026"
    recap = app.reports.recap(DAY, DAY)
    assert recap.days == ((DAY, 0),) and recap.villages == recap.goods == recap.destinations == ()
    assert recap.sheet.subtitle == "20 November 2026"
    wall = app.reports.wall(DAY, DAY)
    assert (wall.said, wall.received, wall.answered, wall.trend) == ((), 0, 0, ())


def test_what_is_overdue_and_what_the_polres_has_not_got_is_as_of_now(app: App, hands: Hands) -> None:
    app.register("saran", sample_values("saran", DAY))
    hands.pass_(days=20)
    daily = app.reports.daily(DAY)
    assert any(one.key == "saran.jawaban" and one.late for one in daily.overdue)
    assert all(one.late for one in daily.overdue) and daily.pending == app.pending() > 0
    app.keeping.written()
    assert app.reports.daily(DAY).backup == app.now()


# What is refused


@pytest.mark.parametrize(
    "since,until,words",
    [
        (DAY, DAY - timedelta(days=1), "lebih awal"),
        (DAY - timedelta(days=LONGEST), DAY, f"{LONGEST} hari"),
        (date(1999, 12, 31), date(2000, 1, 5), "2000"),
        (date.min, date.min, "2000"),
        (date(2000, 1, 1), date.max, f"{LONGEST} hari"),
    ],
)
def test_strange_days_are_refused_and_why_is_said(app: App, since: date, until: date, words: str) -> None:
    for ask in (app.reports.recap, app.reports.wall):
        with pytest.raises(Refused, match=words):
            ask(since, until)
    if since == until:
        with pytest.raises(Refused, match=words):
            app.reports.daily(since)


def test_the_ends_of_what_is_allowed_are_allowed(app: App) -> None:
    assert app.reports.recap(DAY - timedelta(days=LONGEST - 1), DAY).since == DAY - timedelta(days=LONGEST - 1)
    assert app.reports.recap(date(2000, 1, 1), date(2000, 1, 1)).days == ((date(2000, 1, 1), 0),)
    assert app.reports.recap(date.max, date.max).weekdays == (0,) * 7
    assert app.reports.daily(date.max).tallies == ()


def test_a_recap_is_read_in_steps_that_lead_to_the_same(lived: App) -> None:
    steps, told_ = lived.reports.recapping(date(2026, 11, 1), DAY), []
    while True:
        try:
            told_.append(next(steps))
        except StopIteration as end:
            made = end.value
            break
    assert told_ == [(n, len(told_)) for n in range(len(told_))]
    assert made == lived.reports.recap(date(2026, 11, 1), DAY)


@pytest.fixture
def admin(app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    """The same desk with somebody on duty who only keeps the settings."""
    app.settings.save_officer(officer("90030003", "admin"))
    other = start(app.folder, Opened(ready.opened.key, "90030003"), hands)
    yield other
    other.close()


def test_whoever_may_not_read_reports_gets_none(admin: App) -> None:
    asks: list[Callable[[], Any]] = [
        lambda: admin.reports.daily(DAY), lambda: admin.reports.recap(DAY, DAY), lambda: admin.reports.wall(DAY, DAY),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(Refused, match="laporan dan rekap"):
            ask()

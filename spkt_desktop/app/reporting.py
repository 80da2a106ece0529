"""What the Kapolsek knows by morning, and what a week or a month came to: figures over any range of days."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from spkt_desktop import dates
from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.figures import SMALLEST, by_week, minutes, private, ranked, satisfaction
from spkt_desktop.app.matters import Matters
from spkt_desktop.app.queueing import GONE, PATIENCE
from spkt_desktop.app.rights import Right
from spkt_desktop.books import OTHERS, Daily, Minutes, Notable, Recap, Said, Sheet, Tally, Wall
from spkt_desktop.errors import Refused
from spkt_desktop.forms.index import masked
from spkt_desktop.forms.saran import NAMELESS, SARAN
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Letter, Record

LONGEST = 400
"""Days of the longest recap."""
EARLIEST = date(2000, 1, 1)
"""No register is older."""
_DAYWISE = 62
"""Days up to which a recap shows every day, else every week."""
_MOST_SAID = 12
"""Suggestions on the wall."""
_STEPS = 7
"""Of a recap."""
_ALL = 100_000
"""More than a period can have."""


_SERVICES = {choice.value for choice in SARAN.section("masukan").field("layanan").choices}
"""What a suggestion is about, as the form offers it; words of one's own may name an officer."""


class Reports:
    """Figures count valid records by the day and hour that stand on them, right or wrong as the clock was.

    A handover is a record too, but nobody came to the counter for it: it is told as a shift and counted nowhere.
    """

    def __init__(self, duty: Duty, matters: Matters) -> None:
        self._duty = duty
        self._matters = matters

    def daily(self, day: date) -> Daily:
        """The report of one day, against the day before and the same day a week before."""
        duty, counts, now = self._duty, self._duty.store.counts, self._duty.now()
        duty.allow(Right.REPORT)
        _refuse_strange(day, day)
        days = [(day - timedelta(days=back)).isoformat() for back in (0, 1, 7)]
        forms = [counts.forms(one, one) for one in days]
        voids = [counts.void(one, one, HANDOVER) for one in days]
        lost = (now - PATIENCE).isoformat()
        visits = [counts.visits(one, one, lost) for one in days]
        today, backup = days[0], duty.store.note("last_backup")
        sheet = self._sheet("LAPORAN HARIAN", f"{dates.hari(day)}, {dates.tanggal(day)}")
        marked = duty.store.register.search(since=today, until=today, status="berlaku", attention=True, limit=_ALL)
        return Daily(
            sheet, day, tuple(self._notable(covered(record)) for record in marked),
            self._by_form(forms), Tally("Dibatalkan atau diganti", voids[0], tuple(voids[1:])),
            *_visits(visits), minutes(counts.waits(today, today)), satisfaction(counts.ratings(today, today)),
            tuple(matter for matter in self._matters.listed() if matter.late), self._shifts(today),
            counts.undelivered()[0], datetime.fromisoformat(backup).astimezone(now.tzinfo) if backup else None,
        )  # fmt: skip

    def recap(self, since: date, until: date) -> Recap:
        """The figures of a period, against the period of the same length before it; raises Refused."""
        steps = self.recapping(since, until)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: Recap = end.value
                return made

    def recapping(self, since: date, until: date) -> Generator[tuple[int, int], None, Recap]:
        """The recap in steps, each some 50 ms for a year of 30,000 records; yields (done, of all)."""
        duty, counts = self._duty, self._duty.store.counts
        duty.allow(Right.REPORT)
        _refuse_strange(since, until)
        length = until - since + timedelta(days=1)
        here = since.isoformat(), until.isoformat()
        there = (since - length).isoformat(), (until - length).isoformat()
        spans = (here, there)
        yield 0, _STEPS
        forms = self._by_form([counts.forms(*span) for span in spans])
        void = Tally("Dibatalkan atau diganti", counts.void(*here, HANDOVER), (counts.void(*there, HANDOVER),))
        yield 1, _STEPS
        hours = counts.hours(*here, HANDOVER)
        yield 2, _STEPS
        articles = self._privately("pasal", here)
        yield 3, _STEPS
        villages = self._privately("desa", here)
        yield 4, _STEPS
        goods = self._privately("barang", here)
        yield 5, _STEPS
        destinations = ranked(counts.destinations(*here), [counts.destinations(*there)])
        yield 6, _STEPS
        lost = (duty.now() - PATIENCE).isoformat()
        answers, (arrived, gone) = counts.ratings(*here), _visits([counts.visits(*span, lost) for span in spans])
        return Recap(
            self._sheet("REKAP PELAYANAN", _span(since, until)), since, until, forms, void,
            tuple(sum(n for (_, hour), n in hours.items() if hour == wanted) for wanted in range(24)),
            tuple(sum(n for (day, _), n in hours.items() if date.fromisoformat(day).weekday() == wanted)
                  for wanted in range(7)),
            _over_time(hours, since, until), articles, villages, goods, destinations,
            self._waited(counts.waits(*here)), arrived, gone, satisfaction(answers), by_week(answers), SMALLEST,
        )  # fmt: skip

    def wall(self, since: date, until: date) -> Wall:
        """What visitors said and what was done about it, as officers wrote it, but without the sender's name."""
        duty, counts, here = self._duty, self._duty.store.counts, (since.isoformat(), until.isoformat())
        duty.allow(Right.REPORT)
        _refuse_strange(since, until)
        answers = counts.ratings(*here)
        heard = [
            self._said(record)
            for record in duty.store.register.search(form="saran", since=here[0], until=here[1], status="berlaku",
                                                     limit=_ALL)
        ]  # fmt: skip
        done = [one for one in heard if one.done]
        return Wall(
            self._sheet("SUARA MASYARAKAT", _span(since, until)), since, until, satisfaction(answers), by_week(answers),
            minutes(counts.waits(*here)), tuple(done[:_MOST_SAID]), len(heard), sum(one.closed for one in heard),
        )  # fmt: skip

    # Drawing: pure, for a worker

    @staticmethod
    def draw_daily(report: Daily) -> Letter:
        """The daily report on one page."""
        from spkt_desktop.print.daily import render  # heavy: not on the way to the first window

        return render(report)

    @staticmethod
    def draw_recap(report: Recap) -> Letter:
        """The recap with its charts."""
        from spkt_desktop.print.recap import render

        return render(report)

    @staticmethod
    def draw_wall(wall: Wall) -> Letter:
        """The poster for the waiting room."""
        from spkt_desktop.print.wall import render

        return render(wall)

    # What they are made of

    def _sheet(self, title: str, subtitle: str) -> Sheet:
        head = self._duty.store.journal.head()
        return Sheet(self._duty.unit, title, subtitle, self._duty.now(), self._duty.officer, head.hash if head else "")

    def _by_form(self, counted: list[dict[str, int]]) -> tuple[Tally, ...]:
        """Every form that came in one of these times, in the order of the counter."""
        names = [name for name in self._duty.forms if any(name in one for one in counted)]
        names += sorted({name for one in counted for name in one} - set(names))  # of a newer program
        names = [name for name in names if name != HANDOVER]
        return tuple(
            Tally(self._title(name), counted[0].get(name, 0), tuple(one.get(name, 0) for one in counted[1:]))
            for name in names
        )

    def _privately(self, kind: str, span: tuple[str, str]) -> tuple[Tally, ...]:
        counts = self._duty.store.counts
        return private(counts.tallies(kind, *span), counts.protected(kind, *span))

    def _waited(self, waits: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, Minutes], ...]:
        every = list(waits)
        kinds = [name for name in self._duty.forms if any(form == name for form, _, _ in every)]
        told = [(self._title(name), minutes(one for one in every if one[0] == name)) for name in kinds]
        return (*told, ("Semua", minutes(every)))

    def _title(self, form: str) -> str:
        return self._duty.forms[form].title if form in self._duty.forms else form

    def _notable(self, record: Record) -> Notable:
        duty = self._duty
        marks = [event for event in duty.store.journal.about(record.id) if event.kind == "attention"]
        reason = str(marks[-1].body["reason"]) if marks and not record.protection else ""
        at = datetime.fromisoformat(record.registered_at).astimezone(duty.now().tzinfo)
        return Notable(
            record.number.text, self._title(record.form), at, record.who, record.what, record.destination, reason
        )

    def _shifts(self, day: str) -> tuple[str, ...]:
        found = []
        for kept in self._duty.store.watch.shifts_of_day(day):
            opened = datetime.fromisoformat(kept.at).astimezone(self._duty.now().tzinfo)
            ended = datetime.fromisoformat(kept.closed_at).astimezone(opened.tzinfo) if kept.closed_at else None
            until = f"{dates.pukul(ended)} tanggal {dates.tanggal_pendek(ended.date())}" if ended else "sekarang"
            since = f"{dates.pukul(opened)} tanggal {dates.tanggal_pendek(opened.date())}"
            found.append(f"Regu {kept.regu}: pukul {since} sampai {until}, {len(kept.present)} petugas")
        return tuple(found)

    def _said(self, record: Record) -> Said:
        following = [covered(one) for one in self._duty.store.register.following(record.id)]
        acts = [one.values.get("tindakan") or {} for one in following if one.status == "berlaku"]
        values = covered(record).values
        masukan, sender = values.get("masukan") or {}, (values.get("pengirim") or {}).get("nama") or NAMELESS
        done = next((str(act.get("hasil") or act.get("tindakan") or "") for act in reversed(acts)), "")
        about = str(masukan.get("layanan", ""))
        names = [sender if sender != NAMELESS else "", str(masukan.get("petugas", "")),
                 *(officer.name.partition(",")[0] for officer in self._duty.officers())]  # fmt: skip
        return Said(
            date.fromisoformat(record.registered_at[:10]), str(masukan.get("jenis", "")),
            about if about in _SERVICES or not about else OTHERS, masked(done, filter(None, names)),
            any(act.get("selesai") for act in acts),
        )  # fmt: skip


def _refuse_strange(since: date, until: date) -> None:
    """Raises Refused for days that no report can be about."""
    if until < since:
        raise Refused("Tanggal akhir lebih awal daripada tanggal awal. Periksa kedua tanggal.")
    if since < EARLIEST:
        raise Refused(f"Laporan dibuat untuk tahun {EARLIEST.year} dan sesudahnya. Periksa tanggalnya.")
    if until - since >= timedelta(days=LONGEST):
        raise Refused(f"Laporan memuat paling banyak {LONGEST} hari. Pilih waktu yang lebih pendek.")


def _visits(states: Sequence[Mapping[str, int]]) -> tuple[Tally, Tally]:
    """Who took a number, and who of them went away, in each of these times."""
    came, went = [sum(one.values()) for one in states], [one.get(GONE, 0) for one in states]
    return (
        Tally("Mengambil nomor antrean", came[0], tuple(came[1:])),
        Tally("Pergi sebelum dilayani", went[0], tuple(went[1:])),
    )


def _over_time(hours: Mapping[tuple[str, int], int], since: date, until: date) -> tuple[tuple[date, int], ...]:
    """Records by day, or by the Monday of each week in a long period; also where there were none."""
    daywise = (until - since).days < _DAYWISE
    step: Callable[[date], date] = (lambda day: day) if daywise else (lambda day: day - timedelta(days=day.weekday()))
    found = {step(since + timedelta(days=n)): 0 for n in range((until - since).days + 1)}
    for (day, _), n in hours.items():
        found[step(date.fromisoformat(day))] += n
    return tuple(sorted(found.items()))


def _span(since: date, until: date) -> str:
    return dates.tanggal(since) if since == until else f"{dates.tanggal(since)} sampai {dates.tanggal(until)}"

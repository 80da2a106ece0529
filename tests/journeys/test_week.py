"""After a simulated week everything that the desk tells about it agrees, to the last number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.diary import SILENT
from spkt_desktop.app.figures import SMALLEST
from spkt_desktop.books import Tally
from spkt_desktop.forms import FORMS
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Event
from tests.journeys.week import DAYS, REGUS, SKEW, VISITS, Week

pytestmark = pytest.mark.slow

KAPOLSEK, KA_SPKT = "75020002", "80010001"


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    made = Week(tmp_path_factory.mktemp("pekan") / "meja piket")
    made.run()
    return made


@pytest.fixture
def app(week: Week):
    with week.desk(KAPOLSEK) as app:
        yield app


@pytest.fixture
def journal(app: App) -> list[Event]:
    return list(app.store.journal.all())


def days(journal: Sequence[Event]) -> list[date]:
    """Every day that stands on a record, also those that a wrong clock wrote."""
    return sorted({date.fromisoformat(event.at[:10]) for event in journal})


def valid(journal: Sequence[Event]) -> list[Event]:
    ended = {event.subject for event in journal if event.kind == "voided"}
    return [event for event in journal if event.kind == "registered" and event.subject not in ended]


def for_visitors(journal: Sequence[Event]) -> list[Event]:
    """What reports count: a handover is a record that nobody came to the counter for."""
    return [event for event in valid(journal) if event.form != HANDOVER]


def counted(tallies: Sequence[Tally]) -> dict[str, int]:
    return {tally.label: tally.count for tally in tallies if tally.count}


def by_title(events: Sequence[Event]) -> dict[str, int]:
    return dict(Counter(FORMS[str(event.form)].title for event in events))


def test_the_register_is_sound_and_nothing_was_lost(week: Week, app: App, journal: list[Event]) -> None:
    assert app.keeping.verify().events == len(journal)
    registered = [event for event in journal if event.kind == "registered"]
    first = [e for e in registered if "replaces" not in e.body and "about" not in e.body and e.form != "serah_terima"]
    assert len(first) == week.told.served
    assert week.told.visits == VISITS == week.told.served - 1 + week.told.gone + week.told.answered
    assert app.status()["drafts"] == 0


def test_numbers_run_without_a_gap(journal: list[Event]) -> None:
    taken: dict[str, list[int]] = {}
    for event in journal:
        if event.kind == "registered":
            taken.setdefault(event.body["number"]["series"], []).append(event.body["number"]["sequence"])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in taken.values())


def test_every_daily_report_counts_what_the_journal_has(app: App, journal: list[Event]) -> None:
    for day in days(journal):
        report = app.reports.daily(day)
        here = [event for event in for_visitors(journal) if event.at.startswith(day.isoformat())]
        assert counted(report.tallies) == by_title(here)
        marked = {e.subject: e.body["on"] for e in journal if e.kind == "attention"}
        assert {one.number for one in report.attention} == {
            event.body["number"]["text"] for event in here if marked.get(event.subject)
        }
        answers = sum(event.kind == "rated" and event.at.startswith(day.isoformat()) for event in journal)
        assert report.satisfaction.answers == (answers if answers >= SMALLEST else 0)


def test_the_recap_is_the_sum_of_its_days(week: Week, app: App, journal: list[Event]) -> None:
    every = days(journal)
    recap = app.reports.recap(every[0], every[-1])
    assert counted(recap.tallies) == by_title(for_visitors(journal))
    total = len(for_visitors(journal))
    assert sum(recap.hours) == sum(recap.weekdays) == sum(count for _, count in recap.days) == total
    ended = {event.subject for event in journal if event.kind == "voided"}
    assert recap.void.count == len(ended)
    assert recap.arrived.count == VISITS and recap.gone.count == week.told.gone
    assert recap.satisfaction.counts == tuple(week.told.answers[score] for score in (1, 2, 3, 4))
    assert sum(one.answers for _, one in recap.trend) == sum(week.told.answers.values())
    went = Counter(_destination(event, journal) for event in valid(journal))
    assert counted(recap.destinations) == {name: count for name, count in went.items() if name}
    *kinds, (everything, waited) = recap.minutes
    assert everything == "Semua" and waited.count == sum(one.count for _, one in kinds) > 50
    assert 5 <= waited.median <= 9
    for table in (recap.articles, recap.villages, recap.goods):
        assert all(tally.count >= recap.smallest for tally in table[:-1])


def _destination(event: Event, journal: Sequence[Event]) -> str:
    routed = [one.body["to"] for one in journal if one.kind == "routed" and one.subject == event.subject]
    return str((routed or [event.body["destination"]])[-1])


def test_each_register_book_has_every_record_once(app: App, journal: list[Event]) -> None:
    every, seen = days(journal), Counter[str]()
    for book in app.registers.books:
        rows = [row for some in app.registers.rows(book, every[0], every[-1]) for row in some]
        wanted = [e for e in journal if e.kind == "registered" and e.form in book.forms]
        assert len(rows) == len(wanted) == app.registers.count(book, every[0], every[-1])
        for row, event in zip(rows, wanted, strict=True):
            assert len(row) == len(book.columns)
            assert event.body["number"]["text"] in row
            if event.body["protection"]:
                names = [str(part.get("nama")) for part in _parts(event.body["values"]) if part.get("nama")]
                assert not any(name in cell for name in names for cell in row if len(name) > 5)
        seen.update(str(event.subject) for event in wanted)
    assert set(seen.values()) == {1} and len(seen) == sum(event.kind == "registered" for event in journal)


def _parts(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The persons of some values."""
    rows = [row for part in values.values() for row in (part if isinstance(part, list) else [part])]
    return [row for row in rows if "nik" in row or "tanggal_lahir" in row]


def test_the_diaries_tell_the_whole_journal_in_its_order(week: Week, app: App, journal: list[Event]) -> None:
    shifts = app.shifts.listed(limit=1000)[::-1]
    assert len(shifts) == week.told.shifts == DAYS * len(REGUS)
    assert [shift.regu for shift in shifts] == [REGUS[n % 3] for n in range(len(shifts))]
    assert [later.first - earlier.last for earlier, later in pairwise(shifts)] == [1] * 20
    assert shifts[-1].last == journal[-1].seq
    lines = [line for shift in shifts for line in app.shifts.lines(shift)]
    assert [line.seq for line in lines] == sorted(line.seq for line in lines)
    assert [line.text for line in lines if line.typed] == week.told.notes
    first = shifts[0].first
    told = {line.seq for line in lines}
    good = {event.seq for event in journal if event.kind == "print_outcome" and event.body["good"]}
    answered = {event.seq for event in journal if event.kind == "left" and event.body["state"] != "pergi"}
    for event in journal:
        if event.seq >= first and event.seq not in good | answered:
            assert (event.seq in told) != (event.kind in SILENT), event.kind
    (back,) = [n for n, line in enumerate(lines) if line.back]
    assert lines[back - 1].at - lines[back].at > abs(SKEW) - timedelta(hours=1)


def test_every_shift_was_handed_over_and_carried_on(app: App) -> None:
    shifts = app.shifts.listed(limit=1000)[::-1]
    for shift in shifts:
        assert shift.closed_at is not None
        record = app.record(shift.handover)
        assert record.form == "serah_terima" and record.values["jaga"]["regu_lama"] == shift.regu
        assert [row["nama"] for row in record.values["inventaris"]] == ["HT Motorola", "Kunci sel"]
        assert [row["petugas"] for row in record.values["hadir_lama"]] == list(shift.present)


def test_the_open_matters_are_those_of_the_records(app: App, journal: list[Event]) -> None:
    """The quick list against every record read whole."""
    app.matters.listed()
    now, quick = app.now(), Counter((m.record, m.key) for m in app.matters.listed() if not m.key.startswith("tugas."))
    slow: Counter[tuple[str, str]] = Counter()
    for event in valid(journal):
        for one in app.cases.awaited(app.record(str(event.subject))):
            if one.listed(now):
                slow[str(event.subject), one.key] += 1
    polres = [key for key in quick if key[1].startswith("polres.")]
    for key in polres:
        del quick[key]
    assert quick == slow and slow and len(polres) == 1


def test_a_person_is_found_with_every_visit(app: App, journal: list[Event]) -> None:
    niks = Counter(
        str(part["nik"]) for event in journal if event.kind == "registered"
        for part in {str(p.get("nik")): p for p in _parts(event.body["values"])}.values() if part.get("nik")
    )  # fmt: skip
    for nik, count in niks.most_common(15):
        assert len(app.people.view(nik=nik).records) == count


def test_the_admin_of_the_pc_reads_no_case(week: Week) -> None:
    from spkt_desktop.errors import Refused

    with week.desk("90030003") as app:
        for act in (
            app.matters.listed, app.search, app.drafts, lambda: app.record("1"),
            lambda: app.reports.daily(app.now().date()), lambda: app.shifts.note("apa saja"),
            lambda: next(app.registers.rows(app.registers.books[0], app.now().date(), app.now().date())),
        ):  # fmt: skip
            with pytest.raises(Refused, match="hanya Petugas SPKT"):
                act()


def test_what_was_derived_is_the_same_when_made_anew(week: Week) -> None:
    with week.desk(KA_SPKT) as app:
        before = app.reports.recap(app.now().date() - timedelta(days=20), app.now().date())
        matters = [(m.record, m.key) for m in app.matters.listed()]
        app.store.rebuild()
        after = app.reports.recap(app.now().date() - timedelta(days=20), app.now().date())
        assert (before.tallies, before.minutes, before.trend) == (after.tallies, after.minutes, after.trend)
        assert matters == [(m.record, m.key) for m in app.matters.listed()]


def test_times_stand_in_the_zone_of_the_unit(app: App) -> None:
    shift = app.shifts.listed(limit=1000)[-1]
    assert shift.opened_at == datetime.fromisoformat("2026-11-16T08:00:00+07:00")
    assert f"{shift.opened_at:%H.%M}" == "08.00"

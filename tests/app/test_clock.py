"""A clock that cannot be right stops the desk until its officer answers; order and numbers stay right all the same."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

import spkt_desktop.app as app_package
from spkt_desktop.app import App, Opened, open_vault, recover, restore, set_up, start
from spkt_desktop.app.clock import AHEAD, BACK, CORRECTED, EARLY, UNASKED, ZONE, span
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.records import Event, Record
from tests.desks import Hands, Ready, carried_on, officer
from tests.promises import kept, points

HOUR = timedelta(hours=1)
WIB = timezone(timedelta(hours=7))
KA, CLERK, NEW = "87020875", "03100376", "79070334"


class Pc:
    """A PC whose clock can be off while time goes on; its zone can be changed."""

    def __init__(self, now: datetime) -> None:
        self.true, self.off, self.zone = now, timedelta(), timedelta(hours=7)

    def __call__(self) -> datetime:
        return (self.true + self.off).astimezone(timezone(self.zone))

    def show(self, moment: datetime) -> None:
        self.off = moment - self.true

    def move(self, hours: int, off: timedelta = timedelta()) -> None:
        """Another zone is chosen, and the clock put on by that much."""
        self.zone, self.off = timedelta(hours=hours), off

    @property
    def watch(self) -> datetime:
        """What the officer reads from a watch: the true time in Jakarta, to the minute."""
        return self.true.astimezone(WIB).replace(second=0, microsecond=0)


JUMPS = {
    "battery 1970": (lambda pc: pc.show(datetime(1970, 1, 1, tzinfo=UTC)), EARLY),
    "battery 1980": (lambda pc: pc.show(datetime(1980, 1, 1, tzinfo=UTC)), EARLY),
    "battery 2002": (lambda pc: pc.show(datetime(2002, 1, 1, 0, 3, tzinfo=WIB)), EARLY),
    "battery 2009": (lambda pc: pc.show(datetime(2009, 1, 1, 0, 3, tzinfo=WIB)), EARLY),
    "battery this year": (lambda pc: pc.show(datetime(pc.watch.year, 1, 1, tzinfo=WIB)), BACK),
    "battery next year": (lambda pc: pc.show(datetime(pc.watch.year + 1, 1, 1, tzinfo=WIB)), AHEAD),
    "51 hours back": (lambda pc: pc.show(pc.true - timedelta(hours=51)), BACK),
    "one hour back": (lambda pc: pc.show(pc.true - timedelta(hours=1)), BACK),
    "a year back": (lambda pc: pc.show(pc.true - timedelta(days=320)), BACK),
    "40 days ahead": (lambda pc: pc.show(pc.true + timedelta(days=40)), AHEAD),
    "36 years ahead": (lambda pc: pc.show(pc.true + timedelta(days=36 * 365)), AHEAD),
    "a century ahead": (lambda pc: pc.show(pc.true.replace(year=2126)), AHEAD),
    "zone changed": (lambda pc: pc.move(-8), ZONE),
    "zone and hours": (lambda pc: pc.move(9, 2 * HOUR), ZONE),
}  # fmt: skip


@pytest.fixture
def pc() -> Pc:
    return Pc(Hands().moment)


@pytest.fixture
def desk(ready: Ready, folder: Path, pc: Pc):
    """A desk on that PC, whose zone was accepted, with two letters of today."""
    app = start(folder, ready.opened, pc)
    app.clock.moved()
    app.clock.begin()
    register(app)
    register(app)
    yield app
    app.close()


def register(app: App) -> Record:
    return app.register("sktlk", sample_values("sktlk", app.now().date()))


def journal(app: App) -> list[Event]:
    return list(app.store.journal.all())


def numbers(app: App) -> dict[int, list[int]]:
    """By year: the sequences in the order of the journal."""
    found = defaultdict(list)
    for event in journal(app):
        if event.kind == "registered":
            found[event.body["number"]["year"]].append(event.body["number"]["sequence"])
    return found


def unbroken(app: App) -> bool:
    """Whether no number of any year was taken twice, skipped, or out of turn."""
    return all(taken == list(range(1, len(taken) + 1)) for taken in numbers(app).values())


def diary(app: App) -> list[str]:
    return [" ".join(filter(None, (one.text, one.action))) for one in app.shifts.lines(app.shifts.listed(1)[0])]


@pytest.mark.parametrize("name", JUMPS)
def test_a_clock_that_cannot_be_right_stops_the_desk_until_somebody_answers(name: str, desk: App, pc: Pc) -> None:
    jump, kind = JUMPS[name]
    pc.true += timedelta(minutes=5)
    assert desk.clock.doubt() is None
    jump(pc)
    before = journal(desk)
    for act in (
        lambda: register(desk),
        lambda: desk.void(desk.search()[0].id, "Salah tulis nama"),
        lambda: desk.shifts.open("I", [KA]),
        lambda: desk.queue.take(),
        lambda: desk.shifts.arrive(),
        lambda: desk.settings.change_unit(desk.unit.values),
    ):
        with pytest.raises(Refused, match="Tidak ada yang dicatat; yang sudah diketik tetap ada"):
            act()
    draft = desk.save_draft("sktlk", sample_values("sktlk"))
    assert [one.id for one in desk.drafts()] == [draft] and len(desk.search()) == 2
    desk.keeping.verify()
    desk.keeping.rebuild()
    assert journal(desk) == before
    doubt = desk.clock.doubt()
    assert doubt and doubt.kind == kind

    desk.clock.set(pc.watch)
    (answer,) = journal(desk)[len(before) :]
    assert (answer.kind, answer.officer, answer.body["doubt"]) == ("clock_set", KA, kind)
    assert datetime.fromisoformat(answer.body["machine"]) == pc().replace(microsecond=0)
    assert answer.at == answer.body["set"] and not answer.body["insisted"]
    assert abs(datetime.fromisoformat(answer.at) - pc.watch) < timedelta(minutes=1)
    third = register(desk)
    assert third.registered_at[:16] == pc.watch.isoformat()[:16] and third.number.year == 2026

    jump(pc)  # the power was cut: the same once more
    pc.true += timedelta(hours=1)
    jump(pc)
    asked = desk.clock.doubt()
    assert asked is not None or abs(desk.now() - pc.true) < timedelta(hours=1, minutes=1)
    desk.clock.set(pc.watch)
    register(desk)
    pc.off = timedelta()  # a new battery
    if desk.clock.correction:
        assert desk.clock.doubt() or abs(desk.now() - pc.true) < timedelta(days=1)
        desk.clock.set(desk.clock.machine(), insist=True)
    assert desk.clock.correction == timedelta() and desk.now() == pc.true
    register(desk)
    taken = numbers(desk)
    assert unbroken(desk) and len(taken[2026]) == 5
    desk.store.check()
    kept("clock-doubted", jumps=1, numbers=5, wrong=sum(len(of) for year, of in taken.items() if year != 2026))


@pytest.mark.parametrize("seed", range(points(ci=3, nightly=60)))
def test_no_number_of_a_wrong_year_over_a_turn_of_the_year_with_a_failing_clock(seed: int, desk: App, pc: Pc) -> None:
    dice, jumps = Random(seed), 0
    desk.clock.set((pc.watch + timedelta(days=38)), insist=True)  # the 28th of December
    pc.true, pc.off = pc.true + timedelta(days=38), timedelta()
    desk.clock.set(desk.clock.machine())
    first = len(journal(desk))
    years = []
    for _ in range(24):
        pc.true += timedelta(minutes=dice.randint(1, 600))
        if dice.random() < 0.4 and pc.watch.date() != datetime(2026, 12, 31).date():
            name = dice.choice([one for one in JUMPS if one != "one hour back"])
            JUMPS[name][0](pc)
            jumps += 1
        try:
            record = register(desk)
        except Refused:
            desk.clock.set(pc.watch)
            record = register(desk)
        years.append((record.number.year, pc.watch.year))
    wrong = sum(number != true for number, true in years)
    assert {true for _, true in years} == {2026, 2027} and wrong == 0 and unbroken(desk)
    assert [event.seq for event in journal(desk)] == list(range(1, len(journal(desk)) + 1)) and first
    kept("clock-doubted", jumps=jumps, numbers=len(years), wrong=wrong)


def test_ten_minutes_are_no_doubt_and_a_month_is_one(desk: App, pc: Pc) -> None:
    for off, kind in (
        (timedelta(minutes=-10), None), (timedelta(minutes=-10, seconds=-1), BACK),
        (timedelta(days=31), None), (timedelta(days=31, seconds=1), AHEAD),
    ):  # fmt: skip
        pc.off = off
        doubt = desk.clock.doubt()
        assert (doubt.kind if doubt else None) == kind, off


def test_at_the_turn_of_a_year_a_day_is_enough_to_be_asked(desk: App, pc: Pc) -> None:
    pc.true = datetime(2026, 12, 14, 3, 0, tzinfo=UTC)
    register(desk)
    pc.true = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
    register(desk)
    pc.off = timedelta(hours=23)
    assert desk.now().year == 2027 and desk.clock.doubt() is None
    pc.off = timedelta(hours=25)
    doubt = desk.clock.doubt()
    assert doubt and doubt.kind == AHEAD and doubt.must_be_typed


def test_a_new_desk_has_no_doubts_and_one_set_up_under_a_dead_clock_asks_at_once(
    ready: Ready, folder: Path, tmp_path: Path, hands: Hands
) -> None:
    app = start(folder, ready.opened, hands)
    assert app.clock.doubt() is None and app.clock.doubt(arriving=True) is None
    app.close()
    hands.moment = hands.moment.replace(year=2009)
    made = set_up(tmp_path / "baru", sample_values("unit"), [officer(KA, "ka_spkt")], [PASSPHRASE], clock=hands)
    app = start(tmp_path / "baru", made.opened, hands)
    doubt = app.clock.doubt()
    assert doubt and doubt.kind == EARLY and doubt.must_be_typed
    app.clock.set(datetime(2026, 11, 22, 10, 54), insist=True)
    assert register(app).registered_at == "2026-11-22T10:54:00+07:00"
    app.close()


def test_one_word_is_enough_in_the_same_year_and_another_year_is_typed(desk: App, pc: Pc) -> None:
    desk.shifts.open("I", [KA])
    pc.off = timedelta(hours=-51)
    desk.clock.confirm()
    assert desk.clock.doubt() is None and journal(desk)[-1].kind == "clock_confirmed"
    assert journal(desk)[-1].body["doubt"] == BACK and journal(desk)[-1].body["correction"] == 0
    desk.clock.confirm()
    assert [event.kind for event in journal(desk)].count("clock_confirmed") == 1, "nothing to say where nobody asks"
    pc.off = timedelta(days=60)
    with pytest.raises(Refused, match="ketik hari dan jamnya"):
        desk.clock.confirm()
    pc.show(datetime(2009, 1, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="ketik hari dan jamnya"):
        desk.clock.confirm()
    assert "Jam komputer mundur 51 jam; dinyatakan benar oleh Bripka SUTRISNO." in _folded(diary(desk))


def test_a_typed_time_that_is_not_likely_is_asked_for_again(desk: App, pc: Pc) -> None:
    before = journal(desk)
    pc.show(datetime(2009, 1, 1, tzinfo=UTC))
    for typed in (datetime(2026, 10, 20, 14, 30), datetime(2062, 11, 20, 14, 30), datetime(2027, 11, 20, 14, 30)):
        with pytest.raises(Refused, match=r"Yang diketik: .* Tidak ada yang berubah"):
            desk.clock.set(typed)
        assert desk.clock.can_insist(typed)
    for typed in (datetime(2009, 1, 1, 0, 3), datetime(2025, 12, 31, 23, 59), datetime(2100, 1, 1, 0, 0)):
        assert not desk.clock.can_insist(typed)
        with pytest.raises(Refused, match="tidak mungkin benar"):
            desk.clock.set(typed, insist=True)
    assert journal(desk) == before and desk.clock.correction == timedelta()


def test_a_wrong_year_that_somebody_insisted_on_is_left_again_and_its_numbers_stand(
    desk: App, ready: Ready, pc: Pc
) -> None:
    clerk = start(desk.folder, Opened(ready.opened.key, CLERK), pc)
    clerk.shifts.open("I", [CLERK])
    desk.clock.set(datetime(2027, 11, 20, 15, 0), insist=True)
    wrong = register(desk)
    assert (wrong.number.year, wrong.number.sequence) == (2027, 1)
    with pytest.raises(Refused, match="mundur 364 hari"):
        clerk.clock.set(datetime(2026, 11, 20, 15, 10))
    pc.true += timedelta(minutes=40)
    clerk.clock.set(pc.watch, insist=True)  # nobody else is there at night
    event = journal(desk)[-1]
    assert event.body["insisted"] and event.body["newest"].startswith("2027-11-20") and event.officer == CLERK
    assert desk.clock.correction == timedelta() and desk.clock.doubt() is None
    again = register(clerk)
    assert (again.number.year, again.number.sequence) == (2026, 3)
    said = _folded(diary(clerk))[-2]
    assert said.startswith("Jam meja mengikuti jam komputer menurut") and "20-11-2026 pukul 15.10" in said
    assert said.endswith("Tetap dipakai walaupun mundur 364 hari dari catatan sebelumnya.")
    assert [record.id for record in clerk.search()][:2] == [again.id, wrong.id], "newest first, whatever the clock said"
    clerk.close()


def _folded(texts: list[str]) -> list[str]:
    """Without the invented name of the officer."""
    return [re.sub(r"(oleh|menurut) [^.:;]+", r"\1 Bripka SUTRISNO", text) for text in texts]


def test_a_corrected_clock_is_asked_about_whenever_the_program_is_started(desk: App, pc: Pc) -> None:
    desk.shifts.open("I", [KA])
    pc.show(datetime(2009, 1, 1, 0, 3, tzinfo=WIB))
    desk.clock.set(pc.watch)
    assert desk.clock.doubt() is None
    pc.true += timedelta(hours=6)
    assert desk.clock.doubt() is None and abs(desk.now() - pc.true) < timedelta(minutes=1)
    doubt = desk.clock.doubt(arriving=True)
    assert doubt and doubt.kind == CORRECTED and "2009" in doubt.says
    desk.clock.confirm(arriving=True)
    assert journal(desk)[-1].body["doubt"] == CORRECTED and journal(desk)[-1].body["correction"] > 500_000_000
    assert desk.clock.correction and any(line.startswith("Jam meja diperiksa") for line in diary(desk))
    assert any("jam komputer 01-01-2009 pukul 00.03, yang benar 20-11-2026 pukul 14.30" in one for one in diary(desk))


@pytest.mark.parametrize("minutes", [2, 5, 9])
def test_a_corrected_clock_that_begins_again_is_doubted_after_minutes(desk: App, pc: Pc, minutes: int) -> None:
    pc.show(datetime(2009, 1, 1, 0, 3, tzinfo=WIB))
    desk.clock.set(pc.watch)
    pc.true += timedelta(minutes=minutes)
    register(desk)
    pc.true += timedelta(hours=6)
    pc.show(datetime(2009, 1, 1, 0, 3, tzinfo=WIB))
    doubt = desk.clock.doubt()
    assert doubt and doubt.kind == BACK


def test_a_zone_that_was_never_looked_at_is_taken_as_it_is(desk: App, pc: Pc) -> None:
    desk.store.keep_note("clock_zone", "")
    pc.zone = timedelta(hours=-8)
    desk.clock.begin()
    assert desk.clock.doubt() is None
    pc.zone = timedelta(hours=5, minutes=30)
    doubt = desk.clock.doubt()
    assert doubt and "dari UTC-08.00 menjadi UTC+05.30" in doubt.says and not doubt.must_be_typed
    desk.clock.confirm()
    assert desk.clock.doubt() is None and journal(desk)[-1].body["zone"] == 330


def test_what_is_written_before_anybody_can_be_asked_proves_no_time(desk: App, ready: Ready, pc: Pc) -> None:
    pc.off = timedelta(hours=-51)
    opened = recover(desk.folder, ready.code, KA, "kopi tubruk pagi hari", pc)
    again = start(desk.folder, opened, pc)
    assert journal(again)[-1].kind == "passphrase_recovered"
    doubt = again.clock.doubt()
    assert doubt and doubt.kind == BACK and doubt.newest == pc.true
    again.close()


def test_a_restored_desk_asks_when_its_new_pc_is_behind_the_backup_and_forgets_the_old_one(
    desk: App, tmp_path: Path, pc: Pc
) -> None:
    pc.off = timedelta(hours=-5)
    desk.clock.set(pc.watch)
    file = desk.keeping.backup(tmp_path)
    other = Pc(pc.true - timedelta(hours=51))
    other.zone = timedelta(hours=8)
    restore(file, tmp_path / "baru", PASSPHRASE, {}, clock=other)
    app = start(tmp_path / "baru", open_vault(tmp_path / "baru", KA, PASSPHRASE), other)
    doubt = app.clock.doubt()
    assert doubt and doubt.kind == BACK and app.clock.correction == timedelta()
    assert journal(app)[-1].kind == "restored" and journal(app)[-1].at[:13] == other.watch.isoformat()[:13]
    app.clock.set(pc.watch)
    assert register(app).number.sequence == 3
    app.close()


def test_the_last_number_of_the_paper_book_holds_though_the_restore_ran_under_a_dead_clock(
    desk: App, tmp_path: Path, pc: Pc
) -> None:
    file = desk.keeping.backup(tmp_path)
    pc.show(datetime(2009, 1, 1, 0, 3, tzinfo=WIB))
    restore(file, tmp_path / "baru", PASSPHRASE, {"sktlk": 41}, clock=pc)
    app = start(tmp_path / "baru", open_vault(tmp_path / "baru", KA, PASSPHRASE), pc)
    app.clock.set(pc.watch)
    assert (register(app).number.sequence, app.search()[0].number.year) == (42, 2026)
    app.close()


def test_the_vault_stays_as_it_is_while_the_clock_is_doubted(desk: App, pc: Pc) -> None:
    def slots() -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in desk.vault.folder.iterdir()}

    before = slots()
    pc.off = timedelta(hours=-51)
    with pytest.raises(Refused):
        desk.settings.save_officer(officer(NEW, "petugas"), "kopi tubruk sore hari")
    with pytest.raises(Refused):
        desk.settings.change_passphrase(PASSPHRASE, "kopi tubruk sore hari")
    with pytest.raises(Refused):
        desk.settings.new_recovery_code()
    assert slots() == before


def test_a_shift_of_a_wrong_year_is_handed_over_and_its_tasks_do_not_outlive_it(desk: App, pc: Pc) -> None:
    def hand_over(day: str, task: str) -> None:
        begun = desk.shifts.handover()
        duty = begun["jaga"] | {"mulai_tanggal": day, "selesai_tanggal": day, "mulai_jam": "00:01", "ka_baru": CLERK}
        desk.register("serah_terima", carried_on("serah_terima", begun | {"jaga": duty, "tugas": [{"uraian": task}]}))

    desk.clock.set(datetime(2027, 11, 20, 15, 0), insist=True)
    desk.shifts.open("I", [KA])
    hand_over("2027-11-20", "Tugas dari tahun yang salah")
    desk.shifts.open("I", [KA])
    pc.true += timedelta(minutes=40)
    desk.clock.set(pc.watch, insist=True)
    hand_over(pc.watch.date().isoformat(), "Tugas hari ini")
    assert desk.shifts.current() is None, "the handover of today ends the shift that was opened next year"
    assert [row["uraian"] for row in desk.matters.tasks()] == ["Tugas hari ini"]


def test_the_draft_that_was_kept_last_comes_first_whatever_the_clock_said(desk: App, pc: Pc) -> None:
    first, second = (desk.save_draft("sktlk", sample_values("sktlk")) for _ in range(2))
    pc.off = timedelta(hours=-51)
    desk.save_draft("sktlk", sample_values("sktlk"), first)
    assert [draft.id for draft in desk.drafts()] == [first, second]


def test_only_these_places_write_events_and_only_these_kinds_are_written_unasked() -> None:
    folder = Path(app_package.__file__).parent
    sources = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.py")}
    assert {name for name, text in sources.items() if "journal.append(" in text} == {
        "duty", "desk", "keeping", "setting_up",
    }  # fmt: skip
    unasked = {kind for text in sources.values() for kind in re.findall(r'\.write\(\s*"(\w+)"', text)}
    assert "passphrase_recovered" in unasked and unasked | {"restored"} <= set(UNASKED), "their time proves nothing"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=11), "11 menit"), (timedelta(hours=51), "51 jam"), (timedelta(days=40), "40 hari"),
        (timedelta(days=17 * 366), "17 tahun"), (timedelta(minutes=119), "119 menit"), (timedelta(days=3), "3 hari"),
    ],
)  # fmt: skip
def test_how_far_a_clock_is_off_is_said_in_words(time: timedelta, words: str) -> None:
    assert span(time) == words

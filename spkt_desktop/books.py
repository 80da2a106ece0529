"""What the desk lists and counts, as values: made by the app from the journal, drawn by print, shown by the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from spkt_desktop.records import Officer, Unit

Progress = Callable[[int, int], None]
"""Told (done, of all) while something long is made; raises Stopped where the officer has called it off."""

SCORES = {1: "Tidak puas", 2: "Kurang puas", 3: "Puas", 4: "Sangat puas"}
"""The four answers of the satisfaction index (PermenPANRB 14/2017)."""
OTHERS, COVERED = "Lainnya", "Perkara dilindungi"
"""The rows in which small numbers, and cases whose place or article would give somebody away, are counted together."""


class Stopped(Exception):
    """The officer has called the work off; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around every listing on paper."""

    unit: Unit
    title: str
    """`BUKU MUTASI PENJAGAAN`."""
    subtitle: str
    """What of it: `Regu I, Senin 16 Februari 2026 pukul 08.00 WIB sampai ...`."""
    at: datetime
    """When it was made, in the zone of the unit."""
    officer: Officer
    """Who made it."""
    seal: str = ""
    """SHA-256 of the event that the journal ended with; stands at the foot of every page."""


# The diary


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of a regu, from its opening to the opening of the next one."""

    id: str
    regu: str
    opened_at: datetime
    """In the zone of the unit, as all moments here."""
    opened_by: str
    """NRP."""
    present: tuple[str, ...]
    """NRPs of who was there when it began."""
    first: int
    """Place in the journal of the event that opened it."""
    last: int
    """Place of the last event that belongs to it; the head of the journal for the newest shift."""
    closed_at: datetime | None = None
    handover: str = ""
    """Id of the record of its handover."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the diary: an event of the journal in words, or a line that was typed."""

    seq: int
    """Place of the event in the journal."""
    at: datetime
    text: str
    """What happened: uraian."""
    action: str
    """What was done: tindakan; mostly empty."""
    officer: str
    """Rank and name; empty for what the desk did by itself."""
    typed: bool = False
    record: str = ""
    """Id of the record that it is about."""
    back: bool = False
    """Whether the clock stood earlier than in the line before it."""


@dataclass(frozen=True, slots=True)
class Diary:
    """The diary of one shift, to be printed."""

    sheet: Sheet
    shift: Shift
    present: tuple[str, ...]
    """Rank and name of who was there."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who took a number and waits, or has been called."""

    id: str
    number: int
    """Of the day."""
    need: str
    """A key of NEEDS; empty where there is none."""
    at: datetime
    called: bool


NEEDS = {"luka": "Terluka", "anak": "Anak", "lansia": "Lanjut usia", "difabel": "Disabilitas", "hamil": "Hamil"}
"""Who is served before the others, the most urgent first (KUHAP Ps 145-148, UU 25/2009 Ps 29)."""


# Registers


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register book."""

    title: str
    share: float = 1.0
    """Width as a share of the page, relative to the other columns."""
    number: bool = False
    """Set flush right."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a register book, to be printed or written as a spreadsheet."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


# Reports


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for somebody."""

    key: str
    """What it is, for good: `visum.hasil`; with the record it names the matter."""
    what: str
    """`Hasil visum dari RSUD`."""
    due: datetime | None = None
    record: str = ""
    """Id of the record that waits; empty where several do, all of `form`, or the whole desk."""
    number: str = ""
    who: str = ""
    """As lists may show it."""
    form: str = ""
    """Name of the form that settles it; empty where another act does."""
    settles: bool = False
    """Whether it can be settled by a note."""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something came, against earlier times."""

    label: str
    count: int
    before: tuple[int, ...] = ()
    """The same on the days (or in the period) that it is compared with."""


@dataclass(frozen=True, slots=True)
class Notable:
    """A record that the Kapolsek should see, as reports may show it."""

    number: str
    title: str
    at: datetime
    who: str
    what: str
    destination: str
    reason: str
    """Why it was marked."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long people waited, from arrival to paper."""

    count: int = 0
    median: int = 0
    slowest: int = 0
    """Nine of ten were quicker."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The answers to the one question at the end of a service."""

    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    """By score, 1 to 4."""

    @property
    def answers(self) -> int:
        """How many there were."""
        return sum(self.counts)

    @property
    def index(self) -> float:
        """The satisfaction index, 25 to 100 (PermenPANRB 14/2017); 0 without answers."""
        total = sum(score * count for score, count in enumerate(self.counts, 1))
        return 25 * total / self.answers if self.answers else 0.0

    @property
    def grade(self) -> str:
        """The letter of the index, A to D (PermenPANRB 14/2017); empty without answers."""
        bounds = ((88.31, "A"), (76.61, "B"), (65.0, "C"), (25.0, "D"))
        return next((grade for bound, grade in bounds if round(self.index, 2) >= bound), "")


@dataclass(frozen=True, slots=True)
class Daily:
    """The one page that the Kapolsek reads in the morning."""

    sheet: Sheet
    day: date
    attention: tuple[Notable, ...]
    tallies: tuple[Tally, ...]
    """By form, each against the day before and the same day a week before."""
    void: Tally
    arrived: Tally
    """Who came through the queue."""
    gone: Tally
    """Who left it unserved."""
    minutes: Minutes
    satisfaction: Satisfaction
    overdue: tuple[Matter, ...]
    shifts: tuple[str, ...]
    """The shifts of that day in words."""
    pending: int
    """Events that the Polres has not accepted."""
    backup: datetime | None


@dataclass(frozen=True, slots=True)
class Recap:
    """A week, a month or any period in figures; `before` of each tally is the period of the same length before it."""

    sheet: Sheet
    since: date
    until: date
    """The last day, included."""
    tallies: tuple[Tally, ...]
    void: Tally
    hours: tuple[int, ...]
    """Records by hour of the day, 24."""
    weekdays: tuple[int, ...]
    """Monday first, 7."""
    days: tuple[tuple[date, int], ...]
    """Records by day, or by the Monday of a week where the period is longer than 62 days."""
    articles: tuple[Tally, ...]
    villages: tuple[Tally, ...]
    goods: tuple[Tally, ...]
    destinations: tuple[Tally, ...]
    minutes: tuple[tuple[str, Minutes], ...]
    """By kind of record, then of all."""
    arrived: Tally
    gone: Tally
    satisfaction: Satisfaction
    trend: tuple[tuple[date, Satisfaction], ...]
    """By the Monday of each week."""
    smallest: int
    """Counts below this are only told together."""


@dataclass(frozen=True, slots=True)
class Said:
    """A suggestion and what came of it, without a name: it may hang on the wall."""

    at: date
    kind: str
    about: str
    done: str
    """What was done; empty as long as nothing was."""
    closed: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs on the wall of the waiting room."""

    sheet: Sheet
    since: date
    until: date
    satisfaction: Satisfaction
    trend: tuple[tuple[date, Satisfaction], ...]
    minutes: Minutes
    said: tuple[Said, ...]
    received: int
    """How many suggestions came; those without an answer are counted, not shown."""
    answered: int

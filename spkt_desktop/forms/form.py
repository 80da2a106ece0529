"""A form as a whole: what is asked, which papers come of it, what follows it, and what is known when it is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from spkt_desktop.errors import Problem
from spkt_desktop.forms.law import Law
from spkt_desktop.forms.schema import Field, Section
from spkt_desktop.records import Officer, Record, Values


def _nothing(_: str, __: str = "") -> Sequence[Record]:
    return ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows beside the values when it checks them."""

    now: datetime
    """In the zone of the unit."""
    law: Law = field(default_factory=Law)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    """Active officers by NRP."""
    skills: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By NRP: `penyidik`, `penyidik_pembantu`, `ppa`."""
    unit: Values = field(default_factory=dict)
    """The unit's settings, complete."""
    unit_of: Callable[[str], Values] | None = None
    """Version -> the unit's settings, complete, under which a record was made; without it today's stand for all."""
    about: Record | None = None
    """The record that this one follows."""
    visits: Callable[[str, str], Sequence[Record]] = _nothing
    """(form, NIK) -> that person's valid records of that form, newest first."""
    after: Callable[[str], Sequence[Record]] = _nothing
    """Id of a record -> the valid records that follow it, oldest first."""


Rule = Callable[[Values, Known], Iterable[Problem]]
"""A check over several fields of clean values."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that is printed from a record; its template, its section in the unit's settings and it share a name."""

    name: str
    title: str
    """As printed, until the unit says otherwise; also what the screen calls it."""
    number: str = ""
    """Number template until the unit says otherwise; without one it carries the number of its record."""
    signs: str = "an_kapolsek"
    """petugas, an_kapolsek, mengetahui or pejabat, until the unit says otherwise; empty where the form itself asks."""
    basis: tuple[str, ...] = ()
    """Legal basis."""
    doubts: tuple[str, ...] = ()
    """What is not verified."""
    labels: tuple[str, ...] = ()
    """Whom each copy of a set is for, until the unit says otherwise."""
    settings: tuple[Field, ...] = ()
    """What else the unit can set about it."""
    when: Callable[[Values], bool] | None = None
    """Whether a record with these values has this paper; every record where there is no rule."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a following record can begin with."""

    label: str
    """What tells it from the others: the name of the victim."""
    values: Values
    linked: bool = True
    """Whether the new record then follows this one; without it only what was typed is taken over."""


Carry = Callable[[Record], Iterable[Proposal]]
"""From a record to the values that a record following it begins with: nothing is typed twice."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that a record still waits for."""

    what: str
    """`Hasil visum dari RSUD`."""
    due: datetime | None = None
    """Until when, in the zone of the unit."""
    form: str = ""
    """Name of the form that settles it, where there is one."""
    key: str = ""
    """What it is, for good: `visum.hasil`; with its record it names the matter."""
    noted: bool = False
    """Whether a note settles it, because no form does."""
    owed: bool = True
    """Whether somebody is late once it is past; what merely ends is said, and nobody's fault."""
    since: datetime | None = None
    """From when it belongs among the open matters: something far off is information; None: from the beginning."""

    def listed(self, now: datetime) -> bool:
        """Whether it belongs among the open matters by then."""
        return self.since is None or now >= self.since


@dataclass(frozen=True, slots=True)
class Wait:
    """Which valid records of a form may still wait for something: a first sieve, so that a year is not read whole."""

    youngest: int = 0
    oldest: int = 400
    """Days since it was registered, both allowed."""
    unless: tuple[str, ...] = ()
    """Names of forms of which a single valid record after it settles all that it waits for."""
    note: str = ""
    """Key of the one matter that such a record waits for, where a note settles it: then it is not worth asking."""
    older: str = ""
    """What is said, with their number, of those that are older and were never settled."""


@dataclass(frozen=True, slots=True)
class Form:
    """All that is asked for one matter (or for the unit, or an officer)."""

    name: str
    title: str
    version: int
    sections: tuple[Section, ...]
    papers: tuple[Paper, ...] = ()
    """The first has the name of the form and gives the record its number."""
    who: tuple[str, str] = ("", "")
    """(section, field) of the name that lists show."""
    what: tuple[str, str] = ("", "")
    """(section, field) of the matter that lists show; all rows are joined."""
    blocks: Rule | None = None
    """Problems that law or number cannot let pass."""
    warns: Rule | None = None
    """Doubts that are said and never block."""
    settle: Callable[[Values, Known], Values] | None = None
    """Fills in what follows from what was filled in: the title of an article. Total over clean values."""
    service: str = ""
    """How the citizen asks for it: "Kehilangan surat atau barang"; empty where it only follows another record."""
    about: tuple[str, ...] = ()
    """What to bring, how long, what it costs, who issues it: one short line each, shown at intake."""
    words: tuple[str, ...] = ()
    """What else people say when they need it; found by typing at intake."""
    follows: Mapping[str, Carry] = field(default_factory=dict)
    """By name of a form: what a record of this form begins with when it follows one of that form."""
    alone: bool = True
    """Whether a record of this form can stand without one that it follows."""
    case: bool = False
    """Whether it may be a case: a child in one, or an article that protects, makes it protected."""
    protects: Callable[[Values, Known], Iterable[str]] | None = None
    """Further reasons why a record is protected: `anak`, `kekerasan seksual`."""
    destination: str = ""
    """Where such a record goes: Reskrim, Lantas, Samapta, Intelkam, Binmas, PPA, Propam or Polres; empty: nowhere."""
    route: Callable[[Values, Known], str] | None = None
    """The destination where it depends on the values; an empty answer means the one above."""
    awaits: Callable[[Record, Known], Iterable[Awaited]] | None = None
    """What a valid record still waits for."""
    waits: Callable[[Values], Wait] | None = None
    """Which records are worth asking, by the unit's complete settings; every form that awaits something has it."""
    sample: Callable[[Random, date], Values] | None = None
    """Valid invented values, whose events lie in the ten days before that day; without it they are made by kind."""

    def section(self, name: str) -> Section:
        """The section of that name; KeyError where there is none."""
        for one in self.sections:
            if one.name == name:
                return one
        raise KeyError(name)

    def paper(self, name: str = "") -> Paper:
        """The paper of that name, or the first; KeyError where there is none."""
        for one in self.papers:
            if name in ("", one.name):
                return one
        raise KeyError(name)

    def papers_of(self, values: Values) -> tuple[Paper, ...]:
        """The papers that a record with these values has."""
        return tuple(paper for paper in self.papers if paper.when is None or paper.when(values))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check made of some values."""

    values: Values
    """Clean: texts normalised to NFC with single spaces, blanks left out, defaults not filled in."""
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    protection: tuple[str, ...] = ()
    """Why a record of these values is protected."""

"""Small sums for the reports: medians, the satisfaction index, and tables in which nobody can be found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from spkt_desktop.books import COVERED, OTHERS, Minutes, Satisfaction, Tally

SMALLEST = 3
"""Fewest cases that stand alone in a table by article, village or goods: fewer would point at one household."""
_LONGEST_WAIT = timedelta(days=1)
"""A paper that came later was made from the register, not while somebody waited."""


def ranked(now: Mapping[str, int], before: Sequence[Mapping[str, int]]) -> tuple[Tally, ...]:
    """Every value with its counts, the most frequent first."""
    names = sorted({*now, *(name for one in before for name in one)}, key=lambda name: (-now.get(name, 0), name))
    return tuple(Tally(name, now.get(name, 0), tuple(one.get(name, 0) for one in before)) for name in names)


def private(found: Mapping[str, int], protected: int) -> tuple[Tally, ...]:
    """Values with their counts, the most frequent first, in which no case can be found again; the sum stays true.

    Values with fewer than SMALLEST cases are told under OTHERS only, and with them the least frequent of the other
    values (all of them, where several are equally so): whoever knows every village and this rule still cannot tell
    which of those that are told together is the small one. Protected cases are never told by value; where they, or
    what is told together, are fewer than SMALLEST, both are one. Whoever learns from another table how many they were
    (those that went to PPA) learns nothing of a value by it.

    Nothing is compared with another time, for a difference would tell a small number after all. What cannot be
    prevented, unless the counts were untrue: whoever asks for two ranges that differ by a day can see what the day
    brought. So a report is made only for those who may read the register, and knows no place smaller than a village.
    """
    told = {name: count for name, count in found.items() if count >= SMALLEST and name not in (OTHERS, COVERED)}
    few = 0 < protected < SMALLEST
    if few or any(0 < count < SMALLEST for count in found.values()):
        least = min(told.values(), default=0)
        told = {name: count for name, count in told.items() if count > least}
    rest = sum(found.values()) - sum(told.values())
    if few or 0 < rest < SMALLEST:
        rest, protected = rest + protected, 0
    ordered = sorted(told.items(), key=lambda row: (-row[1], row[0]))
    together = [(name, count) for name, count in ((COVERED, protected), (OTHERS, rest)) if count]
    return tuple(Tally(name, count) for name, count in (*ordered, *together))


def minutes(waits: Iterable[tuple[str, str, str]]) -> Minutes:
    """How long it took from arrival to first paper, of (form, arrival, paper); clocks that went wrong are left out."""
    spans = (datetime.fromisoformat(paper) - datetime.fromisoformat(arrival) for _, arrival, paper in waits)
    told = sorted(round(span.total_seconds() / 60) for span in spans if timedelta() <= span <= _LONGEST_WAIT)
    if not told:
        return Minutes()
    return Minutes(len(told), told[(len(told) - 1) // 2], told[min(len(told) - 1, len(told) * 9 // 10)])


def satisfaction(answers: Mapping[tuple[str, int], int]) -> Satisfaction:
    """All answers together, of counts by (ISO day, score); fewer than SMALLEST would tell who gave them."""
    found: Counter[int] = Counter()
    for (_, score), count in answers.items():
        found[score] += count
    if found.total() < SMALLEST:
        return Satisfaction()
    return Satisfaction((found[1], found[2], found[3], found[4]))


def by_week(answers: Mapping[tuple[str, int], int]) -> tuple[tuple[date, Satisfaction], ...]:
    """The answers of each week in which there were enough, by its Monday."""
    weeks: dict[date, dict[tuple[str, int], int]] = {}
    for (day, score), count in answers.items():
        monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
        weeks.setdefault(monday, {})[day, score] = count
    told = [(monday, satisfaction(weeks[monday])) for monday in sorted(weeks)]
    return tuple((monday, week) for monday, week in told if week.answers)

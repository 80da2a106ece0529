"""Ours and its peers, round by round in turn, so that a machine that is busy is busy for all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]

WARM_UPS = 1
"""Rounds that are run and not counted: caches, lazy imports and the first growth of a file."""
LONG = 20.0
"""Seconds after which no further round begins; where the first one took as long, it is the one that counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing at one size: `ratio` is the median over the rounds of ours divided by the peer in that round."""

    group: str
    what: str
    ours_ms: float
    worst_ms: float
    rounds: int
    peer: str = ""
    peer_ms: float | None = None
    ratio: float | None = None
    note: str = ""
    records: int = 0
    """How many the register has; filled in by whoever chose the size."""


def compare(group: str, what: str, ours: Work, peers: Mapping[str, Work], rounds: int, note: str = "") -> Iterator[Row]:
    """A row for each peer, or one without a ratio where there is none.

    The order within a round turns, because whoever comes second finds the processor's caches filled.
    """
    works = {"": ours, **peers}
    spent: dict[str, list[float]] = {name: [] for name in works}
    for turn in turns(rounds):
        for name in list(works)[:: 1 if turn % 2 else -1]:
            spent[name].append(milliseconds(works[name]))
    yield from rows(group, what, counted(spent), note)


def turns(rounds: int) -> Iterator[int]:
    """The rounds by number, those that only warm up below 0; fewer where they take long."""
    begun = time.perf_counter()
    for turn in range(-WARM_UPS, rounds):
        yield turn
        if time.perf_counter() - begun > LONG:
            return


def counted(spent: Mapping[str, list[float]]) -> dict[str, list[float]]:
    """The times without those of the rounds that only warmed up."""
    return {name: times[WARM_UPS:] or times for name, times in spent.items()}


def rows(group: str, what: str, spent: Mapping[str, list[float]], note: str = "") -> Iterator[Row]:
    """The rows of milliseconds by name and round; ours has the empty name."""
    ours = spent[""]
    mine = median(ours), max(ours), len(ours)
    if len(spent) == 1:
        yield Row(group, what, *mine, note=note)
    for peer, theirs in spent.items():
        if peer:
            ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
            yield Row(group, what, *mine, peer, median(theirs), ratio, note)


def milliseconds(work: Work) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000

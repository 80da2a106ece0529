"""Interleaved measurement: ours and its peers turn by turn, so that a busy machine is busy for all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]

WARM_UPS = 1
"""Rounds that are run and not counted: caches, lazy imports and the first growth of a file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `ratio` is the median over the rounds of ours divided by the peer in that round."""

    group: str
    what: str
    ours_ms: float
    worst_ms: float
    rounds: int
    peer: str = ""
    peer_ms: float | None = None
    ratio: float | None = None
    note: str = ""


def compare(group: str, what: str, ours: Work, peers: Mapping[str, Work], rounds: int, note: str = "") -> Iterator[Row]:
    """A row for each peer, or one without a ratio where there is none.

    The order within a round turns, because whoever comes second finds the processor's caches filled.
    """
    works = {"": ours, **peers}
    spent: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(-WARM_UPS, rounds):
        for name in list(works)[:: 1 if turn % 2 else -1]:
            elapsed = milliseconds(works[name])
            if turn >= 0:
                spent[name].append(elapsed)
    yield from rows(group, what, spent, note)


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

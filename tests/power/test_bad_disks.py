"""A disk that is full, broken, locked or gone costs a sentence, never a letter: any operation of any act may fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.power.faults import KINDS, Bad, Point, Tried, bad_disks, some
from tests.power.faults_acts import ACTS
from tests.power.shim import needed
from tests.promises import kept, points

PARTS = points(ci=1, nightly=8)
"""Into how many tests the points of one act, folder and kind are cut."""
LAST = 6
"""Operations at the end of an act: the pages, their sync, and the end of the rollback journal."""
EACH = points(ci=4, nightly=len(KINDS))
"""Kinds of fault that an act meets in each folder: the next ones each time, so that every kind meets many acts."""
WORK = [(act, place) for act in ACTS for place in ACTS[act].places]
WAYS = [
    pytest.param(act, place, kind, part, id=f"{act}-{place}-{kind}" + (f"-{part}" if PARTS > 1 else ""))
    for number, (act, place) in enumerate(WORK)
    for kind in [list(KINDS)[(number * EACH + nth) % len(KINDS)] for nth in range(EACH)]
    for part in range(PARTS)
]


@pytest.fixture(scope="module")
def bad() -> Iterator[Bad]:
    needed()
    with bad_disks() as made:
        yield made


def told(tried: list[Tried]) -> None:
    """Keep the figures of the points where an operation failed indeed."""
    hit = [one for one in tried if one.hit]
    kept("bad-disk", points=len(hit), sentences=sum(one.outcome == "said" for one in hit))


@pytest.mark.parametrize(("act", "place", "kind", "part"), WAYS)
def test_an_act_succeeds_or_says_why_not_and_nothing_is_lost(
    bad: Bad, act: str, place: str, kind: str, part: int
) -> None:
    every = bad.points(act, place, kind)
    tried = [bad.strike(point) for point in some(every, points(ci=1, nightly=len(every)))[part::PARTS]]
    assert [(one.point.nth, one.outcome, one.wrong) for one in tried if one.wrong] == []
    told(tried)


@pytest.mark.parametrize("kind", ["io-once", "io", "sync"])
@pytest.mark.parametrize("act", ["register", "void", "draft"])
def test_the_end_of_an_act_is_told_as_it_was(bad: Bad, act: str, kind: str) -> None:
    tried = [bad.strike(point) for point in bad.points(act, "komputer", kind)[-LAST:]]
    assert sum(one.outcome == "said" for one in tried) >= 1, "these are where it is decided"
    assert [(one.point.nth, one.outcome, one.wrong) for one in tried if one.wrong] == []
    told(tried)


@pytest.mark.parametrize("kind", ["io-once", "io"])
def test_a_disk_that_fails_while_reading_is_not_taken_for_a_damaged_register(bad: Bad, kind: str) -> None:
    tried = [bad.strike(point) for point in bad.points("look", "komputer", kind)]
    assert [(one.point.nth, one.outcome, one.wrong) for one in tried if one.wrong] == []
    told(tried)


@pytest.mark.parametrize("kind", ["sync-once", "sync"])
def test_a_file_that_is_not_synced_is_not_told_as_written(bad: Bad, kind: str) -> None:
    acts = ("save", "backup", "export", "card", "hand-out")
    assert all(len(bad.points(act, "flashdisk", kind)) >= 2 for act in acts), "the content, and its name"
    tried = [bad.strike(Point(act, "flashdisk", kind, 1)) for act in acts]
    assert [(one.outcome, one.wrong) for one in tried] == [("said", ())] * 5
    told(tried)


@pytest.mark.parametrize("act", ["save", "hand-out"])
def test_a_file_that_has_its_name_is_not_told_as_refused(bad: Bad, act: str) -> None:
    ends = [point for kind in ("sync", "denied", "vanished") for point in bad.points(act, "flashdisk", kind)[-3:]]
    tried = [bad.strike(point) for point in ends]
    assert sum(one.outcome == "said" for one in tried) >= 3, "the last syncs are among them"
    assert [(one.point.kind, one.point.nth, one.wrong) for one in tried if one.wrong] == []
    told(tried)

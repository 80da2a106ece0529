from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.polres.judge import Journal, Outcome, Reason, identity, settle
from spkt_desktop.records import Event
from tests.sync.journal import chain, event

MAIN = chain(5)
FORK = chain(3, MAIN[1])
BEGUN_TWICE = [chain(1, MAIN[2], epoch=2)[0], chain(1, MAIN[4], epoch=2)[0]]
FALSE = Event.from_json({**MAIN[3].as_json(), "officer": "99999999"})
# Claims as its hash what another event, which shares its own with FALSE, is told apart by.
POSING = Event.from_json({**FALSE.as_json(), "hash": identity(MAIN[3])})
EVERYTHING = [*MAIN, *FORK, *BEGUN_TWICE, FALSE, POSING, event(3), event(1, MAIN[0].hash)]


def test_every_reason_has_a_sentence() -> None:
    for reason in Reason:
        assert reason.sentence.endswith(".")


def test_what_cannot_follow_is_broken() -> None:
    second = chain(1, MAIN[0], epoch=2)[0]
    broken = [
        event(1, "a" * 64),  # a first event with a predecessor
        event(2),  # a later one without
        event(4, MAIN[0].hash),  # a jump
        event(3, second.hash, epoch=1),  # back into an epoch that was left
    ]
    for each in broken:
        journal = Journal()
        settle(journal, [MAIN[0], second])
        assert settle(journal, [each]).rejected == [(each, Reason.FORK if each.seq == 1 else Reason.BROKEN)]
    assert settle(Journal(), broken[:1]).rejected == [(broken[0], Reason.BROKEN)]


@given(order=st.permutations(EVERYTHING), cut=st.integers(0, len(EVERYTHING)))
def test_nothing_is_dropped_and_places_are_held_once(order: list[Event], cut: int) -> None:
    journal, total = Journal(), Outcome()
    held: list[Event] = []
    for part in (order[:cut], order[cut:]):
        outcome = settle(journal, [*held, *part])
        held = outcome.held
        total.accepted += outcome.accepted
        total.rejected += outcome.rejected
    ends = [*total.accepted, *held, *(each for each, _ in total.rejected)]
    assert Counter(map(identity, ends)) == Counter(map(identity, EVERYTHING))
    places = [(each.epoch, each.seq) for each in total.accepted]
    assert len(places) == len(set(places))
    known = {each.hash for each in total.accepted}
    assert all(each.seq == 1 or each.prev in known for each in total.accepted)
    assert {(FALSE.hash, Reason.HASH), (POSING.hash, Reason.HASH)} <= {(each.hash, why) for each, why in total.rejected}


@given(order=st.permutations([*MAIN, BEGUN_TWICE[0], *MAIN]), cuts=st.lists(st.integers(0, 11), max_size=4))
def test_an_honest_journal_ends_the_same(order: list[Event], cuts: list[int]) -> None:
    journal = Journal()
    held: list[Event] = []
    bounds = [0, *sorted(cuts), len(order)]
    for start, end in pairwise(bounds):
        outcome = settle(journal, [*held, *order[start:end]])
        held = outcome.held
        assert outcome.rejected == []
    assert held == []
    assert journal.hashes.keys() == {each.hash for each in [*MAIN, BEGUN_TWICE[0]]}

"""The small sums of the reports, and that nobody can be found again in a table, however it is turned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.app.figures import SMALLEST, by_week, minutes, private, ranked, satisfaction
from spkt_desktop.books import COVERED, OTHERS, Minutes, Satisfaction, Tally

Counts = dict[str, int]
NAMES = st.sampled_from([f"Desa {letter}" for letter in "ABCDEFGHIJ"])
FOUND = st.dictionaries(NAMES, st.integers(1, 12), max_size=10)
PROTECTED = st.integers(0, 6)


def shown(found: Mapping[str, int], protected: int) -> Counts:
    told = private(found, protected)
    assert len({one.label for one in told}) == len(told), "a label stands once"
    return {one.label: one.count for one in told}


# Tables in which nobody is found again


@given(FOUND, PROTECTED)
def test_the_sum_stays_true_and_no_small_number_has_a_name(found: Counts, protected: int) -> None:
    told = shown(found, protected)
    whole = sum(found.values()) + protected
    assert sum(told.values()) == whole
    assert all(told[name] == found[name] >= SMALLEST for name in told.keys() - {OTHERS, COVERED})
    assert told.get(COVERED, SMALLEST) >= SMALLEST
    assert told.get(OTHERS, SMALLEST) >= min(SMALLEST, whole), "what is told together is not small either"


@given(FOUND, PROTECTED)
def test_the_most_frequent_come_first_and_what_is_told_together_last(found: Counts, protected: int) -> None:
    told = private(found, protected)
    named = [(-one.count, one.label) for one in told if one.label not in (OTHERS, COVERED)]
    assert named == sorted(named)
    assert [one.label for one in told[len(named) :]] == [
        name for name in (COVERED, OTHERS) if name in shown(found, protected)
    ]
    assert all(one.before == () for one in told), "a difference to another time would tell a small number"


@given(FOUND, PROTECTED, st.randoms(use_true_random=False))
def test_what_is_told_together_could_be_dealt_out_otherwise_and_the_table_would_be_the_same(
    found: Counts, protected: int, random: object
) -> None:
    """So whoever knows all the villages, and how the table is made, cannot tell which of them has the small number."""
    hidden = sorted(found.keys() - shown(found, protected).keys())
    counts = [found[name] for name in hidden]
    random.shuffle(counts)  # type: ignore[attr-defined]
    assert private(found | dict(zip(hidden, counts, strict=True)), protected) == private(found, protected)


@pytest.mark.parametrize("villages", [3, 4])
@pytest.mark.parametrize("protected", range(SMALLEST + 1))
def test_whoever_knows_every_village_the_rule_and_how_many_are_protected_finds_no_small_number(
    villages: int, protected: int
) -> None:
    """All tables that there can be, each beside all counts that it can stand for: no village of one or two is sure."""
    names = [f"Desa {at}" for at in range(villages)]
    meant: dict[tuple[Tally, ...], list[Counts]] = defaultdict(list)
    for counts in product(range(7), repeat=villages):
        found = {name: count for name, count in zip(names, counts, strict=True) if count}
        meant[private(found, protected)].append(found)
    for table, possible in meant.items():
        for name in names:
            assert not all(0 < found.get(name, 0) < SMALLEST for found in possible), (name, table, possible)


@given(FOUND, PROTECTED)
def test_a_protected_case_counts_under_no_value_whatever_else_there_is(found: Counts, protected: int) -> None:
    named = shown(found, protected)
    for name in found:
        assert named.get(name, found[name]) == found[name]


def test_tables_as_an_officer_meets_them() -> None:
    assert private({}, 0) == ()
    assert shown({"KTP": 1}, 0) == {OTHERS: 1}
    assert shown({}, 2) == {OTHERS: 2} and shown({}, 3) == {COVERED: 3}
    assert shown({"KTP": 9, "SIM": 4}, 0) == {"KTP": 9, "SIM": 4}
    assert shown({"KTP": 9, "SIM": 4, "BPKB": 1}, 0) == {"KTP": 9, OTHERS: 5}
    assert shown({"KTP": 9, "SIM": 4, "STNK": 4, "BPKB": 1}, 3) == {"KTP": 9, COVERED: 3, OTHERS: 9}
    assert shown({"KTP": 9, "SIM": 4}, 1) == {"KTP": 9, OTHERS: 5}


def test_a_value_that_is_called_like_what_is_told_together_is_told_with_it() -> None:
    assert shown({"KTP": 9, OTHERS: 5}, 0) == {"KTP": 9, OTHERS: 5}
    assert shown({"KTP": 9, "SIM": 4, OTHERS: 5, "BPKB": 1}, 0) == {"KTP": 9, OTHERS: 10}
    assert shown({COVERED: 5}, 3) == {COVERED: 3, OTHERS: 5}


def test_a_ranking_holds_what_came_now_or_before() -> None:
    assert ranked({"Reskrim": 2, "Lantas": 2, "PPA": 5}, [{"Reskrim": 1, "Propam": 4}]) == (
        Tally("PPA", 5, (0,)), Tally("Lantas", 2, (0,)), Tally("Reskrim", 2, (1,)), Tally("Propam", 0, (4,)),
    )  # fmt: skip
    assert ranked({}, [{}]) == ()


# Waiting


def waited(*seconds: float) -> Iterator[tuple[str, str, str]]:
    came = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
    for one in seconds:
        yield "sktlk", came.isoformat(), (came + timedelta(seconds=one)).isoformat()


def test_half_were_quicker_than_the_median_and_nine_of_ten_than_the_slowest() -> None:
    assert minutes(waited()) == Minutes()
    assert minutes(waited(90)) == Minutes(1, 2, 2)
    assert minutes(waited(0, 60, 120)) == Minutes(3, 1, 2)
    assert minutes(waited(*(60 * n for n in range(1, 11)))) == Minutes(10, 5, 10)
    assert minutes(waited(*(60 * n for n in range(20, 0, -1)))) == Minutes(20, 10, 19)


def test_a_clock_that_went_back_counts_for_nothing_and_neither_does_a_paper_of_another_day() -> None:
    assert minutes(waited(-1, -3600)) == Minutes()
    assert minutes(waited(600, -60, 86_400, 86_401)) == Minutes(2, 10, 1440)


def test_a_zone_that_was_set_right_in_between_costs_no_hour() -> None:
    there = [("sktlk", "2026-11-20T09:00:00+07:00", "2026-11-20T10:05:00+08:00")]
    assert minutes(there) == Minutes(1, 5, 5)


@given(st.lists(st.integers(0, 1440), min_size=1, max_size=60))
def test_the_slowest_was_quicker_than_nobody_in_nine_of_ten(times: list[int]) -> None:
    told = minutes(waited(*(60 * one for one in times)))
    assert told.count == len(times) and min(times) <= told.median <= told.slowest <= max(times)
    assert sum(one <= told.slowest for one in times) >= 0.9 * len(times)
    assert 2 * sum(one <= told.median for one in times) >= len(times)
    assert 2 * sum(one >= told.median for one in times) >= len(times)


# Satisfaction


def of(*counts: int) -> Satisfaction:
    first, second, third, fourth = counts
    return Satisfaction((first, second, third, fourth))


@pytest.mark.parametrize(
    "counts,index,grade",
    [
        ((0, 0, 0, 0), 0.0, ""),
        ((1, 0, 0, 0), 25.0, "D"),
        ((0, 0, 0, 1), 100.0, "A"),
        ((0, 2, 3, 0), 65.0, "C"),  # the least C
        ((0, 0, 9356, 644), 76.61, "B"),  # the least B
        ((0, 0, 9360, 640), 76.60, "C"),  # the highest C
        ((0, 0, 4676, 5324), 88.31, "A"),  # the least A
        ((0, 0, 4680, 5320), 88.30, "B"),  # the highest B
        ((0, 4004, 5996, 0), 64.99, "D"),  # the highest D
    ],
)
def test_index_and_grade_have_the_borders_of_the_regulation(counts: tuple[int, ...], index: float, grade: str) -> None:
    """PermenPANRB 14/2017: 25,00-64,99 D; 65,00-76,60 C; 76,61-88,30 B; 88,31-100,00 A."""
    told = of(*counts)
    assert (round(told.index, 2), told.grade) == (index, grade)


@given(st.tuples(*[st.integers(0, 400)] * 4))
def test_the_grade_is_that_of_the_index_as_it_is_printed(counts: tuple[int, ...]) -> None:
    told = of(*counts)
    if not told.answers:
        assert (told.index, told.grade) == (0.0, "")
        return
    printed = float(f"{told.index:.2f}")
    bounds = {"D": (25, 64.99), "C": (65, 76.6), "B": (76.61, 88.3), "A": (88.31, 100)}
    assert bounds[told.grade][0] <= printed <= bounds[told.grade][1]


def test_answers_are_added_up_as_a_whole_and_by_weeks() -> None:
    answers = {("2026-11-15", 4): 3, ("2026-11-16", 1): 1, ("2026-11-22", 3): 5, ("2026-11-23", 4): 4}
    assert satisfaction(answers) == of(1, 0, 5, 7)
    assert by_week(answers) == (
        (date(2026, 11, 9), of(0, 0, 0, 3)), (date(2026, 11, 16), of(1, 0, 5, 0)), (date(2026, 11, 23), of(0, 0, 0, 4)),
    )  # fmt: skip
    assert satisfaction({}) == Satisfaction() and by_week({}) == ()


def test_so_few_answers_that_one_could_tell_who_gave_them_are_not_told() -> None:
    one, two = ("2026-11-15", 1), ("2026-11-16", 4)
    assert satisfaction({one: 1, two: 1}) == Satisfaction() and by_week({one: 1, two: 1}) == ()
    assert satisfaction({one: 1, two: 2}) == of(1, 0, 0, 2) and by_week({one: 2, two: 3}) == (
        (date(2026, 11, 16), of(0, 0, 0, 3)),
    )

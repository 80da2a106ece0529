"""One value, one spelling, however it is written: the fast way gives the bytes of RFC 8785 or is not taken."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from spkt_desktop.canonical import canonical


class Colour(StrEnum):
    RED = "merah"


class Rank(IntEnum):
    FIRST = 1


# Every character, half ones too, and often those on which two orders or two ways to escape differ.
TRICKY = '\0\b\t\n\v\f\r\x1b\x1f"\\/\x7f\x80\u2028\u2029\ud800\udfff\ue000\uffff😀<&é'
SIGNS = st.characters() | st.sampled_from(TRICKY)
TEXTS = st.text(SIGNS, max_size=8)
NUMBERS = st.integers() | st.sampled_from([2**53 - 1, 2**53, 1 - 2**53, -(2**53)]) | st.floats() | st.booleans()
ODD = st.sampled_from([Colour.RED, Rank.FIRST, b"x", {1}])
KEYS = TEXTS | st.sampled_from(["", "a", "\ue000", "😀", Colour.RED, 1, 1.5, None, True])
VALUES = st.recursive(
    st.none() | NUMBERS | TEXTS | ODD,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(KEYS, inner, max_size=6) | st.tuples(inner, inner),
    max_leaves=30,
)

REFUSALS = (rfc8785.CanonicalizationError, UnicodeEncodeError)
"""What the standard's own encoder raises, the second for half a character in a key."""


@given(VALUES)
@example({"\ue000": 1, "😀": 2})
@example({"a": [{}, [], "", None, True, -(2**53) + 1, {"b": "\x7f\u2028\b\f\x1f"}]})
def test_both_ways_give_the_same_bytes_or_refuse_alike(value: Any) -> None:
    try:
        wanted = rfc8785.dumps(value)
    except REFUSALS:
        with pytest.raises(REFUSALS):
            canonical(value)
    else:
        assert canonical(value) == wanted


@pytest.mark.parametrize(
    "value",
    [
        {"\ue000": 1, "😀": 2},
        {"a": [1.0, 1e21, -0.0, 5e-7]},
        [Colour.RED, Rank.FIRST, {Colour.RED: Rank.FIRST}, (1, 2)],
        ["".join(map(chr, range(0x180))), "\u2028\u2029\ud7ff\ue000\uffff😀\U0010ffff"],
        "a text alone",
    ],
)
def test_what_the_two_encoders_write_differently_is_that_of_the_standard(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        [2**53], {"a": -(2**53)}, {1: "a"}, {"a": 1, None: 2}, {True: 1}, ["\ud800"], {"\udfff": 1}, [float("nan")],
        [float("inf")], [b"x"], [{1}], object(),
    ],
)  # fmt: skip
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(REFUSALS):
        canonical(value)


def test_what_contains_itself_ends() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(RecursionError):
        canonical(endless)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync import strict

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(content=st.dictionaries(st.text(), JSON, max_size=4))
def test_canonical_json_is_read_back(content: dict[str, object]) -> None:
    assert strict.decode(canonical(content)) == content


@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        value = strict.decode(data)
    except SealBroken:
        return
    assert canonical(value) == data


@pytest.mark.parametrize(
    "data",
    [
        b"", b"1", b"[]", b"null", b"{}\n", b" {}", b'{"a":1,"a":1}', b'{"b":1,"a":1}', b'{"a": 1}', b'{"a":1.0}',
        b'{"a":-0}', b'{"a":1e2}', b'{"a":NaN}', b'{"a":Infinity}', b'{"a":9007199254740993}', b'{"a":"\\u0041"}',
        b'{"a":"\\ud800"}', b'{"a":"\xff"}', b"\xef\xbb\xbf{}", b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":' * 40 + b"1" + b"}" * 40,
        b"[" * 100_000, b'{"a":' * 100_000, "{}".encode("utf-16"), "{}".encode("utf-32"),
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(SealBroken, match="rusak"):
        strict.decode(data)


@pytest.mark.parametrize("value", [True, 1.0, "1", None, -1])
def test_only_whole_numbers_are_numbers(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        strict.number(value)


@pytest.mark.parametrize("value", [7, "a\nb", "x" * 201, "a\0"])
def test_texts_are_short_and_plain(value: object) -> None:
    with pytest.raises(ValueError, match="text"):
        strict.text(value)

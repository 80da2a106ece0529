"""One value, one spelling: the auditor's tool takes no other, and its own is that of RFC 8785."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.journals import TOOL, verified


def _loaded() -> Any:
    spec = importlib.util.spec_from_file_location("verify_journal", TOOL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _loaded()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)
SPELLED: dict[str, Callable[[bytes], bytes]] = {
    "a space": lambda line: line.replace(b'":', b'": ', 1),
    "another order": lambda line: json.dumps(dict(reversed(json.loads(line).items())), separators=(",", ":")).encode(),
    "a name twice": lambda line: line.replace(b'{"at":', b'{"at":"x","at":', 1),
    "a float": lambda line: line.replace(b'"seq":8', b'"seq":8.0'),
    "an exponent": lambda line: line.replace(b'"seq":8', b'"seq":8e0'),
    "a number too large": lambda line: line.replace(b'"body":{', b'"body":{"a":9007199254740992,'),
    "no number": lambda line: line.replace(b'"body":{', b'"body":{"a":NaN,'),
    "half a character": lambda line: line.replace(b'"body":{', b'"body":{"a":"\\ud83d",'),
    "an escape": lambda line: line.replace(b'"at":"2', b'"at":"\\u0032', 1),
    "a carriage return": lambda line: line + b"\r",
    "other bytes": lambda line: line.replace(b'"at"', b'"\xff"', 1),
    "a byte order mark": lambda line: b"\xef\xbb\xbf" + line,
    "an empty line": lambda line: line + b"\n",
    "very deep": lambda line: line.replace(b'"body":{', b'"body":{"a":' + b"[" * 50_000 + b"]" * 50_000 + b","),
    "a list": lambda line: b"[" + line + b"]",
    "no JSON": lambda line: line[:-1],
}


@pytest.mark.parametrize("name", SPELLED)
def test_only_the_one_canonical_spelling_is_taken(journal: Path, tmp_path: Path, name: str) -> None:
    lines = journal.read_bytes().splitlines()
    assert SPELLED[name](lines[7]) != lines[7]
    file = tmp_path / "jurnal.jsonl"
    file.write_bytes(b"\n".join([*lines[:7], SPELLED[name](lines[7]), *lines[8:], b""]))
    code, said = verified(file)
    assert code == 1 and f"Baris {9 if name == 'an empty line' else 8}: " in said, said


def test_a_file_that_ends_in_the_middle_is_found_out(journal: Path, tmp_path: Path) -> None:
    file = tmp_path / "jurnal.jsonl"
    file.write_bytes(journal.read_bytes()[:-1])
    assert verified(file)[0] == 1
    file.write_bytes(gzip.compress(journal.read_bytes())[:-9])
    assert verified(file)[0] == 2
    damaged = bytearray(gzip.compress(journal.read_bytes()))
    damaged[len(damaged) // 2] ^= 255
    file.write_bytes(damaged)
    assert verified(file)[0] in (1, 2)
    assert verified(tmp_path / "tidak ada")[0] == 2


@given(VALUES)
def test_its_canonical_form_is_that_of_the_standard(value: Any) -> None:
    assert tool.canonical(value).encode("utf-8") == rfc8785.dumps(value)
    assert tool.canonical(json.loads(rfc8785.dumps(value))).encode("utf-8") == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [1.0, 2**53, -(2**53), [{"a": 0.5}], float("nan")])
def test_numbers_that_are_none_of_ours_have_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        tool.canonical(value)


def test_members_are_sorted_by_code_units_of_utf_16() -> None:
    assert tool.canonical({"\ue000": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ue000":1}'

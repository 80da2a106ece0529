"""Turns any bytes into values and into edits of good values: what Hypothesis shrinks and what coverage steers."""

from __future__ import annotations

import copy
import json
from typing import Any

from spkt_desktop.records import canonical

ODD_TEXTS = (
    "", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e\u0645\u0631\u062d", "\u200f", "\ufeff", "\r\n", "\x7f",
    "e\u0301\u0323", "\U0001f46e", "CON", "a:b", "../..", "nul.", "{nomor.__class__}", "{{ 7*7 }}", "%s", "' OR 1=1 --",
    '"', "\\", "<b>", "-1", "1e999", "2026-02-30", "0001-01-01", "9999-12-31T23:59:59-14:00", "24:00", "NaN",
)  # fmt: skip
ODD_NUMBERS = (
    0, -1, 1, 2**31, 2**53 - 1, 2**53, 2**63, -(2**63) - 1, 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"),
)  # fmt: skip
_LONGEST = 14
"""Power of two: the longest text and list that bytes ask for; what is longer is a test of its own."""
_DEEPEST = 200
_MOST_EDITS = 6
_ROOM = 1 << 14
"""Letters and elements that repeating may make of one input: what is larger is a bomb (bombs.py)."""


class Reader:
    """Gives numbers out of bytes, and zeros once these are used up."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._room = _ROOM

    def pick(self, count: int) -> int:
        """One of so many numbers, from 0."""
        width = 1 if count <= 256 else 2
        return int.from_bytes(self.take(width).ljust(width, b"\0"), "big") % count

    def take(self, count: int) -> bytes:
        """The next bytes, fewer where there are no more."""
        self._at += count
        return self._data[self._at - count : self._at]

    def times(self, count: int, size: int) -> int:
        """So many times something of that size, or as often as there is room for it."""
        allowed = max(1, min(count, self._room // max(1, size)))
        self._room -= (allowed - 1) * size
        return allowed

    def one(self, *choices: Any) -> Any:
        """One of these."""
        return choices[self.pick(len(choices))]


def value(reader: Reader, depth: int = 3) -> Any:
    """A value as JSON has them, and some that it has not."""
    match reader.pick(12 if depth else 9):
        case 0:
            return reader.one(None, True, False)
        case 1:
            return reader.one(*ODD_NUMBERS)
        case 2:
            return int.from_bytes(reader.take(1 + reader.pick(8)), "big", signed=True)
        case 3 | 4:
            return reader.one(*ODD_TEXTS)
        case 5 | 6:
            return reader.take(reader.pick(32)).decode("utf-8", errors="surrogateescape")
        case 7:
            letters: str = reader.one("a", " ", "9", "\u0301", "(", "jo. ", "\n", '"')
            return letters * reader.times(1 << reader.pick(_LONGEST), 1)
        case 8:
            return nested(reader.pick(_DEEPEST))
        case 9:
            one = value(reader, depth - 1)
            return [one] * reader.times(1 << reader.pick(8), _size(one))
        case 10:
            return [value(reader, depth - 1) for _ in range(reader.pick(5))]
        case _:
            return {str(reader.one(*ODD_TEXTS, "id", "nama")): value(reader, depth - 1) for _ in range(reader.pick(5))}


def nested(depth: int) -> Any:
    """Lists and objects in each other."""
    made: Any = 0
    for level in range(depth):
        made = [made] if level % 2 else {"a": made}
    return made


def spoilt(good: Any, reader: Reader) -> Any:
    """A copy of a good value with some edits at places that the bytes choose."""
    holder = [copy.deepcopy(good)]
    for _ in range(reader.pick(_MOST_EDITS)):
        _edit(holder, reader)
    return holder[0]


def written(content: Any, reader: Reader) -> bytes:
    """The JSON of a value: canonical where it can be, now and then with a slip of the pen."""
    try:
        text = canonical(content)
    except (ValueError, RecursionError):
        text = json.dumps(content, ensure_ascii=bool(reader.pick(2))).encode("utf-8", errors="surrogatepass")
    if reader.pick(8) == 1:
        cut, slip = reader.pick(len(text) + 1), reader.one(b" ", b",", b'"a":0,', b"{", b"]", b"\xff", b"1e9", b"\0")
        text = text[:cut] + slip + text[cut + reader.pick(3) :]
    return text


def _size(made: Any) -> int:
    """Letters and elements of a value."""
    match made:
        case str():
            return len(made)
        case list():
            return 1 + sum(map(_size, made))
        case dict():
            return 1 + sum(map(_size, made.values()))
    return 1


def _edit(holder: list[Any], reader: Reader) -> None:
    """One edit somewhere below."""
    node: Any = holder
    key: Any = 0
    while isinstance(inner := node[key], dict | list) and inner and reader.pick(8):
        place = reader.pick(len(inner))
        node, key = inner, place if isinstance(inner, list) else sorted(inner)[place]
    old = node[key]
    match reader.pick(9):
        case 0 | 1 | 2:
            node[key] = value(reader)
        case 3 if len(node) > 1:
            del node[key]
        case 4 if isinstance(node, dict):
            node[reader.one(*sorted(node), *ODD_TEXTS)] = value(reader)
        case 5 if isinstance(old, list) and old:
            node[key] = old * reader.times(1 + reader.pick(64), _size(old))
        case 6:
            node[key] = reader.one([old], {"x": old}, str(old), None, "")
        case 7 if isinstance(old, int):
            node[key] = old + reader.one(1, -1, 2**53, -(2**53))
        case 8 if isinstance(old, str):
            cut = reader.pick(len(old) + 1)
            node[key] = old[:cut] + reader.one(*ODD_TEXTS) + old[cut:]
        case _:
            if isinstance(node, list):
                node.insert(key, copy.deepcopy(old))

"""Reading JSON that came from outside: only the one canonical spelling, of bounded depth, is accepted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical

MAX_DEPTH = 32
"""How deep lists and objects may lie in each other; a form needs five."""
MOST_PARTS = 1_000_000
"""Commas and opening brackets in one JSON text: the largest receipt has half as many, and each may become 70 bytes."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f]")


def decode(data: bytes) -> dict[str, Any]:
    """The object of canonical JSON (RFC 8785); raises SealBroken for any other bytes."""
    opened = data.count(b"[") + data.count(b"{")
    if opened + data.count(b",") > MOST_PARTS:  # counted, for a list of ten million takes a gibibyte
        raise damaged()
    try:
        value = json.loads(data)
        if opened >= MAX_DEPTH:  # what is opened less often cannot lie deeper
            _shallow(value)
        same = canonical(value) == data
    except (ValueError, RecursionError) as error:
        raise damaged() from error
    if not same or not isinstance(value, dict):
        raise damaged()
    return value


def damaged() -> SealBroken:
    """The failure of a file whose inside is not as its maker would have written it."""
    return SealBroken(
        "Isi berkas rusak atau pernah diubah, sehingga ditolak seluruhnya. "
        "Data yang sudah ada tidak berubah. Mintalah berkas yang baru dari pembuatnya."
    )


def members(content: object, *names: str) -> Mapping[str, Any]:
    """The object, which must have exactly these members; raises ValueError."""
    if not isinstance(content, dict) or set(content) != set(names):
        raise ValueError("not the expected members")
    return content


def text(value: object, most: int = 200) -> str:
    """A text of at most so many characters and without control characters; raises ValueError."""
    if not isinstance(value, str) or len(value) > most or _CONTROL.search(value):
        raise ValueError("not a short text")
    return value


def number(value: object, least: int = 0) -> int:
    """A whole number not below the least; raises ValueError."""
    if type(value) is not int or value < least:
        raise ValueError("not a whole number")
    return value


def uuid(value: object) -> str:
    """A UUID in lower case; raises ValueError."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("not a UUID")
    return value


def digest(value: object) -> str:
    """A SHA-256 in lower-case hexadecimal digits; raises ValueError."""
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise ValueError("not a SHA-256")
    return value


def moment(value: object) -> str:
    """An RFC 3339 time with its zone; raises ValueError."""
    if datetime.fromisoformat(text(value, 40)).tzinfo is None:
        raise ValueError("a time without its zone")
    return str(value)


def _shallow(value: object) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
    if level:
        raise ValueError("nested too deep")

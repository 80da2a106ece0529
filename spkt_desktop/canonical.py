"""The one spelling of a JSON value (RFC 8785): whatever is hashed, signed or compared is written by this."""

from __future__ import annotations

from json import JSONEncoder
from typing import Any

import rfc8785

_MOST = 2**53 - 1
"""The largest whole number that every reader of JSON understands alike (RFC 8785, section 3.2.2.3)."""
_IN_C = JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
"""Escapes as RFC 8785 does, but sorts by code points, knows floats and larger numbers, and turns keys into texts."""


def canonical(value: Any) -> bytes:
    """The RFC 8785 canonical JSON of a value of str, int, bool, None, list and dict; raises ValueError for others.

    rfc8785 is plain Python and takes eight times as long, so it only writes what is not proved to be the same.
    """
    if _written_alike(value):
        try:
            return _IN_C.encode(value).encode("utf-8")
        except UnicodeEncodeError:  # half a character, which is refused below
            pass
    return rfc8785.dumps(value)


def _written_alike(value: Any) -> bool:
    """Whether a list or dict, all through, is one that Python's own encoder writes as RFC 8785 does."""
    kind = type(value)
    if kind is dict:
        try:
            if not "".join(value).isascii():  # above U+FFFF the order of UTF-16 is another one
                return False
        except TypeError:  # a key that is no text
            return False
        value = value.values()
    elif kind is not list:
        return False
    for one in value:
        kind = type(one)
        if kind is str or kind is bool or one is None:
            continue
        if kind is int:
            if not -_MOST <= one <= _MOST:
                return False
        elif not _written_alike(one):
            return False
    return True

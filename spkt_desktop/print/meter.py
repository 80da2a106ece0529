"""What filling in a letter may cost: every step that a template takes is paid for, so it ends and stays small."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import Undefined

MOST = 40_000_000
"""Units that a letter may take: characters written or read, values looked at, steps taken. The longest letter that the
forms accept takes a third of it; all of it takes seconds."""

LARGEST_NUMBER = 10**18
_ROW = 25
"""Units of one row of values, whatever it holds."""
_ROWS: Any = (list, tuple, set, frozenset, type({}.keys()), type({}.values()), type({}.items()))


class TooMuch(Exception):
    """The letter takes more than any letter may."""


class Meter:
    """How much of a letter's allowance is left."""

    def __init__(self, allowance: int) -> None:
        self.left = allowance

    def pay(self, units: int) -> None:
        """Take units away, never any back; TooMuch where there are not as many."""
        self.left -= abs(units)
        if self.left < 0:
            raise TooMuch

    def read(self, value: Any) -> None:
        """Pay for reading a value through, with all that it holds, before anything does; TooMuch for a huge number.

        What a template has put into itself many times over is as long as it would be written out, and paid like that.
        """
        if isinstance(value, str):
            self.pay(1 + len(value))
        elif isinstance(value, dict):
            self.read_all(value)
            self.read_all(value.values())
        elif isinstance(value, _ROWS):
            self.read_all(value)
        elif isinstance(value, (int, float)) and abs(value) > LARGEST_NUMBER:
            raise TooMuch
        elif callable(value) and not isinstance(value, Undefined):
            raise TypeError("not a value")  # it would be written as what it is inside
        else:
            self.pay(1)

    def read_all(self, values: Iterable[Any]) -> None:
        """Pay for reading several values."""
        self.pay(_ROW)
        for value in values:
            self.read(value)

"""What a register book is: columns with a cell each, and what stands in a row whose case is protected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from spkt_desktop.books import COVERED, Column
from spkt_desktop.records import Record, Values


@dataclass(frozen=True, slots=True)
class Around:
    """What the row of a record may need beside it. Records that are protected come covered, without their values."""

    names: Mapping[str, str] = field(default_factory=dict)
    """By NRP: rank and name."""
    after: Callable[[str], Sequence[Record]] = lambda _: ()
    """Id of a record -> the records that follow it, oldest first."""
    parent: Callable[[str], Record | None] = lambda _: None
    """Id of a record that another one names -> that record; None for an empty id."""
    zone: tzinfo | None = UTC
    """Of the unit."""
    unit: Values = field(default_factory=dict)
    """The unit's settings, complete, as they are today."""
    unit_of: Callable[[str], Values] | None = None
    """Version -> the unit's settings as they were then; without it today's stand for all."""


Cell = Callable[[Record, Around], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One column and how it is filled in."""

    title: str
    cell: Cell
    share: float = 1.0
    number: bool = False
    covered: Cell | None = None
    """What stands there in place of a protected case; without it nothing does."""


@dataclass(frozen=True, slots=True)
class Book:
    """A register book: one row for each record of its forms. A void record keeps its row."""

    name: str
    title: str
    """`Register Laporan Polisi`."""
    forms: tuple[str, ...]
    columns: tuple[Column, ...]
    row: Callable[[Record, Around], tuple[str, ...]]
    """The cells of a record; total over whatever its values hold, be they of a newer version of its form."""


def book(name: str, title: str, forms: tuple[str, ...], *parts: Part) -> Book:
    """A book of these columns."""

    def row(record: Record, around: Around) -> tuple[str, ...]:
        cells = (part.covered if record.protection else part.cell for part in parts)
        return tuple(cell(record, around) if cell else "" for cell in cells)

    return Book(name, title, forms, tuple(Column(part.title, part.share, part.number) for part in parts), row)


def protected(_: Record, __: Around) -> str:
    """What stands in place of the matter of a protected case."""
    return COVERED

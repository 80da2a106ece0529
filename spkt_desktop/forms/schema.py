"""What is asked: sections of fields, declared once and read by screen, checks, register and letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Row = dict[str, Any]
"""What one section holds, or one row of a section that repeats."""


class Kind(StrEnum):
    """The closed list of field kinds; the screen has one widget for each."""

    TEXT = "text"
    """One line."""
    NOTE = "note"
    """Several lines; line breaks are kept."""
    INTEGER = "integer"
    DATE = "date"
    """ISO 8601, `2026-11-20`."""
    TIME = "time"
    """`14:30`, in the zone of the unit."""
    CHOICE = "choice"
    """One of `choices` and nothing else."""
    SUGGEST = "suggest"
    """One line; `choices` are offered, anything may be typed."""
    FLAG = "flag"
    NIK = "nik"
    PHONE = "phone"
    OFFICER = "officer"
    """NRP of somebody on the personnel list."""
    IMAGE = "image"
    """A PNG or JPEG in base64."""
    MONEY = "money"
    """Whole rupiah."""
    ARTICLE = "article"
    """An article as it is cited: `Pasal 476 KUHP`; the list of articles is offered, anything may be typed."""


class Find(StrEnum):
    """What the register does with a field."""

    NO = "no"
    TEXT = "text"
    """Search finds the record by it."""
    THING = "thing"
    """As TEXT, and it identifies a thing: the same number in an earlier record is said."""
    NUMBER = "number"
    """As THING, but only among things of one kind: the number of a KTP stands on other cards of its owner as well."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered value and how it is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. An absent, `None` or empty value means "not filled in"."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    longest: int = 120
    """Most characters of a text."""
    least: int = 0
    most: int = 9999
    """Bounds of an INTEGER or MONEY, both allowed."""
    default: str | int | bool | None = None
    help: str = ""
    """One short line under the field."""
    find: Find = Find.NO
    from_unit: str = ""
    """A repeating section of the unit's settings; the first field of each of its rows is offered as well."""
    tally: str = ""
    """What reports count records by: `desa` or `barang`; an ARTICLE is counted as `pasal` wherever it is asked."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How a section (or one of its rows) is asked for one value of its `key` field."""

    fields: tuple[str, ...]
    """Names of the fields that are asked beside the key; the others stay possible in `values`."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels that differ from the field's own: "NIK pada KTP" for `nomor`."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    ask_for: tuple[str, ...] = ()
    """Supporting papers to ask the citizen for."""
    warning: str = ""
    """Said, without blocking, whenever this variant is chosen."""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; `repeats` makes its value a list of rows."""

    name: str
    title: str
    fields: tuple[Field, ...]
    repeats: bool = False
    fewest: int = 0
    most: int = 100
    """Bounds of the number of rows, both allowed."""
    row: str = ""
    """What one row is called: "Barang"."""
    person: bool = False
    """True where the fields are an identity: known persons are offered and remembered."""
    key: str = ""
    """Name of the field whose value chooses the variant; empty where there are none."""
    variants: Mapping[str, Variant] = field(default_factory=dict)
    """By key value; a value that is not in it is asked all fields."""

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    def asked(self, row: Mapping[str, Any]) -> tuple[Field, ...]:
        """The fields to show for these values, in order: the key, its variant's fields, and whatever is filled in."""
        variant = self.variants.get(str(row.get(self.key) or ""))
        if variant is None:
            return self.fields
        return tuple(f for f in self.fields if f.name == self.key or f.name in variant.fields or row.get(f.name))

    def label(self, name: str, row: Mapping[str, Any]) -> str:
        """How that field is called for these values."""
        variant = self.variants.get(str(row.get(self.key) or ""))
        return (variant.labels.get(name) if variant else None) or self.field(name).label


def rows_of(section: Section, values: Mapping[str, Any]) -> list[Row]:
    """The rows of a section in clean values; a section that does not repeat has exactly one."""
    part = values.get(section.name)
    if section.repeats:
        return list(part or [])
    return [part or {}]

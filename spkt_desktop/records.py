"""Values that travel between the layers: events, records, officers, units, letters."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from spkt_desktop.canonical import canonical as canonical

Values = dict[str, Any]
"""What a form holds: `{section: {field: value}}`, or `{section: [{field: value}, ...]}` where a section repeats."""

Clock = Callable[[], datetime]
"""Gives the present moment, with a zone (the real one that of the PC)."""

GENESIS = "0" * 64
"""What stands for `prev` in the first event of a journal."""


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def new_id() -> str:
    """A UUIDv7 (RFC 9562, section 5.7): unique without a server and sortable by time of making."""
    stamp = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    number = (stamp & (1 << 48) - 1) << 80 | 7 << 76 | (tail >> 62 & 0xFFF) << 64 | 2 << 62 | tail & (1 << 62) - 1
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@dataclass(frozen=True, slots=True)
class Event:
    """One official act in the journal of a desk; events are hash-chained and never change."""

    epoch: int
    seq: int
    id: str
    at: str
    """RFC 3339 with the zone of the unit."""
    officer: str
    """NRP of whoever acted; empty for what the desk did by itself."""
    kind: str
    subject: str | None
    """UUID of the record that the act is about."""
    form: str | None
    form_version: int | None
    body: Mapping[str, Any]
    prev: str
    hash: str = ""

    def as_json(self) -> dict[str, Any]:
        """The event as a JSON object, `hash` included."""
        return {name: getattr(self, name) for name in self.__slots__}

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of the event without `hash`."""
        content = self.as_json()
        del content["hash"]
        return sha256(canonical(content))

    def sealed(self) -> Event:
        """The same event with its hash."""
        return replace(self, hash=self.digest())

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Event:
        """The event of a JSON object; raises KeyError, TypeError or ValueError where it is none."""
        if set(content) != set(cls.__slots__):
            raise ValueError("not the members of an event")
        event = cls(**content)
        texts = (event.id, event.at, event.officer, event.kind, event.prev, event.hash)
        optional = ("" if text is None else text for text in (event.subject, event.form))
        if not all(isinstance(text, str) for text in (*texts, *optional)):
            raise TypeError("a member of the event is not a text")
        places = (event.epoch, event.seq, 0 if event.form_version is None else event.form_version)
        if not all(type(place) is int and 0 <= place < 2**53 for place in places) or not isinstance(event.body, dict):
            raise TypeError("a member of the event has the wrong type")
        return event


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of the unit as one version of the personnel list has them."""

    nrp: str
    name: str
    rank: str
    """Short rank as printed: "Bripka"."""
    post: str
    """Jabatan as printed: "BANIT SPKT"."""
    role: str
    """petugas, ka_spkt, kapolsek or admin."""
    regu: str = ""
    active: bool = True
    version: str = ""
    """Id of the event that wrote these particulars."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit's settings (values of the form `unit`) as one version has them."""

    values: Values
    version: str = ""
    """Id of the event that wrote these settings."""

    @property
    def zone(self) -> str:
        """WIB, WITA or WIT."""
        return str(self.values["kesatuan"]["zona"])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who stood at the counter, as known from an earlier record."""

    name: str
    nik: str
    born: str
    values: Mapping[str, Any]
    """All fields of the identity section, to be taken over."""
    record: str = ""
    number: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register remembers of a record for lists, search and hints; derived from its values."""

    who: str
    what: str
    text: str
    """Everything that search finds the record by."""
    secret: str = ""
    """What only those find a protected record by who may open it."""
    persons: tuple[Person, ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    """(kind, identifying number) of each thing, the number folded to upper-case letters and digits."""
    tallies: tuple[tuple[str, str], ...] = ()
    """(kind, value) of all that reports count records by."""


Indexer = Callable[[str, int, Values, bool], Entry]
"""Makes the entry of a record of (form, form version, values, whether it is protected)."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a letter; `text` is as printed and is never parsed."""

    series: str
    year: int
    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the Polres has said of a record: `state` is belum, dikirim, diterima, ditunda or ditolak."""

    state: str = "belum"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a record was made with: the versions (ids of events) and templates that were in force."""

    unit: str
    officer: str
    signers: Mapping[str, str]
    """By paper: the officer who signs it beside or instead of the one on duty."""
    templates: Mapping[str, str]
    """By paper: the SHA-256 of its template."""
    staff: Mapping[str, str]
    """By NRP: the officers that the values name."""


@dataclass(frozen=True, slots=True)
class Record:
    """A registered case or letter."""

    id: str
    form: str
    form_version: int
    number: Number
    registered_at: str
    officer: str
    """NRP of the officer who registered it."""
    values: Values
    """Empty where the record is protected and was not opened."""
    context: Context
    who: str
    what: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By paper: the printed number of each that has one of its own."""
    about: str = ""
    """Id of the record that it follows."""
    arrived: str = ""
    """When whoever it is for came to the counter (RFC 3339); empty where that is not known."""
    protection: tuple[str, ...] = ()
    """Why it is protected; empty where it is not."""
    destination: str = ""
    """Where it goes: Reskrim, PPA, ...; empty where it stays at the counter."""
    attention: bool = False
    """Whether the Kapolsek should see it (atensi)."""
    status: str = "berlaku"
    """berlaku, batal or diganti."""
    reason: str = ""
    replaces: str = ""
    replaced_by: str = ""
    prints: Mapping[str, int] = field(default_factory=dict)
    """By paper: how many times it has been handed out; the next one is marked as a copy if this is not 0."""
    delivery: Delivery = field(default_factory=Delivery)

    @property
    def copies(self) -> int:
        """How many times its first paper has been handed out."""
        return self.prints.get(self.form, 0)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record as the letter of another one names it."""

    form: str
    title: str
    number: str
    registered_at: datetime
    """In the zone of the unit."""


@dataclass(frozen=True)
class Template:
    """The files a letter is made from; `digest` is their SHA-256 and their name for ever."""

    name: str
    files: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of the files."""
        return sha256(canonical(dict(self.files)))


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """All that a letter is made of: a pure value that a worker turns into a `Letter`."""

    form: str
    template: Template
    """Named as the paper that it is for."""
    values: Values
    unit: Unit
    officer: Officer
    signer: Officer | None
    """Whoever the unit lets sign this paper beside or instead of the officer."""
    number: str
    """Of this paper."""
    registered_at: datetime
    """In the zone of the unit."""
    staff: Mapping[str, Officer] = field(default_factory=dict)
    about: Reference | None = None
    labels: tuple[str, ...] = ()
    """Whom the copies of a set are for, one after the other in one PDF; empty: a single letter."""
    copy: int = 0
    """0 for the letter itself, n for its n-th copy."""
    replaces: str = ""
    """Printed number of the letter that this one replaces."""
    draft: bool = False
    """True for the live preview: nothing of it may be printed."""
    record_number: str = ""
    """Printed number of the record; empty where this paper has no other one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter."""

    pdf: bytes
    sha256: str
    pages: int
    paper: str
    """F4 or A4."""

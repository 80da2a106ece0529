"""The records that the Polres holds, derived from the accepted events of its desks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spkt_desktop.records import Event


@dataclass(frozen=True, slots=True)
class Held:
    """A record of a desk as it stands at the Polres."""

    id: str
    desk: str
    """Code of the desk."""
    form: str
    form_version: int
    number: str
    """As printed."""
    registered_at: str
    officer: str
    values: dict[str, Any]
    status: str = "berlaku"
    """berlaku, batal or diganti."""
    reason: str = ""
    replaces: str = ""
    replaced_by: str = ""
    about: str = ""
    """Id of the record that it follows."""
    protection: tuple[str, ...] = ()
    """Why it is protected: then nobody lists its values."""


def covered(record: Held) -> Held:
    """The record as lists show it: of a protected one neither name nor address, nor what somebody wrote about it."""
    return replace(record, values={}, reason="") if record.protection else record


def records(desk: str, events: Iterable[Event]) -> list[Held]:
    """The records of a desk (by its code) in the order they were registered; events come predecessors first."""
    held: dict[str, Held] = {}
    followers: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.kind == "registered" and event.subject and event.form:
            record = _registered(desk, event)
            held[record.id] = record
            followers[record.about].append(record.id)
            if record.replaces in held:
                held[record.replaces] = replace(held[record.replaces], status="diganti", replaced_by=record.id)
                _protect(held, followers, record.replaces, record.protection)
        elif event.kind == "voided" and event.subject in held:
            by = str(event.body.get("replaced_by") or held[event.subject].replaced_by)
            held[event.subject] = replace(
                held[event.subject],
                status="diganti" if by else "batal",
                reason=str(event.body.get("reason", "")),
                replaced_by=by,
            )
    return list(held.values())


def _protect(
    held: dict[str, Held], followers: Mapping[str, Sequence[str]], record: str, reasons: tuple[str, ...]
) -> None:
    """Cover what was registered before the case was known to be protected: corrected records and followers."""
    open_ = [record]  # a desk may send a chain of any length, so nothing calls itself here
    while open_:
        one = held.get(open_.pop())
        if one is not None and not set(reasons) <= set(one.protection):
            held[one.id] = replace(one, protection=tuple(dict.fromkeys((*one.protection, *reasons))))
            open_ += (one.replaces, *followers.get(one.id, ()))


def _registered(desk: str, event: Event) -> Held:
    """The record of such an event; what a broken desk left out stays empty."""
    number, values = event.body.get("number"), event.body.get("values")
    protection = event.body.get("protection")
    return Held(
        id=event.subject or "",
        desk=desk,
        form=event.form or "",
        form_version=event.form_version or 0,
        number=str(number.get("text", "")) if isinstance(number, dict) else "",
        registered_at=event.at,
        officer=event.officer,
        values=values if isinstance(values, dict) else {},
        replaces=str(event.body.get("replaces") or ""),
        about=str(event.body.get("about") or ""),
        protection=tuple(str(reason) for reason in protection) if isinstance(protection, list) else (),
    )

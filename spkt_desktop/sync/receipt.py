"""The receipt (`.terima`): what the Polres answers to one desk, signed by the Polres and sealed to that desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import Event, canonical
from spkt_desktop.sync import strict
from spkt_desktop.sync.bundle import Place, event_from, file_code
from spkt_desktop.sync.card import Card
from spkt_desktop.sync.frame import Cover, Find, Kind, not_for_us, seal, unseal
from spkt_desktop.sync.keys import Keys, PublicKeys

ACCEPTED, ALREADY, HELD, REJECTED = "diterima", "sudah ada", "ditunda", "ditolak"

_Item = TypeVar("_Item")

_KIND = Kind("spkt-receipt/1", "receipt.json.gz", ())
_MEMBERS = ("bundles", "through", "results", "gaps", "forks", "lost", "news", "templates", "rollover")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event at the Polres."""

    id: str
    """Id of the event."""
    result: str
    """diterima, sudah ada, ditunda or ditolak."""
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """The result as it stands in a receipt."""
        return {"id": self.id, "result": self.result, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Gap:
    """Places of a desk's journal that the Polres has not seen: `first` to `last`, both included."""

    epoch: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Fork:
    """One place of a desk's journal with two contents: the one that holds it and the one that was refused."""

    epoch: int
    seq: int
    accepted: str
    rejected: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the Polres says to one desk."""

    id: str
    """UUIDv7; a desk that has taken this id in before has nothing more to do."""
    desk_id: str
    desk_code: str
    at: datetime
    """The clock of the Polres."""
    program: str
    bundles: tuple[str, ...] = ()
    """Ids of the bundles that are answered."""
    through: Place | None = None
    """The furthest event of which the Polres has taken in it and every event before it."""
    results: tuple[Result, ...] = ()
    gaps: tuple[Gap, ...] = ()
    forks: tuple[Fork, ...] = ()
    lost: tuple[Event, ...] = ()
    """Events of earlier epochs that the Polres has and the desk has not, their hashes checked."""
    news: tuple[Mapping[str, Any], ...] = ()
    """Per record: record, unit, investigator, registration, sp2hp (what the desk shows beside the record)."""
    templates: tuple[Mapping[str, Any], ...] = ()
    """Template packs; empty in this version."""
    rollover: Card | None = None
    """The new card of the Polres, to be kept in place of the one that this receipt is signed with."""

    @property
    def file_name(self) -> str:
        """The name of the file that carries the receipt."""
        return f"{file_code(self.desk_code)}_{self.at:%Y%m%d-%H%M%S}_{self.id[-6:]}.terima"


def make(receipt: Receipt, keys: Keys, desk: PublicKeys, rollover: bytes = b"") -> bytes:
    """The file of a receipt; `rollover` is the file of the new card where the receipt announces one."""
    content = {
        "bundles": list(receipt.bundles),
        "through": receipt.through.as_json() if receipt.through else None,
        "results": [result.as_json() for result in receipt.results],
        "gaps": [{"epoch": gap.epoch, "first": gap.first, "last": gap.last} for gap in receipt.gaps],
        "forks": [
            {"epoch": fork.epoch, "seq": fork.seq, "accepted": fork.accepted, "rejected": fork.rejected}
            for fork in receipt.forks
        ],
        "lost": [event.as_json() for event in receipt.lost],
        "news": [dict(item) for item in receipt.news],
        "templates": [dict(item) for item in receipt.templates],
        "rollover": rollover.decode("utf-8"),
    }
    cover = Cover(receipt.id, receipt.desk_id, receipt.desk_code, receipt.at, receipt.program)
    return seal(_KIND, cover, {}, canonical(content), keys, desk)


def read(data: bytes, mine: Sequence[Keys], desk_id: str, find: Find) -> Receipt:
    """The receipt in these bytes; raises SealBroken, and then nothing of it may be used.

    `find` gives the keys of the Polres with (desk id, fingerprint); `mine` are the keys of this desk, old ones too.
    """
    opened = unseal(data, _KIND, mine, find)
    manifest = opened.manifest
    if manifest["desk"]["id"] != desk_id:
        raise not_for_us()
    try:
        content = strict.members(strict.decode(opened.plain), *_MEMBERS)
        return Receipt(
            manifest["id"],
            desk_id,
            manifest["desk"]["code"],
            datetime.fromisoformat(manifest["clock"]),
            manifest["program"],
            _each(strict.uuid, content["bundles"]),
            None if content["through"] is None else Place.from_json(content["through"]),
            _each(_result, content["results"]),
            _each(_gap, content["gaps"]),
            _each(_fork, content["forks"]),
            _each(_lost, content["lost"]),
            _each(_object, content["news"]),
            _each(_object, content["templates"]),
            _card(content["rollover"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise strict.damaged() from error


def _each(convert: Callable[[Any], _Item], items: object) -> tuple[_Item, ...]:
    if not isinstance(items, list):
        raise ValueError("not a list")
    return tuple(convert(item) for item in items)


def _result(item: object) -> Result:
    told = strict.members(item, "id", "result", "reason")
    if told["result"] not in (ACCEPTED, ALREADY, HELD, REJECTED):
        raise ValueError("not a known result")
    return Result(strict.text(told["id"]), told["result"], strict.text(told["reason"]))


def _gap(item: object) -> Gap:
    told = strict.members(item, "epoch", "first", "last")
    return Gap(strict.number(told["epoch"], 1), strict.number(told["first"], 1), strict.number(told["last"], 1))


def _fork(item: object) -> Fork:
    told = strict.members(item, "epoch", "seq", "accepted", "rejected")
    place = strict.number(told["epoch"], 1), strict.number(told["seq"], 1)
    return Fork(*place, strict.digest(told["accepted"]), strict.digest(told["rejected"]))


def _lost(item: dict[str, Any]) -> Event:
    event = event_from(item)
    if event.digest() != event.hash:
        raise ValueError("not the event of its hash")
    return event


def _object(item: object) -> Mapping[str, Any]:
    if not isinstance(item, dict):
        raise ValueError("not an object")
    return item


def _card(written: object) -> Card | None:
    if not isinstance(written, str):
        raise ValueError("not a card")
    if not written:
        return None
    try:
        return Card.read(written.encode("utf-8"), "polres")
    except SealBroken as error:
        raise ValueError("not an untouched card") from error

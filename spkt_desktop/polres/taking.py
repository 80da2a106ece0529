"""Taking one bundle in: what becomes of its events, and the receipt that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from spkt_desktop import __version__
from spkt_desktop.polres import answer
from spkt_desktop.polres.answer import KnownForms
from spkt_desktop.polres.judge import Outcome, Reason, settle
from spkt_desktop.polres.ledger import Ledger
from spkt_desktop.records import Event, canonical, new_id
from spkt_desktop.sync import Bundle, Receipt, Result
from spkt_desktop.sync.receipt import ACCEPTED, ALREADY, HELD, REJECTED

_MOST_ANSWERED = 20 << 20
"""Bytes of results in one receipt; an event that it leaves out is sent again by its desk, and answered then."""


def take_in(ledger: Ledger, bundle: Bundle, known: KnownForms, at: datetime) -> Receipt:
    """Judge and keep the events of a bundle together with those that wait, and make the receipt."""
    ledger.lock()
    ledger.retire_before(bundle.sender)
    outcome = settle(ledger.journal(), (*ledger.waiting(), *bundle.events))
    stamp = at.isoformat(timespec="seconds")
    ledger.keep(bundle, outcome, answer.lasting_fault, stamp)
    for event in outcome.accepted:
        if event.kind == "keys_rolled" and (keys := answer.rolled(event)) is not None:
            ledger.add_keys(keys, stamp)
    state = answer.state(ledger, known)
    return Receipt(
        id=new_id(),
        desk_id=bundle.desk_id,
        desk_code=bundle.desk_code,
        at=at,
        program=__version__,
        bundles=(bundle.id,),
        through=state.through,
        results=tuple(_fitting(_results(bundle, outcome, known))),
        gaps=state.gaps,
        forks=state.forks,
        lost=answer.lost(ledger, bundle.events[-1].epoch, bundle.knows),
    )


def _results(bundle: Bundle, outcome: Outcome, known: KnownForms) -> Iterator[Result]:
    yield from _counted(outcome.accepted, ACCEPTED, known)
    yield from _counted(outcome.already, ALREADY, known)
    yield from _refused(bundle, outcome)


def _fitting(results: Iterable[Result]) -> Iterator[Result]:
    """The first of these, as many as a receipt holds: what had waited for years may come with a single bundle."""
    size = 0
    for result in results:
        size += len(canonical(result.as_json()))
        if size > _MOST_ANSWERED:
            return
        yield result


def _counted(events: Iterable[Event], result: str, known: KnownForms) -> Iterable[Result]:
    for event in events:
        fault = answer.fault_of(event, known)
        yield Result(event.id, REJECTED, fault.sentence) if fault else Result(event.id, result)


def _refused(bundle: Bundle, outcome: Outcome) -> Iterable[Result]:
    """What waits or was rejected; of what had waited before and still does, nothing new is said."""
    asked = {event.hash for event in bundle.events}
    for event in outcome.held:
        if event.hash in asked:
            yield Result(event.id, HELD, Reason.WAITING.sentence)
    for event, reason in outcome.rejected:
        yield Result(event.id, REJECTED, reason.sentence)

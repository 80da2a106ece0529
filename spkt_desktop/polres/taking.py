"""Taking one bundle in: what becomes of its events, and the receipt that says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from spkt_desktop import __version__
from spkt_desktop.polres import answer
from spkt_desktop.polres.answer import KnownForms
from spkt_desktop.polres.judge import Outcome, Reason, settle
from spkt_desktop.polres.ledger import Ledger
from spkt_desktop.records import Event, new_id
from spkt_desktop.sync import Bundle, Receipt, Result
from spkt_desktop.sync.receipt import ACCEPTED, ALREADY, HELD, REJECTED


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
        results=(
            *_counted(outcome.accepted, ACCEPTED, known),
            *_counted(outcome.already, ALREADY, known),
            *_refused(bundle, outcome),
        ),
        gaps=state.gaps,
        forks=state.forks,
        lost=answer.lost(ledger, bundle.events[-1].epoch, bundle.knows),
    )


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

"""What becomes of each event that a desk has sent: a pure decision over what is already held of that desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from spkt_desktop.records import GENESIS, Event, canonical, sha256


class Reason(StrEnum):
    """Why an event is not taken in; the value is kept in the database."""

    HASH = "hash"
    FORK = "fork"
    IDENTITY = "identity"
    BROKEN = "broken"
    ORPHAN = "orphan"
    FORM = "form"
    KEYS = "keys"
    WAITING = "waiting"

    @property
    def sentence(self) -> str:
        """What the desk is told."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.HASH: "Isi catatan tidak cocok dengan sidiknya.",
    Reason.FORK: "Tempat ini dalam jurnal sudah diisi catatan lain (jurnal bercabang).",
    Reason.IDENTITY: "Identitas catatan ini sudah dipakai catatan lain.",
    Reason.BROKEN: "Catatan tidak menyambung dengan catatan sebelumnya.",
    Reason.ORPHAN: "Catatan menyambung pada catatan yang ditolak.",
    Reason.FORM: "Formulir atau versinya belum dikenal; diterima setelah program Polres diperbarui.",
    Reason.KEYS: "Kunci baru dalam catatan ini tidak dapat dibaca.",
    Reason.WAITING: "Catatan sebelumnya belum sampai.",
}


@dataclass(slots=True)
class Journal:
    """What the Polres holds of one desk, as far as a decision needs it."""

    places: dict[tuple[int, int], str] = field(default_factory=dict)
    """(epoch, seq) to the hash of the accepted event there."""
    hashes: dict[str, tuple[int, int]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    epochs: set[int] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    """Hashes of events that are sound in themselves but were rejected for good."""

    def hold(self, epoch: int, seq: int, event_id: str, digest: str) -> None:
        """Note an accepted event."""
        self.places[epoch, seq] = digest
        self.hashes[digest] = (epoch, seq)
        self.ids.add(event_id)
        self.epochs.add(epoch)

    def objection(self, event: Event) -> Reason | None:
        """Why the event (of a sound hash, not held yet) cannot be accepted now; None where it can."""
        if (event.epoch, event.seq) in self.places:
            return Reason.FORK
        if event.id in self.ids:
            return Reason.IDENTITY
        if (event.prev == GENESIS) != (event.seq == 1):
            return Reason.BROKEN
        epoch, seq = self.hashes.get(event.prev, (0, 0))
        if event.prev != GENESIS and not epoch:
            return Reason.ORPHAN if event.prev in self.refused else Reason.WAITING
        if event.seq != seq + 1 or event.epoch < epoch:
            return Reason.BROKEN
        # An epoch begins once: two restores that both call themselves the second epoch are a fork.
        return Reason.FORK if event.epoch > epoch and event.epoch in self.epochs else None


@dataclass(slots=True)
class Outcome:
    """What has become of events, each list in journal order."""

    accepted: list[Event] = field(default_factory=list)
    already: list[Event] = field(default_factory=list)
    held: list[Event] = field(default_factory=list)
    rejected: list[tuple[Event, Reason]] = field(default_factory=list)


def identity(event: Event) -> str:
    """SHA-256 of the whole event with the hash it claims: two events are one only if they agree in this."""
    return sha256(canonical(event.as_json()))


def settle(journal: Journal, events: Iterable[Event]) -> Outcome:
    """Judge incoming and waiting events together until nothing moves any more; the journal grows accordingly.

    For the journal of an honest desk, restores included, the outcome of all its bundles is the same in whatever
    order they come. Where two contents claim one place, the one that was accepted first stays.
    """
    outcome = Outcome()
    waiting: list[Event] = []
    for event in sorted(_once(events), key=_order):
        if event.digest() != event.hash:
            outcome.rejected.append((event, Reason.HASH))
        elif event.hash in journal.hashes:
            outcome.already.append(event)
        else:
            waiting.append(event)
    moved = True
    while moved:
        outcome.held = []
        for event in waiting:
            objection = journal.objection(event)
            if objection is Reason.WAITING:
                outcome.held.append(event)
            elif objection is None:
                journal.hold(event.epoch, event.seq, event.id, event.hash)
                outcome.accepted.append(event)
            else:
                journal.refused.add(event.hash)
                outcome.rejected.append((event, objection))
        moved = len(outcome.held) < len(waiting)
        waiting = outcome.held
    return outcome


def _once(events: Iterable[Event]) -> Iterable[Event]:
    """The events without repetitions; the whole of one is only looked at where another one claims the same hash."""
    every = list(events)
    claims = Counter(event.hash for event in every)
    return {(event.hash, identity(event) if claims[event.hash] > 1 else ""): event for event in every}.values()


def _order(event: Event) -> tuple[int, int, str]:
    """Predecessors first."""
    return event.seq, event.epoch, event.hash

"""A record among others: what follows it, what it waits for, where it goes, and who looked into it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import Refused
from spkt_desktop.forms.characters import one_line, refusal
from spkt_desktop.forms.form import Awaited, Paper, Proposal
from spkt_desktop.forms.routing import DESTINATIONS
from spkt_desktop.forms.unit import labels
from spkt_desktop.records import Record

SERIOUS_REASON, LONGEST_REASON = 5, 500
"""Fewest and most characters of a reason."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A form that a record can be followed by, with what it would begin with."""

    form: str
    title: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class PaperState:
    """One paper of a record as it stands."""

    paper: Paper
    title: str
    """As the unit calls it."""
    number: str
    copies: int
    """How many times it has been handed out."""
    labels: tuple[str, ...]
    """Whom the copies of a set are for; empty where a single one is made."""


class Cases:
    """What is asked and done about a registered record beside its letters."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def open(self, reference: str) -> Record:
        """The whole record; opening a protected one is written down. Raises NotFound, Refused."""
        record = self._duty.whole(reference)
        if record.protection:
            self._duty.act("opened", record.id, {"protection": list(record.protection)})
        return record

    def papers(self, record: Record) -> list[PaperState]:
        """The papers of a record, its own letter first."""
        self._duty.allow(Right.READ)
        form, unit = self._duty.form(record.form), self._duty.unit_version(record.context.unit)
        return [
            PaperState(
                paper, str(unit.values[paper.name]["judul"]), record.numbers.get(paper.name, record.number.text),
                record.prints.get(paper.name, 0), labels(unit.values, paper.name),
            )
            for paper in form.papers
            if paper.name in record.context.templates
        ]  # fmt: skip

    def parent(self, record: Record) -> Record | None:
        """The record that this one follows, covered where it is protected."""
        return self._duty.record(record.about) if record.about else None

    def following(self, record: Record) -> list[Record]:
        """The records that follow this one, oldest first, covered where they are protected."""
        self._duty.allow(Right.READ)
        return [covered(one) for one in self._duty.store.register.following(record.id)]

    def follow_ups(self, record: Record) -> list[FollowUp]:
        """What can be made from a record: nothing that it holds is typed again."""
        whole = self._duty.whole(record.id)
        if whole.status != "berlaku":
            return []
        return [
            FollowUp(form.name, form.title, tuple(map(_begun, form.follows[whole.form](whole))))
            for form in self._duty.forms.values()
            if whole.form in form.follows
        ]

    def awaited(self, record: Record) -> list[Awaited]:
        """What a valid record still waits for, the earliest first; of a newer program's record that is not known."""
        self._duty.allow(Right.READ)
        form = self._duty.forms.get(record.form)
        if form is None or form.awaits is None or record.status != "berlaku" or record.form_version > form.version:
            return []
        settled = self._duty.store.watch.settled_of(record.id)
        asked = form.awaits(self._duty.store.register.record(record.id), self._duty.known())
        found = [one for one in asked if one.key not in settled]
        return sorted(found, key=lambda one: (one.due is None, one.due and one.due.isoformat()))

    def route(self, reference: str, to: str, reason: str) -> Record:
        """Send a record elsewhere than was proposed; raises Refused without a reason."""
        self._duty.allow(Right.DIRECT)
        if to not in DESTINATIONS:
            raise Refused(f"Tujuan tidak dikenal. Yang ada: {', '.join(DESTINATIONS)}. Tidak ada yang berubah.")
        with self._duty.store.db.write():
            record = self._changeable(reference, reason)
            if record.destination == to:
                raise Refused(f"Surat ini sudah diteruskan ke {to}. Tidak ada yang berubah.")
            self._duty.act("routed", record.id, {"from": record.destination, "to": to, "reason": reason.strip()})
            return self._duty.record(record.id)

    def mark(self, reference: str, on: bool, reason: str) -> Record:
        """Mark a record for the Kapolsek (atensi), or take the mark away; raises Refused without a reason."""
        self._duty.allow(Right.DIRECT)
        with self._duty.store.db.write():
            record = self._changeable(reference, reason)
            if record.attention == on:
                raise Refused(f"Surat ini {'sudah' if on else 'tidak'} ditandai atensi. Tidak ada yang berubah.")
            self._duty.act("attention", record.id, {"on": on, "reason": reason.strip()})
            return self._duty.record(record.id)

    def _changeable(self, reference: str, reason: str) -> Record:
        record = self._duty.whole(reference)
        if record.status != "berlaku":
            raise Refused("Surat ini sudah tidak berlaku. Tidak ada yang berubah.")
        serious(reason)
        return record


def serious(reason: str) -> None:
    """Refuse what is no reason: it stays in the register for ever."""
    if len(reason.strip()) < SERIOUS_REASON:
        raise Refused("Tulis alasan yang jelas; alasan ikut tersimpan di register. Tidak ada yang berubah.")
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        raise Refused(f"Alasan paling panjang {LONGEST_REASON} huruf dalam satu baris. Tidak ada yang berubah.")
    if unprintable := refusal(one_line(reason)):  # it is printed in the diary and in the registers
        raise Refused(f"{unprintable} Tidak ada yang berubah.")


def _begun(proposal: Proposal) -> Proposal:
    """Without sections that nothing is known of: those begin as they always do."""
    return replace(proposal, values={name: part for name, part in proposal.values.items() if part})

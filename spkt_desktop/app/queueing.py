"""The queue in front of the counter: a number for whoever has to wait, and the hour at which they came."""

from __future__ import annotations

from datetime import datetime, timedelta

from spkt_desktop.app.duty import Duty
from spkt_desktop.app.rights import Right
from spkt_desktop.books import NEEDS, Visit
from spkt_desktop.errors import Refused
from spkt_desktop.records import new_id
from spkt_desktop.store.watch import KeptVisit

PATIENCE = timedelta(hours=12)
"""How long somebody may have been waiting."""
GONE, ANSWERED = "pergi", "selesai"
"""How a visit ends without a record: the visitor went away, or needed only an answer."""


class Queue:
    """Numbers begin at 1 each day; the wounded, children, the old and the disabled come first."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    @property
    def used(self) -> bool:
        """Whether this unit hands out numbers."""
        return (self._duty.unit.values.get("pelayanan") or {}).get("antrean") is not False

    def take(self, need: str = "") -> Visit:
        """Hand out the next number of the day; `need` is a key of NEEDS for whoever comes first."""
        duty = self._duty
        duty.allow(Right.SERVE)
        if need and need not in NEEDS:
            raise Refused(f"Kebutuhan tidak dikenal. Yang ada: {', '.join(NEEDS)}. Nomor belum diambil.")
        visit_id = new_id()
        with duty.store.db.write():
            today = duty.now().date().isoformat()
            taken = [kept.number for kept in duty.store.watch.visits(today, today)]
            last = max((*taken, *(visit.number for visit in self.waiting())), default=0)
            duty.act("queued", visit_id, {"number": last + 1, "need": need})
            return self._visit(self._kept(visit_id))

    def waiting(self) -> list[Visit]:
        """Who is still to be served, the one who is called already first, then by need and by coming.

        Midnight ends nobody's waiting; whoever came longer ago than PATIENCE has gone without a word.
        """
        since = (self._duty.now() - PATIENCE).isoformat()
        found = [self._visit(kept) for kept in self._duty.store.watch.waiting(since)]
        return sorted(found, key=lambda visit: (not visit.called, _urgency(visit.need)))

    def call(self, visit_id: str = "") -> Visit:
        """Call somebody in, or whoever is next; raises Refused where nobody waits."""
        duty = self._duty
        duty.allow(Right.SERVE)
        with duty.store.db.write():
            duty.clock.refuse_doubted()  # before it is asked who came today
            chosen = visit_id or next((visit.id for visit in self.waiting() if not visit.called), "")
            if not chosen:
                raise Refused("Tidak ada yang menunggu. Tidak ada yang berubah.")
            kept = self._open(chosen)
            if not kept.called_at:
                duty.act("called", kept.id, {"number": kept.number})
            return self._visit(self._kept(chosen))

    def end(self, visit_id: str, how: str) -> None:
        """End a visit without a record: `pergi` or `selesai`."""
        duty = self._duty
        duty.allow(Right.SERVE)
        if how not in (GONE, ANSWERED):
            raise Refused(f"Pilih {GONE} atau {ANSWERED}. Tidak ada yang berubah.")
        with duty.store.db.write():
            kept = self._open(visit_id)
            duty.act("left", kept.id, {"number": kept.number, "state": how})

    def _open(self, visit_id: str) -> KeptVisit:
        kept = self._kept(visit_id)
        if kept.ended_at:
            raise Refused("Antrean itu sudah selesai. Tidak ada yang berubah.")
        return kept

    def _kept(self, visit_id: str) -> KeptVisit:
        kept = self._duty.store.watch.visit(visit_id)
        if kept is None:
            raise Refused("Antrean itu tidak ada. Tidak ada yang berubah.")
        return kept

    def _visit(self, kept: KeptVisit) -> Visit:
        at = datetime.fromisoformat(kept.at).astimezone(self._duty.now().tzinfo)
        return Visit(kept.id, kept.number, kept.need, at, bool(kept.called_at))


def _urgency(need: str) -> int:
    return list(NEEDS).index(need) if need in NEEDS else len(NEEDS)

"""What waits for whom: everything that records, the Polres and the last handover leave open, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from spkt_desktop.app.cases import serious
from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Matter
from spkt_desktop.errors import Refused
from spkt_desktop.forms.form import Awaited, Form, Known, Wait
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Record, Values, sha256
from spkt_desktop.store.lists import WaitingRecord

PATIENCE = timedelta(days=3)
"""How long the Polres may be without word of an act before that is an open matter."""
SOON = timedelta(days=3)
"""How far ahead the next regu is told of what is due."""
MOST_ENDING = 5
"""Letters that end soon and are told one by one; more of them are told together."""
MOST_URGENT = 30
"""Rows of what is awaited on the paper of a handover; the rest stands on the home page."""
TASK = "tugas."
"""How the keys of tasks begin that a handover names."""
_NOT_TOLD = ("sktlk.masa",)
"""What ends without anybody having to do something is not handed over."""
STEP = 40
"""Records that are read at a time."""
_LATELY = 20
"""Handovers among which the newest is looked for."""
_EVER = "9999-12-31"
REJECTED, UNACKNOWLEDGED = "polres.ditolak", "polres.belum"


@dataclass(frozen=True, slots=True)
class _Read:
    """What one record awaits, as long as what follows it and the settings stay."""

    stamp: tuple[str, ...]
    awaited: tuple[Awaited, ...]


class Matters:
    """Records are read once; what they await changes only with what follows them, with the settings and the clock."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self._read: dict[str, _Read] = {}
        self._day = ""
        self._unit = ""
        """The version of the unit's settings that is asked under."""

    def listed(self) -> list[Matter]:
        """All open matters: what is late first, then by when they are due, then the newest."""
        self._duty.allow(Right.READ)
        settled = self._duty.store.watch.settled()
        found = [*self._of_polres(), *self._of_records(), *self._tasks()]
        found = [matter for matter in found if (matter.record, matter.key) not in settled]
        far = datetime.max.replace(tzinfo=self._duty.now().tzinfo)
        return sorted(found, key=lambda matter: (not matter.late, matter.due or far))

    def tasks(self) -> list[Values]:
        """The tasks of the last handover that are still open, as it has them."""
        record, settled = self.handover(), self._duty.store.watch.settled()
        rows = record.values.get("tugas") or [] if record else []
        return [row for row in rows if record and (record.id, _task(row)) not in settled]

    def urgent(self) -> list[Values]:
        """What records wait for that is late or due soon, as rows of a handover, the most urgent first."""
        soon = self._duty.now() + SOON
        return [
            {"uraian": matter.what[:300], "nomor_surat": matter.number[:160], "tenggat": matter.due.date().isoformat()}
            for matter in self.listed()
            if matter.record
            and matter.due
            and matter.due < soon
            and matter.key not in _NOT_TOLD
            and not matter.key.startswith(TASK)
        ][:MOST_URGENT]

    def handover(self) -> Record | None:
        """The newest handover of the desk; one that was lost and came back stands where it stood in the journal."""
        self._duty.allow(Right.READ)
        found = self._duty.store.register.search(form=HANDOVER, status="berlaku", limit=_LATELY)
        return max(found, key=self._place, default=None)

    def settle(self, reference: str, key: str, note: str) -> None:
        """Write down that a matter of a record is settled, and how; raises Refused where a form must settle it."""
        duty = self._duty
        duty.allow(Right.DIRECT)
        serious(note)
        with duty.store.db.write():
            record = duty.whole(reference)
            open_ = {one.key: (one.what, one.noted) for one in self._duty_of(record, duty.known())}
            open_ |= {
                one.key: (one.what, True) for one in (*self._tasks(), *self._of_polres()) if one.record == record.id
            }
            if record.status != "berlaku":
                open_ = {}
            if key not in open_ or (record.id, key) in duty.store.watch.settled():
                raise Refused("Hal itu tidak (lagi) ditunggu pada surat ini. Tidak ada yang berubah.")
            what, noted = open_[key]
            if not noted:
                raise Refused("Hal itu selesai dengan surat lanjutannya, bukan dengan catatan. Tidak ada yang berubah.")
            duty.act("settled", record.id, {"matter": key, "what": what, "note": note.strip()})

    def reading(self) -> Iterator[None]:
        """Reads what is new among the records in steps of some 20 ms, so that no key waits for `listed`."""
        self._duty.allow(Right.READ)
        for form, wait in self._asked():
            found = self._waiting(form, wait)
            unread = [id_ for id_, one in found.items() if not one.replaces and self._stale(one)]
            for start in range(0, len(unread), STEP):
                self._read_in(unread[start : start + STEP], found)
                yield

    def _of_records(self) -> Iterator[Matter]:
        for form, wait in self._asked():
            yield from self._of_form(form, wait, self._duty.now())

    def _asked(self) -> Iterator[tuple[Form, Wait]]:
        """The forms whose records may wait, and for which ages; what was read yesterday is not believed today."""
        duty, today, self._unit = self._duty, self._duty.now().date().isoformat(), self._duty.unit.version
        if self._day != today:
            self._read.clear()
            self._day = today
        for form in duty.forms.values():
            if form.awaits is not None and form.waits is not None:
                yield form, _widest(form.waits(unit.values) for unit in duty.units())

    def _waiting(self, form: Form, wait: Wait) -> dict[str, WaitingRecord]:
        """The records of a form that may still wait, by id."""
        today = self._duty.now().date()
        since = (today - timedelta(days=wait.oldest)).isoformat()
        until = (today - timedelta(days=wait.youngest)).isoformat() if wait.youngest else _EVER
        found = self._duty.store.lists.waiting(form.name, since, until, wait.unless, wait.note)
        return {one.record: one for one in found}

    def _stale(self, one: WaitingRecord) -> bool:
        """Whether a record is to be read, or read anew."""
        # What follows a corrected letter may follow the one before it as well: that is always asked.
        read = self._read.get(one.record)
        return bool(one.replaces) or read is None or read.stamp != self._stamp(one)

    def _place(self, record: Record) -> tuple[int, int]:
        """Epoch and place of the event that registered a record, where it was written first: no clock orders them."""
        journal = self._duty.store.journal
        event = journal.carried(journal.about(record.id)[0].seq)
        return event.epoch, event.seq

    def _stamp(self, one: WaitingRecord) -> tuple[str, ...]:
        return self._unit, one.followers, one.replaces

    def _read_in(self, unread: Sequence[str], found: Mapping[str, WaitingRecord]) -> None:
        register, known = self._duty.store.register, self._duty.known()
        after: dict[str, list[Record]] = {}
        for follower in register.next_to([id_ for id_ in unread if found[id_].followers]):
            after.setdefault(follower.about, []).append(follower)
        told = replace(known, after=lambda id_: after.get(id_, ()))  # what follows is asked of all at once
        for record in register.records(unread):
            one = found[record.id]
            awaited = tuple(self._duty_of(record, known if one.replaces else told))
            self._read[record.id] = _Read(self._stamp(one), awaited)

    def _of_form(self, form: Form, wait: Wait, now: datetime) -> Iterator[Matter]:
        """What the records of a form await that may still wait; only those that are new or followed anew are read."""
        found = self._waiting(form, wait)
        if unread := [id_ for id_, one in found.items() if self._stale(one)]:
            self._read_in(unread, found)
        listed = [(what, one) for id_, one in found.items() for what in self._read[id_].awaited if what.listed(now)]
        ending = [pair for pair in listed if not pair[0].owed]
        if len(ending) > MOST_ENDING:
            listed = [pair for pair in listed if pair[0].owed]
            first = min((what.due for what, _ in ending if what.due), default=None)
            what = f"{ending[0][0].what}: {len(ending)} {form.title}"
            yield Matter(ending[0][0].key, what, first, form=form.name)
        yield from (_matter(what, one, now) for what, one in listed)
        since = (now.date() - timedelta(days=wait.oldest)).isoformat()
        older = self._duty.store.lists.unsettled(form.name, since, wait.unless) if wait.older else 0
        if older:
            what = f"{older} {form.title} lebih dari {wait.oldest} hari {wait.older}"
            yield Matter(f"{form.name}.lama", what, form=form.name)

    def _duty_of(self, record: Record, known: Known) -> Iterator[Awaited]:
        """What a record awaits; of a newer program's it is not known."""
        form = self._duty.forms.get(record.form)
        if form and form.awaits and record.form_version <= form.version:
            yield from form.awaits(record, known)

    def _tasks(self) -> Iterator[Matter]:
        """What the last handover says is still to be done; whoever is to do it stands as `who`."""
        record, now = self.handover(), self._duty.now()
        for row in record.values.get("tugas") or () if record else ():
            due = _end_of_day(str(row.get("tenggat") or ""), now)
            yield Matter(
                _task(row), str(row.get("uraian", "")), due, record.id if record else "",
                str(row.get("nomor_surat") or (record.number.text if record else "")),
                str(row.get("penanggung_jawab") or ""), settles=True, late=due is not None and due < now,
            )  # fmt: skip

    def _of_polres(self) -> Iterator[Matter]:
        duty, now = self._duty, self._duty.now()
        for record in duty.store.lists.rejected():
            shown = covered(record)
            what = f"Ditolak Polres: {shown.delivery.reason or 'tanpa alasan'}"
            yield Matter(REJECTED, what, None, shown.id, shown.number.text, shown.who, settles=True, late=True)
        count, oldest = duty.store.counts.undelivered()
        if count and datetime.fromisoformat(oldest) < now - PATIENCE:
            days = (now - datetime.fromisoformat(oldest)).days
            yield Matter(UNACKNOWLEDGED, f"{count} catatan belum diterima Polres, yang tertua {days} hari")


def _end_of_day(day: str, now: datetime) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(23, 59, 59), now.tzinfo) if day else None


def _matter(one: Awaited, of: WaitingRecord, now: datetime) -> Matter:
    late = one.owed and one.due is not None and one.due < now
    return Matter(one.key, one.what, one.due, of.record, of.number, of.who, one.form, one.noted, late)


def _task(row: Values) -> str:
    """The key of a task: the same in a handover that corrects the one before it, wherever it stands there."""
    said = "|".join(str(row.get(name, "")) for name in ("uraian", "nomor_surat", "tenggat"))
    return f"{TASK}{sha256(said.encode())[:12]}"


def _widest(waits: Iterable[Wait]) -> Wait:
    """All ages that any settings of the unit, today's first, let wait: a letter keeps those it was made under."""
    newest, *former = waits
    ages = (newest, *former)
    return replace(newest, youngest=min(w.youngest for w in ages), oldest=max(w.oldest for w in ages))

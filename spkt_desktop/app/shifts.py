"""The watch: shifts are opened and handed over, and the diary (buku mutasi) tells what happened in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from spkt_desktop import dates
from spkt_desktop.app import diary
from spkt_desktop.app.cases import serious
from spkt_desktop.app.duty import Duty
from spkt_desktop.app.matters import Matters
from spkt_desktop.app.rights import Right
from spkt_desktop.books import Diary, Line, Sheet, Shift
from spkt_desktop.errors import Refused
from spkt_desktop.forms.characters import one_line, refusal
from spkt_desktop.forms.serah_terima import begun as started
from spkt_desktop.forms.serah_terima import carried
from spkt_desktop.records import Letter, Values, new_id
from spkt_desktop.store.watch import KeptShift

LONGEST_LINE, LONGEST_REGU = 1000, 20
"""Characters of a line that is typed into the diary, and of the name of a regu."""

STEP = 200
"""Places of the journal that are read at a time."""


class Shifts:
    """The desk belongs to one regu at a time; what happens between two openings stands in the diary of the former."""

    def __init__(self, duty: Duty, matters: Matters) -> None:
        self._duty = duty
        self._matters = matters

    def current(self) -> Shift | None:
        """The shift that keeps the desk; None before the first and after a handover."""
        newest = self.listed(1)
        return newest[0] if newest and newest[0].closed_at is None else None

    def listed(self, limit: int = 50, offset: int = 0) -> list[Shift]:
        """Shifts, newest first."""
        return [self._shift(kept) for kept in self._duty.store.watch.shifts(limit, offset)]

    def regus(self) -> list[str]:
        """The names of the regus: those of the unit's settings, else those of its officers."""
        listed = [str(row["nama"]) for row in self._duty.unit.values.get("jaga") or [] if row.get("nama")]
        worn = sorted({officer.regu for officer in self._duty.officers() if officer.active and officer.regu})
        return listed or worn or ["I", "II", "III"]

    def members(self, regu: str) -> list[str]:
        """NRPs of the active officers of that regu."""
        return [officer.nrp for officer in self._duty.officers() if officer.active and officer.regu == regu]

    def open(self, regu: str, present: Sequence[str], reason: str = "") -> Shift:
        """Begin a shift; raises Refused while another is open, unless `reason` says why it ends without handover."""
        duty = self._duty
        duty.allow(Right.SERVE)
        regu = one_line(regu)
        if not regu or len(regu) > LONGEST_REGU or refusal(regu):
            raise Refused(f"Tulis nama regu, paling panjang {LONGEST_REGU} huruf. Jaga belum dibuka.")
        known = {officer.nrp for officer in duty.officers() if officer.active}
        if not present or not set(present) <= known:
            raise Refused("Pilih petugas yang hadir dari daftar petugas aktif. Jaga belum dibuka.")
        with duty.store.db.write():
            if former := self.current():
                if not reason.strip():
                    raise Refused(
                        f"Jaga regu {former.regu} belum diserahterimakan. Buat serah terima, atau tulis alasan bila "
                        "tidak mungkin. Jaga baru belum dibuka."
                    )
                serious(reason)
                duty.act("shift_closed", former.id, {"reason": reason.strip()})
            duty.act("shift_opened", new_id(), {"regu": regu, "present": list(dict.fromkeys(present))})
            return self.listed(1)[0]

    def end(self, record: str, values: Values) -> None:
        """The shift that keeps the desk was handed over by that record; to be called where the record is kept.

        One that comes late, when another regu keeps the desk already, ends nothing.
        """
        shift = self.current()
        if shift and self.is_of(shift, values, self._duty.now()):
            self._duty.act("shift_closed", shift.id, {"handover": record})

    @staticmethod
    def is_of(shift: Shift, values: Values, now: datetime) -> bool:
        """Whether a handover with these values is one of that shift: its regu hands over, and after it began.

        A shift that began later than it is `now` was opened under a clock that was wrong.
        """
        duty = values.get("jaga") or {}
        ended = str(duty.get("selesai_tanggal") or "9999")
        named = str(duty.get("regu_lama", "")).casefold().removeprefix("regu ")
        same = named == shift.regu.casefold().removeprefix("regu ")
        return same and ended >= min(shift.opened_at, now).date().isoformat()

    def arrive(self) -> None:
        """Write down that the officer on duty has unlocked the desk, where another one kept it before."""
        store = self._duty.store
        if store.note("kept_by") != self._duty.nrp:
            with store.db.write():
                self._duty.act("unlocked", None, {})
                store.keep_note("kept_by", self._duty.nrp)

    def note(self, text: str, action: str = "") -> None:
        """Add a line to the diary: what happened, and what was done. Nothing in it is ever changed.

        After a handover it still belongs to the former shift; before the first shift there is no diary (Refused).
        """
        self._duty.allow(Right.WRITE_DIARY)
        clean = {"text": one_line(text), "action": one_line(action)}
        if not clean["text"]:
            raise Refused("Tulis dahulu uraiannya. Tidak ada yang ditambahkan.")
        if any(len(part) > LONGEST_LINE for part in clean.values()):
            raise Refused(f"Satu baris mutasi paling panjang {LONGEST_LINE} huruf. Tidak ada yang ditambahkan.")
        if unprintable := refusal(clean["text"]) or refusal(clean["action"]):
            raise Refused(f"{unprintable} Tidak ada yang ditambahkan.")
        if not self.listed(1):
            raise Refused("Belum ada jaga yang dibuka. Buka jaga dahulu. Tidak ada yang ditambahkan.")
        with self._duty.store.db.write():
            self._duty.act("noted", None, clean)
            self.keep_unfinished("", "")

    def keep_unfinished(self, text: str, action: str) -> None:
        """Remember the line of the diary that the officer on duty is typing; an empty one is forgotten."""
        self._duty.allow(Right.WRITE_DIARY)
        typed = json.dumps([text, action], ensure_ascii=False) if text or action else ""
        if typed != self._duty.store.note(self._unfinished):
            self._duty.store.keep_note(self._unfinished, typed)

    def unfinished(self) -> tuple[str, str]:
        """The line that the officer on duty has typed and not added yet: what happened, and what was done."""
        text, action = json.loads(self._duty.store.note(self._unfinished) or '["", ""]')
        return text, action

    @property
    def _unfinished(self) -> str:
        """The note of the desk that holds it: what one officer types is not another's to finish."""
        return f"unfinished_line:{self._duty.nrp}"

    def lines(self, shift: Shift, first: int = 0, last: int = 0) -> list[Line]:
        """The diary of a shift, oldest first: in the order of the journal, whatever the clock said.

        `first` and `last` are places of the journal within it; without them it is all of the shift.
        """
        self._duty.allow(Right.READ)
        return diary.lines(self._duty, max(first, shift.first), min(last or shift.last, shift.last))

    def pages(self, shift: Shift, step: int = STEP) -> Iterator[list[Line]]:
        """The same in steps, so that the diary of a shift that nobody ended can be called off."""
        for first in range(shift.first, shift.last + 1, step):
            yield self.lines(shift, first, first + step - 1)

    def diary(self, shift: Shift, lines: Sequence[Line] | None = None) -> Diary:
        """The diary of a shift as it would be printed now, sealed with the head of the journal."""
        duty, head = self._duty, self._duty.store.journal.head()
        until = "sekarang" if shift.closed_at is None else dates.waktu(shift.closed_at)
        sheet = Sheet(
            duty.unit, "BUKU MUTASI", f"Regu {shift.regu}, {dates.waktu(shift.opened_at)} sampai {until}", duty.now(),
            duty.officer, head.hash if head else "",
        )  # fmt: skip
        names = diary.names(duty)
        told = self.lines(shift) if lines is None else lines
        return Diary(sheet, shift, tuple(names.get(nrp, nrp) for nrp in shift.present), tuple(told))

    def made(self, diary: Diary, medium: str) -> None:
        """Write down that the diary of a shift leaves the desk, before it does."""
        self._duty.allow(Right.READ)
        since, lines = diary.shift.opened_at.date(), diary.lines
        until = max(lines[-1].at.date(), since) if lines else since
        self._duty.act(
            "listed", None,
            {"book": f"Buku mutasi regu {diary.shift.regu}", "rows": len(lines), "since": since.isoformat(),
             "until": until.isoformat(), "medium": medium},
        )  # fmt: skip

    @staticmethod
    def render(diary: Diary) -> Letter:
        """The diary on paper: pure, for a worker."""
        from spkt_desktop.print.diary import render  # heavy: not on the way to the first window

        return render(diary)

    def handover(self) -> Values:
        """What a handover begins with: both regus, what the last handover or the unit's list has, what is urgent."""
        shift, now, last = self.current(), self._duty.now(), self._matters.handover()
        active = {officer.nrp for officer in self._duty.officers() if officer.active}
        leaving = shift.regu if shift else self._duty.officer.regu
        coming = self._successor(leaving)
        taken_over = next((offer.values for offer in carried(last)), {}) if last else {}
        jaga = {"regu_lama": leaving, "regu_baru": coming, "ka_lama": self._duty.nrp,
                "selesai_tanggal": now.date().isoformat(), "selesai_jam": f"{now:%H:%M}"}  # fmt: skip
        if shift:
            jaga |= {"mulai_tanggal": shift.opened_at.date().isoformat(), "mulai_jam": f"{shift.opened_at:%H:%M}"}
        return (
            started(self._duty.unit.values)
            | taken_over
            | {
                "jaga": {name: value for name, value in jaga.items() if value},
                "hadir_lama": [
                    {"petugas": nrp} for nrp in (shift.present if shift else (self._duty.nrp,)) if nrp in active
                ],
                "hadir_baru": [{"petugas": nrp} for nrp in self.members(coming)],
                "tugas": self._matters.tasks(),
                "ditunggu": self._matters.urgent(),
            }
        )

    def _successor(self, regu: str) -> str:
        names = self.regus()
        return names[(names.index(regu) + 1) % len(names)] if regu in names and len(names) > 1 else ""

    def _shift(self, kept: KeptShift) -> Shift:
        zone = self._duty.now().tzinfo
        return Shift(
            kept.id, kept.regu, datetime.fromisoformat(kept.at).astimezone(zone), kept.officer, kept.present,
            kept.first, kept.last,
            datetime.fromisoformat(kept.closed_at).astimezone(zone) if kept.closed_at else None, kept.handover,
        )  # fmt: skip

"""The desk's own time: the clock of the PC and what the desk corrects it by; while it is doubted nothing is written.

The order of the journal never depends on it. But numbers are series of a year, and times stand on letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from spkt_desktop import dates
from spkt_desktop.errors import Refused
from spkt_desktop.records import Clock, Event

if TYPE_CHECKING:
    from spkt_desktop.app.duty import Duty

RELEASED, FURTHEST = date(2026, 1, 1), date(2100, 1, 1)
"""No right clock shows a day before this program was there, or one from FURTHEST on."""
EARLY, BACK, AHEAD, ZONE, CORRECTED = "early", "back", "ahead", "zone", "corrected"
"""Why a clock is doubted: before the program, before the newest record, long after it, in another zone than before; and
because the program was started while a correction is in force, which a power cut would have made wrong."""
DRIFT, MONTH = timedelta(minutes=10), timedelta(days=31)
"""A clock may be put back by this much without a word, and no desk is left alone for so long."""
CLOSE, DAY = timedelta(minutes=1), timedelta(days=1)
"""The same in another year, whose numbers are of another series, and where a correction is in force: the clock of that
PC has failed before. What is typed has no seconds."""
UNASKED = ("restored", "passphrase_recovered", "export_written", "export_failed", "tried", "vault_mended", "rekeyed")
"""Kinds of events that are written when nobody can be asked: their time proves nothing."""
ANSWER = "Nyatakan dahulu jam yang benar: Ctrl+J, atau perintah spkt-desktop clock."
_CORRECTION, _ZONE = "clock_correction", "clock_zone"
"""Notes of the desk: seconds that are added to the clock of the PC, and the offset of its zone in minutes."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a time is not believed."""

    kind: str
    now: datetime
    """The time that is doubted, in the unit's zone."""
    newest: datetime
    """Of the newest record."""
    says: str
    """The same as sentences."""

    @property
    def must_be_typed(self) -> bool:
        """Whether one key is not enough to say that it is right: in another year numbers are of another series."""
        wrong_year = self.newest.year != self.now.year or not _possible(self.now)
        return wrong_year and self.kind in (EARLY, BACK, AHEAD)


class DeskClock:
    """What the desk takes for the time, whether that is doubted, and what the officer on duty answers."""

    def __init__(self, duty: Duty, machine: Clock) -> None:
        self._duty = duty
        self._machine = machine

    def machine(self) -> datetime:
        """The present second as the PC has it, in the unit's zone."""
        return self._machine().astimezone(dates.zone(self._duty.unit.zone)).replace(microsecond=0)

    def now(self) -> datetime:
        """The present second as the desk has it, in the unit's zone."""
        return self.machine() + self.correction

    @property
    def correction(self) -> timedelta:
        """What is added to the clock of the PC; zero where that is believed."""
        return timedelta(seconds=int(self._duty.store.note(_CORRECTION) or 0))

    def newest(self) -> datetime:
        """When the newest record was written whose time was believed, in the unit's zone."""
        at = self._duty.store.journal.last_at(UNASKED)
        return datetime.fromisoformat(at).astimezone(dates.zone(self._duty.unit.zone))

    def begin(self) -> None:
        """Take the zone of the PC as it is where it was never looked at; from then on the clock can be doubted."""
        if not self._duty.store.note(_ZONE):
            self._duty.store.keep_note(_ZONE, str(self._zone()))

    def moved(self) -> None:
        """The register has come to another PC: what was known of a clock is known no more."""
        with self._duty.store.db.write():
            for name in (_CORRECTION, _ZONE):
                self._duty.store.keep_note(name, "")

    def doubt(self, *, arriving: bool = False) -> Doubt | None:
        """Why the desk's time is not believed now; a desk that is being set up has no doubts.

        `arriving`: the program has just been started, on a PC that may have been without power.
        """
        accepted = self._duty.store.note(_ZONE)
        if not accepted:
            return None
        now, corrected = self.now(), bool(self.correction)
        shown = f"Jam {'meja' if corrected else 'komputer'} menunjukkan {dates.waktu(now)}"
        if doubt := self._judged(now, shown, corrected):
            return doubt
        if int(accepted) != self._zone():
            zones = f"dari {_offset(int(accepted))} menjadi {_offset(self._zone())}"
            says = f"Zona waktu komputer berubah {zones}; jam meja kini {dates.waktu(now)}."
            return Doubt(ZONE, now, self.newest(), says)
        if arriving and corrected:
            says = (
                f"Jam komputer salah ({dates.waktu(self.machine())}) dan dibetulkan oleh meja ini menjadi "
                f"{dates.waktu(now)}. Bila listrik sempat padam, jam itu meleset lagi."
            )
            return Doubt(CORRECTED, now, self.newest(), says)
        return None

    def refuse_doubted(self) -> None:
        """Raises Refused, saying what the clock says and how to answer, while the desk's time is not believed."""
        if doubt := self.doubt():
            raise Refused(f"{doubt.says} Tidak ada yang dicatat; yang sudah diketik tetap ada. {ANSWER}")

    def confirm(self, *, arriving: bool = False) -> None:
        """The desk's time is right, says the officer on duty; nothing is written where it is not doubted.

        Raises Refused where it is of another year than the newest record: such a time is typed.
        """
        with self._duty.store.db.write():
            doubt = self.doubt(arriving=arriving)
            if doubt is None:
                return
            if doubt.must_be_typed:
                raise Refused(f"{doubt.says} Jam tahun lain tidak cukup dinyatakan benar: ketik hari dan jamnya.")
            self._answer("clock_confirmed", doubt, self.correction, {})

    def unlikely(self, typed: datetime) -> Doubt | None:
        """Why a day and time that somebody typed (in the unit's zone) are not believed at once."""
        at = self._here(typed)
        return self._judged(at, f"Yang diketik: {dates.waktu(at)}", corrected=False)

    def can_insist(self, typed: datetime) -> bool:
        """Whether that day and time is unlikely, but nothing that can never be right."""
        return self.unlikely(typed) is not None and _possible(typed)

    def set(self, typed: datetime, *, insist: bool = False) -> None:
        """Reckon with that day and time (in the unit's zone, whatever zone it names) from now on.

        What is within a minute of the clock of the PC ends the correction. Raises Refused where it is unlikely, unless
        the officer insists: the newest record may have been the one with a wrong time, and nobody else may be there.
        """
        with self._duty.store.db.write():
            at, doubt, machine = self._here(typed), self.doubt(arriving=True), self.machine()
            unlikely = self.unlikely(typed)
            if unlikely and not _possible(at):
                raise Refused(f"{unlikely.says} Itu tidak mungkin benar. Tidak ada yang berubah.")
            if unlikely and not insist:
                raise Refused(f"{unlikely.says} Tidak ada yang berubah; periksa tahun, tanggal, dan jamnya.")
            correction = at - machine if abs(at - machine) >= CLOSE else timedelta()
            more = {"set": (machine + correction).isoformat(), "insisted": unlikely is not None}
            self._answer("clock_set", doubt, correction, more)

    def _answer(self, kind: str, doubt: Doubt | None, correction: timedelta, more: Mapping[str, Any]) -> None:
        newest, machine, zone = self.newest(), self.machine(), self._zone()
        self._duty.store.keep_note(_CORRECTION, str(round(correction.total_seconds())))
        self._duty.store.keep_note(_ZONE, str(zone))
        self._duty.write(kind, None, {
            "doubt": doubt.kind if doubt else "", "machine": machine.isoformat(), "zone": zone,
            "newest": newest.isoformat(), "correction": round(correction.total_seconds()), **more,
        })  # fmt: skip

    def _judged(self, now: datetime, shown: str, corrected: bool) -> Doubt | None:
        newest = self.newest()
        last = dates.waktu(newest)
        if now.date() < RELEASED:
            return Doubt(EARLY, now, newest, f"{shown}, sebelum program ini ada. Catatan terakhir: {last}.")
        back, ahead = (CLOSE, DAY) if corrected or now.year != newest.year else (DRIFT, MONTH)
        if newest - now > back:
            return Doubt(BACK, now, newest, f"{shown}, mundur {span(newest - now)} dari catatan terakhir ({last}).")
        if now - newest > ahead or not _possible(now):
            return Doubt(AHEAD, now, newest, f"{shown}, maju {span(now - newest)} dari catatan terakhir ({last}).")
        return None

    def _here(self, typed: datetime) -> datetime:
        return typed.replace(tzinfo=dates.zone(self._duty.unit.zone))

    def _zone(self) -> int:
        offset = self._machine().utcoffset() or timedelta()
        return round(offset.total_seconds() / 60)


def told(event: Event, officer: str) -> tuple[str, str]:
    """What the diary says of an answer of that officer: what was said about the clock, and against what."""
    body, which = event.body, "Jam meja" if event.body["correction"] else "Jam komputer"
    machine, at, newest = (datetime.fromisoformat(text) for text in (body["machine"], event.at, body["newest"]))
    moved = f"mundur {span(newest - at)}" if at < newest else f"maju {span(at - newest)}"
    if event.kind == "clock_confirmed":
        how = moved if body["doubt"] in (BACK, AHEAD) else "diperiksa"
        return f"{which} {how}; dinyatakan benar oleh {officer}.", ""
    against = f"Tetap dipakai walaupun {moved} dari catatan sebelumnya." if body["insisted"] else ""
    if not body["correction"]:
        return f"Jam meja mengikuti jam komputer menurut {officer}: {_short(at)}.", against
    said = f"jam komputer {_short(machine)}, yang benar {_short(at)}"
    return f"Jam meja dibetulkan oleh {officer}: {said}.", against


def span(time: timedelta) -> str:
    """How long, in words: minutes below two hours, hours below three days, years from two years on, else days."""
    if time < timedelta(hours=2):
        return f"{time // timedelta(minutes=1)} menit"
    if time < timedelta(days=3):
        return f"{time // timedelta(hours=1)} jam"
    return f"{time.days} hari" if time < timedelta(days=730) else f"{time.days // 365} tahun"


def _short(time: datetime) -> str:
    return f"{dates.tanggal_pendek(time)} pukul {dates.pukul(time)}"


def _possible(time: datetime) -> bool:
    return RELEASED <= time.date() < FURTHEST


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}.{rest:02}"

"""What leaves for the Polres and what comes back: cards, bundles, receipts, keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from spkt_desktop import __version__
from spkt_desktop.app.duty import Duty
from spkt_desktop.app.identity import Identity
from spkt_desktop.app.returning import bring_back
from spkt_desktop.errors import Refused, SealBroken, SpktError
from spkt_desktop.records import Event, new_id
from spkt_desktop.sync import bundle, media
from spkt_desktop.sync import folder as carrier
from spkt_desktop.sync import receipt as receipts
from spkt_desktop.sync.bundle import Place
from spkt_desktop.sync.frame import MAX_FILE
from spkt_desktop.sync.keys import Keys, PublicKeys
from spkt_desktop.sync.receipt import Receipt


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """All that a bundle is made of."""

    bundle_id: str
    events: tuple[Event, ...]
    knows: tuple[Place, ...]
    keys: Keys
    recipient: PublicKeys
    desk_id: str
    desk_code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that lies verified on its medium."""

    bundle: Path
    bundle_id: str
    first_seq: int
    last_seq: int
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a receipt said; `known` if it had been taken in before and changed nothing now."""

    accepted: int
    held: int
    rejected: int
    pending: int
    known: bool
    reasons: tuple[str, ...]
    """Distinct reasons of what was held or rejected, and gaps and forks in words."""
    recovered: int
    """Events of an earlier disk that the Polres gave back."""


class Sending:
    """Plan in the window's thread, write in a worker, note the outcome."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self.identity = Identity(duty)

    def pending(self) -> int:
        """How many acts the Polres has not accepted."""
        return self._duty.store.register.pending()

    # Out

    def export(self, folder: Path) -> Exported:
        """Write a verified bundle of all that the Polres has not accepted; raises Refused, MediumFailed."""
        carrier.preflight(folder, 0)
        plan = self.prepare()
        try:
            exported = self.write(plan, folder)
        except SpktError as error:
            self.failed(plan, error)
            raise
        self.written(exported)
        return exported

    def prepare(self) -> ExportPlan:
        """Write the export down and gather what rides; from now on these events are frozen for ever."""
        card = self.identity.polres
        if card is None:
            raise Refused("Kartu Polres belum ada di meja ini. Ambil kartu itu di halaman Kirim (F6), lalu ulangi.")
        bundle_id = new_id()
        with self._duty.store.db.write():
            self._duty.act("exported", None, {"bundle_id": bundle_id, "to": card.keys.fingerprint})
            events = tuple(self._duty.store.journal.undelivered())
            ends = tuple(Place.of(event) for event in self._duty.store.journal.ends())
        return ExportPlan(
            bundle_id,
            events,
            ends,
            self.identity.keys,
            card.keys,
            self._duty.desk_id,
            self._duty.desk_code,
            self._duty.now(),
        )

    @staticmethod
    def write(plan: ExportPlan, folder: Path) -> Exported:
        """Make the bundle and write it, read back from the medium (slow, for a worker); raises MediumFailed."""
        made = bundle.make(
            plan.events, plan.knows, plan.keys, plan.recipient, bundle_id=plan.bundle_id, desk_id=plan.desk_id,
            desk_code=plan.desk_code, at=plan.at, program=__version__,
        )  # fmt: skip
        path = carrier.write(folder, made.name, made.data)
        return Exported(path, made.id, made.first.seq, made.last.seq, made.count, made.sha256)

    def written(self, exported: Exported) -> None:
        """Write down that a bundle lies on its medium: what it holds counts as sent, whatever the clock says now."""
        body = {"bundle_id": exported.bundle_id, "last_seq": exported.last_seq, "sha256": exported.sha256}
        self._duty.write("export_written", None, body)

    def failed(self, plan: ExportPlan, error: SpktError) -> None:
        """Write down that a bundle did not get onto its medium."""
        self._duty.write(
            "export_failed", None, {"bundle_id": plan.bundle_id, "outcome": getattr(error, "outcome", "gagal")}
        )

    @staticmethod
    def places() -> list[Path]:
        """Removable media that are plugged in."""
        return media.removable()

    @staticmethod
    def found_receipts(folder: Path) -> list[Path]:
        """Receipts that lie in a folder, newest first by name."""
        try:
            return sorted(folder.glob("*.terima"), reverse=True)
        except OSError:
            return []

    # Back

    def receive(self, path: Path) -> Received:
        """Take a receipt in, in one transaction; raises SealBroken or MediumFailed, then nothing has changed."""
        card, former = self.identity.polres, self.identity.former_polres
        signers: list[str] = []

        def find(_desk: str, fingerprint: str) -> PublicKeys | None:
            signers.append(fingerprint)
            known = [*([card.keys] if card else []), *former]
            return next((keys for keys in known if keys.fingerprint == fingerprint), None)

        receipt = receipts.read(carrier.read(path, MAX_FILE), self.identity.all_keys, self._duty.desk_id, find)
        known = self._duty.store.journal.mentions("acknowledged", "receipt_id", receipt.id)
        if not known and (card is None or signers[-1] != card.keys.fingerprint):
            raise SealBroken(
                "Tanda terima ini ditandatangani kunci Polres yang lama. Tidak ada yang berubah; minta yang baru."
            )
        with self._duty.store.db.write():
            recovered = 0 if known else self._take(receipt)
            pending = self.pending()
        counts = {"diterima": 0, "ditunda": 0, "ditolak": 0}
        for result in receipt.results:
            counts["diterima" if result.result == "sudah ada" else result.result] += 1
        return Received(
            counts["diterima"],
            counts["ditunda"],
            counts["ditolak"],
            pending,
            known,
            _reasons(receipt),
            recovered,
        )

    def _take(self, receipt: Receipt) -> int:
        """Write a new receipt into the journal; returns how many lost events came back."""
        body: dict[str, Any] = {
            "receipt_id": receipt.id, "bundles": list(receipt.bundles),
            "through": receipt.through.as_json() if receipt.through else None,
            "results": [result.as_json() for result in receipt.results], "news": [dict(item) for item in receipt.news],
            "gaps": [[gap.epoch, gap.first, gap.last] for gap in receipt.gaps],
            "forks": [[fork.epoch, fork.seq, fork.accepted, fork.rejected] for fork in receipt.forks],
        }  # fmt: skip
        journal = self._duty.store.journal
        with self._duty.store.db.write():
            self._duty.act("acknowledged", None, body)
            here = journal.known() if receipt.lost else frozenset()
            lost = [event for event in receipt.lost if event.id not in here]
            for event in lost:
                bring_back(self._duty, event)
            if receipt.rollover is not None:
                self.identity.follow(receipt.rollover)
            self.identity.settle()
        self._duty.holders.settle()
        return len(lost)


def _reasons(receipt: Receipt) -> tuple[str, ...]:
    said = {result.reason: None for result in receipt.results if result.reason}
    gaps = [f"Polres belum menerima peristiwa {gap.first}-{gap.last} (kurun {gap.epoch})." for gap in receipt.gaps]
    forks = [f"Peristiwa {fork.seq} (kurun {fork.epoch}) berbeda antara meja dan Polres." for fork in receipt.forks]
    return (*said, *gaps, *forks)

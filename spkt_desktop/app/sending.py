"""What leaves for the Polres and what comes back: cards, bundles, receipts, keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spkt_desktop import __version__
from spkt_desktop.errors import Refused, SealBroken, SpktError
from spkt_desktop.records import Event, Values, new_id
from spkt_desktop.sync import bundle, media
from spkt_desktop.sync import folder as carrier
from spkt_desktop.sync import receipt as receipts
from spkt_desktop.sync.bundle import Place, file_code
from spkt_desktop.sync.card import Card
from spkt_desktop.sync.frame import MAX_FILE
from spkt_desktop.sync.keys import Keys, PublicKeys
from spkt_desktop.sync.receipt import Receipt

if TYPE_CHECKING:
    from spkt_desktop.app.desk import App
    from spkt_desktop.store.store import Store
    from spkt_desktop.store.vault import Opened, Vault

CARD_MAX = 4096
"""Bytes of the largest card."""


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

    def __init__(self, app: App, store: Store, vault: Vault, opened: Opened) -> None:
        self._app = app
        self._store = store
        self._vault = vault
        self._opened = opened

    def pending(self) -> int:
        """How many acts the Polres has not accepted."""
        return self._store.register.pending()

    # Cards and keys

    @property
    def polres(self) -> Card | None:
        """The card of the Polres; None as long as none was taken."""
        kept = json.loads(self._store.note("polres_card") or "null")
        return (
            Card("polres", kept["id"], kept["code"], kept["name"], PublicKeys.from_json(kept["keys"])) if kept else None
        )

    def card(self) -> Card:
        """The card of this desk."""
        of = self._app.unit.values["kesatuan"]
        name = f"{of['polsek']}, {of['polres']}"
        return Card("desk", self._app.desk_id, self._app.desk_code, name, self._keys()[0].public)

    def desk_card(self, folder: Path) -> Path:
        """Write the card of this desk for the Polres into a folder."""
        card = self.card()
        return carrier.write(folder, card.file_name, card.signed(self._keys()[0]))

    def read_polres_card(self, path: Path) -> Card:
        """The Polres card in a file, to compare its fingerprint before it is taken; raises SealBroken, MediumFailed."""
        return Card.read(carrier.read(path, CARD_MAX), "polres")

    def take_polres_card(self, path: Path) -> Card:
        """Trust the Polres of that card: bundles are sealed to it, and it gets a slot of the vault."""
        return take_card(self._app, self._store, self._vault, self._opened.key, carrier.read(path, CARD_MAX))

    def roll_keys(self) -> None:
        """Announce new keys of this desk; they are used once the Polres has accepted the announcement."""
        new = Keys.new()
        with self._store.db.write():
            event = self._app.act("keys_rolled", None, new.public.as_json())
            self._store.keep_note("next_keys", json.dumps({"event": event.id, "keys": new.as_json()}))

    def _keys(self) -> list[Keys]:
        """The keys of this desk, those in use first, then the former ones."""
        return [Keys.from_json(kept) for kept in json.loads(self._store.note("keys"))]

    # Out

    def export(self, folder: Path) -> Exported:
        """Write a verified bundle of all that the Polres has not accepted; raises Refused, MediumFailed."""
        carrier.preflight(folder, 0)
        plan = self.prepare()
        try:
            return self.write(plan, folder)
        except SpktError as error:
            self.failed(plan, error)
            raise

    def prepare(self) -> ExportPlan:
        """Write the export down and gather what rides; from now on these events are frozen for ever."""
        card = self.polres
        if card is None:
            raise Refused("Kartu Polres belum ada di meja ini. Ambil kartu itu di halaman Kirim (F6), lalu ulangi.")
        bundle_id = new_id()
        with self._store.db.write():
            self._app.act("exported", None, {"bundle_id": bundle_id, "to": card.keys.fingerprint})
            events = tuple(self._store.journal.undelivered())
            ends = tuple(Place.of(event) for event in self._store.journal.ends())
        return ExportPlan(
            bundle_id, events, ends, self._keys()[0], card.keys, self._app.desk_id, self._app.desk_code, self._app.now()
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

    def failed(self, plan: ExportPlan, error: SpktError) -> None:
        """Write down that a bundle did not get onto its medium."""
        self._app.act(
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
        card, former = self.polres, json.loads(self._store.note("polres_former") or "[]")
        signers: list[str] = []

        def find(_desk: str, fingerprint: str) -> PublicKeys | None:
            signers.append(fingerprint)
            known = [*([card.keys] if card else []), *map(PublicKeys.from_json, former)]
            return next((keys for keys in known if keys.fingerprint == fingerprint), None)

        receipt = receipts.read(carrier.read(path, MAX_FILE), self._all_keys(), self._app.desk_id, find)
        known = self._store.journal.mentions("acknowledged", "receipt_id", receipt.id)
        if not known and (card is None or signers[-1] != card.keys.fingerprint):
            raise SealBroken(
                "Tanda terima ini ditandatangani kunci Polres yang lama. Tidak ada yang berubah; minta yang baru."
            )
        recovered = 0 if known else self._take(receipt)
        counts = {"diterima": 0, "ditunda": 0, "ditolak": 0}
        for result in receipt.results:
            counts["diterima" if result.result == "sudah ada" else result.result] += 1
        return Received(
            counts["diterima"],
            counts["ditunda"],
            counts["ditolak"],
            self.pending(),
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
        journal = self._store.journal
        with self._store.db.write():
            self._app.act("acknowledged", None, body)
            lost = [event for event in receipt.lost if not journal.has(event.id)]
            for event in lost:
                self._app.act("recovered", event.subject, {"event": event.as_json()})
            if receipt.rollover is not None:
                self._follow_rollover(receipt.rollover)
            self._settle_own_rollover()
        return len(lost)

    def _follow_rollover(self, new: Card) -> None:
        card = self.polres
        if card is None or new.id != card.id:
            raise SealBroken("Tanda terima ini mengumumkan kunci Polres lain. Tidak ada yang berubah; hubungi Polres.")
        former = [card.keys.as_json(), *json.loads(self._store.note("polres_former") or "[]")]
        self._store.keep_note("polres_former", json.dumps(former))
        _trust(self._app, self._store, self._vault, self._opened.key, new)

    def _settle_own_rollover(self) -> None:
        kept: Mapping[str, Any] = json.loads(self._store.note("next_keys") or "{}")
        if kept and self._store.register.delivered(kept["event"]):
            self._store.keep_note("keys", json.dumps([kept["keys"], *json.loads(self._store.note("keys"))]))
            self._store.keep_note("next_keys", "")

    def _all_keys(self) -> list[Keys]:
        """Every key that a receipt may be sealed to: also the announced one, which the Polres may already use."""
        kept = json.loads(self._store.note("next_keys") or "{}")
        return [*self._keys(), *([Keys.from_json(kept["keys"])] if kept else [])]


def new_identity(store: Store, unit: Values) -> tuple[str, str]:
    """Give a new desk its id, code and keys; returns (id, code)."""

    desk_id, desk_code = new_id(), file_code(unit["kesatuan"]["kode"])
    store.keep_note("desk_id", desk_id)
    store.keep_note("desk_code", desk_code)
    store.keep_note("keys", json.dumps([Keys.new().as_json()]))
    return desk_id, desk_code


def take_card(app: App, store: Store, vault: Vault, key: bytes, content: bytes) -> Card:
    """Trust the Polres of the card in these bytes; raises SealBroken."""

    card = Card.read(content, "polres")
    _trust(app, store, vault, key, card)
    return card


def _trust(app: App, store: Store, vault: Vault, key: bytes, card: Card) -> None:
    content = {"id": card.id, "code": card.code, "name": card.name, "keys": card.keys.as_json()}
    with store.db.write():
        app.act("polres_card_taken", None, content)
        store.keep_note("polres_card", json.dumps(content))
        vault.admit_polres(key, card.keys.recipient)


def _reasons(receipt: Receipt) -> tuple[str, ...]:
    said = {result.reason: None for result in receipt.results if result.reason}
    gaps = [f"Polres belum menerima peristiwa {gap.first}-{gap.last} (kurun {gap.epoch})." for gap in receipt.gaps]
    forks = [f"Peristiwa {fork.seq} (kurun {fork.epoch}) berbeda antara meja dan Polres." for fork in receipt.forks]
    return (*said, *gaps, *forks)

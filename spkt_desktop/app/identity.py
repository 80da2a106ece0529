"""Who this desk and its Polres are to each other: keys and cards, and how both are changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spkt_desktop.app.duty import Duty
from spkt_desktop.errors import SealBroken
from spkt_desktop.records import Values, new_id
from spkt_desktop.store.holders import POLRES
from spkt_desktop.store.store import Store
from spkt_desktop.sync import folder as carrier
from spkt_desktop.sync.bundle import file_code
from spkt_desktop.sync.card import Card
from spkt_desktop.sync.keys import Keys, PublicKeys

__all__ = ["Card", "Identity", "new_identity"]

CARD_MAX = 4096
"""Bytes of the largest card."""


class Identity:
    """The desk's own keys and the card of the Polres that it trusts, kept in the encrypted register."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self._store = duty.store

    @property
    def polres(self) -> Card | None:
        """The card of the Polres; None as long as none was taken."""
        kept = json.loads(self._store.note("polres_card") or "null")
        if kept is None:
            return None
        return Card("polres", kept["id"], kept["code"], kept["name"], PublicKeys.from_json(kept["keys"]))

    @property
    def former_polres(self) -> Sequence[PublicKeys]:
        """Keys that the Polres has given up; only receipts that were taken before may still carry them."""
        return [PublicKeys.from_json(kept) for kept in json.loads(self._store.note("polres_former") or "[]")]

    @property
    def keys(self) -> Keys:
        """The keys of this desk that are in use."""
        return self._kept()[0]

    @property
    def all_keys(self) -> Sequence[Keys]:
        """Every key that a receipt may be sealed to: also the announced one, which the Polres may already use."""
        announced = self._announced()
        return [*self._kept(), *([Keys.from_json(announced["keys"])] if announced else [])]

    def card(self) -> Card:
        """The card of this desk."""
        of = self._duty.unit.values["kesatuan"]
        return Card(
            "desk", self._duty.desk_id, self._duty.desk_code, f"{of['polsek']}, {of['polres']}", self.keys.public
        )

    def write_card(self, folder: Path) -> Path:
        """Write the card of this desk for the Polres into a folder; raises MediumFailed."""
        card = self.card()
        return carrier.write(folder, card.file_name, card.signed(self.keys))

    @staticmethod
    def read(path: Path) -> Card:
        """The Polres card in a file, to compare before it is trusted; raises SealBroken, MediumFailed."""
        return Card.read(carrier.read(path, CARD_MAX), "polres")

    def trust(self, card: Card) -> None:
        """Seal bundles to the Polres of this card from now on, and let it open the register; for managers only."""
        self._duty.managers_only()
        self._keep(card)
        self._duty.holders.settle()

    def _keep(self, card: Card) -> None:
        content = {"id": card.id, "code": card.code, "name": card.name, "keys": card.keys.as_json()}
        with self._store.db.write():
            self._duty.act("polres_card_taken", None, content)
            self._store.keep_note("polres_card", json.dumps(content))
            self._duty.holders.expect(POLRES, card.keys.recipient)

    def roll_keys(self) -> None:
        """Announce new keys of this desk; they are used once the Polres has accepted the announcement."""
        new = Keys.new()
        with self._store.db.write():
            event = self._duty.act("keys_rolled", None, new.public.as_json())
            self._store.keep_note("next_keys", json.dumps({"event": event.id, "keys": new.as_json()}))

    def settle(self) -> None:
        """Begin to use the announced keys if the Polres has accepted them."""
        announced = self._announced()
        if announced and self._store.register.delivered(announced["event"]):
            self._store.keep_note("keys", json.dumps([announced["keys"], *json.loads(self._store.note("keys"))]))
            self._store.keep_note("next_keys", "")

    def follow(self, new: Card) -> None:
        """Trust the new keys that the Polres has announced under its old ones; raises SealBroken for another Polres.

        The vault is settled by the caller, after the transaction that this is part of.
        """
        card = self.polres
        if card is None or new.id != card.id:
            raise SealBroken("Tanda terima ini mengumumkan kunci Polres lain. Tidak ada yang berubah; hubungi Polres.")
        former = [card.keys.as_json(), *(keys.as_json() for keys in self.former_polres)]
        self._store.keep_note("polres_former", json.dumps(former))
        self._keep(new)

    def _kept(self) -> list[Keys]:
        """The keys in use first, then the former ones."""
        return [Keys.from_json(kept) for kept in json.loads(self._store.note("keys"))]

    def _announced(self) -> Mapping[str, Any]:
        announced: Mapping[str, Any] = json.loads(self._store.note("next_keys") or "{}")
        return announced


def new_identity(store: Store, unit: Values) -> tuple[str, str]:
    """Give a new desk its id, code and keys; returns (id, code)."""
    desk_id, desk_code = new_id(), file_code(unit["kesatuan"]["kode"])
    store.keep_note("desk_id", desk_id)
    store.keep_note("desk_code", desk_code)
    store.keep_note("keys", json.dumps([Keys.new().as_json()]))
    return desk_id, desk_code

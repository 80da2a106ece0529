"""A Polres with its inbox, and desks that bring it bundles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select

from spkt_desktop.polres import Inbox, set_up
from spkt_desktop.polres.inbox import Received
from spkt_desktop.polres.tables import metadata
from spkt_desktop.records import Event
from spkt_desktop.sync import Card, Keys, Place, PublicKeys, Receipt, receipt
from tests.sync.journal import NOW, Desk

FORMS = {"sktlk": 1}
_BY_CHANCE = ("received_at", "bundle", "enrolled_at", "since")


class Station:
    """A Polres in a folder, with whatever travels to it and back."""

    def __init__(self, place: Path, database_url: str | None = None, forms: dict[str, int] | None = None) -> None:
        self.place = place
        self.url = database_url
        self.card = Card.read(set_up(place, "Polres Pacitan").read_bytes(), "polres")
        self.inbox = self.open(forms)
        self.stick = place / "stik"
        self.stick.mkdir(exist_ok=True)

    def open(self, forms: dict[str, int] | None = None) -> Inbox:
        return Inbox(self.place, known_forms=forms or FORMS, clock=lambda: NOW, database_url=self.url)

    @property
    def public(self) -> PublicKeys:
        return self.card.keys

    def enrol(self, desk: Desk | None = None, keys: Keys | None = None) -> Desk:
        desk = desk or Desk()
        keys = keys or desk.keys
        card = self.stick / "kartu.json"
        card.write_bytes(Card("desk", desk.id, desk.code, "Polsek Punung", keys.public).signed(keys))
        self.inbox.enrol(card)
        return desk

    def bring(self, desk: Desk, events: Sequence[Event], knows: Sequence[Place] | None = None) -> Received:
        return self.take(desk.make(events, self.public, knows=knows).data)

    def take(self, data: bytes) -> Received:
        path = self.stick / "bawa.spkt"
        path.write_bytes(data)
        return self.inbox.receive(path, self.stick)

    def answer(self, desk: Desk, received: Received) -> Receipt:
        """The receipt as the desk reads it."""
        return receipt.read(received.receipt.read_bytes(), [desk.keys], desk.id, lambda *_: self.public)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the inbox holds, but for what tells when and by which stick it came."""
        engine = create_engine(self.url or f"sqlite:///{self.place / 'inbox.db'}")
        try:
            with engine.connect() as connection:
                return {
                    table.name: sorted(
                        tuple(row) for row in connection.execute(
                            select(*(column for column in table.c if column.name not in _BY_CHANCE))
                        )
                    )
                    for table in metadata.sorted_tables
                    if table.name != "bundles"
                }  # fmt: skip
        finally:
            engine.dispose()


def counts(received: Received) -> tuple[int, int, int, int]:
    """Events of a bundle: new, already there, held, rejected."""
    return received.new, received.already, received.held, received.rejected

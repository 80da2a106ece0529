"""The inbox of the Polres: desks are enrolled, bundles taken in one transaction each, and answered with a receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from spkt_desktop.errors import NotFound, Refused, SealBroken
from spkt_desktop.polres import answer, keyring
from spkt_desktop.polres.answer import KnownForms
from spkt_desktop.polres.keyring import Keyring
from spkt_desktop.polres.ledger import Ledger
from spkt_desktop.polres.register import Held, records
from spkt_desktop.polres.tables import connect, desks, events, transaction
from spkt_desktop.polres.taking import take_in
from spkt_desktop.records import Clock, Event
from spkt_desktop.sync import Card, Place, bundle, folder, frame, receipt
from spkt_desktop.sync.pack import Pack
from spkt_desktop.sync.receipt import ACCEPTED, ALREADY, HELD, REJECTED, Fork, Gap

_CARD_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Received:
    """What a bundle brought."""

    bundle_id: str
    new: int
    """Events taken in now, those that had waited for this bundle included."""
    already: int
    held: int
    """Events of this bundle that wait for a predecessor."""
    rejected: int
    receipt: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk and how its journal stands; `fingerprint` is what the officers read to each other."""

    id: str
    code: str
    name: str
    fingerprint: str
    events: int
    head: Place | None
    held: int
    held_since: str
    """When the oldest waiting event came (RFC 3339); empty where none waits."""
    rejected: int
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A desk and whether every event of its chain is sound."""

    desk: Desk
    sound: bool


def set_up(place: Path, name: str) -> Path:
    """Prepare the folder of an inbox and write the card of the Polres into it; what is already there stays."""
    return _write_card(place, keyring.create(place, name))


class Inbox:
    """One inbox: a folder with the keys, and a database."""

    def __init__(self, place: Path, *, known_forms: KnownForms, clock: Clock, database_url: str | None = None) -> None:
        self._place = place
        self._known = known_forms
        self._clock = clock
        self._ring = keyring.load(place)
        self._engine: Engine = connect(place, database_url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def enrol(self, card_file: Path) -> Desk:
        """Enrol the desk of a card, whose digits an officer has compared; a desk known before gets these keys."""
        card = Card.read(folder.read(card_file, _CARD_SIZE), "desk")
        with transaction(self._engine) as connection:
            ledger = Ledger(connection, card.id)
            told = {"code": card.code, "name": card.name}
            if connection.scalar(select(desks.c.id).where(desks.c.id == card.id)) is None:
                connection.execute(desks.insert(), {"id": card.id, "enrolled_at": self._now(), **told})
            else:
                ledger.lock()
                connection.execute(desks.update().where(desks.c.id == card.id).values(told))
            ledger.add_keys(card.keys, self._now())
            ledger.retire_before(card.keys)
            return self._desk(connection, card.id)

    def pack(self, kind: str, name: str, version: int, files: Mapping[str, str], place: Path) -> Path:
        """Write a signed pack for the desks into a folder; raises MediumFailed, or Refused if no desk would read it."""
        content = Pack(kind, name, version, files)
        signed = content.signed(self._ring.current)
        try:
            Pack.read(signed, [self._ring.current.public])
        except SealBroken as unreadable:
            raise Refused(
                "Paket ini tidak akan diterima meja: periksa nama surat, dan jumlah serta besar berkasnya. "
                "Tidak ada paket yang dibuat."
            ) from unreadable
        if not content.name.isidentifier():
            raise Refused("Nama surat hanya huruf, angka, dan garis bawah. Tidak ada paket yang dibuat.")
        return folder.write(place, content.file_name, signed)

    def desks(self) -> list[Desk]:
        """All enrolled desks."""
        with transaction(self._engine) as connection:
            ids = connection.scalars(select(desks.c.id).order_by(desks.c.code, desks.c.id)).all()
            return [self._desk(connection, each) for each in ids]

    def receive(self, path: Path, receipts: Path) -> Received:
        """Take a bundle in and write the receipt; raises SealBroken or MediumFailed, and then nothing has changed.

        Only a receipt that cannot be written after the preflight leaves the bundle taken in: receiving it again
        then changes nothing and writes the receipt.
        """
        data = folder.read(path, frame.MAX_FILE)
        folder.preflight(receipts, 0)
        with transaction(self._engine) as connection:
            read = bundle.read(
                data, self._ring.keys, lambda desk, fingerprint: Ledger(connection, desk).keys(fingerprint)
            )
            made = take_in(Ledger(connection, read.desk_id), read, self._known, self._clock())
        # A desk that still knows older keys of ours is answered with those, and told the new ones.
        card = b"" if read.opened_with == self._ring.current else self._ring.card.signed(self._ring.current)
        sealed = receipt.make(made, read.opened_with, read.sender, rollover=card)
        written = folder.write(receipts, made.file_name, sealed)
        counts = Counter(result.result for result in made.results)
        return Received(read.id, counts[ACCEPTED], counts[ALREADY], counts[HELD], counts[REJECTED], written)

    def records(self, desk: str | None = None) -> list[Held]:
        """The records of all desks, or of the one with this code."""
        with transaction(self._engine) as connection:
            query = select(desks.c.id, desks.c.code).order_by(desks.c.code, desks.c.id)
            rows = connection.execute(query if desk is None else query.where(desks.c.code == desk)).all()
            if desk is not None and not rows:
                raise NotFound("Meja dengan kode itu belum terdaftar. Tidak ada data yang berubah. Periksa kodenya.")
            kinds = events.c.kind.in_(("registered", "voided"))
            return [
                record
                for row in rows
                for record in records(row.code, filter(self._counts, Ledger(connection, row.id).accepted(kinds)))
            ]

    def verify(self) -> list[Checked]:
        """All desks, each with whether every event of its chain still is what the desk has sent."""
        with transaction(self._engine) as connection:
            ids = connection.scalars(select(desks.c.id).order_by(desks.c.code, desks.c.id)).all()
            return [Checked(self._desk(connection, each), Ledger(connection, each).sound()) for each in ids]

    def roll_keys(self) -> Path:
        """Make new keys for the Polres and write its new card; each desk gets it with its next receipt."""
        keyring.add(self._place)
        self._ring = keyring.load(self._place)
        return _write_card(self._place, self._ring)

    def _desk(self, connection: Connection, desk: str) -> Desk:
        row = connection.execute(select(desks).where(desks.c.id == desk)).one()
        ledger = Ledger(connection, desk)
        keys = ledger.newest_keys()
        stands = answer.state(ledger, self._known)
        return Desk(
            id=desk,
            code=row.code,
            name=row.name,
            fingerprint=keys.spoken if keys else "",
            events=len(ledger.rows()),
            head=stands.head,
            held=sum(1 for _ in ledger.waiting()),
            held_since=ledger.waiting_since(),
            rejected=len(ledger.rejected()),
            gaps=stands.gaps,
            forks=stands.forks,
        )

    def _counts(self, event: Event) -> bool:
        return answer.fault_of(event, self._known) is None

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _write_card(place: Path, ring: Keyring) -> Path:
    return folder.write(place, ring.card.file_name, ring.card.signed(ring.current))

"""A desk, a stick and all that comes by it: made once, laid out anew for every act that a disk shall fail under."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyrage

from spkt_desktop.app import App, describe, set_up, start
from spkt_desktop.app.duty import officer_of
from spkt_desktop.app.proof import try_paper
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import WrongPassphrase
from spkt_desktop.forms import FORMS, SETTINGS, complete
from spkt_desktop.polres import Inbox
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.polres.keyring import load
from spkt_desktop.print.template import builtin
from spkt_desktop.records import Unit, Values
from spkt_desktop.store.database import Database
from spkt_desktop.store.names import FILE
from spkt_desktop.store.vault import Vault
from spkt_desktop.sync import Keys, PublicKeys
from tests.desks import Hands, officer
from tests.slots import _sealed as sealed

NRP, SECOND, THIRD = "87020875", "03100376", "88050120"
SECOND_PASSPHRASE, NEW_PASSPHRASE = "petugas-kedua-2026", "sandi-baru-2026"
REASON = "Salah tulis nama pelapor"
LAST_NUMBER = 41
"""Of the paper register, told when a desk is restored."""
OLD_FILE = b"what lay there before"
COMPUTER, STICK, DESK, NEW_DESK, OLD_DESK = "komputer", "flashdisk", "meja saya", "meja baru", "meja lama"


@dataclass(frozen=True)
class Model:
    """A desk with a few letters, as it lies in a folder, and what one must know to judge it."""

    place: Path
    code: str
    """Recovery code."""
    letters: tuple[str, ...]
    """Ids of the letters, oldest first; the second of them came after the backup that lies on the stick."""
    draft: str
    pending: int
    polres: Keys
    staff: tuple[Values, ...]
    persons: tuple[str, ...]
    """Names and numbers of people that no sentence may hold."""


@dataclass
class Bench:
    """One laid out copy: `home` is the desk that one comes back to in the end."""

    model: Model
    root: Path
    hands: Hands = field(default_factory=Hands)
    app: App = field(init=False)
    """The desk while it is open."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What an act has given the officer."""

    @property
    def desk(self) -> Path:
        return self.root / COMPUTER / DESK

    @property
    def new_desk(self) -> Path:
        return self.root / COMPUTER / NEW_DESK

    @property
    def old_desk(self) -> Path:
        return self.root / COMPUTER / OLD_DESK

    @property
    def stick(self) -> Path:
        return self.root / STICK

    @property
    def backup(self) -> Path:
        return self.stick / "lama.spkt-cadangan"

    @property
    def receipt(self) -> Path:
        return self.stick / "jawaban.terima"

    @property
    def card(self) -> Path:
        return self.stick / "kartu-polres.json"

    @property
    def pdf(self) -> Path:
        return self.stick / "surat.pdf"

    def start(self, home: Path) -> App:
        """Unlock a desk that lies here, by whichever passphrase is in force."""
        vault = Vault(home / "vault")
        try:
            opened = vault.open(NRP, PASSPHRASE)
        except WrongPassphrase:
            opened = vault.open(NRP, NEW_PASSPHRASE)
        return start(home, opened, self.hands)


def lay_out(model: Model, root: Path) -> Bench:
    """A copy of the model below a folder, with its clock going on."""
    shutil.copytree(model.place, root, dirs_exist_ok=True)
    bench = Bench(model, root)
    bench.hands.pass_(hours=2)
    return bench


def make_model(place: Path) -> Model:
    """Set the model up: a desk that the Polres knows, a backup, a receipt, a desk of the former program."""
    pyrage.passphrase.encrypt = sealed  # the same age files with little work of scrypt: what opens them is the vault
    computer, stick, polres = place / COMPUTER, place / STICK, place.parent / "polres"
    for folder in (computer, stick):
        folder.mkdir(parents=True)
    card = set_up_polres(polres, "POLRES TIRTAMULYA")
    hands = Hands()
    staff = (officer(NRP, "ka_spkt"), officer(SECOND, "petugas"), officer(THIRD, "petugas"))
    desk = computer / DESK
    setup = set_up(
        desk, sample_values("unit"), staff, [PASSPHRASE, SECOND_PASSPHRASE, ""], polres_card=card.read_bytes(),
        clock=hands,
    )  # fmt: skip
    (stick / "kartu-polres.json").write_bytes(card.read_bytes())
    (stick / "surat.pdf").write_bytes(OLD_FILE)
    app = start(desk, setup.opened, hands)
    inbox = Inbox(polres, known_forms=describe.known_versions(), clock=lambda: datetime.now(UTC))
    try:
        values = sample_values("sktlk", app.now().date(), NRP)
        letters = [app.register("sktlk", values)]
        app.keeping.backup(stick).replace(stick / "lama.spkt-cadangan")
        letters.append(app.register("sktlk", values))
        draft = app.save_draft("sktlk", {"pelapor": {"nama": "Orang Lama"}})
        inbox.enrol(setup.desk_card)
        received = inbox.receive(app.sending.export(stick).bundle, stick)
        received.receipt.replace(stick / "jawaban.terima")
        pending = app.pending()
    finally:
        inbox.close()
        app.close()
    for bundle in stick.glob("*.spkt"):
        bundle.unlink()
    shutil.copytree(desk, computer / OLD_DESK)
    _of_the_former_program(computer / OLD_DESK / FILE, setup.opened.key)
    return Model(
        place, setup.recovery_code, tuple(record.id for record in letters), draft, pending,
        load(polres).current, staff, tuple(_persons(values, *staff)),
    )  # fmt: skip


def warm_up() -> None:
    """Read the typefaces, the templates and what the acts need of Qt, once for all that is forked from here."""
    form, values = FORMS["sktlk"], officer(NRP, "ka_spkt")
    at = Hands()().astimezone(timezone(timedelta(hours=7)))
    unit = Unit(complete(SETTINGS["unit"], sample_values("unit")))
    try_paper(form, form.paper(), builtin("sktlk"), unit, officer_of(values), at)


def _of_the_former_program(register: Path, key: bytes) -> None:
    """Take the newest tables out of a register that holds nothing in them."""
    with closing(Database(register, key)) as database, database.write():
        for table in ("shifts", "visits", "ratings", "settled"):
            database.run(f"DROP TABLE {table}")
        database.run("DELETE FROM _sqlite_migrations WHERE name = 'm003_shifts'")


def _persons(*several: Values) -> Iterator[str]:
    """Names, numbers and addresses in values."""
    for values in several:
        for part in values.values():
            for row in part if isinstance(part, list) else [part]:
                for name in ("nama", "nrp", "nik", "alamat", "telepon"):
                    if isinstance(row, dict) and row.get(name):
                        yield str(row[name])


def public_of(app: App) -> PublicKeys:
    """The keys that the desk signs with."""
    return app.sending.identity.keys.public

"""A day's work at a desk with all that the program ever writes to a disk, told line by line as it is promised.

A room holds the desk, a stick, a folder of backups, one of papers and a register of an earlier version; the Polres
lies outside of it, on a disk of its own. Each act opens the desk, does one thing through App, and closes it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from spkt_desktop.app import App, Opened, describe, open_vault, restore, set_up, start
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.queueing import ANSWERED
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.cli_input import hand_out, prepared
from spkt_desktop.polres import Inbox
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.records import Record, Values
from spkt_desktop.store.database import Database
from spkt_desktop.store.holders import Holders
from spkt_desktop.store.holders import officer as holder
from spkt_desktop.store.migrations import migrations
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault
from spkt_desktop.sync import Card
from tests.desks import Hands, carried_on, officer
from tests.power.told import Told
from tests.slots import quick_slot

NRP, OTHER = "87020875", "03100376"
DESK, STICK, BACKUPS, PAPERS, OLD = "meja saya", "stik", "cadangan", "surat", "meja lama"
OTHERS = "kata sandi lain"
"""The passphrase of the second officer."""

Tell = Callable[[dict[str, Any]], None]


class Journey:
    """One desk and what is done at it."""

    def __init__(self, room: Path, polres: Path, key: bytes, tell: Tell, moment: datetime) -> None:
        """`moment`: what the clock says when the journey begins; it goes on by a second an act."""
        self.room, self.polres, self.key = room, polres, key
        self.told, self._tell = Told(), tell
        self.desk, self.stick, self.backups, self.papers, self.old = (
            room / name for name in (DESK, STICK, BACKUPS, PAPERS, OLD)
        )
        self.hands = Hands()
        self.hands.moment = moment
        self.old_key = key

    @property
    def passphrase(self) -> str:
        """What opens the desk for its Ka SPKT now."""
        return self.told.passphrases[NRP] or ""

    def tell(self, line: dict[str, Any]) -> None:
        """One line more, which the journey itself hears too."""
        self.told.hear(line)
        self._tell(line)

    @contextmanager
    def app(self) -> Iterator[App]:
        """The desk with its Ka SPKT on duty, a second later than before."""
        self.hands.pass_(seconds=1)
        with closing(start(self.desk, Opened(self.key, NRP), self.hands)) as app:
            yield app
            self.key = app.key  # it may have been changed meanwhile

    def do(self, act: str) -> None:
        """One act, told when it begins and by itself when it has given something out."""
        begun: dict[str, Any] = {"begin": act}
        if act == "restores":
            begun["from"] = self._name(self._newest_backup())
        self.tell(begun)
        getattr(self, act)()

    def sets_up(self) -> None:
        """The first act: a desk where there was none."""
        staff = [officer(NRP, "ka_spkt"), officer(OTHER, "petugas")]
        made = set_up(self.desk, sample_values("unit"), staff, [PASSPHRASE, ""], clock=self.hands)
        self.key = made.opened.key
        with self.app() as app:
            self._done("sets_up", app, passphrase={"nrp": NRP, "opens": PASSPHRASE}, code=made.recovery_code)

    def quickens(self) -> None:
        """No act: spares the tests a second's work at each look; the same passphrase opens another slot."""
        with closing(Store(self.desk / FILE, self.key, index_values)) as store:
            slot = quick_slot(NRP, self.passphrase)
            Holders(store, Vault(self.desk / "vault")).give(holder(NRP), slot, lambda: None)
        self.tell({"done": "quickens"})

    def trusts(self) -> None:
        card = next(self.polres.glob("kartu-polres-*.json"), None) or set_up_polres(self.polres, "POLRES TIRTAMULYA")
        with self.app() as app:
            app.sending.identity.trust(Card.read(card.read_bytes(), "polres"))
            self._done("trusts", app)
        with self._inbox() as inbox:
            inbox.enrol(next(self.desk.glob("kartu-meja-*.json")))

    def registers(self) -> None:
        self._register("registers", "sktlk", sample_values("sktlk", nrp=NRP))

    def reports(self) -> None:
        """A police report with its two papers, and a request for a visum that follows from it."""
        self._register("reports", "lp_b", sample_values("lp_b", nrp=NRP))

    def follows(self) -> None:
        with self.app() as app:
            parent = app.search(form="lp_b", limit=1)[0]
            (way,) = (one for one in app.cases.follow_ups(parent) if one.form == "visum")
            values = carried_on("visum", way.proposals[0].values, NRP)
        self._register("follows", "visum", values, about=parent.id)

    def informs(self) -> None:
        self._register("informs", "informasi", sample_values("informasi", nrp=NRP))

    def drafts(self) -> None:
        with self.app() as app:
            for former in app.drafts():
                app.drop_draft(former.id)
                self._done("drafts", app, undraft=former.id)
            self._done("drafts", app, draft=app.save_draft("sktlk", sample_values("sktlk")))

    def voids(self) -> None:
        with self.app() as app:
            app.void(self._newest(app).id, "Salah tulis nama pelapor")
            self._done("voids", app)

    def replaces(self) -> None:
        with self.app() as app:
            old = self._newest(app)
            values = app.whole(old.id).values
            new = app.register("sktlk", values, replaces=old.id, reason="Alamat keliru")
            self._done("replaces", app, letter={"id": new.id, "number": new.number.text})

    def watches(self) -> None:
        """The shift: opened once, then a note, a visitor, a judgement."""
        with self.app() as app:
            if not app.shifts.current():
                app.shifts.open("I", [NRP])
            app.shifts.note("Patroli dialogis, situasi aman")
            self._done("watches", app)
            visit = app.queue.take("")
            app.queue.call(visit.id)
            app.queue.end(visit.id, ANSWERED)
            self._done("watches", app)

    def exports(self) -> None:
        with self.app() as app:
            told = app.sending.export(self.stick)
            self._done("exports", app, file=self._file(told.bundle))

    def answers(self) -> None:
        """The Polres takes the newest bundle in and writes its receipt to the stick, which the desk takes in."""
        with self._inbox() as inbox:
            bundle = max(self.stick.glob("*.spkt"), key=lambda path: path.name)
            receipt = inbox.receive(bundle, self.stick).receipt
        with self.app() as app:
            self._done("answers", app, file=self._file(receipt))
            app.sending.receive(receipt)
            self._done("answers", app)

    def backs_up(self) -> None:
        with self.app() as app:
            made = app.keeping.backup(self.backups)
            self._done("backs_up", app, backup=self._file(made))

    def changes_settings(self) -> None:
        with self.app() as app:
            values = app.unit.values
            street = f"Jalan Merdeka Nomor {app.status()['events']}"
            app.settings.change_unit({**values, "kesatuan": {**values["kesatuan"], "alamat": street}})
            self._done("changes_settings", app)

    def changes_passphrase(self) -> None:
        new = f"kata sandi baru {self.hands.moment:%H%M%S}"
        self.tell({"begin": "changes_passphrase", "either": new})
        with self.app() as app:
            app.settings.change_passphrase(self.passphrase, new)
            self._done("changes_passphrase", app, passphrase={"nrp": NRP, "opens": new})

    def appoints(self) -> None:
        self._save_officer("appoints", True)

    def dismisses(self) -> None:
        self._save_officer("dismisses", False)

    def renews_code(self) -> None:
        with self.app() as app:
            code = app.settings.new_recovery_code()
            self._done("renews_code", app, code=code)

    def migrates(self) -> None:
        """The register of an earlier version: the journal of this desk, and nothing derived from it."""
        if not self.old.exists():
            self.old.mkdir()
            with (
                closing(Database(self.old / FILE, self.key)) as old,
                closing(Database(self.desk / FILE, self.key)) as new,
            ):
                migrations.apply(old.tables, stop_before="m002_derived")
                with old.write():
                    for row in new.rows("SELECT * FROM events ORDER BY seq"):
                        old.run(f"INSERT INTO events VALUES ({','.join('?' * len(row))})", row)
                (events,) = old.row("SELECT count(*) FROM events") or (0,)
            durable(self.old / FILE, self.old, self.room)
            self.tell({"done": "migrates", "old": events, "key": self.key.hex()})
            self.old_key = self.key
        with closing(Store(self.old / FILE, self.old_key, index_values)) as store:
            store.rebuild()
        self.tell({"done": "migrates"})

    def restores(self) -> None:
        backup = self._newest_backup()
        with self.app() as app:
            last = {"sktlk": app.store.register.last_number("sktlk", app.now().year)}
        self.hands.pass_(hours=1)
        words = self.told.backups[self._name(backup)].passphrases[NRP] or ""
        restore(backup, self.desk, words, last, nrp=NRP, clock=self.hands)
        self.key = open_vault(self.desk, NRP, words).key
        with self.app() as app:
            self._done("restores", app, back=self._name(backup))

    def _newest_backup(self) -> Path:
        return max(self.backups.glob("*.spkt-cadangan"), key=lambda path: path.name)

    def _save_officer(self, act: str, active: bool) -> None:
        with self.app() as app:
            values = app.settings.officer_values(OTHER)
            values = {"petugas": {**values["petugas"], "aktif": active}}
            app.settings.save_officer(values, OTHERS if active else None)
            self._done(act, app, passphrase={"nrp": OTHER, "opens": OTHERS if active else None})

    def _register(self, act: str, form: str, values: Values, about: str = "") -> None:
        """A letter as the command registers and hands it out."""
        with self.app() as app:
            target = self.papers / f"{form}-{app.status()['events']}.pdf"
            with prepared(target) as write:
                record = app.register(form, values, about=about)
                self._done(act, app, letter={"id": record.id, "number": record.number.text})
                letter, kept = hand_out(app, record, write)
            assert kept
            self._done(act, app, paper={"id": record.id, "sha256": letter.sha256})

    def _done(self, act: str, app: App, **given: Any) -> None:
        head = app.store.journal.head()
        assert head is not None
        self.tell({"done": act, "head": {"seq": head.seq, "hash": head.hash}, **given})

    def _newest(self, app: App) -> Record:
        return next(record for record in app.search(form="sktlk", limit=100) if record.status == "berlaku")

    def _name(self, path: Path) -> str:
        return path.relative_to(self.room).as_posix()

    def _file(self, path: Path) -> dict[str, str]:
        return {"path": self._name(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}

    @contextmanager
    def _inbox(self) -> Iterator[Inbox]:
        with closing(Inbox(self.polres, known_forms=describe.known_versions(), clock=self.hands)) as inbox:
            yield inbox


def lay_ground(room: Path, polres: Path) -> None:
    """The folders that are there before the program is."""
    for folder in (room, polres, *(room / name for name in (STICK, BACKUPS, PAPERS))):
        folder.mkdir(parents=True, exist_ok=True)


def durable(*paths: Path) -> None:
    """Make files, and the names in folders, outlive a power cut."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

"""A desk and a Polres for fuzzed files to be taken in by: real ones, made without the slow parts of a set-up."""

from __future__ import annotations

import atexit
import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from spkt_desktop.app import App, describe, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import SpktError
from spkt_desktop.polres import Inbox
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.polres.tables import metadata, transaction
from tests.fuzz import sealed
from tests.fuzz.watching import only_in

NRP = "87020875"


class _Undone(Exception):
    """Ends a transaction whose outcome nobody wants."""


@cache
def room() -> Path:
    """A folder of this process alone, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="spkt fuzz "))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def desk() -> App:
    """An unlocked desk that knows its Polres and has one letter, with its Ka SPKT on duty."""
    folder = room() / "meja"
    staff = {"petugas": {**sample_values("officer")["petugas"], "nrp": NRP, "peran": "ka_spkt"}}
    card = sealed.POLRES_CARD.signed(sealed.POLRES)
    made = set_up(folder, sample_values("unit"), [staff], [PASSPHRASE], polres_card=card, clock=lambda: sealed.NOW)
    app = start(folder, made.opened, lambda: sealed.NOW)
    app.store.keep_note("desk_id", sealed.DESK_ID)  # those that the kept corpus is sealed to
    app.store.keep_note("keys", json.dumps([sealed.DESK.as_json()]))
    app.register("sktlk", sample_values("sktlk"))
    return app


def prepare() -> None:
    """Make the desk and the Polres now, for whoever is about to measure something else."""
    desk()
    _inbox()


@contextlib.contextmanager
def undone(app: App) -> Iterator[None]:
    """Do something at a desk and leave no trace of it."""
    with contextlib.suppress(_Undone), app.store.db.write():
        try:
            yield
        finally:
            app._law = None
            app._versions.clear()
        raise _Undone


def take_receipt(data: bytes) -> None:
    """Take a receipt in at a desk, and look at everything that it may have changed."""
    app = desk()
    file = app.folder / "a.terima"
    file.write_bytes(data)
    with only_in(app.folder), undone(app):
        app.sending.receive(file)
        try:
            look_around(app)
        except SpktError as error:
            raise AssertionError("what was taken in is refused afterwards") from error


def look_around(app: App) -> None:
    """All that an officer sees afterwards."""
    app._law = None
    found = app.search(limit=20)
    for record in found:
        for look in (app.whole, app.history, app.news):
            look(record.id)
        _told(describe.record(record))
    app.law.search("476")
    app.packs.listed()
    app.officers()
    app.units()
    app.status()
    app.matters.listed()
    app.store.check()


@cache
def _inbox() -> tuple[Path, Inbox]:
    folder = room() / "polres"
    set_up_polres(folder, "Polres Pacitan")
    keys = folder / "keys"
    (keys / "001.ed25519").write_text(sealed.POLRES.signing + "\n", encoding="utf-8")
    (keys / "001.age").write_text(sealed.POLRES.identity + "\n", encoding="utf-8")
    forms = describe.known_versions()
    return folder, Inbox(folder, known_forms=forms, clock=lambda: sealed.NOW, database_url="sqlite://")


def take_bundle(*files: bytes) -> None:
    """Take bundles in at a Polres that knows only their desk, one after the other, and list all that it then holds."""
    place, inbox = _inbox()
    with only_in(place):
        with transaction(inbox._engine) as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        card, file = place / "kartu.json", place / "a.spkt"
        card.write_bytes(sealed.DESK_CARD.signed(sealed.DESK))
        inbox.enrol(card)
        for data in files:
            file.write_bytes(data)
            received = inbox.receive(file, place)
            received.receipt.unlink()
        for checked in inbox.verify():
            assert checked.sound
            _told(asdict(checked))
        for record in inbox.records():
            _told(asdict(record))


def _told(content: dict[str, Any]) -> None:
    """What a command would print of it."""
    assert json.dumps(content, ensure_ascii=False, default=str)

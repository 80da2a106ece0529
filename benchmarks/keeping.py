"""The whole register: unlocking it, opening it, checking it, backing it up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pyrage

from benchmarks.filling import Desks, Moment
from benchmarks.pairs import Row, compare
from spkt_desktop.app import open_vault, start
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.store.database import Database
from spkt_desktop.store.names import FILE

GROUP = "Register"


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """All rows of one size of the register."""
    with desks.open(letters) as filler:
        app = filler.app
        place, database = app.folder, app.store.db
        copies = place / "salinan"
        copies.mkdir()
        slot = next((place / "vault").glob("officer-*.age")).read_bytes()

        def unlock() -> None:
            start(place, open_vault(place, desks.nrp, PASSPHRASE, Moment(letters)), Moment(letters)).close()

        def bare_open() -> None:
            with closing(Database(place / FILE, app.key)) as bare:
                bare.row("SELECT max(seq) FROM events")

        def bare_check() -> None:
            database.rows("PRAGMA cipher_integrity_check")
            database.rows("PRAGMA integrity_check")

        def bare_copy() -> None:
            copy = copies / "salinan.db"
            copy.unlink(missing_ok=True)
            database.rows("VACUUM INTO ?", (str(copy),))

        yield from compare(
            GROUP, "Unlock: passphrase to desk", unlock,
            {"age file of the passphrase": lambda: pyrage.passphrase.decrypt(slot, PASSPHRASE)}, rounds,
        )  # fmt: skip
        yield from compare(
            GROUP, "Open the desk after the passphrase",
            lambda: start(place, desks.opened, Moment(letters)).close(), {"bare SQLCipher open": bare_open}, rounds,
        )  # fmt: skip
        yield from compare(
            GROUP, "Verify", app.keeping.verify, {"SQLCipher's own two checks": bare_check}, rounds,
            "the chain, the hash of every event and all that is derived are proved too",
        )  # fmt: skip
        yield from compare(
            GROUP, "Back up", lambda: app.keeping.backup(copies), {"bare VACUUM INTO": bare_copy}, rounds,
            "the backup is opened, verified like the register and read back",
        )  # fmt: skip

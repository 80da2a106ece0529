"""A register with its vault, without the desk around them: made in milliseconds, for the tests of who gets in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.app.duty import index_values
from spkt_desktop.store.holders import CODE, Holders, officer
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import new_code, tidy_code
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault
from tests.slots import quick_slot

ANI, BUDI = "87020875", "03100376"
WORDS = {ANI: "rahasia sekali", BUDI: "kopi tubruk pagi"}


@dataclass
class Desk:
    """A register, its vault, and who holds its key."""

    store: Store
    vault: Vault
    holders: Holders
    code: str = ""

    def close(self) -> None:
        self.store.close()


def made(folder: Path) -> Desk:
    """A register with two officers and a recovery code, whose slots open quickly."""
    desk = opened(folder, os.urandom(32))
    desk.holders.begin()
    desk.code = new_code()
    for nrp, words in WORDS.items():
        desk.holders.give(officer(nrp), quick_slot(nrp, words), lambda: None)
    desk.holders.give(CODE, quick_slot("", tidy_code(desk.code)), lambda: None)
    return desk


def opened(folder: Path, key: bytes) -> Desk:
    """The register in that folder with that key."""
    folder.mkdir(exist_ok=True)
    store, vault = Store(folder / FILE, key, index_values), Vault(folder / "vault")
    return Desk(store, vault, Holders(store, vault))

"""Who may open the register, as the encrypted register itself knows it; the files of the vault are made to agree.

Nobody can plant a recipient: the key is sealed to those of this note and to nobody else. Each change is a few steps,
each of which is one file or one transaction, and each of which leaves a desk that opens.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from spkt_desktop.disk import private_folder
from spkt_desktop.errors import Damaged, DeskBusy, MediumFailed
from spkt_desktop.records import sha256
from spkt_desktop.store.slots import (
    INDEX,
    KEY,
    RECOVERY,
    SPARE,
    Index,
    Slot,
    new_code,
    new_slot,
    seal_keys,
    slot_name,
    tidy_code,
    written_index,
)  # fmt: skip
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault

POLRES, CODE = "polres", "recovery"
"""Holders beside the officers."""
DAMAGED, MISSING, FOREIGN = "rusak", "hilang", "asing"
"""What can be amiss with a file of the vault: other bytes than it should have, not there, or of nobody."""
_NOTE = "vault"
_SPARE_ROOM = 16 << 20
_INTERRUPTED = (
    "Penggantian kunci meja terputus karena disk gagal; isi register tetap utuh. Periksa disknya, lalu buka meja lagi:"
    " penggantian itu diselesaikan atau dibatalkan sendiri. Sesudahnya periksa kata sandi, kode, atau kartu mana yang"
    " berlaku."
)

Act = Callable[[], object]
"""Writes down what was done, in the transaction in which the register learns of it."""


@dataclass(frozen=True, slots=True)
class Amiss:
    """One file of the vault that is not as the register knows it."""

    name: str
    holder: str
    """Whose slot it is; empty for the index and the key, and where nobody knows."""
    how: str


@dataclass(frozen=True, slots=True)
class _Known:
    salt: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    """By holder: what is in force."""
    coming: Mapping[str, Slot] = field(default_factory=dict)
    """By holder: what is being put in its place."""
    key: bytes = b""
    """`key.age` as it should be."""
    rekeying: bool = False
    """Whether the register is to be encrypted anew."""

    @property
    def recipients(self) -> list[str]:
        return [slot.recipient for slots in (self.slots, self.coming) for slot in slots.values()]

    def file(self, holder: str) -> str:
        return RECOVERY if holder == CODE else slot_name(self.salt, holder.partition(":")[2])

    def files(self) -> dict[str, bytes]:
        """Every file of the vault as it should be, the key first; the slots being replaced are left out."""
        made = {KEY: self.key, SPARE: self.key}
        made |= {self.file(of): slot.sealed for of, slot in self.slots.items() if slot.sealed and of not in self.coming}
        digests: dict[str, list[str]] = {}
        for slots in (self.slots, self.coming):
            for holder, slot in slots.items():
                if slot.sealed:
                    digests.setdefault(self.file(holder), []).append(sha256(slot.sealed))
        return {**made, INDEX: written_index(Index(self.salt, digests))}


def officer(nrp: str) -> str:
    """The holder that an officer is."""
    return f"officer:{nrp}"


class Holders:
    """The holders of one register's key; methods that change them take their turn among the processes of a desk."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    def begin(self) -> None:
        """The vault of a new desk, which nobody can open yet."""
        private_folder(self._vault.folder)
        self._keep(_Known(secrets.token_hex(16)))

    def admitted(self, nrp: str) -> bool:
        """Whether that officer can open the register."""
        return officer(nrp) in self._known().slots

    def admit(self, nrp: str, passphrase: str, act: Act = lambda: None) -> None:
        """Give an officer a slot, or a new passphrase instead of the one there (some 1.5 s); Refused, MediumFailed."""
        self.give(officer(nrp), new_slot(nrp, passphrase), act)

    def new_recovery_code(self, act: Act = lambda: None) -> str:
        """A new recovery code (about 1.5 s); the former one no longer opens anything. Raises MediumFailed."""
        code = new_code()
        self.give(CODE, new_slot("", tidy_code(code)), act)
        return code

    def give(self, holder: str, slot: Slot, act: Act) -> None:
        """Put a slot in place; a power cut anywhere leaves the former one or the new one in force."""
        with self._vault.turn():
            known = self._decided(self._known())
            known = replace(known, coming={holder: slot})
            known = replace(known, key=seal_keys([self._store.key], known.recipients))
            self._keep(known)
            with _interrupted():
                self._lay(known)
                if slot.sealed:
                    self._vault.write(known.file(holder), slot.sealed)  # from here on the new one is in force
                self._finish(act)

    def expect(self, holder: str, recipient: str) -> None:
        """Note a holder that keeps its own identity; `settle` lets it in. Part of the caller's transaction."""
        known = self._known()
        self._keep(replace(known, coming={**known.coming, holder: Slot(recipient)}))

    def withdraw(self, nrp: str) -> None:
        """Note that an officer may no longer open the register; `settle` locks them out. Part of a transaction."""
        known, holder = self._known(), officer(nrp)
        slots, coming = (
            {of: slot for of, slot in all_.items() if of != holder} for all_ in (known.slots, known.coming)
        )
        self._keep(replace(known, slots=slots, coming=coming, rekeying=True))

    def rekey(self, act: Act) -> None:
        """Give the register a new key and encrypt it anew, all of it; some seconds. Raises MediumFailed."""
        with _interrupted(), self._vault.turn():
            self._rekey(act)

    def settle(self, act: Act = lambda: None) -> None:
        """End what was noted or interrupted; nothing is done, and `act` not called, where nothing was. MediumFailed."""
        with _interrupted(), self._vault.turn():
            known = self._known()
            if known.rekeying:
                self._rekey(act)
            elif known.coming:
                self._finish(act)

    @property
    def rekeying(self) -> bool:
        """Whether the register still has to get a new key."""
        return self._known().rekeying

    @property
    def unsettled(self) -> bool:
        """Whether something was interrupted."""
        known = self._known()
        return known.rekeying or bool(known.coming)

    def amiss(self) -> list[Amiss]:
        """The files that are not as the register knows them; while something is unsettled it is not known."""
        known = self._known()
        if known.rekeying or known.coming:
            return []
        return self._differing(known)

    def mend(self) -> list[Amiss]:
        """Lay the files as the register knows them; returns what was amiss. Raises MediumFailed."""
        with self._vault.turn():
            found = self.amiss()
            if found:
                self._lay(self._known())
            return found

    def _rekey(self, act: Act) -> None:
        known = self._decided(self._known())
        new = os.urandom(32)
        known = replace(known, rekeying=True, key=seal_keys([new, self._store.key], known.recipients))
        self._keep(known)
        self._lay(known)  # whoever was withdrawn is out from here on; the key fits before and after the next line
        self._make_room()
        self._store.rekey(new)
        self._finish(act)

    def _finish(self, act: Act) -> None:
        known = self._decided(self._known())
        known = replace(known, key=seal_keys([self._store.key], known.recipients), rekeying=False)
        self._lay(known)
        with self._store.db.write():
            self._keep(known)
            act()

    def _decided(self, known: _Known) -> _Known:
        """Without what is coming: the slot that lies in the vault is in force, else the one that was before."""
        slots = dict(known.slots)
        for holder, slot in known.coming.items():
            if not slot.sealed or self._vault.read(known.file(holder)) == slot.sealed:
                slots[holder] = slot
        return replace(known, slots=slots, coming={})

    def _lay(self, known: _Known) -> None:
        """Write the files that differ, the key first, and take away those of nobody."""
        for name, content in known.files().items():
            self._vault.write(name, content)
        for one in self._differing(known):
            if one.how == FOREIGN:
                self._vault.remove(one.name)

    def _differing(self, known: _Known) -> list[Amiss]:
        holders = {known.file(holder): holder for slots in (known.slots, known.coming) for holder in slots}
        wanted, found = known.files(), []
        for name, content in wanted.items():
            there = self._vault.read(name)
            if there != content:
                found.append(Amiss(name, holders.get(name, ""), MISSING if there is None else DAMAGED))
        nobodys = set(self._vault.names()) - set(wanted) - set(holders)
        return [*found, *(Amiss(name, "", FOREIGN) for name in sorted(nobodys))]

    def _make_room(self) -> None:
        """Raises MediumFailed where the disk cannot hold the journal of a whole re-key."""
        size = self._store.db.path.stat().st_size
        if shutil.disk_usage(self._store.db.path.parent).free < size + size // 8 + _SPARE_ROOM:
            raise MediumFailed(
                "tertunda",
                "Ruang disk tidak cukup untuk mengganti kunci register; isi register tetap utuh. Kosongkan ruang, lalu "
                "buka meja lagi: penggantian diteruskan sendiri.",
            )

    def _known(self) -> _Known:
        raw = self._store.note(_NOTE)
        if not raw:
            raise Damaged("Register ini tidak mengenal pemegang kuncinya. Pulihkan dari cadangan terakhir.")
        kept = json.loads(raw)
        return _Known(
            kept["salt"], _slots(kept["slots"]), _slots(kept["coming"]), base64.b64decode(kept["key"]), kept["rekeying"]
        )

    def _keep(self, known: _Known) -> None:
        content: dict[str, Any] = {
            "salt": known.salt, "slots": _told(known.slots), "coming": _told(known.coming),
            "key": base64.b64encode(known.key).decode(), "rekeying": known.rekeying,
        }  # fmt: skip
        self._store.keep_note(_NOTE, json.dumps(content))


@contextlib.contextmanager
def _interrupted() -> Iterator[None]:
    """Say of a failure what it means once something was begun: that the next unlock ends it, one way or the other."""
    try:
        yield
    except (MediumFailed, DeskBusy, OSError) as error:
        if isinstance(error, MediumFailed) and error.outcome == "tertunda":
            raise
        raise MediumFailed("tertunda", _INTERRUPTED) from error


def _told(slots: Mapping[str, Slot]) -> dict[str, list[str]]:
    return {holder: [slot.recipient, base64.b64encode(slot.sealed).decode()] for holder, slot in slots.items()}


def _slots(told: Mapping[str, Sequence[str]]) -> dict[str, Slot]:
    return {holder: Slot(recipient, base64.b64decode(sealed)) for holder, (recipient, sealed) in told.items()}

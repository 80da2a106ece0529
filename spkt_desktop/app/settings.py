"""Settings of the unit, its personnel and their passphrases; every change is an event."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection

from spkt_desktop.app.cases import serious
from spkt_desktop.app.duty import APPOINTED, SIGNED, Duty
from spkt_desktop.app.proof import prove
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import InvalidForm, Problem, Refused, WrongPassphrase
from spkt_desktop.forms import PAPERS, SETTINGS, Known, check, complete
from spkt_desktop.records import Officer, Template, Unit, Values
from spkt_desktop.store.slots import tidy_code

_TRIED = "recovery_tried"


class Settings:
    """What may be changed after set-up, and by whom."""

    def __init__(self, duty: Duty, shipped: Callable[[str], Template]) -> None:
        """`shipped` gives the template that new letters of a paper are made with."""
        self._duty = duty
        self._shipped = shipped

    def change_unit(self, values: Values) -> Unit:
        """Put new settings of the unit in force; letters already registered keep theirs.

        Raises InvalidForm, or Refused where a letter could not be printed with them.
        """
        self._duty.managers_only()
        clean = accepted("unit", values, self._duty)
        known_signers(clean, {officer.nrp for officer in self.officers() if officer.active})
        prove(Unit(clean), self._duty.officer, self._duty.now(), self._duty.unit.values, self._shipped)
        with self._duty.store.db.write():
            self._duty.act("unit_changed", None, {"values": clean})
            return self._duty.unit

    def officers(self) -> list[Officer]:
        """The personnel list, active members first, then by name."""
        return self._duty.officers()

    def officer_values(self, nrp: str) -> Values:
        """The particulars of a member as their form holds them; raises NotFound."""
        register = self._duty.store.register
        return complete(SETTINGS["officer"], register.version(register.current(f"officer:{nrp}")))

    def save_officer(self, values: Values, passphrase: str | None = None) -> Officer:
        """Add a member or change their particulars; with a passphrase they can unlock, inactive they no longer can.

        Where somebody who could unlock no longer may, the register gets a new key (some seconds); MediumFailed then
        means that they are locked out, and that the next unlock goes on with it.
        """
        self._duty.managers_only()
        clean = accepted("officer", values, self._duty)
        nrp = clean["petugas"]["nrp"]
        if self._lets_read(clean, passphrase):
            self._duty.appointing_only()
        inactive = clean["petugas"].get("aktif") is False
        if inactive and nrp == self._duty.officer.nrp:
            raise Refused("Anda tidak dapat menonaktifkan diri sendiri. Minta petugas lain melakukannya.")
        if inactive and nrp in signers(self._duty.unit.values).values():
            raise Refused("Petugas ini menandatangani salah satu surat. Ganti dahulu penanda tangannya di Pengaturan.")
        saved: list[Officer] = []

        def save() -> None:  # and read what is given back before it is kept: nothing may fail once it is
            self._duty.act("officer_saved", None, {"values": clean})
            saved.append(self._duty.officer_version(self._duty.store.register.current(f"officer:{nrp}")))

        if passphrase and not inactive:
            self._admit(nrp, passphrase, save)
        elif inactive and self.can_unlock(nrp):
            with self._duty.store.db.write():
                save()
                self._duty.holders.withdraw(nrp)
            self._duty.holders.rekey(lambda: self._duty.act("rekeyed", None, {"nrp": nrp, "reason": ""}))
        else:
            with self._duty.store.db.write():
                save()
        return saved[-1]

    def can_unlock(self, nrp: str) -> bool:
        """Whether that officer has a passphrase."""
        return self._duty.holders.admitted(nrp)

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the officer on duty (slow: about 3 s)."""
        self._duty.vault.open(self._duty.officer.nrp, old)
        self._admit(self._duty.officer.nrp, new)

    def new_recovery_code(self) -> str:
        """A new recovery code to print; the former sheet becomes worthless."""
        self._duty.appointing_only()
        self._duty.clock.refuse_doubted()  # before the vault changes: what it has done is written down

        def told() -> None:
            self._duty.act("recovery_code_renewed", None, {})
            self._duty.store.keep_note(_TRIED, "")

        return self._duty.holders.new_recovery_code(told)

    def try_recovery_code(self, code: str) -> bool:
        """Whether the code of that sheet would open this desk (1.5 s); nothing changes, but the answer is kept.

        Raises Refused, WrongPassphrase for a slip of the pen, and Damaged.
        """
        self._duty.appointing_only()
        self._duty.clock.refuse_doubted()
        plain = tidy_code(code)
        try:
            good = self._duty.vault.recover(plain).key == self._duty.key
        except WrongPassphrase:
            good = False
        with self._duty.store.db.write():
            event = self._duty.act("drilled_code", None, {"good": good})
            self._duty.store.keep_note(_TRIED, json.dumps({"at": event.at, "good": good}))
        return good

    def recovery_tried(self) -> tuple[str, bool]:
        """When a code was last tried (RFC 3339) since the one in force was made, and whether it was good; or empty."""
        tried = json.loads(self._duty.store.note(_TRIED) or "{}")
        return tried.get("at", ""), tried.get("good", False)

    def rekeyed_at(self) -> str:
        """When the register last got a new key (RFC 3339); empty where it has its first."""
        return self._duty.store.register.last_at("rekeyed")

    def rekey(self, reason: str) -> None:
        """Give the register a new key, because a passphrase leaked or a medium with a backup was lost (some seconds).

        Raises Refused, or MediumFailed: then the next unlock goes on with it.
        """
        self._duty.appointing_only()
        self._duty.clock.refuse_doubted()
        serious(reason)
        self._duty.holders.rekey(lambda: self._duty.act("rekeyed", None, {"nrp": "", "reason": reason.strip()}))

    def _lets_read(self, values: Values, passphrase: str | None) -> bool:
        """Whether somebody could read cases after that who could not before: by role, as PPA, or by a passphrase."""
        new, nrp = values["petugas"], values["petugas"]["nrp"]
        known = self._duty.store.register.current(f"officer:{nrp}")
        old = self._duty.store.register.version(known)["petugas"] if known else {}
        changed = any((new.get(name) or None) != (old.get(name) or None) for name in ("peran", "ppa"))
        reads = new["peran"] in Right.READ.roles or bool(new.get("ppa"))
        return reads and (changed or bool(passphrase))

    def _admit(self, nrp: str, passphrase: str, act: Callable[[], object] = lambda: None) -> None:
        self._duty.clock.refuse_doubted()

        def told() -> None:
            self._duty.act("passphrase_changed", None, {"nrp": nrp})
            act()

        self._duty.holders.admit(nrp, passphrase, told)


def signers(unit: Values) -> dict[str, str]:
    """The NRP of who signs beside or instead of the officer on duty, for each paper where the unit names them."""
    papers = {name: unit.get(name, {}) for name in PAPERS}
    return {
        name: paper.get("mengetahui", "")
        for name, paper in papers.items()
        if paper.get("tanda_tangan") == SIGNED or (paper.get("tanda_tangan") == APPOINTED and paper.get("mengetahui"))
    }


def known_signers(unit: Values, active: Collection[str]) -> None:
    """Raise InvalidForm where somebody is to sign who is not an active member."""
    problems = tuple(
        Problem(name, 0, "mengetahui", "NRP ini bukan petugas aktif. Daftarkan dahulu petugasnya.")
        for name, nrp in signers(unit).items()
        if nrp not in active
    )
    if problems:
        raise InvalidForm(problems)


def accepted(form: str, values: Values, duty: Duty) -> Values:
    """The clean values of a settings form; raises InvalidForm."""
    checked = check(SETTINGS[form], values, Known(duty.now()))
    if checked.problems:
        raise InvalidForm(checked.problems)
    return complete(SETTINGS[form], checked.values)

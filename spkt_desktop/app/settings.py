"""Settings of the unit, its personnel and their passphrases; every change is an event."""

from __future__ import annotations

from collections.abc import Callable, Collection

from spkt_desktop.app.duty import APPOINTED, SIGNED, Duty
from spkt_desktop.app.proof import prove
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import InvalidForm, Problem, Refused
from spkt_desktop.forms import PAPERS, SETTINGS, Known, check, complete
from spkt_desktop.records import Officer, Template, Unit, Values


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
        """Add a member or change their particulars; with a passphrase they can unlock, inactive they no longer can."""
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
        if passphrase and not inactive:
            self._admit(nrp, passphrase)
        self._duty.act("officer_saved", None, {"values": clean})
        if inactive:
            self._duty.vault.dismiss(nrp)
        return self._duty.officer_version(self._duty.store.register.current(f"officer:{nrp}"))

    def can_unlock(self, nrp: str) -> bool:
        """Whether that officer has a passphrase."""
        return self._duty.vault.admitted(nrp)

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the officer on duty (slow: about 3 s)."""
        self._duty.vault.open(self._duty.officer.nrp, old)
        self._admit(self._duty.officer.nrp, new)

    def new_recovery_code(self) -> str:
        """A new recovery code to print; the former sheet becomes worthless."""
        self._duty.appointing_only()
        code = self._duty.vault.new_recovery_code(self._duty.key)
        self._duty.act("recovery_code_renewed", None, {})
        return code

    def _lets_read(self, values: Values, passphrase: str | None) -> bool:
        """Whether somebody could read cases after that who could not before: by role, as PPA, or by a passphrase."""
        new, nrp = values["petugas"], values["petugas"]["nrp"]
        known = self._duty.store.register.current(f"officer:{nrp}")
        old = self._duty.store.register.version(known)["petugas"] if known else {}
        changed = any((new.get(name) or None) != (old.get(name) or None) for name in ("peran", "ppa"))
        reads = new["peran"] in Right.READ.roles or bool(new.get("ppa"))
        return reads and (changed or bool(passphrase))

    def _admit(self, nrp: str, passphrase: str) -> None:
        self._duty.vault.admit(self._duty.key, nrp, passphrase)
        self._duty.act("passphrase_changed", None, {"nrp": nrp})


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

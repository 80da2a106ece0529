"""An officer on duty at an unlocked desk: who, when, and in whose name things are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from spkt_desktop.app.clock import DeskClock
from spkt_desktop.app.rights import Right, refuse_others
from spkt_desktop.app.statute import law_in_force
from spkt_desktop.errors import NotFound, Refused
from spkt_desktop.forms import FORMS, SETTINGS, check, complete, entry
from spkt_desktop.forms.form import Checked, Form, Known
from spkt_desktop.forms.law import Law
from spkt_desktop.forms.schema import Kind, rows_of
from spkt_desktop.records import Clock, Entry, Event, Officer, Record, Unit, Values
from spkt_desktop.store.holders import Holders
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Opened, Vault

SEE_ALL = ("ka_spkt", "kapolsek")
"""Roles that may open every protected case; so may whoever is of the women's and children's unit (PPA)."""
SIGNED, APPOINTED = "mengetahui", "pejabat"
"""The ways of signing in which somebody else signs: below the officer on duty, or instead of them."""


class Duty:
    """What every part of the counter's work stands on."""

    def __init__(self, folder: Path, store: Store, vault: Vault, opened: Opened, clock: Clock) -> None:
        self.folder = folder
        self.forms: Mapping[str, Form] = FORMS
        self.store = store
        self.vault = vault
        self.holders = Holders(store, vault)
        self.nrp = opened.nrp
        """Of the officer on duty; empty only while a desk is restored by its recovery code."""
        self.clock = DeskClock(self, clock)
        self._versions: dict[str, Values] = {}
        self._law: tuple[int, Law] | None = None

    @property
    def key(self) -> bytes:
        """The key of the register as it is now: it may be changed while the desk is open."""
        return self.store.key

    @property
    def desk_id(self) -> str:
        """UUID of this desk."""
        return self.store.note("desk_id")

    @property
    def desk_code(self) -> str:
        """Short code of this desk, as in file names."""
        return self.store.note("desk_code")

    @property
    def unit(self) -> Unit:
        """The unit's settings in force."""
        return self.unit_version(self.store.register.current("unit"))

    def units(self) -> list[Unit]:
        """The unit's settings as they ever were, those in force first."""
        return [self.unit_version(version) for version in self.store.register.versions("unit")]

    @property
    def officer(self) -> Officer:
        """The officer on duty."""
        return self.officer_version(self.store.register.current(f"officer:{self.nrp}"))

    def unit_version(self, version: str) -> Unit:
        """The unit's settings as of that version."""
        return Unit(self._values(version, "unit"), version)

    def officer_version(self, version: str) -> Officer:
        """An officer's particulars as of that version."""
        return officer_of(self._values(version, "officer"), version)

    def signer(self, paper: str, unit: Unit) -> Officer | None:
        """Who signs this paper beside or instead of the officer on duty, if the unit wants that."""
        wanted = unit.values.get(paper, {})
        way, nrp = wanted.get("tanda_tangan"), wanted.get("mengetahui", "")
        if way == APPOINTED and not nrp:
            return next((officer for officer in self.officers() if officer.role == "kapolsek" and officer.active), None)
        version = self.store.register.current(f"officer:{nrp}") if way in (SIGNED, APPOINTED) else ""
        return self.officer_version(version) if version else None

    def staff(self, form: Form, values: Values) -> dict[str, Officer]:
        """By NRP: the officers that these values name, as far as they are on the personnel list."""
        named = (
            str(row[field.name])
            for section in form.sections
            for field in section.fields
            if field.kind is Kind.OFFICER
            for row in rows_of(section, values)
            if row.get(field.name)
        )
        versions = {nrp: self.store.register.current(f"officer:{nrp}") for nrp in named}
        return {nrp: self.officer_version(version) for nrp, version in versions.items() if version}

    def officers(self) -> list[Officer]:
        """The personnel list, active members first, then by name."""
        found = [self.officer_version(self.store.register.current(s)) for s in self.store.register.subjects("officer:")]
        return sorted(found, key=lambda officer: (not officer.active, officer.name.casefold()))

    def allow(self, right: Right) -> None:
        """Raises Refused, saying who may, where the officer on duty may not do that kind of work."""
        refuse_others(right, self.officer.role)

    def may(self, right: Right) -> bool:
        """Whether the officer on duty may do that kind of work."""
        return self.officer.role in right.roles

    def managers_only(self) -> None:
        """Refuse whoever may not change how the desk works; while nobody may, anybody may."""
        self._allow_if_anybody(Right.MANAGE)

    def appointing_only(self) -> None:
        """Refuse whoever may not say who reads cases; while nobody may, whoever may change settings may."""
        self.managers_only()
        self._allow_if_anybody(Right.APPOINT)

    def _allow_if_anybody(self, right: Right) -> None:
        if any(officer.role in right.roles and officer.active for officer in self.officers()):
            self.allow(right)

    def now(self) -> datetime:
        """The present second of the desk, in the unit's zone."""
        return self.clock.now()

    @property
    def law(self) -> Law:
        """The list of articles in force at this desk: the newest that was taken in, or the one shipped."""
        version = self.store.register.pack_version("hukum", "hukum")
        if self._law is None or self._law[0] != version:
            self._law = version, law_in_force(self.store.register.pack("hukum", "hukum"))
        return self._law[1]

    def known(self, about: str = "", without: str = "") -> Known:
        """What a check may know beside the values; `about` names the record that they follow (NotFound).

        `without` is the id of a record that they correct: it is as if it were not there.
        """
        register = self.store.register
        active = {officer.nrp: officer for officer in self.officers() if officer.active}
        return Known(
            now=self.now(), law=self.law, officers=active, unit=self.unit.values,
            skills={nrp: self.skills(officer) for nrp, officer in active.items()},
            unit_of=self.unit_then,
            about=register.record(about) if about else None,
            visits=lambda form, nik: [one for one in register.of_person(form, nik) if one.id != without],
            after=lambda record: [
                one for one in register.following(record) if one.status == "berlaku" and one.id != without
            ],
        )  # fmt: skip

    def unit_then(self, version: str) -> Values:
        """The settings of that version; today's for a record that came back from the Polres without its own."""
        try:
            return self.unit_version(version).values
        except NotFound:
            return self.unit.values

    def skills(self, officer: Officer) -> frozenset[str]:
        """What an officer may do beside the counter: penyidik, penyidik_pembantu, ppa."""
        particulars = self._values(officer.version, "officer")["petugas"]
        found = {str(particulars.get("penyidik") or "tidak"), "ppa" if particulars.get("ppa") else "tidak"}
        return frozenset(found - {"tidak"})

    def check(self, form: str, values: object, about: str = "", *, replaces: str = "") -> Checked:
        """What the form says of some values, of what they follow, and of the record that they correct."""
        if not replaces:
            return check(self.form(form), values, self.known(about))
        old = self.record(replaces)
        return check(self.form(form), values, self.known(about or old.about, old.id))

    def form(self, name: str) -> Form:
        """The form of a paper of the counter; raises Refused where there is none."""
        if name not in self.forms:
            raise Refused(f"Tidak ada formulir bernama itu. Yang ada: {', '.join(self.forms)}.")
        return self.forms[name]

    def record(self, reference: str) -> Record:
        """The record of that id or printed number, without its values where it is protected; NotFound, Refused."""
        self.allow(Right.READ)
        return covered(self.store.register.record(reference))

    def whole(self, reference: str) -> Record:
        """The record with its values; raises NotFound, or Refused where it is protected from the officer on duty."""
        self.allow(Right.READ)
        record = self.store.register.record(reference)
        if not self.may_open(record):
            raise Refused(
                "Perkara ini dilindungi. Yang boleh membukanya: Kapolsek, Ka SPKT, petugas PPA, "
                "dan petugas yang menerimanya. Tidak ada yang dibuka."
            )
        return record

    def may_open(self, record: Record) -> bool:
        """Whether the officer on duty may see all of a record."""
        return not record.protection or record.officer == self.nrp or self.sees_all()

    def sees_all(self) -> bool:
        """Whether the officer on duty may open every protected case."""
        officer = self.officer
        return officer.role in SEE_ALL or "ppa" in self.skills(officer)

    def act(self, kind: str, subject: str | None, body: Mapping[str, Any]) -> Event:
        """Write one event in the name of the officer on duty; raises Refused while the clock is doubted."""
        with self.store.db.write():  # nobody else writes between the doubt and the event
            self.clock.refuse_doubted()
            return self.write(kind, subject, body)

    def write(self, kind: str, subject: str | None, body: Mapping[str, Any]) -> Event:
        """The same whatever the clock says: for what is said about the clock, and before anybody can be asked."""
        return self.store.journal.append(kind, at=self.now().isoformat(), officer=self.nrp, body=body, subject=subject)

    def _values(self, version: str, form: str) -> Values:
        """Settings of that version, with the defaults of what came after it."""
        if version not in self._versions:
            self._versions[version] = complete(SETTINGS[form], self.store.register.version(version))
        return self._versions[version]


def covered(record: Record) -> Record:
    """A record as lists show it: of a protected one neither name nor address, nor what somebody wrote about it."""
    return replace(record, values={}, reason="") if record.protection else record


def officer_of(values: Values, version: str = "") -> Officer:
    """The officer that values of the form `officer` describe."""
    of = values["petugas"]
    return Officer(
        nrp=of["nrp"], name=of["nama"], rank=of["pangkat"], post=of["jabatan"], role=of["peran"],
        regu=of.get("regu") or "", active=of.get("aktif") is not False, version=version,
    )  # fmt: skip


def index_values(form: str, version: int, values: Values, protected: bool) -> Entry:
    """What the register remembers of a record; of one that only a newer program knows, just its name."""
    if form in FORMS and version <= FORMS[form].version:
        return entry(FORMS[form], values, protected)
    return Entry("", FORMS[form].title if form in FORMS else form, form)

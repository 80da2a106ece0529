"""An officer on duty at an unlocked desk: who, when, and in whose name things are written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from spkt_desktop import dates
from spkt_desktop.errors import Refused
from spkt_desktop.forms import FORMS, check, entry
from spkt_desktop.forms.schema import Checked, Form
from spkt_desktop.records import Clock, Entry, Event, Officer, Record, Unit, Values
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Opened, Vault

MANAGERS = ("ka_spkt", "kapolsek", "admin")
"""Roles that may change how the desk works."""
SIGNED = "mengetahui"
"""The way of signing in which somebody else signs below."""


class Duty:
    """What every part of the counter's work stands on."""

    def __init__(self, folder: Path, store: Store, vault: Vault, opened: Opened, clock: Clock) -> None:
        self.folder = folder
        self.forms: Mapping[str, Form] = FORMS
        self.store = store
        self.vault = vault
        self.key = opened.key
        self.nrp = opened.nrp
        """Of the officer on duty; empty only while a desk is restored by its recovery code."""
        self._clock = clock
        self._versions: dict[str, Values] = {}

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

    @property
    def officer(self) -> Officer:
        """The officer on duty."""
        return self.officer_version(self.store.register.current(f"officer:{self.nrp}"))

    def unit_version(self, version: str) -> Unit:
        """The unit's settings as of that version."""
        return Unit(self._values(version), version)

    def officer_version(self, version: str) -> Officer:
        """An officer's particulars as of that version."""
        return officer_of(self._values(version), version)

    def signer(self, form: str, unit: Unit) -> Officer | None:
        """Who signs a letter of this form under "Mengetahui", if the unit wants that."""
        wanted = unit.values.get(form, {})
        if wanted.get("tanda_tangan") != SIGNED:
            return None
        version = self.store.register.current(f"officer:{wanted.get('mengetahui', '')}")
        return self.officer_version(version) if version else None

    def officers(self) -> list[Officer]:
        """The personnel list, active members first, then by name."""
        found = [self.officer_version(self.store.register.current(s)) for s in self.store.register.subjects("officer:")]
        return sorted(found, key=lambda officer: (not officer.active, officer.name.casefold()))

    def managers_only(self) -> None:
        """Refuse whoever may not change how the desk works; while nobody may, anybody may."""
        if self.officer.role in MANAGERS:
            return
        if any(officer.role in MANAGERS and officer.active for officer in self.officers()):
            raise Refused("Hanya Ka SPKT, Kapolsek, atau admin yang dapat mengubah pengaturan. Tidak ada yang berubah.")

    def now(self) -> datetime:
        """The present second in the unit's zone."""
        return self._clock().astimezone(dates.zone(self.unit.zone)).replace(microsecond=0)

    def check(self, form: str, values: object) -> Checked:
        """What the form says of some values."""
        return check(self.form(form), values, self.now())

    def form(self, name: str) -> Form:
        """The form of a paper of the counter; raises Refused where there is none."""
        if name not in self.forms:
            raise Refused(f"Tidak ada formulir bernama itu. Yang ada: {', '.join(self.forms)}.")
        return self.forms[name]

    def record(self, reference: str) -> Record:
        """The record of that id or printed number; raises NotFound."""
        return self.store.register.record(reference)

    def act(self, kind: str, subject: str | None, body: Mapping[str, Any]) -> Event:
        """Write one event in the name of the officer on duty."""
        return self.store.journal.append(kind, at=self.now().isoformat(), officer=self.nrp, body=body, subject=subject)

    def _values(self, version: str) -> Values:
        if version not in self._versions:
            self._versions[version] = self.store.register.version(version)
        return self._versions[version]


def officer_of(values: Values, version: str = "") -> Officer:
    """The officer that values of the form `officer` describe."""
    of = values["petugas"]
    return Officer(
        nrp=of["nrp"], name=of["nama"], rank=of["pangkat"], post=of["jabatan"], role=of["peran"],
        regu=of.get("regu") or "", active=of.get("aktif") is not False, version=version,
    )  # fmt: skip


def index_values(form: str, _version: int, values: Values) -> Entry:
    """What the register remembers of a record; of a form that only a newer program knows, just its name."""
    return entry(FORMS[form], values) if form in FORMS else Entry("", form, form)

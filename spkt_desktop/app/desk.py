"""The counter's work in its own words: the only object that the screen and the commands ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spkt_desktop import dates, numbers, paths
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.app.letters import Letters
from spkt_desktop.app.settings import Settings
from spkt_desktop.errors import InvalidForm, Problem, Refused
from spkt_desktop.forms import FORMS, check, complete, entry
from spkt_desktop.forms.schema import Checked, Form
from spkt_desktop.records import Clock, Event, Number, Officer, Person, Record, Unit, Values, new_id
from spkt_desktop.store.store import Draft, Store
from spkt_desktop.store.vault import Opened, Vault

if TYPE_CHECKING:
    from spkt_desktop.app.sending import Sending

SERIOUS_REASON = 5
"""Fewest characters of a reason to void a letter."""


class App:
    """An unlocked desk with an officer on duty. The thread that makes it owns it."""

    def __init__(self, folder: Path, store: Store, vault: Vault, opened: Opened, clock: Clock) -> None:
        self.folder = folder
        self.forms: Mapping[str, Form] = FORMS
        self._store = store
        self._clock = clock
        self._nrp = opened.nrp
        self._versions: dict[str, Values] = {}
        self.settings = Settings(self, store, vault, opened)
        self.letters = Letters(self, store)
        self._vault, self._opened = vault, opened
        self.keeping = Keeping(self, store, vault, opened)

    @cached_property
    def sending(self) -> Sending:
        """What goes to the Polres and comes back; loaded at first use, because start-up needs no signatures."""
        from spkt_desktop.app.sending import Sending

        return Sending(self, self._store, self._vault, self._opened)

    # Who and when

    @property
    def desk_id(self) -> str:
        """UUID of this desk."""
        return self._store.note("desk_id")

    @property
    def desk_code(self) -> str:
        """Short code of this desk, as in file names."""
        return self._store.note("desk_code")

    @property
    def unit(self) -> Unit:
        """The unit's settings in force."""
        return self.unit_version(self._store.register.current("unit"))

    @property
    def officer(self) -> Officer:
        """The officer on duty."""
        return self.officer_version(self._store.register.current(f"officer:{self._nrp}"))

    def unit_version(self, version: str) -> Unit:
        """The unit's settings as of that version."""
        return Unit(self._values(version), version)

    def officer_version(self, version: str) -> Officer:
        """An officer's particulars as of that version."""
        return officer_of(self._values(version), version)

    def signer(self, form: str, unit: Unit) -> Officer | None:
        """Who signs a letter of this form under "Mengetahui", if the unit wants that."""
        wanted = unit.values.get(form, {})
        if wanted.get("tanda_tangan") != "mengetahui":
            return None
        version = self._store.register.current(f"officer:{wanted.get('mengetahui', '')}")
        return self.officer_version(version) if version else None

    def now(self) -> datetime:
        """The present second in the unit's zone."""
        return self._clock().astimezone(dates.zone(self.unit.zone)).replace(microsecond=0)

    # The main work

    def check(self, form: str, values: object) -> Checked:
        """What the form says of some values."""
        return check(self._form(form), values, self.now())

    def register(self, form: str, values: object, *, replaces: str = "", reason: str = "") -> Record:
        """Give the next number and keep the record, in one transaction; with `replaces` the old one ends by it.

        Raises InvalidForm, Refused or NotFound; then no number is taken.
        """
        checked = self.check(form, values)
        if checked.problems:
            raise InvalidForm(checked.problems)
        template = self.letters.shipped(form)
        with self._store.db.write():
            old = self._voidable(replaces, reason) if replaces else None
            now, unit = self.now(), self.unit
            signer = self.signer(form, unit)
            number = self._next_number(form, unit, now)
            if self._store.register.template(template.digest) is None:
                body = {"name": template.name, "digest": template.digest, "files": dict(template.files)}
                self.act("template_adopted", None, body)
            record_id = new_id()
            content: dict[str, Any] = {
                "number": number.as_json(), "values": complete(self._form(form), checked.values),
                "context": {"unit": unit.version, "officer": self.officer.version,
                            "signer": signer.version if signer else "", "template": template.digest},
            }  # fmt: skip
            if old:
                content["replaces"] = old.id
            version = self._form(form).version
            self._store.journal.append(
                "registered", at=now.isoformat(), officer=self._nrp, body=content, subject=record_id, form=form,
                form_version=version,
            )  # fmt: skip
            if old:
                self.act("voided", old.id, {"reason": reason.strip(), "replaced_by": record_id})
        return self.record(record_id)

    def void(self, reference: str, reason: str) -> Record:
        """Declare a letter void; it keeps its number and its place in the register."""
        with self._store.db.write():
            record = self._voidable(reference, reason)
            self.act("voided", record.id, {"reason": reason.strip()})
        return self.record(record.id)

    def record(self, reference: str) -> Record:
        """The record of that id or printed number; raises NotFound."""
        return self._store.register.record(reference)

    def history(self, reference: str) -> tuple[Event, ...]:
        """All events of a record, oldest first."""
        return tuple(self._store.journal.about(self.record(reference).id))

    def news(self, reference: str) -> list[dict[str, Any]]:
        """What the Polres has sent word of about a record."""
        return self._store.register.news(self.record(reference).id)

    def search(
        self, text: str = "", *, since: str = "", until: str = "", status: str = "", officer: str = "", form: str = "",
        limit: int = 50, offset: int = 0,
    ) -> list[Record]:  # fmt: skip
        """Records that hold every word, newest first; `since` and `until` are ISO dates, both included."""
        return self._store.register.search(
            text, since=since, until=until, status=status, officer=officer, form=form, limit=limit, offset=offset
        )

    # Help while typing

    def known_persons(self, *, nik: str = "", name: str = "", limit: int = 5) -> list[Person]:
        """Who has been here with that NIK, or with a name (3 letters at least) that begins so."""
        name = name.strip() if len(name.strip()) >= 3 else ""
        return self._store.register.persons(nik=nik.strip(), name=name, limit=limit) if nik.strip() or name else []

    def hints(self, form: str, values: object) -> tuple[Problem, ...]:
        """Earlier letters for the same goods, or to the same person for the same matter: said, never blocking."""
        paper = self._form(form)
        clean = self.check(form, values).values
        register, said = self._store.register, []
        matter, field = paper.what
        rows = clean.get(matter) or []
        for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
            for _, identity in entry(paper, {matter: [row] if isinstance(rows, list) else row}).things:
                for _, _, number, at in register.same_things(identity)[:1]:
                    when = dates.tanggal_pendek(dates.parse(at[:10]))
                    text = f"Barang ini sudah dilaporkan pada {when} dengan surat nomor {number}."
                    said.append(Problem(matter, index, field, text))
        since = (self.now() - timedelta(days=30)).date().isoformat()
        for person in entry(paper, clean).persons:
            for number, at, what in register.visits(person.nik, since)[:1] if person.nik else []:
                when = dates.tanggal_pendek(dates.parse(at[:10]))
                text = f"NIK ini sudah mendapat surat nomor {number} pada {when} ({what})."
                said.append(Problem(paper.who[0], 0, "nik", text))
        return tuple(said)

    def save_draft(self, form: str, values: Values, draft_id: str | None = None) -> str:
        """Keep an unfinished form; returns its id."""
        draft = Draft(draft_id or new_id(), form, values, self.now().isoformat())
        self._store.save_draft(draft)
        return draft.id

    def drafts(self) -> list[Draft]:
        """Unfinished forms, newest first."""
        return self._store.drafts()

    def drop_draft(self, draft_id: str) -> None:
        """Forget an unfinished form."""
        self._store.drop_draft(draft_id)

    # The house

    @staticmethod
    def handbook() -> str:
        """The officer's handbook, in Markdown."""
        return paths.handbook().read_text(encoding="utf-8")

    def act(self, kind: str, subject: str | None, body: Mapping[str, Any]) -> Event:
        """Write one event in the name of the officer on duty."""
        return self._store.journal.append(
            kind, at=self.now().isoformat(), officer=self._nrp, body=body, subject=subject
        )

    def status(self) -> dict[str, Any]:
        """How the desk stands: counts, what waits for the Polres, head of the journal, last backup and export."""
        head = self._store.journal.head()
        return {
            "desk_id": self.desk_id, "desk_code": self.desk_code, "records": self._store.register.counts(),
            "drafts": len(self.drafts()), "events": head.seq if head else 0, "epoch": head.epoch if head else 0,
            "head": head.hash if head else "", "pending": self.pending(),
            "last_backup": self.keeping.last_backup(), "last_export": self._store.register.last_at("exported"),
        }  # fmt: skip

    def pending(self) -> int:
        """How many acts the Polres has not accepted."""
        return self._store.register.pending()

    def close(self) -> None:
        """Lock the desk: let go of the register and its key."""
        self._store.close()

    def _form(self, name: str) -> Form:
        if name not in self.forms:
            raise Refused(f"Tidak ada formulir bernama itu. Yang ada: {', '.join(self.forms)}.")
        return self.forms[name]

    def _values(self, version: str) -> Values:
        if version not in self._versions:
            self._versions[version] = self._store.register.version(version)
        return self._versions[version]

    def _voidable(self, reference: str, reason: str) -> Record:
        record = self.record(reference)
        if record.status != "berlaku":
            raise Refused("Surat ini sudah tidak berlaku. Tidak ada yang berubah.")
        if len(reason.strip()) < SERIOUS_REASON:
            raise Refused("Tulis alasan yang jelas; alasan ikut tersimpan di register. Tidak ada yang berubah.")
        if len(reason) > 500 or not reason.isprintable():
            raise Refused("Alasan paling panjang 500 huruf dalam satu baris. Tidak ada yang berubah.")
        return record

    def _next_number(self, form: str, unit: Unit, now: datetime) -> Number:
        rule = next((row for row in unit.values["nomor"] if row["surat"] == form), None)
        if rule is None:
            raise Refused("Format nomor surat ini belum diatur. Isi di Pengaturan (F10); laporan tetap tersimpan.")
        floor = rule.get("nomor_terakhir") or 0 if rule.get("tahun") == now.year else 0
        sequence = max(self._store.register.last_number(form, now.year), floor) + 1
        text = numbers.write(rule["format"], sequence, rule.get("lebar") or 1, now, unit)
        return Number(form, now.year, sequence, text)


def officer_of(values: Values, version: str = "") -> Officer:
    """The officer that values of the form `officer` describe."""
    of = values["petugas"]
    return Officer(
        nrp=of["nrp"], name=of["nama"], rank=of["pangkat"], post=of["jabatan"], role=of["peran"],
        regu=of.get("regu") or "", active=of.get("aktif") is not False, version=version,
    )  # fmt: skip

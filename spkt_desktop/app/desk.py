"""The counter's work in its own words: the only object that the screen and the commands ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spkt_desktop import dates, numbers, paths
from spkt_desktop.app.duty import Duty
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.app.letters import Letters
from spkt_desktop.app.settings import Settings
from spkt_desktop.errors import InvalidForm, Problem, Refused
from spkt_desktop.forms import complete, entry
from spkt_desktop.records import Clock, Event, Number, Person, Record, Unit, Values, new_id
from spkt_desktop.store.store import Draft, Store
from spkt_desktop.store.vault import Opened, Vault

if TYPE_CHECKING:
    from spkt_desktop.app.sending import Sending

SERIOUS_REASON = 5
"""Fewest characters of a reason to void a letter."""
CLOCK_DRIFT = timedelta(minutes=10)
"""A clock may be put back by this much without a word."""


class App(Duty):
    """An unlocked desk with an officer on duty. The thread that makes it owns it."""

    def __init__(self, folder: Path, store: Store, vault: Vault, opened: Opened, clock: Clock) -> None:
        super().__init__(folder, store, vault, opened, clock)
        self.settings = Settings(self)
        self.letters = Letters(self)
        self.keeping = Keeping(self)

    @cached_property
    def sending(self) -> Sending:
        """What goes to the Polres and comes back; loaded at first use, because start-up needs no signatures."""
        from spkt_desktop.app.sending import Sending

        return Sending(self)

    # The main work

    def register(self, form: str, values: object, *, replaces: str = "", reason: str = "") -> Record:
        """Give the next number and keep the record, in one transaction; with `replaces` the old one ends by it.

        Raises InvalidForm, Refused or NotFound; then no number is taken.
        """
        checked = self.check(form, values)
        if checked.problems:
            raise InvalidForm(checked.problems)
        template = self.letters.shipped(form)
        digest = template.digest
        with self.store.db.write():
            old = self._voidable(replaces, reason) if replaces else None
            now, unit = self.now(), self.unit
            signer = self.signer(form, unit)
            number = self._next_number(form, unit, now)
            if self.store.register.template(digest) is None:
                body = {"name": template.name, "digest": digest, "files": dict(template.files)}
                self.act("template_adopted", None, body)
            record_id = new_id()
            content: dict[str, Any] = {
                "number": number.as_json(), "values": complete(self.form(form), checked.values),
                "context": {"unit": unit.version, "officer": self.officer.version,
                            "signer": signer.version if signer else "", "template": digest},
            }  # fmt: skip
            if old:
                content["replaces"] = old.id
            version = self.form(form).version
            self.store.journal.append(
                "registered", at=now.isoformat(), officer=self.nrp, body=content, subject=record_id, form=form,
                form_version=version,
            )  # fmt: skip
            if old:
                self.act("voided", old.id, {"reason": reason.strip(), "replaced_by": record_id})
        return self.record(record_id)

    def void(self, reference: str, reason: str) -> Record:
        """Declare a letter void; it keeps its number and its place in the register."""
        with self.store.db.write():
            record = self._voidable(reference, reason)
            self.act("voided", record.id, {"reason": reason.strip()})
        return self.record(record.id)

    def history(self, reference: str) -> tuple[Event, ...]:
        """All events of a record, oldest first."""
        return tuple(self.store.journal.about(self.record(reference).id))

    def news(self, reference: str) -> list[dict[str, Any]]:
        """What the Polres has sent word of about a record."""
        return self.store.register.news(self.record(reference).id)

    def search(
        self, text: str = "", *, since: str = "", until: str = "", status: str = "", officer: str = "", form: str = "",
        limit: int = 50, offset: int = 0,
    ) -> list[Record]:  # fmt: skip
        """Records that hold every word, newest first; `since` and `until` are ISO dates, both included."""
        return self.store.register.search(
            text, since=since, until=until, status=status, officer=officer, form=form, limit=limit, offset=offset
        )

    # Help while typing

    def known_persons(self, *, nik: str = "", name: str = "", limit: int = 5) -> list[Person]:
        """Who has been here with that NIK, or with a name (3 letters at least) that begins so."""
        name = name.strip() if len(name.strip()) >= 3 else ""
        return self.store.register.persons(nik=nik.strip(), name=name, limit=limit) if nik.strip() or name else []

    def hints(self, form: str, values: object) -> tuple[Problem, ...]:
        """Earlier letters for the same goods, or to the same person for the same matter: said, never blocking."""
        paper = self.form(form)
        clean = self.check(form, values).values
        register, said = self.store.register, []
        if (last := self._clock_behind()) is not None:
            text = f"Jam komputer lebih awal daripada surat terakhir ({dates.waktu(last)}). Betulkan jam dahulu."
            said.append(Problem(paper.sections[0].name, 0, "", text))
        matter, field = paper.what
        rows = clean.get(matter) or []
        for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
            for kind, identity in entry(paper, {matter: [row] if isinstance(rows, list) else row}).things:
                for _, number, at in register.same_things(kind, identity)[:1]:
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
        self.store.save_draft(draft)
        return draft.id

    def drafts(self) -> list[Draft]:
        """Unfinished forms, newest first."""
        return self.store.drafts()

    def drop_draft(self, draft_id: str) -> None:
        """Forget an unfinished form."""
        self.store.drop_draft(draft_id)

    # The house

    @staticmethod
    def handbook() -> str:
        """The officer's handbook, in Markdown."""
        return paths.handbook().read_text(encoding="utf-8")

    def status(self) -> dict[str, Any]:
        """How the desk stands: counts, what waits for the Polres, head of the journal, last backup and export."""
        head = self.store.journal.head()
        return {
            "desk_id": self.desk_id, "desk_code": self.desk_code, "records": self.store.register.counts(),
            "drafts": len(self.drafts()), "events": head.seq if head else 0, "epoch": head.epoch if head else 0,
            "head": head.hash if head else "", "pending": self.pending(),
            "last_backup": self.keeping.last_backup(), "last_export": self.store.register.last_at("export_written"),
        }  # fmt: skip

    def pending(self) -> int:
        """How many acts the Polres has not accepted."""
        return self.store.register.pending()

    def close(self) -> None:
        """Lock the desk: let go of the register and its key."""
        self.store.close()

    def _clock_behind(self) -> datetime | None:
        """When the newest letter was registered, if the clock says that this is still to come."""
        newest = self.store.register.search(limit=1)
        last = datetime.fromisoformat(newest[0].registered_at) if newest else None
        return last.astimezone(self.now().tzinfo) if last and last > self.now() + CLOCK_DRIFT else None

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
            raise Refused("Format nomor surat ini belum diatur. Isi di Pengaturan (F10); belum ada yang didaftarkan.")
        floor = rule.get("nomor_terakhir") or 0 if rule.get("tahun") == now.year else 0
        sequence = max(self.store.register.last_number(form, now.year), floor) + 1
        text = numbers.write(rule["format"], sequence, rule.get("lebar") or 1, now, unit)
        return Number(form, now.year, sequence, text)

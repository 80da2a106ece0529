"""The counter's work in its own words: the only object that the screen and the commands ask."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spkt_desktop.app import guide, numbering
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.auditing import Auditing
from spkt_desktop.app.backups import Backups
from spkt_desktop.app.cases import Cases, serious
from spkt_desktop.app.clock import ANSWER
from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.feedback import Feedback
from spkt_desktop.app.hinting import hints
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.app.letters import Letters
from spkt_desktop.app.matters import Matters
from spkt_desktop.app.people import People
from spkt_desktop.app.queueing import Queue
from spkt_desktop.app.registers import Registers
from spkt_desktop.app.reporting import Reports
from spkt_desktop.app.rights import Right
from spkt_desktop.app.settings import Settings
from spkt_desktop.app.shifts import Shifts
from spkt_desktop.app.vault_care import VaultCare
from spkt_desktop.errors import InvalidForm, Problem, Refused
from spkt_desktop.forms import check, entry, finished
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.routing import destination
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Clock, Context, Event, Person, Record, Values, new_id
from spkt_desktop.store.store import Draft, Store
from spkt_desktop.store.vault import Opened, Vault

if TYPE_CHECKING:
    from spkt_desktop.app.drill import Drill
    from spkt_desktop.app.packs import Packs
    from spkt_desktop.app.sending import Sending
    from spkt_desktop.app.updating import Updating

_NOBODY = Arrival()


class App(Duty):
    """An unlocked desk with an officer on duty. The thread that makes it owns it."""

    def __init__(self, folder: Path, store: Store, vault: Vault, opened: Opened, clock: Clock) -> None:
        super().__init__(folder, store, vault, opened, clock)
        self.letters = Letters(self)
        self.settings = Settings(self, self.letters.shipped)
        self.keeping = Keeping(self)
        self.backups = Backups(self, self.keeping)
        self.cases = Cases(self)
        self.matters = Matters(self)
        self.shifts = Shifts(self, self.matters)
        self.queue = Queue(self)
        self.feedback = Feedback(self)
        self.registers = Registers(self)
        self.reports = Reports(self, self.matters)
        self.people = People(self)
        self.auditing = Auditing(self)
        self.vault_care = VaultCare(self)

    @cached_property
    def sending(self) -> Sending:
        """What goes to the Polres and comes back; loaded at first use, because start-up needs no signatures."""
        from spkt_desktop.app.sending import Sending

        return Sending(self)

    @cached_property
    def drill(self) -> Drill:
        """A restore as an exercise."""
        from spkt_desktop.app.drill import Drill

        return Drill(self)

    @cached_property
    def packs(self) -> Packs:
        """What the Polres can replace: templates and the list of articles."""
        from spkt_desktop.app.packs import Packs

        return Packs(self)

    @cached_property
    def updating(self) -> Updating:
        """A new version of the program from a stick."""
        from spkt_desktop.app.updating import Updating, shipped_keys

        return Updating(self, self.keeping, shipped_keys())

    # The main work

    def register(
        self, form: str, values: object, *, about: str = "", replaces: str = "", reason: str = "",
        came: Arrival = _NOBODY,
    ) -> Record:  # fmt: skip
        """Give the next number and keep the record, in one transaction; with `replaces` the old one ends by it.

        `about` is the id or number of the record that it follows, `came` says since when somebody waits for it.
        Raises InvalidForm, Refused or NotFound; then no number is taken.
        """
        self.allow(Right.SERVE)
        asked = self.form(form)
        shipped = {paper.name: self.letters.shipped(paper.name) for paper in asked.papers}
        with self.store.db.write():
            self.clock.refuse_doubted()  # before the values are checked: they are checked against today
            former = self.record(replaces) if replaces else None
            parent = self._parent(asked, about, former)
            known = self.known(parent, former.id if former else "")
            checked = check(asked, values, known)
            if checked.problems:
                raise InvalidForm(checked.problems)
            old = self._voidable(former.id, reason) if former else None
            full, now, unit = finished(asked, checked.values, known), known.now, self.unit
            papers = asked.papers_of(full)
            number, others = numbering.take(asked, papers, unit, now, self.store.register.last_number)
            templates = [shipped[paper.name] for paper in papers]
            for template in templates:
                self.letters.adopt(template)
            signers = {paper.name: self.signer(paper.name, unit) for paper in papers}
            context = Context(
                unit=unit.version, officer=self.officer.version,
                signers={paper: officer.version for paper, officer in signers.items() if officer},
                templates={template.name: template.digest for template in templates},
                staff={nrp: officer.version for nrp, officer in self.staff(asked, full).items()},
            )  # fmt: skip
            content: dict[str, Any] = {
                "number": asdict(number), "numbers": others, "values": full, "context": asdict(context),
                "protection": list(checked.protection),
                "destination": destination(asked, full, known, checked.protection),
            }  # fmt: skip
            content |= {"about": parent} if parent else {}
            content |= {"replaces": old.id} if old else came.told(self.store.watch, now)
            record_id = new_id()
            self.store.journal.append(
                "registered", at=now.isoformat(), officer=self.nrp, body=content, subject=record_id, form=form,
                form_version=asked.version,
            )  # fmt: skip
            if old:
                self.act("voided", old.id, {"reason": reason.strip(), "replaced_by": record_id})
            elif asked.name == HANDOVER:
                self.shifts.end(record_id, full)
            return self.store.register.record(record_id)

    def void(self, reference: str, reason: str) -> Record:
        """Declare a letter void; it keeps its number and its place in the register."""
        self.allow(Right.SERVE)
        with self.store.db.write():
            record = self._voidable(reference, reason)
            self.act("voided", record.id, {"reason": reason.strip()})
            return self.record(record.id)

    def history(self, reference: str) -> tuple[Event, ...]:
        """All events of a record, oldest first; raises Refused where it is protected from the officer on duty."""
        return tuple(self.store.journal.about(self.whole(reference).id))

    def news(self, reference: str) -> list[dict[str, Any]]:
        """What the Polres has sent word of about a record."""
        return self.store.register.news(self.whole(reference).id)

    def search(self, text: str = "", **wanted: Any) -> list[Record]:
        """Records that hold every word, newest first, as `Register.search` filters them; protected ones covered."""
        self.allow(Right.READ)
        found = self.store.register.search(text, secrets=self.sees_all(), **wanted)
        return [covered(record) for record in found]

    # Help while typing

    def known_persons(self, *, nik: str = "", name: str = "", limit: int = 5) -> list[Person]:
        """Who has been here with that NIK, or with a name (3 letters at least) that begins so."""
        self.allow(Right.READ)
        name = name.strip() if len(name.strip()) >= 3 else ""
        return self.store.register.persons(nik=nik.strip(), name=name, limit=limit) if nik.strip() or name else []

    def hints(self, form: str, values: object, about: str = "", *, replaces: str = "") -> tuple[Problem, ...]:
        """A clock that is doubted; earlier letters for the same goods, or to the same person: said, never blocking."""
        self.allow(Right.SERVE)
        asked, register = self.form(form), self.store.register
        family = {self.record(one).id for one in (about, replaces) if one}
        family |= {one.id for record in family for one in register.following(record)}
        doubt = self.clock.doubt()
        said = [Problem(asked.sections[0].name, 0, "", f"{doubt.says} {ANSWER}")] if doubt else []
        clean = self.check(form, values, about, replaces=replaces).values
        return (*said, *hints(asked, clean, register, self.now(), family))

    def save_draft(
        self, form: str, values: Values, draft_id: str | None = None, *, about: str = "", replaces: str = "",
        reason: str = "", came: Arrival = _NOBODY,
    ) -> str:  # fmt: skip
        """Keep an unfinished form, with the record that it is to replace and why; returns its id."""
        self._resumable(draft_id)
        draft = Draft(
            draft_id or new_id(), form, values, self.now().isoformat(), about, self.nrp, came.begun, came.visit,
            replaces, reason,
        )  # fmt: skip
        self.store.save_draft(draft)
        return draft.id

    def drafts(self) -> list[Draft]:
        """Unfinished forms, newest first; those of protected cases without values for whoever may not open them."""
        self.allow(Right.SERVE)
        return [draft if self._may_resume(draft) else replace(draft, values={}) for draft in self.store.drafts()]

    def draft_title(self, draft: Draft) -> str:
        """Whom an unfinished form is about, as lists show it; empty where that is not known."""
        form = self.forms.get(draft.form)
        if form is None or not draft.values:
            return ""
        checked = self.check(draft.form, draft.values, draft.about, replaces=draft.replaces)
        return entry(form, checked.values, bool(checked.protection)).who

    def drop_draft(self, draft_id: str) -> None:
        """Forget an unfinished form; raises Refused for one of a protected case that the officer may not open."""
        self._resumable(draft_id)
        self.store.drop_draft(draft_id)

    def _resumable(self, draft_id: str | None) -> None:
        self.allow(Right.SERVE)
        if any(draft.id == draft_id and not self._may_resume(draft) for draft in self.store.drafts()):
            raise Refused("Isian itu menyangkut perkara yang dilindungi. Tidak ada yang berubah.")

    def _may_resume(self, draft: Draft) -> bool:
        if draft.officer == self.nrp or self.sees_all() or draft.form not in self.forms:
            return True
        return not self.check(draft.form, draft.values, draft.about, replaces=draft.replaces).protection

    # The house

    @staticmethod
    def handbook() -> str:
        """The officer's handbook, in Markdown."""
        return guide.text()

    @staticmethod
    def booklet() -> guide.Booklet | None:
        """The handbook as it is printed; None where this program has none. Slow: for a worker only."""
        return guide.booklet()

    def status(self) -> dict[str, Any]:
        """How the desk stands: counts, what waits for the Polres, head of the journal, last backup and export."""
        head = self.store.journal.head()
        return {
            "desk_id": self.desk_id, "desk_code": self.desk_code, "records": self.store.register.counts(),
            "drafts": self.store.draft_count(), "events": head.seq if head else 0, "epoch": head.epoch if head else 0,
            "head": head.hash if head else "", "pending": self.pending(),
            "last_backup": self.keeping.last_backup(), "last_export": self.store.register.last_at("export_written"),
        }  # fmt: skip

    def pending(self) -> int:
        """How many acts the Polres has not accepted."""
        return self.store.register.pending()

    def close(self) -> None:
        """Lock the desk: let go of the register and its key."""
        self.store.close()

    def _parent(self, form: Form, about: str, former: Record | None) -> str:
        """The id of the record that a new one follows; a replacement follows what its predecessor followed."""
        if former and former.form != form.name:
            raise Refused("Surat pengganti dibuat dengan formulir yang sama. Tidak ada yang didaftarkan.")
        about = about or (former.about if former else "")
        if not about:
            if not form.alone:
                titles = " atau ".join(self.forms[name].title.lower() for name in form.follows if name in self.forms)
                raise Refused(f"{form.title} dibuat dari {titles} yang sudah terdaftar. Tidak ada yang didaftarkan.")
            return ""
        parent = self.whole(about)
        if parent.form not in form.follows:
            raise Refused(f"{form.title} tidak dapat dibuat dari surat itu. Tidak ada yang didaftarkan.")
        if parent.status != "berlaku" and not former:
            raise Refused("Surat asalnya sudah tidak berlaku. Tidak ada yang didaftarkan.")
        return parent.id

    def _voidable(self, reference: str, reason: str) -> Record:
        record = self.whole(reference)
        if record.status != "berlaku":
            raise Refused("Surat ini sudah tidak berlaku. Tidak ada yang berubah.")
        serious(reason)
        return record

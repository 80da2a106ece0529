"""Letters: what one is made of, how it is made, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from spkt_desktop.app.duty import Duty
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import Refused
from spkt_desktop.forms import check, finished
from spkt_desktop.forms.unit import labels
from spkt_desktop.records import Letter, LetterPlan, Record, Reference, Template, Values


class Letters:
    """Plans are values; `render` turns one into a PDF and may run in a worker; outcomes become events."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self._shipped: dict[str, Template] = {}

    def shipped(self, paper: str) -> Template:
        """The template that new letters of this paper are made with: the newest taken in, or the one shipped."""
        key = f"{paper}/{self._duty.store.register.pack_version('templat', paper)}"
        if key not in self._shipped:
            pack = self._duty.store.register.pack("templat", paper)
            from spkt_desktop.print.template import builtin  # heavy: not on the way to the first window

            self._shipped[key] = Template(paper, pack["files"]) if pack else builtin(paper)
        return self._shipped[key]

    def adopt(self, template: Template) -> None:
        """Keep a template in the journal before the first letter is made with it."""
        if not self._duty.store.register.adopted(template.digest):
            body = {"name": template.name, "digest": template.digest, "files": dict(template.files)}
            self._duty.act("template_adopted", None, body)

    def preview(self, form: str, values: Values, paper: str = "", about: str = "") -> LetterPlan:
        """A paper as it would be, without a number; what the form does not accept is left out."""
        duty = self._duty
        if about:
            duty.allow(Right.READ)
        asked, known = duty.forms[form], duty.known(about)
        clean = finished(asked, check(asked, values, known).values, known)
        named = asked.paper(paper).name
        return LetterPlan(
            form=form, template=self.shipped(named), values=clean, unit=duty.unit,
            officer=duty.officer, signer=duty.signer(named, duty.unit), number="", registered_at=duty.now(),
            staff=duty.staff(asked, clean), about=self._reference(known.about), draft=True,
        )  # fmt: skip

    def plan(self, record: Record, paper: str = "", *, labelled: bool = False) -> LetterPlan:
        """A paper of a record with the settings, signatures and template that were in force; marked if a copy.

        `labelled` makes the whole set, each copy with whom it is for. Raises Refused.
        """
        return self.plan_of(self._duty.whole(record.id), paper, labelled=labelled)

    def plan_of(self, whole: Record, paper: str = "", *, labelled: bool = False) -> LetterPlan:
        """The same of a record that is not shown to anybody, such as in an exercise."""
        duty, register = self._duty, self._duty.store.register
        named = paper or whole.form
        template = register.template(whole.context.templates.get(named, ""))
        if template is None:
            raise Refused("Naskah surat ini tidak ada di register. Jalankan pemeriksaan register (F7).")
        replaced = register.record(whole.replaces).number.text if whole.replaces else ""
        signer, unit = whole.context.signers.get(named), duty.unit_version(whole.context.unit)
        return LetterPlan(
            form=whole.form, template=template, values=whole.values, unit=unit,
            officer=duty.officer_version(whole.context.officer),
            signer=duty.officer_version(signer) if signer else None,
            number=whole.numbers.get(named, whole.number.text), record_number=whole.number.text,
            registered_at=datetime.fromisoformat(whole.registered_at),
            staff={nrp: duty.officer_version(version) for nrp, version in whole.context.staff.items()},
            about=self._reference(register.record(whole.about) if whole.about else None),
            copy=whole.prints.get(named, 0), replaces=replaced,
            labels=labels(unit.values, named) if labelled else (),
        )  # fmt: skip

    def _reference(self, record: Record | None) -> Reference | None:
        if record is None:
            return None
        form = self._duty.forms.get(record.form)
        at = datetime.fromisoformat(record.registered_at)
        return Reference(record.form, form.title if form else record.form, record.number.text, at)

    @staticmethod
    def load() -> None:
        """Loads what draws letters (0.5 s), for a worker, before the first letter is wanted."""
        import spkt_desktop.print.drawing
        import spkt_desktop.print.letter  # noqa: F401

    @staticmethod
    def render(plan: LetterPlan) -> Letter:
        """Make the letter: slow (some 0.05 s, and 0.5 s more the first time), pure, for a worker; or LetterFailed."""
        from spkt_desktop.print.letter import render  # heavy: not on the way to the first window

        return render(plan)

    def recovery_sheet(self, code: str) -> Callable[[], Letter]:
        """The work that makes the sheet with a recovery code: pure, for a worker; raises LetterFailed."""
        unit, desk_code, at = self._duty.unit, self._duty.desk_code, self._duty.now()

        def make() -> Letter:
            from spkt_desktop.print.sheets import recovery_sheet

            return recovery_sheet(unit, desk_code, code, at)

        return make

    def printed(self, record: Record, plan: LetterPlan, letter: Letter, *, destination: str, copies: int = 1) -> Record:
        """Write down that the letter is handed out, before it is; `destination` is pdf or printer."""
        self._duty.allow(Right.READ)
        with self._duty.store.db.write():
            current = self._duty.record(record.id)
            if current.status != "berlaku":
                raise Refused("Surat ini sudah dibatalkan; tidak dapat dicetak lagi. Tidak ada yang dicatat.")
            if current.prints.get(plan.template.name, 0) != plan.copy:
                raise Refused(
                    "Surat ini baru saja dicetak dari tempat lain. Buka lagi surat itu, lalu cetak salinannya."
                )
            self._duty.act(
                "printed", record.id,
                {"paper": plan.template.name, "sha256": letter.sha256, "copy": plan.copy, "copies": copies,
                 "destination": destination},
            )  # fmt: skip
            return self._duty.store.register.record(record.id)

    def outcome(self, record: Record, good: bool) -> Record:
        """Write down the officer's answer to "Tercetak baik?"; after a bad print the next one is no copy.

        Only the last print can still be answered for, and once.
        """
        self._duty.allow(Right.READ)
        with self._duty.store.db.write():
            prints = [e for e in self._duty.store.journal.about(record.id) if e.kind in ("printed", "print_outcome")]
            if prints and prints[-1].kind == "printed":
                paper = prints[-1].body["paper"]
                self._duty.act("print_outcome", record.id, {"paper": paper, "good": good, "printed": prints[-1].id})
            return self._duty.record(record.id)

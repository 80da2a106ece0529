"""Letters: what one is made of, how it is made, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from spkt_desktop.app.duty import Duty
from spkt_desktop.errors import Refused
from spkt_desktop.forms import complete
from spkt_desktop.records import Letter, LetterPlan, Record, Template, Values


class Letters:
    """Plans are values; `render` turns one into a PDF and may run in a worker; outcomes become events."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self._shipped: dict[str, Template] = {}

    def shipped(self, form: str) -> Template:
        """The template that new letters of this form are made with."""
        if form not in self._shipped:
            from spkt_desktop.print.template import builtin  # heavy: not on the way to the first window

            self._shipped[form] = builtin(form)
        return self._shipped[form]

    def preview(self, form: str, values: Values) -> LetterPlan:
        """The letter as it would be, without a number; what the form does not accept is left out."""
        duty = self._duty
        signer = duty.signer(form, duty.unit)
        clean = complete(duty.forms[form], duty.check(form, values).values)
        return LetterPlan(
            form=form, template=self.shipped(form), values=clean, unit=duty.unit,
            officer=duty.officer, signer=signer, number="", registered_at=duty.now(), draft=True,
        )  # fmt: skip

    def plan(self, record: Record) -> LetterPlan:
        """The letter of a record with the settings, signatures and template that were in force; marked if a copy."""
        duty, register = self._duty, self._duty.store.register
        template = register.template(record.template)
        if template is None:
            raise Refused("Naskah surat ini tidak ada di register. Jalankan pemeriksaan register (F7).")
        replaced = register.record(record.replaces).number.text if record.replaces else ""
        return LetterPlan(
            form=record.form, template=template, values=record.values, unit=duty.unit_version(record.unit_version),
            officer=duty.officer_version(record.officer_version),
            signer=duty.officer_version(record.signer_version) if record.signer_version else None,
            number=record.number.text, registered_at=datetime.fromisoformat(record.registered_at),
            copy=record.copies, replaces=replaced,
        )  # fmt: skip

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
        with self._duty.store.db.write():
            current = self._duty.record(record.id)
            if current.status != "berlaku":
                raise Refused("Surat ini sudah dibatalkan; tidak dapat dicetak lagi. Tidak ada yang dicatat.")
            if current.copies != plan.copy:
                raise Refused(
                    "Surat ini baru saja dicetak dari tempat lain. Buka lagi surat itu, lalu cetak salinannya."
                )
            self._duty.act(
                "printed", record.id,
                {"sha256": letter.sha256, "copy": plan.copy, "copies": copies, "destination": destination},
            )  # fmt: skip
        return self._duty.record(record.id)

    def outcome(self, record: Record, good: bool) -> Record:
        """Write down the officer's answer to "Tercetak baik?"; after a bad print the next one is no copy.

        Only the last print can still be answered for, and once.
        """
        with self._duty.store.db.write():
            prints = [e for e in self._duty.store.journal.about(record.id) if e.kind in ("printed", "print_outcome")]
            if prints and prints[-1].kind == "printed":
                self._duty.act("print_outcome", record.id, {"good": good, "printed": prints[-1].id})
        return self._duty.record(record.id)

"""What officers do at the counter, as their hands do it in the window of the real program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QFileDialog

from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.forms import FORMS, HANDOVER, sample
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.polres import Inbox
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.unlock import Unlock
from spkt_desktop.ui.window import Window
from tests.desks import Hands as Clock
from tests.desks import carried_on
from tests.soak.hands import Hands, Held, Key, Step

INTERVIEWED = ("informasi", "lp_b", "sktlk", "visum", "skck", "saran", "bantuan", "pengaduan", "rujukan")
"""The services that visitors ask for, one after the other."""


class Officer(Hands):
    """Serves visitors and keeps the desk; `shelf` is a folder for what is saved, and the system's dialog names it."""

    def __init__(self, program: Program, clock: Clock, shelf: Path, inbox: Callable[[], Inbox], seed: int = 5) -> None:
        super().__init__(program)
        self.program, self.clock, self.shelf = program, clock, shelf
        self.letters = self.visits = 0
        self._inbox = inbox
        self._dice = Random(seed)
        self._told: Values = {}
        self._saved = 0
        QFileDialog.getSaveFileName = self._where  # type: ignore[method-assign, assignment]
        QFileDialog.getExistingDirectory = lambda *_: str(self.shelf)  # type: ignore[method-assign]

    @property
    def desk(self) -> Window:
        """The window of the open desk."""
        window = self.program.centralWidget()
        assert isinstance(window, Window)
        return window

    def page(self) -> Page:
        """The page that is shown."""
        return self.desk.page

    # The door

    def unlock(self, nrp: str) -> Step:
        """NRP, unless the door knows it, and passphrase."""
        door = self.program.centralWidget()
        assert isinstance(door, Unlock)
        if door.usual.nrp.text() != nrp:
            door.usual.nrp.setFocus()
            yield from self.ctrl(Key.Key_A)
            yield from self.type(nrp)
            yield from self.enter()
        yield from self.type(PASSPHRASE)
        yield from self.enter()
        yield lambda: isinstance(shown := self.program.centralWidget(), Window) and shown.isVisible()

    def lock(self) -> Step:
        yield from self.ctrl(Key.Key_L)
        yield lambda: isinstance(self.program.centralWidget(), Unlock)

    def open_shift(self) -> Step:
        """From the home page, where nobody keeps the desk."""
        assert self.at() == "Buka jaga…"
        yield from self.enter()
        yield from self.enter()
        assert self.desk.app.shifts.current() is not None

    def hand_over(self, relief: str) -> Step:
        """The regu goes home; the next one comes to a closed door."""
        yield from self.press(Key.Key_F4)
        yield from self.alt(Key.Key_S)
        form, app = self.desk.form, self.desk.app
        begun = form.editor.values()
        typed = carried_on(HANDOVER, begun, app.nrp)
        yield from self.fill(form.editor, {**typed, "jaga": {**typed["jaga"], "ka_baru": relief}})
        yield from self._issue()
        yield lambda: isinstance(self.program.centralWidget(), Unlock)

    # Visitors

    def visit(self, form: str, *, leave: bool = False) -> Step:
        """A number is taken and called, a form filled in, its letter issued and saved, the visitor asked.

        With `leave` only the first section is filled in, and nothing issued yet.
        """
        self.visits += 1
        yield from self.press(Key.Key_F9)
        yield from self.alt(Key.Key_N)
        yield from self.enter()
        self.clock.pass_(minutes=3)
        yield from self.alt(Key.Key_P)
        yield from self.begin(form)
        told = self._told = self.values(form)
        section = FORMS[form].sections[0].name
        yield from self.fill(self.desk.form.editor, {section: told[section]} if leave else told)
        yield from self.ctrl(Key.Key_PageDown)
        self.clock.pass_(minutes=7)
        if leave:
            yield from self.press(Key.Key_Escape)
            assert "belum selesai" in self.desk.message.text
            return
        yield from self._issue()
        yield from self._rate()

    def begin(self, form: str) -> Step:
        """From the line where the need is typed."""
        desk = self.desk
        assert self.page() is desk.intake
        yield from self.type(FORMS[form].service[:18])
        assert desk.intake.services.chosen is FORMS[form]
        yield from self.enter()
        assert self.page() is desk.form

    def resume(self) -> Step:
        """Goes on with the newest draft to the end."""
        yield from self.press(Key.Key_F2)
        yield from self.press(Key.Key_Backtab, Held.ShiftModifier)
        yield from self.enter()
        assert "dilanjutkan" in self.desk.message.text
        yield from self.fill(self.desk.form.editor, self._told)
        yield from self._issue()
        yield from self._rate()

    def values(self, form: str) -> Values:
        """What somebody tells."""
        app = self.desk.app
        return with_officer(FORMS[form], sample(FORMS[form], self._dice, app.now().date()), app.nrp)

    def _issue(self) -> Step:
        """Reads the form back, issues it, and saves each of its papers."""
        desk = self.desk
        yield lambda: not self.program.worker.busy
        yield from self.ctrl(Key.Key_Return)
        assert self.at().startswith("Terbitkan dan cetak"), [
            (place, said) for place, box in desk.form.editor.places() for said in box._said.values() if said.text()
        ]
        yield from self.ctrl(Key.Key_Return)
        self.letters += 1
        panel = desk.form._print._panel
        while self.program.centralWidget() is desk and self.page() is desk.form:
            yield lambda: panel.save.isEnabled() and not self.program.worker.busy
            yield from self.ctrl(Key.Key_S)

    def _rate(self) -> Step:
        if self.desk.rating.isVisible():
            yield from self.press(Key.Key_3)
            yield from self.enter()

    # The register

    def look_up(self, record: Record) -> Step:
        """Finds a letter by words and filters, opens it, looks at who is named in it and at their visits."""
        desk = self.desk
        yield from self.press(Key.Key_F3)
        yield from self.type(str(record.number.text))
        yield from self.enter()
        assert self.page() is desk.record and desk.record.record.id == record.id
        yield lambda: not self.program.worker.busy
        yield from self.alt(Key.Key_O)
        if desk.record._persons.isVisible():  # a single one is shown at once
            yield from self.enter()
        if self.page() is desk.person:
            yield from self.press(Key.Key_Escape)
        yield from self.press(Key.Key_Escape)
        assert self.page() is desk.register
        for combo in (desk.register.books, desk.register.books):
            combo.setFocus()
            yield from self.press(Key.Key_Down)
            yield lambda: not desk.register.model.busy
        yield from self.press(Key.Key_F3)
        yield from self.ctrl(Key.Key_A)
        yield from self.press(Key.Key_Delete)
        desk.register.books.setFocus()
        yield from self.press(Key.Key_Home)

    def mark_and_replace(self, record: Record) -> Step:
        """A letter was wrong: it is opened, given up once, and replaced by another."""
        desk = self.desk
        yield from self.press(Key.Key_F3)
        yield from self.type(str(record.number.text))
        yield from self.enter()
        yield from self.alt(Key.Key_A)
        yield from self.type("Menjadi perhatian warga setempat")
        yield from self.enter()
        yield from self.alt(Key.Key_P)
        yield from self.type("Alamat pelapor keliru")
        yield from self.enter()
        assert self.page() is desk.form
        yield from self._issue()

    def register_book(self) -> Step:
        """A register book leaves as PDF and as a spreadsheet."""
        desk = self.desk
        yield from self.press(Key.Key_F3)
        desk.register.books.setFocus()
        yield from self.press(Key.Key_Home)
        yield from self.press(Key.Key_Down)
        yield from self.alt(Key.Key_C)
        assert self.page() is desk.sheet, desk.message.text
        yield from self._save_sheet()
        yield from self.alt(Key.Key_X)
        yield lambda: desk.sheet._panel.tabulate.isEnabled() and not self.program.worker.busy
        yield from self.press(Key.Key_Escape)
        assert self.page() is desk.register
        desk.register.books.setFocus()
        yield from self.press(Key.Key_Home)

    def _save_sheet(self) -> Step:
        panel = self.desk.sheet._panel
        yield lambda: panel.save.isVisible() and panel.save.isEnabled() and not self.program.worker.busy
        yield from self.ctrl(Key.Key_S)
        yield lambda: panel.save.isEnabled() and not self.program.worker.busy

    # The house

    def write_diary(self, text: str) -> Step:
        """A line in the diary; the diary of the shift before is read, and this one saved."""
        desk = self.desk
        yield from self.press(Key.Key_F4)
        yield from self.type(text)
        yield from self.enter()
        yield from self.ctrl(Key.Key_PageUp)
        yield from self.press(Key.Key_Escape)
        yield from self.ctrl(Key.Key_P)
        yield from self._save_sheet()
        yield from self.press(Key.Key_Escape)
        assert self.page() is desk.diary

    def report(self) -> Step:
        """Every kind of report is looked at; the last one is saved."""
        desk = self.desk
        yield from self.press(Key.Key_F5)
        yield from self.press(Key.Key_Home)
        for _ in range(desk.reports.choice.kinds.count()):
            yield lambda: not desk.reports._work.busy and not desk.reports._pause.isActive()
            yield from self.press(Key.Key_Down)
        yield from self.ctrl(Key.Key_P)
        yield from self._save_sheet()
        yield from self.press(Key.Key_Escape)
        assert self.page() is desk.reports

    def send(self) -> Step:
        """A bundle goes out, the Polres takes it in, its receipt comes back."""
        desk = self.desk
        yield from self.press(Key.Key_F6)
        if desk.send.places.place is None:
            yield from self.push("Pilih folder…")
        yield from self.ctrl(Key.Key_Return)
        yield lambda: desk.send.write_button.isEnabled() and not self.program.worker.busy
        (bundle,) = self.shelf.glob("*.spkt")
        inbox = self._inbox()
        inbox.receive(bundle, self.shelf)
        inbox.close()
        yield from self.press(Key.Key_F9)
        yield from self.press(Key.Key_F6)
        yield from self.push("Ambil tanda terima")
        assert "diterima" in desk.message.text, desk.message.text
        self._clear_shelf()

    def back_up(self) -> Step:
        """A backup is written and checked, then the register itself."""
        desk = self.desk
        yield from self.press(Key.Key_F7)
        now = desk.backup.now
        if now.places.place is None:
            yield from self.push("Pilih folder…")
        yield from self.ctrl(Key.Key_Return)
        yield lambda: now.backup_button.isEnabled() and not self.program.worker.busy
        self._clear_shelf()

    def look_around(self) -> Step:
        """Settings, part by part, and the handbook."""
        desk = self.desk
        yield from self.press(Key.Key_F10)
        for _ in desk.settings.panels:
            yield from self.press(Key.Key_Right)
        for _ in desk.settings.panels:
            yield from self.press(Key.Key_Left)
        yield from self.press(Key.Key_F1)
        yield from self.press(Key.Key_Escape)
        assert self.page() is desk.settings

    def _where(self, *_: object) -> tuple[str, str]:
        """What the system's dialog answers: always another name."""
        self._saved += 1
        ending = ".xlsx" if "xlsx" in str(_[-1]) else ".pdf"
        return str(self.shelf / f"berkas-{self._saved}{ending}"), ""

    def _clear_shelf(self) -> None:
        shutil.rmtree(self.shelf)
        self.shelf.mkdir()

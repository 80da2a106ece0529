"""What leads from one page to another and back: an intake, a record, a person, a handover, a listing to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spkt_desktop.app.rights import Right
from spkt_desktop.books import Visit
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.sheet_page import Wanted
from spkt_desktop.ui.stops import LAST
from spkt_desktop.ui.style import Tone

if TYPE_CHECKING:
    from spkt_desktop.ui.window import Window


class Journeys:
    """Every way that pages ask for; each remembers where it began, so that Esc leads back there."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._app = window.app
        self._before_form: Page = window.intake
        self._before_record: Page = window.register
        self._before_person: Page = window.register
        self._last = ""
        self._connect()

    # An intake

    def begin(self, form: str) -> None:
        """Begins what a citizen asks for."""
        self._fill_in(self._window.intake, form, {}, "")

    def resume(self, draft: str) -> None:
        """Goes on with what was left unfinished."""
        window = self._window
        if self._allowed(Right.SERVE):
            self._before_form = window.intake
            window.show_page(window.form)
            window.form.resume(draft)
            window.form.enter()

    def follow(self, form: str, values: Values, about: str) -> None:
        """Begins what follows the record that is shown, or the matter that is marked."""
        self._fill_in(self._window.page, form, values, about)

    def hand_over(self, values: Values) -> None:
        """Begins the handover of the shift."""
        self._fill_in(self._window.page, HANDOVER, values, "")

    def correct(self, record: Record, reason: str) -> None:
        """Opens a letter to be replaced by a new one."""
        window = self._window
        if self._allowed(Right.SERVE):
            self._before_form = window.intake
            window.form.replace(record, reason)
            window.show_page(window.form)

    def serve(self, visit: Visit) -> None:
        """Somebody is called in: what they need is asked next."""
        window = self._window
        window.intake.visits.serve(visit)
        window.show_page(window.intake)

    # Records

    def open(self, reference: str) -> bool:
        """Opens a record on its page; says why not where that is refused, and stays."""
        window, before = self._window, self._window.page
        try:
            window.record.show_record(reference)
        except SpktError as error:
            window.message.say(str(error), Tone.WARNING)
            return False
        if before is window.person and self._before_person is window.record:
            self._before_person = self._before_record  # two pages never lead back to each other
        if before is not window.record:
            leads = (window.home, window.diary, window.person)
            self._before_record = before if before in leads else window.register
        window.show_page(window.record)
        return True

    def open_last(self) -> None:
        """Opens the record that was registered last."""
        if self._last:
            self.open(self._last)

    def choose(self, reference: str) -> None:
        """Opens a record and asks by what it is followed."""
        if self.open(reference):
            self._window.record.go_on()

    def reprint(self, reference: str) -> None:
        """Opens a record and prints it again."""
        if self.open(reference):
            self.print(self._window.record.record)

    def print(self, record: Record) -> None:
        """Prints a record again."""
        self._window.print.show_record(record)
        self._window.show_page(self._window.print)

    # Persons and sheets

    def look_up(self, nik: str, name: str, born: str) -> None:
        """Shows what somebody came for."""
        window, before = self._window, self._window.page
        if before is window.record and self._before_record is window.person:
            self._before_record = self._before_person
        self._before_person = before
        window.person.show_person(nik, name, born)
        window.show_page(window.person)

    def make(self, wanted: Wanted) -> None:
        """Makes a listing or a report, to be printed or saved."""
        window, before = self._window, self._window.page
        window.sheet.make(wanted, before)
        window.show_page(window.sheet, under=before)

    # The ends

    def _form_left(self, words: str = "") -> None:
        """Goes back to where the form was begun; what was said last is still said, then `words`."""
        window = self._window
        if self._before_form is window.record:
            window.record.refresh()
        window.come_back(self._before_form, words)

    def _form_finished(self, record: Record) -> None:
        """The next citizen comes first; a visitor is asked how it was, and a regu that has handed over goes home."""
        self._last = record.id
        if record.form == HANDOVER and not record.replaces:
            duty = record.values["jaga"]
            words = f"Serah terima selesai. Regu {duty['regu_baru']} masuk dengan kata sandinya sendiri."
            self._window.lock(str(duty["ka_baru"]), words)
            return
        self._form_left(f"{LAST} membuka surat itu untuk lanjutannya.")
        if record.form != HANDOVER and not record.replaces and self._app.feedback.asked:
            self._window.ask_visitor(record.form)

    def _print_finished(self) -> None:
        window = self._window
        window.record.refresh()
        window.come_back(window.record)

    def list_form(self, form: str) -> None:
        """Shows the valid letters of a form in the register."""
        if self._allowed(Right.READ):
            self._window.register.show_form(form)
            self._window.show_page(self._window.register)

    def _fill_in(self, before: Page, form: str, values: Values, about: str) -> None:
        window = self._window
        if self._allowed(Right.SERVE):
            served = window.intake.visits.visit
            self._before_form = before
            window.form.begin(form, values, about, visit=served.id if served else "")
            window.show_page(window.form)

    def _allowed(self, right: Right) -> bool:
        """Whether the officer on duty may do that; if not, the page that asked takes the focus again."""
        allowed = self._window.allows(right)
        if not allowed:
            self._window.page.enter()
        return allowed

    def _connect(self) -> None:
        window = self._window
        window.home.chosen.connect(self.open)
        window.home.follow.connect(self.follow)
        window.home.several.connect(self.choose)
        window.home.listing.connect(self.list_form)
        window.home.sending.connect(lambda: window.show_page(window.send))
        window.home.called.connect(self.serve)
        window.home.ended.connect(window.intake.visits.let_go)
        window.intake.begin.connect(self.begin)
        window.intake.resume.connect(self.resume)
        window.form.left.connect(lambda: self._form_left())
        window.form.finished.connect(self._form_finished)
        window.register.chosen.connect(self.open)
        window.register.reprint.connect(self.reprint)
        window.record.back.connect(lambda: window.show_page(self._before_record))
        window.record.correct.connect(self.correct)
        window.record.reprint.connect(self.print)
        window.record.follow.connect(self.follow)
        window.record.related.connect(self.open)
        window.register.person.connect(self.look_up)
        window.record.person.connect(self.look_up)
        window.person.chosen.connect(self.open)
        window.person.back.connect(lambda: window.show_page(self._before_person))
        window.diary.chosen.connect(self.open)
        window.diary.hand_over.connect(self.hand_over)
        window.print.finished.connect(lambda _record: self._print_finished())
        for page in (window.register, window.diary, window.reports, window.help):
            page.sheet.connect(self.make)
        window.sheet.left.connect(window.come_back)

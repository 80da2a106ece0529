"""A paper being made: the interview on the left, the letter live on the right, then the read-back and the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.errors import InvalidForm, SpktError
from spkt_desktop.forms import complete
from spkt_desktop.forms.routing import destination
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.help_page import headed
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.interview import Interview
from spkt_desktop.ui.kept_soon import KeptSoon
from spkt_desktop.ui.letter_view import LetterView, zoom_steps
from spkt_desktop.ui.live_letter import LiveLetter
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.printing import PrintPage
from spkt_desktop.ui.readback import ReadBack
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

PAUSE = 200
"""Milliseconds without a key before the letter follows and doubts are said."""
GENERAL = "Menerima warga"
"""The chapter of the handbook about any form."""
_EDITING, _READING, _PRINTING = range(3)
_PAPERS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class FormPage(Page):
    """Leads one paper from its first field to the printed letter."""

    chapter = GENERAL
    left = Signal()
    """The officer went away; what was typed is kept as a draft."""
    finished = Signal(Record)
    """The letter is registered, and printed or left for later."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._form = self._about = ""
        self._draft: str | None = None
        self._old: Record | None = None
        self._reason = ""
        self._came = Arrival()
        self._touched = False
        self._tried = False
        self._pause = self._timer(PAUSE, self._rest)
        self._keeping = KeptSoon(self._keep, self)
        self._interview = Interview(app)
        self._letter = LiveLetter(app, worker)
        self._halves = QSplitter()
        self._read = ReadBack()
        self._print = PrintPage(app, worker)
        self._steps = QStackedWidget()
        self._build()

    @property
    def editor(self) -> FormEditor:
        """The fields of the paper that is open; RuntimeError before there is one."""
        return self._interview.editor

    @property
    def letter(self) -> LetterView:
        """The live letter."""
        return self._letter.view

    def begin(self, form: str, values: Values | None = None, about: str = "", *, visit: str = "") -> None:
        """Open a form with what it begins with; `about` is the id of the record that it follows.

        `visit` is whom the counter serves; nobody waits for a handover.
        """
        came = Arrival() if form == HANDOVER else Arrival(self._app.now().isoformat(), visit)
        self._open(form, values or {}, draft=None, about=about, came=came)

    def resume(self, draft_id: str) -> None:
        """Open a draft again and say from when it is."""
        for draft in self._app.drafts():
            if draft.id == draft_id and draft.values:
                if draft.replaces:
                    old = self._app.record(draft.replaces)
                    self._replace(old, draft.values, draft.reason, draft.id)
                else:
                    came = Arrival(draft.begun, draft.visit)
                    self._open(draft.form, draft.values, draft=draft.id, about=draft.about, came=came)
                self._touched = True
                self.said.emit(f"Isian yang belum selesai dari {moment(draft.at)} dilanjutkan.", Tone.GOOD)

    def replace(self, record: Record, reason: str) -> None:
        """Open the values of a letter that is to be replaced; it stays valid until the new one is issued."""
        self._replace(record, record.values, reason, None)

    def enter(self) -> None:
        """The focus is on the first empty field, on the read-back, or on the printer."""
        step = self._steps.currentIndex()
        if step == _PRINTING:
            self._print.enter()
        elif step == _EDITING and self._form:
            self.editor.focus_first()

    def leave(self) -> bool:
        """Keep what is typed as a draft."""
        self._pause.stop()
        if self._steps.currentIndex() != _PRINTING:
            self._keep()
        return True

    def issue(self) -> None:
        """Check the form; lead to its first problem, or on to the read-back."""
        self._keep()
        self._tried = True
        checked, doubts = self._interview.check()
        self.editor.show_checked(checked.problems, doubts)
        if checked.problems:
            self.editor.focus_problem()
            return
        known, form = self._app.known(self._about), self.editor.form
        to = destination(form, complete(form, checked.values), known, checked.protection)
        self._read.show_values(form, checked, doubts, to, known.officers)
        self._go(_READING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on to the read-back, Esc leaves, Ctrl and a page key show another paper.

        Ctrl and plus or minus change the size of the letter.
        """
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._steps.currentIndex() != _EDITING:
            super().keyPressEvent(event)
        elif held and event.key() in ENTER:
            if not event.isAutoRepeat():
                self.issue()
        elif event.key() == Qt.Key.Key_Escape:
            self._abandon()
        elif held and (papers := _PAPERS.get(Qt.Key(event.key()))):
            self._letter.step(papers)
        elif (steps := zoom_steps(event)) is not None:
            self._letter.view.zoom(steps)
        else:
            super().keyPressEvent(event)

    def _replace(self, record: Record, values: Values, reason: str, draft: str | None) -> None:
        self._open(record.form, values, draft=draft, about=record.about, old=record, came=Arrival())
        self._reason = reason
        self._interview.call(f"{self._app.form(record.form).title}: menggantikan {record.number.text}")

    def _open(
        self, form: str, values: Values, *, draft: str | None, about: str, came: Arrival, old: Record | None = None
    ) -> None:
        self._form, self._draft, self._about, self._came = form, draft, about, came
        self._old, self._reason = old, ""
        self._touched = self._tried = False
        self._letter.open(form, about)
        self._interview.open(form, values, about, old.id if old else "")
        self._go(_EDITING)
        self._settle()

    def _changed(self) -> None:
        self._touched = True
        self._pause.start()
        self._keeping.touch()

    def _settle(self) -> None:
        """After a pause: let the letter follow, and say what is doubtful in what is filled in."""
        self._letter.follow(self._interview.settle(tried=self._tried).values)

    def _rest(self) -> None:
        """A page that is left moves the focus once more; its register may be closed by now."""
        if self.isVisible():
            self._settle()

    def _move(self, section: str, index: int, field: str) -> None:
        """The officer goes to another field: what follows from the one that was left is filled in now."""
        self._mark(section, index, field)
        self._pause.start()

    def _mark_again(self) -> None:
        if place := self.editor.focused():
            self._mark(*place)

    def _mark(self, section: str, index: int, field: str) -> None:
        self._letter.mark(self.editor.form.section(section).field(field), self.editor.value((section, index, field)))

    def _keep(self) -> None:
        """Save the draft."""
        self._keeping.stop()
        if self._touched:
            typed, replaces = self.editor.values(), self._old.id if self._old else ""
            try:
                self._draft = self._app.save_draft(
                    self._form, typed, self._draft, about=self._about, replaces=replaces, reason=self._reason,
                    came=self._came,
                )  # fmt: skip
            except SpktError as error:  # the role was taken away while the form was open
                self.said.emit(str(error), Tone.WARNING)

    def _abandon(self) -> None:
        self._keep()
        words = ["Disimpan sebagai isian yang belum selesai. Lanjutkan dari Terima (F2)."] if self._draft else []
        if self._old:
            words.append(f"Surat {self._old.number.text} tetap berlaku.")
        if words:
            self.said.emit(" ".join(words), Tone.GOOD)
        self._touched = False
        self.left.emit()

    def _register(self) -> None:
        replaces = self._old.id if self._old else ""
        try:
            record = self._app.register(
                self._form, self.editor.values(), about=self._about, replaces=replaces, reason=self._reason,
                came=self._came,
            )  # fmt: skip
        except InvalidForm as error:
            self._go(_EDITING)
            self.editor.show_checked(error.problems, ())
            self.editor.focus_problem()
            return
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self._keeping.stop()
        self._touched = False
        if self._draft:
            self._app.drop_draft(self._draft)
            self._draft = None
        self.changed.emit()
        self._go(_PRINTING)
        self._print.show_record(record)

    def _go_back(self) -> None:
        self._go(_EDITING)
        self.editor.focus_last()

    def _go(self, step: int) -> None:
        self._pause.stop()
        self._steps.setCurrentIndex(step)
        form = self._app.form(self._form)
        own = headed(self._app.handbook(), (form.service, form.title), GENERAL)
        self.chapter = PrintPage.chapter if step == _PRINTING else own

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _build(self) -> None:
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._interview)
        self._halves.addWidget(self._letter)
        self._halves.setStretchFactor(0, 5)
        self._halves.setStretchFactor(1, 4)
        self._halves.setSizes([560, 450])
        for step in (self._halves, self._read, self._print):
            self._steps.addWidget(step)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._steps)
        self._interview.changed.connect(self._changed)
        self._interview.field_focused.connect(self._move)
        self._interview.done.connect(self.issue)
        self._interview.left.connect(self._abandon)
        self._letter.followed.connect(self._mark_again)
        self._letter.failed.connect(lambda words: self.said.emit(words, Tone.WARNING))
        self._read.confirmed.connect(self._register)
        self._read.returned.connect(self._go_back)
        self._print.said.connect(self.said)
        self._print.changed.connect(self.changed)
        self._print.finished.connect(self.finished)

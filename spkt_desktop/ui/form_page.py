"""A paper being made: the interview on the left, the letter live on the right, then the read-back and the printer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import InvalidForm, Problem, SpktError
from spkt_desktop.records import Letter, Record, Values
from spkt_desktop.ui import letter_marks
from spkt_desktop.ui.acquaintance import Acquaintance
from spkt_desktop.ui.controls import PrimaryButton, button, heading
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.letter_view import LetterView, zoom_steps
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.own_things import OwnThings
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.printing import PrintPage
from spkt_desktop.ui.readback import ReadBack
from spkt_desktop.ui.style import GAP, MARGIN, Tone
from spkt_desktop.ui.worker import Worker

PAUSE = 200
"""Milliseconds without a key before the letter follows and doubts are said."""
KEPT_EVERY = 1500
"""Milliseconds from a change until the draft is on disk."""
_EDITING, _READING, _PRINTING = range(3)


class FormPage(Page):
    """Leads one paper from its first field to the printed letter."""

    chapter = "Menerima laporan kehilangan"
    left = Signal()
    """The officer went away; what was typed is kept as a draft."""
    finished = Signal(Record)
    """The letter is registered, and printed or left for later."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app, self._worker = app, worker
        self._form = ""
        self._draft: str | None = None
        self._old: Record | None = None
        self._reason = ""
        self._touched = False
        self._tried = False
        self._editor: FormEditor | None = None
        self._helper: Acquaintance | None = None
        self._pause = self._timer(PAUSE, self._settle)
        self._keeping = self._timer(KEPT_EVERY, self._keep)
        self._title = heading("")
        self._letter = LetterView()
        self._halves = QSplitter()
        self._read = ReadBack()
        self._print = PrintPage(app, worker)
        self._steps = QStackedWidget()
        self._build()

    @property
    def editor(self) -> FormEditor:
        """The fields of the paper that is open; RuntimeError before there is one."""
        if self._editor is None:
            raise RuntimeError("no form is open")
        return self._editor

    @property
    def letter(self) -> LetterView:
        """The live letter."""
        return self._letter

    def begin(self, form: str) -> None:
        """Open an empty form."""
        self._open(form, {}, draft=None)

    def resume(self, draft_id: str) -> None:
        """Open a draft again and say from when it is."""
        for draft in self._app.drafts():
            if draft.id == draft_id:
                self._open(draft.form, draft.values, draft=draft.id)
                self._touched = True
                self.said.emit(f"Laporan yang belum selesai dari {moment(draft.at)} dilanjutkan.", Tone.GOOD)

    def replace(self, record: Record, reason: str) -> None:
        """Open the values of a letter that is to be replaced; it stays valid until the new one is issued."""
        self._open(record.form, record.values, draft=None)
        self._old, self._reason = record, reason
        self._title.say(f"{self._app.forms[record.form].service}: menggantikan {record.number.text}")

    def enter(self) -> None:
        """The focus is on the first empty field, on the read-back, or on the printer."""
        step = self._steps.currentIndex()
        if step == _PRINTING:
            self._print.enter()
        elif step == _EDITING and self._editor:
            self._editor.focus_first()

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
        values = self.editor.values()
        checked = self._app.check(self._form, values)
        doubts = (*checked.warnings, *self._app.hints(self._form, values))
        self.editor.show_checked(checked.problems, doubts)
        if checked.problems:
            self.editor.focus_problem()
            return
        self._read.show_values(self.editor.form, checked.values, doubts)
        self._go(_READING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on to the read-back, Esc leaves, Ctrl and plus or minus change the size of the letter."""
        if self._steps.currentIndex() != _EDITING:
            super().keyPressEvent(event)
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.issue()
        elif event.key() == Qt.Key.Key_Escape:
            self._abandon()
        elif (steps := zoom_steps(event)) is not None:
            self._letter.zoom(steps)
        else:
            super().keyPressEvent(event)

    def _open(self, form: str, values: Values, *, draft: str | None) -> None:
        self._form, self._draft = form, draft
        self._old, self._reason = None, ""
        self._touched = self._tried = False
        declared = self._app.forms[form]
        self._title.say(declared.service or declared.title)
        editor = FormEditor(
            declared, values, officers=self._app.settings.officers(), today=lambda: self._app.now().date()
        )
        self._helper = Acquaintance(self._app, editor)
        OwnThings(editor)
        editor.changed.connect(self._changed)
        editor.field_focused.connect(self._mark)
        editor.finished.connect(self.issue)
        if self._editor:
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = editor
        self._side.insertWidget(1, editor, 1)
        editor.show()  # at once: what is not shown yet takes no focus
        self._go(_EDITING)
        self._settle()

    def _changed(self) -> None:
        self._touched = True
        if self._helper:
            self._helper.look_at_nik()
        self._pause.start()
        if not self._keeping.isActive():
            self._keeping.start()

    def _settle(self) -> None:
        """After a pause: let the letter follow, and say what is doubtful in what is filled in."""
        values = self.editor.values()
        plan = self._app.letters.preview(self._form, values)
        render = self._app.letters.render
        self._worker.run(lambda: render(plan), self._followed, latest="pratinjau")
        if self._helper:
            self._helper.look_at_name()
        checked = self._app.check(self._form, values)
        doubts = (*checked.warnings, *self._app.hints(self._form, values))
        if self._tried:
            self.editor.show_checked(checked.problems, doubts)
        else:
            self.editor.show_at_fields(self._settled(checked.problems), self._settled(doubts))

    def _settled(self, said: tuple[Problem, ...]) -> list[Problem]:
        """What concerns a field that is filled in and no longer typed in."""
        now = self.editor.focused()
        places = ((one, (one.section, one.index, one.field)) for one in said)
        return [one for one, place in places if place != now and self.editor.value(place) not in (None, "")]

    def _followed(self, done: Future[Letter]) -> None:
        try:
            letter = done.result()
        except SpktError as error:
            self.said.emit(str(error), Tone.WARNING)
        else:
            self._letter.show_pdf(letter.pdf)
            if place := self.editor.focused():
                self._mark(*place)

    def _mark(self, section: str, index: int, field: str) -> None:
        value = self.editor.value((section, index, field))
        self._letter.mark(letter_marks.spellings(self.editor.form.section(section).field(field), value))

    def _keep(self) -> None:
        """Save the draft; a replacement has none, for a draft does not know what it replaces."""
        self._keeping.stop()
        if self._touched and self._old is None:
            self._draft = self._app.save_draft(self._form, self.editor.values(), self._draft)

    def _abandon(self) -> None:
        self._keep()
        if self._old:
            self.said.emit(f"Perbaikan dibatalkan. Surat {self._old.number.text} tetap berlaku.", Tone.GOOD)
        elif self._draft:
            self.said.emit("Disimpan sebagai laporan yang belum selesai. Lanjutkan dari Terima (F2).", Tone.GOOD)
        self._touched = False
        self.left.emit()

    def _register(self) -> None:
        replaces = self._old.id if self._old else ""
        try:
            record = self._app.register(self._form, self.editor.values(), replaces=replaces, reason=self._reason)
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

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _build(self) -> None:
        left = QWidget()
        left.setMinimumWidth(360)
        self._side = QVBoxLayout(left)
        self._side.setContentsMargins(0, GAP, 0, 0)
        self._side.setSpacing(GAP)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.addWidget(self._title)
        acts = QHBoxLayout()
        acts.setContentsMargins(MARGIN, 0, MARGIN, GAP)
        acts.addWidget(button("Terbitkan (Ctrl+Enter)", self.issue, kind=PrimaryButton))
        acts.addWidget(button("Tinggalkan (Esc)", self._abandon))
        acts.addStretch()
        self._side.addLayout(head)
        self._side.addLayout(acts)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(left)
        self._halves.addWidget(self._letter)
        self._halves.setStretchFactor(0, 5)
        self._halves.setStretchFactor(1, 4)
        self._halves.setSizes([560, 450])
        for step in (self._halves, self._read, self._print):
            self._steps.addWidget(step)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._steps)
        self._read.confirmed.connect(self._register)
        self._read.returned.connect(self._go_back)
        self._print.said.connect(self.said)
        self._print.changed.connect(self.changed)
        self._print.finished.connect(self.finished)

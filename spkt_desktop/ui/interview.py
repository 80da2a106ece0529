"""The left half of a paper being made: what it is, the fields, and everything that helps while they are filled in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import Problem
from spkt_desktop.forms.event import day
from spkt_desktop.forms.form import Checked
from spkt_desktop.forms.schema import Choice
from spkt_desktop.records import Values
from spkt_desktop.ui.acquaintance import Acquaintance
from spkt_desktop.ui.controls import PrimaryButton, button, heading
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.own_things import OwnThings
from spkt_desktop.ui.protection_notice import ProtectionNotice
from spkt_desktop.ui.sources import MOST_ARTICLES, Sources
from spkt_desktop.ui.style import GAP, MARGIN


class Interview(QWidget):
    """Asks one form after the other, each in an editor of its own."""

    changed = Signal()
    field_focused = Signal(str, int, str)
    done = Signal()
    """The officer wants to go on to the read-back."""
    left = Signal()
    """The officer wants to go away."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._form = self._about = self._replaces = ""
        self._editor: FormEditor | None = None
        self._helper: Acquaintance | None = None
        self._title = heading("")
        self._protection = ProtectionNotice()
        self.setMinimumWidth(360)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(GAP)
        head.addWidget(self._title)
        head.addWidget(self._protection)
        acts = QHBoxLayout()
        acts.setContentsMargins(MARGIN, 0, MARGIN, GAP)
        acts.addWidget(button("Terbitkan (Ctrl+Enter)", self.done.emit, kind=PrimaryButton))
        acts.addWidget(button("Tinggalkan (Esc)", self.left.emit))
        acts.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GAP, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addLayout(head)
        self._column.addLayout(acts)

    @property
    def editor(self) -> FormEditor:
        """The fields of the paper that is open; RuntimeError before there is one."""
        if self._editor is None:
            raise RuntimeError("no form is open")
        return self._editor

    def open(self, form: str, values: Values, about: str, replaces: str = "") -> None:
        """Ask that form, beginning with these values; `replaces` is the id of the record that they correct."""
        self._form, self._about, self._replaces = form, about, replaces
        self._protection.say(())
        declared = self._app.form(form)
        followed = f": dari {self._app.record(about).number.text}" if about else ""
        self.call(f"{declared.service or declared.title}{followed}")
        editor = FormEditor(declared, values, self._sources())
        self._helper = Acquaintance(self._app, editor)
        OwnThings(editor)
        editor.changed.connect(self._look)
        editor.field_focused.connect(self.field_focused)
        editor.finished.connect(self.done)
        if self._editor:
            self._editor.blockSignals(True)  # it loses the focus, field by field, and that is nobody's business now
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = editor
        self._column.insertWidget(1, editor, 1)
        editor.show()  # at once: what is not shown yet takes no focus

    def call(self, words: str) -> None:
        """Say above the fields what is being made."""
        self._title.say(words)

    def check(self) -> tuple[Checked, tuple[Problem, ...]]:
        """What a check says of the form as it stands, and all that is doubtful in it."""
        values = self.editor.values()
        checked = self._app.check(self._form, values, self._about, replaces=self._replaces)
        hints = self._app.hints(self._form, values, self._about, replaces=self._replaces)
        return checked, (*checked.warnings, *hints)

    def settle(self, *, tried: bool) -> Checked:
        """After a pause: fill in what follows, and say what is wrong or doubtful.

        Until the officer has `tried` to issue it, only what is filled in and no longer typed in is found fault with.
        """
        checked, doubts = self.check()
        self.editor.settle(checked.values)
        self._protection.say(checked.protection)
        if self._helper:
            self._helper.look_at_name()
        if tried:
            self.editor.show_checked(checked.problems, doubts)
        else:
            self.editor.show_at_fields(self._settled(checked.problems), self._settled(doubts))
        return checked

    def _look(self) -> None:
        if self._helper:
            self._helper.look_at_once()
        self.changed.emit()

    def _settled(self, said: Iterable[Problem]) -> list[Problem]:
        """What concerns a field that is filled in and no longer typed in."""
        now = self.editor.focused()
        places = ((one, (one.section, one.index, one.field)) for one in said)
        return [one for one, place in places if place != now and self.editor.value(place) not in (None, "")]

    def _sources(self) -> Sources:
        """What this desk offers at the fields; articles for the day of the event before all."""

        def articles(text: str) -> list[Choice]:
            on = day(self.editor.values()) or self._app.now().date()
            found = self._app.law.search(text, on, MOST_ARTICLES)
            return [Choice(one.cite, " · ".join(filter(None, (one.cite, one.title, one.penalty)))) for one in found]

        return Sources(self._app.officers(), lambda: self._app.now().date(), articles, self._app.unit.values)

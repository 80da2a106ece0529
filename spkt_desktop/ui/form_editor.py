"""All sections of a form in the order of the interview, with what its check says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Choice, rows_of
from spkt_desktop.records import Values
from spkt_desktop.ui.fields import FieldBox
from spkt_desktop.ui.form_area import FormArea
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.problem_list import ProblemList
from spkt_desktop.ui.section_editor import SectionEditor
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.stepper import Stepper
from spkt_desktop.ui.style import MARGIN, Tone

Place = tuple[str, int, str]
"""(section, row, field)."""
_MANY = 5
"""Sections from which on a form has an index of them."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class _Offer:
    take: Callable[[], None]
    on_enter: bool


class FormEditor(QWidget):
    """Asks a form. A section that `values` does not have begins with its defaults."""

    changed = Signal()
    field_focused = Signal(str, int, str)
    field_left = Signal(str, int, str)
    finished = Signal()
    """Enter in the last field."""

    def __init__(
        self, form: Form, values: Values, sources: Sources | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._last: Place | None = None
        self._offers: dict[Place, _Offer] = {}
        self._problems = ProblemList()
        self._problems.chosen.connect(lambda problem: self.focus_field(problem.section, problem.index, problem.field))
        offered = sources or Sources()
        self._sections = {section.name: SectionEditor(section, offered) for section in form.sections}
        self._index = Stepper("Bagian", "Ctrl+↑ / Ctrl+↓", _MANY)
        self._index.offer([Choice(one.name, f"{at}. {one.title}") for at, one in enumerate(form.sections, 1)])
        self._index.chosen.connect(self.focus_section)
        self._area = FormArea(list(self._sections.values()))
        index = QHBoxLayout()
        index.setContentsMargins(MARGIN, 0, MARGIN, 0)
        index.addWidget(self._index)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addLayout(index)
        outside.addWidget(self._problems)
        outside.addWidget(self._area)
        for name, editor in self._sections.items():
            self._connect(name, editor)
        self.set_values(values)

    def values(self) -> Values:
        """What is filled in, as the form holds it; fields that are empty are left out."""
        return {name: editor.value() for name, editor in self._sections.items()}

    def set_values(self, values: Values) -> None:
        """Show these values, without saying that they changed."""
        for name, editor in self._sections.items():
            editor.set_value(values.get(name))
        self._order()

    def settle(self, values: Values) -> None:
        """Show what a check filled in or spells otherwise, but where the focus is; nothing says that it changed."""
        now = self.focused()
        for name, editor in self._sections.items():
            for index, (row, held) in enumerate(zip(editor.rows, rows_of(editor.section, values), strict=False)):
                row.settle(held, now[2] if now and now[:2] == (name, index) else "")

    def value(self, place: Place) -> Any:
        """What the field there holds; None where it is empty or not shown."""
        box = self.box(*place)
        return box.input.value() if box else None

    def fill(self, section: str, index: int, field: str, value: Any) -> None:
        """Fill in one field on the officer's behalf."""
        self._sections[section].rows[index].fill(field, value)
        self.changed.emit()

    def say(self, section: str, index: int, field: str, tone: Tone, text: str) -> None:
        """Say that below one field, if it is shown."""
        if box := self.box(section, index, field):
            box.say(tone, text)

    def offer(self, place: Place, words: str, take: Callable[[], None], *, on_enter: bool) -> None:
        """Offer something at a field: Alt+P takes it, and Enter too where `on_enter`."""
        self._offers[place] = _Offer(take, on_enter)
        self.say(*place, Tone.ACCENT, words)

    def withdraw(self, place: Place) -> None:
        """Offer nothing there any more."""
        if self._offers.pop(place, None):
            self.say(*place, Tone.ACCENT, "")

    def show_checked(self, problems: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        """Show what a check said, at the top and at the fields, in place of what was said before."""
        self._problems.show_all(
            [(self._name(problem), problem) for problem in problems],
            [(self._name(warning), warning) for warning in warnings],
        )
        self.show_at_fields(problems, warnings)

    def show_at_fields(self, problems: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        """Show what a check said at the fields only, in place of what was said there before."""
        for tone, said in ((Tone.PROBLEM, problems), (Tone.WARNING, warnings)):
            at: dict[Place, list[str]] = {}
            for one in said:
                at.setdefault((one.section, one.index, one.field), []).append(one.message)
            for place, box in self.places():
                box.say(tone, "\n".join(at.get(place, ())))

    def places(self) -> Iterator[tuple[Place, FieldBox]]:
        """The fields that are shown, in the order of the interview."""
        for name, editor in self._sections.items():
            for index, box in editor.boxes():
                yield (name, index, box.field.name), box

    def box(self, section: str, index: int, field: str) -> FieldBox | None:
        """The box of that field; None where it is not shown."""
        editor = self._sections.get(section)
        if editor is None or index >= len(editor.rows):
            return None
        return editor.rows[index].box(field)

    def focused(self) -> Place | None:
        """Where the focus is; None where it is on no field."""
        now = self.window().focusWidget()
        return next((place for place, box in self.places() if now and (box is now or box.isAncestorOf(now))), None)

    def focus_first(self) -> None:
        """Put the focus on the first field that is empty, else on the first of all."""
        places = list(self.places())
        empty = (box for _place, box in places if box.input.value() in (None, ""))
        self._focus(next(empty, places[0][1]))

    def focus_last(self) -> None:
        """Put the focus back on the field that had it."""
        if self._last:
            self.focus_field(*self._last)
        else:
            self.focus_first()

    def focus_field(self, section: str, index: int, field: str) -> None:
        """Put the focus on that field, or as near to it as there is one."""
        editor = self._sections[section]
        if box := self.box(section, index, field) or next((box for _index, box in editor.boxes()), None):
            self._focus(box)
        else:
            self._focus(editor.add_button)

    def focus_section(self, section: str) -> None:
        """Put the focus on the first empty field of that section, else on its first, with its title in view."""
        editor = self._sections[section]
        boxes = [box for _index, box in editor.boxes()]
        self._area.follow(editor)
        self._focus(next((box for box in boxes if box.input.value() in (None, "")), (*boxes, editor.add_button)[0]))

    def focus_problem(self) -> None:
        """Put the focus on the first field with a problem."""
        wrong = (box for _place, box in self.places() if box.said(Tone.PROBLEM))
        if box := next(wrong, None):
            self._focus(box)

    def focus_after(self, section: str, index: int = 0) -> None:
        """Put the focus on the first required field of that row that is empty, else behind the row."""
        boxes = [box for at, box in self._sections[section].boxes() if at == index]
        empty = (box for box in boxes if box.field.required and box.input.value() in (None, ""))
        if box := next(empty, None):
            self._focus(box)
        else:
            self.focus_next((section, index, boxes[-1].field.name))

    def focus_next(self, place: Place) -> None:
        """Put the focus behind that field, past what the kind of goods has filled in; say so where nothing is left."""
        stations = list(self._stations())
        self._go_on(stations[[one for one, _station in stations].index(place) + 1 :])

    def step_section(self, steps: int) -> None:
        """Put the focus so many sections on, or back."""
        self.focus_section(self._index.after(steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+T adds a row, Alt+Delete removes the one with the focus, Alt+P takes what is offered.

        Ctrl and an arrow go to another section.
        """
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and (steps := _STEPS.get(Qt.Key(event.key()))):
            self.step_section(steps)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_T:
            self._repeating().add_row()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Delete:
            place = self.focused()
            if place and self._sections[place[0]].section.repeats:
                self._sections[place[0]].remove_row(place[1])
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_P:
            self._take_offer(self.focused())
        elif event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _connect(self, name: str, editor: SectionEditor) -> None:
        editor.changed.connect(self.changed)
        editor.arranged.connect(self._order)
        editor.passed.connect(lambda: self._pass(name))
        editor.reached.connect(lambda: self._reached(name, editor.add_button))
        editor.entered.connect(lambda index, field: self._advance((name, index, field)))
        editor.focused.connect(lambda index, field: self._entered(name, index, field))
        editor.left.connect(lambda index, field: self.field_left.emit(name, index, field))

    def _entered(self, section: str, index: int, field: str) -> None:
        if box := self.box(section, index, field):
            self._reached(section, box)
        self._last = (section, index, field)
        self.field_focused.emit(section, index, field)

    def _reached(self, section: str, station: QWidget) -> None:
        self._area.follow(station)
        self._index.show_value(section)

    def _stations(self) -> Iterator[tuple[Place, QWidget]]:
        """Where Enter stops: at the fields, and at the button of a section that has no row yet."""
        for name, editor in self._sections.items():
            yield from (((name, index, box.field.name), box) for index, box in editor.boxes())
            if not editor.rows:
                yield (name, 0, ""), editor.add_button

    def _pass(self, section: str) -> None:
        passed = list(self._sections)[: list(self._sections).index(section) + 1]
        self._go_on([one for one in self._stations() if one[0][0] not in passed])

    def _go_on(self, ahead: Sequence[tuple[Place, QWidget]]) -> None:
        if station := next((station for place, station in ahead if not self._prefilled(place)), None):
            self._focus(station)
        else:
            self.finished.emit()

    def _take_offer(self, place: Place | None) -> None:
        if place and (offer := self._offers.get(place)):
            self.withdraw(place)
            offer.take()

    def _advance(self, place: Place) -> None:
        if (offer := self._offers.get(place)) and offer.on_enter:
            self._take_offer(place)
        else:
            self.focus_next(place)

    def _prefilled(self, place: Place) -> bool:
        return bool(place[2]) and self._sections[place[0]].rows[place[1]].prefilled(place[2])

    def _focus(self, station: QWidget) -> None:
        station.setFocus(Qt.FocusReason.TabFocusReason)

    def _order(self) -> None:
        """Let Tab follow the interview: fields come and go with the kind of goods."""
        chain = [self._index.control, *(stop for editor in self._sections.values() for stop in editor.stops())]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _repeating(self) -> SectionEditor:
        now = self.window().focusWidget()
        every = list(self._sections.values())
        here = [editor for editor in every if now and editor.isAncestorOf(now)]
        return next((editor for editor in [*here, *every] if editor.section.repeats), every[0])

    def _name(self, problem: Problem) -> str:
        """How the list calls a field: with its row where there are several, with its section where it is none."""
        editor = self._sections[problem.section]
        box = self.box(problem.section, problem.index, problem.field)
        row = f"{editor.section.row or editor.section.title} {problem.index + 1}" if len(editor.rows) > 1 else ""
        return ", ".join(filter(None, (row, box.label if box else ""))) or editor.section.title

"""What a NIK or a name says while it is typed: birth date, sex and region, and whether the person is known already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from spkt_desktop.app import App
from spkt_desktop.forms import nik, persons
from spkt_desktop.forms.schema import Kind, Section
from spkt_desktop.records import Person
from spkt_desktop.ui import persons_here
from spkt_desktop.ui.form_editor import FormEditor, Place
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.typed import show_date

_NIK_DIGITS = 16
_SHORTEST_NAME = 3
_BORN, _SEX = "tanggal_lahir", "jenis_kelamin"
_NUMBER, _NAME = persons_here.NIK, persons_here.NAME


class Acquaintance(QObject):
    """Helps at the identity sections of one editor; nothing is filled in over what was typed.

    Offered are first those who are named in this form already, then those who were here before.
    """

    def __init__(self, app: App, editor: FormEditor) -> None:
        super().__init__(editor)
        self._app, self._editor = app, editor
        self._sections = {section.name: section for section in editor.form.sections if section.person}
        self._read: dict[tuple[str, int], str] = {}
        self._here: Place | None = None
        editor.field_focused.connect(lambda *place: self._offer_named(place))
        editor.field_left.connect(lambda *place: self._withdraw_named(place))

    def look_at_once(self) -> None:
        """After every key: who of this form fits, what a NIK says, whose it is; Enter must find the offer standing."""
        place = self._editor.focused()
        if place is None or place[0] not in self._sections:
            return
        self._offer_named(place)
        section = self._sections[place[0]]
        if section.field(place[2]).kind is Kind.NIK:
            self._read_nik(section, place[1], place[2], str(self._editor.value(place) or ""))

    def look_at_name(self) -> None:
        """After a pause in a name: who was here whose name begins so."""
        place = self._editor.focused()
        if place and place != self._here and (section := self._sections.get(place[0])) and place[2] == _NAME:
            name = str(self._editor.value(place) or "")
            people = self._app.known_persons(name=name, limit=1) if len(name) >= _SHORTEST_NAME else []
            self._offer(section, place[1], _NAME, people, certain=False)

    def _offer_named(self, place: Place) -> None:
        """Offer who is named in this form: at a name or NIK, and at any field while the row has neither."""
        section, values = self._sections.get(place[0]), self._editor.values()
        if section is None:
            return
        row = values[section.name][place[1]] if section.repeats else values[section.name]
        blank = not row.get(_NUMBER) and not row.get(_NAME)
        typing = place[2] in (_NUMBER, _NAME) and bool(row.get(place[2]))
        found = persons_here.fitting(self._editor.form, values, section, place[1]) if blank or typing else []
        if not found:
            self._withdraw_named(place)
            return
        first, more = found[0], " Orang lain: ketik namanya." if len(found) > 1 else ""
        certain = place[2] == _NUMBER and len(str(row.get(_NUMBER) or "")) == _NIK_DIGITS
        words = f"{'Enter' if certain else 'Alt+P'}: sama dengan {first.row[_NAME]} ({first.role.lower()}).{more}"
        self._here = place
        self._editor.offer(place, words, lambda: self._take(section, place[1], first.row), on_enter=certain)

    def _withdraw_named(self, place: Place) -> None:
        if self._here == place:
            self._here = None
            self._editor.withdraw(place)

    def _read_nik(self, section: Section, index: int, field: str, value: str) -> None:
        if self._read.get((section.name, index)) == value:
            return
        self._read[section.name, index] = value
        if len(value) != _NIK_DIGITS or not value.isdigit():
            self._editor.say(section.name, index, field, Tone.QUIET, section.field(field).help)
            self._offer(section, index, field, [], certain=True)
            return
        facts = nik.read(value, self._app.now().date())
        region = ", ".join(filter(None, (facts.district, facts.regency, facts.province)))
        self._editor.say(section.name, index, field, Tone.QUIET, region or section.field(field).help)
        if facts.valid:
            self._fill_empty(section, index, {_BORN: facts.born, _SEX: facts.sex})
        self._offer(section, index, field, self._app.known_persons(nik=value, limit=1), certain=True)

    def _fill_empty(self, section: Section, index: int, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            if value and self._editor.value((section.name, index, name)) in (None, ""):
                self._editor.fill(section.name, index, name, value)

    def _offer(self, section: Section, index: int, field: str, people: list[Person], *, certain: bool) -> None:
        """Enter takes over who is found by the NIK; a name alone is not certain enough for the key that goes on."""
        place = (section.name, index, field)
        if self._here == place:
            return
        if not people:
            self._editor.withdraw(place)
            return
        person = people[0]
        key = "Enter" if certain else "Alt+P"
        known = ", ".join(filter(None, (person.name, show_date(person.born), person.number)))
        words = f"Pernah datang: {known} ({key}: pakai data ini)"
        self._editor.offer(place, words, lambda: self._take(section, index, person.values), on_enter=certain)

    def _take(self, section: Section, index: int, row: Mapping[str, Any]) -> None:
        """Fill in an identity as this section asks it, its kind first: that decides what else is asked."""
        taken = persons.carried(row, section)
        for field in section.fields:
            if taken.get(field.name) not in (None, ""):
                self._editor.fill(section.name, index, field.name, taken[field.name])
        self._editor.focus_after(section.name, index)

"""What a NIK or a name says while it is typed: birth date, sex and region, and whether the person was here before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from spkt_desktop.app import App
from spkt_desktop.forms import nik
from spkt_desktop.forms.schema import Kind, Section
from spkt_desktop.records import Person
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.typed import show_date

_NIK_DIGITS = 16
_SHORTEST_NAME = 3
_BORN, _SEX, _NAME = "tanggal_lahir", "jenis_kelamin", "nama"


class Acquaintance(QObject):
    """Helps at the identity sections of one editor; nothing is filled in over what was typed."""

    def __init__(self, app: App, editor: FormEditor) -> None:
        super().__init__(editor)
        self._app, self._editor = app, editor
        self._sections = {section.name: section for section in editor.form.sections if section.person}
        self._read: dict[tuple[str, int], str] = {}

    def look_at_nik(self) -> None:
        """After every key in a NIK: what it says, and whose it is; Enter must find the offer standing."""
        place = self._editor.focused()
        if place and (section := self._sections.get(place[0])) and section.field(place[2]).kind is Kind.NIK:
            self._read_nik(section, place[1], place[2], str(self._editor.value(place) or ""))

    def look_at_name(self) -> None:
        """After a pause in a name: who was here whose name begins so."""
        place = self._editor.focused()
        if place and (section := self._sections.get(place[0])) and place[2] == _NAME:
            name = str(self._editor.value(place) or "")
            people = self._app.known_persons(name=name, limit=1) if len(name) >= _SHORTEST_NAME else []
            self._offer(section, place[1], _NAME, people, certain=False)

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
        if not people:
            self._editor.withdraw(place)
            return
        person = people[0]
        key = "Enter" if certain else "Alt+P"
        known = ", ".join(filter(None, (person.name, show_date(person.born), person.number)))
        words = f"Pernah datang: {known} ({key}: pakai data ini)"
        self._editor.offer(place, words, lambda: self._take(section, index, person), on_enter=certain)

    def _take(self, section: Section, index: int, person: Person) -> None:
        for field in section.fields:
            if person.values.get(field.name) not in (None, ""):
                self._editor.fill(section.name, index, field.name, person.values[field.name])
        self._editor.focus_after(section.name)

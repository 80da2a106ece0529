"""Offers the reporter's own NIK and name where a lost paper asks for them, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from spkt_desktop.forms.schema import Section
from spkt_desktop.ui.form_editor import FormEditor, Place
from spkt_desktop.ui.persons_here import named

_NIK, _NAME, _OWNER = "nik", "nama", "atas_nama"


class OwnThings(QObject):
    """Watches the rows of goods of one editor; only Alt+P takes an offer, for a paper may be another person's."""

    def __init__(self, editor: FormEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.field_focused.connect(self._look)
        editor.field_left.connect(self._leave)

    def _look(self, section: str, index: int, field: str) -> None:
        place = (section, index, field)
        declared = self._editor.form.section(section)
        known = self._known(declared, place)
        if known and self._editor.value(place) is None:
            self._editor.offer(place, f"Alt+P: {known}", lambda: self._take(place, known), on_enter=False)

    def _leave(self, section: str, index: int, field: str) -> None:
        if not self._editor.form.section(section).person:
            self._editor.withdraw((section, index, field))

    def _known(self, declared: Section, place: Place) -> str:
        if not declared.repeats or declared.person:
            return ""
        values = self._editor.values()
        first = next(named(self._editor.form, values), None)
        reporter: Mapping[str, Any] = first[1].row if first else {}
        box = self._editor.box(*place)
        if box and box.label.startswith("NIK"):
            return str(reporter.get(_NIK) or "")
        # Where the label is another one ("Kepala keluarga"), it asks for somebody else.
        asks_owner = place[2] == _OWNER and box is not None and box.label == box.field.label
        return str(reporter.get(_NAME) or "") if asks_owner else ""

    def _take(self, place: Place, value: str) -> None:
        self._editor.fill(*place, value)
        self._editor.focus_next(place)

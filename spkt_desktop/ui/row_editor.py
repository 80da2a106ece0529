"""The fields of one section, or of one row of a section that repeats, in a grid of two columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from spkt_desktop.forms.schema import Field, Section
from spkt_desktop.ui.fields import FieldBox, make_input
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import GAP, Tone

_NARROW = 400
"""Below this width, in device-independent pixels, the fields stand in one column."""


def blank_row(section: Section) -> dict[str, Any]:
    """A new row of that section: the defaults of its fields and of its variant."""
    row = {field.name: field.default for field in section.fields if field.default is not None}
    variant = section.variants.get(str(row.get(section.key) or ""))
    return row | dict(variant.defaults if variant else {})


class RowEditor(QWidget):
    """Asks one row: the fields of its variant, and whatever else is filled in."""

    changed = Signal()
    entered = Signal(str)
    focused = Signal(str)
    left = Signal(str)
    arranged = Signal()

    def __init__(
        self, section: Section, row: Mapping[str, Any], sources: Sources, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._sources = sources
        self._row: dict[str, Any] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._asked: tuple[str, ...] = ()
        self._key = ""
        self._columns = 2
        self._papers = Notice(Tone.ACCENT)
        self._warning = Notice(Tone.WARNING)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self.set_values(row)

    def values(self) -> dict[str, Any]:
        """What is filled in; empty fields are left out."""
        return {name: value for name, value in self._row.items() if value not in (None, "")}

    def set_values(self, row: Mapping[str, Any]) -> None:
        """Show these values."""
        self._row = {field.name: row.get(field.name) for field in self.section.fields}
        self._key = self._typed_key()
        self._arrange()
        for name, box in self._boxes.items():
            box.input.set_value(self._row[name])

    def fill(self, name: str, value: Any) -> None:
        """Fill in one field on the officer's behalf; it shows even where its variant does not ask it."""
        self._put(name, value)
        self._settle()

    def settle(self, row: Mapping[str, Any], spare: str) -> None:
        """Show what a check made of these values; the field called `spare` is still being typed in."""
        changed = {
            name: row[name] for name in self._row if name != spare and row.get(name) not in (None, self._row[name])
        }
        for name, value in changed.items():
            self._put(name, value)
        if changed:
            self._settle()

    def prefilled(self, name: str) -> bool:
        """Whether a field of the chosen variant still holds what the variant filled in by itself."""
        variant = self.section.variants.get(self._key)
        value = self._row.get(name)
        return variant is not None and value not in (None, "") and variant.defaults.get(name) == value

    def box(self, name: str) -> FieldBox | None:
        """The box of that field; None where it is not shown."""
        return self._boxes.get(name) if name in self._asked else None

    def boxes(self) -> Iterator[FieldBox]:
        """The boxes that are shown, in order."""
        return (self._boxes[name] for name in self._asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column where there is no room for two."""
        super().resizeEvent(event)
        columns = 1 if event.size().width() < _NARROW else 2
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _edited(self, name: str) -> None:
        self._row[name] = self._boxes[name].input.value()
        # Half a word is no kind of goods: other fields come when the word is whole or the field is left.
        if name != self.section.key or self._typed_key() in (*self.section.variants, ""):
            self._settle()
        self.changed.emit()

    def _leave(self, name: str) -> None:
        if name == self.section.key:
            self._settle()

    def _settle(self) -> None:
        """Let the key as it stands choose the variant."""
        before, self._key = self._key, self._typed_key()
        if before != self._key:
            self._change_variant(before)
        self._arrange()

    def _typed_key(self) -> str:
        return str(self._row.get(self.section.key) or "")

    def _change_variant(self, before: str) -> None:
        """Take back what only the old variant had filled in by itself, and fill in what the new one does."""
        old, new = (self.section.variants.get(key) for key in (before, self._key))
        for name, value in (old.defaults if old else {}).items():
            if self._row.get(name) == value:
                self._put(name, self.section.field(name).default)
        for name, value in (new.defaults if new else {}).items():
            if self._row.get(name) in (None, "", self.section.field(name).default):
                self._put(name, value)

    def _put(self, name: str, value: Any) -> None:
        self._row[name] = value
        if name in self._boxes:
            self._boxes[name].input.set_value(value)

    def _arrange(self) -> None:
        variant = self.section.variants.get(self._key)
        papers = ", ".join(variant.ask_for) if variant else ""
        self._papers.say(f"Minta diperlihatkan: {papers}." if papers else "")
        self._warning.say(variant.warning if variant else "")
        row = self._row | {self.section.key: self._key} if self.section.key else self._row
        shown = {field.name for field in self._asked_now(row)}
        shown |= {name for name, box in self._boxes.items() if box.control.hasFocus()}
        asked = tuple(field.name for field in self.section.fields if field.name in shown)
        for name in asked:
            if name not in self._boxes:
                self._make(name)
            self._boxes[name].set_label(self.section.label(name, row))
        if asked != self._asked:
            self._asked = asked
            self._lay_out()

    def _asked_now(self, row: Mapping[str, Any]) -> Sequence[Field]:
        """What the section asks; while its key is empty only that, and whatever is required or filled in."""
        if self.section.key and not self._key:
            return [f for f in self.section.fields if f.name == self.section.key or f.required or row.get(f.name)]
        return self.section.asked(row)

    def _make(self, name: str) -> None:
        field = self.section.field(name)
        box = FieldBox(field, make_input(field, self._sources), self)
        box.input.set_value(self._row.get(name))
        box.changed.connect(lambda: self._edited(name))
        box.entered.connect(lambda: self._leave(name))
        box.entered.connect(lambda: self.entered.emit(name))
        box.focused.connect(lambda: self.focused.emit(name))
        box.left.connect(lambda: self._leave(name))
        box.left.connect(lambda: self.left.emit(name))
        self._boxes[name] = box

    def _lay_out(self) -> None:
        # Not takeAt: an item that outlives the new one keeps it from hearing that a box has grown.
        for widget in (*self._boxes.values(), self._papers, self._warning):
            self._grid.removeWidget(widget)
        for line, boxes in enumerate(self._lines()):
            for column, box in enumerate(boxes):
                alone = len(boxes) == 1 and (box.wide or box.stretches)
                across = self._columns if alone else 1
                self._grid.addWidget(box, line, column, 1, across, Qt.AlignmentFlag.AlignTop)
        line = self._grid.rowCount()
        for below, notice in enumerate((self._papers, self._warning)):
            self._grid.addWidget(notice, line + below, 0, 1, self._columns)
        for name, box in self._boxes.items():
            box.setVisible(name in self._asked)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < self._columns else 0)
        self.arranged.emit()

    def _lines(self) -> list[list[FieldBox]]:
        """The boxes line by line; a wide one has a line of its own."""
        lines: list[list[FieldBox]] = []
        for box in self.boxes():
            full = not lines or len(lines[-1]) == self._columns or lines[-1][-1].wide
            if full or box.wide:
                lines.append([])
            lines[-1].append(box)
        return lines

"""One section of a form: its title and its row, or its rows with what adds and removes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from spkt_desktop.forms.schema import Section
from spkt_desktop.ui.fields import FieldBox
from spkt_desktop.ui.inputs import is_for_page, is_plain_enter
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.row_editor import RowEditor, blank_row
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import GAP, ROW, Tone, heading


class SectionEditor(QWidget):
    """Asks one section; every signal names the row and, where it is about one, the field.

    A section that repeats and has no row yet is no more than the button that adds one.
    """

    changed = Signal()
    entered = Signal(int, str)
    focused = Signal(int, str)
    left = Signal(int, str)
    arranged = Signal()
    passed = Signal()
    """Enter on the button that adds a row: on, without one."""
    reached = Signal()
    """That button has the focus."""

    def __init__(self, section: Section, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self._sources = sources
        self._rows: list[RowEditor] = []
        self._frames: list[_RowFrame] = []
        self._title = QLabel(section.title)
        self._title.setFont(heading(self._title.font(), 1.15))
        self._title.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._title)
        self.add_button = _AddButton(f"Tambah {(section.row or section.title).lower()} (Alt+T)")
        self.add_button.setAccessibleName(f"Tambah {(section.row or section.title).lower()}")
        self.add_button.clicked.connect(self.add_row)
        self.add_button.entered.connect(self.passed)
        self.add_button.focused.connect(self.reached)
        self._hint = Notice(Tone.QUIET, "Bila tidak ada: Enter")
        if section.repeats:
            foot = QHBoxLayout()
            foot.setSpacing(GAP)
            foot.addWidget(self.add_button)
            foot.addWidget(self._hint, 1)
            self._column.addLayout(foot)
        else:
            self.add_button.setParent(None)

    @property
    def rows(self) -> Sequence[RowEditor]:
        """The editors of the rows; a section that does not repeat has one."""
        return self._rows

    def value(self) -> Any:
        """What is filled in: a row, or the list of rows where the section repeats."""
        rows = [row.values() for row in self._rows]
        return rows if self.section.repeats else rows[0]

    def set_value(self, value: Any) -> None:
        """Show that row or those rows; None shows what a new form begins with."""
        if value is None:
            rows = [blank_row(self.section) for _ in range(self.section.fewest if self.section.repeats else 1)]
        else:
            rows = list(value) if self.section.repeats else [value]
        while len(self._rows) > len(rows):
            self._drop(len(self._rows) - 1)
        for editor, row in zip(self._rows, rows, strict=False):
            editor.set_values(row)
        for row in rows[len(self._rows) :]:
            self._add(row)
        self._number()

    def boxes(self) -> Iterator[tuple[int, FieldBox]]:
        """The boxes that are shown, in order, with the index of their row."""
        return ((index, box) for index, row in enumerate(self._rows) for box in row.boxes())

    def stops(self) -> Iterator[QWidget]:
        """Where Tab stops, in order."""
        for index, row in enumerate(self._rows):
            yield from (box.control for box in row.boxes())
            if self.section.repeats:
                yield self._frames[index].remove_button
        if self.section.repeats:
            yield self.add_button

    def add_row(self) -> None:
        """Ask one more row, if the section takes it, and put the focus on its first field."""
        if not self.section.repeats or len(self._rows) >= self.section.most:
            return
        self._add(blank_row(self.section))
        self._number()
        self.changed.emit()
        next(self._rows[-1].boxes()).setFocus()

    def remove_row(self, index: int) -> None:
        """Take a row out, if the section can spare it, and put the focus on the row that takes its place."""
        if not self.section.repeats or len(self._rows) <= self.section.fewest:
            return
        self._drop(index)
        self._number()
        self.changed.emit()
        if self._rows:
            next(self._rows[min(index, len(self._rows) - 1)].boxes()).setFocus()
        else:
            self.add_button.setFocus()

    def _add(self, row: dict[str, Any]) -> None:
        editor = RowEditor(self.section, row, self._sources)
        editor.changed.connect(self.changed)
        editor.arranged.connect(self.arranged)
        editor.entered.connect(lambda name: self.entered.emit(self._rows.index(editor), name))
        editor.focused.connect(lambda name: self.focused.emit(self._rows.index(editor), name))
        editor.left.connect(lambda name: self._left(editor, name))
        if self.section.repeats:
            frame = _RowFrame(editor)
            frame.removed.connect(lambda: self.remove_row(self._rows.index(editor)))
            self._frames.append(frame)
            self._column.insertWidget(len(self._frames), frame)
        else:
            self._column.addWidget(editor)
        self._rows.append(editor)
        self.arranged.emit()

    def _drop(self, index: int) -> None:
        self._rows.pop(index)
        frame = self._frames.pop(index)
        self._column.removeWidget(frame)
        frame.hide()
        frame.deleteLater()
        self.arranged.emit()

    def _left(self, editor: RowEditor, name: str) -> None:
        # A row that is being removed loses the focus after it has lost its place.
        if editor in self._rows:
            self.left.emit(self._rows.index(editor), name)

    def _number(self) -> None:
        for number, frame in enumerate(self._frames, 1):
            frame.name(f"{self.section.row or self.section.title} {number}", len(self._rows) > self.section.fewest)
            frame.show_head(len(self._rows) > 1 or len(self._rows) > self.section.fewest)
        self.add_button.setEnabled(len(self._rows) < self.section.most)
        self._title.setVisible(bool(self._rows))
        self._hint.setVisible(not self._rows)


class _RowButton(QPushButton):
    """A button beside the fields; Enter does not press it, and the keys of the page go on to the page."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what is the page's."""
        if is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _AddButton(_RowButton):
    """Adds a row at a click or the space bar; Enter goes on without one."""

    entered = Signal()
    focused = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setMinimumHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words, where there is no room for them."""
        return QSize(ROW, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if is_plain_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the interview has come here."""
        super().focusInEvent(event)
        self.focused.emit()


class _RowFrame(QFrame):
    """One row of several, with its number and the button that removes it."""

    removed = Signal()

    def __init__(self, editor: RowEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = QLabel()
        self.remove_button = _RowButton("Hapus (Alt+Del)")
        self.remove_button.setFlat(True)
        self.remove_button.clicked.connect(self.removed)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP // 2, GAP, GAP)
        column.setSpacing(GAP // 2)
        column.addWidget(self._head)
        column.addWidget(editor)

    def name(self, title: str, removable: bool) -> None:
        """Call the row that; show its button where it may go."""
        self._title.setText(title)
        self.remove_button.setAccessibleName(f"Hapus {title}")
        self.remove_button.setVisible(removable)

    def show_head(self, shown: bool) -> None:
        """A row that is the only one and has to stay needs neither number nor button."""
        self._head.setVisible(shown)

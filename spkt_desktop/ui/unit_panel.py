"""The unit's settings: some thirty groups, found by typing, edited one at a time and saved together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import InvalidForm, Problem, SpktError
from spkt_desktop.forms import SETTINGS
from spkt_desktop.forms.schema import Section
from spkt_desktop.records import Values
from spkt_desktop.ui import style
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import PrimaryButton, at_left, button, labelled, line, note
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.titles import paper_titles

FORM = SETTINGS["unit"]
_NAME = Qt.ItemDataRole.UserRole


def described(section: Section, title: str) -> str:
    """All words by which a group of settings is found, in lower case."""
    asked = (word for field in section.fields for word in (field.label, field.help))
    return " ".join((title, section.title, *asked)).casefold()


class UnitPanel(Panel):
    """The groups on the left, the fields of the chosen one on the right; records keep what they were made with."""

    title = "Kesatuan & surat"
    chapter = "Rumah sakit dan format surat"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._version = ""
        papers = paper_titles(app.forms.values())
        self._titles = {section.name: papers.get(section.name, section.title) for section in FORM.sections}
        self._editors: dict[str, FormEditor] = {}
        self._problems: Sequence[Problem] = ()
        self.text = line("Cari pengaturan", hint="Ketik: kop, tanda tangan…")
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._find)
        self.list = RoomyList("Kelompok pengaturan")
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.list.itemActivated.connect(lambda _item: self.editor.focus_first())
        for widget in (self.text, self.list):
            widget.setFixedWidth(210)
            widget.installEventFilter(self)
        self._stack = QStackedWidget()
        self._unsaved = note()
        self.save_button = button("Simpan pengaturan", self.save, key="Ctrl+S", kind=PrimaryButton)
        self.undo_button = button("Urungkan", self.undo)
        self._build()

    @property
    def editor(self) -> FormEditor:
        """The fields of the chosen group."""
        editor = self._stack.currentWidget()
        if not isinstance(editor, FormEditor):
            raise RuntimeError("no group is shown")
        return editor

    def enter(self) -> None:
        """Shows the settings in force; what was changed and not saved is kept."""
        if self._version != self._app.unit.version:
            self._load()
        self._say_unsaved()

    def focus_first(self) -> None:
        """On the line that finds a group."""
        self.text.setFocus()
        self.text.selectAll()

    def choose(self, name: str) -> None:
        """Shows that group, whatever is typed in the line that finds."""
        self.text.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def values(self) -> Values:
        """All settings, as they are filled in."""
        return {**self._app.unit.values, **self._edited()}

    def save(self) -> None:
        """Puts the settings in force, as an event; a problem leads to its group."""
        try:
            with waiting():
                self._app.settings.change_unit(self.values())
        except InvalidForm as error:
            self._say_problems(error.problems)
            self.choose(error.problems[0].section)
            self.editor.focus_problem()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self._version = self._app.unit.version
            self._say_problems(())
            self._say_unsaved()
            self.said.emit("Pengaturan tersimpan. Surat yang sudah terbit tidak berubah.", Tone.GOOD)
            self.changed.emit()
            self.save_button.setFocus()

    def undo(self) -> None:
        """Shows the settings in force in place of what was changed."""
        self._load()
        self._say_unsaved()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the line into the list, Enter into the fields of the marked group."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.text and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() in ENTER and self.list.currentItem():
                self.editor.focus_first()
                return True
        return super().eventFilter(watched, event)

    def _load(self) -> None:
        self._version = self._app.unit.version
        for editor in self._editors.values():
            self._stack.removeWidget(editor)
            editor.deleteLater()
        self._editors.clear()
        self._problems = ()
        self._find(self.text.text())

    def _find(self, text: str) -> None:
        words, kept = text.casefold().split(), self._chosen()
        self.list.blockSignals(True)
        self.list.clear()
        for section in FORM.sections:
            known = described(section, self._titles[section.name])
            if all(word in known for word in words):
                item = QListWidgetItem(self._titles[section.name], self.list)
                item.setData(_NAME, section.name)
                if section.name == kept:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._mark_groups()
        self._choose()

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item else ""

    def _choose(self) -> None:
        """Shows the fields of the chosen group; they are made when they are first looked at."""
        name = self._chosen()
        if not name:
            return
        if name not in self._editors:
            form = replace(FORM, sections=(FORM.section(name),))
            editor = FormEditor(form, self._app.unit.values, Sources(officers=self._app.officers()))
            editor.changed.connect(self._say_unsaved)
            self._editors[name] = editor
            self._stack.addWidget(editor)
            QWidget.setTabOrder(_last_stop(editor), self.save_button)
            QWidget.setTabOrder(self.save_button, self.undo_button)
        self._editors[name].show_checked(self._problems_of(name), ())
        self._stack.setCurrentWidget(self._editors[name])

    def _edited(self) -> Values:
        return {name: editor.values()[name] for name, editor in self._editors.items()}

    def _changed_groups(self) -> Iterator[str]:
        """Titles of the groups that differ from what is in force; an empty field is no difference."""
        for name, value in self._edited().items():
            if _plain(value) != _plain(self._app.unit.values[name]):
                yield self._titles[name]

    def _say_unsaved(self) -> None:
        changed = list(self._changed_groups())
        self._unsaved.say(f"Belum disimpan: {', '.join(changed)}." if changed else "", Tone.WARNING)
        self.undo_button.setVisible(bool(changed))

    def _problems_of(self, name: str) -> list[Problem]:
        return [problem for problem in self._problems if problem.section == name]

    def _say_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        for name, editor in self._editors.items():
            editor.show_checked(self._problems_of(name), ())
        self._mark_groups()

    def _mark_groups(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            name = str(item.data(_NAME))
            wrong = "\nperlu diperbaiki" if self._problems_of(name) else ""
            item.setText(self._titles[name] + wrong)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(style.GAP)
        left.addWidget(labelled("&Cari pengaturan", self.text))
        left.addWidget(self.text)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(style.GAP)
        right.addWidget(self._stack, 1)
        right.addWidget(self._unsaved)
        right.addLayout(at_left(self.save_button, self.undo_button))
        row = QHBoxLayout()
        row.setSpacing(style.MARGIN)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.column.addLayout(row)


def _last_stop(editor: QWidget) -> QWidget:
    """Where Tab stops last in it."""
    last, widget = editor, editor.nextInFocusChain()
    while widget and editor.isAncestorOf(widget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = widget
        widget = widget.nextInFocusChain()
    return last


def _plain(value: object) -> object:
    """A group without its empty fields."""
    if isinstance(value, list):
        return [_plain(row) for row in value]
    if isinstance(value, dict):
        return {name: held for name, held in value.items() if held not in (None, "")}
    return value

"""The steps of the set-up that ask: the unit, its officers, its letters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from spkt_desktop.app.duty import officer_of
from spkt_desktop.forms import SETTINGS, Known, check
from spkt_desktop.forms.form import Form
from spkt_desktop.records import Clock, Officer, Values
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, button, labelled
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.officer_editor import OfficerEditor
from spkt_desktop.ui.proposals import propose
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import Tone

UNIT = SETTINGS["unit"]
FIRST = "Petugas pertama harus dapat membuka meja ini. Sedikitnya 8 huruf atau angka."
OTHERS = "Isi bila petugas ini ikut membuka meja; kosongkan bila ia hanya menandatangani surat."


@dataclass
class Draft:
    """What the set-up has gathered so far."""

    unit: Values
    officers: list[tuple[Values, str]]
    """(values, passphrase or empty) of each."""

    def staff(self) -> list[Officer]:
        """The officers as the unit's form offers them."""
        return [officer_of(values) for values, _passphrase in self.officers]


class Step(QWidget):
    """One page of the set-up."""

    title = ""
    explained = ""

    def enter(self) -> None:
        """Shows what is known and puts the focus on the first field."""

    def accept(self) -> bool:
        """Takes what was filled in into the draft; False where something is wrong, which is then shown."""
        return True


class UnitStep(Step):
    """Some sections of the unit's form."""

    def __init__(self, draft: Draft, clock: Clock, sections: tuple[str, ...], title: str, explained: str) -> None:
        super().__init__()
        self.title, self.explained = title, explained
        self._draft = draft
        self._clock = clock
        self._form: Form = replace(UNIT, sections=tuple(one for one in UNIT.sections if one.name in sections))
        self.editor: FormEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def enter(self) -> None:
        """Asks with what is known by now: the officers, and proposals from the names of the unit."""
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.deleteLater()
        known = self._draft.unit
        if "kop" in (section.name for section in self._form.sections):
            known = propose(known, self._clock().year)
        self.editor = FormEditor(self._form, known, Sources(officers=self._draft.staff()))
        self._column.addWidget(self.editor)
        self.editor.show()
        self.editor.focus_first()

    def accept(self) -> bool:
        """Checks these sections only; what the others need is asked in their own step."""
        if self.editor is None:
            return False
        names = {section.name for section in self._form.sections}
        values = {**self._draft.unit, **self.editor.values()}
        checked = check(UNIT, values, Known(self._clock()))
        problems = [problem for problem in checked.problems if problem.section in names]
        self.editor.show_checked(problems, [warning for warning in checked.warnings if warning.section in names])
        if problems:
            self.editor.focus_problem()
            return False
        self._draft.unit = values
        return True


class OfficersStep(Step):
    """The personnel list; the first officer gets a passphrase."""

    title = "Petugas"
    explained = "Daftarkan petugas yang memakai meja ini atau menandatangani suratnya. Sisanya dapat ditambah kemudian."

    def __init__(self, draft: Draft, clock: Clock) -> None:
        super().__init__()
        self._draft = draft
        self._clock = clock
        self._at = 0
        self.list = RoomyList("Daftar petugas")
        self.list.setFixedWidth(230)
        self.list.itemClicked.connect(lambda _item: self._choose(self.list.currentRow()))
        self.list.itemActivated.connect(lambda _item: self._choose(self.list.currentRow()))
        self.editor = OfficerEditor({}, FIRST)
        self.add_button = button("Tambah petugas lain", self.add, key="Alt+N")
        self._said = Words("", Tone.PROBLEM)
        left = QVBoxLayout()
        left.addWidget(labelled("&Daftar petugas", self.list))
        left.addWidget(self.list, 1)
        left.addWidget(self._said)
        left.addWidget(self.add_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.MARGIN)
        row.addWidget(self.editor, 1)
        row.addLayout(left)

    def enter(self) -> None:
        """Shows the list; the focus is on the name."""
        self._show()
        self.editor.form.focus_first()

    def add(self) -> None:
        """Keeps this officer and begins another."""
        if self._keep():
            self._at = len(self._draft.officers)
            self._edit()

    def accept(self) -> bool:
        """Keeps this officer; a blank one after the first is left out."""
        name = (self.editor.form.values().get("petugas") or {}).get("nama")
        if self._at and self._at == len(self._draft.officers) and not name:
            return True
        return self._keep()

    def _keep(self) -> bool:
        held = self._draft.officers
        former = held[self._at][1] if self._at < len(held) else ""
        values = self.editor.accepted(self._clock(), needs_passphrase=self._at == 0 and not former)
        if values is None:
            return False
        nrp = values["petugas"]["nrp"]
        if any(other["petugas"]["nrp"] == nrp for index, (other, _) in enumerate(held) if index != self._at):
            self._said.say("NRP itu sudah ada di daftar. Tiap petugas didaftarkan satu kali.")
            return False
        self._said.say("")
        held[self._at : self._at + 1] = [(values, self.editor.pair.text or former)]
        self._show()
        return True

    def _choose(self, row: int) -> None:
        if row != self._at and self.accept():
            self._at = row
            self._edit()

    def _edit(self) -> None:
        held = self._draft.officers
        values, passphrase = held[self._at] if self._at < len(held) else ({}, "")
        words = "Kata sandi sudah diisi; isi lagi hanya bila ingin menggantinya." if passphrase else OTHERS
        self.editor.show_officer(values, FIRST if not self._at and not passphrase else words)
        self.list.setCurrentRow(self._at)
        self.editor.form.focus_first()

    def _show(self) -> None:
        self.list.clear()
        for values, passphrase in self._draft.officers:
            of = values["petugas"]
            self.list.addItem(f"{of['pangkat']} {of['nama']}\n{of['nrp']}{'' if passphrase else ' · tanpa kata sandi'}")
        self.list.setCurrentRow(self._at, self.list.selectionModel().SelectionFlag.ClearAndSelect)
        if not self._draft.officers:
            blank = QListWidgetItem("Belum ada petugas", self.list)
            blank.setFlags(Qt.ItemFlag.NoItemFlags)

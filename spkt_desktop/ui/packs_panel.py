"""Paket dari Polres: which list of articles and which templates are in force, and taking newer ones in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import Words, at_left, button, labelled
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.titles import paper_titles

if TYPE_CHECKING:
    from spkt_desktop.app.packs import PackState

EXPLAINED = (
    "Polres dapat mengirim daftar pasal atau naskah surat yang lebih baru sebagai berkas bertanda tangan. "
    "Surat yang sudah terbit tetap memakai naskahnya sendiri."
)


class PacksPanel(Panel):
    """What is in force with its version; one button takes a pack in."""

    title = "Paket"
    chapter = "Paket dari Polres"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._titles = paper_titles(app.forms.values())
        self.list = RoomyList("Pasal dan naskah yang berlaku")
        self.take_button = button("Ambil paket…", self.choose, key="Alt+A")
        self.column.addWidget(Words(EXPLAINED))
        self.column.addLayout(at_left(self.take_button))
        self.column.addWidget(labelled("Pasal dan naskah yang &berlaku", self.list))
        self.column.addWidget(self.list, 1)

    def enter(self) -> None:
        """Shows what is in force."""
        kept = max(0, self.list.currentRow())
        self.list.clear()
        for state in self._app.packs.listed():
            version = f"versi {state.version}" if state.version else "bawaan program"
            self.list.addItem(f"{self._name(state)} · {version}")
        self.list.setCurrentRow(kept)

    def focus_first(self) -> None:
        """On taking a pack."""
        self.take_button.setFocus()

    def choose(self) -> None:
        """Asks for the file of a pack, then takes it in."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih paket dari Polres", "", "Paket Polres (*.paket)")
        if name:
            self.take(Path(name))
        self.take_button.setFocus()

    def take(self, file: Path) -> None:
        """Takes a pack in; what is refused changes nothing."""
        try:
            with waiting():
                state = self._app.packs.take(file)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.enter()
            self.said.emit(f"{self._name(state)} versi {state.version} berlaku mulai sekarang.", Tone.GOOD)
            self.changed.emit()

    def _name(self, state: PackState) -> str:
        return self._titles.get(state.name) or state.title

"""The personnel list in the settings: add, change, deactivate, give a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Officer
from spkt_desktop.ui import style
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import PrimaryButton, at_left, button, labelled
from spkt_desktop.ui.key_panel import OLDER, REKEYING, show_now
from spkt_desktop.ui.officer_editor import OfficerEditor
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone

_NRP = Qt.ItemDataRole.UserRole
MAY = (
    "Isi hanya untuk memberi kata sandi baru; yang lama langsung tidak berlaku. Bila petugas dinonaktifkan, kunci"
    " register diganti."
)
MAY_NOT = "Belum dapat membuka meja. Isi kata sandi agar petugas ini dapat masuk."


class OfficersPanel(Panel):
    """The list on the left, the officer on the right."""

    title = "Petugas"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.list = RoomyList("Daftar petugas")
        self.list.setFixedWidth(190)
        self.list.currentItemChanged.connect(lambda *_: self._edit())
        self.editor = OfficerEditor({}, MAY_NOT)
        self.save_button = button("Simpan petugas", self.save, key="Ctrl+S", kind=PrimaryButton)
        left = QVBoxLayout()
        left.setSpacing(style.GAP)
        left.addWidget(labelled("&Daftar petugas", self.list))
        left.addWidget(self.list, 1)
        left.addWidget(button("Petugas baru", self.new, key="Alt+N"))
        right = QVBoxLayout()
        right.setSpacing(style.GAP)
        right.addWidget(self.editor, 1)
        right.addLayout(at_left(self.save_button))
        row = QHBoxLayout()
        row.setSpacing(style.MARGIN)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.column.addLayout(row)

    def enter(self) -> None:
        """Shows the list, with the officer on duty chosen."""
        self._show(self._app.officer.nrp)

    def focus_first(self) -> None:
        """On the list."""
        self.list.setFocus()

    def new(self) -> None:
        """Begins a new officer."""
        self.list.setCurrentRow(-1)
        self._edit()
        self.editor.form.focus_first()

    def save(self) -> None:
        """Saves the officer, as an event."""
        values = self.editor.accepted(self._app.now(), needs_passphrase=False)
        if values is None:
            return
        of = values["petugas"]
        leaving = of.get("aktif") is False and self._app.settings.can_unlock(of["nrp"])
        if leaving:
            self.said.emit(REKEYING, Tone.WARNING)
            show_now()
        try:
            with waiting():
                officer = self._app.settings.save_officer(values, self.editor.pair.text or None)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        named = f"{officer.rank} {officer.name}"
        if leaving:
            out = f"{named} tidak lagi dapat membuka meja; kunci register sudah diganti. {OLDER}"
            self.said.emit(out, Tone.WARNING)
        else:
            self.said.emit(f"{named} tersimpan.", Tone.GOOD)
        self.changed.emit()
        self._show(officer.nrp)
        self.list.setFocus()

    def _edit(self) -> None:
        item = self.list.currentItem()
        officer: Officer | None = item.data(_NRP) if item else None
        may = officer is not None and self._app.settings.can_unlock(officer.nrp)
        values = self._app.settings.officer_values(officer.nrp) if officer else {}
        self.editor.show_officer(values, MAY if may else MAY_NOT)

    def _show(self, nrp: str) -> None:
        self.list.clear()
        for officer in self._app.settings.officers():
            words = "" if officer.active else " · tidak aktif"
            item = QListWidgetItem(f"{officer.rank} {officer.name}\n{officer.nrp}{words}", self.list)
            item.setData(_NRP, officer)
            if officer.nrp == nrp:
                self.list.setCurrentItem(item)

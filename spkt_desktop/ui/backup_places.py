"""Where backups go by themselves, how often, and how each place stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog, QListWidgetItem

from spkt_desktop.app import App
from spkt_desktop.app.backups import FEWEST, MOST, Place
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.controls import Words, at_left, button, labelled, line, note
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone

EXPLAINED = (
    "Program membuat cadangan sendiri setiap kali jaga diserahterimakan dan setelah sejumlah catatan, lalu membukanya"
    " kembali untuk memastikan isinya utuh. Tambahkan flashdisk atau disk kedua: cadangan di komputer ini ikut hilang"
    " bila komputernya hilang."
)
KEPT = "Yang disimpan: 12 hari, 10 minggu, dan 9 bulan terakhir; yang lebih lama dihapus sendiri."
MOST_ROWS = 8


class BackupPlaces(Panel):
    """The places with their last good backup; buttons add and take away."""

    title = "Otomatis"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._places: Sequence[Place] = ()
        self.list = RoomyList("Tempat cadangan otomatis")
        self.add_button = button("Tambah tempat…", self.choose, key="Alt+T")
        self.remove_button = button("Hapus tempat ini", self.remove, key="Del")
        self.every = line("Cadangan setiap sekian catatan")
        self.every.setValidator(QIntValidator(1, MOST * 10, self.every))
        self.every.setMaximumWidth(90)
        self.keep_button = button("Simpan", self.keep_every)
        self.every.returnPressed.connect(self.keep_every)
        self.list.currentRowChanged.connect(self._offer)
        self.column.addWidget(Words(EXPLAINED))
        self.column.addWidget(labelled("Tempat &cadangan otomatis", self.list))
        self.column.addWidget(self.list)
        self.column.addLayout(at_left(self.add_button, self.remove_button))
        label = labelled(f"Cadangan setiap sekian &catatan ({FEWEST}–{MOST})", self.every)
        self.column.addLayout(at_left(label, self.every, self.keep_button))
        self.column.addWidget(note(KEPT))
        self.column.addStretch()

    def enter(self) -> None:
        """Shows how each place stands."""
        kept = max(0, self.list.currentRow())
        self._places = self._app.backups.places()
        self.list.clear()
        for place in self._places:
            item = QListWidgetItem(_told(place))
            if place.trouble:
                item.setForeground(Tone.WARNING.colour(self.palette()))
            item.setToolTip(str(place.folder))
            self.list.addItem(item)
        self.list.fit(MOST_ROWS)
        self.list.setCurrentRow(min(kept, self.list.count() - 1))
        self.every.setText(str(self._app.backups.every))

    def focus_first(self) -> None:
        """On the places."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self) -> None:
        """Asks for a folder."""
        if name := QFileDialog.getExistingDirectory(self, "Pilih folder atau flashdisk"):
            self.add(Path(name))
        self.list.setFocus()

    def add(self, folder: Path) -> None:
        """Lets backups go there as well."""
        if self._change([*self._others(), folder]):
            self.said.emit("Tempat cadangan ditambahkan. Cadangan pertama dibuat sebentar lagi.", Tone.GOOD)

    def remove(self) -> None:
        """Lets no more backups go to the chosen place; what lies there stays."""
        row = self.list.currentRow()
        if not 0 < row < len(self._places):
            self.said.emit("Cadangan di komputer ini selalu dibuat. Pilih tempat lain untuk dihapus.", Tone.WARNING)
            return
        gone = self._places[row].folder
        if self._change([folder for folder in self._others() if folder != gone]):
            self.said.emit("Tempat itu tidak dipakai lagi. Cadangan yang ada di sana tidak dihapus.", Tone.GOOD)
        self.list.setFocus()

    def keep_every(self) -> None:
        """Sets after how many acts a backup is due."""
        try:
            self._app.backups.keep_every(int(self.every.text() or 0))
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            self.every.setFocus()
        else:
            self.said.emit(f"Cadangan dibuat setiap {self._app.backups.every} catatan.", Tone.GOOD)

    def _others(self) -> list[Path]:
        return [place.folder for place in self._places if not place.own]

    def _change(self, folders: Sequence[Path]) -> bool:
        try:
            self._app.backups.choose(folders)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return False
        self.enter()
        self.changed.emit()
        return True

    def _offer(self, row: int) -> None:
        self.remove_button.setEnabled(row > 0)


def _told(place: Place) -> str:
    where = "Komputer ini" if place.own else str(place.folder)
    last = f"cadangan baik terakhir {moment(place.at)}" if place.at else "belum ada cadangan"
    return " · ".join(filter(None, (where, last, place.trouble)))

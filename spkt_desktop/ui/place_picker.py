"""Choosing where a file goes or comes from: the sticks that are plugged in, or a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import button, labelled


class PlacePicker(QWidget):
    """A list of sticks and chosen folders; `place` is the one in use."""

    changed = Signal()

    def __init__(self, label: str, find: Callable[[], list[Path]]) -> None:
        super().__init__()
        self._find = find
        self._chosen: list[Path] = []
        self.list = QComboBox()
        self.list.setMinimumHeight(style.ROW)
        self.list.setMinimumWidth(260)
        self.list.currentIndexChanged.connect(self.changed)
        self.list.setAccessibleName(label)
        self.choose_button = button("Pilih folder…", self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(labelled(label, self.list))
        row.addWidget(self.list, 1)
        row.addWidget(self.choose_button)
        row.addWidget(button("Cari lagi", self.refresh))

    @property
    def place(self) -> Path | None:
        """The stick or folder in use; None where there is none."""
        place = self.list.currentData()
        return place if isinstance(place, Path) else None

    def refresh(self) -> None:
        """Looks for sticks again, keeping the choice."""
        kept = self.place
        self.list.blockSignals(True)
        self.list.clear()
        for kind, places in (("Flashdisk", self._find()), ("Folder", self._chosen)):
            for place in places:
                self.list.addItem(f"{kind} {place.name or place}", place)
                self.list.setItemData(self.list.count() - 1, str(place), Qt.ItemDataRole.ToolTipRole)
        if not self.list.count():
            self.list.addItem("Tidak ada flashdisk. Pasang, lalu pilih “Cari lagi”.", None)
        self.list.setCurrentIndex(max(0, self._row(kept)))
        self.list.blockSignals(False)
        self.changed.emit()

    def choose(self) -> None:
        """Asks for a folder."""
        if name := QFileDialog.getExistingDirectory(self, "Pilih folder"):
            self.take(Path(name))
        self.list.setFocus()

    def take(self, folder: Path) -> None:
        """Uses that folder."""
        if folder not in self._chosen:
            self._chosen.append(folder)
        self.refresh()
        self.list.setCurrentIndex(self._row(folder))

    def _row(self, place: Path | None) -> int:
        return next((row for row in range(self.list.count()) if place and self.list.itemData(row) == place), -1)

"""The input for a picture: the letterhead's emblem, chosen from a file and held in base64."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.style import GAP, ROW

_HEIGHT = 64


class Picture(QWidget):
    """A PNG or JPEG picture with its buttons; focus stands on "Pilih gambar"."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._shown = QLabel("Belum ada gambar")
        self._choose = QPushButton("Pilih gambar …")
        self._drop = QPushButton("Hapus gambar")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for button in (self._choose, self._drop):
            button.setMinimumHeight(ROW)
            button.setAutoDefault(False)
        for part in (self._shown, self._choose, self._drop):
            line.addWidget(part)
        line.addStretch()
        self._choose.clicked.connect(self._ask)
        self._drop.clicked.connect(lambda: self.take(None))
        self.setFocusProxy(self._choose)
        self.set_value(None)

    def value(self) -> str | None:
        """The picture in base64; None where there is none."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show that picture, without saying that it changed."""
        self._value = value or None
        picture = QPixmap()
        if self._value:
            picture.loadFromData(QByteArray.fromBase64(str(self._value).encode("ascii", "replace")))
        if picture.isNull():
            self._shown.setText("Gambar tidak dapat dibaca" if self._value else "Belum ada gambar")
        else:
            self._shown.setPixmap(picture.scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation))
        self._drop.setVisible(self._value is not None)

    def take(self, data: bytes | None) -> None:
        """Take over the bytes of a picture file, or none."""
        self.set_value(base64.b64encode(data).decode("ascii") if data else None)
        self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        """Name the buttons too: they are what gets the focus."""
        super().setAccessibleName(name)
        self._choose.setAccessibleName(f"{name}: pilih gambar")
        self._drop.setAccessibleName(f"{name}: hapus gambar")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field."""
        if is_plain_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih gambar", "", "Gambar (*.png *.jpg *.jpeg)")
        if name:
            try:
                data = Path(name).read_bytes()
            except OSError:
                self._shown.setText("Berkas tidak dapat dibaca")
            else:
                self.take(data)

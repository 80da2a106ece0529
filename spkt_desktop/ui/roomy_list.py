"""A list with rows as high as a button, so that they are easy to read and to hit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from spkt_desktop.ui import style

_AIR = 12
"""Above and below the words together, in device-independent pixels."""


class RoomyList(QListWidget):
    """A list of words, called `name` for those who cannot see it; words too long for it are cut with dots."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Roomy(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self, most: int) -> None:
        """Makes the list as high as its rows, `most` of them at the most and one at the least."""
        rows = min(max(self.count(), 1), most)
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), style.ROW) + 2 * self.frameWidth())


class _Roomy(QStyledItemDelegate):
    """Gives each row some air."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual size, higher."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(style.ROW, size.height() + _AIR))

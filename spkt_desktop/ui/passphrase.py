"""Choosing a passphrase: two lines, its strength in plain words, and a hint while Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from spkt_desktop.ui.controls import Words, labelled, line, note
from spkt_desktop.ui.style import Tone

SHORTEST = 8
"""Least characters of a passphrase."""


def weakness(text: str, nrp: str = "") -> str:
    """Why this passphrase is refused, as a sentence; empty where it is accepted."""
    if len(text) < SHORTEST:
        return f"Terlalu pendek: {len(text)} dari sedikitnya {SHORTEST} huruf atau angka."
    if len(set(text)) < 4:
        return "Terlalu mudah ditebak: huruf atau angka yang sama terus berulang."
    if nrp and nrp in text:
        return "Terlalu mudah ditebak: NRP diketahui banyak orang. Pilih kata lain."
    return ""


def strength(text: str, nrp: str = "") -> str:
    """How good this passphrase is, as a sentence; empty while nothing is typed."""
    if not text:
        return ""
    refused = weakness(text, nrp)
    if refused:
        return refused
    if text.isdigit() or len(text) < 12:
        return "Cukup. Lebih kuat bila lebih panjang, misalnya empat kata yang mudah diingat."
    return "Kuat."


class CapsHint(QObject):
    """Shows a label while the keys typed into a line come out as capitals without Shift."""

    def __init__(self, watched: QLineEdit, label: Words) -> None:
        super().__init__(watched)
        self._label = label
        label.hide()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt has no query for Caps Lock: a letter whose case disagrees with Shift tells."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self._label.hide()
            elif text.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._label.setVisible(text.isupper() != shift)
        return super().eventFilter(watched, event)


def caps_label() -> Words:
    """The words that `CapsHint` shows and hides."""
    return Words("Caps Lock menyala.", Tone.WARNING)


class PassphrasePair(QWidget):
    """A new passphrase, typed twice."""

    changed = Signal()

    def __init__(self, label: str = "Kata sandi baru", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nrp = ""
        self.first = line(label, secret=True)
        self.second = line(f"Ulangi {label[0].lower()}{label[1:]}", secret=True)
        self._said = note()
        caps = caps_label()
        for edit in (self.first, self.second):
            CapsHint(edit, caps)
            edit.textChanged.connect(self._look)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for column, edit in enumerate((self.first, self.second)):
            grid.addWidget(labelled(edit.accessibleName(), edit), 0, column)
            grid.addWidget(edit, 1, column)
        grid.addWidget(caps, 2, 0, 1, 2)
        grid.addWidget(self._said, 3, 0, 1, 2)
        self._look()

    @property
    def text(self) -> str:
        """What was typed in the first line."""
        return self.first.text()

    def problem(self) -> str:
        """Why these two lines cannot be taken; empty where they can."""
        refused = weakness(self.first.text(), self.nrp)
        if refused:
            return f"Kata sandi belum dapat dipakai. {refused}"
        if self.first.text() != self.second.text():
            return "Kedua kata sandi belum sama. Ketik ulang keduanya."
        return ""

    def clear(self) -> None:
        """Empties both lines."""
        self.first.clear()
        self.second.clear()

    def _look(self) -> None:
        said = strength(self.first.text(), self.nrp)
        if self.second.text() and self.first.text() != self.second.text():
            said = "Ulangan belum sama dengan kata sandi di atasnya."
        self._said.say(said or f"Sedikitnya {SHORTEST} huruf atau angka; spasi boleh.")
        self.changed.emit()

"""The inputs that offer values: a closed list, a line with suggestions, and a yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QCompleter, QWidget

from spkt_desktop.forms.schema import Choice
from spkt_desktop.records import Officer
from spkt_desktop.ui.inputs import Line, is_for_page, is_plain_enter
from spkt_desktop.ui.style import ROW


class Pick(QComboBox):
    """One of a closed list, found by typing its first letters; Delete empties it, Alt+Down shows all."""

    changed = Signal()
    entered = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setPlaceholderText("Pilih")
        self.offer(choices)
        self.currentIndexChanged.connect(self.changed)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these in place of what was offered; nothing is chosen then."""
        self.blockSignals(True)
        self.clear()
        for choice in choices:
            self.addItem(choice.label, choice.value)
        self.setCurrentIndex(-1)
        self.blockSignals(False)

    def value(self) -> Any:
        """The chosen value; None where nothing is chosen."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Choose that value, without saying that it changed; one that is not offered is kept and shown as it is."""
        self.blockSignals(True)
        index = -1 if value is None else self.findData(value)
        if index < 0 and value is not None:
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.blockSignals(False)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Delete empties."""
        if is_plain_enter(event):
            self.entered.emit()
        elif is_for_page(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(-1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not change an answer."""
        event.ignore()


def officer_pick(officers: Sequence[Officer]) -> Pick:
    """The members of the unit; the value is the NRP."""
    return Pick([Choice(one.nrp, f"{one.rank} {one.name}, {one.post}") for one in officers])


class Suggest(Line):
    """One line that offers values as it is typed into; anything may stand in it."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        self._values = {choice.label.casefold(): choice.value for choice in choices}
        self._labels = {choice.value: choice.label for choice in choices}
        super().__init__(
            lambda text: self._values.get(text.casefold(), text),
            lambda value: self._labels.get(str(value), str(value)),
            parent,
        )
        completer = QCompleter(QStringListModel([choice.label for choice in choices], self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self._popup = cast(QAbstractItemView, completer.popup())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the marked suggestion and goes on; Down offers all."""
        popup = self._popup
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not popup.isVisible():
            if event.key() == Qt.Key.Key_Down and not is_for_page(event):
                self._offer_all()
            else:
                self._type(event)
        elif is_plain_enter(event):
            if popup.currentIndex().isValid():
                self._take(popup.currentIndex().data(self.completer().completionRole()))
            popup.hide()
            super().keyPressEvent(event)
        elif held and event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_Alt):
            # An open list swallows the keys of the page (Ctrl+Enter, Alt+T): close it, then let the key rise again.
            popup.hide()
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.postEvent(self, again)
        else:
            self._type(event)

    def _type(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if self.text().casefold() in self._values and self.completer().completionCount() == 1:
            self._popup.hide()  # there is nothing left to offer

    def _offer_all(self) -> None:
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def _take(self, label: str) -> None:
        self.setText(label)
        self.changed.emit()


class Finder(Suggest):
    """One line below which stands what was found for its text; Enter takes what is marked, anything may stand in it."""

    _IDLE = ("pasal", "psl", "ps")
    """Words of a citation that say nothing."""

    def __init__(self, find: Callable[[str], Sequence[Choice]], parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._find = find
        self._found: Sequence[Choice] = ()
        self._shown = QStandardItemModel(self)
        self.completer().setModel(self._shown)
        self.completer().setCompletionRole(Qt.ItemDataRole.UserRole)
        self.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.textEdited.connect(self._search)

    def _search(self, text: str) -> None:
        self._found = self._find(text) if text.strip() else ()
        self._shown.clear()
        for choice in self._found:
            item = QStandardItem(choice.label)
            item.setData(choice.value, Qt.ItemDataRole.UserRole)
            self._shown.appendRow(item)

    def _type(self, event: QKeyEvent) -> None:
        super()._type(event)
        if not self._found or [choice.value for choice in self._found] == [self.text()]:
            self._popup.hide()
        elif event.text() and self._popup.isVisible() and self._certain():
            self.completer().blockSignals(True)  # it would write the first into the line at once
            self._popup.setCurrentIndex(self.completer().completionModel().index(0, 0))
            self.completer().blockSignals(False)

    def _offer_all(self) -> None:
        self._search(self.text())
        if self._found:
            self.completer().complete()

    def _certain(self) -> bool:
        """Whether Enter may take the first: one word was typed, or all stand in it; a sentence stays as it is."""
        words = [word for word in self.text().casefold().split() if word not in self._IDLE]
        return len(words) == 1 or all(word in self._found[0].label.casefold() for word in words)


class Tick(QCheckBox):
    """Yes or no."""

    changed = Signal()
    entered = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label.replace("&", "&&"), parent)
        self.setMinimumHeight(ROW)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not, without saying that it changed."""
        self.blockSignals(True)
        self.setChecked(bool(value))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if is_plain_enter(event):
            self.entered.emit()
        elif is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

"""One input for each kind of field, and the box that puts its label above it and what is said of it below."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from spkt_desktop.forms.schema import Field, Kind
from spkt_desktop.ui import typed
from spkt_desktop.ui.choices import Finder, Pick, Suggest, Tick, officer_pick
from spkt_desktop.ui.inputs import Line, MoneyLine, Note, date_line, leaves, time_line
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.picture import Picture
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import Tone

_BAR = 3
_INDENT = 8
_SAID_FIRST = (Tone.PROBLEM, Tone.WARNING, Tone.ACCENT, Tone.QUIET)


class Input(Protocol):
    """What every input can do."""

    changed: SignalInstance
    """The officer changed the value."""
    entered: SignalInstance
    """Enter: on to the next field."""

    def value(self) -> Any:
        """The JSON value of the field; None where it is empty, the raw text where it cannot be read."""

    def set_value(self, value: Any) -> None:
        """Show that value, without saying that it changed."""


def make_input(field: Field, sources: Sources) -> QWidget:
    """The input for that field; it follows `Input`."""
    match field.kind:
        case Kind.TEXT:
            return Line()
        case Kind.PHONE | Kind.NIK:
            return Line(typed.read_digits)
        case Kind.INTEGER:
            return Line(typed.read_integer)
        case Kind.NOTE:
            return Note(lines=2 if field.longest <= 500 else 4)
        case Kind.DATE:
            return date_line(sources.today)
        case Kind.TIME:
            return time_line()
        case Kind.CHOICE:
            return Pick(field.choices)
        case Kind.SUGGEST:
            return Suggest(sources.choices(field))
        case Kind.FLAG:
            return Tick("Ya")
        case Kind.OFFICER:
            return officer_pick(sources.officers) if sources.officers else Line(typed.read_digits)
        case Kind.IMAGE:
            return Picture()
        case Kind.MONEY:
            return MoneyLine()
        case Kind.ARTICLE:
            return Finder(sources.articles)


class FieldBox(QWidget):
    """One field: its label, its input, and below it what is said of it."""

    changed = Signal()
    entered = Signal()
    focused = Signal()
    left = Signal()

    def __init__(self, field: Field, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.control = control
        self.input = cast(Input, control)
        self._said: dict[Tone, Notice] = {}
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(control)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(control)
        self.set_label(field.label)
        if self.wide and isinstance(control, (Line, Note)):
            control.setPlaceholderText(field.help)
        else:
            self.say(Tone.QUIET, field.help)
        self.input.changed.connect(self.changed)
        self.input.entered.connect(self.entered)
        (control.focusProxy() or control).installEventFilter(self)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on the input: with a focus proxy of its own, Tab would lead back to boxes behind others."""
        self.control.setFocus(reason)

    @property
    def label(self) -> str:
        """How the field is called now."""
        return self.control.accessibleName()

    @property
    def stretches(self) -> bool:
        """Whether the field takes the whole line where it would stand alone on half of it."""
        return self.field.kind in (Kind.TEXT, Kind.SUGGEST)

    @property
    def wide(self) -> bool:
        """Whether the field wants the whole width."""
        return self.field.kind in (Kind.NOTE, Kind.IMAGE, Kind.ARTICLE) or (
            self.field.kind in (Kind.TEXT, Kind.SUGGEST) and self.field.longest > 120
        )

    def set_label(self, label: str) -> None:
        """Call the field that, on screen and for a screen reader."""
        self._label.setText(label.replace("&", "&&") + (" *" if self.field.required else ""))
        self.control.setAccessibleName(label)

    def say(self, tone: Tone, text: str) -> None:
        """Say that of the field in that tone, in place of what was said in it before; nothing takes it back."""
        if tone not in self._said:
            if not text:
                return
            self._said[tone] = Notice(tone)
            column = cast(QVBoxLayout, self.layout())
            before = sum(1 for known in _SAID_FIRST[: _SAID_FIRST.index(tone)] if known in self._said)
            column.insertWidget(2 + before, self._said[tone])
        if self._said[tone].text() != text:
            self._said[tone].say(text)
            self.control.setAccessibleDescription(" ".join(filter(None, map(self.said, _SAID_FIRST))))
            self.update()

    def said(self, tone: Tone) -> str:
        """What is said of the field in that tone."""
        return self._said[tone].text() if tone in self._said else ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice when the focus comes and goes."""
        if event.type() == QEvent.Type.FocusIn:
            self.update()
            self.focused.emit()
        elif isinstance(event, QFocusEvent) and event.lostFocus() and leaves(event) and self.isVisible():
            self.update()
            self.left.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar at the left edge marks the field being filled in, or of which something is wrong or doubtful."""
        super().paintEvent(event)
        marks = [tone for tone in (Tone.PROBLEM, Tone.WARNING) if self.said(tone)]
        if (self.control.focusProxy() or self.control).hasFocus():
            marks.append(Tone.ACCENT)
        if marks:
            QPainter(self).fillRect(0, 2, _BAR, self.height() - 4, marks[0].colour(self.palette()))

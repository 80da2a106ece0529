"""The few plain controls that every page is made of, each with an accessible name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette, QPen, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from spkt_desktop.ui import style
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.style import Tone

_KEY = "key"
"""Property of a button: the key that presses it."""


class Words(Notice):
    """Words that can be copied and may change their tone; hidden while there are none."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__(tone, text)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Shows that text, in that tone if one is given; nothing hides the line."""
        if tone is not None and tone is not self.tone:
            self.tone = tone
            self._colour()
        super().say(text)


class PrimaryButton(QPushButton):
    """The one main act of a page, in the accent colour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the other colours when the system turns light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def sizeHint(self) -> QSize:
        """Leaves room for the ring beside the words."""
        return super().sizeHint() + QSize(12, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds a ring inside the edge while it has the focus: the style's own is lost on the accent colour."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.ButtonText), 2))
            painter.drawRect(self.rect().adjusted(3, 3, -3, -3))
            painter.end()

    def _dress(self) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        if self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Button) != accent:
            palette = QPalette()
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                palette.setColor(group, QPalette.ColorRole.Button, accent)
                palette.setColor(
                    group, QPalette.ColorRole.ButtonText, self.palette().color(QPalette.ColorRole.HighlightedText)
                )
            self.setPalette(palette)


def heading(text: str) -> Words:
    """The one title of a page."""
    label = Words(text)
    label.setFont(style.heading(label.font(), 1.4))
    return label


def subheading(text: str) -> Words:
    """The title of a part of a page."""
    label = Words(text)
    label.setFont(style.heading(label.font(), 1.1))
    return label


def note(text: str = "") -> Words:
    """Explaining words under or beside a control."""
    return Words(text, Tone.QUIET)


def shown_key(key: str) -> str:
    """A key as an Indonesian keyboard names it."""
    return key.replace("Return", "Enter").replace("Left", "←").replace("Right", "→")


def button(
    text: str, act: Callable[[], object], *, key: str = "", kind: type[QPushButton] = QPushButton
) -> QPushButton:
    """A push button that shows its key beside its words; `kind` is `PrimaryButton` for the main act of a page."""
    made = kind(text)
    made.setProperty(_KEY, key)
    rename(made, text)
    made.setAutoDefault(True)
    made.setMinimumHeight(style.ROW)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if key:
        at_once(made, key)
    made.clicked.connect(lambda: act())
    return made


def rename(button: QPushButton, text: str) -> None:
    """Calls a button of `button` that; its key stays."""
    key = str(button.property(_KEY) or "")
    button.setText(f"{text}  ({shown_key(key)})" if key else text)
    button.setAccessibleName(text)


def at_once(button: QPushButton, key: str) -> None:
    """Lets a key press the button; a button's own shortcut would answer only after its 0.1 s of animation."""
    QShortcut(QKeySequence(key), button, button.click)


def line(name: str, *, hint: str = "", secret: bool = False) -> QLineEdit:
    """A line to type in, called `name` for those who cannot see it."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMinimumHeight(style.ROW)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def labelled(text: str, widget: QWidget) -> QLabel:
    """A label that names the control it belongs to."""
    label = QLabel(text)
    label.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(text)
    return label


def at_left(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side at their own width."""
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def side_by_side(page: QWidget, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
    """Fills a page with two parts and a handle between them; `shares` of its width are theirs at first."""
    halves = QSplitter()
    halves.setChildrenCollapsible(False)
    for part in (left, right):
        halves.addWidget(part)
    halves.setSizes(shares)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(halves)


def progress(name: str) -> QProgressBar:
    """A thin bar for work whose end is not known; hidden until it is shown."""
    made = QProgressBar()
    made.setRange(0, 0)
    made.setTextVisible(False)
    made.setAccessibleName(name)
    made.setFixedHeight(6)
    made.hide()
    return made

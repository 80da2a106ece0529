"""What stands around the steps of the set-up: where we are, back and on, and a line for words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading, note, progress, shown_key
from spkt_desktop.ui.door import HELP
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.wizard_steps import Step

NEXT = "Ctrl+Return"
WIDEST = 1000
"""Of a step, in device-independent pixels: lines stay readable on a wide screen."""


class WizardFrame(QWidget):
    """Steps one after the other; Ctrl+Enter goes on.

    `before` and `after` count the steps of the set-up that other frames hold.
    """

    back = Signal()
    """Back from the first step."""
    finished = Signal()

    def __init__(self, steps: Sequence[Step], last: str, before: int = 0, after: int = 0) -> None:
        super().__init__()
        self._steps = steps
        self._last = last
        self._before, self._total = before, before + len(steps) + after
        self._where = note()
        self._title = heading("")
        self._explained = Words("", Tone.QUIET)
        self._said = Words()
        self._stack = QStackedWidget()
        for step in steps:
            self._stack.addWidget(step)
        self._progress = progress("Sedang bekerja")
        self.back_button = button("Kembali", self.go_back, key="Alt+Left")
        self.next_button = button("Lanjut", self.go_on, key=NEXT, kind=PrimaryButton)
        self._build()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._stack.currentIndex()]

    def enter(self) -> None:
        """Shows the step and puts the focus into it."""
        at = self._stack.currentIndex()
        self._where.say(f"Langkah {self._before + at + 1} dari {self._total}  ·  {HELP}")
        self._title.say(self.step.title)
        self._explained.say(self.step.explained)
        self._said.say("")
        words = self._last if at == len(self._steps) - 1 else "Lanjut"
        self.next_button.setText(f"{words}  ({shown_key(NEXT)})")
        self.next_button.setAccessibleName(words)
        self.step.enter()

    def go_on(self) -> None:
        """Takes the step and shows the next one, if it can be taken."""
        if not self.step.accept():
            return
        if self._stack.currentIndex() == len(self._steps) - 1:
            self.finished.emit()
        else:
            self._stack.setCurrentIndex(self._stack.currentIndex() + 1)
            self.enter()

    def go_back(self) -> None:
        """Shows the step before; from the first one, leaves."""
        if self._stack.currentIndex():
            self._stack.setCurrentIndex(self._stack.currentIndex() - 1)
            self.enter()
        else:
            self.back.emit()

    def say(self, words: str, tone: Tone) -> None:
        """Says something beside the buttons."""
        self._said.say(words, tone)

    def work(self, words: str) -> None:
        """Shows that something is going on; nothing can be typed meanwhile."""
        self._busy(True)
        self.say(words, Tone.QUIET)

    def rest(self) -> None:
        """Ends what `work` began."""
        self._busy(False)
        self.say("", Tone.QUIET)

    def _busy(self, on: bool) -> None:
        self._progress.setVisible(on)
        for widget in (self._stack, self.back_button, self.next_button):
            widget.setDisabled(on)

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.back_button)
        acts.addWidget(self._said, 1)
        acts.addStretch()
        acts.addWidget(self.next_button)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._where, self._title, self._explained):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self._progress)
        column.addLayout(acts)
        page = QHBoxLayout(self)
        page.setContentsMargins(2 * style.MARGIN, style.MARGIN, 2 * style.MARGIN, style.MARGIN)
        page.addStretch()
        page.addWidget(holder, 100, Qt.AlignmentFlag(0))
        page.addStretch()

"""Asking for a reason in a bar on the page, where a dialog would hide what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui import style
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import PrimaryButton, Words, button, line
from spkt_desktop.ui.style import Tone

LONGEST = 200
"""Most characters of a reason."""
SHORTEST = 5


class ReasonBar(QFrame):
    """One question, one line for the answer, before it a choice where there is one; Enter goes on, Esc gives up."""

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._given: Callable[[str], None] = lambda _reason: None
        self._question = Words()
        self._said = Words("", Tone.PROBLEM)
        self.pick = Pick(())
        self.pick.setMinimumContentsLength(10)
        self.reason = line("Alasan", hint="Alasan")
        self.reason.setMaxLength(LONGEST)
        self.reason.returnPressed.connect(self.accept)
        self.pick.entered.connect(self.reason.setFocus)
        self._go = button("Lanjutkan", self.accept, kind=PrimaryButton)
        self._stop = button("Tidak jadi", self.dismiss, key="Esc")
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addWidget(self.reason, 1)
        row.addWidget(self._go)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self._said)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def ask(
        self, question: str, act: str, given: Callable[[str], None], *, choice: str = "", among: Sequence[Choice] = ()
    ) -> None:
        """Asks; `given` gets the reason once there is one, `act` is written on the button.

        With `among` one of these is asked for first, under the name `choice`; `pick` then holds it.
        """
        self._given = given
        self._question.say(question)
        self._go.setText(act)
        self._go.setAccessibleName(act)
        self.reason.setAccessibleDescription(question)
        self.reason.clear()
        self._said.say("")
        self.pick.offer(among)
        self.pick.setAccessibleName(choice)
        self.pick.setPlaceholderText(choice)
        self.pick.setVisible(bool(among))
        self.show()
        (self.pick if among else self.reason).setFocus()

    def accept(self) -> None:
        """Hands the reason on; a blank one is refused, and so is a choice that was not made."""
        if self.pick.count() and self.pick.value() is None:
            self._said.say(f"Pilih dahulu: {self.pick.accessibleName()}.", Tone.PROBLEM)
            self.pick.setFocus()
            return
        reason = " ".join(self.reason.text().split())
        if len(reason) < SHORTEST:
            self._said.say("Tulis alasan yang jelas; alasan ikut tersimpan di register.", Tone.PROBLEM)
            self.reason.setFocus()
            return
        self.hide()
        self._given(reason)

    def dismiss(self) -> None:
        """Gives up; nothing has changed."""
        self.hide()
        self.dismissed.emit()

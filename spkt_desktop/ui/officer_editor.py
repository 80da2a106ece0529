"""One officer: the particulars that letters print, and the passphrase that opens the desk."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spkt_desktop.forms import SETTINGS, Known, check
from spkt_desktop.records import Values
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, note
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.passphrase import PassphrasePair
from spkt_desktop.ui.style import Tone

FORM = SETTINGS["officer"]


class OfficerEditor(QWidget):
    """The form of an officer above the passphrase lines."""

    changed = Signal()

    def __init__(self, values: Values, passphrase_words: str) -> None:
        super().__init__()
        self.form = FormEditor(FORM, values)
        self.pair = PassphrasePair("Kata sandi")
        self._about = note(passphrase_words)
        self._said = Words("", Tone.PROBLEM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        below = QVBoxLayout()
        below.setContentsMargins(style.MARGIN, 0, style.MARGIN, style.GAP)
        below.addWidget(self._about)
        below.addWidget(self.pair)
        below.addWidget(self._said)
        column.addLayout(below)
        self.form.changed.connect(self.changed)
        self.pair.changed.connect(self.changed)

    def show_officer(self, values: Values, passphrase_words: str) -> None:
        """Edits another officer."""
        self.form.set_values(values)
        self.form.show_checked((), ())
        self.pair.clear()
        self._about.say(passphrase_words)
        self._said.say("")

    def accepted(self, now: datetime, *, needs_passphrase: bool) -> Values | None:
        """The clean values; None where something is wrong, which is then shown and has the focus."""
        checked = check(FORM, self.form.values(), Known(now))
        self.form.show_checked(checked.problems, checked.warnings)
        if checked.problems:
            self.form.focus_problem()
            return None
        self.pair.nrp = checked.values["petugas"]["nrp"]
        wanted = needs_passphrase or self.pair.text or self.pair.second.text()
        problem = self.pair.problem() if wanted else ""
        self._said.say(problem, Tone.PROBLEM)
        if problem:
            self.pair.first.setFocus()
            return None
        return checked.values

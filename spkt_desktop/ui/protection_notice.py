"""The calm word above a form that a case is protected, with what the law then asks of the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spkt_desktop.forms.protection import ADVICE
from spkt_desktop.ui.controls import Words, subheading
from spkt_desktop.ui.style import GAP


class ProtectionNotice(QFrame):
    """Hidden while nothing protects the case."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._title = subheading("")
        self._advice = Words()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP // 2)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        self.hide()

    def say(self, reasons: Sequence[str]) -> None:
        """Say why the case is protected and what is to be done; no reason hides the notice."""
        lines = [line for reason in reasons for line in ADVICE[reason]]
        self._title.say(f"Perkara dilindungi: {' dan '.join(reasons)}." if reasons else "")
        self._advice.say("\n".join(f"•  {line}" for line in dict.fromkeys(lines)))
        self.setVisible(bool(reasons))

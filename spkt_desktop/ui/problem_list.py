"""The list at the top of a form: what must be put right, then what is doubtful; each line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from spkt_desktop.errors import Problem
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.style import GAP, Tone

_MOST = 6
"""Lines shown of each sort; the others stand at their fields."""


class ProblemList(QFrame):
    """Problems and warnings as links; hidden while there are none."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._shown: dict[Tone, Sequence[Problem]] = {}
        self._lines = {Tone.PROBLEM: Notice(Tone.PROBLEM), Tone.WARNING: Notice(Tone.WARNING)}
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for tone, line in self._lines.items():
            line.setTextFormat(Qt.TextFormat.RichText)
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
            )
            line.linkActivated.connect(lambda link, tone=tone: self.chosen.emit(self._shown[tone][int(link)]))
            column.addWidget(line)
        self._lines[Tone.PROBLEM].setAccessibleName("Yang harus diperbaiki")
        self._lines[Tone.WARNING].setAccessibleName("Yang perlu diperiksa")
        self.hide()

    def show_all(self, problems: Sequence[tuple[str, Problem]], warnings: Sequence[tuple[str, Problem]]) -> None:
        """Show them, each with the name of its field."""
        self._show(Tone.PROBLEM, "Harus diperbaiki:", problems)
        self._show(Tone.WARNING, "Periksa lagi (tidak menghalangi):", warnings)
        self.setVisible(bool(problems or warnings))

    def _show(self, tone: Tone, title: str, named: Sequence[tuple[str, Problem]]) -> None:
        self._shown[tone] = [problem for _name, problem in named]
        lines = [
            f'<a href="{at}">{escape(_sentence(name, problem.message))}</a>'
            for at, (name, problem) in enumerate(named[:_MOST])
        ]
        if len(named) > _MOST:
            lines.append(f"dan {len(named) - _MOST} lagi, ditandai pada isiannya")
        self._lines[tone].say("<br>".join([f"<b>{title}</b>", *lines]) if named else "")


def _sentence(name: str, message: str) -> str:
    """The message with the name of its field (`Barang 2, Nomor`) before it, unless it begins with that field anyway."""
    row, _, field = name.rpartition(", ")
    place = row if message.startswith(field) else name
    return f"{place}: {message}" if place else message

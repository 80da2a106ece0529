"""What a record can be followed by, as a list in a bar on the page; nothing that it holds is typed again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from spkt_desktop.app.cases import FollowUp
from spkt_desktop.forms.form import Proposal
from spkt_desktop.ui.choice_bar import ChoiceBar


class FollowBar(ChoiceBar):
    """One line for each way to go on."""

    chosen = Signal(str, Proposal)
    """Name of the form, and what it begins with."""

    def __init__(self) -> None:
        super().__init__("Lanjutkan dengan", "Lanjutkan dengan (isinya terbawa, tidak diketik ulang)", "Mulai")
        self._offers: list[tuple[str, Proposal]] = []

    def offer(self, follow_ups: Sequence[FollowUp]) -> None:
        """Shows these."""
        self._offers = [(one.form, proposal) for one in follow_ups for proposal in one.proposals]
        titles = {one.form: one.title for one in follow_ups}
        self.ask([" · ".join(filter(None, (titles[form], proposal.label))) for form, proposal in self._offers])

    def taken(self, row: int) -> None:
        """Begins what stands there."""
        self.chosen.emit(*self._offers[row])

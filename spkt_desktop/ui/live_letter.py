"""The papers of a form while it is filled in: the chosen one stands live beside the fields."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.forms import complete
from spkt_desktop.forms.schema import Choice, Field
from spkt_desktop.records import Letter, Values
from spkt_desktop.ui import letter_marks
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.stepper import Stepper
from spkt_desktop.ui.style import GAP
from spkt_desktop.ui.titles import shown_title
from spkt_desktop.ui.worker import Worker


class LiveLetter(QWidget):
    """Follows the values of one form; Ctrl and a page key step through the papers that they have."""

    failed = Signal(str)
    """Why the paper could not be made."""
    followed = Signal()
    """Another letter stands there: what is marked has to be looked for again."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app, self._worker = app, worker
        self._form, self._about = "", ""
        self._values: Values = {}
        self.view = LetterView()
        self.papers = Stepper("Surat", "Ctrl+PgUp / PgDn")
        self.papers.chosen.connect(lambda _paper: self._render())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, GAP)
        head.addWidget(self.papers)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(240)

    def open(self, form: str, about: str) -> None:
        """Show the papers of another form from now on, the first before all."""
        self._form, self._about = form, about
        self._values = {}
        self.papers.offer(())

    def follow(self, values: Values) -> None:
        """Show what these clean values make of the chosen paper, as soon as it is made."""
        if values == self._values and self.papers.values:
            return
        self._values = values
        form, titles = self._app.form(self._form), self._app.unit.values
        papers = form.papers_of(complete(form, values))
        self.papers.offer([Choice(one.name, shown_title(str(titles[one.name]["judul"]))) for one in papers])
        self._render()

    def step(self, steps: int) -> None:
        """Show the paper so many places on, or back."""
        if (paper := self.papers.after(steps)) != self.papers.value:
            self.papers.show_value(paper)
            self._render()

    def mark(self, field: Field, value: Any) -> None:
        """Mark the value of a field on the paper."""
        self.view.mark(letter_marks.spellings(field, value))

    def _render(self) -> None:
        plan = self._app.letters.preview(self._form, self._values, self.papers.value, self._about)
        render = self._app.letters.render
        self._worker.run(lambda: render(plan), self._rendered, latest="pratinjau")

    def _rendered(self, done: Future[Letter]) -> None:
        try:
            letter = done.result()
        except SpktError as error:
            self.failed.emit(str(error))
        else:
            self.view.show_pdf(letter.pdf)
            self.followed.emit()

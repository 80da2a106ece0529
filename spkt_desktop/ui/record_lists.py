"""The lists beside a record: its papers, and the records before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from spkt_desktop.app.cases import PaperState
from spkt_desktop.records import Record
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.titles import shown_title

MOST_ROWS = 6
PROTECTED = "dilindungi"


def shown_name(record: Record) -> str:
    """Whom a record is about, as lists show it: initials and a word where it is protected."""
    return " · ".join(filter(None, (record.who, PROTECTED if record.protection else "")))


class PaperList(RoomyList):
    """Each paper with its number and how often it was handed out; the marked one is drawn."""

    def __init__(self, papers: Sequence[PaperState]) -> None:
        super().__init__("Surat dari perkara ini")
        self._papers = papers
        for one in papers:
            printed = f"dicetak {one.copies} kali" if one.copies else "belum dicetak"
            self.addItem(f"{shown_title(one.title)} · {printed}\n{one.number}")
        self.setCurrentRow(0)
        self.fit(MOST_ROWS)
        if len(papers) < 2:
            self.hide()

    @property
    def paper(self) -> str:
        """Name of the marked paper; empty where there is none."""
        row = self.currentRow()
        return self._papers[row].paper.name if row >= 0 else ""

    def step(self, by: int) -> None:
        """Marks a paper further down, or up where it is negative; nothing lies beyond the ends."""
        self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))


class RelatedList(RoomyList):
    """The record that one follows, then those that follow it; Enter opens the marked one."""

    chosen = Signal(str)
    """Id of the record to open."""

    def __init__(self, parent: Record | None, following: Sequence[Record], titles: dict[str, str]) -> None:
        super().__init__("Surat asal dan lanjutannya")
        self._records = [*([parent] if parent else []), *following]
        for one in self._records:
            kind = titles.get(one.form, one.form)
            told = (f"{'Asal' if one is parent else 'Lanjutan'}: {kind}", shown_name(one))
            ended = "" if one.status == "berlaku" else one.status
            facts = (ended, moment(one.registered_at), one.number.text)
            self.addItem("\n".join(" · ".join(filter(None, words)) for words in (told, facts)))
        self.fit(MOST_ROWS)
        if not self._records:
            self.hide()
        self.installEventFilter(self)
        self.itemDoubleClicked.connect(self._open)  # a lambda would keep for ever what was never put on a page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; a record is marked only while the focus is among them."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setCurrentRow(max(0, self.currentRow()) if event.type() == QEvent.Type.FocusIn else -1)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._open()
            return True
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        if (row := self.currentRow()) >= 0:
            self.chosen.emit(self._records[row].id)

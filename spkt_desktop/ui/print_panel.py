"""What stands beside a letter that is ready to leave: which paper, which printer, how many; then how it came out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app.cases import PaperState
from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import PrimaryButton, Words, button, heading, labelled
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.paper import Tray
from spkt_desktop.ui.printer_pick import PrinterPick
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import GAP, MARGIN, ROW, Tone
from spkt_desktop.ui.titles import shown_title

MOST_COPIES = 9
MOST_PAPERS = 7
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
_SINGLE, _SET = "lembar", "set"


class PrintPanel(QWidget):
    """Asks, and says what is asked of it; it hands nothing over itself."""

    paper_chosen = Signal(int)
    """Place in the list of papers."""
    tray_chosen = Signal()
    set_chosen = Signal()
    printing = Signal()
    saving = Signal()
    leaving = Signal()
    answered = Signal(bool)

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the desk, which remembers the printer."""
        super().__init__()
        self.printers = PrinterPick(folder)
        self.title = heading("")
        self.papers = RoomyList("Surat dalam berkas ini")
        self.state = Notice(Tone.QUIET)
        self.sheet = Notice(Tone.WARNING)
        self.trouble = Notice(Tone.PROBLEM)
        self._set = Pick(())
        self._copies = QSpinBox()
        self._set_label = labelled("Cetakan", self._set)
        self._copies_label = labelled("Rangkap", self._copies)
        self.print = button("Cetak (Enter)", self.printing.emit, kind=PrimaryButton)
        self.save = button("Simpan PDF (Ctrl+S)", self.saving.emit)
        self.later = button("Nanti saja (Esc)", self.leaving.emit)
        self.good = button("Ya (Enter)", lambda: self.answered.emit(True), kind=PrimaryButton)
        self.bad = button("Tidak, cetak lagi", lambda: self.answered.emit(False))
        self._steps = QStackedWidget()
        self._build()

    @property
    def asking(self) -> bool:
        """Whether it is asked how the print came out."""
        return self._steps.currentIndex() == 1

    @property
    def tray(self) -> Tray | None:
        """The chosen printer."""
        return self.printers.tray

    @property
    def whole_set(self) -> bool:
        """Whether one copy for everybody on the unit's list is wanted."""
        return bool(self._set.value() == _SET)

    @property
    def copies(self) -> int:
        """How many of the same are wanted; a set is made once."""
        return 1 if self.whole_set else self._copies.value()

    def ask(self, how_it_came_out: bool) -> None:
        """Ask how the print came out, or what to print."""
        self._steps.setCurrentIndex(int(how_it_came_out))

    def list_papers(self, papers: Sequence[PaperState]) -> None:
        """List the papers, where there are several."""
        self.papers.blockSignals(True)
        self.papers.clear()
        for one in papers:
            state = f"sudah dicetak {one.copies} kali" if one.copies else "belum dicetak"
            QListWidgetItem(f"{shown_title(one.title)}\n{state}  ·  {one.number}", self.papers)
        self.papers.blockSignals(False)
        self.papers.fit(MOST_PAPERS)
        self.papers.setVisible(len(papers) > 1)

    def show_paper(self, paper: PaperState, at: int) -> None:
        """Mark the chosen one; offer a set where the unit makes one, which takes its time and its paper."""
        self.papers.blockSignals(True)
        self.papers.setCurrentRow(at)
        self.papers.blockSignals(False)
        self.title.say(paper.number)
        count = len(paper.labels)
        self._set.offer([Choice(_SINGLE, "Satu lembar"), Choice(_SET, f"Satu set ({count} lembar)")] if count else [])
        self._set.set_value(_SINGLE if count else None)
        self._copies.setValue(1)
        self._allow_copies()

    def show_tray(self, paper: str) -> None:
        """Say what has to be known of the chosen printer before that paper goes there."""
        tray = self.tray
        self.sheet.say(tray.sheet.words(paper) if tray else "")
        self.trouble.say(self.printers.trouble)

    def allow(self, *, ready: bool, busy: bool) -> None:
        """Let those buttons be pressed that can do something."""
        self.print.setEnabled(ready and not busy and self.tray is not None)
        self.save.setEnabled(ready and not busy)
        self.later.setEnabled(not busy)
        self.papers.setEnabled(not busy)

    def focus_act(self) -> None:
        """Put the focus on what Enter does: print, save where there is no printer, or answer."""
        ready = self.print if self.print.isEnabled() else self.save
        (self.good if self.asking else ready if ready.isEnabled() else self.later).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down on a button go to another paper, where there are several; Enter prints it from there."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and (step := _STEPS.get(event.key()))
            and self.papers.isVisible()
            and self.papers.isEnabled()
        ):
            self.papers.setFocus()
            self.papers.setCurrentRow(min(max(self.papers.currentRow() + step, 0), self.papers.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def _allow_copies(self) -> None:
        for label, control, shown in (
            (self._set_label, self._set, self._set.count() > 0),
            (self._copies_label, self._copies, not self.whole_set),
        ):
            label.setVisible(shown)
            control.setVisible(shown)

    def _choose_set(self) -> None:
        self._allow_copies()
        self.set_chosen.emit()

    def _build(self) -> None:
        self._copies.setRange(1, MOST_COPIES)
        self._copies.setMinimumHeight(ROW)
        self.printers.setMinimumHeight(ROW)
        self.printers.changed.connect(self.tray_chosen)
        self.printers.entered.connect(self.printing)
        self._set.changed.connect(self._choose_set)
        self._set.entered.connect(self.printing)
        for act in (self.print, self.save, self.later):
            act.installEventFilter(self)
        self.papers.currentRowChanged.connect(self.paper_chosen)
        choose = QWidget()
        column = QVBoxLayout(choose)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        parts = (
            labelled("Printer", self.printers), self.printers, self._set_label, self._set, self._copies_label,
            self._copies, self.sheet, self.trouble, self.print, self.save, self.later,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self._steps.addWidget(choose)
        self._steps.addWidget(self._question())
        side = QVBoxLayout(self)
        side.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        side.setSpacing(GAP)
        for widget in (self.title, self.papers, self.state):
            side.addWidget(widget)
        side.addWidget(self._steps, 1)
        self.setMinimumWidth(280)

    def _question(self) -> QWidget:
        ask = QWidget()
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("Tercetak baik?"))
        answers = QHBoxLayout()
        answers.addWidget(self.good, 1)
        answers.addWidget(self.bad, 1)
        column.addLayout(answers)
        column.addWidget(
            Words("Bila kertas macet atau cetakannya rusak, pilih Tidak: cetakan berikutnya bukan salinan.", Tone.QUIET)
        )
        column.addStretch()
        return ask

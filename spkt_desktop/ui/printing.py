"""The last step of a record: hand its papers to a printer one after the other, and say whether they came out well."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from spkt_desktop.app import App
from spkt_desktop.app.cases import PaperState
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Letter, LetterPlan, Record
from spkt_desktop.ui import paper
from spkt_desktop.ui.controls import side_by_side
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.paper import Tray
from spkt_desktop.ui.print_panel import PrintPanel
from spkt_desktop.ui.saving import ask_where, write_whole
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker


@dataclass(frozen=True, slots=True)
class _Job:
    """A letter that is ready to leave."""

    plan: LetterPlan
    letter: Letter


class PrintPage(Page):
    """Prints the papers of a record, or saves them as PDF; what was handed out is written down before it leaves."""

    chapter = "Mencetak"
    finished = Signal(Record)
    """All papers are out, or the officer leaves them for later."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app, self._worker = app, worker
        self._record: Record | None = None
        self._papers: Sequence[PaperState] = ()
        self._at = 0
        self._browsing = False
        self._job: _Job | None = None
        self._panel = PrintPanel(app.folder)
        self._view = LetterView()
        self._build()

    def show_record(self, record: Record) -> None:
        """Prepare the papers of that record: the first that was never printed, else the first of all."""
        self._record = record
        self._panel.later.setText("Nanti saja (Esc)")
        self._look()
        self._choose(self._next(0) or 0)

    def enter(self) -> None:
        """The focus is on what Enter does: print, save where there is no printer, or answer."""
        self._panel.focus_act()

    def _return(self) -> None:
        """Put the focus back once something slow is done; an officer who has gone elsewhere keeps theirs."""
        if self.isVisible():
            self.enter()

    def print_letter(self) -> None:
        """Write down that the letter is handed out, then hand it to the chosen printer."""
        record, job, tray, copies = self._record, self._job, self._panel.tray, self._panel.copies
        if not (record and job and tray and self._write_down(record, job, "printer", copies)):
            return
        self._panel.printers.remember()
        self._panel.state.say("Sedang dikirim ke printer …")
        self._allow(busy=True)
        title = self._papers[self._at].title
        self._worker.run(lambda: paper.spool(job.letter, tray, copies, title), self._spooled)

    def save_pdf(self) -> None:
        """Ask where, write down that the letter is handed out, then save it."""
        record, job = self._record, self._job
        if not (record and job):
            return
        try:
            file = ask_where(self, self._file_name(), ".pdf", "PDF")
        except SpktError as error:
            self._panel.trouble.say(str(error))
            return
        if file is None or not self._write_down(record, job, "pdf", 1):
            self.enter()
            return
        try:
            write_whole(file, job.letter.pdf)
        except SpktError as error:
            self._failed(str(error))
        else:
            self._go_on("Surat disimpan sebagai PDF.")

    def postpone(self) -> None:
        """Leave what is unprinted: it stays in the register and can be printed from there."""
        if self._record and self._panel.later.isEnabled():
            self.said.emit("Surat tersimpan di register dan dapat dicetak dari sana (F3).", Tone.GOOD)
            self.finished.emit(self._record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main act, Esc leaves, Ctrl+S saves."""
        if is_plain_enter(event):
            (self._panel.good if self._panel.asking else self._panel.print).click()
        elif event.key() == Qt.Key.Key_Escape and not self._panel.asking:
            self.postpone()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if not self._panel.asking:
                self._panel.save.click()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Look again at the papers as they stand."""
        if self._record:
            self._papers = self._app.cases.papers(self._record)
            self._panel.list_papers(self._papers)

    def _next(self, start: int) -> int | None:
        """The place of the next paper that was never printed, from there on and then from the beginning."""
        places = [*range(start, len(self._papers)), *range(start)]
        return next((at for at in places if not self._papers[at].copies), None)

    def _choose(self, at: int) -> None:
        """Prepare the paper at that place."""
        self._at, self._browsing = at, False
        self._panel.show_paper(self._papers[at], at)
        self._panel.ask(False)
        self._prepare()

    def _browse(self, at: int) -> None:
        """Prepare another paper; the focus stays in the list, where Enter prints it."""
        self._choose(at)
        self._browsing = True

    def _prepare(self) -> None:
        """Make the chosen paper, single or as a set."""
        record, self._job = self._record, None
        if record is None:
            return
        self._panel.trouble.say("")
        self._panel.state.say("Surat sedang disiapkan …")
        self._allow()
        chosen = self._papers[self._at].paper.name
        try:
            plan = self._app.letters.plan(record, chosen, labelled=self._panel.whole_set)
        except SpktError as error:
            self._panel.state.say("")
            self._panel.trouble.say(str(error))
            self._return()
            return
        render = self._app.letters.render
        self._worker.run(lambda: _Job(plan, render(plan)), self._rendered, latest="surat")

    def _rendered(self, done: Future[_Job]) -> None:
        try:
            job = done.result()
        except SpktError as error:
            self._panel.state.say("")
            self._panel.trouble.say(str(error))
            self._return()
            return
        if job.plan.template.name != self._papers[self._at].paper.name:
            return  # another paper was chosen while this one was made
        self._job = job
        self._view.show_pdf(job.letter.pdf)
        self._panel.state.say("Mencari printer …")
        self._worker.run(lambda: paper.trays(job.letter.paper), self._found, latest="printer")

    def _found(self, done: Future[Sequence[Tray]]) -> None:
        self._panel.printers.offer_trays(done.result())
        self._show_job()
        if not self._browsing:
            self._return()

    def _show_job(self) -> None:
        self._panel.state.say("")
        if self._job:
            letter, copy = self._job.letter, self._job.plan.copy
            copied = f", salinan ke-{copy}" if copy else ""
            self._panel.state.say(f"Kertas {letter.paper}, {letter.pages} halaman{copied}.")
            self._panel.show_tray(letter.paper)
        self._allow()

    def _write_down(self, record: Record, job: _Job, destination: str, copies: int) -> bool:
        handed = copies * max(len(job.plan.labels), 1)
        try:
            self._record = self._app.letters.printed(
                record, job.plan, job.letter, destination=destination, copies=handed
            )
        except SpktError as error:
            self._panel.trouble.say(str(error))
            return False
        self.changed.emit()
        return True

    def _spooled(self, done: Future[None]) -> None:
        try:
            done.result()
        except SpktError as error:
            self._failed(str(error))
        else:
            self._panel.state.say("")
            self._allow()
            self._panel.ask(True)
            self._return()

    def _failed(self, words: str) -> None:
        """No paper came, so the next print is the letter itself again."""
        if self._record and self._job:
            self._record = self._app.letters.outcome(self._record, False)
        self._show_job()
        self._panel.trouble.say(words)
        self._return()

    def _answer(self, good: bool) -> None:
        if self._record is None:
            return
        self._record = self._app.letters.outcome(self._record, good)
        self.changed.emit()
        if good:
            self._go_on(f"Surat {self._papers[self._at].number} selesai dicetak.")
        else:
            self._panel.ask(False)
            self._show_job()
            self._return()

    def _go_on(self, words: str) -> None:
        """On to the next paper that was never printed; where there is none, the record is done."""
        if self._record is None:
            return
        self._record = self._app.record(self._record.id)
        self._look()
        self.said.emit(words, Tone.GOOD)
        after = self._next(self._at)
        if after is None:
            self.finished.emit(self._record)
        else:
            self._panel.later.setText("Selesai (Esc)")
            self._choose(after)

    def _file_name(self) -> str:
        """The number, behind the title where the record has several papers: some share a number."""
        chosen = self._papers[self._at]
        return f"{chosen.title} {chosen.number}" if len(self._papers) > 1 else chosen.number

    def _allow(self, *, busy: bool = False) -> None:
        self._panel.allow(ready=self._job is not None, busy=busy)

    def _build(self) -> None:
        self._panel.paper_chosen.connect(self._browse)
        self._panel.set_chosen.connect(self._prepare)
        self._panel.tray_chosen.connect(self._show_job)
        self._panel.printing.connect(self.print_letter)
        self._panel.saving.connect(self.save_pdf)
        self._panel.leaving.connect(self.postpone)
        self._panel.answered.connect(self._answer)
        side_by_side(self, self._panel, self._view, (360, 640))

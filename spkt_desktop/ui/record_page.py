"""One record: its papers, its particulars, what happened to it and what it waits for, and what can be done with it."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.form import Proposal
from spkt_desktop.records import Letter, Record
from spkt_desktop.ui import standing, style
from spkt_desktop.ui.controls import PrimaryButton, at_left, button, heading, note, rename
from spkt_desktop.ui.follow_bar import FollowBar
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.particulars import Names, Particulars
from spkt_desktop.ui.person_bar import PersonBar
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.record_acts import RecordActs
from spkt_desktop.ui.record_lists import PaperList, RelatedList
from spkt_desktop.ui.standing import Standing
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.titles import shown_title
from spkt_desktop.ui.turning import turn_by
from spkt_desktop.ui.worker import Worker


class RecordPage(Page):
    """Shows one record; what is done with it goes through the app."""

    chapter = "Cetak ulang, perbaikan, batal"
    back = Signal()
    correct = Signal(Record, str)
    """The record to replace and why."""
    reprint = Signal(Record)
    follow = Signal(str, object, str)
    """Name of the form to begin, its values, and the id of the record that it follows (may be empty)."""
    related = Signal(str)
    """Id of a record before or after this one, to be opened."""
    person = Signal(str, str, str)
    """NIK, name and birth date of somebody named in it, whose visits are asked for; NIK or birth date may be empty."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._record: Record | None = None
        self.papers = PaperList(())
        self.related_list = RelatedList(None, (), {})
        self._title = heading("")
        self._area = QScrollArea()
        self._area.setAccessibleName("Keterangan surat")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._letter = LetterView()
        self._reason, self._follow_bar, self._persons = ReasonBar(), FollowBar(), PersonBar()
        self._acts = RecordActs(app, self._reason)
        self._build()

    @property
    def record(self) -> Record:
        """The record that is open, whole; RuntimeError before there is one."""
        if self._record is None:
            raise RuntimeError("no record is open")
        return self._record

    def show_record(self, reference: str) -> None:
        """Opens the record of that id or number; raises NotFound, or Refused for whoever may not see it."""
        self._show(self._app.cases.open(reference))

    def refresh(self) -> None:
        """Looks again at the record that is open: its values never change, so it is not opened anew."""
        self._show(replace(self._app.record(self.record.id), values=self.record.values))

    def enter(self) -> None:
        """The focus is on the first act that is possible."""
        (self._print if self._print.isEnabled() else self._back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def copy_number(self) -> None:
        """Puts the number of the letter on the clipboard."""
        QGuiApplication.clipboard().setText(self.record.number.text)
        self.said.emit("Nomor surat disalin.", Tone.GOOD)

    def go_on(self) -> None:
        """Offers what this record can be followed by."""
        self._close_bars()
        self._follow_bar.offer(self._app.cases.follow_ups(self.record))

    def repair(self) -> None:
        """Asks what is wrong, then opens the form with these values: a new letter replaces this one."""
        record = self.record
        self._close_bars()
        self._reason.ask(
            "Apa yang diperbaiki? Surat baru dengan nomor baru menggantikan surat ini.",
            "Buka formulir",
            lambda reason: self.correct.emit(record, reason),
        )

    def look_up(self) -> None:
        """Offers whoever is named in it to be looked up, each with NIK or birth date."""
        self._close_bars()
        if persons := self._app.people.named(self.record):
            self._persons.offer(persons)
        else:
            self.said.emit("Tidak ada orang dengan NIK atau tanggal lahir dalam surat ini.", Tone.WARNING)

    def void(self) -> None:
        """Asks why the letter is void, then voids it."""
        self._close_bars()
        self._acts.void(self.record)

    def route(self) -> None:
        """Asks where it goes and why, then sends it there."""
        self._close_bars()
        self._acts.route(self.record)

    def mark(self) -> None:
        """Asks why it is marked for the Kapolsek, or no longer, then does so."""
        self._close_bars()
        self._acts.mark(self.record)

    def _show(self, record: Record) -> None:
        app = self._app
        papers, follow_ups = app.cases.papers(record), app.cases.follow_ups(record)
        parent, marked = app.cases.parent(record), self.papers.currentRow()
        anew = self._record is None or self._record.id != record.id
        said = Standing(
            {
                "": list(standing.lines(record, self._linked(record))),
                "Yang ditunggu": list(standing.outstanding(app.cases.awaited(record), app.now())),
                "Kabar dari Polres": list(standing.told(app.news(record.id))),
            }
        )
        names = Names(
            {officer.nrp: f"{officer.rank} {officer.name}" for officer in app.officers()},
            {one.paper.name: shown_title(one.title) for one in papers} if len(papers) > 1 else {},
            parent.number.text if parent else "",
        )
        told = Particulars(app.form(record.form), record.values, app.history(record.id), names)
        self._record = record
        self._title.say(record.number.text)
        self.papers = PaperList(papers)
        self.papers.setCurrentRow(0 if anew else marked)
        self.papers.currentRowChanged.connect(lambda _row: self._draw())
        titles = {form.name: form.title for form in app.forms.values()}
        self.related_list = RelatedList(parent, app.cases.following(record), titles)
        self.related_list.chosen.connect(self.related)
        turning = note("Surat dari perkara ini: Ctrl+PgDn dan Ctrl+PgUp berganti" if len(papers) > 1 else "")
        self._lay_out(said, turning, self.papers, self.related_list, told)
        valid = record.status == "berlaku"
        for act in (self._print, self._repair, self._void, self._route, self._mark):
            act.setEnabled(valid)
        self._go_on.setEnabled(any(one.proposals for one in follow_ups))
        rename(self._mark, "Cabut atensi…" if record.attention else "Atensi…")
        self._close_bars()
        self._draw()

    def _close_bars(self) -> None:
        for bar in (self._reason, self._follow_bar, self._persons):
            bar.hide()

    def _draw(self) -> None:
        """Draws the marked paper as it was printed."""
        plan = self._app.letters.plan(self.record, self.papers.paper)
        self._worker.run(lambda: self._app.letters.render(plan), self._show_letter, latest="surat")

    def _show_letter(self, done: Future[Letter]) -> None:
        try:
            self._letter.show_pdf(done.result().pdf)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)

    def _linked(self, record: Record) -> str:
        if record.replaced_by:
            return f"Penggantinya: {self._app.record(record.replaced_by).number.text}."
        return f"Menggantikan {self._app.record(record.replaces).number.text}." if record.replaces else ""

    def _begin(self, form: str, proposal: Proposal) -> None:
        self.follow.emit(form, proposal.values, self.record.id if proposal.linked else "")

    def _written(self) -> None:
        self.changed.emit()
        self.refresh()

    def _lay_out(self, *parts: QWidget) -> None:
        """Puts these below each other, in place of what was shown."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, style.GAP, 0)
        column.setSpacing(style.GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self._area.setWidget(content)
        for before, after in pairwise((self._area, self.papers, self.related_list, self._letter)):
            QWidget.setTabOrder(before, after)

    def _build(self) -> None:
        self._back = button("Kembali", self.back.emit)
        self._back.setText("Kembali  (Esc)")
        self._print = button("Cetak", lambda: self.reprint.emit(self.record), key="Ctrl+P", kind=PrimaryButton)
        self._go_on = button("Lanjutkan…", self.go_on, key="Alt+L")
        self._repair = button("Perbaiki…", self.repair, key="Alt+P")
        self._void = button("Batalkan…", self.void, key="Alt+B")
        self._route = button("Ubah tujuan…", self.route, key="Alt+U")
        self._mark = button("Atensi…", self.mark, key="Alt+A")
        copy = button("Salin nomor", self.copy_number, key="Alt+S")
        persons = button("Orang…", self.look_up, key="Alt+O")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        for half in (self._area, self._letter):
            halves.addWidget(half)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([500, 500])
        page = QVBoxLayout(self)
        page.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        page.addLayout(head)
        page.addLayout(at_left(self._print, self._go_on, self._repair, self._void))
        page.addLayout(at_left(self._route, self._mark, copy, persons))
        page.addWidget(self._reason)
        page.addWidget(self._follow_bar)
        page.addWidget(self._persons)
        page.addWidget(halves, 1)
        self._reason.dismissed.connect(self.enter)
        self._follow_bar.dismissed.connect(self.enter)
        self._follow_bar.chosen.connect(self._begin)
        self._persons.dismissed.connect(self.enter)
        self._persons.chosen.connect(self.person)
        self._acts.said.connect(self.said)
        self._acts.changed.connect(self._written)
        self._acts.ended.connect(self.enter)
        turn_by(self, lambda by: self.papers.step(by))  # the list is another one for each record

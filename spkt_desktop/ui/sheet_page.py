"""A listing or a report that leaves the desk: read, drawn, shown, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from spkt_desktop.app import App
from spkt_desktop.books import Progress
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper
from spkt_desktop.ui.controls import rename, side_by_side
from spkt_desktop.ui.handing_over import EXCEL, PDF, HandingOver
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.long_work import LongWork
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.paper import Tray
from spkt_desktop.ui.pdf import Pdf
from spkt_desktop.ui.saving import ask_where
from spkt_desktop.ui.sheet_panel import SheetPanel
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker

READING, DRAWING, TABULATING = "Membaca", "Menggambar", "Membuat tabel"


@dataclass(frozen=True, slots=True)
class Made:
    """All that a listing or a report is drawn from."""

    draw: Callable[[Progress], Letter]
    """Pure, for the worker."""
    tabulate: Callable[[Progress], bytes] | None = None
    """The same as a spreadsheet; None where there is none."""


def _unasked(_medium: str) -> None:
    """Nothing is written down."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A listing or a report that somebody asks for."""

    title: str
    """Heading of the page: `Buku mutasi regu I`; the printer's queue shows it, so it never names a person."""
    name: str
    """Stem of the file that is offered: `mutasi-2026-11-20-regu-i`; never a person."""
    gather: Callable[[], Generator[tuple[int, int], None, Made]]
    """Run in the window's thread in steps; yields (done, of all)."""
    leaving: Callable[[str], None] = _unasked
    """Told "dicetak", "PDF" or "Excel" before it leaves; what raises a SpktError stays."""


class SheetPage(Page):
    """Makes what is wanted and hands it over; what is called off before it is made leaves nothing behind."""

    chapter = "Mencetak"
    left = Signal(object)
    """The officer goes back to that page; what was said last still holds."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._work = LongWork(worker, self)
        self._handing = HandingOver(worker, self)
        self._wanted: Wanted | None = None
        self._made: Made | None = None
        self._letter: Letter | None = None
        self._back: Page | None = None
        self._doing = READING
        self._away = False
        """Whether the sheet is on its way to a printer or a file."""
        self._panel = SheetPanel(app.folder)
        self._view = LetterView()
        self._build()

    def make(self, wanted: Wanted, back: Page) -> None:
        """Make that sheet; afterwards the officer goes back to `back`."""
        self._wanted, self._back = wanted, back
        self._begin()

    def enter(self) -> None:
        """The focus is on what Enter does; a sheet that was left before it was made is begun again."""
        if self._wanted and self._letter is None and not self._work.busy:
            self._begin()
        self._focus()

    def leave(self) -> bool:
        """Calls off what is not made yet."""
        if self._letter is None:
            self._work.call_off()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main act, wherever the focus is."""
        if is_plain_enter(event):
            self._panel.main.click()
        else:
            super().keyPressEvent(event)

    # Making

    def _begin(self) -> None:
        if self._wanted is None:
            return
        self._made = self._letter = None
        self._view.show_pdf(b"")
        self._away = False
        self._panel.begin(self._wanted.title)
        self._tell(READING)
        self._work.gather(self._wanted.gather(), self._gathered)
        self._allow()
        self._focus()

    def _gathered(self, done: Future[Made]) -> None:
        try:
            made = self._made = done.result()
        except SpktError as error:
            self._cannot(error)
            return
        self._tell(DRAWING)
        self._work.run(lambda progress: _opened(made.draw(progress)), self._drawn)
        self._allow()

    def _drawn(self, done: Future[tuple[Letter, Pdf]]) -> None:
        try:
            letter, pages = done.result()
        except SpktError as error:
            self._cannot(error)
            return
        self._letter = letter
        self._view.show_pages(pages)
        self._panel.rest("Mencari printer …")
        self._allow()
        self._worker.run(lambda: paper.trays(letter.paper), self._found, latest="printer lembar")

    def _found(self, done: Future[tuple[Tray, ...]]) -> None:
        if self._letter is None:
            return
        self._panel.printers.offer_trays(done.result())
        self._rest()

    def _cannot(self, error: SpktError) -> None:
        """It cannot be made: say why, and leave the way back."""
        self._wanted = None
        self._panel.rest()
        self._panel.trouble.say(str(error))
        self._allow()
        self._focus()

    # Handing over

    def print_sheet(self) -> None:
        """Write down that the sheet is printed, then hand it to the chosen printer."""
        letter, wanted, tray = self._letter, self._wanted, self._panel.printers.tray
        if letter and wanted and tray:
            self._panel.printers.remember()
            self._handing.print_out(letter, wanted.title, tray, wanted.leaving)

    def save_pdf(self) -> None:
        """Ask where, write down that the sheet is saved, then save it."""
        letter, wanted, file = self._letter, self._wanted, self._where(".pdf", PDF)
        if letter and wanted and file:
            self._handing.save(letter, PDF, file, letter.pdf, wanted.leaving)

    def save_table(self) -> None:
        """Ask where, make the spreadsheet, write down that it is saved, then save it."""
        tabulate, file = self._made.tabulate if self._made else None, self._where(".xlsx", EXCEL)
        if tabulate and file:
            self._tell(TABULATING)
            self._work.run(tabulate, lambda done: self._tabulated(done, file))
            self._allow()

    def _tabulated(self, done: Future[bytes], file: Path) -> None:
        self._rest()
        try:
            content = done.result()
        except SpktError as error:
            self._panel.trouble.say(str(error))
            return
        if self._letter and self._wanted:
            self._handing.save(self._letter, EXCEL, file, content, self._wanted.leaving)

    def _where(self, ending: str, kind: str) -> Path | None:
        """Where that file is to lie; None where it is not to be."""
        if self._wanted is None or self._letter is None:
            return None
        file = None
        try:
            file = ask_where(self, self._wanted.name, ending, kind)
        except SpktError as error:
            self._panel.trouble.say(str(error))
        self._focus()
        return file

    def _leaves(self, words: str) -> None:
        self._away = True
        self._panel.trouble.say("")
        self._panel.progress(words)
        self._allow()
        self.changed.emit()

    def _has_left(self, letter: Letter, good: bool) -> None:
        """It is out, or it is not; the page may show something else by now."""
        if letter is self._letter:
            self._away = False
            self._rest()
            if good and self.isVisible():
                self._panel.leave.setFocus()

    # Standing

    def go_back(self) -> None:
        """Call off what is under way; where nothing is, go back to where the sheet was asked for."""
        making, busy = self._letter is None, self._work.busy
        self._work.call_off()
        if busy and not making:
            self._rest()
            return
        if busy:
            self._wanted = None
            self.said.emit("Dibatalkan. Tidak ada yang dibuat.", Tone.PLAIN)
        self.left.emit(self._back)

    def _tell(self, doing: str) -> None:
        self._doing = doing
        self._panel.progress(f"{doing} …")

    def _rest(self) -> None:
        """Show the sheet as it is, ready to leave."""
        if self._letter:
            self._panel.rest(f"Kertas {self._letter.paper}, {self._letter.pages} halaman.")
            self._panel.show_printer(self._letter.paper)
        self._allow()
        if self.isVisible():
            self._focus()

    def _chosen(self) -> None:
        """Another printer was chosen."""
        if self._letter:
            self._panel.show_printer(self._letter.paper)
        self._allow()

    def _allow(self) -> None:
        table = self._made is not None and self._made.tabulate is not None
        self._panel.allow(ready=self._letter is not None, table=table, busy=self._away or self._work.busy)
        rename(self._panel.leave, "Batal" if self._work.busy else "Kembali")

    def _focus(self) -> None:
        """Where the keys go: to what Enter does, to the pages while there is nothing to do yet."""
        if self._letter is None:
            (self._view if self._work.busy else self._panel.leave).setFocus()
        elif not self._work.busy and not self._away:
            self._panel.main.setFocus()

    def _build(self) -> None:
        self._view.setAccessibleName("Lembar")
        self._panel.printing.connect(self.print_sheet)
        self._panel.saving.connect(self.save_pdf)
        self._panel.tabulating.connect(self.save_table)
        self._panel.leaving.connect(self.go_back)
        self._panel.printers.changed.connect(self._chosen)
        self._handing.begun.connect(self._leaves)
        self._handing.refused.connect(self._panel.trouble.say)
        self._handing.ended.connect(self._has_left)
        self._handing.said.connect(self.said)
        self._work.progressed.connect(lambda done, of_all: self._panel.progress(self._doing, done, of_all))
        side_by_side(self, self._panel, self._view, (280, 1000))


def _opened(letter: Letter) -> tuple[Letter, Pdf]:
    """A letter, and its pages as the window shows them."""
    return letter, Pdf(letter.pdf).measured()

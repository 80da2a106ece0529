"""What stands beside a listing or a report: how far it is, then the printer and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from spkt_desktop.ui.controls import PrimaryButton, button, heading, labelled, progress
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.printer_pick import PrinterPick
from spkt_desktop.ui.style import GAP, MARGIN, ROW, Tone


class SheetPanel(QWidget):
    """Asks, and says what is asked of it; it hands nothing over itself."""

    printing = Signal()
    saving = Signal()
    tabulating = Signal()
    leaving = Signal()

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the desk, which remembers the printer."""
        super().__init__()
        self.title = heading("")
        self.state = Notice(Tone.QUIET)
        self.trouble = Notice(Tone.PROBLEM)
        self.printers = PrinterPick(folder)
        self._bar: QProgressBar = progress("Kemajuan")
        self._fit = Notice(Tone.WARNING)
        self._label = labelled("Printer", self.printers)
        self.print = button("Cetak", self.printing.emit, key="Ctrl+P", kind=PrimaryButton)
        self.save = button("Simpan PDF", self.saving.emit, key="Ctrl+S")
        self.tabulate = button("Simpan Excel", self.tabulating.emit, key="Alt+X")
        self.leave = button("Kembali", self.leaving.emit, key="Esc")
        self._build()

    def begin(self, title: str) -> None:
        """Something new is to be made."""
        self.title.say(title)
        self.trouble.say("")
        self._fit.say("")
        self.printers.offer_trays(())
        self.progress("Menyiapkan …")

    def progress(self, words: str, done: int = 0, of_all: int = 0) -> None:
        """Say how far what is under way has come; `of_all` is 0 where that is not known."""
        told = f"{words} {_thousands(done)} dari {_thousands(of_all)}" if of_all else words
        self.state.say(told)
        self._bar.setRange(0, of_all)
        self._bar.setValue(done)
        self._bar.show()

    def rest(self, words: str = "") -> None:
        """Nothing is under way any more."""
        self._bar.hide()
        self.state.say(words)

    def show_printer(self, paper: str) -> None:
        """Say what has to be known of the chosen printer before that paper goes there."""
        tray = self.printers.tray
        self._fit.say(tray.sheet.words(paper) if tray else "")
        self.trouble.say(self.printers.trouble)

    def allow(self, *, ready: bool, table: bool, busy: bool) -> None:
        """Show the buttons of a sheet that is ready, and let those be pressed that can do something now.

        `table` is whether there is a spreadsheet of it.
        """
        for one in (self._label, self.printers, self.print, self.save):
            one.setVisible(ready)
        self.tabulate.setVisible(ready and table)
        free = ready and not busy
        self.print.setEnabled(free and self.printers.tray is not None)
        self.save.setEnabled(free)
        self.tabulate.setEnabled(free and table)

    @property
    def main(self) -> QPushButton:
        """What Enter does: print, or save where there is no printer."""
        return self.print if self.print.isEnabled() else self.save

    def _build(self) -> None:
        self.printers.setMinimumHeight(ROW)
        self.printers.entered.connect(self.print.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        for part in (
            self.title, self.state, self._bar, self._label, self.printers, self._fit, self.trouble, self.print,
            self.save, self.tabulate, self.leave,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch()
        self.setMinimumWidth(280)


def _thousands(number: int) -> str:
    """`30.000`."""
    return f"{number:,}".replace(",", ".")

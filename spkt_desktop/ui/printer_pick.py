"""The printers of this PC as a list, in which the one that was used last stands chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.paper import NO_PRINTER, STOPPED, Tray

_LAST = "printer"


class PrinterPick(Pick):
    """Which printer; the folder of the desk remembers the last one that was printed on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(())
        self._memory = QSettings(str(folder / "tampilan.ini"), QSettings.Format.IniFormat, self)
        self._trays: Sequence[Tray] = ()

    @property
    def tray(self) -> Tray | None:
        """The chosen printer."""
        return next((tray for tray in self._trays if tray.name == self.value()), None)

    @property
    def trouble(self) -> str:
        """Why nothing can be printed now; empty where something can."""
        return NO_PRINTER if self.tray is None else "" if self.tray.ready else STOPPED

    def offer_trays(self, trays: Sequence[Tray]) -> None:
        """Offer these printers, the last one used before the others."""
        self._trays = trays
        names = [tray.name for tray in trays]
        self.offer([Choice(name, name) for name in names])
        last = self._memory.value(_LAST)
        self.set_value(last if last in names else next(iter(names), None))

    def remember(self) -> None:
        """The chosen one was printed on."""
        self._memory.setValue(_LAST, self.value())

"""Who is named in a record, as a list in a bar on the page: one of them is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from spkt_desktop.records import Person
from spkt_desktop.ui.choice_bar import ChoiceBar
from spkt_desktop.ui.moments import short_day


def described(name: str, nik: str, born: str) -> str:
    """Somebody in a line: name, NIK, birth date (ISO), as far as they are known."""
    birth = f"lahir {short_day(date.fromisoformat(born))}" if born else ""
    return " · ".join(filter(None, (name, f"NIK {nik}" if nik else "tanpa NIK", birth)))


class PersonBar(ChoiceBar):
    """One line for each person."""

    chosen = Signal(str, str, str)
    """NIK, name and birth date; the first and the last may be empty."""

    def __init__(self) -> None:
        super().__init__("Orang dalam surat ini", "Semua kunjungan siapa yang dilihat?", "Lihat")
        self._persons: Sequence[Person] = ()

    def offer(self, persons: Sequence[Person]) -> None:
        """Shows these; a single one is chosen at once."""
        self._persons = persons
        if len(persons) == 1:
            self.taken(0)
        else:
            self.ask([described(one.name, one.nik, one.born) for one in persons])

    def taken(self, row: int) -> None:
        """Looks that person up."""
        one = self._persons[row]
        self.chosen.emit(one.nik, one.name, one.born)

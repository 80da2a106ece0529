"""What changes a record beside its letters, each act with its question: void, send elsewhere, mark for the Kapolsek."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.routing import DESTINATIONS
from spkt_desktop.forms.schema import Choice
from spkt_desktop.records import Record
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.style import Tone


class RecordActs(QObject):
    """Asks in a bar of the page, then acts through the app."""

    said = Signal(str, Tone)
    changed = Signal()
    """It is done: the page looks again."""
    ended = Signal()
    """Done or refused: the page takes the focus."""

    def __init__(self, app: App, bar: ReasonBar) -> None:
        super().__init__(bar)
        self._app, self._bar = app, bar

    def void(self, record: Record) -> None:
        """Declares a letter void."""
        number = record.number.text
        self._bar.ask(
            f"Mengapa surat {number} dibatalkan? Nomornya tetap tercatat dan tidak dipakai lagi.",
            "Batalkan surat",
            lambda reason: self._act(
                lambda: self._app.void(record.id, reason),
                f"Surat {number} dibatalkan dan tetap tercatat di register.",
            ),
        )

    def route(self, record: Record) -> None:
        """Sends a record elsewhere than was proposed."""
        now = f"Sekarang: {record.destination}." if record.destination else "Sekarang belum diteruskan."
        self._bar.ask(
            f"Ke mana {record.number.text} diteruskan, dan mengapa? {now}",
            "Teruskan",
            lambda reason: self._routed(record, str(self._bar.pick.value()), reason),
            choice="Tujuan",
            among=[Choice(one, one) for one in DESTINATIONS if one != record.destination],
        )

    def mark(self, record: Record) -> None:
        """Marks a record for the Kapolsek, or takes the mark away."""
        on, number = not record.attention, record.number.text
        self._bar.ask(
            f"Mengapa {number} perlu perhatian Kapolsek?" if on else f"Mengapa tanda atensi {number} dicabut?",
            "Tandai atensi" if on else "Cabut atensi",
            lambda reason: self._act(
                lambda: self._app.cases.mark(record.id, on, reason),
                f"{number} ditandai atensi." if on else f"Tanda atensi {number} dicabut.",
            ),
        )

    def _routed(self, record: Record, to: str, reason: str) -> None:
        self._act(
            lambda: self._app.cases.route(record.id, to, reason), f"{record.number.text} diteruskan ke {to}."
        )  # fmt: skip

    def _act(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.changed.emit()
            self.said.emit(done, Tone.GOOD)
        self.ended.emit()

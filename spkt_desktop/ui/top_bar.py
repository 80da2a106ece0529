"""The line that never leaves: unit, officer on duty, what the Polres has not got, last backup, clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.moments import short_day
from spkt_desktop.ui.style import Tone

STALE_DAYS = 7
"""Days after which a backup is too old to stay calm about."""


def backup_words(last: str, now: datetime) -> tuple[str, Tone]:
    """How the last good backup (RFC 3339, may be empty) stands, and its tone."""
    if not last:
        return "Belum ada cadangan (F7)", Tone.WARNING
    at = datetime.fromisoformat(last)
    days = (now.date() - at.date()).days
    if days > STALE_DAYS:
        return f"Cadangan terakhir {days} hari lalu (F7)", Tone.WARNING
    return f"Cadangan {short_day(at)}", Tone.QUIET


class TopBar(QFrame):
    """Calm when fine, plain words when not."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.unit, self.officer, self.pending, self.backup, self.clock = (Words() for _ in range(5))
        self.unit.setFont(style.heading(self.unit.font(), 1.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(style.MARGIN, 6, style.MARGIN, 6)
        row.setSpacing(24)
        for words in (self.unit, self.officer):
            row.addWidget(words)
        row.addStretch()
        for words in (self.pending, self.backup, self.clock):
            row.addWidget(words)
        for words in (self.unit, self.officer, self.pending, self.backup, self.clock):
            words.setWordWrap(False)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        timer = QTimer(self, interval=1000)
        timer.timeout.connect(self._tick)
        timer.start()
        self.refresh()

    def refresh(self) -> None:
        """Looks at the desk again."""
        app = self._app
        officer = app.officer
        self.unit.say(str(app.unit.values["kesatuan"]["polsek"]))
        regu = f" · Regu {officer.regu}" if officer.regu else ""
        self.officer.say(f"{officer.rank} {officer.name}{regu}")
        pending = app.sending.pending()
        self.pending.say(f"{pending} belum diterima Polres" if pending else "Semua diterima Polres", Tone.QUIET)
        self.backup.say(*backup_words(app.keeping.last_backup(), app.now()))
        self._tick()

    def _tick(self) -> None:
        now = self._app.now()
        self.clock.say(f"{short_day(now)}  {now:%H.%M} {self._app.unit.zone}")

"""The line that never leaves: unit, officer and regu on duty, who waits, what the Polres has not got, backup, clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.moments import short_day
from spkt_desktop.ui.stops import CLOCK
from spkt_desktop.ui.style import Tone

STALE_DAYS = 7
"""Days after which a backup is too old to stay calm about."""
WIDE, WIDEST = 950, 1250
"""Device-independent pixels from which there is room for the date, also beside a remark about the clock."""


def backup_words(last: str, warning: str, now: datetime) -> tuple[str, Tone]:
    """How the last good backup (RFC 3339, may be empty) stands, and its tone; `warning` is said on its own page."""
    if last and warning:
        return "Cadangan bermasalah (F7)", Tone.WARNING
    if not last:
        return "Belum ada cadangan (F7)", Tone.WARNING
    at = datetime.fromisoformat(last)
    days = (now.date() - at.date()).days
    if days > STALE_DAYS:
        return f"Cadangan terakhir {days} hari lalu (F7)", Tone.WARNING
    return f"Cadangan {short_day(at)}", Tone.QUIET


def clock_remark(app: App) -> tuple[str, Tone]:
    """What is to be known about the desk's clock, if anything, and its tone."""
    if app.clock.doubt():
        return "diragukan", Tone.PROBLEM
    return ("dibetulkan", Tone.ACCENT) if app.clock.correction else ("", Tone.PLAIN)


class Cut(QLabel):
    """Words that are cut with dots where there is no room for them."""

    def minimumSizeHint(self) -> QSize:
        """Hardly any width."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what fits."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        fitting = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.end()


class TopBar(QFrame):
    """Calm when fine, plain words when not."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.unit, self.officer = QLabel(), Cut()
        self.waiting, self.pending, self.backup, self.clock = Words(), Words(), Words(), Words()
        self.unit.setFont(style.heading(self.unit.font(), 1.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(style.MARGIN, 6, style.MARGIN, 6)
        row.setSpacing(style.MARGIN)
        row.addWidget(self.unit)
        row.addWidget(self.officer)
        row.addStretch()
        for words in (self.waiting, self.pending, self.backup, self.clock):
            row.addWidget(words)
            words.setWordWrap(False)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.clock.setMinimumWidth(self.clock.fontMetrics().horizontalAdvance("00.00 WITA "))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.refresh()

    def refresh(self) -> None:
        """Looks at the desk again."""
        app = self._app
        officer, shift = app.officer, app.shifts.current()
        self.unit.setText(str(app.unit.values["kesatuan"]["polsek"]))
        duty = f"Regu {shift.regu}" if shift else "Jaga belum dibuka"
        self.officer.setText(f"{duty} · {officer.rank} {officer.name}")
        waiting = sum(not visit.called for visit in app.queue.waiting()) if app.queue.used else 0
        self.waiting.say(f"{waiting} antre (F9)" if waiting else "", Tone.ACCENT)
        pending = app.pending()
        self.pending.say(f"{pending} belum diterima Polres" if pending else "Semua diterima Polres", Tone.QUIET)
        self.backup.say(*backup_words(app.keeping.last_backup(), app.backups.warning(), app.now()))
        self._tick()

    def showEvent(self, event: QShowEvent) -> None:
        """Lets the clock go."""
        super().showEvent(event)
        self._timer.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops the clock: a desk that is not shown may be closed already."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the date out where there is no room for it."""
        super().resizeEvent(event)
        self._tick()

    def _tick(self) -> None:
        now = self._app.now()
        remark, tone = clock_remark(self._app)
        shown = f"{now:%H.%M} {self._app.unit.zone}"
        if self.width() >= (WIDEST if remark else WIDE):
            shown = f"{short_day(now)}  {shown}" + (f", jam meja {remark} ({CLOCK})" if remark else "")
        elif remark:
            shown = f"{shown} {remark} ({CLOCK})" if self.width() >= WIDE else f"{now:%H.%M} {remark}"
        self.clock.say(shown, tone)
        # The date must not keep the window from getting smaller.
        narrow = f"{now:%H.%M} {remark or self._app.unit.zone} "
        self.clock.setMinimumWidth(self.clock.fontMetrics().horizontalAdvance(narrow))

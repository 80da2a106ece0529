"""The frame of an open desk: top bar, rail, message bar, and the stack of pages; it holds no work of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import stops
from spkt_desktop.ui.backup_page import BackupPage
from spkt_desktop.ui.backup_watch import BackupWatch
from spkt_desktop.ui.clock_door import CHAPTER, ClockDoor
from spkt_desktop.ui.diary_page import DiaryPage
from spkt_desktop.ui.form_page import FormPage
from spkt_desktop.ui.help_page import HelpPage
from spkt_desktop.ui.home_page import HomePage
from spkt_desktop.ui.intake_page import IntakePage
from spkt_desktop.ui.journeys import Journeys
from spkt_desktop.ui.message_bar import MessageBar
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.person_page import PersonPage
from spkt_desktop.ui.printing import PrintPage
from spkt_desktop.ui.rail import Rail, Stop
from spkt_desktop.ui.rating_bar import RatingBar
from spkt_desktop.ui.record_page import RecordPage
from spkt_desktop.ui.register_page import RegisterPage
from spkt_desktop.ui.reports_page import ReportsPage
from spkt_desktop.ui.send_page import SendPage
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.sheet_page import SheetPage
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.top_bar import TopBar
from spkt_desktop.ui.worker import Worker

AWAKE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
DEFAULT_IDLE = 10
"""Minutes without a key before the desk locks itself, where the unit has set none."""


class Window(QWidget):
    """An unlocked desk as its officer sees it."""

    locked = Signal(str, str)
    """NRP of who comes next (empty: whoever was here), and what the door says to them."""

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self.app = app
        self.top = TopBar(app)
        self.rail = Rail(stops.PAGES, stops.LOCK)
        self.message = MessageBar()
        self.rating = RatingBar(app)
        self.clock = ClockDoor(app, "Kembali")
        self._before_clock: QWidget | None = None
        self.stack = QStackedWidget()
        self.help = HelpPage(app.handbook, app.booklet, worker)
        self.home = HomePage(app)
        self.intake = IntakePage(app)
        self.form = FormPage(app, worker)
        self.register = RegisterPage(app)
        self.record = RecordPage(app, worker)
        self.person = PersonPage(app)
        self.print = PrintPage(app, worker)
        self.sheet = SheetPage(app, worker)
        self.diary = DiaryPage(app)
        self.reports = ReportsPage(app, worker)
        self.send = SendPage(app, worker)
        self.backup = BackupPage(app, worker)
        self.settings = SettingsPage(app, worker)
        self.backups = BackupWatch(app, self)
        under_register = (self.register, self.record, self.person, self.print, self.sheet)
        self._stops: dict[Page, Stop] = {
            self.help: stops.HELP, self.intake: stops.INTAKE, self.form: stops.INTAKE,
            **dict.fromkeys(under_register, stops.REGISTER),
            self.diary: stops.DIARY, self.reports: stops.REPORTS, self.send: stops.SEND, self.backup: stops.BACKUP,
            self.home: stops.HOME, self.settings: stops.SETTINGS,
        }  # fmt: skip
        """Where each page stands on the rail; the key of a stop leads to `_doors`."""
        self._doors = {stop.name: page for page, stop in reversed(self._stops.items())}
        self._before_help: Page = self.home
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self._build()
        self.journeys = Journeys(self)
        self._connect()
        self.refresh()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page in self._stops if page is self.stack.currentWidget())

    def arrive(self) -> None:
        """Writes down who keeps the desk now, and shows the first page that they may use."""
        try:
            self.app.shifts.arrive()
        except SpktError as error:
            self.message.say(str(error), Tone.PROBLEM)
        self.refresh()
        self.show_page(self.home if self._may_use(stops.HOME) else self.settings)
        if found := " ".join(self.app.vault_care.said):
            self.message.say(found, Tone.WARNING)

    def show_page(self, page: Page, under: Page | None = None) -> None:
        """Leaves the page that is shown for another, which takes the focus; a question that is open is skipped.

        The rail then marks the stop of `under`, where that page is given.
        """
        if under is not None:
            self._stops[page] = self._stops[under]
        if page is not self.page:
            self.page.leave()
        self.message.clear()
        for question in (self.rating, self.clock):
            question.hide()
        self.stack.show()
        self.stack.setCurrentWidget(page)
        self.rail.mark(self._stops[page].name)
        page.enter()

    def come_back(self, page: Page, words: str = "") -> None:
        """Shows a page again; what was said last is still said, then `words`."""
        said, tone = self.message.text, self.message.tone
        self.show_page(page)
        if said:
            self.message.say(" ".join(filter(None, (said, words))), tone)

    def go(self, name: str) -> None:
        """Follows a key of the rail; whoever may not go there is told so."""
        if name == stops.LOCK.name:
            self.lock()
        elif name == stops.HELP.name:
            self._show_help()
        else:
            right = next(stop.right for stop in stops.PAGES if stop.name == name)
            if right is None or self.allows(right):
                self.show_page(self._doors[name])

    def allows(self, right: Right) -> bool:
        """Whether the officer on duty may do that; if not, it is said who may."""
        try:
            self.app.allow(right)
        except SpktError as error:
            self.message.say(str(error), Tone.WARNING)
            return False
        return True

    def ask_visitor(self, form: str) -> None:
        """Asks the visitor how it was; meanwhile the page, with the names of others on it, is hidden from them."""
        self.stack.hide()
        self.rating.ask(form)

    def say(self, words: str, tone: Tone = Tone.GOOD) -> None:
        """Shows words of a page; where something was refused while the clock is doubted, the time is asked for."""
        self.message.say(words, tone)
        if tone in (Tone.PROBLEM, Tone.WARNING) and self.app.clock.doubt():
            self.ask_clock()

    def ask_clock(self) -> None:
        """Asks what time it is; the page is not left meanwhile, only hidden, with all that is typed there."""
        if self.clock.isHidden():
            self._before_clock = self.focusWidget()
            self.rating.hide()
            self.stack.hide()
            self.clock.show()
            self.clock.enter()

    def lock(self, nrp: str = "", words: str = "") -> None:
        """Keeps what is unfinished and gives the desk back, to whoever was here or to the officer of that NRP."""
        self.idle.stop()
        self.page.leave()
        self.locked.emit(nrp, words)

    def refresh(self) -> None:
        """Looks at the desk again: the top bar, what the officer on duty may use, the minutes to the idle lock."""
        self.top.refresh()
        self.rail.offer([stops.LOCK.name, *(stop.name for stop in stops.PAGES if self._may_use(stop))])
        minutes = (self.app.unit.values.get("keamanan") or {}).get("kunci_menit") or DEFAULT_IDLE
        self.idle.start(int(minutes) * 60_000)

    def showEvent(self, event: QShowEvent) -> None:
        """Backups make themselves from now on."""
        super().showEvent(event)
        if not event.spontaneous():
            self.backups.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Makes no more of them: a desk that is not shown may be closed already; to be minimised is no end."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.backups.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and every move of the mouse puts the idle lock off."""
        if event.type() in AWAKE and self.idle.isActive():
            self.idle.start()
        return super().eventFilter(watched, event)

    def _may_use(self, stop: Stop) -> bool:
        return stop.right is None or self.app.may(stop.right)

    def _show_help(self) -> None:
        if self.page is not self.help:
            self._before_help = self.page
        chapter = self._before_help.chapter if self.clock.isHidden() else CHAPTER
        self.show_page(self.help)  # first: its pages are laid out for a width that it has only now
        self.help.open_at(chapter)

    def _clock_asked(self, words: str = "") -> None:
        """The page is as it was; what could not be written is done again by whoever asked for it."""
        self.clock.hide()
        self.stack.show()
        if words:
            self.message.say(words)
        self.refresh()
        if self._before_clock and self._before_clock.isVisible():
            self._before_clock.setFocus()
        else:
            self.page.enter()

    def _visitor_asked(self) -> None:
        """The page takes the focus again, where it belongs there."""
        self.stack.show()
        self.page.enter()
        self.refresh()

    def _connect(self) -> None:
        for page in self._stops:
            page.said.connect(self.say)
            page.changed.connect(self.refresh)
        self.backups.settled.connect(self.top.refresh)
        self.rail.chosen.connect(self.go)
        self.rating.said.connect(self.say)
        self.rating.dismissed.connect(self._visitor_asked)
        self.clock.answered.connect(self._clock_asked)
        self.clock.left.connect(self._clock_asked)
        self.help.back.connect(lambda: self.show_page(self._before_help))
        for stop in (*stops.PAGES, stops.LOCK):
            QShortcut(QKeySequence(stop.key), self, partial(self.go, stop.name))
        QShortcut(QKeySequence(stops.LAST), self, self.journeys.open_last)
        QShortcut(QKeySequence(stops.CLOCK), self, self.ask_clock)

    def _build(self) -> None:
        for page in self._stops:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.home)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.message)
        right.addWidget(self.rating)
        right.addWidget(self.clock, 1)
        right.addWidget(self.stack, 1)
        right.addStretch()
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(_rule(QFrame.Shape.VLine))
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(_rule(QFrame.Shape.HLine))
        column.addLayout(body, 1)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]


def _rule(shape: QFrame.Shape) -> QFrame:
    made = QFrame()
    made.setFrameShape(shape)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setForegroundRole(made.palette().ColorRole.Mid)
    return made

"""The frame of an open desk: top bar, rail, message bar, and the stack of pages; it holds no work of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.backup_page import BackupPage
from spkt_desktop.ui.form_page import FormPage
from spkt_desktop.ui.help_page import HelpPage
from spkt_desktop.ui.intake_page import IntakePage
from spkt_desktop.ui.message_bar import MessageBar
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.printing import PrintPage
from spkt_desktop.ui.rail import Rail, Stop
from spkt_desktop.ui.record_page import RecordPage
from spkt_desktop.ui.register_page import RegisterPage
from spkt_desktop.ui.send_page import SendPage
from spkt_desktop.ui.settings_page import SettingsPage
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.top_bar import TopBar
from spkt_desktop.ui.worker import Worker

HELP = Stop("F1", "help", "Bantuan")
INTAKE = Stop("F2", "intake", "Terima")
REGISTER = Stop("F3", "register", "Register && cari")
SEND = Stop("F6", "send", "Kirim")
BACKUP = Stop("F7", "backup", "Cadangan")
SETTINGS = Stop("F10", "settings", "Pengaturan")
LOCK = Stop("Ctrl+L", "lock", "Kunci")
LAST = "F8"
"""The key that opens the record that was registered last: what follows it is one step away."""

AWAKE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
DEFAULT_IDLE = 10
"""Minutes without a key before the desk locks itself, where the unit has set none."""


class Window(QWidget):
    """An unlocked desk as its officer sees it."""

    locked = Signal()

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self.app = app
        self.top = TopBar(app)
        self.rail = Rail((HELP, INTAKE, REGISTER, SEND, BACKUP, SETTINGS), LOCK)
        self.message = MessageBar()
        self.stack = QStackedWidget()
        self.help = HelpPage(app.handbook())
        self.intake = IntakePage(app)
        self.form = FormPage(app, worker)
        self.register = RegisterPage(app)
        self.record = RecordPage(app, worker)
        self.print = PrintPage(app, worker)
        self.send = SendPage(app, worker)
        self.backup = BackupPage(app, worker)
        self.settings = SettingsPage(app, worker)
        self._stops: dict[Page, Stop] = {
            self.help: HELP, self.intake: INTAKE, self.form: INTAKE, self.register: REGISTER, self.record: REGISTER,
            self.print: REGISTER, self.send: SEND, self.backup: BACKUP, self.settings: SETTINGS,
        }  # fmt: skip
        self._before_help: Page = self.intake
        self._before_form: Page = self.intake
        self._last = ""
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self._build()
        self._connect()
        self.refresh()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page in self._stops if page is self.stack.currentWidget())

    def show_page(self, page: Page) -> None:
        """Leaves the page that is shown for another, which takes the focus."""
        if page is not self.page:
            self.page.leave()
        self.message.clear()
        self.stack.setCurrentWidget(page)
        self.rail.mark(self._stops[page].name)
        page.enter()

    def go(self, name: str) -> None:
        """Follows a button of the rail."""
        if name == LOCK.name:
            self.lock()
        elif name == HELP.name:
            self._show_help()
        else:
            self.show_page(next(page for page, stop in self._stops.items() if stop.name == name))

    def lock(self) -> None:
        """Keeps what is unfinished and gives the desk back."""
        self.idle.stop()
        self.page.leave()
        self.locked.emit()

    def refresh(self) -> None:
        """Looks at the desk again: the top bar, and the minutes to the idle lock."""
        self.top.refresh()
        minutes = (self.app.unit.values.get("keamanan") or {}).get("kunci_menit") or DEFAULT_IDLE
        self.idle.start(int(minutes) * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and every move of the mouse puts the idle lock off."""
        if event.type() in AWAKE and self.idle.isActive():
            self.idle.start()
        return super().eventFilter(watched, event)

    def _begin(self, form: str) -> None:
        self._before_form = self.intake
        self.form.begin(form)
        self.show_page(self.form)

    def _follow(self, form: str, values: Values, about: str) -> None:
        self._before_form = self.record
        self.form.begin(form, values, about)
        self.show_page(self.form)

    def _resume(self, draft: str) -> None:
        self._before_form = self.intake
        self.show_page(self.form)
        self.form.resume(draft)
        self.form.enter()

    def _correct(self, record: Record, reason: str) -> None:
        self._before_form = self.intake
        self.form.replace(record, reason)
        self.show_page(self.form)

    def _open(self, reference: str) -> bool:
        """Opens a record on its page; says why not where that is refused, and stays."""
        try:
            self.record.show_record(reference)
        except SpktError as error:
            self.message.say(str(error), Tone.WARNING)
            return False
        self.show_page(self.record)
        return True

    def _open_last(self) -> None:
        if self._last:
            self._open(self._last)

    def _reprint(self, reference: str) -> None:
        if self._open(reference):
            self._print(self.record.record)

    def _print(self, record: Record) -> None:
        self.print.show_record(record)
        self.show_page(self.print)

    def _show_help(self) -> None:
        if self.page is not self.help:
            self._before_help = self.page
        self.help.open_at(self._before_help.chapter)
        self.show_page(self.help)

    def _leave_form(self, words: str = "") -> None:
        """Goes back to where the form was begun; what was said last is still said, then `words`."""
        if self._before_form is self.record:
            self.record.refresh()
        self._come_back(self._before_form, words)

    def _form_finished(self, record: Record) -> None:
        self._last = record.id
        self._leave_form(f"{LAST} membuka surat itu untuk lanjutannya.")

    def _print_finished(self) -> None:
        self.record.refresh()
        self._come_back(self.record)

    def _come_back(self, page: Page, words: str = "") -> None:
        said, tone = self.message.text, self.message.tone
        self.show_page(page)
        if said:
            self.message.say(" ".join(filter(None, (said, words))), tone)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        for page in self._stops:
            page.said.connect(self.message.say)
            page.changed.connect(self.refresh)
        self.help.back.connect(lambda: self.show_page(self._before_help))
        self.intake.begin.connect(self._begin)
        self.intake.resume.connect(self._resume)
        self.form.left.connect(lambda: self._leave_form())
        self.form.finished.connect(self._form_finished)
        self.register.chosen.connect(self._open)
        self.register.reprint.connect(self._reprint)
        self.record.back.connect(lambda: self.show_page(self.register))
        self.record.correct.connect(self._correct)
        self.record.reprint.connect(self._print)
        self.record.follow.connect(self._follow)
        self.record.related.connect(self._open)
        self.print.finished.connect(lambda _record: self._print_finished())
        QShortcut(QKeySequence(LAST), self, self._open_last)

    def _build(self) -> None:
        for page in self._stops:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.intake)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.message)
        right.addWidget(self.stack, 1)
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

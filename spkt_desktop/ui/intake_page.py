"""Terima: what the citizen asks for, found by typing, and what was left unfinished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.forms import entry
from spkt_desktop.forms.schema import Form
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, button, heading, labelled, line, subheading
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import Tone

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_ROWS = 5
_ID = Qt.ItemDataRole.UserRole


def matches(form: Form, text: str) -> bool:
    """Whether every typed word is in what the service is called or says of itself."""
    known = " ".join((form.service, form.title, *form.about)).casefold()
    return all(word in known for word in text.casefold().split())


class IntakePage(Page):
    """Services in the citizen's words; unfinished reports above them."""

    chapter = "Menerima laporan kehilangan"
    begin = Signal(str)
    """Name of the form to open."""
    resume = Signal(str)
    """Id of the draft to go on with."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today = Words()
        self._drafts_title = subheading("Laporan yang belum selesai: Enter untuk melanjutkan, Delete untuk membuang")
        self.drafts = RoomyList("Laporan yang belum selesai")
        self.text = line("Apa yang dibutuhkan warga?", hint="Ketik: hilang, KTP, dompet…")
        self.services = RoomyList("Layanan")
        self._about = Words()
        self.text.textChanged.connect(self._find)
        self.text.returnPressed.connect(self._begin)
        self.services.itemActivated.connect(lambda _item: self._begin())
        self.services.currentItemChanged.connect(self._show_about)
        self.drafts.itemActivated.connect(lambda item: self.resume.emit(item.data(_ID)))
        for widget in (self.text, self.services, self.drafts):
            widget.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.GAP)
        column.addWidget(heading("Terima"))
        column.addWidget(self._today)
        column.addSpacing(style.GAP)
        column.addWidget(self._drafts_title)
        column.addWidget(self.drafts)
        column.addWidget(labelled("Apa yang dibutuhkan &warga?", self.text))
        column.addWidget(self.text)
        column.addWidget(self.services)
        column.addWidget(self._about)
        self._go = button("Mulai", self._begin)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def enter(self) -> None:
        """Looks again at drafts and services; the focus is where the need is typed."""
        self.text.clear()
        self._find("")
        self._show_drafts()
        today = self._app.now().date().isoformat()
        count = len(self._app.search(since=today, until=today, limit=1000))
        self._today.say(f"Hari ini {count} surat diterbitkan." if count else "Belum ada laporan hari ini.", Tone.QUIET)
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down leads from the line into the list; Enter begins; Delete throws a draft away.

        A draft is marked only while the focus is among them.
        """
        if watched is self.drafts and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.drafts.setCurrentRow(0 if event.type() == QEvent.Type.FocusIn else -1)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.text and event.key() == Qt.Key.Key_Down:
                self.services.setFocus()
                return True
            if watched is self.services and event.key() in ENTER:
                self._begin()
                return True
            if watched is self.drafts and event.key() in ENTER and (item := self.drafts.currentItem()):
                self.resume.emit(item.data(_ID))
                return True
            if watched is self.drafts and event.key() == Qt.Key.Key_Delete:
                self._drop()
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        self.services.clear()
        for name, form in self._app.forms.items():
            if matches(form, text):
                item = QListWidgetItem(form.service, self.services)
                item.setData(_ID, name)
        self.services.setCurrentRow(0)
        self.services.fit(MOST_ROWS)
        if not self.services.count():
            self._about.say("Layanan itu belum ada di program ini. Hapus ketikan untuk melihat semuanya.", Tone.QUIET)

    def _show_about(self) -> None:
        item = self.services.currentItem()
        self._go.setEnabled(item is not None)
        if item:
            about = self._app.forms[item.data(_ID)].about
            self._about.say("\n".join(f"•  {fact}" for fact in about), Tone.PLAIN)

    def _begin(self) -> None:
        if item := self.services.currentItem():
            self.begin.emit(item.data(_ID))

    def _show_drafts(self) -> None:
        self.drafts.clear()
        for draft in self._app.drafts():
            form = self._app.forms[draft.form]
            who = entry(form, draft.values).who or "nama belum diisi"
            item = QListWidgetItem(f"{form.service}  ·  {who}  ·  {moment(draft.at)}", self.drafts)
            item.setData(_ID, draft.id)
        self.drafts.fit(MOST_ROWS)
        for widget in (self.drafts, self._drafts_title):
            widget.setVisible(bool(self.drafts.count()))

    def _drop(self) -> None:
        if item := self.drafts.currentItem():
            self._app.drop_draft(item.data(_ID))
            self._show_drafts()
            self.said.emit("Laporan yang belum selesai itu dibuang.", Tone.GOOD)
            (self.drafts if self.drafts.count() else self.text).setFocus()

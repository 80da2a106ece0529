"""Terima: what the citizen asks for, found by typing, and what was left unfinished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, button, heading, labelled, line, subheading
from spkt_desktop.ui.inputs import ENTER
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.service_list import ServiceList
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.visit_bar import VisitBar

MOST_DRAFTS = 4
"""Rows of drafts before the list scrolls."""
_ID, _OPEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_CLOSED = (
    "Isian ini menyangkut perkara yang dilindungi. Yang boleh melanjutkan atau membuangnya: petugas yang menerimanya, "
    "petugas PPA, Ka SPKT, dan Kapolsek."
)


class IntakePage(Page):
    """Services in the citizen's words; what is unfinished stands above them."""

    chapter = "Menerima warga"
    begin = Signal(str)
    """Name of the form to open."""
    resume = Signal(str)
    """Id of the draft to go on with."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today = Words()
        self.visits = VisitBar(app)
        self._drafts_title = subheading("Belum selesai: Enter untuk melanjutkan, Delete untuk membuang")
        self.drafts = RoomyList("Laporan dan surat yang belum selesai")
        self.text = line("Apa yang dibutuhkan warga?", hint="Ketik: hilang, dipukul, visum, SKCK…")
        self.services = ServiceList(app.forms)
        self._title = subheading("")
        self._about = Words()
        self._go = button("Mulai", self._begin)
        self._build()

    def enter(self) -> None:
        """Looks again at drafts and services; the focus is where the need is typed."""
        self.text.clear()
        self.services.look_for("")
        self._show_drafts()
        self.visits.look()
        today = self._app.now().date().isoformat()
        count = len(self._app.search(since=today, until=today, limit=1000))
        made = f"Hari ini {count} laporan dan surat diterbitkan." if count else "Belum ada laporan atau surat hari ini."
        self._today.say(made, Tone.QUIET)
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
            if watched is self.drafts and event.key() in ENTER:
                self._resume()
                return True
            if watched is self.drafts and event.key() == Qt.Key.Key_Delete:
                self._drop()
                return True
        return super().eventFilter(watched, event)

    def _show_about(self) -> None:
        form = self.services.chosen
        self._go.setEnabled(form is not None)
        if form:
            self._title.say(form.service)
            self._about.say("\n".join(f"•  {fact}" for fact in form.about), Tone.PLAIN)
        else:
            self._title.say("")
            self._about.say("Layanan itu belum ada di program ini. Hapus ketikan untuk melihat semuanya.", Tone.QUIET)

    def _begin(self) -> None:
        if form := self.services.chosen:
            self.begin.emit(form.name)

    def _resume(self) -> None:
        if item := self.drafts.currentItem():
            if item.data(_OPEN):
                self.resume.emit(item.data(_ID))
            else:
                self.said.emit(_CLOSED, Tone.WARNING)

    def _show_drafts(self) -> None:
        self.drafts.clear()
        for draft in self._app.drafts():
            form = self._app.forms.get(draft.form)
            if form is None:  # of a newer program that was here before
                continue
            open_to_all = bool(draft.values)
            who = self._app.draft_title(draft) or "nama belum diisi" if open_to_all else "perkara dilindungi"
            what = form.service or form.title
            if draft.replaces:
                what = f"Pengganti {self._app.record(draft.replaces).number.text}"
            item = QListWidgetItem(f"{what}  ·  {who}  ·  {moment(draft.at)}", self.drafts)
            item.setData(_ID, draft.id)
            item.setData(_OPEN, open_to_all)
        self.drafts.fit(MOST_DRAFTS)
        for widget in (self.drafts, self._drafts_title):
            widget.setVisible(bool(self.drafts.count()))

    def _drop(self) -> None:
        item = self.drafts.currentItem()
        if item and not item.data(_OPEN):
            self.said.emit(_CLOSED, Tone.WARNING)
        elif item:
            self._app.drop_draft(item.data(_ID))
            self._show_drafts()
            self.said.emit("Isian yang belum selesai itu dibuang.", Tone.GOOD)
            (self.drafts if self.drafts.count() else self.text).setFocus()

    def _build(self) -> None:
        self.text.textChanged.connect(self.services.look_for)
        self.text.returnPressed.connect(self._begin)
        self.services.itemActivated.connect(lambda _item: self._begin())
        self.services.currentItemChanged.connect(self._show_about)
        self.drafts.itemActivated.connect(lambda _item: self._resume())
        self.visits.said.connect(self.said)
        self.visits.changed.connect(self.changed)
        self.visits.left.connect(self.text.setFocus)
        for widget in (self.text, self.services, self.drafts):
            widget.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.GAP)
        column.addWidget(heading("Terima"))
        column.addWidget(self._today)
        column.addWidget(self.visits)
        column.addWidget(self._drafts_title)
        column.addWidget(self.drafts)
        column.addWidget(labelled("Apa yang dibutuhkan &warga?", self.text))
        column.addWidget(self.text)
        facts = QVBoxLayout()
        facts.setSpacing(style.GAP)
        facts.addWidget(self._title)
        facts.addWidget(self._about)
        facts.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        facts.addStretch()
        halves = QHBoxLayout()
        halves.setSpacing(style.MARGIN)
        halves.addWidget(self.services, 1)
        halves.addLayout(facts, 1)
        column.addLayout(halves, 1)

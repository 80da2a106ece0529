"""Opening a shift in a bar on the page: which regu, who is there, and why the one before was not handed over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QListWidgetItem, QVBoxLayout, QWidget

from spkt_desktop.app import App
from spkt_desktop.books import Shift
from spkt_desktop.errors import SpktError
from spkt_desktop.forms.schema import Choice
from spkt_desktop.ui import style
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, labelled, line
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.moments import at
from spkt_desktop.ui.reason_bar import LONGEST, SHORTEST
from spkt_desktop.ui.roomy_list import RoomyList
from spkt_desktop.ui.style import Tone

MOST_ROWS = 5
_NRP = Qt.ItemDataRole.UserRole


class ShiftBar(QFrame):
    """Enter opens the shift from wherever the focus is, Space ticks who is there, Esc gives up."""

    said = Signal(str, Tone)
    changed = Signal()
    """A shift was opened: the page looks again and takes the focus."""
    dismissed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._former: Shift | None = None
        self._question = Words()
        self._said = Words("", Tone.PROBLEM)
        self.regu = Pick(())
        self.regu.setMinimumContentsLength(16)
        self.regu.entered.connect(self.accept)
        self.regu.changed.connect(self._offer_officers)
        self.present = RoomyList("Petugas yang hadir")
        self.present.installEventFilter(self)
        self.reason = line("Alasan", hint="Mengapa jaga itu berakhir tanpa serah terima")
        self.reason.setMaxLength(LONGEST)
        self.reason.returnPressed.connect(self.accept)
        self._why = labelled("Alasan", self.reason)
        self._go = button("Buka jaga", self.accept, kind=PrimaryButton)
        self._go.setText("Buka jaga  (Enter)")
        self._stop = button("Tidak jadi", self.dismiss, key="Esc")
        self._build()
        self.hide()

    def ask(self) -> None:
        """Asks, with the officer's own regu and its members proposed; the focus is on the regu."""
        self._former = self._app.shifts.current()
        self._question.say(_question(self._former))
        self._said.say("")
        self.reason.clear()
        for widget in (self._why, self.reason):
            widget.setVisible(self._former is not None)
        self.regu.offer([Choice(name, name) for name in self._app.shifts.regus()])
        self.regu.set_value(self._app.officer.regu or None)
        self._offer_officers()
        self.show()
        self.regu.setFocus()

    def accept(self) -> None:
        """Opens the shift; what is missing is asked for, with the focus there."""
        reason = " ".join(self.reason.text().split())
        if self.regu.value() is None:
            self._refuse("Pilih dahulu regu yang berjaga.", self.regu)
        elif not self.ticked():
            self._refuse("Centang dahulu siapa yang hadir: panah memilih, Spasi mencentang.", self.present)
        elif self._former and len(reason) < SHORTEST:
            self._refuse("Tulis alasan yang jelas; alasan ikut tersimpan di buku mutasi.", self.reason)
        else:
            self._open(str(self.regu.value()), reason if self._former else "")

    def ticked(self) -> list[str]:
        """NRPs of whoever is ticked."""
        items = [self.present.item(row) for row in range(self.present.count())]
        return [str(item.data(_NRP)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def dismiss(self) -> None:
        """Gives up; no shift was opened."""
        self.hide()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list opens the shift too; an officer is marked only while the focus is among them."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.present.setCurrentRow(max(0, self.present.currentRow()) if event.type() == QEvent.Type.FocusIn else -1)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and is_plain_enter(event):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _open(self, regu: str, reason: str) -> None:
        try:
            self._app.shifts.open(regu, self.ticked(), reason)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
            return
        self.hide()
        self.changed.emit()
        self.said.emit(f"Jaga regu {regu} dibuka.", Tone.GOOD)

    def _refuse(self, words: str, where: QWidget) -> None:
        self._said.say(words)
        where.setFocus()

    def _offer_officers(self) -> None:
        """The members of the regu come first and are taken to be there; of one without members, whoever opens it."""
        app, regu = self._app, self.regu.value()
        there = (app.shifts.members(str(regu)) or [app.nrp]) if regu else []
        self.present.clear()
        for officer in sorted(app.officers(), key=lambda one: one.nrp not in there):
            if officer.active:
                item = QListWidgetItem(f"{officer.rank} {officer.name}", self.present)
                item.setData(_NRP, officer.nrp)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if officer.nrp in there else Qt.CheckState.Unchecked)
        self.present.fit(MOST_ROWS)

    def _build(self) -> None:
        asked = QGridLayout()
        asked.setVerticalSpacing(style.GAP)
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, widget) in enumerate(
            ((labelled("Regu", self.regu), self.regu), (labelled("Hadir", self.present), self.present),
             (self._why, self.reason))
        ):  # fmt: skip
            label.setMinimumHeight(style.ROW)
            asked.addWidget(label, row, 0, top)
            asked.addWidget(widget, row, 1)
        asked.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.GAP, style.MARGIN, style.GAP)
        column.addWidget(self._question)
        column.addLayout(asked)
        column.addWidget(self._said)
        column.addLayout(at_left(self._go, self._stop))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)


def _question(former: Shift | None) -> str:
    if former is None:
        return "Regu mana yang berjaga, dan siapa yang hadir?"
    return (
        f"Jaga regu {former.regu} sejak {at(former.opened_at)} belum diserahterimakan. Buat serah terima; "
        "bila tidak mungkin, tulis alasannya."
    )

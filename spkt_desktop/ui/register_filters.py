"""What narrows the register: words, time, kind of matter, destination, status, officer, the mark of the Kapolsek."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from spkt_desktop.forms.routing import DESTINATIONS
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import labelled, line
from spkt_desktop.ui.record_table import STATUS

PERIODS = {
    "semua": "Semua waktu", "hari": "Hari ini", "minggu": "7 hari terakhir", "bulan": "Bulan ini",
    "pilih": "Dari–sampai…",
}  # fmt: skip


def first_day(period: str, today: date) -> date | None:
    """The first day of a period that ends today; None where it has no first day."""
    starts = {"hari": today, "minggu": today - timedelta(days=6), "bulan": today.replace(day=1)}
    return starts.get(period)


class RegisterFilters(QWidget):
    """A line to type in with the choices below it; every change of a choice is said at once."""

    changed = Signal()

    def __init__(self, titles: Mapping[str, str], today: date) -> None:
        """`titles` are those of the forms, by name."""
        super().__init__()
        self.text = line("Cari", hint="Nama, NIK, nomor surat, nomor barang, tempat…")
        self.text.setClearButtonEnabled(True)
        self.since, self.until = _day("Dari tanggal", today), _day("Sampai tanggal", today)
        self.attention = QCheckBox("A&tensi saja")
        self.attention.setMinimumHeight(style.ROW)
        self.period = _combo("Waktu", PERIODS)
        self.form = _combo("Jenis", {"": "Semua jenis", **titles})
        self.destination = _combo("Tujuan", {"": "Semua tujuan", **{one: one for one in DESTINATIONS}})
        self.status = _combo("Status", {"": "Semua status", **STATUS})
        self.officer = _combo("Petugas", {"": "Semua petugas"})
        typed, chosen = QHBoxLayout(), QHBoxLayout()
        typed.addWidget(labelled("&Cari", self.text))
        typed.addWidget(self.text, 1)
        for widget in (self.since, self.until, self.attention):
            typed.addWidget(widget)
        for combo in self._combos:
            chosen.addWidget(combo, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(typed)
        column.addLayout(chosen)
        self._show_days()
        self.period.currentIndexChanged.connect(self._show_days)
        for combo in self._combos:
            combo.currentIndexChanged.connect(self.changed)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(self.changed)
        self.attention.toggled.connect(self.changed)

    @property
    def _combos(self) -> tuple[QComboBox, ...]:
        return self.period, self.form, self.destination, self.status, self.officer

    def offer_officers(self, names: Mapping[str, str]) -> None:
        """Offers these members by NRP, keeping the one that is chosen, without saying that anything changed."""
        chosen = self.officer.currentData()
        self.officer.blockSignals(True)
        self.officer.clear()
        _fill(self.officer, {"": "Semua petugas", **names}.items())
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
        self.officer.blockSignals(False)

    def wanted(self, today: date) -> dict[str, Any]:
        """What `App.search` is asked."""
        since, until = self._days(today)
        return {
            "text": self.text.text(), "since": since, "until": until, "status": self.status.currentData(),
            "officer": self.officer.currentData(), "form": self.form.currentData(),
            "destination": self.destination.currentData(), "attention": self.attention.isChecked(),
        }  # fmt: skip

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        choices = (self.form, self.destination, self.status, self.officer)
        chosen = any(combo.currentData() for combo in choices) or self.attention.isChecked()
        return bool(self.text.text()) or self.period.currentData() != "semua" or chosen

    def _days(self, today: date) -> tuple[str, str]:
        period = self.period.currentData()
        if period == "pilih":
            return _iso(self.since), _iso(self.until)
        start = first_day(period, today)
        return (start.isoformat() if start else "", "")

    def _show_days(self) -> None:
        for edit in (self.since, self.until):
            edit.setVisible(self.period.currentData() == "pilih")


def _iso(edit: QDateEdit) -> str:
    return edit.date().toString(Qt.DateFormat.ISODate)


def _combo(name: str, choices: Mapping[str, str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(style.ROW)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(5)
    _fill(made, choices.items())
    return made


def _fill(combo: QComboBox, choices: Iterable[tuple[str, str]]) -> None:
    """Offers these in a list as wide as its longest line, however narrow the box is."""
    for value, label in choices:
        combo.addItem(label, value)
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 2 * style.GAP)


def _day(name: str, today: date) -> QDateEdit:
    made = QDateEdit(QDate(today.year, today.month, today.day))
    made.setAccessibleName(name)
    made.setDisplayFormat("dd-MM-yyyy")
    made.setCalendarPopup(True)
    made.setMinimumHeight(style.ROW)
    return made

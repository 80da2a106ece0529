"""What narrows the register: words, time, kind of matter, destination, status, officer, the mark of the Kapolsek."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from spkt_desktop.forms.routing import DESTINATIONS
from spkt_desktop.ui import style
from spkt_desktop.ui.book_ledgers import STATUS
from spkt_desktop.ui.controls import labelled, line

PERIODS = {
    "semua": "Semua waktu", "hari": "Hari ini", "minggu": "7 hari terakhir", "bulan": "Bulan ini",
    "pilih": "Dari–sampai…",
}  # fmt: skip
_NIK = re.compile(r"\d{16}")


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
        self.period = combo("Waktu", PERIODS)
        self.form = combo("Jenis", {"": "Semua jenis", **titles})
        self.destination = combo("Tujuan", {"": "Semua tujuan", **{one: one for one in DESTINATIONS}})
        self.status = combo("Status", {"": "Semua status", **STATUS})
        self.officer = combo("Petugas", {"": "Semua petugas"})
        typed, chosen = QHBoxLayout(), QHBoxLayout()
        typed.addWidget(labelled("Ca&ri", self.text))
        typed.addWidget(self.text, 1)
        for widget in (self.since, self.until, self.attention):
            typed.addWidget(widget)
        for box in self._combos:
            chosen.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(typed)
        column.addLayout(chosen)
        self._show_days()
        self.period.currentIndexChanged.connect(self._show_days)
        for box in self._combos:
            box.currentIndexChanged.connect(self.changed)
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

    def show_form(self, name: str) -> None:
        """Chooses the valid letters of that form, and nothing narrower."""
        self.text.clear()
        self.attention.setChecked(False)
        wanted = ((self.period, "semua"), (self.form, name), (self.destination, ""), (self.status, "berlaku"),
                  (self.officer, ""))  # fmt: skip
        for box, value in wanted:
            box.setCurrentIndex(max(0, box.findData(value)))

    def offer_kinds(self, on: bool) -> None:
        """Offers the kinds of letters or, where a book decides that already, does not."""
        self.form.setVisible(on)

    @property
    def nik(self) -> str:
        """The NIK that is typed in full, and nothing else with it; else empty."""
        typed = re.sub(r"[\s.-]", "", self.text.text())
        return typed if _NIK.fullmatch(typed) else ""

    def wanted(self, today: date) -> dict[str, Any]:
        """What `App.search` is asked."""
        since, until = self.days(today)
        return {
            "text": self.nik or self.text.text(), "since": since, "until": until, "status": self.status.currentData(),
            "officer": self.officer.currentData(), "form": "" if self.form.isHidden() else self.form.currentData(),
            "destination": self.destination.currentData(), "attention": self.attention.isChecked(),
        }  # fmt: skip

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return self.period.currentData() != "semua" or self.picky

    @property
    def picky(self) -> bool:
        """Whether anything is left out of the days that are chosen."""
        choices = (self.destination, self.status, self.officer, *(() if self.form.isHidden() else (self.form,)))
        chosen = any(box.currentData() for box in choices) or self.attention.isChecked()
        return bool(self.text.text().strip()) or chosen

    def days(self, today: date) -> tuple[str, str]:
        """The first and the last day as ISO dates; empty where there is no bound."""
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


class Box(QComboBox):
    """A box of choices; what it has no room for ends with dots."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box as always, its words shortened."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        inside = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = inside.width() - 2 * style.GAP
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def combo(name: str, choices: Mapping[str, str]) -> QComboBox:
    """A box of choices, labels by value, called `name` for those who cannot see it."""
    made = Box()
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

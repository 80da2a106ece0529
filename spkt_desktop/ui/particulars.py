"""A letter in words: what was filled in, how it stands, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from spkt_desktop.forms.schema import Field, Form, Kind, Section
from spkt_desktop.records import Event, Values
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, note, subheading
from spkt_desktop.ui.moments import day, moment

LABELS = 120
"""Width of the column of labels, in device-independent pixels."""


def said(field: Field, value: Any) -> str:
    """A value as an officer reads it."""
    if field.kind is Kind.DATE:
        return day(date.fromisoformat(value))
    if field.kind is Kind.FLAG:
        return "Ya" if value else "Tidak"
    return next((choice.label for choice in field.choices if choice.value == value), str(value))


def filled(section: Section, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, value) of what is filled in, in the order of the interview."""
    for field in section.fields:
        if (value := row.get(field.name)) not in (None, ""):
            yield section.label(field.name, row), said(field, value)


def story(event: Event) -> str:
    """One act on a letter as a sentence without its time; empty for what concerns no officer."""
    body = event.body
    match event.kind:
        case "registered":
            return f"Diterbitkan dengan nomor {body['number']['text']}."
        case "printed":
            what = "Salinan" if body["copy"] else "Surat"
            where = "disimpan sebagai PDF" if body["destination"] == "pdf" else "dikirim ke printer"
            return f"{what} {where}."
        case "print_outcome":
            return "Petugas menyatakan hasil cetak baik." if body["good"] else "Petugas menyatakan hasil cetak gagal."
        case "voided":
            act = "Diganti dengan surat baru" if body.get("replaced_by") else "Dibatalkan"
            return f"{act}. Alasan: {body['reason']}"
        case "recovered":
            return f"Dikembalikan oleh Polres: {story(Event.from_json(body['event']))}"
    return ""


class Particulars(QWidget):
    """The sections of a form with their values, then the history."""

    def __init__(self, form: Form, values: Values, history: Sequence[Event], officers: Mapping[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, style.GAP, 0)
        column.setSpacing(style.GAP)
        for section in form.sections:
            held = values.get(section.name) or {}
            for index, row in enumerate(held if isinstance(held, list) else [held]):
                title = f"{section.row} {index + 1}" if section.repeats and section.row else section.title
                self._add_section(column, title, list(filled(section, row)))
        column.addWidget(subheading("Riwayat"))
        for event in history:
            if sentence := story(event):
                who = officers.get(event.officer, event.officer)
                column.addWidget(note(f"{moment(event.at)} · {who}"))
                column.addWidget(Words(sentence))
        column.addStretch()

    @staticmethod
    def _add_section(column: QVBoxLayout, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        column.addWidget(subheading(title))
        grid = QFormLayout()
        grid.setHorizontalSpacing(style.MARGIN)
        grid.setVerticalSpacing(4)
        for label, value in rows:
            name = note(label)
            name.setFixedWidth(LABELS)
            grid.addRow(name, Words(value))
        column.addLayout(grid)

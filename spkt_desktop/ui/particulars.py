"""A record in words: what was filled in and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, Section, rows_of
from spkt_desktop.records import Event, Values
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import Words, note, subheading
from spkt_desktop.ui.moments import day, moment

LABELS = 120
"""Width of the column of labels, in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is called by an id or number in values and events, in words."""

    officers: Mapping[str, str] = field(default_factory=dict)
    """By NRP."""
    papers: Mapping[str, str] = field(default_factory=dict)
    """Titles by name of the paper; empty where the record has only one."""
    about: str = ""
    """Number of the record that this one follows."""


def said(asked: Field, value: Any, officers: Mapping[str, str] | None = None) -> str:
    """A value as an officer reads it."""
    match asked.kind:
        case Kind.DATE:
            return day(date.fromisoformat(value))
        case Kind.FLAG:
            return "Ya" if value else "Tidak"
        case Kind.MONEY:
            return f"Rp{value:,}".replace(",", ".")
        case Kind.OFFICER:
            return (officers or {}).get(value, str(value))
    return next((choice.label for choice in asked.choices if choice.value == value), str(value))


def filled(
    section: Section, row: Mapping[str, Any], officers: Mapping[str, str] | None = None
) -> Iterator[tuple[str, str]]:
    """(label, value) of what is filled in, in the order of the interview."""
    for asked in section.fields:
        if (value := row.get(asked.name)) not in (None, ""):
            yield section.label(asked.name, row), said(asked, value, officers)


def story(event: Event, names: Names) -> str:
    """One act on a record as a sentence without its time; empty for what concerns no officer."""
    body = event.body
    match event.kind:
        case "registered":
            followed = f", menindaklanjuti {names.about}" if names.about else ""
            return f"Diterbitkan dengan nomor {body['number']['text']}{followed}."
        case "printed":
            return _printed(body, names)
        case "print_outcome":
            paper = names.papers.get(body["paper"], "")
            return f"Petugas menyatakan hasil cetak {paper} {'baik' if body['good'] else 'gagal'}.".replace("  ", " ")
        case "routed":
            start = f" (semula {body['from']})" if body["from"] else ""
            return f"Diteruskan ke {body['to']}{start}. Alasan: {body['reason']}"
        case "attention":
            return f"{'Ditandai atensi' if body['on'] else 'Tanda atensi dicabut'}. Alasan: {body['reason']}"
        case "opened":
            return "Perkara yang dilindungi ini dibuka."
        case "voided":
            act = "Diganti dengan surat baru" if body.get("replaced_by") else "Dibatalkan"
            return f"{act}. Alasan: {body['reason']}"
        case "recovered":
            return f"Dikembalikan oleh Polres: {story(Event.from_json(body['event']), names)}"
    return ""


def _printed(body: Mapping[str, Any], names: Names) -> str:
    paper = names.papers.get(body["paper"])
    what = (f"Salinan {paper}" if paper else "Salinan") if body["copy"] else paper or "Surat"
    where = "disimpan sebagai PDF" if body["destination"] == "pdf" else "dikirim ke printer"
    copies = f" ({body['copies']} rangkap)" if body["copies"] > 1 else ""
    return f"{what} {where}{copies}."


class Particulars(QWidget):
    """The sections of a form with their values, then the history."""

    def __init__(self, form: Form, values: Values, history: Sequence[Event], names: Names) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        for section in form.sections:
            rows = rows_of(section, values)
            for index, row in enumerate(rows):
                title = f"{section.row} {index + 1}" if section.row and len(rows) > 1 else section.title
                self._add_section(column, title, list(filled(section, row, names.officers)))
        column.addWidget(subheading("Riwayat"))
        for event in history:
            if sentence := story(event, names):
                who = names.officers.get(event.officer, event.officer)
                column.addWidget(note(f"{moment(event.at)} · {who}"))
                column.addWidget(Words(sentence))

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

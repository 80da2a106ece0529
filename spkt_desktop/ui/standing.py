"""How a record stands: valid or not, where it went, what it waits for, and what the Polres has said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from spkt_desktop.forms.form import Awaited
from spkt_desktop.records import Record
from spkt_desktop.ui.controls import Words, subheading
from spkt_desktop.ui.moments import deadline, moment
from spkt_desktop.ui.style import GAP, Tone

STANDING = {
    "berlaku": ("Berlaku.", Tone.GOOD),
    "batal": ("Dibatalkan.", Tone.PROBLEM),
    "diganti": ("Diganti dengan surat lain.", Tone.WARNING),
}
AT_POLRES = {
    "belum": ("Belum dikirim ke Polres.", Tone.QUIET),
    "dikirim": ("Sudah dikirim ke Polres; tanda terima belum kembali.", Tone.QUIET),
    "diterima": ("Sudah diterima Polres.", Tone.GOOD),
    "ditunda": ("Ditunda oleh Polres.", Tone.WARNING),
    "ditolak": ("Ditolak oleh Polres.", Tone.PROBLEM),
}
Line = tuple[str, Tone]


def lines(record: Record, linked: str) -> Iterator[Line]:
    """What holds of the record itself; `linked` names the letter that replaces it or that it replaces."""
    words, tone = STANDING[record.status]
    reason = record.reason and f"Alasan: {record.reason}"
    yield " ".join(filter(None, (words, linked, reason))), tone
    words, tone = AT_POLRES[record.delivery.state]
    yield " ".join(filter(None, (words, record.delivery.reason))), tone
    if record.attention:
        yield "ATENSI: perlu perhatian Kapolsek.", Tone.WARNING
    if record.protection:
        yield f"Dilindungi ({', '.join(record.protection)}): setiap kali dibuka dicatat.", Tone.WARNING
    if record.destination:
        yield f"Diteruskan ke: {record.destination}.", Tone.PLAIN


def outstanding(awaited: Sequence[Awaited], now: datetime) -> Iterator[Line]:
    """What it waits for, with its deadlines in words; what is late is a warning."""
    for one in awaited:
        if one.due is None:
            yield one.what, Tone.PLAIN
        else:
            yield f"{one.what}: {deadline(one.due, now)}", Tone.WARNING if now > one.due else Tone.PLAIN


def told(news: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """What the Polres has sent word of, in its own words."""
    for item in news:
        facts = [
            f"{_named(name)}: {_moment(value)}"
            for name, value in item.items()
            if name != "record" and isinstance(value, str | int) and value != ""
        ]
        if facts:
            yield "; ".join(facts), Tone.PLAIN


class Standing(QWidget):
    """These lines below each other, each group under its title."""

    def __init__(self, groups: Mapping[str, Sequence[Line]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        for title, told_lines in groups.items():
            if title and told_lines:
                column.addSpacing(GAP // 2)
                column.addWidget(subheading(title))
            for words, tone in told_lines:
                column.addWidget(Words(words, tone))


def _named(member: str) -> str:
    """A member of the news in words; with a digit it is an abbreviation, as SP2HP."""
    words = member.replace("_", " ")
    return words.upper() if any(letter.isdigit() for letter in words) else words.capitalize()


def _moment(value: str | int) -> str:
    """A value of the news; a time of the journal is written as everywhere else."""
    try:
        return moment(str(value)) if "T" in str(value) else str(value)
    except ValueError:
        return str(value)

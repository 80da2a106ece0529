"""The diary of a shift as the book of the watch (buku mutasi) has it: line by line, day by day, sealed at every foot.

Importing this module imports ReportLab.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from spkt_desktop import dates
from spkt_desktop.books import Column, Diary, Line
from spkt_desktop.print.pages import document, signature, text_width
from spkt_desktop.print.ruled import Row, Ruled
from spkt_desktop.print.styles import Styles, height, paragraph, styles, table
from spkt_desktop.records import Letter

COLUMNS = (
    Column("No", 1, number=True), Column("Jam", 1.3), Column("Uraian kejadian/kegiatan", 9), Column("Tindakan", 4.5),
    Column("Petugas", 3.6),
)  # fmt: skip
BACK = "(jam komputer mundur)"
"""Stands below a line whose clock showed an earlier hour than that of the line above it."""
NOTHING = "Belum ada kejadian yang dicatat."


def render(diary: Diary) -> Letter:
    """The diary on paper; LetterFailed where a character cannot be printed. Slow: for a worker only."""
    sheet, faces, width = diary.sheet, styles(diary.sheet.unit), text_width(diary.sheet.unit)
    shift = diary.shift
    closed = "Jaga masih berlangsung saat lembar ini dibuat."
    if shift.closed_at:
        closed = f"Mutasi ditutup {dates.waktu(shift.closed_at)}."
    end = [
        Spacer(1, 6), paragraph(closed, faces.body),
        Spacer(1, 6), *signature(sheet, f"Ka Regu {shift.regu}"),
    ]  # fmt: skip
    lines = Ruled(faces, COLUMNS, tuple(_rows(diary.lines)) or (NOTHING,), closing=height(end, width))
    return document(sheet, [*_head(diary, faces, width), lines, KeepTogether(end)])


def _head(diary: Diary, faces: Styles, width: float) -> list[Flowable]:
    """Whose watch it was, from when to when, and who was there."""
    shift = diary.shift
    present = "\n".join(f"{at}. {name}" for at, name in enumerate(diary.present, 1))
    facts = (
        ("Regu", shift.regu),
        ("Dibuka", dates.waktu(shift.opened_at)),
        ("Ditutup", dates.waktu(shift.closed_at) if shift.closed_at else "-"),
        ("Petugas yang hadir", present or "-"),
    )
    cells = [[paragraph(text, faces.body) for text in (label, ":", fact)] for label, fact in facts]
    return [table(faces, cells, [100, 10, width - 110], ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)), Spacer(1, 8)]


def _rows(lines: tuple[Line, ...]) -> Iterator[Row]:
    """The lines with a row of its own wherever the date changes, backwards too."""
    day = None
    for number, line in enumerate(lines, 1):
        if line.at.date() != day:
            day = line.at.date()
            yield f"{dates.hari(day)}, {dates.tanggal(day)}"
        text = f"{line.text}\n{BACK}" if line.back else line.text
        yield str(number), dates.pukul(line.at), text, line.action, line.officer or "-"

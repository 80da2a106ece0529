"""What daily report, recap and poster say alike: grades and waiting in words, tables of numbers, who signs.

Importing this module imports ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer, Table

from spkt_desktop.books import Minutes, Satisfaction, Sheet, Tally
from spkt_desktop.print.captions import angka, cut, desimal
from spkt_desktop.print.pages import signature
from spkt_desktop.print.shapes import QUIET, RULE, SHADE
from spkt_desktop.print.styles import Styles, paragraph, table

GRADES = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik"}
"""The grades of the satisfaction index in words (PermenPANRB 14/2017)."""
SIZE = 8.5
"""Of the type in tables, in points."""


def graded(satisfaction: Satisfaction) -> str:
    """The index in a few words: `86,25 – B (Baik) dari 54 jawaban`."""
    if not satisfaction.answers:
        return "Belum cukup jawaban"
    grade = satisfaction.grade
    return f"{desimal(satisfaction.index)} – {grade} ({GRADES[grade]}) dari {angka(satisfaction.answers)} jawaban"


def waited(minutes: Minutes) -> str:
    """How long people waited, as one tells it: the median and what nine of ten needed at most."""
    if not minutes.count:
        return "Belum ada data"
    return (
        f"Separuh selesai dalam {angka(minutes.median)} menit, 9 dari 10 dalam {angka(minutes.slowest)} menit "
        f"({angka(minutes.count)} orang)"
    )


def counted(
    faces: Styles,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: float,
    *,
    numbers: float,
    bold: Sequence[int] = (),
) -> Table:
    """A table of labels (cut to their column) and numbers, each column of numbers `numbers` wide; some rows in bold.

    `bold` counts the rows from 0, without the head.
    """
    room = width - numbers * (len(heads) - 1)
    strong = {at + 1 for at in bold}
    cells = [
        [cut(row[0], room - 3, faces.bold if at in strong or not at else faces.regular, SIZE), *row[1:]]
        for at, row in enumerate((heads, *rows))
    ]
    commands: list[tuple[Any, ...]] = [
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, RULE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, QUIET),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        *(("FONT", (0, at), (-1, at), faces.bold, SIZE, 10.2) for at in (0, *strong)),
    ]
    return table(faces, cells, [room, *[numbers] * (len(heads) - 1)], *commands, repeatRows=1)


def figures(tally: Tally, times: int) -> tuple[str, ...]:
    """The count of a tally and of the times before it, 0 where it is compared with fewer."""
    before = (*tally.before, *[0] * times)[:times]
    return tuple(angka(number) for number in (tally.count, *before))


def chief(sheet: Sheet) -> str:
    """The post of who leads the unit: `Kapolsek Punung` of `Polsek Punung`."""
    name = str(sheet.unit.values["kesatuan"].get("polsek") or "polsek")
    return f"Ka{name[0].lower()}{name[1:]}"


def signed(sheet: Sheet, faces: Styles, width: float) -> list[Flowable]:
    """Side by side the Kapolsek, who takes note, and the officer who made the report."""
    noted = [
        paragraph("Mengetahui,", faces.centre),
        paragraph(chief(sheet).upper(), faces.centre),
        Spacer(1, 50),
        paragraph("." * 44, faces.centre),
        paragraph("Pangkat/NRP " + "." * 24, faces.centre),
    ]
    own = signature(sheet, "Dibuat oleh petugas,")
    half = width / 2
    return [
        table(faces, [[noted, own]], [half, half], ("ALIGN", (0, 0), (-1, -1), "RIGHT"), splitInRow=0),
    ]

"""The daily report to the Kapolsek: one page always, what needs an eye first, then the numbers of the day.

Importing this module imports ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from reportlab.platypus import Flowable, Spacer

from spkt_desktop import dates
from spkt_desktop.books import Daily, Matter, Notable
from spkt_desktop.print.bars import scores
from spkt_desktop.print.captions import angka, clipped, folded, total
from spkt_desktop.print.fitting import Fitted, first_that_fit
from spkt_desktop.print.pages import document
from spkt_desktop.print.reports import SIZE, chief, counted, figures, graded, signed, waited
from spkt_desktop.print.shapes import RULE
from spkt_desktop.print.styles import Styles, height, paragraph, styles, table
from spkt_desktop.records import Letter

_KINDS, _SHIFTS = (20, 14, 8), 4
"""Most kinds in the table of numbers (fewer where letterhead and names are high), and most shifts."""
_NUMBER = 44.0
_FULL, _SHORT = 12, 3
"""Lines of a marked record where all of them fit, and where they do not."""
_LEAST_OVERDUE = 70.0
"""Points that stay for overdue matters however many records are marked."""


def render(report: Daily) -> Letter:
    """The report on one page; LetterFailed where a character cannot be printed. Slow: for a worker only."""
    faces = styles(report.sheet.unit)
    return document(report.sheet, [Fitted(partial(_page, report, faces))])


def _page(report: Daily, faces: Styles, width: float, room: float) -> list[Flowable]:
    """All of it in that room: the two lists get what numbers and signatures leave, the marked records before others."""
    to = paragraph(f"Kepada Yth. {chief(report.sheet)}", faces.body)
    head = [to, Spacer(1, 4), paragraph(_summary(report), faces.body)]
    end = [Spacer(1, 12), *signed(report.sheet, faces, width)]
    for kinds in _KINDS:
        middle = [Spacer(1, 6), _numbers(report, faces, width, kinds)]
        left = room - height([*head, *middle, *end], width)
        if left >= 2 * _LEAST_OVERDUE:
            break
    overdue = _overdue_rows(report, faces, width)
    title = [paragraph(f"Urusan yang lewat waktu, terlama di atas ({angka(len(report.overdue))})", faces.heading)]
    kept = min(height([*title, *overdue], width), _LEAST_OVERDUE)
    attention = _attention(report, faces, width, left - kept)
    left -= height([*attention, *title], width)
    waiting = first_that_fit(overdue, left, width, lambda n: _rest(n, faces, "lihat daftar urusan di layar"))
    return [*head, *attention, *middle, *title, *waiting, *end]


def _summary(report: Daily) -> str:
    """The day in one sentence."""
    all_kinds = total("", report.tallies)
    yesterday = angka(all_kinds.before[0] if all_kinds.before else 0)
    return (
        f"{angka(all_kinds.count)} laporan dan surat (hari sebelumnya {yesterday}), {angka(len(report.attention))} "
        f"perlu atensi, {angka(len(report.overdue))} urusan lewat waktu."
    )


def _attention(report: Daily, faces: Styles, width: float, room: float) -> list[Flowable]:
    """The records that the Kapolsek should see: all of them in full, else as many as fit, in few lines each."""
    title = [paragraph(f"Atensi Kapolsek ({angka(len(report.attention))})", faces.heading)]
    if not report.attention:
        return [*title, paragraph("Tidak ada laporan yang perlu atensi.", faces.cell)]
    room -= height([*title], width)
    full, short = (
        [_notable(at, one, report, faces, width, lines) for at, one in enumerate(report.attention, 1)]
        for lines in (_FULL, _SHORT)
    )
    rows = full if height([*full], width) <= room else short
    return [*title, *first_that_fit(rows, room, width, lambda n: _rest(n, faces, "lihat register"))]


def _notable(number: int, one: Notable, report: Daily, faces: Styles, width: float, lines: int) -> Flowable:
    """One marked record: number and kind, who and what, where it goes and why it was marked."""
    hour = dates.pukul(one.at)
    when = hour if one.at.date() == report.day else f"{dates.tanggal_pendek(one.at.date())} {hour}"
    what = " – ".join(filter(None, (one.who, one.what)))
    further = [f"Tujuan: {one.destination}"] if one.destination else []
    further += [f"Alasan: {one.reason}"] if one.reason else []
    texts = (f"{number}.", f"{one.number}\n{one.title}, {when}", what, "\n".join(further) or "-")
    return _row([(text, lines) for text in texts], _shared(width, 18, 0.39, 0.35, 0.26), faces)


def _overdue_rows(report: Daily, faces: Styles, width: float) -> list[Flowable]:
    """What is late, the longest waiting first."""
    late = sorted(report.overdue, key=lambda one: (one.due is None, one.due or report.sheet.at))
    return [_matter(one, faces, width) for one in late] or [paragraph("Tidak ada urusan yang lewat waktu.", faces.cell)]


def _matter(one: Matter, faces: Styles, width: float) -> Flowable:
    due = dates.tanggal_pendek(one.due.date()) if one.due else "-"
    cells = ((due, 1), (one.what, 2), (one.number or "-", 2), (one.who or "-", 1))
    return _row(cells, _shared(width, 56, 0.42, 0.38, 0.2), faces)


def _row(cells: Sequence[tuple[str, int]], widths: Sequence[float], faces: Styles) -> Flowable:
    """A row of texts, each in at most so many lines."""
    shown = [
        paragraph(_lines(text, room - 6, most, faces), faces.cell)
        for (text, most), room in zip(cells, widths, strict=True)
    ]
    padding = (("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2))
    return table(faces, [shown], widths, *padding, ("LINEBELOW", (0, 0), (-1, -1), 0.25, RULE), splitInRow=0)


def _lines(text: str, room: float, most: int, faces: Styles) -> str:
    """A text of several lines in at most `most` in all; every line of its own keeps one at least."""
    parts = text.splitlines() or [""]
    spare = most - len(parts)
    made = []
    for part in parts:
        lines = clipped(part, room, 1 + max(spare, 0), faces.regular, SIZE)
        spare -= lines.count("\n")
        made.append(lines)
    return "\n".join(made)


def _rest(more: int, faces: Styles, where: str) -> Flowable:
    return paragraph(f"dan {angka(more)} lagi, {where}", faces.cell, bold=True)


def _shared(width: float, first: float, *shares: float) -> list[float]:
    return [first, *((width - first) * share for share in shares)]


def _numbers(report: Daily, faces: Styles, width: float, most: int) -> Flowable:
    """The table of numbers, and beside it how people were served and how the desk stands."""
    left, gap = width * 0.635, 14.0
    right = width - left - gap
    days = (report.day, report.day - timedelta(days=1), report.day - timedelta(days=7))
    heads = ["Jumlah menurut jenis", *(f"{dates.hari(day)[:3]} {day:%d-%m}" for day in days)]
    kinds = [one for part in folded(report.tallies, most) for one in part]
    tallies = [*kinds, total("Jumlah", report.tallies), report.void, report.arrived, report.gone]
    rows = [(one.label, *figures(one, 2)) for one in tallies]
    table_of = counted(faces, heads, rows, left, numbers=_NUMBER, bold=[len(kinds)])
    return table(faces, [[table_of, "", _beside(report, faces, right)]], [left, gap, right], splitInRow=0)


def _beside(report: Daily, faces: Styles, width: float) -> list[Flowable]:
    """Waiting, satisfaction, shifts, and what the desk itself waits for."""
    shifts = [clipped(one, width - 2, 3, faces.regular, SIZE) for one in report.shifts[:_SHIFTS]]
    if len(report.shifts) > _SHIFTS:
        shifts.append(f"dan {angka(len(report.shifts) - _SHIFTS)} lagi")
    texts = (
        ("Dari datang sampai surat", waited(report.minutes)),
        ("Kepuasan masyarakat", graded(report.satisfaction)),
        ("Piket", "\n".join(shifts) or "Belum ada regu yang dibuka."),
        ("Meja SPKT", f"Belum diterima Polres: {angka(report.pending)} catatan\n{_backup(report.backup)}"),
    )
    made: list[Flowable] = []
    for label, text in texts:
        made += [paragraph(label, faces.cell, bold=True), paragraph(text, faces.cell), Spacer(1, 5)]
        if label == "Kepuasan masyarakat" and report.satisfaction.answers:
            made[-1:] = [Spacer(1, 2), scores(report.satisfaction, faces, width, thick=9), Spacer(1, 5)]
    return made[:-1]


def _backup(at: datetime | None) -> str:
    if at is None:
        return "Cadangan data belum pernah dibuat."
    return f"Cadangan terakhir {dates.tanggal_pendek(at.date())}, {dates.pukul(at)}"

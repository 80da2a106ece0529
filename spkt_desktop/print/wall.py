"""The poster for the waiting room: what visitors think of the service, how long they wait, and what became of it.

In type that can be read from a chair, 1.5 m away. Importing this module imports ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from spkt_desktop.books import Said, Wall
from spkt_desktop.print.bars import scores
from spkt_desktop.print.captions import angka, clipped, cut, desimal, measured
from spkt_desktop.print.charts import trend
from spkt_desktop.print.fitting import Fitted, first_that_fit
from spkt_desktop.print.pages import document
from spkt_desktop.print.reports import GRADES
from spkt_desktop.print.shapes import BLUE, QUIET, RULE, SHADE, WHITE, block, word
from spkt_desktop.print.styles import Styles, height, paragraph, styles, table
from spkt_desktop.records import Letter

HEADLINE = "Apa kata Anda tentang pelayanan kami"
FREE = "Pelayanan gratis, tidak dipungut biaya"
_SIZES, _SMALL, _BIG = (18.0, 16.0, 14.0), 13.0, 34.0
"""Of what was said (the largest in which all of it fits), of what explains, and of what is to be seen first."""
_SIZE = 14.0
_INDEX = 76.0
_GAP, _APART = 22.0, 8.0
"""Between two columns, and least between two parts."""
_LINES = 3
"""Lines of what was said and of what was done, each."""


def render(wall: Wall) -> Letter:
    """The poster on one page; LetterFailed where a character cannot be printed. Slow: for a worker only."""
    faces = styles(wall.sheet.unit)
    return document(wall.sheet, [Fitted(partial(_page, wall, faces))])


def _page(wall: Wall, faces: Styles, width: float, room: float) -> list[Flowable]:
    """All of it in that room: what was said gets what the rest leaves, and `gratis` stands at the foot."""
    top = [
        _headline(faces, width), _index(wall, faces, width),
        scores(wall.satisfaction, faces, width, size=_SMALL, thick=22), _course_and_waiting(wall, faces, width),
    ]  # fmt: skip
    end = [_free(faces, width)]
    left = room - height([*top, *end], width) - _APART * len(top)
    heard = _heard(wall, faces, width, left)
    spare = left - height([*heard], width) + _APART * len(top)
    apart = min(spare / len(top), 2 * _APART)
    spread = [part for one in top for part in (one, Spacer(1, apart))]
    return [*spread, *heard, Spacer(1, max(spare - apart * len(top), 0)), *end]


def _text(faces: Styles, size: float = _SIZE) -> ParagraphStyle:
    return ParagraphStyle("poster", parent=faces.body, fontSize=size, leading=size * 1.2)


def _headline(faces: Styles, width: float) -> Drawing:
    size = min(28.0, 28 * width / measured(HEADLINE, faces.bold, 28))
    drawing = Drawing(width, size * 1.3)
    drawing.add(word(width / 2, size * 0.4, HEADLINE, faces.bold, size=size, anchor="middle", colour=BLUE))
    return drawing


def _index(wall: Wall, faces: Styles, width: float) -> Drawing:
    """The index as large as the page allows, and beside it what that means."""
    drawing, told = Drawing(width, _INDEX * 1.12), wall.satisfaction
    if not told.answers:
        drawing.add(
            word(width / 2, _INDEX / 2, "Belum cukup jawaban", faces.bold, size=_BIG, anchor="middle", colour=QUIET)
        )
        return drawing
    number = desimal(told.index)
    left = measured(number, faces.bold, _INDEX) + 16
    from_whom = f"Nilai {told.grade} dari {angka(told.answers)} jawaban"
    size = min(18.0, 18 * (width - left) / measured(from_whom, faces.regular, 18))
    drawing.add(word(0, _INDEX * 0.22, number, faces.bold, size=_INDEX, colour=BLUE))
    drawing.add(word(left, _INDEX * 0.7, GRADES[told.grade], faces.bold, size=_BIG, colour=BLUE))
    drawing.add(word(left, _INDEX * 0.39, from_whom, faces.regular, size=size))
    drawing.add(
        word(left, _INDEX * 0.17, "paling rendah 25, paling tinggi 100", faces.regular, size=_SMALL, colour=QUIET)
    )
    return drawing


def _course_and_waiting(wall: Wall, faces: Styles, width: float) -> Flowable:
    """The index week by week, and beside it how long people wait."""
    half = (width - _GAP) / 2
    head = _text(faces)
    course = [paragraph("Nilai dari pekan ke pekan", head, bold=True), Spacer(1, 4),
              trend(wall.trend, faces, half, 124, _SMALL - 1)]  # fmt: skip
    waiting: list[Flowable] = [paragraph("Berapa lama Anda menunggu", head, bold=True), Spacer(1, 4)]
    if wall.minutes.count:
        waiting += [
            _minutes(wall.minutes.median, "Separuh pengunjung selesai dalam", faces, half),
            _minutes(wall.minutes.slowest, "Sembilan dari sepuluh selesai dalam", faces, half),
        ]
    else:
        waiting.append(paragraph("Belum ada data", head))
    return table(faces, [[course, "", waiting]], [half, _GAP, half], splitInRow=0)


def _minutes(minutes: int, words: str, faces: Styles, width: float) -> Drawing:
    drawing = Drawing(width, 58)
    drawing.add(word(0, 44, cut(words, width, faces.regular, _SMALL), faces.regular, size=_SMALL))
    drawing.add(word(0, 12, f"{angka(minutes)} menit", faces.bold, size=_BIG, colour=BLUE))
    return drawing


def _heard(wall: Wall, faces: Styles, width: float, room: float) -> list[Flowable]:
    """What was said and what was done, as large and as many as fit, and how many there were."""
    told = f"{angka(wall.received)} masukan diterima, {angka(wall.answered)} sudah selesai ditindaklanjuti."
    count = [Spacer(1, 6), paragraph(told, _text(faces), bold=True), Spacer(1, 6)] if wall.received else []
    done = [one for one in wall.said if one.done]
    if not done:
        ask = "Belum ada saran yang dapat ditampilkan. Sampaikan saran Anda kepada petugas kami."
        return [paragraph(ask, _text(faces, _SIZES[0])), *count]
    room -= height([*count], width)
    for size in _SIZES:
        head, *rows = _table(done, faces, width, size)
        if height([head, *rows], width) <= room:
            break
    return [head, *first_that_fit(rows, room - height([head], width), width, partial(_rest, faces)), *count]


def _table(done: Sequence[Said], faces: Styles, width: float, size: float) -> list[Flowable]:
    """A head and a row for each suggestion, every one a table of its own, so that they can be left out one by one."""
    widths, style = [width * 0.4, width * 0.6], _text(faces, size)
    head = [paragraph(title, style, bold=True) for title in ("Anda berkata", "Kami lakukan")]
    made = [table(faces, [head], widths, ("BACKGROUND", (0, 0), (-1, -1), SHADE), *_padding())]
    for one in done:
        texts = (" – ".join(filter(None, (one.kind, one.about))), one.done)
        cells = [
            paragraph(clipped(text, room - 13, _LINES, faces.regular, size), style)
            for text, room in zip(texts, widths, strict=True)
        ]
        line = ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE)
        made.append(table(faces, [cells], widths, line, *_padding(), splitInRow=0))
    return made


def _padding() -> tuple[tuple[object, ...], ...]:
    sides = (("TOPPADDING", 3), ("BOTTOMPADDING", 5), ("LEFTPADDING", 6), ("RIGHTPADDING", 6))
    return tuple((name, (0, 0), (-1, -1), points) for name, points in sides)


def _rest(faces: Styles, more: int) -> Flowable:
    return paragraph(f"dan {angka(more)} masukan lain yang sudah ditindaklanjuti", _text(faces, _SMALL))


def _free(faces: Styles, width: float) -> Drawing:
    """That nothing is to be paid, in a frame; not on a dark ground, which an old printer draws in stripes."""
    drawing = Drawing(width, 42)
    drawing.add(block(1, 1, width - 2, 40, WHITE, BLUE))
    drawing.add(block(3, 3, width - 6, 36, WHITE, BLUE))
    size = min(23.0, 23 * (width - 24) / measured(FREE, faces.bold, 23))
    drawing.add(word(width / 2, 21 - size * 0.36, FREE, faces.bold, size=size, anchor="middle", colour=BLUE))
    return drawing

"""Charts of what came: horizontal bars with label and number, this period against the one before, and the four scores.

Pure functions from values to a drawing that is a flowable of ReportLab too; widths are in points. A label that is too
long for its place is cut with dots, so nothing overlaps.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Shape
from reportlab.lib.colors import Color

from spkt_desktop.books import SCORES, Satisfaction, Tally
from spkt_desktop.print.captions import angka, cut, folded, measured, selisih
from spkt_desktop.print.shapes import BLUE, INK, MIDDLE, PALE, QUIET, RULE, SIZE, WHITE, block, empty, rule, word
from spkt_desktop.print.styles import Styles

TONES = (WHITE, PALE, MIDDLE, BLUE)
"""Of the four scores, the best the darkest."""
_ROW, _PAIR = 13.0, 19.0
_HEAD = 13.5
_GAP, _MARK = 6.0, 8.0
_HEADS = ("Periode ini", "Sebelumnya", "Selisih")


def bars(tallies: Sequence[Tally], faces: Styles, width: float, *, most: int, share: float = 0.5) -> Drawing:
    """A bar for each tally with its number behind it, in at most so many rows; labels take that share of the width.

    The common rows (small numbers, protected cases) are in grey: they are no place and no article. The sum of the rows
    that were left out has no bar, for it would dwarf all others.
    """
    if not any(one.count for one in tallies):
        return empty(faces, width)
    own, rest, common = folded(tallies, most)
    tones = [*((one, BLUE) for one in own), *((one, None) for one in rest), *((one, PALE) for one in common)]
    names = max(measured(one.label, _face(tone, faces), SIZE) for one, tone in tones)
    left = min(names, width * share) + _GAP
    largest = max((one.count for one, tone in tones if tone), default=0) or 1
    room = width - left - max(measured(angka(one.count), faces.bold, SIZE) for one, _ in tones) - 4
    drawing = Drawing(width, _ROW * len(tones))
    for at, (one, tone) in enumerate(tones):
        low, face = drawing.height - _ROW * (at + 1), _face(tone, faces)
        long = room * one.count / largest if tone else 0
        drawing.add(word(0, low + 3.4, cut(one.label, left - _GAP + 0.1, face, SIZE), face))
        if long:
            drawing.add(block(left, low + 2, max(long, 0.8), _ROW - 4.5, tone, RULE if tone is PALE else None))
        drawing.add(word(left + long + 3, low + 3.4, angka(one.count), faces.bold))
    drawing.add(rule(left, 0, left, drawing.height, colour=QUIET))
    return drawing


def _face(tone: Color | None, faces: Styles) -> str:
    """Rows that stand for several things are in italics."""
    return faces.regular if tone is BLUE else faces.italic


def comparison(
    tallies: Sequence[Tally], faces: Styles, width: float, *, most: int, below: Sequence[Tally] = ()
) -> Drawing:
    """Each tally against the period before it, in at most so many rows: a dark bar over a pale one, and the numbers.

    The rows `below` are in bold; they and the sum of what was left out have no bars, which would dwarf all others.
    """
    own, rest, common = folded(tallies, most)
    rows = [*own, *common, *rest, *below]
    if not any(one.count or sum(one.before) for one in rows):
        return empty(faces, width)
    barred = len(own) + len(common)
    pairs = [(one.count, one.before[0] if one.before else 0) for one in rows]
    texts = [(angka(new), angka(old), selisih(new, old)) for new, old in pairs]
    rooms = [
        max([measured(head, faces.bold, SIZE), *(measured(row[at], faces.bold, SIZE) for row in texts)]) + _GAP + _MARK
        for at, head in enumerate(_HEADS)
    ]
    ends = [width - rooms[2] - rooms[1], width - rooms[2], width]
    names = max(measured(one.label, faces.bold, SIZE) for one in rows)
    left = min(names, width * 0.36) + _GAP
    room = width - left - sum(rooms) - _GAP
    largest = max((max(pair) for pair in pairs[:barred]), default=0) or 1
    drawing = Drawing(width, _PAIR * len(rows) + _HEAD)
    drawing.contents += _heads(ends, faces, width, drawing.height)
    for at, (one, (new, old), row) in enumerate(zip(rows, pairs, texts, strict=True)):
        low = drawing.height - _HEAD - _PAIR * (at + 1)
        face = faces.bold if at >= len(rows) - len(below) else faces.regular
        drawing.add(word(0, low + 6.6, cut(one.label, left - _GAP, face, SIZE), face))
        for end, text, tone in zip(ends, row, (INK, QUIET, INK), strict=True):
            drawing.add(word(end, low + 6.6, text, face, anchor="end", colour=tone))
        if new and at < barred:
            drawing.add(block(left, low + 9.5, max(room * new / largest, 0.8), 6, BLUE))
        if old and at < barred:
            drawing.add(block(left, low + 3, max(room * old / largest, 0.8), 5.5, PALE, RULE))
        drawing.add(rule(0, low, width, low, thick=0.25))
    top = drawing.height - _HEAD
    drawing.add(rule(left, top - _PAIR * barred, left, top, colour=QUIET))
    return drawing


def _heads(ends: Sequence[float], faces: Styles, width: float, height: float) -> list[Shape]:
    """The titles of the three columns of numbers; the first two show the tone of their bars."""
    made: list[Shape] = [rule(0, height - _HEAD, width, height - _HEAD, colour=QUIET)]
    for end, head, tone in zip(ends, _HEADS, (BLUE, PALE, None), strict=True):
        made.append(word(end, height - 9, head, faces.bold, anchor="end"))
        if tone:
            left = end - measured(head, faces.bold, SIZE) - _MARK
            made.append(block(left, height - 9, 5.5, 5.5, tone, RULE))
    return made


def scores(
    satisfaction: Satisfaction, faces: Styles, width: float, *, size: float = SIZE, thick: float = 14
) -> Drawing:
    """The four answers as shares of one bar, from the worst to the best, with label and number of each below it."""
    told = [
        (label, count, _share(count, satisfaction.answers))
        for label, count in zip(SCORES.values(), satisfaction.counts, strict=True)
    ]
    mark = size * 0.8
    widest = max(measured(text, faces.bold, size) for label, _, share in told for text in (label, share))
    across = 4 if (widest + mark + 3) * 4 <= width - 12 else 2
    lines = size * 2.45 * (4 // across)
    if not satisfaction.answers:
        return empty(faces, width, size)
    drawing = Drawing(width, thick + lines)
    left = 0.0
    for at, (label, count, share) in enumerate(told):
        long = width * count / satisfaction.answers
        if count:
            drawing.add(block(left, lines, long, thick, TONES[at], QUIET))
        left += long
        place, top = at % across * width / across, lines - size * (1.3 + 2.45 * (at // across))
        drawing.add(block(place + 0.3, top, mark, mark, TONES[at], QUIET))
        drawing.add(word(place + mark + 3, top + 0.3, label, faces.regular, size=size))
        drawing.add(word(place + mark + 3, top - size * 1.05, share, faces.bold, size=size))
    return drawing


def _share(count: int, answers: int) -> str:
    """A number of answers and its share: `45 (45%)`."""
    return f"{angka(count)} ({100 * count / max(answers, 1):.0f}%)"

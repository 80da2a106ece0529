"""Charts of when something came: columns by hour, weekday and day, and the line of the satisfaction index.

Pure functions from values to a drawing that is a flowable of ReportLab too; widths and heights are in points.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from reportlab.graphics.shapes import Circle, Drawing

from spkt_desktop import dates
from spkt_desktop.books import Satisfaction
from spkt_desktop.print.captions import angka, desimal, measured
from spkt_desktop.print.shapes import BLUE, QUIET, SHADE, SIZE, WHITE, block, dashed, empty, rule, word
from spkt_desktop.print.styles import Styles

NIGHT = frozenset((*range(6), *range(18, 24)))
"""Hours between sunset and sunrise (KUHP Ps 186), which hardly move near the equator."""
ROW = 31
"""Days or weeks in one row of columns; more of them go on in a further row of the same scale."""
SCALE = (25.0, 65.0, 76.61, 88.31, 100.0)
"""Where the grades D, C, B and A of the index begin, and where it ends (PermenPANRB 14/2017)."""
_LANES = 3
"""Rows in which wide numbers may stand above their columns."""
_LINE = 9.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart: its value, what stands below it, and below that where a group of columns begins."""

    value: int
    label: str
    group: str = ""
    shaded: bool = False


def by_hour(hours: Sequence[int], faces: Styles, width: float, height: float = 96) -> Drawing:
    """Columns of the 24 hours, those of the night on a grey ground."""
    return columns([Column(n, f"{at:02}", shaded=at in NIGHT) for at, n in enumerate(hours)], faces, width, height)


def by_weekday(weekdays: Sequence[int], faces: Styles, width: float, height: float = 96) -> Drawing:
    """Columns of the seven days from Monday."""
    return columns([Column(n, day) for n, day in zip(weekdays, dates.DAYS, strict=True)], faces, width, height)


def by_day(days: Sequence[tuple[date, int]], faces: Styles, width: float, height: float = 96) -> list[Drawing]:
    """Columns of days, or of weeks by their Monday, in as many rows as are needed; Sundays on a grey ground."""
    most = max((count for _, count in days), default=0)
    if not most:
        return [empty(faces, width)]
    rows = ceil(len(days) / ROW)
    long = ceil(len(days) / rows)
    # A last row with fewer columns keeps their width.
    return [columns(_dated(days[at * long : (at + 1) * long]), faces, width, height, most=most, slots=long)
            for at in range(rows)]  # fmt: skip


def _dated(days: Sequence[tuple[date, int]]) -> list[Column]:
    made, month = [], 0
    for day, count in days:
        group = f"{dates.bulan(day.month)[:3]} {day.year}" if day.month != month else ""
        weekly = len(days) > 1 and days[1][0] - days[0][0] > timedelta(days=1)
        made.append(Column(count, str(day.day), group, shaded=day.weekday() == 6 and not weekly))
        month = day.month
    return made


def columns(
    values: Sequence[Column], faces: Styles, width: float, height: float, *, most: int = 0, slots: int = 0
) -> Drawing:
    """Columns with their numbers on them; 0 has none. `most` is the value of the full height, `slots` how many fit.

    Numbers too wide for their column stand staggered in lanes above all columns; where even that is too narrow, only
    the largest is told.
    """
    most = most or max((column.value for column in values), default=0)
    if not most:
        return empty(faces, width)
    slots = slots or len(values)
    widest = measured(angka(most), faces.regular, SIZE) + 2  # not of these columns: rows of one scale are alike
    inset = max(0.0, (min(widest, 40) - width / slots) / 2)
    slot = (width - 2 * inset) / slots
    lanes = ceil(widest / slot)
    groups = any(column.group for column in values)
    low = _LINE * (2 if groups else 1) + 3
    room = height - low - _LINE * (lanes if lanes <= _LANES else 1) - 1
    drawing = Drawing(width, height)
    drawing.contents += _grounds(values, inset, slot, low, room)
    highest = max(values, key=lambda column: column.value)
    for at, column in enumerate(values):
        middle, tall = inset + (at + 0.5) * slot, room * column.value / most
        thick = min(slot * 0.72, 30)
        if column.value:
            drawing.add(block(middle - thick / 2, low, thick, max(tall, 0.8), BLUE))
        if column.value and (lanes <= _LANES or column is highest):
            base = low + tall + 2 if lanes == 1 or lanes > _LANES else height - _LINE * (1 + at % lanes) + 2
            drawing.add(word(_within(middle, widest, width), base, angka(column.value), faces.regular, anchor="middle"))
    drawing.add(rule(inset, low, inset + slot * len(values), low, colour=QUIET))
    drawing.contents += _labels(values, faces, inset, slot, low, width)
    return drawing


def _within(middle: float, wide: float, width: float) -> float:
    """The middle of a text of that width moved so that it stands within the drawing."""
    return min(max(middle, wide / 2), width - wide / 2)


def _grounds(values: Sequence[Column], inset: float, slot: float, low: float, room: float) -> list[object]:
    """The grey ground of shaded columns."""
    shaded = [at for at, column in enumerate(values) if column.shaded]
    return [block(inset + at * slot, low, slot, room, SHADE) for at in shaded]


def _labels(
    values: Sequence[Column], faces: Styles, inset: float, slot: float, low: float, width: float
) -> list[object]:
    """What stands below the columns: each, or every second, third ... where they are narrow; groups where they fit."""
    widest = max(measured(column.label, faces.regular, SIZE) for column in values) + 2
    step = ceil(widest / slot)
    made, free = [], 0.0
    for at, column in enumerate(values):
        if at % step == 0:
            middle = inset + (at + 0.5) * slot
            made.append(word(middle, low - _LINE + 0.5, column.label, faces.regular, anchor="middle", colour=QUIET))
        left = inset + at * slot
        end = left + measured(column.group, faces.regular, SIZE)
        if column.group and left >= free and end < width:
            made.append(word(left + 1, low - 2 * _LINE + 0.5, column.group, faces.regular, colour=QUIET))
            free = end + 6
    return made


def trend(
    weeks: Sequence[tuple[date, Satisfaction]], faces: Styles, width: float, height: float = 110, size: float = SIZE
) -> Drawing:
    """The satisfaction index by week on its whole scale of 25 to 100, the bounds of its grades as thin lines.

    Weeks that follow each other are joined; a gap means that nobody answered.
    """
    told = [(monday, one.index) for monday, one in weeks if one.answers]
    if not told:
        return empty(faces, width, size)
    drawing = Drawing(width, height)
    left, right = measured("88,31", faces.regular, size) + 4, width - size - 4
    low, high = size * 1.4 + 2, height - size * 0.6

    def level(index: float) -> float:
        return low + (high - low) * (index - SCALE[0]) / (SCALE[-1] - SCALE[0])

    for bound in SCALE:
        drawing.add(dashed(left, level(bound), right, level(bound)))
        name = desimal(bound) if bound % 1 else f"{bound:.0f}"
        drawing.add(word(left - 3, level(bound) - size / 3, name, faces.regular, size=size, anchor="end", colour=QUIET))
    for grade, lower, upper in zip("DCBA", SCALE, SCALE[1:], strict=False):
        middle = level((lower + upper) / 2) - size / 3
        drawing.add(word(right + 4, middle, grade, faces.bold, size=size, colour=QUIET))
    span = (told[-1][0] - told[0][0]).days
    inner = right - left - 5 * size
    places = [
        (left + 2.5 * size + inner * ((day - told[0][0]).days / span if span else 0.5), level(n)) for day, n in told
    ]
    numbers = [desimal(index) for _, index in told]
    shown = _apart(places, numbers, faces.bold, size)
    if len(shown) < len(told):  # a number here and there would say nothing: first, last, best and worst do
        notable = (len(told) - 1, 0, *(pick(range(len(told)), key=lambda at: told[at][1]) for pick in (max, min)))
        shown = _apart(places, numbers, faces.bold, size, notable)
    bases = {at: _base(places, at, size, height) for at in shown}
    for at, base in bases.items():  # below the line, so that only the thin rules make room for a number
        half = measured(numbers[at], faces.bold, size) / 2 + 1
        drawing.add(block(places[at][0] - half, base - size * 0.12, 2 * half, size * 0.92, WHITE))
    for (day, _), (after, _), here, there in zip(told, told[1:], places, places[1:], strict=False):
        if (after - day).days <= 7:
            drawing.add(rule(*here, *there, colour=BLUE, thick=1.4))
    drawing.contents += [Circle(x, y, size / 4, fillColor=BLUE, strokeColor=WHITE, strokeWidth=0.5) for x, y in places]
    for at, base in bases.items():
        drawing.add(word(places[at][0], base, numbers[at], faces.bold, size=size, anchor="middle"))
    days = [f"{day.day} {dates.bulan(day.month)[:3]}" for day, _ in told]
    for at in _apart(places, days, faces.regular, size):
        drawing.add(word(places[at][0], 2, days[at], faces.regular, size=size, anchor="middle", colour=QUIET))
    return drawing


def _base(places: Sequence[tuple[float, float]], at: int, size: float, height: float) -> float:
    """The base line of the number of a point: above it, but below where the line comes down to it from both sides."""
    y = places[at][1]
    beside = [places[near][1] for near in (at - 1, at + 1) if 0 <= near < len(places)]
    valley = bool(beside) and all(other > y for other in beside)
    return y - size * 1.3 if valley or y + size * 1.4 > height else y + size * 0.55


def _apart(
    places: Sequence[tuple[float, float]], texts: Sequence[str], face: str, size: float, of: Collection[int] = ()
) -> Collection[int]:
    """Which of these texts (of those `of`, or all from the last) can stand centred at their places without touching."""
    order = dict.fromkeys(of or (len(places) - 1, 0, *reversed(range(len(places)))))
    taken: list[tuple[int, float, float]] = []
    for at in order:
        half = measured(texts[at], face, size) / 2 + size / 5
        start, end = places[at][0] - half, places[at][0] + half
        if all(end <= other_start or start >= other_end for _, other_start, other_end in taken):
            taken.append((at, start, end))
    return sorted(at for at, _, _ in taken)

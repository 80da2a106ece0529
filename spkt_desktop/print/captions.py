"""How reports write numbers and keep texts within a width that was measured; importing this imports ReportLab."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest

from reportlab.pdfbase.pdfmetrics import stringWidth

from spkt_desktop.books import COVERED, OTHERS, Tally
from spkt_desktop.print.ruled import broken

DOTS = "…"


def angka(number: int) -> str:
    """A whole number as reports write it: 100000 is `100.000`."""
    return f"{number:,}".replace(",", ".")


def desimal(number: float) -> str:
    """A number with the two decimals that the satisfaction index is told with: 83.5 is `83,50`."""
    return f"{number:.2f}".replace(".", ",")


def selisih(now: int, before: int) -> str:
    """The change from one number to another with its sign: `+12`, `−3`, `0`."""
    return angka(now - before).replace("-", "−") if now <= before else f"+{angka(now - before)}"


def measured(text: str, face: str, size: float) -> float:
    """The width in points of a line in one of our faces."""
    return float(stringWidth(text, face, size))


def cut(text: str, room: float, face: str, size: float) -> str:
    """A text as one line no wider than `room` points: whole, or its beginning with dots."""
    line = " ".join(text.split())
    if measured(line, face, size) <= room:
        return line
    fits = bisect_right(range(len(line)), room, key=lambda length: measured(line[:length] + DOTS, face, size))
    return line[: max(fits - 1, 0)].rstrip() + DOTS


def clipped(text: str, room: float, lines: int, face: str, size: float) -> str:
    """A text in at most so many lines (parted by line breaks) no wider than `room`, with dots where more would come."""
    found = broken(" ".join(text.split()), room, lambda part: measured(part, face, size))
    if len(found) <= lines:
        return "\n".join(found)
    last = cut(" ".join(found[lines - 1 :]), room, face, size)
    return "\n".join([*found[: lines - 1], last])


def folded(tallies: Sequence[Tally], most: int) -> tuple[tuple[Tally, ...], tuple[Tally, ...], tuple[Tally, ...]]:
    """The tallies in at most so many rows, in three parts: the largest in their order, one row with the sum of those
    left out (none where none is), and the rows in which reports tell small and protected numbers together.
    """
    common = tuple(one for one in tallies if one.label in (OTHERS, COVERED))
    own = tuple(one for one in tallies if one.label not in (OTHERS, COVERED))
    room = most - len(common)
    if len(own) <= room:
        return own, (), common
    kept = set(sorted(range(len(own)), key=lambda at: -own[at].count)[: room - 1])
    small = [one for at, one in enumerate(own) if at not in kept]
    shown = tuple(one for at, one in enumerate(own) if at in kept)
    return shown, (total(f"{angka(len(small))} baris lain", small),), common


def total(label: str, tallies: Sequence[Tally]) -> Tally:
    """The sum of tallies that are compared with the same times."""
    columns = zip_longest(*(one.before for one in tallies), fillvalue=0)
    return Tally(label, sum(one.count for one in tallies), tuple(map(sum, columns)))

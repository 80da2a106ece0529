"""A ruled table of any number of rows: every cell whole, its head again on every page, a high row over several pages.

ReportLab's own table lays out all rows before the first is drawn and takes some 10 ms for each; this one lays out a
page at a time and takes less than 1 ms. Importing this module imports ReportLab.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak

from spkt_desktop.books import Column
from spkt_desktop.print.styles import Styles

Row = Sequence[str] | str
"""The cells of a row, or one text in bold across all columns, which stays with the row below it."""
Width = Callable[[str], float]
"""Measures a text in points."""

SIZE, LEADING = 8.5, 10.2
"""Of the type in a cell, in points."""
PAD, RULE = 2.5, 0.4
"""Between a text and the rules around it, and how thick these are, in points."""
SHORT, PIECE = 12, 4
"""A row of this many lines at most stays whole; of a longer one at least so many lines stand together."""


class Ruled(Flowable):  # type: ignore[misc]
    """Rows below the titles of their columns, on as many pages as they need."""

    def __init__(self, faces: Styles, columns: Sequence[Column], rows: Sequence[Row], closing: float = 0.0) -> None:
        """`closing` is the height in points of what stands below the last row and should not stand there alone."""
        super().__init__()
        self._faces, self._columns, self._rows, self._closing = faces, columns, rows, closing
        self._start, self._above = 0, 0  # the row that it begins with, and how many lines of that stand above
        self._filled: tuple[tuple[float, float], _Page, Ruled | None] | None = None

    @property
    def left(self) -> int:
        """How many rows are not yet on a page."""
        return len(self._rows) - self._start

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height of all rows; more height than there is where they need several pages."""
        page, rest = self._fill(width, height)
        return width, page.tall if rest is None else height + 1

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits here, and the rest; nothing where that would be a head without rows."""
        page, rest = self._fill(width, height)
        return [page] if rest is None else [page, PageBreak(), rest] if page.bands else []

    def draw(self) -> None:
        """Draw all rows, which `wrap` found to fit."""
        if self._filled:
            self._filled[1].drawOn(self.canv, 0, 0)

    def _fill(self, width: float, height: float) -> tuple[_Page, Ruled | None]:
        """As many rows as fit, and the others; whoever asks for the height next asks for this very page."""
        if self._filled is None or self._filled[0] != (width, height):
            self._filled = ((width, height), *self._fitted(_Shape(self._faces, self._columns, width), height))
        return self._filled[1:]

    def _fitted(self, shape: _Shape, height: float) -> tuple[_Page, Ruled | None]:
        page, above = _Page(shape), self._above
        for at in range(self._start, len(self._rows)):
            band = shape.band(self._rows[at]).below(above)
            room = height - page.tall
            alone = at == len(self._rows) - 1 and bool(page.bands) and band.height + self._closing > room
            if band.height > room or alone:
                lines = int((room - 2 * PAD) / LEADING)
                if band.lines > SHORT and PIECE <= lines < band.lines:
                    page.bands.append(band.above(lines))
                    above += lines
                elif page.bands and page.bands[-1].across and page.bands[-1].lines <= SHORT:
                    page.bands.pop()
                    at -= 1
                return page, self._from(at, above)
            page.bands.append(band)
            above = 0
        return page, None

    def _from(self, start: int, above: int) -> Ruled:
        rest = Ruled(self._faces, self._columns, self._rows, self._closing)
        rest._start, rest._above = start, above
        return rest


@dataclass(frozen=True, slots=True)
class _Band:
    """A row in lines, by column; where it goes across all columns there is one list of them."""

    cells: tuple[list[str], ...]
    lines: int
    bold: bool = False
    across: bool = False

    @property
    def height(self) -> float:
        return self.lines * LEADING + 2 * PAD

    def below(self, lines: int) -> _Band:
        """The row without its first lines."""
        if not lines:
            return self
        return _Band(tuple(cell[lines:] for cell in self.cells), self.lines - lines, self.bold, self.across)

    def above(self, lines: int) -> _Band:
        """Only the first lines of the row."""
        return _Band(tuple(cell[:lines] for cell in self.cells), lines, self.bold, self.across)


class _Shape:
    """Columns and faces at one width of the table."""

    def __init__(self, faces: Styles, columns: Sequence[Column], width: float) -> None:
        self.faces, self.columns, self.width = faces, columns, width
        shares = sum(column.share for column in columns)
        self.widths = [width * column.share / shares for column in columns]
        self.edges = [sum(self.widths[:at]) for at in range(len(columns) + 1)]
        self.head = self._band([column.title for column in columns], bold=True)

    def measure(self, *, bold: bool) -> Width:
        """The width of a text in the face of a cell."""
        return partial(_width, self.faces.bold if bold else self.faces.regular)

    def band(self, row: Row) -> _Band:
        """A row in lines."""
        if isinstance(row, str):
            lines = broken(row, self.width - 2 * PAD, self.measure(bold=True))
            return _Band((lines,), len(lines), bold=True, across=True)
        return self._band(row, bold=False)

    def _band(self, row: Sequence[str], *, bold: bool) -> _Band:
        measure = self.measure(bold=bold)
        cells = tuple(broken(text, room - 2 * PAD, measure) for text, room in zip(row, self.widths, strict=True))
        return _Band(cells, max(map(len, cells)), bold)


class _Page(Flowable):  # type: ignore[misc]
    """The rows of one page below their head."""

    def __init__(self, shape: _Shape) -> None:
        super().__init__()
        self.bands: list[_Band] = []
        self._shape = shape

    @property
    def tall(self) -> float:
        """The height in points, head included."""
        return self._shape.head.height + sum(band.height for band in self.bands)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Width and height."""
        return width, self.tall

    def draw(self) -> None:
        """Draw rules, then the head and all rows."""
        canvas, edges = self.canv, self._shape.edges
        top = self.tall
        rules = [(edges[0], top, edges[-1], top)]
        text = canvas.beginText()
        for band in (self._shape.head, *self.bands):
            self._write(text, band, top - PAD - SIZE * 0.9)  # the height of a letter
            low = top - band.height
            rules.append((edges[0], low, edges[-1], low))
            rules += ((x, top, x, low) for x in ((edges[0], edges[-1]) if band.across else edges))
            top = low
        canvas.setLineWidth(RULE)
        canvas.lines(rules)
        canvas.drawText(text)

    def _write(self, text: Any, band: _Band, base: float) -> None:
        """Write the lines of a row, cell by cell, so that a cell can be read and copied whole."""
        shape = self._shape
        text.setFont(shape.faces.bold if band.bold else shape.faces.regular, SIZE, LEADING)
        for column, left, room, lines in zip(shape.columns, shape.edges, shape.widths, band.cells, strict=False):
            if column.number and not band.across:
                measure = shape.measure(bold=band.bold)
                for at, line in enumerate(lines):
                    text.setTextOrigin(left + room - PAD - measure(line), base - at * LEADING)
                    text.textOut(line)
            else:
                text.setTextOrigin(left + PAD, base)
                for line in lines:
                    text.textLine(line)


def broken(text: str, room: float, width: Width) -> list[str]:
    """A text in lines no wider than `room`: at its own line breaks, at spaces, and within a word only where it must."""
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if width(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, room, width)
            lines += full
        lines.append(line)
    return lines


def _pieces(word: str, room: float, width: Width) -> Iterator[str]:
    """A word in pieces that fit, each of one letter at least; a number of a letter is parted behind a stroke."""
    while width(word) > room and len(word) > 1:
        end = max(1, bisect_right(range(1, len(word)), room, key=lambda length: width(word[:length])))
        stroke = max(word.rfind(mark, 0, end) for mark in "/-.,@") + 1
        end = stroke or end
        yield word[:end]
        word = word[end:]
    yield word


@lru_cache(maxsize=50_000)
def _width(face: str, text: str) -> float:
    return float(stringWidth(text, face, SIZE))

"""Reads charts back: which texts stand in a drawing, which of them touch, and what lies outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

Box = tuple[float, float, float, float]
"""Left, low, right and high."""
_HIGH, _DEEP = 0.72, 0.21
"""How far letters stand above and below their base line, as shares of their size."""


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def blocks(drawing: Drawing, tone: Any) -> list[Rect]:
    return [shape for shape in drawing.contents if isinstance(shape, Rect) and shape.fillColor == tone]


def faults(drawing: Drawing) -> list[str]:
    """Texts that touch each other or leave the drawing, that are too small, and blocks that leave it."""
    placed = list(_placed(drawing))
    found = [f"{one} touches {other}" for (one, a), (other, b) in combinations(placed, 2) if _touch(a, b)]
    found += [f"{text} leaves the drawing" for text, box in placed if not _within(box, drawing)]
    found += [
        f"{shape.text} is small" for shape in drawing.contents if isinstance(shape, String) and shape.fontSize < 8
    ]
    for shape in drawing.contents:
        if isinstance(shape, Rect):
            box = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            found += [] if _within(box, drawing) else [f"a block leaves the drawing: {box}"]
    return found


def _placed(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    for shape in drawing.contents:
        if isinstance(shape, String):
            wide = stringWidth(shape.text, shape.fontName, shape.fontSize)
            left = shape.x - wide * {"start": 0, "middle": 0.5, "end": 1}[shape.textAnchor]
            low = shape.y - shape.fontSize * _DEEP
            yield shape.text, (left, low, left + wide, shape.y + shape.fontSize * _HIGH)


def _touch(one: Box, other: Box) -> bool:
    # Digits have nothing below the base line, so lines of numbers may stand a little closer than their letters could.
    return one[0] < other[2] and other[0] < one[2] and one[1] + 1.2 < other[3] and other[1] + 1.2 < one[3]


def _within(box: Box, drawing: Drawing) -> bool:
    left, low, right, high = box
    return left >= -0.6 and low >= -2 and right <= drawing.width + 0.6 and high <= drawing.height + 1

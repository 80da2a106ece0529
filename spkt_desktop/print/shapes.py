"""The few shapes that every chart is drawn with, in tones that stay apart in black and white print."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor, white

from spkt_desktop.print.styles import Styles

BLUE = HexColor("#173f7a")
MIDDLE = HexColor("#7d95b8")
PALE = HexColor("#cfd6e1")
WHITE = white
INK = HexColor("#1c1c1c")
QUIET = HexColor("#555555")
"""Of words that are not the matter itself; dark enough for an old printer."""
RULE = HexColor("#9a9a9a")
SHADE = HexColor("#ececec")

SIZE = 8.0
"""Of the type in a chart, in points; the least that may be printed."""
NOTHING = "Belum ada data"


def word(
    x: float, y: float, text: str, face: str, *, size: float = SIZE, anchor: str = "start", colour: Color = INK
) -> String:
    """A line of text that starts, ends or has its middle (`anchor`) at x, on the base line y, all in points."""
    return String(x, y, text, fontName=face, fontSize=size, textAnchor=anchor, fillColor=colour)


def block(x: float, y: float, width: float, height: float, tone: Color, edge: Color | None = None) -> Rect:
    """A filled rectangle, with a thin edge where one is named."""
    return Rect(x, y, width, height, fillColor=tone, strokeColor=edge, strokeWidth=0.5)


def rule(x: float, y: float, to_x: float, to_y: float, *, colour: Color = RULE, thick: float = 0.5) -> Line:
    """A straight line."""
    return Line(x, y, to_x, to_y, strokeColor=colour, strokeWidth=thick)


def dashed(x: float, y: float, to_x: float, to_y: float) -> Line:
    """A thin broken line, for what is only to be compared with."""
    return Line(x, y, to_x, to_y, strokeColor=RULE, strokeWidth=0.4, strokeDashArray=[2, 2])


def empty(faces: Styles, width: float, size: float = SIZE) -> Drawing:
    """What stands in the place of a chart that has nothing to show, and says so."""
    height = size * 4
    drawing = Drawing(width, height)
    drawing.add(block(0.5, 0.5, width - 1, height - 1, WHITE, RULE))
    drawing.add(word(width / 2, height / 2 - size / 3, NOTHING, faces.italic, size=size, anchor="middle", colour=QUIET))
    return drawing

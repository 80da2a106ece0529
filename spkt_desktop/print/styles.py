"""The shipped faces as ReportLab draws them, and the styles of text on listings; nothing is cut, nothing is markup.

Importing this module imports ReportLab (0.1 s), so whoever the first window needs imports it where it draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Table

from spkt_desktop.errors import LetterFailed
from spkt_desktop.paths import resources
from spkt_desktop.print import fonts
from spkt_desktop.records import Unit


@dataclass(frozen=True, slots=True)
class Styles:
    """The faces of one unit by their names in ReportLab, and the styles of its paragraphs."""

    regular: str
    bold: str
    italic: str
    title: ParagraphStyle
    """12 points, bold, centred."""
    subtitle: ParagraphStyle
    """9 points, centred."""
    heading: ParagraphStyle
    """10 points, bold, stays with what follows."""
    body: ParagraphStyle
    """10 points."""
    centre: ParagraphStyle
    """10 points, centred."""
    small: ParagraphStyle
    """8 points, the least that may be printed."""
    cell: ParagraphStyle
    """8.5 points, for tables."""
    number: ParagraphStyle
    """8.5 points, flush right."""


def styles(unit: Unit) -> Styles:
    """The styles in the typeface that the unit has chosen for its papers."""
    return _styles(unit.values.get("surat", {}).get("huruf") or "arial")


def paragraph(text: str, style: ParagraphStyle, *, bold: bool = False, underline: bool = False) -> Paragraph:
    """A paragraph that shows exactly this text: markup prints as it was typed, lines stay lines, long words wrap."""
    lines = "<br/>".join(escape(line) for line in text.splitlines())
    lines = f"<u>{lines}</u>" if underline else lines
    return Paragraph(f"<b>{lines}</b>" if bold else lines, style)


def table(
    faces: Styles, rows: Sequence[Sequence[Any]], widths: Sequence[float], *commands: tuple[Any, ...], **further: Any
) -> Table:
    """A ReportLab table at the left margin without rules and padding, but those of the `commands` of its style.

    Cells are flowables or texts; a text is drawn in one line, so it should be one that we wrote. Of a row that is
    higher than the page the rest follows on the next one. `further` are arguments of ReportLab's `Table`.
    """
    plain = (
        ("FONT", (0, 0), (-1, -1), faces.regular, 8.5, 10.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    )
    return _Table(
        [list(row) for row in rows], colWidths=list(widths), style=[*plain, *commands], **{"splitInRow": 1, **further}
    )


def height(flowables: list[Flowable], width: float) -> float:
    """How high these flowables stand one below the other, spaces between them included, all in points."""
    return float(sum(one.wrap(width, 10_000)[1] + one.getSpaceBefore() + one.getSpaceAfter() for one in flowables))


class _Table(Table):  # type: ignore[misc]
    """A table at the left margin; ReportLab forgets where one stood when it splits a row of it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"hAlign": "LEFT", **named})


class Face(TTFont):  # type: ignore[misc]
    """A shipped face that refuses to draw a character it does not have, where ReportLab would draw an empty box."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resources("fonts", f"{name}.ttf")), shapable=False)
        self._known = frozenset(map(chr, self.face.charToGlyph))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802 (ReportLab's name)
        """The character codes of a text; every way of drawing one comes through here."""
        if not self._known.issuperset(text):
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(set(text) - self._known)[:5])
            raise LetterFailed(
                f"Ada huruf yang tidak dapat dicetak ({codes}). Tidak ada yang dibuat; gantilah huruf itu."
            )
        return super().splitString(text, doc, encoding)


def _register(face: Face) -> None:
    """Let ReportLab draw with this face; of two with one name inside it would take the first, be it a letter's."""
    inside, face.face.name = face.face.name, f"{face.fontName} lembar".encode()
    pdfmetrics.registerFont(face)
    face.face.name = inside


@cache
def _styles(choice: str) -> Styles:
    family = fonts.FAMILIES[choice]
    regular, bold, italic = (f"{family}-{face}" for face in fonts.FACES)
    for name in (regular, bold, italic):
        _register(Face(name))
    pdfmetrics.registerFontFamily(regular, regular, bold, italic, bold)

    def style(name: str, size: float, **further: Any) -> ParagraphStyle:
        shape = {"fontName": regular, "fontSize": size, "leading": size * 1.2, "bulletFontName": regular, **further}
        return ParagraphStyle(name, splitLongWords=1, **shape)

    return Styles(
        regular, bold, italic,
        title=style("title", 12, fontName=bold, alignment=TA_CENTER),
        subtitle=style("subtitle", 9, alignment=TA_CENTER),
        heading=style("heading", 10, fontName=bold, spaceBefore=8, spaceAfter=3, keepWithNext=1),
        body=style("body", 10),
        centre=style("centre", 10, alignment=TA_CENTER),
        small=style("small", 8),
        cell=style("cell", 8.5),
        number=style("number", 8.5, alignment=TA_RIGHT),
    )  # fmt: skip

"""The shipped typefaces: which characters they have and how wide a line of them is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from spkt_desktop.paths import resources

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFile

FAMILIES = {"arial": "LiberationSans", "times": "LiberationSerif"}
"""The face of each choice in the unit's settings; metric-compatible with Arial and Times New Roman."""

FACES = ("Regular", "Bold", "Italic")

FILES = {f"{family}-{face}.ttf" for family in FAMILIES.values() for face in FACES}
"""Their files in `resources/fonts`."""


def width(text: str, family: str, size: float) -> float:
    """The width in points of a line in the regular face of `FAMILIES[family]` at `size` points."""
    font = _face(f"{FAMILIES[family]}-Regular.ttf")
    return float(sum(font.charWidths.get(ord(letter), font.defaultWidth) for letter in text)) * size / 1000


def missing(text: str) -> set[str]:
    """The characters of a text that one of our faces does not have, line breaks and tabs aside."""
    wanted = {ord(letter) for letter in text} - {9, 10, 13}
    return {chr(code) for code in wanted if any(code not in _face(name).charToGlyph for name in FILES)}


@cache
def _face(name: str) -> TTFontFile:
    from reportlab.pdfbase.ttfonts import TTFontFile

    return TTFontFile(str(resources("fonts", name)))

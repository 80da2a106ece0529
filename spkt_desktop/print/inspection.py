"""Reads a produced PDF back and refuses what would not reach the paper as it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from spkt_desktop.errors import LetterFailed

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject

MM = 72 / 25.4
PAPERS = {"F4": (215 * MM, 330 * MM), "A4": (210 * MM, 297 * MM)}
"""Width and height of each paper in points."""

LEAST_SIZE = 8.0
"""Points; smaller type does not survive an old printer and a photocopy."""

LEFT, RIGHT, EDGE = 25 * MM, 15 * MM, 8 * MM
"""Side margins of every paper (Perkap 7/2017, annex), and the strip above and below that printers leave blank."""

_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_OURS = re.compile(r"/[A-Z]{6}\+Liberation(Sans|Serif)(-Bold|-Italic)?")
_TOLERANCE = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of text as it is drawn: how large, how much enlarged, and where it starts and ends, all in points."""

    size: float
    scale: float
    left: float
    right: float
    base: float


def inspect(document: PdfWriter, paper: str) -> None:
    """Raise LetterFailed unless every page has the paper's size and its text is legible, in our fonts and inside."""
    width, height = PAPERS[paper]
    for page in document.pages:
        box = page.mediabox
        if abs(float(box.width) - width) > _TOLERANCE or abs(float(box.height) - height) > _TOLERANCE:
            raise _failure("ukuran kertas tidak sesuai")
        if not all(_is_ours(font.get_object()) for font in _resources(page, "/Font").values()):
            raise _failure("ada huruf yang tidak tertanam")
        # Text in a form could hide from this reader; nothing of ours is drawn through one.
        if any(drawing.get_object()["/Subtype"] != "/Image" for drawing in _resources(page, "/XObject").values()):
            raise _failure("ada bagian yang tidak dapat diperiksa")
        for run in runs(page):
            if abs(run.scale - 1) > 0.001:  # the renderer shrinks a cell that is taller than the page
                raise _failure("ada tulisan yang diperkecil")
            if run.size < LEAST_SIZE - 0.01:
                raise _failure("ada tulisan yang terlalu kecil")
            beside = run.left < LEFT - _TOLERANCE or run.right > width - RIGHT + _TOLERANCE
            if beside or run.base < EDGE or run.base > height - EDGE:
                raise _failure("ada tulisan di luar batas kertas")


def runs(page: PageObject) -> Iterator[Run]:
    """Every piece of text of a page that shows more than blanks.

    Follows the operators that ReportLab writes: positions by `cm`, `Tm`, `Td` and `T*`, spacing by `Tw` and `Tc`.
    """
    content = page.get_contents()
    fonts = {name: font.get_object() for name, font in _resources(page, "/Font").items()}
    state = _State()
    saved: list[_State] = []
    for operands, operator in () if content is None else content.operations:
        match operator:
            case b"q":
                saved.append(state)
                state = state.copy()
            case b"Q":
                state = saved.pop()
            case b"Tj" | b"TJ":
                if operator == b"TJ":
                    operands = [piece for piece in operands[0] if not isinstance(piece, (int, float))]
                yield from _shown(state, fonts, b"".join(_codes(piece) for piece in operands))
            case _:
                state.take(operator, operands)


class _State:
    """As much of the graphics state as says where text lands."""

    def __init__(self) -> None:
        self.matrix = _UNMOVED
        self.line = _UNMOVED
        self.font, self.size, self.leading, self.word, self.letter = "", 0.0, 0.0, 0.0, 0.0

    def copy(self) -> _State:
        """The state as `q` saves it."""
        other = _State()
        other.__dict__.update(self.__dict__)
        return other

    def take(self, operator: bytes, operands: list[Any]) -> None:
        """Apply one operator that moves or sizes the text."""
        match operator:
            case b"cm":
                self.matrix = _times(_matrix(operands), self.matrix)
            case b"BT":
                self.line = _UNMOVED
            case b"Tm":
                self.line = _matrix(operands)
            case b"Td":
                self.line = _times((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self.line)
            case b"T*":
                self.line = _times((1.0, 0.0, 0.0, 1.0, 0.0, -self.leading), self.line)
            case b"TL":
                self.leading = float(operands[0])
            case b"Tf":
                self.font, self.size = str(operands[0]), float(operands[1])
            case b"Tw":
                self.word = float(operands[0])
            case b"Tc":
                self.letter = float(operands[0])


def _shown(state: _State, fonts: dict[str, Any], codes: bytes) -> Iterator[Run]:
    seen = codes.rstrip(b" ")
    if not seen:
        return
    font = fonts[state.font]
    widths, first = font["/Widths"], int(font["/FirstChar"])
    glyphs = sum(float(widths[code - first]) for code in seen) * state.size / 1000
    length = glyphs + seen.count(b" ") * state.word + len(seen) * state.letter
    across, _, _, up, left, base = _times(state.line, state.matrix)
    yield Run(state.size, min(across, up), left, left + length * across, base)


def _codes(text: Any) -> bytes:
    """The character codes of an operand of `Tj`, however pypdf has read it."""
    return bytes(getattr(text, "original_bytes", text))


def _matrix(operands: list[Any]) -> _Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    """The product of two transformation matrices (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _is_ours(font: Any) -> bool:
    descriptor = font.get("/FontDescriptor")
    return bool(_OURS.fullmatch(str(font["/BaseFont"])) and descriptor and "/FontFile2" in descriptor.get_object())


def _resources(page: PageObject, kind: str) -> dict[str, Any]:
    found = cast("DictionaryObject", page["/Resources"].get_object()).get(kind)
    return dict(found.get_object()) if found else {}


def _failure(what: str) -> LetterFailed:
    return LetterFailed(f"Surat tidak dapat dicetak dengan benar: {what}. Data tetap tersimpan; laporkan kepada admin.")

"""Small grey pictures of letters, and how far two differ: by a block that moved or is gone, not by an edge."""

from __future__ import annotations

from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

DOTS = 48
"""Per inch: words are only just to be seen, which is all that a picture is compared for."""
CELL = 8
"""Pixels (4 mm): smaller than the distance of two lines, larger than a letter."""
MOST = 20
"""How much lighter or darker (of 255) a cell may be on another machine."""
_SHADES = 16


def drawn(pdf: bytes) -> Image.Image:
    """The first page of a PDF, and the last beside it where there are several."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    last = document.pageCount() - 1
    pages = [_page(document, number) for number in sorted({0, last})]
    document.close()
    whole = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    for at, page in enumerate(pages):
        whole.paste(page, (at * pages[0].width, 0))
    step = 256 // _SHADES
    return whole.point([min(shade // step * step + step // 2, 255) if shade < 248 else 255 for shade in range(256)])


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of two cells in the same place, 0 to 255; pictures of other sizes differ altogether."""
    if one.size != other.size:
        return 255
    return int(ImageChops.difference(_cells(one), _cells(other)).getextrema()[1])  # type: ignore[arg-type]


def _cells(picture: Image.Image) -> Image.Image:
    """The mean of every cell."""
    return picture.resize((picture.width // CELL, picture.height // CELL), Image.Resampling.BOX)


def _page(document: QPdfDocument, number: int) -> Image.Image:
    size = (document.pagePointSize(number) * DOTS / 72).toSize()
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombytes("L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())

"""Draws the mark of the program: a register book on a counter, lying open, in the window's deep blue.

`python tools/freezing/icon.py FOLDER` writes spkt.ico (16 to 256 pixels, for Windows) and spkt.png (256, for Linux).
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QPolygonF

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels; 20 and 40 are what a screen at 125 % asks for."""
BLUE, DEEP, PAPER, LINE, RIBBON = (QColor(one) for one in ("#173f7a", "#0f2c57", "#ffffff", "#9db4d6", "#e8b45a"))


def main() -> None:
    """Writes both files."""
    folder = Path(sys.argv[1])
    QGuiApplication([])
    pictures = [png(draw(size)) for size in SIZES]
    (folder / "spkt.ico").write_bytes(ico(SIZES, pictures))
    (folder / "spkt.png").write_bytes(pictures[-1])


def draw(size: int) -> QImage:
    """The mark in a square of so many pixels; the smaller, the fewer lines of writing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    brush = QPainter(image)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.scale(size / 64, size / 64)  # all that follows is drawn on a square of 64
    brush.setPen(Qt.PenStyle.NoPen)
    brush.setBrush(BLUE)
    brush.drawRoundedRect(QRectF(2, 2, 60, 60), 13, 13)
    brush.setBrush(DEEP)
    brush.drawPath(_cover())
    brush.setBrush(PAPER)
    for side in (-1, 1):
        brush.drawPath(_page(side))
    brush.setPen(QPen(LINE, max(2.0, 64 / size)))
    for side in (-1, 1):
        for height in (26, 32, 38) if size >= 32 else (28, 36) if size >= 20 else (31,):
            brush.drawLine(QPointF(32 + side * 6, height + 1), QPointF(32 + side * 18, height - 1))
    brush.setPen(Qt.PenStyle.NoPen)
    brush.setBrush(RIBBON)
    brush.drawPolygon(
        QPolygonF([QPointF(x, y) for x, y in ((29.5, 18.5), (34.5, 18.5), (34.5, 51), (32, 48), (29.5, 51))])
    )
    brush.end()
    return image


def _cover() -> QPainterPath:
    path = QPainterPath(QPointF(8, 20))
    path.lineTo(56, 20)
    path.lineTo(56, 49)
    path.quadTo(40, 47, 32, 52)
    path.quadTo(24, 47, 8, 49)
    path.closeSubpath()
    return path


def _page(side: int) -> QPainterPath:
    """One half of the open book, left (-1) or right (1) of its spine."""
    path = QPainterPath(QPointF(32, 20))
    path.quadTo(32 + side * 10, 14, 32 + side * 22, 17)
    path.lineTo(32 + side * 22, 44)
    path.quadTo(32 + side * 10, 42, 32, 48)
    path.closeSubpath()
    return path


def png(image: QImage) -> bytes:
    """The picture as PNG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(sizes: tuple[int, ...], pictures: list[bytes]) -> bytes:
    """Several PNGs in one icon of Windows: a header, one entry of 16 bytes each, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures)


if __name__ == "__main__":
    main()

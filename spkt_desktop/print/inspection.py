"""Reads a produced PDF back and refuses what is not as it was asked for."""

from __future__ import annotations

from io import BytesIO

from spkt_desktop.errors import LetterFailed

_MM = 72 / 25.4
PAPERS = {"F4": (215 * _MM, 330 * _MM), "A4": (210 * _MM, 297 * _MM)}
"""Width and height of each paper in points."""


def inspect(pdf: bytes, size: tuple[float, float]) -> tuple[bytes, int]:
    from pypdf import PdfReader
    reader = PdfReader(BytesIO(pdf))
    return pdf, len(reader.pages)

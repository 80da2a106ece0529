"""The only door to PDFium, which serves one thread at a time: whoever asks waits here until it is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from threading import Lock

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from shiboken6 import delete

_ONE_AT_A_TIME = Lock()
"""Held from making a document until it is gone.

Qt has a lock of its own around PDFium, but a thread could wait for that one with the interpreter's lock in hand, which
the other needs to read the document; and PySide makes a class at its first use, which ends the process when two threads
do it at once.
"""


class Pdf:
    """A PDF held in memory; may be asked from any thread.

    Each question opens it anew, which takes under a millisecond: no document is left for Python to destroy at a time
    and in a thread of its own choosing.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data

    @cached_property
    def sizes(self) -> tuple[QSizeF, ...]:
        """The size of each page, in points; none where this is no PDF."""
        with _opened(self._data) as document:
            return tuple(document.pagePointSize(page) for page in range(document.pageCount()))

    def measured(self) -> Pdf:
        """The same with its sizes known: of a thousand pages that takes 0.2 s, so a worker asks it first."""
        _ = self.sizes
        return self

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All that each page says."""
        with _opened(self._data) as document:
            return tuple(document.getAllText(page).text() for page in range(document.pageCount()))

    def places(self, parts: Sequence[tuple[int, int, int]]) -> list[tuple[int, QRectF]]:
        """(page, rectangle in points from the top left) of parts of the texts, which are (page, start, length)."""
        with _opened(self._data) as document:
            return [
                (page, polygon.boundingRect())
                for page, start, length in parts
                for polygon in document.getSelectionAtIndex(page, start, length).bounds()
            ]

    def picture(self, page: int, size: QSize) -> QImage:
        """The ink of a page on a clear ground, that large in pixels."""
        with _opened(self._data) as document:
            return document.render(page, size)


@cache
def _awake() -> QPdfDocument:
    """An empty document that is never let go: PDFium ends with its last one, and leaves 16 kB behind each time."""
    return QPdfDocument()


@contextmanager
def _opened(data: bytes) -> Iterator[QPdfDocument]:
    with _ONE_AT_A_TIME:
        _awake()
        device, document = QBuffer(), QPdfDocument()
        try:
            device.setData(data)
            device.open(QIODevice.OpenModeFlag.ReadOnly)
            document.load(device)
            yield document
        finally:
            delete(document)

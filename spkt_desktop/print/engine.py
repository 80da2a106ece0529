"""HTML and CSS to the bytes of a PDF: nothing fetched, no text left on disk, nothing drawn silently wrong."""

from __future__ import annotations

import html
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from spkt_desktop.errors import LetterFailed
from spkt_desktop.print import fonts
from spkt_desktop.print.inspection import inspect
from spkt_desktop.print.markup import MOST_PICTURES, judge, pictured
from spkt_desktop.print.refusal import TooLong, Unfit

# Slow to import (0.4 s), so xhtml2pdf, ReportLab and pypdf are imported where they are first needed.

_LOGGERS = ("xhtml2pdf", "reportlab", "svglib", "pypdf", "PIL")


def to_pdf(document: str, paper: str, pictures: int = MOST_PICTURES) -> tuple[bytes, int]:
    """The PDF of an HTML document and its number of pages, on `paper` (F4 or A4); same input, same bytes.

    A document may draw the fonts of our folder and that many pictures written inline, and nothing else. Raises
    LetterFailed where the result would not be faithful. Any thread may call this, one after another; the window's
    should not.
    """
    unknown = fonts.missing(html.unescape(document))
    if unknown:
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(unknown)[:5])
        raise LetterFailed(f"Ada huruf yang tidak dapat dicetak ({codes}). Tidak ada yang dicetak; gantilah huruf itu.")
    with _complaints() as complaints:
        try:
            judge(document, pictures)
            drawn = _draw(document, complaints)
        except TooLong:
            raise LetterFailed(
                "Surat ini terlalu panjang untuk dicetak. Data tetap tersimpan; laporkan kepada admin agar isian atau "
                "templatnya diperiksa."
            ) from None
        except Unfit as unfit:
            raise _failure(str(unfit)) from None
        except Exception as error:  # whatever the renderer meets it raises, and its words may hold the letter's text
            raise _failure(type(error).__name__) from None
    if complaints:
        raise _failure(complaints[0])
    return _checked(drawn, paper)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Several inspected PDFs one after another; same input, same bytes."""
    from pypdf import PdfWriter

    whole = PdfWriter()
    for pdf in pdfs:
        whole.append(BytesIO(pdf))
    target = BytesIO()
    whole.write(target)
    return target.getvalue()


def _draw(document: str, complaints: list[str]) -> bytes:
    from spkt_desktop.print.drawing import draw

    def resolve(source: str, _: object) -> None:
        if source not in fonts.FILES and not pictured(source):
            complaints.append("sumber luar")  # whoever asks may go on without it, and say so in no log
            raise Unfit("sumber luar")

    return draw(document.encode(), resolve)


def _checked(pdf: bytes, paper: str) -> tuple[bytes, int]:
    """The PDF without the Helvetica that ReportLab names on each page and never draws, inspected; and its pages."""
    from pypdf import PdfWriter
    from xhtml2pdf.builders.preflight import drop_idle_fonts

    document = PdfWriter(clone_from=BytesIO(pdf))
    drop_idle_fonts(document)
    inspect(document, paper)
    for page in document.pages:
        page.compress_content_streams()  # ReportLab leaves them readable; a search of the disk should find no name
    target = BytesIO()
    document.write(target)
    return target.getvalue(), len(document.pages)


def _failure(place: str) -> LetterFailed:
    return LetterFailed(
        f"Surat tidak dapat dibuat dengan benar ({place}). Data tetap tersimpan; laporkan kepada admin."
    )


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Where in its code the renderer has complained in this thread; its words may hold text, so no log sees them."""
    found: list[str] = []
    listener = _Listener(found)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(listener)
    try:
        yield found
    finally:
        for logger in loggers:
            logger.removeHandler(listener)


class _Listener(logging.Handler):
    """Keeps the place of every complaint made in the thread that made the listener."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._found = found
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one complaint."""
        if record.thread == self._thread:
            self._found.append(f"{record.module}:{record.lineno}")

"""HTML and CSS to the bytes of a PDF: nothing fetched, nothing left on disk, nothing drawn silently wrong."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from spkt_desktop.errors import LetterFailed
from spkt_desktop.paths import resources
from spkt_desktop.print.inspection import PAPERS, inspect

_LOGGERS = ("xhtml2pdf", "reportlab", "svglib", "pypdf")


def to_pdf(html: str, paper: str) -> tuple[bytes, int]:
    """The PDF of a document and its number of pages, on `paper` (F4 or A4); the same input gives the same bytes.

    A document may draw the fonts of our folder and pictures written inline, and nothing else. Raises LetterFailed where
    the result would not be faithful.
    """
    from reportlab import rl_config
    from xhtml2pdf.config.resources import ResourceAccessPolicy
    from xhtml2pdf.document import pisaDocument

    # Settings of the process, the same for all that ReportLab does here: no date and no random name in the PDF, and
    # our own font instead of an unembedded Helvetica at the top of each page.
    rl_config.invariant = 1
    fonts = resources("fonts")
    policy = ResourceAccessPolicy.server(fonts, allow_remote=False)
    target = BytesIO()
    with _complaints() as complaints:
        try:
            # Bytes in memory and a capacity of -1: the renderer would move a long text to a temporary file.
            pisaDocument(
                BytesIO(html.encode()), target, path=str(fonts / "letter.html"), encoding="utf-8",
                capacity=-1, resource_policy=policy,
            )  # fmt: skip
        except Exception as error:  # the renderer raises whatever it meets; its words may hold the letter's text
            raise LetterFailed(_sentence(type(error).__name__)) from None
    if complaints:
        raise LetterFailed(_sentence(complaints[0]))
    return inspect(target.getvalue(), PAPERS[paper])


def _sentence(kind: str) -> str:
    return f"Surat tidak dapat dibuat dengan benar ({kind}). Data tetap tersimpan; laporkan kepada admin."


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What the renderer complains about in this thread, by place in its code; its words never reach a log of ours."""
    found: list[str] = []
    thread = threading.get_ident()

    class Listener(logging.Handler):
        """Keeps the place of each complaint, not its words."""

        def emit(self, record: logging.LogRecord) -> None:
            """Take one complaint."""
            if record.thread == thread:
                found.append(f"{record.module}:{record.lineno}")

    listener = Listener(logging.WARNING)
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

"""The officer's handbook: its text, and the same as a PDF, shipped with the program or made where its pictures lie."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from spkt_desktop import __version__, paths
from spkt_desktop.disk import write_file
from spkt_desktop.errors import MediumFailed
from spkt_desktop.print.bound import Booklet, Chapter
from spkt_desktop.records import Letter, canonical, sha256

__all__ = ["Booklet", "Chapter", "booklet", "printed", "text"]


def text() -> str:
    """The handbook, in Markdown."""
    return paths.handbook().read_text(encoding="utf-8")


def booklet() -> Booklet | None:
    """The handbook as it is printed; None where it was not shipped and its pictures are not there either.

    Slow: for a worker only.
    """
    from spkt_desktop.print.booklet import opened  # heavy: not on the way to the first window

    shipped, project = paths.printed_handbook(), paths.checkout()
    if shipped.is_file():
        return opened(shipped.read_bytes())
    return opened(_kept(project)) if project else None


def printed(project: Path) -> Letter:
    """The handbook made anew from the documents of a checkout; raises as `booklet.make`."""
    from spkt_desktop.print.booklet import make

    return make(text(), _pictures(project))


def _kept(project: Path) -> bytes:
    """The handbook of these documents, made once and kept until they or the template change."""
    from spkt_desktop.print.template import builtin

    known = [
        __version__,
        builtin("panduan").digest,
        text(),
        *(f"{name} {sha256(png)}" for name, png in sorted(_pictures(project).items())),
    ]
    file = project / "build" / f"panduan-{sha256(canonical(known))[:16]}.pdf"
    with suppress(OSError):
        return file.read_bytes()
    pdf = printed(project).pdf
    with suppress(OSError, MediumFailed):  # a folder that may not be written to: it is made again next time
        file.parent.mkdir(exist_ok=True)
        for former in file.parent.glob("panduan-*.pdf"):
            former.unlink(missing_ok=True)
        write_file(file, pdf)
    return pdf


def _pictures(project: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (project / "docs" / "gambar").glob("*.png")}

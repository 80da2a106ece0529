"""The officer's handbook as a PDF: drawn like a letter, then given an outline and links to where its headings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from spkt_desktop import __version__
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.bound import Booklet, Chapter
from spkt_desktop.print.engine import to_pdf
from spkt_desktop.print.inspection import LEFT, PAPERS, RIGHT
from spkt_desktop.print.markdown import Block, read
from spkt_desktop.print.plates import Plate, dot, plate, put
from spkt_desktop.print.refusal import Unfit
from spkt_desktop.print.template import builtin, fill
from spkt_desktop.records import Letter, sha256

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAPER = "A4"
CHAPTER, CONTENTS = 15.5, 10.5
"""Points; nothing else in the book has these sizes, so headings and lines of the contents are told by them."""
MOST_PICTURES = 40
_WIDEST, _TALLEST, _PIXEL = 480.0, 290.0, 0.42
"""Of a picture, and at most of one of its pixels, in points."""
_BELOW = 4.0
"""What a line of the contents has below its base, in points."""
_DRAWN = 3
"""Times that the book is drawn at most until its contents say where everything is."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture as the template writes it: what stands for it, and how large it is on the page, in points."""

    base64: str
    width: float
    height: float


def make(text: str, pictures: Mapping[str, bytes]) -> Letter:
    """The handbook of that text with those PNG files by their names; the same input gives the same bytes.

    Raises Unfit where the text has a mark that is not known, LetterFailed for a picture that is not there and as every
    letter. Slow: for a worker only.
    """
    blocks = read(text)
    contents: tuple[Chapter, ...] = tuple(Chapter(block.text, 0, 0.0) for block in blocks if block.kind == "chapter")
    plates = _plates(blocks, pictures)
    for _ in range(_DRAWN):
        pdf, pages = to_pdf(_written(blocks, plates, contents), PAPER, MOST_PICTURES)
        found = tuple(_headings(pdf, [chapter.title for chapter in contents]))
        if found == contents:
            bound = _bound(pdf, contents, list(plates.values()))
            return Letter(bound, sha256(bound), pages, PAPER)
        contents = found
    raise _failure("daftar isi")


def opened(pdf: bytes) -> Booklet:
    """A handbook that was made before, and where its chapters begin, as its own outline says."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    chapters = tuple(_chapter(reader, entry) for entry in reader.outline if not isinstance(entry, list))
    return Booklet(Letter(pdf, sha256(pdf), len(reader.pages), PAPER), chapters)


def _chapter(reader: PdfReader, entry: Any) -> Chapter:
    page = reader.get_destination_page_number(entry)
    if page is None:
        raise _failure("daftar isi")
    return Chapter(str(entry.title), page + 1, round(PAPERS[PAPER][1] - float(entry.top), 1))


def _plates(blocks: tuple[Block, ...], pictures: Mapping[str, bytes]) -> dict[str, Plate]:
    """The pictures that the text names, in its order."""
    wanted = dict.fromkeys(block.file for block in blocks if block.kind == "picture")
    for name in wanted:
        if name not in pictures:
            raise _failure(f"gambar {name}")
    return {name: plate(pictures[name]) for name in wanted}


def _written(blocks: tuple[Block, ...], plates: Mapping[str, Plate], contents: tuple[Chapter, ...]) -> str:
    title = next(block.text for block in blocks if block.kind == "title")
    first = next(at for at, block in enumerate(blocks) if block.kind == "chapter")
    if any(block.kind != "paragraph" for block in blocks[1:first]) or blocks[0].text != title:
        raise Unfit("sampul")
    # fmt: off
    return fill(builtin("panduan"), {
        "judul": title, "versi": __version__, "pembuka": blocks[1:first], "isi": blocks[first:],
        "daftar_isi": contents, "besar_bab": CHAPTER, "besar_isi": CONTENTS,
        "gambar": {name: _picture(number, plates[name]) for number, name in enumerate(plates)},
    })
    # fmt: on


def _picture(number: int, one: Plate) -> _Picture:
    width = round(min(_WIDEST, _PIXEL * one.width, _TALLEST * one.width / one.height), 1)
    return _Picture(dot(number), width, round(width * one.height / one.width, 1))


def _headings(pdf: bytes, titles: list[str]) -> Iterator[Chapter]:
    """Where each of these titles stands as a heading, in their order; LetterFailed where one is not there."""
    from pypdf import PdfReader

    waiting = list(titles)
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, 1):
        begun, top = "", 0.0
        for words, base in _lines(page, CHAPTER):
            begun, top = (f"{begun} {words}", top) if begun else (words, PAPERS[PAPER][1] - base - CHAPTER)
            if waiting and begun == waiting[0]:
                yield Chapter(waiting.pop(0), number, round(top, 1))
                begun = ""
        if begun:
            raise _failure("judul bab")
    if waiting:
        raise _failure("judul bab")


def _lines(page: PageObject, size: float) -> list[tuple[str, float]]:
    """The texts of a page that are drawn in that size, each with its base line in points from the foot."""
    found: dict[float, str] = {}

    def look(text: str, matrix: Any, line: Any, _: Any, drawn: float) -> None:
        if abs(drawn - size) < 0.01 and text.strip():
            base = round(float(line[4] * matrix[1] + line[5] * matrix[3] + matrix[5]), 1)
            found[base] = f"{found.get(base, '')}{text}"

    page.extract_text(visitor_text=look)
    return [(" ".join(text.split()), base) for base, text in found.items()]


def _bound(pdf: bytes, contents: tuple[Chapter, ...], plates: list[Plate]) -> bytes:
    """The book with its pictures, an outline, and links in its contents."""
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import Fit

    book = PdfWriter(clone_from=BytesIO(pdf))
    put(book, plates)
    width, height = PAPERS[PAPER]
    waiting = list(contents)
    for number, page in enumerate(book.pages):
        for line, base in _lines(page, CONTENTS):
            if waiting and line == f"{waiting[0].title} {waiting[0].page}":
                place = (LEFT, base - _BELOW, width - RIGHT, base + CONTENTS)
                chapter = waiting.pop(0)
                fit = Fit.xyz(left=0, top=round(height - chapter.top, 1))
                link = Link(rect=place, target_page_index=chapter.page - 1, fit=fit)
                book.add_annotation(number, link)
                book.add_outline_item(title=chapter.title, page_number=chapter.page - 1, fit=fit)
    if waiting:
        raise _failure("daftar isi")
    book.page_mode = "/UseOutlines"
    out = BytesIO()
    book.write(out)
    return out.getvalue()


def _failure(what: str) -> LetterFailed:
    return LetterFailed(f"Buku panduan tidak dapat dibuat dengan benar ({what}). Data meja tetap utuh.")

"""The handbook on paper: every chapter where its outline says, every picture whole, and nothing of it by chance."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from spkt_desktop import __version__, paths
from spkt_desktop.app import guide
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print import booklet
from spkt_desktop.print.bound import Booklet
from spkt_desktop.print.plates import plate
from spkt_desktop.print.refusal import Unfit

PROJECT = paths.checkout()
TEXT = guide.text()
TITLES = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
NAMED = re.findall(r"\(gambar/(.+)\)$", TEXT, re.MULTILINE)
A, B = "## Satu\n\nIsi *miring* `kode`.\n", "## Dua\n\n1. Pertama\n2. Kedua\n   - dalam\n"


@pytest.fixture(scope="module")
def book() -> Booklet:
    assert PROJECT
    return booklet.opened(guide.printed(PROJECT).pdf)


@pytest.fixture(scope="module")
def pages(book: Booklet) -> Any:
    return PdfReader(BytesIO(book.letter.pdf)).pages


def png(width: int, height: int, kind: int = 3) -> bytes:
    """A picture of one colour, with a palette (kind 3) or in grey (0)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\1" * width) * height)
    colours = chunk(b"PLTE", bytes([0, 0, 0, 200, 30, 30])) if kind == 3 else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + colours + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_every_chapter_begins_where_the_outline_says(book: Booklet, pages: Any) -> None:
    assert [chapter.title for chapter in book.chapters] == TITLES
    for chapter in book.chapters:
        found = tops(pages[chapter.page - 1], chapter.title[:12])
        assert any(abs(top - chapter.top) < 1 for top in found), chapter


def tops(page: Any, begins: str) -> list[float]:
    """How far below the upper edge the headings of a page stand that begin like that."""
    found: list[float] = []

    def look(text: str, matrix: Any, line: Any, _: Any, size: float) -> None:
        if size == booklet.CHAPTER and text.strip().startswith(begins):
            found.append(float(page.mediabox.height) - (line[5] + matrix[5]) - booklet.CHAPTER)

    page.extract_text(visitor_text=look)
    return found


def test_the_contents_name_every_page_and_lead_there(book: Booklet, pages: Any) -> None:
    contents = pages[1]
    text = " ".join(contents.extract_text().split())
    assert " ".join(f"{chapter.title} {chapter.page}" for chapter in book.chapters) in text
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(pages, 1)}
    links = [link.get_object() for link in contents["/Annots"]]
    leads = [numbers[(link.get("/Dest") or link["/A"]["/D"])[0].idnum] for link in links]
    assert leads == [chapter.page for chapter in book.chapters]
    boxes = [[float(edge) for edge in link["/Rect"]] for link in links]
    assert all(upper[1] >= lower[3] - 1 for upper, lower in pairwise(boxes)), "none covers another"


def test_every_picture_is_there_as_sharp_as_its_file(pages: Any) -> None:
    assert PROJECT
    shown = [image.get_object() for page in pages for image in page["/Resources"].get("/XObject", {}).values()]
    kept = sorted((int(image["/Width"]), int(image["/Height"]), bytes(image._data)) for image in shown)
    files = [plate((PROJECT / "docs" / "gambar" / name).read_bytes()) for name in NAMED]
    assert kept == sorted((one.width, one.height, one.rows) for one in files)


def test_a_picture_is_seen_in_its_colours() -> None:
    made = booklet.make(f"# Buku\n\nAwal.\n\n{A}\n![Merah](gambar/merah.png)\n", {"merah.png": png(40, 30)})
    (image,) = (image for page in PdfReader(BytesIO(made.pdf)).pages for image in page.images)
    assert image.image is not None and image.image.size == (40, 30)
    assert image.image.convert("RGB").getcolors() == [(1200, (200, 30, 30))]


def test_only_our_fonts_are_in_it_and_whole(pages: Any) -> None:
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()["/FontDescriptor"].get_object()
            assert "Liberation" in font.get_object()["/BaseFont"] and "/FontFile2" in described


def test_every_page_but_the_cover_has_its_number_and_the_version(pages: Any) -> None:
    for number, page in enumerate(pages, 1):
        assert (f"Halaman {number}" in page.extract_text()) == (number > 1)
        assert f"SPKT Desktop {__version__}" in page.extract_text()


def test_the_same_documents_give_the_same_bytes() -> None:
    text, pictures = f"# Buku\n\nAwal.\n\n{A}\n![Merah](gambar/m.png)\n\n{B}", {"m.png": png(40, 30)}
    assert booklet.make(text, pictures) == booklet.make(text, pictures)
    assert booklet.make(text.replace("Kedua", "Ketiga"), pictures).pdf != booklet.make(text, pictures).pdf


@pytest.mark.parametrize(
    "strange",
    ["### Bawah", "| a | b |", "> kata", "[sini](https://contoh.go.id)", "**tebal", "a <b>tebal</b>", "---",
     "2. Kedua", "- satu\n1. dua", "![x](lain/x.png)", "\\*"],
)  # fmt: skip
def test_marks_that_it_does_not_know_are_refused(strange: str) -> None:
    with pytest.raises(Unfit, match=r"baris [78]"):
        booklet.make(f"# Buku\n\nAwal.\n\n## Satu\n\n{strange}\n", {})


def test_a_picture_that_is_missing_or_has_no_palette_is_refused() -> None:
    text = f"# Buku\n\nAwal.\n\n{A}\n![Merah](gambar/m.png)\n"
    with pytest.raises(LetterFailed, match=r"m\.png"):
        booklet.make(text, {})
    for wrong in (png(40, 30, kind=0), b"bukan gambar", png(40, 30)[:60]):
        with pytest.raises(Unfit):
            booklet.make(text, {"m.png": wrong})


def test_what_stands_below_an_entry_of_a_list_is_on_paper() -> None:
    pdf = booklet.make(f"# Buku\n\nAwal.\n\n{B}\n- titik\n  - di bawah titik\n", {}).pdf
    text = PdfReader(BytesIO(pdf)).pages[-1].extract_text()
    assert "Kedua" in text and "• dalam" in text.replace("\xa0", " ").replace("  ", " ") and "di bawah titik" in text


def test_the_cover_takes_words_only() -> None:
    with pytest.raises(Unfit):
        booklet.make(f"# Buku\n\n- butir\n\n{A}", {})

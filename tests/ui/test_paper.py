from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import Column, Listing
from spkt_desktop.books import Sheet as Around
from spkt_desktop.errors import PrinterFailed
from spkt_desktop.print import listing as listings
from spkt_desktop.records import Letter
from spkt_desktop.ui import paper
from spkt_desktop.ui.paper import Sheet, Tray, sheet_for
from tests.printing_queue import PdfPrinter
from tests.waiting import LONGEST

LEGAL, A4, FOLIO = ("Legal", 215.9, 355.6), ("A4", 210.0, 297.0), ("Folio", 215.9, 330.2)


def test_a_printer_that_knows_the_paper_is_asked_for_it() -> None:
    assert sheet_for("F4", [A4, FOLIO], False) == Sheet("F4", 215, 330)
    assert sheet_for("F4", [A4], True) == Sheet("F4", 215, 330)
    assert sheet_for("A4", [A4], False).words("A4") == ""


def test_f4_goes_on_legal_at_true_size_and_on_a4_smaller_and_the_officer_is_told() -> None:
    legal = sheet_for("F4", [A4, LEGAL, ("Tabloid", 279.4, 431.8)], False)
    assert (legal.name, legal.scale) == ("Legal", 1.0) and "ukuran asli" in legal.words("F4")
    small = sheet_for("F4", [A4], False)
    assert (small.name, round(small.scale, 2)) == ("A4", 0.9) and "diperkecil" in small.words("F4")


@pytest.fixture
def letter(app: App) -> Letter:
    return app.letters.render(app.letters.plan(app.register("sktlk", sample_values("sktlk"))))


def pages_of(pdf: Path, folder: Path) -> list[Image.Image]:
    """Its pages at 100 dots per inch."""
    subprocess.run(["pdftoppm", "-r", "100", "-gray", pdf, folder / pdf.stem], check=True, timeout=LONGEST)
    pages = []
    for file in sorted(folder.glob(f"{pdf.stem}-*.pgm")):
        with Image.open(file) as page:
            pages.append(page.convert("L"))
    return pages


def edges(page: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark."""
    box = page.point([255] * 128 + [0] * 128).getbbox()
    assert box is not None, "an empty page"
    return box


@pytest.mark.cups
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler")
def test_the_letter_leaves_the_printer_at_true_size_on_f4(
    cups_queue: PdfPrinter, letter: Letter, tmp_path: Path
) -> None:
    (tray,) = paper.trays("F4")
    assert tray == Tray(cups_queue.name, tray.preferred, True, Sheet("F4", 215, 330))
    paper.spool(letter, tray, 1, "Surat keterangan kehilangan")
    (printed,) = cups_queue.printed()
    assert printed.name.startswith("Surat_keterangan_kehilangan"), "the queue shows the kind of letter, no person"
    original = tmp_path / "surat.pdf"
    original.write_bytes(letter.pdf)
    (came,), (meant,) = pages_of(printed, tmp_path), pages_of(original, tmp_path)
    assert abs(came.width - meant.width) <= 1 and abs(came.height - meant.height) <= 1
    assert all(abs(a - b) <= 2 for a, b in zip(edges(came), edges(meant), strict=True)), "half a millimetre"


def test_a_printer_that_is_gone_is_named_and_takes_nothing(letter: Letter, qapp: object) -> None:
    with pytest.raises(PrinterFailed) as caught:
        paper.spool(letter, Tray("printer lama", False, True, Sheet("F4", 215, 330)), 1, "Surat")
    assert caught.value.outcome == "gone" and "aman di register" in str(caught.value)


@pytest.fixture
def listing(app: App) -> Letter:
    """A register on landscape paper, of more than one page."""
    sheet = Around(app.unit, "REGISTER UJI", "20 November 2026", app.now(), app.officer)
    rows = tuple((str(row), f"Baris ke-{row}", "x" * 40) for row in range(1, 60))
    return listings.render(Listing(sheet, (Column("No"), Column("Uraian", 3), Column("Ket", 6)), rows), lambda *_: None)


@pytest.mark.cups
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler")
def test_a_landscape_page_lies_whole_and_at_true_size_across_the_sheet_of_the_printer(
    cups_queue: PdfPrinter, letter: Letter, listing: Letter, tmp_path: Path
) -> None:
    """Between portrait pages too, and on the same F4 sheets: what a printer draws, it draws on paper that stands."""
    original, whole = tmp_path / "asli.pdf", PdfWriter()
    for part in (letter, listing, letter):
        whole.append(PdfReader(io.BytesIO(part.pdf)))
    whole.write(original)
    mixed = Letter(original.read_bytes(), "", listing.pages + 2, "F4")
    (tray,) = paper.trays("F4")
    paper.spool(mixed, tray, 1, "Buku register")
    (printed,) = cups_queue.printed()
    came, meant = pages_of(printed, tmp_path), pages_of(original, tmp_path)
    assert len(came) == len(meant) == listing.pages + 2
    assert [page.width > page.height for page in meant] == [False, *[True] * listing.pages, False]
    for shown, wanted in zip(came, meant, strict=True):
        turned = wanted.transpose(Image.Transpose.ROTATE_90) if wanted.width > wanted.height else wanted
        assert abs(shown.width - turned.width) <= 1 and abs(shown.height - turned.height) <= 1
        assert all(abs(a - b) <= 2 for a, b in zip(edges(shown), edges(turned), strict=True)), "half a millimetre"

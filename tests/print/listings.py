"""Sheets, registers and diaries to be printed in tests, and how their pages are read back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO

from pypdf import PdfReader

from spkt_desktop.books import Column, Diary, Line, Listing, Sheet, Shift
from spkt_desktop.dates import zone
from spkt_desktop.print.inspection import EDGE, LEAST_SIZE, LEFT, PAPERS, RIGHT, runs
from spkt_desktop.records import Letter, Officer, Unit
from tests.print.plans import UNIT, solid

SEAL = "3f9a0c17d2" * 6 + "beef"
OFFICER = Officer("87020875", "Slamet Riyadi", "Bripka", "BANIT SPKT", "petugas", "I")
AT = datetime(2026, 2, 16, 7, 0, tzinfo=zone("WIB"))
FOOT = "Dibuat Senin 16 Februari 2026 pukul 07.00 WIB oleh Bripka Slamet Riyadi"

COLUMNS = (
    Column("No", 0.4, number=True), Column("Nomor surat", 1.6), Column("Pelapor", 1.4), Column("NIK", 1.2),
    Column("Barang", 2.4), Column("Keterangan", 2),
)  # fmt: skip


def unit(paper: str = "F4", face: str = "arial") -> Unit:
    return Unit({**UNIT, "surat": {"kertas": paper, "huruf": face}})


def sheet(title: str = "REGISTER KEHILANGAN", *, of: Unit | None = None, officer: Officer = OFFICER) -> Sheet:
    return Sheet(of or unit(), title, "1 sampai 16 Februari 2026", AT, officer, SEAL)


def row(number: int) -> tuple[str, ...]:
    """A row that no other one resembles."""
    return (
        str(number), f"SKTLK/{number:04}/II/YAN.2.4./2026/SPKT", f"Pelapor ke-{number:04}",
        f"{35010545029 + number:016}",
        f"Satu lembar KTP nomor urut {number:04} atas nama sendiri " * (number % 4), f"Keterangan {number:04}.",
    )  # fmt: skip


def listing(count: int, **given: object) -> Listing:
    return Listing(sheet(**given), COLUMNS, tuple(row(number) for number in range(1, count + 1)))  # type: ignore[arg-type]


def diary(lines: tuple[Line, ...], *, closed: bool = True, of: Sheet | None = None) -> Diary:
    begun = AT - timedelta(hours=23)
    shift = Shift("jaga", "I", begun, "87020875", ("87020875",), 1, len(lines), AT if closed else None)
    return Diary(of or sheet("BUKU MUTASI"), shift, ("Bripka Slamet Riyadi", "Briptu Dewi <b>Lestari"), lines)


def quiet(done: int, of_all: int) -> None:
    assert 0 <= done <= of_all


def pages(letter: Letter) -> list[str]:
    """The text of every page, in the order in which it was drawn: cell after cell."""
    return [page.extract_text() for page in PdfReader(BytesIO(letter.pdf)).pages]


def whole(letter: Letter, *, titles: str = "") -> str:
    """The text without white space, running heads, feet and (given) repeated titles: what stands between them."""
    found = []
    for number, text in enumerate(map(solid, pages(letter))):
        body = re.sub(r"Halaman\d+dari\d+.*$", "", text)
        found.append(body.split(solid(titles), 1)[1] if titles and number else body)
    return "".join(found)


def outside(letter: Letter) -> list[str]:
    """What of a sheet does not stand within its margins, is too small or in a font that is not embedded."""
    short, long = PAPERS[letter.paper]
    faults = []
    for number, page in enumerate(PdfReader(BytesIO(letter.pdf)).pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if sorted((round(width, 1), round(height, 1))) != [round(short, 1), round(long, 1)]:
            faults.append(f"page {number} measures {width} x {height}")
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            if "/FontFile2" not in font.get_object().get("/FontDescriptor", {}):
                faults.append(f"page {number} names {font.get_object()['/BaseFont']}")
        for run in runs(page):
            across = run.left < LEFT - 1 or run.right > width - RIGHT + 1
            if across or not EDGE <= run.base <= height - EDGE or run.size < LEAST_SIZE or abs(run.scale - 1) > 0.001:
                faults.append(f"page {number}: {run}")
    return faults

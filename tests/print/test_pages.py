from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.platypus import Flowable, Spacer, Table

from spkt_desktop.books import Stopped
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.inspection import inspect
from spkt_desktop.print.letter import render as render_letter
from spkt_desktop.print.pages import document, signature, text_width
from spkt_desktop.print.styles import paragraph, styles, table
from tests.print.listings import FOOT, OFFICER, SEAL, outside, pages, quiet, sheet, unit, whole
from tests.print.plans import plan, solid
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parents[2]


def text(words: str, **given: bool) -> Flowable:
    return paragraph(words, styles(unit()).body, **given)


def test_the_page_carries_letterhead_title_maker_and_seal() -> None:
    letter = document(sheet(), [text("Isi lembar.")])
    (page,) = pages(letter)
    for line in ("POLRI DAERAH JAWA TIMUR", "RESOR PACITAN", "SEKTOR PUNUNG", "Punung 63553", "REGISTER KEHILANGAN"):
        assert line in page
    assert "Isi lembar." in page and "Halaman 1 dari 1" in page
    assert solid(FOOT) in solid(page) and SEAL in page
    assert (letter.pages, letter.paper) == (1, "F4")


def test_without_a_seal_none_is_named() -> None:
    assert "Segel" not in pages(document(replace(sheet(), seal=""), [text("Isi.")]))[0]


def test_every_page_says_which_it_is_and_what_it_is_of() -> None:
    letter = document(sheet(), [text(f"Alinea {number}.\n" * 9) for number in range(60)])
    found = pages(letter)
    assert len(found) == letter.pages > 5
    for number, page in enumerate(found, 1):
        assert f"Halaman {number} dari {letter.pages}" in page
        assert SEAL in page and solid(FOOT) in solid(page)
        assert page.count("REGISTER KEHILANGAN") == 1
    assert not any("SEKTOR PUNUNG" in page for page in found[1:])
    assert [f"Alinea {number}." in "".join(found) for number in range(60)] == [True] * 60


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("face,name", [("arial", "LiberationSans"), ("times", "LiberationSerif")])
@pytest.mark.parametrize("landscape", [False, True])
def test_paper_face_and_margins_are_those_of_the_unit(paper: str, face: str, name: str, landscape: bool) -> None:
    of = unit(paper, face)
    letter = document(
        sheet(of=of), [paragraph("Kata kata. " * 900, styles(of).body), *signature(sheet(of=of))], landscape=landscape
    )
    assert outside(letter) == []
    assert letter.paper == paper
    reader = PdfReader(BytesIO(letter.pdf))
    box = reader.pages[0].mediabox
    assert (box.width > box.height) is landscape
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    assert {font.get_object()["/BaseFont"].split("+")[1].split("-")[0] for font in fonts} == {name}
    if not landscape:
        inspect(PdfWriter(clone_from=BytesIO(letter.pdf)), paper)


def test_markup_prints_as_it_was_typed_and_lines_stay_lines() -> None:
    words = "Toko <b>Maju & Jaya</b> &amp; <font size=40>x</font>\nbaris kedua <br/>"
    letter = document(sheet(), [text(words, bold=True, underline=True)])
    assert solid(words) in solid(pages(letter)[0])
    assert "x</font>\nbaris" in pages(letter)[0]


def test_a_long_word_and_long_names_wrap_whole() -> None:
    word = "".join(f"W{number:03}" for number in range(300))
    officer = replace(OFFICER, name="Raden Mas " + "Adiwijayakusumaningrat " * 9 + "<i>S.H.</i>", rank="Bripka")
    of = sheet(officer=officer)
    letter = document(of, [text(word), *signature(of, "Petugas")])
    assert outside(letter) == []
    assert word in solid(pages(letter)[0])
    assert solid(officer.name) in solid(pages(letter)[0])
    assert solid(officer.name.upper()) in solid(pages(letter)[0])


def test_a_long_title_is_whole_on_every_page() -> None:
    of = sheet("REGISTER " + "SURAT KETERANGAN TANDA LAPOR KEHILANGAN " * 6)
    letter = document(of, [text("Kata kata. " * 2000)])
    assert outside(letter) == []
    assert letter.pages > 2 and all(solid(of.title) in solid(page) for page in pages(letter))


def test_a_cell_that_is_higher_than_the_page_goes_on_on_the_next() -> None:
    faces, words = styles(unit()), " ".join(f"kata{number:05}" for number in range(3000))
    cells = [["Uraian", paragraph(words, faces.cell)]]
    letter = document(sheet(), [table(faces, cells, [60, text_width(unit()) - 60], ("GRID", (0, 0), (-1, -1), 0.4, 0))])
    assert letter.pages > 1 and outside(letter) == []
    running = f"{sheet().title} – {sheet().subtitle}"
    assert solid(words) in whole(letter, titles=running)


@pytest.mark.parametrize("drawn", ["story", "title", "officer", "canvas"])
def test_a_character_that_no_face_has_is_refused_wherever_it_stands(drawn: str) -> None:
    class Drawn(Flowable):  # type: ignore[misc]
        def draw(self) -> None:
            self.canv.drawString(0, 0, "Siti 漢")

    of, story = sheet(), [text("Isi.")]
    if drawn == "story":
        story = [text("Siti 漢")]
    elif drawn == "title":
        of = sheet("REGISTER 漢")
    elif drawn == "officer":
        of = sheet(officer=replace(OFFICER, name="Siti 漢"))
    else:
        story = [Drawn()]
    with pytest.raises(LetterFailed, match=r"Ada huruf yang tidak dapat dicetak \(U\+6F22\)\. Tidak ada yang dibuat"):
        document(of, story)


def test_drawings_and_tables_of_reportlab_leave_no_font_of_theirs() -> None:
    faces = styles(unit())
    drawing = Drawing(200, 50)
    drawing.add(Rect(0, 0, 100, 20))
    drawing.add(String(0, 30, "16 surat", fontName=faces.regular, fontSize=9))
    letter = document(sheet(), [drawing, Table([[text("Sel.")]])])
    assert outside(letter) == []
    assert "16 surat" in pages(letter)[0] and "Sel." in pages(letter)[0]


def test_what_fits_on_no_page_fails_without_a_word_of_it() -> None:
    class High(Flowable):  # type: ignore[misc]
        def wrap(self, width: float, _: float) -> tuple[float, float]:
            return width, 5000

        def identity(self, *_: object) -> str:
            return "Siti Aminah"

    with pytest.raises(LetterFailed, match="tidak dapat dibuat dengan benar") as failed:
        document(sheet(), [High()])
    assert "Siti" not in str(failed.value) and failed.value.__suppress_context__


def test_the_file_says_nothing_of_persons_and_its_text_is_compressed() -> None:
    letter = document(sheet(), [text("Siti Aminah")])
    told = PdfReader(BytesIO(letter.pdf)).metadata
    assert told is not None and told.title == "REGISTER KEHILANGAN"
    assert not (told.author or told.creator or told.subject)
    assert b"Siti" not in letter.pdf and b"Slamet" not in letter.pdf


def test_the_same_values_give_the_same_bytes_after_a_letter_and_in_another_process() -> None:
    def made() -> str:
        return document(sheet(), [text("Isi ĺëmbar. " * 900), *signature(sheet(), "Petugas")]).sha256

    first = made()
    render_letter(plan())
    assert made() == first
    code = (
        "from tests.print.test_pages import *\n"
        "print(document(sheet(), [text('Isi ĺëmbar. ' * 900), *signature(sheet(), 'Petugas')]).sha256)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8", timeout=LONGEST
    )
    assert other.stdout.strip() == first


def test_progress_is_told_and_calls_it_off() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of_all: int) -> None:
        told.append((done, of_all))
        quiet(done, of_all)

    story = [text(f"Alinea {number}.\n" * 9) for number in range(60)]
    document(sheet(), story, progress=tell)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 5 and told[-1][0] == told[-1][1] and len({of_all for _, of_all in told}) == 1

    def stop(done: int, _: int) -> None:
        if done > 30:
            raise Stopped

    with pytest.raises(Stopped):
        document(sheet(), [text(f"Alinea {number}.\n" * 9) for number in range(60)], progress=stop)
    assert document(sheet(), [text("Isi."), Spacer(1, 5)]).pages == 1

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from spkt_desktop.books import Said, Satisfaction, Wall
from spkt_desktop.print.captions import desimal
from spkt_desktop.print.inspection import runs
from spkt_desktop.print.wall import FREE, HEADLINE, render
from spkt_desktop.records import Unit
from tests.print.figures import empty_wall, extreme_wall, wall
from tests.print.listings import outside, pages, unit
from tests.print.plans import solid

SIZES = [wall, empty_wall, extreme_wall]


def text(of: Wall) -> str:
    (page,) = pages(render(of))
    return " ".join(page.split())


@pytest.mark.parametrize("make", SIZES)
@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("face", ["arial", "times"])
def test_it_is_one_page_whatever_was_said(make: Callable[[Unit], Wall], paper: str, face: str) -> None:
    letter = render(make(unit(paper, face)))
    assert (letter.pages, letter.paper) == (1, paper)
    assert outside(letter) == []


@pytest.mark.parametrize("make", SIZES)
def test_it_says_what_it_is_and_that_nothing_is_to_be_paid(make: Callable[[], Wall]) -> None:
    told = text(make())
    assert HEADLINE in told and FREE in told


def test_every_value_stands_on_the_poster() -> None:
    of = wall()
    told, dense = text(of), solid(text(of))
    for part in (
        "81,68", "Baik", "Nilai B dari 101 jawaban", "3 (3%)", "10 (10%)", "45 (45%)", "43 (43%)", "11 menit",
        "52 menit", "6 masukan diterima, 4 sudah selesai ditindaklanjuti.",
    ):  # fmt: skip
        assert part in told
    assert all(desimal(week.index) in told for _, week in of.trend)
    for one in of.said:
        assert solid(f"{one.kind} – {one.about}") in dense and solid(one.done) in dense


def test_the_poster_is_read_from_a_chair() -> None:
    (page,) = PdfReader(BytesIO(render(wall()).pdf)).pages
    sizes = [run.size for run in runs(page)]
    head_and_foot = 9  # letterhead, title, period and foot, which are for the file
    assert sum(size < 12 for size in sizes) <= head_and_foot
    assert max(sizes) > 70 and sum(size >= 18 for size in sizes) >= 12


@pytest.mark.parametrize(
    ("counts", "grade"),
    [
        ((0, 0, 0, 9), "Sangat baik"),
        ((0, 0, 3, 2), "Baik"),
        ((0, 0, 9, 0), "Kurang baik"),
        ((9, 0, 0, 0), "Tidak baik"),
    ],
)
def test_the_grade_is_told_in_words(counts: tuple[int, int, int, int], grade: str) -> None:
    answers = Satisfaction(counts)
    assert f"{desimal(answers.index)} {grade} Nilai {answers.grade} dari" in text(replace(wall(), satisfaction=answers))


def test_what_has_no_answer_is_counted_and_not_shown() -> None:
    unanswered = Said(date(2026, 2, 3), "Keluhan", "Kursi rusak", "", False)
    told = text(replace(wall(), said=(unanswered, *wall().said)))
    assert "Kursi rusak" not in told and "6 masukan diterima" in told


def test_more_than_fits_is_counted() -> None:
    told = text(extreme_wall())
    shown = sum(f" {at} Pencurian dengan pemberatan" in told for at in range(40))
    assert 2 <= shown < 40
    assert f"dan {40 - shown} masukan lain yang sudah ditindaklanjuti" in told
    assert "55.555 masukan diterima, 44.444 sudah selesai" in told
    assert "1.000.000 jawaban" in told and "1.439 menit" in told


def test_without_answers_it_asks_for_them() -> None:
    told = text(empty_wall())
    assert "Belum cukup jawaban" in told and "Sampaikan saran Anda kepada petugas kami." in told
    assert "0 masukan" not in told and "Nilai D" not in told


@pytest.mark.parametrize("make", SIZES)
def test_the_same_poster_gives_the_same_bytes(make: Callable[[], Wall]) -> None:
    assert render(make()) == render(make())

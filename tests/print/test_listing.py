from __future__ import annotations

import re
from dataclasses import replace

import pytest

from spkt_desktop.books import Stopped
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.listing import render
from tests.print.listings import COLUMNS, OFFICER, SEAL, listing, outside, pages, quiet, row, unit, whole
from tests.print.plans import solid

TITLES = "".join(column.title for column in COLUMNS)


def test_every_cell_of_every_row_is_whole_and_in_its_order() -> None:
    made = listing(300)
    letter = render(made, quiet)
    text, place = whole(letter, titles=TITLES), 0
    for cells in made.rows:
        found = text.find(solid("".join(cells)), place)
        assert found >= place, cells[0]
        place = found + 1
    assert letter.pages > 5 and outside(letter) == []


def test_the_head_of_the_table_and_the_seal_stand_on_every_page() -> None:
    letter = render(listing(300), quiet)
    for number, page in enumerate(pages(letter), 1):
        assert solid(page).count(TITLES.replace(" ", "")) == 1
        assert SEAL in page and f"Halaman {number} dari {letter.pages}" in page


def test_it_ends_with_how_many_there_are_and_who_made_it() -> None:
    letter = render(listing(7), quiet)
    assert solid("Jumlah: 7 Punung, 16 Februari 2026 Petugas SLAMET RIYADI BRIPKA NRP 87020875") in whole(letter)


def test_an_empty_listing_says_so() -> None:
    letter = render(listing(0), quiet)
    (page,) = pages(letter)
    assert "Tidak ada catatan pada waktu ini." in page and "Jumlah: 0" in page
    assert outside(letter) == []


def test_a_long_cell_goes_over_several_pages() -> None:
    words = " ".join(f"kata{number:05}" for number in range(1200))
    made = replace(listing(9), rows=(row(1), (*row(2)[:-1], words), row(3)))
    letter = render(made, quiet)
    text = whole(letter, titles=TITLES)
    assert letter.pages > 3 and outside(letter) == []
    assert solid("".join(row(1)) + "".join(row(2)[:-1]) + words + "".join(row(3))) in text


def test_a_cell_of_four_thousand_letters_without_a_blank_is_whole() -> None:
    word = "".join(f"W{number:03}" for number in range(1000))
    letter = render(replace(listing(1), rows=((*row(1)[:-1], word), row(2))), quiet)
    assert outside(letter) == []
    assert word in whole(letter, titles=TITLES)


def test_markup_prints_as_it_was_typed() -> None:
    name = "<b>&amp; Siti</b> {{ 1 }} \\( %s )"
    letter = render(replace(listing(1), rows=(("1", name, *row(1)[2:]),)), quiet)
    assert solid(name) in whole(letter)


def test_lines_of_a_cell_stay_lines() -> None:
    letter = render(replace(listing(1), rows=((*row(1)[:-1], "KTP\nSTNK\n\nBPKB"),)), quiet)
    assert re.search(r"KTP\s*\nSTNK\s*\n\s*BPKB", pages(letter)[0])


@pytest.mark.parametrize("count", range(18, 40))
def test_the_signature_never_stands_alone(count: int) -> None:
    letter = render(listing(count), quiet)
    last = pages(letter)[-1]
    assert "Jumlah" in last and f"Pelapor ke-{count:04}" in last
    assert solid("".join(row(count))) in whole(letter, titles=TITLES)
    assert all(solid(page).count(TITLES.replace(" ", "")) == 1 for page in pages(letter))


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("face", ["arial", "times"])
def test_it_stays_within_the_paper_of_the_unit(paper: str, face: str) -> None:
    letter = render(listing(60, of=unit(paper, face)), quiet)
    assert letter.paper == paper and outside(letter) == []


def test_the_same_rows_give_the_same_bytes() -> None:
    assert render(listing(80), quiet) == render(listing(80), quiet)


def test_a_character_that_no_face_has_is_refused() -> None:
    with pytest.raises(LetterFailed, match=r"U\+6F22"):
        render(replace(listing(1), rows=((*row(1)[:-1], "漢"),)), quiet)


def test_an_officer_with_a_long_name_signs_on_one_piece_of_paper() -> None:
    officer = replace(OFFICER, name="Adiwijayakusumaningrat " * 8)
    letter = render(listing(25, officer=officer), quiet)
    assert solid(officer.name.upper() + "BRIPKA NRP 87020875") in whole(letter, titles=TITLES)
    assert outside(letter) == []


def test_progress_counts_rows_and_calls_it_off() -> None:
    told: list[int] = []

    def tell(done: int, of_all: int) -> None:
        quiet(done, of_all)
        told.append(done)
        if done > 500:
            raise Stopped

    with pytest.raises(Stopped):
        render(listing(2000), tell)
    assert told == sorted(told) and 10 < len(told) < 100 and told[-1] < 700

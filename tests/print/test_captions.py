from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Spacer

from spkt_desktop.books import COVERED, OTHERS, Tally
from spkt_desktop.print.captions import angka, clipped, cut, desimal, folded, measured, selisih, total
from spkt_desktop.print.fitting import Fitted, first_that_fit
from spkt_desktop.print.pages import document
from spkt_desktop.print.styles import paragraph, styles
from tests.print.listings import pages, sheet, unit

FACE = styles(unit()).regular
WORDS = st.text(st.sampled_from("aiuWm .-/é"), max_size=150)


def test_numbers_are_written_as_in_indonesian() -> None:
    assert [angka(n) for n in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1.000", "1.234.567"]
    assert [desimal(n) for n in (0.0, 83.5, 100.0, 66.666)] == ["0,00", "83,50", "100,00", "66,67"]
    assert [selisih(*pair) for pair in ((3, 1_200), (1_200, 3), (4, 4))] == ["−1.197", "+1.197", "0"]


@given(WORDS, st.floats(20, 300))
def test_a_text_that_is_cut_fits_and_says_so(text: str, room: float) -> None:
    line = " ".join(text.split())
    shown = cut(text, room, FACE, 8)
    assert measured(shown, FACE, 8) <= room
    assert shown == line or (shown.endswith("…") and line.startswith(shown[:-1]))
    assert (shown == line) is (measured(line, FACE, 8) <= room)


@given(WORDS, st.floats(30, 300), st.integers(1, 4))
def test_a_text_keeps_to_its_lines(text: str, room: float, most: int) -> None:
    shown = clipped(text, room, most, FACE, 8).split("\n")
    assert len(shown) <= most and all(measured(line, FACE, 8) <= room for line in shown)
    whole = "".join(text.split())
    told = "".join("".join(shown).split())
    assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))


@given(st.lists(st.integers(0, 99), max_size=40), st.integers(3, 12), st.booleans())
def test_folding_loses_no_number(counts: list[int], most: int, common: bool) -> None:
    last = (Tally(COVERED, 5, (1,)), Tally(OTHERS, 6, (2,))) if common else ()
    tallies = [*(Tally(f"Desa {at}", n, (n + at,)) for at, n in enumerate(counts)), *last]
    own, rest, shared = folded(tallies, most)
    rows = [*own, *rest, *shared]
    assert len(rows) <= most and shared == last
    assert total("", rows).count == total("", tallies).count
    assert sum(sum(row.before) for row in rows) == sum(sum(one.before) for one in tallies)
    assert [one for one in tallies if one in own] == list(own)
    assert all(small.count <= one.count for one in own for small in tallies[: len(counts)] if small not in own)


def test_a_sum_of_nothing_is_nothing() -> None:
    assert total("Jumlah", []) == Tally("Jumlah", 0)
    assert total("Jumlah", [Tally("a", 1, (2, 3)), Tally("b", 4)]) == Tally("Jumlah", 5, (2, 3))


@pytest.mark.parametrize(("room", "shown", "left"), [(100, 10, 0), (99, 8, 2), (30, 2, 8), (10, 0, 10), (-50, 0, 10)])
def test_the_first_that_fit_and_how_many_do_not(room: float, shown: int, left: int) -> None:
    rows = [Spacer(1, 10) for _ in range(10)]
    told: list[int] = []

    def rest(more: int) -> Spacer:
        told.append(more)
        return Spacer(1, 10)

    assert first_that_fit(rows, room, 100, rest)[:shown] == rows[:shown]
    assert len(first_that_fit(rows, room, 100, rest)) == shown + bool(left)
    assert told[-1:] == ([left] if left else [])


def test_what_is_fitted_gets_the_rest_of_the_page_and_stands_from_its_top() -> None:
    faces, rooms = styles(unit()), []

    def compose(width: float, room: float) -> list[object]:
        rooms.append(room)
        return [paragraph("di atas", faces.body), Spacer(1, room - 24), paragraph("di bawah", faces.body)]

    letter = document(sheet(), [Spacer(1, 100), Fitted(compose)])
    assert letter.pages == 1 and "di atas\ndi bawah" in pages(letter)[0]
    assert max(rooms) < 700

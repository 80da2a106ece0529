from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from spkt_desktop.books import Line
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.diary import COLUMNS, render
from tests.print.listings import AT, SEAL, diary, outside, pages, sheet, unit, whole
from tests.print.plans import solid

TITLES = "".join(column.title for column in COLUMNS)
BEGUN = AT - timedelta(hours=23)


def line(number: int, at: datetime | None = None, **given: object) -> Line:
    members = {
        "seq": 100 + number,
        "at": at or BEGUN + timedelta(minutes=4 * number),
        "text": f"Menerima pelapor ke-{number:04} di meja SPKT. " * (1 + number % 3),
        "action": f"Diberi nomor {number:04}." if number % 2 else "",
        "officer": "Bripka Slamet Riyadi",
    }
    return Line(**{**members, **given})  # type: ignore[arg-type]


def cells(number: int, one: Line) -> str:
    return solid(f"{number}{one.at:%H.%M}{one.text}{one.action}{one.officer or '-'}")


def test_every_line_is_whole_below_its_day() -> None:
    lines = tuple(line(number) for number in range(300))
    letter = render(diary(lines))
    text, place = whole(letter, titles=TITLES), 0
    for number, one in enumerate(lines, 1):
        found = text.find(cells(number, one), place)
        assert found >= place, number
        place = found + 1
    assert outside(letter) == [] and letter.pages > 5
    assert text.index(solid("Minggu, 15 Februari 2026")) < text.index(cells(1, lines[0]))
    first = next(at for at, one in enumerate(lines) if one.at.date() == AT.date())
    monday = text.index(solid("Senin, 16 Februari 2026"), text.index(cells(first, lines[first - 1])))
    assert text.index(cells(first, lines[first - 1])) < monday < text.index(cells(first + 1, lines[first]))


def test_the_head_says_whose_watch_it_was() -> None:
    text = whole(render(diary((line(1),))))
    for words in (
        "BUKU MUTASI", "Regu : I", "Dibuka : Minggu tanggal 15 Februari 2026 pukul 08.00 WIB",
        "Ditutup : Senin tanggal 16 Februari 2026 pukul 07.00 WIB",
        "Petugas yang hadir : 1. Bripka Slamet Riyadi 2. Briptu Dewi <b>Lestari",
    ):  # fmt: skip
        assert solid(words) in text


def test_it_ends_with_how_the_watch_stands_and_the_head_of_the_regu() -> None:
    end = "Punung, 16 Februari 2026 Ka Regu I SLAMET RIYADI BRIPKA NRP 87020875"
    closed = whole(render(diary((line(1),))))
    assert solid("Mutasi ditutup Senin tanggal 16 Februari 2026 pukul 07.00 WIB." + end) in closed
    still = whole(render(diary((line(1),), closed=False)))
    assert solid("Ditutup : -") in still and "Mutasiditutup" not in still
    assert solid("Jaga masih berlangsung saat lembar ini dibuat." + end) in still


def test_the_seal_and_the_page_stand_on_every_page() -> None:
    letter = render(diary(tuple(line(number) for number in range(200))))
    for number, page in enumerate(pages(letter), 1):
        assert SEAL in page and f"Halaman {number} dari {letter.pages}" in page


def test_a_clock_that_went_back_is_told_and_so_is_the_day() -> None:
    lines = (line(1, AT), line(2, AT - timedelta(days=1), back=True, text="Jam diperbaiki."), line(3, AT))
    text = whole(render(diary(lines)))
    assert solid("Jam diperbaiki. (jam komputer mundur)") in text and text.count("mundur") == 1
    days = [text.index(solid(f"{day} Februari 2026 {number}")) for day, number in (("16", 1), ("15", 2), ("16", 3))]
    assert days == sorted(days)


def test_what_the_desk_did_by_itself_names_nobody() -> None:
    text = whole(render(diary((line(2, officer="", text="Cadangan dibuat.", action=""),))))
    assert solid("Cadangan dibuat. - ") in text


def test_a_day_never_stands_at_the_foot_without_a_line() -> None:
    for count in range(30, 44):
        lines = [line(number, BEGUN, text="Aman.", action="") for number in range(count)]
        letter = render(diary((*lines, line(count, AT, text="Hari berikutnya.\n" * 5))))
        (page,) = [page for page in pages(letter) if solid("Senin, 16 Februari 2026") + str(count + 1) in solid(page)]
        assert "Hari berikutnya." in page


@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_a_line_of_four_thousand_letters_is_whole(paper: str) -> None:
    words = [f"kata{number:05}" for number in range(400)]
    of = replace(sheet("BUKU MUTASI"), unit=unit(paper, "times"))
    letter = render(diary((line(1), line(2, text=" ".join(words)), line(3)), of=of))
    assert outside(letter) == []
    assert re.findall(r"kata\d{5}", whole(letter, titles=TITLES)) == words


def test_an_empty_diary_says_so() -> None:
    (page,) = pages(render(diary((), closed=False)))
    assert "Belum ada kejadian yang dicatat." in page


def test_the_same_diary_gives_the_same_bytes() -> None:
    lines = tuple(line(number) for number in range(50))
    assert render(diary(lines)) == render(diary(lines))


def test_a_character_that_no_face_has_is_refused() -> None:
    with pytest.raises(LetterFailed, match=r"U\+1F600"):
        render(diary((line(1, text="Aman \U0001f600"),)))

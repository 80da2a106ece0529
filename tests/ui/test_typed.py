from __future__ import annotations

from datetime import date

import pytest

from spkt_desktop.ui import typed

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text,iso",
    [
        ("20112026", "2026-11-20"),
        ("201126", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("20-11-26", "2026-11-20"),
        ("5.8.1990", "1990-08-05"),
        ("120389", "1989-03-12"),
        ("2026-11-20", "2026-11-20"),
        ("hari ini", "2026-11-20"),
        ("Kemarin ", "2026-11-19"),
        ("29022024", "2024-02-29"),
        ("311236", "2036-12-31"),
        ("311237", "1937-12-31"),
    ],
)
def test_a_date_is_read_however_it_is_typed(text: str, iso: str) -> None:
    assert typed.read_date(text, TODAY) == iso


@pytest.mark.parametrize("text", ["31022026", "29022025", "32/1/2026", "senin", "1234", "00000000"])
def test_what_is_no_date_stays_as_it_was_typed(text: str) -> None:
    assert typed.read_date(text, TODAY) == text


def test_a_date_is_shown_day_first_and_reads_back() -> None:
    assert typed.show_date("2026-11-02") == "02/11/2026"
    assert typed.read_date(typed.show_date("2026-11-02"), TODAY) == "2026-11-02"
    assert typed.show_date("senin") == "senin"


@pytest.mark.parametrize(
    "text,time",
    [("1430", "14:30"), ("930", "09:30"), ("9", "09:00"), ("14.30", "14:30"), ("14:05", "14:05"), ("0000", "00:00")],
)
def test_a_time_is_read_however_it_is_typed(text: str, time: str) -> None:
    assert typed.read_time(text) == time


@pytest.mark.parametrize("text", ["2460", "25", "1275", "siang", "24:00"])
def test_what_is_no_time_stays_as_it_was_typed(text: str) -> None:
    assert typed.read_time(text) == text


def test_numbers_lose_their_separators_and_words_stay() -> None:
    assert typed.read_integer("1.500") == 1500
    assert typed.read_integer("dua") == "dua"
    assert typed.read_digits("3502 1245-0789.0001") == "3502124507890001"
    assert typed.read_digits("+62 812") == "+62 812"


def test_invisible_characters_go_and_line_ends_stay() -> None:
    assert typed.clean("Si\u200bti\u202e \ufeffAmi\u00adnah") == "Siti Aminah"
    assert typed.clean("satu\r\ndua\ttiga\x00") == "satu\ndua tiga "


@pytest.mark.parametrize("text", ["1500000", "1.500.000", "Rp1.500.000", "Rp. 1.500.000,00", "rp 1 500 000,-"])
def test_an_amount_is_read_however_it_is_written(text: str) -> None:
    assert typed.read_money(text) == 1_500_000


def test_an_amount_that_cannot_be_read_stays() -> None:
    assert typed.read_money("dua juta") == "dua juta" and typed.show_money("dua juta") == "dua juta"

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from spkt_desktop.books import COVERED, OTHERS, Recap, Tally
from spkt_desktop.print.captions import angka, desimal
from spkt_desktop.print.recap import render
from spkt_desktop.records import Unit
from tests.print.figures import HUGE, KINDS, empty_recap, extreme_recap, recap
from tests.print.listings import SEAL, outside, pages, unit
from tests.print.plans import solid

SIZES = [recap, empty_recap, extreme_recap]


def text(report: Recap) -> str:
    return " ".join(" ".join(pages(render(report))).split())


@pytest.mark.parametrize("make", SIZES)
@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("face", ["arial", "times"])
def test_it_keeps_to_five_pages_whatever_came(make: Callable[[Unit], Recap], paper: str, face: str) -> None:
    letter = render(make(unit(paper, face)))
    assert (letter.pages <= 5, letter.paper) == (True, paper)
    assert outside(letter) == []


def test_an_ordinary_month_takes_two_or_three_pages() -> None:
    assert {render(recap(unit(paper))).pages for paper in ("F4", "A4")} <= {2, 3}


def test_every_value_of_an_ordinary_month_stands_on_the_pages() -> None:
    report = recap()
    told = text(report)
    for tally in (*report.tallies, *report.destinations, report.void, report.arrived, report.gone):
        change = f"{tally.count - tally.before[0]:+}".replace("-", "−").replace("+0", "0")
        assert f"{tally.label} {tally.count} {tally.before[0]} {change}" in told
    assert "Jumlah 205 181 +24" in told
    for tally in (*report.articles, *report.villages, *report.goods):
        assert f"{tally.label} {tally.count}" in told
    for label, one in report.minutes:
        assert f"{label} {one.count} {one.median} {one.slowest}" in told
    for count in (*report.hours, *report.weekdays, *(count for _, count in report.days)):
        assert not count or f" {count} " in told
    for _, week in report.trend:
        assert desimal(week.index) in told
    for part in ("3 (3%)", "10 (10%)", "45 (45%)", "43 (43%)", "2 Feb", "23 Feb", "Feb 2026", SEAL):
        assert part in told
    assert "…" not in told and "baris lain" not in told


def test_the_period_is_told_in_words() -> None:
    told = text(recap())
    for sentence in (
        "Dalam 28 hari diterbitkan 205 laporan dan surat, naik 24 dari periode sebelumnya (181).",
        "Terbanyak: Surat keterangan kehilangan (112).",
        "Paling ramai hari Senin dan antara pukul 09.00 dan 10.00.",
        "Lewat antrean datang 196 orang, 12 di antaranya pergi sebelum dilayani.",
        "Indeks kepuasan 81,68 – B (Baik) dari 101 jawaban.",
        "Sebelumnya: 28 hari tepat sebelum periode ini.",
        "Separuh selesai dalam 11 menit, 9 dari 10 dalam 52 menit (141 orang).",
    ):
        assert sentence in told


@pytest.mark.parametrize(
    ("before", "words"),
    [(5, "turun 2 dari periode sebelumnya (5)"), (3, "sama dengan periode sebelumnya"), (0, "naik 3")],
)
def test_the_change_is_told_in_words(before: int, words: str) -> None:
    assert f"3 laporan dan surat, {words}" in text(replace(recap(), tallies=(Tally(KINDS[0], 3, (before,)),)))


def test_what_the_common_rows_mean_is_said_below_them_and_only_there() -> None:
    said = (
        "jumlah di bawah 3 digabungkan pada baris “Lainnya” dan perkara yang dilindungi pada baris “Perkara dilindungi”"
    )
    assert text(recap()).count(said) == 2
    open_ones = (Tally("Punung", 9),)
    assert said not in text(replace(recap(), articles=open_ones, villages=open_ones, goods=open_ones))
    covered = (*open_ones, Tally(COVERED, 3))
    assert text(replace(recap(), articles=open_ones, villages=open_ones, goods=covered)).count(said) == 1
    assert "jumlah di bawah 7" in text(replace(recap(), smallest=7))


def test_a_time_without_anything_says_so() -> None:
    told = text(empty_recap())
    assert "Dalam 7 hari ini tidak ada laporan atau surat yang diterbitkan." in told
    assert told.count("Belum ada data") >= 10 and "Belum cukup jawaban" in told
    assert "Latar abu-abu" not in told


def test_numbers_of_a_hundred_thousand_stand_whole_and_nothing_is_lost() -> None:
    report = extreme_recap()
    told = text(report)
    for count in (*report.hours, *report.weekdays, *(count for _, count in report.days)):
        assert f" {angka(count)} " in told
    for tally in (*report.tallies, report.void, report.arrived, report.gone):
        assert f"{angka(tally.count)} {angka(tally.before[0])}" in told
    rest = sum(sorted(tally.count for tally in report.destinations)[:49])
    assert f"49 baris lain {angka(rest)}" in told
    assert f"{COVERED} 333.331" in told and f"{OTHERS} 333.332" in told
    assert f"Semua {angka(777_777)} 1.300 1.440" in told and "8 jenis lain yang lebih jarang" in told


def test_a_long_period_is_told_by_week() -> None:
    assert "Menurut pekan (tanggal hari Senin)" in text(extreme_recap())
    assert "Menurut tanggal" in text(recap())
    days = tuple((date(2026, 1, 1) + timedelta(days=at), HUGE * (at % 2)) for at in range(62))
    letter = render(replace(extreme_recap(unit("A4")), days=days))
    assert letter.pages <= 5 and outside(letter) == []


def test_kapolsek_and_officer_sign_at_the_end() -> None:
    last = " ".join(pages(render(recap()))[-1].split())
    assert "Mengetahui, KAPOLSEK PUNUNG" in last and "SLAMET RIYADI" in last
    assert solid("REKAP PELAYANAN – 1 Februari 2026 sampai 28 Februari 2026") in solid(last)


@pytest.mark.parametrize("make", SIZES)
def test_the_same_figures_give_the_same_bytes(make: Callable[[], Recap]) -> None:
    assert render(make()) == render(make())

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from spkt_desktop import dates
from spkt_desktop.books import Daily, Satisfaction
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.captions import angka
from spkt_desktop.print.daily import render
from spkt_desktop.records import Officer, Unit
from tests.print.figures import DAY, KINDS, LONG, daily, empty_daily, extreme_daily, matter, notable
from tests.print.listings import OFFICER, SEAL, outside, pages, unit
from tests.print.plans import UNIT, solid

SIZES = [daily, empty_daily, extreme_daily]


def text(report: Daily) -> str:
    (page,) = pages(render(report))
    return " ".join(page.split())


@pytest.mark.parametrize("make", SIZES)
@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("face", ["arial", "times"])
def test_it_is_one_page_whatever_happened(make: Callable[[Unit], Daily], paper: str, face: str) -> None:
    letter = render(make(unit(paper, face)))
    assert (letter.pages, letter.paper) == (1, paper)
    assert outside(letter) == []


def test_every_value_of_an_ordinary_day_stands_on_the_page() -> None:
    report = daily()
    told, dense = text(report), solid(text(report))
    for one in report.attention:
        for part in (one.number, one.title, one.who, one.what, one.destination, one.reason, dates.pukul(one.at)):
            assert solid(part) in dense
    for tally in (*report.tallies, report.void, report.arrived, report.gone):
        assert f"{tally.label} {tally.count} {tally.before[0]} {tally.before[1]}" in told
    assert "Jumlah 29 20 22" in told and "29 laporan dan surat (hari sebelumnya 20)" in told
    assert "Min 15-02 Sab 14-02 Min 08-02" in told
    assert "Separuh selesai dalam 14 menit, 9 dari 10 dalam 37 menit (22 orang)" in told
    assert "80,00 – B (Baik) dari 20 jawaban" in told
    for part in ("1 (5%)", "2 (10%)", "9 (45%)", "8 (40%)", "46 catatan", "Cadangan terakhir 15-02-2026, 21.00"):
        assert part in told
    for late in report.overdue:
        assert late.due and f"{dates.tanggal_pendek(late.due.date())} {late.what} {late.number} {late.who}" in told
    assert all(solid(shift) in dense for shift in report.shifts)
    assert "…" not in told and " lagi" not in told


def test_it_is_for_the_kapolsek_and_signed_by_whoever_made_it() -> None:
    told = text(daily())
    assert "Kepada Yth. Kapolsek Punung" in told
    assert "Mengetahui, KAPOLSEK PUNUNG" in told and "Dibuat oleh petugas, " in told
    assert "SLAMET RIYADI BRIPKA NRP 87020875" in told and SEAL in told


def test_what_is_marked_comes_first_and_the_longest_overdue_before_others() -> None:
    told = text(daily())
    assert (
        told.index("Atensi Kapolsek (3)") < told.index("Jumlah menurut jenis") < told.index("Urusan yang lewat waktu")
    )
    late = [told.index(f"VER/{number}/II") for number in (12, 3, 1)]
    assert late == sorted(late)
    undated = replace(matter(5), due=None, number="VER/TANPA")
    told = text(replace(daily(), overdue=(undated, matter(2))))
    assert told.index("VER/2/II") < told.index("- Hasil visum dari RSUD dr. Darsono VER/TANPA")


@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_lists_that_are_too_long_say_how_many_they_leave_out(paper: str) -> None:
    report = extreme_daily(unit(paper))
    told = text(report)
    assert "Atensi Kapolsek (40)" in told and "terlama di atas (200)" in told
    shown = [number for number in range(1, 41) if f"LP/B/{number}/II/2026" in told]
    late = [number for number in range(1, 201) if f"VER/{number}/II" in told]
    assert shown == list(range(1, len(shown) + 1)) and len(shown) >= 2
    assert late == list(range(200 - len(late) + 1, 201)) and len(late) >= 2
    assert f"dan {40 - len(shown)} lagi, lihat register" in told
    assert f"dan {200 - len(late)} lagi, lihat daftar urusan" in told


def test_forty_short_notes_on_a_quiet_day_fill_the_page_and_no_more() -> None:
    report = replace(empty_daily(), attention=tuple(notable(number) for number in range(1, 41)))
    letter = render(report)
    shown = re.findall(r"LP/B/(\d+)/II", pages(letter)[0])
    assert letter.pages == 1 and outside(letter) == []
    assert len(shown) > 8 and f"dan {40 - len(shown)} lagi" in text(report)


def test_numbers_of_a_hundred_thousand_stand_whole_and_their_sums_are_true() -> None:
    report = extreme_daily()
    told = text(report)
    for tally in (report.void, report.arrived, report.gone):
        assert " ".join(map(angka, (tally.count, *tally.before))) in told
    for at in range(3):
        assert angka(sum((one.count, *one.before)[at] for one in report.tallies)) in told
    assert "55.555 catatan" in told and "66.666 orang" in told and "1.000.000" in told
    assert "7 baris lain" in told


def test_an_empty_day_says_so() -> None:
    told = text(empty_daily())
    for part in (
        "0 laporan dan surat (hari sebelumnya 0), 0 perlu atensi, 0 urusan lewat waktu.",
        "Tidak ada laporan yang perlu atensi.", "Tidak ada urusan yang lewat waktu.", "Belum ada data",
        "Belum cukup jawaban", "Belum ada regu yang dibuka.", "Cadangan data belum pernah dibuat.", "Jumlah 0 0 0",
    ):  # fmt: skip
        assert part in told


def test_a_record_of_another_day_carries_its_date() -> None:
    told = text(replace(daily(), day=DAY.replace(day=14)))
    assert "15-02-2026 17.00" in told


def test_no_letterhead_and_no_name_takes_the_second_page() -> None:
    of = Unit({
        **UNIT, "surat": {"kertas": "A4", "huruf": "arial"}, "kop": [{"baris": "DAERAH " + "JAWA TIMUR " * 6}] * 4,
        "kesatuan": {**UNIT["kesatuan"], "alamat": "Jalan Raya Punung Nomor 12 " * 6},
    })  # fmt: skip
    report = extreme_daily(of)
    officer = Officer(OFFICER.nrp, "Raden Mas " + "Adiwijayakusumaningrat " * 4, "Bripka", "BANIT", "petugas")
    letter = render(replace(report, sheet=replace(report.sheet, officer=officer)))
    assert letter.pages == 1 and outside(letter) == []


@pytest.mark.parametrize("index", range(4))
def test_every_grade_is_told_in_words(index: int) -> None:
    counts = [0, 0, 0, 0]
    counts[index] = 3
    words = ("25,00 – D (Tidak baik)", "50,00 – D (Tidak baik)", "75,00 – C (Kurang baik)", "100,00 – A (Sangat baik)")
    answers = Satisfaction((counts[0], counts[1], counts[2], counts[3]))
    assert f"{words[index]} dari 3 jawaban" in text(replace(daily(), satisfaction=answers))


@pytest.mark.parametrize("make", SIZES)
def test_the_same_report_gives_the_same_bytes(make: Callable[[], Daily]) -> None:
    assert render(make()) == render(make())


def test_markup_prints_as_it_was_typed_and_what_cannot_be_printed_is_refused() -> None:
    odd = replace(notable(1), what="Toko <b>Maju & Jaya</b>", reason="Lihat &amp; <i>catat")
    told = solid(text(replace(daily(), attention=(odd,))))
    assert solid(odd.what) in told and solid(odd.reason) in told
    with pytest.raises(LetterFailed, match=r"U\+6F22"):
        render(replace(daily(), attention=(replace(odd, what="漢"),)))


def test_all_kinds_of_the_counter_fit_with_their_titles_whole() -> None:
    report = replace(daily(unit("A4")), tallies=tuple(replace(daily().tallies[0], label=kind) for kind in KINDS))
    told = text(report)
    assert all(f"{kind} 14 11 9" in told for kind in KINDS)
    assert LONG not in told and render(report).pages == 1

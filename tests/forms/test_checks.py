"""A check takes whatever comes and says what is wrong where it is."""

from __future__ import annotations

import base64
import struct
import time
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, SETTINGS, Known, check, sample
from spkt_desktop.forms.form import Checked

SKTLK, UNIT, OFFICER = FORMS["sktlk"], SETTINGS["unit"], SETTINGS["officer"]


def at(checked: Checked, section: str, field: str, index: int = 0) -> list[str]:
    return [p.message for p in checked.problems if (p.section, p.index, p.field) == (section, index, field)]


def doubted(checked: Checked, section: str, field: str, index: int = 0) -> list[str]:
    return [p.message for p in checked.warnings if (p.section, p.index, p.field) == (section, index, field)]


@pytest.mark.parametrize(
    "values", [None, [], "x", 3, float("nan"), {}, {"pelapor": []}, {"barang": {}}, {1: 2}], ids=repr
)
def test_what_is_no_form_at_all_is_a_problem(values: Any, known: Known) -> None:
    assert check(SKTLK, values, known).problems


def test_nesting_of_any_depth_is_a_problem_and_no_crash(known: Known) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert at(check(SKTLK, {"pelapor": {"nama": deep}}, known), "pelapor", "nama") == [
        "Isian ini harus berupa tulisan."
    ]
    while deep:  # the interpreter frees so deep a list by recursion
        deep = deep.pop()


def test_ten_million_letters_are_counted_at_once(known: Known) -> None:
    started = time.perf_counter()
    checked = check(
        SKTLK, {"kejadian": {"keterangan": "a" * 10_000_000}, "pelapor": {"alamat": "\u0327\u0301" * 5_000_000}}, known
    )
    assert time.perf_counter() - started < 1
    assert at(checked, "kejadian", "keterangan") == ["Paling banyak 4.000 huruf; ini 10.000.000."]
    assert at(checked, "pelapor", "alamat") == ["Paling banyak 500 huruf; ini 10.000.000."]


def test_unknown_parts_are_problems(known: Known) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"lain": 1, "pelapor": sample(SKTLK)["pelapor"] | {"hobi": "x"}}, known)
    assert at(checked, "lain", "") == ["Bagian ini tidak dikenal."]
    assert at(checked, "pelapor", "hobi") == ["Isian ini tidak dikenal."]


def test_the_rows_of_a_section_are_counted(known: Known) -> None:
    none = check(SKTLK, sample(SKTLK) | {"barang": []}, known)
    many = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP"}] * 1_000}, known)
    assert at(none, "barang", "") == ["Paling sedikit 1 barang; ini 0."]
    assert at(many, "barang", "") == ["Paling banyak 100 barang; ini 1.000."]


def test_rows_keep_their_places(known: Known) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP"}, {}, {"jenis": "STNK"}]}, known)
    assert at(checked, "barang", "jenis", 1) == ["Jenis surat/barang wajib diisi."]
    assert checked.values["barang"][2] == {"jenis": "STNK"}


@pytest.mark.parametrize(
    "value",
    [True, "1", 1.0, float("nan"), [1], 0, 10_000, 10**6_000],
    ids=lambda v: repr(v)[:12] if not isinstance(v, int) or v < 10**9 else "huge",
)
def test_a_count_is_an_integer_within_bounds(value: Any, known: Known) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP", "jumlah": value}]}, known)
    assert len(at(checked, "barang", "jumlah")) == 1


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "20261120", "2026-W47-5", "20-11-2026", "٢٠٢٦-١١-٢٠", "0000-01-01"]
)
def test_a_date_that_the_calendar_lacks_is_a_problem(text: str, known: Known) -> None:
    assert at(check(SKTLK, {"kejadian": {"tanggal": text}}, known), "kejadian", "tanggal")


def test_the_29th_of_february_and_today_are_dates(known: Known) -> None:
    checked = check(SKTLK, {"pelapor": {"tanggal_lahir": "2024-02-29"}, "kejadian": {"tanggal": "2026-11-22"}}, known)
    assert not at(checked, "pelapor", "tanggal_lahir")
    assert not at(checked, "kejadian", "tanggal")


@pytest.mark.parametrize(("section", "field"), [("pelapor", "tanggal_lahir"), ("kejadian", "tanggal")])
def test_tomorrow_has_not_happened(section: str, field: str, known: Known) -> None:
    (said,) = at(check(SKTLK, {section: {field: "2026-11-23"}}, known), section, field)
    assert said.endswith(" tidak boleh sesudah hari ini.")
    assert not at(check(SKTLK, {section: {field: "2026-11-22"}}, known), section, field)


@pytest.mark.parametrize("text", ["24:00", "9:05", "12:60", "12.30"])
def test_a_time_that_no_clock_shows_is_a_problem(text: str, known: Known) -> None:
    assert at(check(SKTLK, {"kejadian": {"jam": text}}, known), "kejadian", "jam")


def test_a_choice_is_closed_and_a_suggestion_is_open(known: Known) -> None:
    checked = check(
        SKTLK, {"pelapor": {"jenis_kelamin": "X"}, "barang": [{"jenis": "Gamelan"}, {"jenis": "ktp"}]}, known
    )
    assert at(checked, "pelapor", "jenis_kelamin") == ["Pilih salah satu dari daftar."]
    assert [row["jenis"] for row in checked.values["barang"]] == ["Gamelan", "KTP"]


def test_blank_is_not_filled_in_but_no_is(known: Known) -> None:
    checked = check(OFFICER, {"petugas": {"nama": " \t", "regu": "", "jabatan": None, "aktif": False}}, known)
    assert checked.values == {"petugas": {"aktif": False}}
    assert at(checked, "petugas", "nama") == ["Nama lengkap wajib diisi."]


def test_a_missing_field_is_called_as_the_screen_calls_it(known: Known) -> None:
    assert at(check(SKTLK, {}, known), "pelapor", "nama") == ["Nama lengkap wajib diisi."]


def test_problems_come_in_the_order_of_the_form(known: Known) -> None:
    checked = check(SKTLK, {"kejadian": {"jam": "x"}, "barang": [{}], "pelapor": {"alamat": 1}}, known)
    assert [p.field for p in checked.problems] == ["nama", "alamat", "jenis", "jam"]


@pytest.mark.parametrize("nik", ["123", "9999999999999999", "3501030000000001", "abc"])
def test_a_doubtful_nik_is_said_and_let_pass(nik: str, known: Known) -> None:
    values = sample(SKTLK)
    values["pelapor"]["nik"] = nik
    checked = check(SKTLK, values, known)
    assert doubted(checked, "pelapor", "nik")
    assert checked.problems == ()


def test_a_phone_with_letters_is_said_and_let_pass(known: Known) -> None:
    values = sample(SKTLK)
    values["pelapor"]["telepon"] = "tanya Pak RT"
    checked = check(SKTLK, values, known)
    assert doubted(checked, "pelapor", "telepon")
    assert checked.problems == ()


def png(width: int = 64, height: int = 64, length: int = 100) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    return head.ljust(length, b"\0")


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 30) + b"\0" * 20


def logo(known: Known, content: Any) -> list[str]:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return at(check(UNIT, {"surat": {"logo": text}}, known), "surat", "logo")


def test_a_small_png_or_jpeg_is_a_logo(known: Known) -> None:
    assert logo(known, png()) == []
    assert logo(known, png(length=300_000)) == []
    assert logo(known, JPEG) == []


@pytest.mark.parametrize(
    "content",
    [b"GIF89a" + b"\0" * 50, b"", png()[:20], png(width=0), JPEG[:9], JPEG[:3], b"%PDF-1.7",
     "not base64!", "QQ", "a" * 10**7,
     png(length=300_001), png(width=30_000)],
    ids=["gif", "empty", "cut png", "no width", "cut jpeg", "bare jpeg", "pdf",
         "text", "unpadded", "10 MB", "too big", "too wide"],
)  # fmt: skip
def test_nothing_else_is_a_logo(content: Any, known: Known) -> None:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    assert logo(known, text or "=")

"""A check takes whatever comes and says what is wrong where it is."""

from __future__ import annotations

import base64
import struct
import time
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.errors import Problem
from spkt_desktop.forms import FORMS, SETTINGS, check, sample
from spkt_desktop.forms.schema import Checked, Form
from spkt_desktop.records import Values

SKTLK, UNIT, OFFICER = FORMS["sktlk"], SETTINGS["unit"], SETTINGS["officer"]
ALL = [*FORMS.values(), *SETTINGS.values()]
NAMES = sorted({name for f in ALL for s in f.sections for name in (s.name, *(x.name for x in s.fields))})

atoms = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
json_like = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=30,
)


@st.composite
def nearly(draw: st.DrawFn, form: Form) -> Values:
    """A good sample with some of its parts replaced by anything."""
    values = sample(form)
    for _ in range(draw(st.integers(1, 4))):
        section = draw(st.sampled_from(form.sections))
        part = values[section.name]
        row = part[0] if isinstance(part, list) and part else part
        field = draw(st.sampled_from(section.fields)).name
        if isinstance(row, dict):
            row[field] = draw(json_like)
        if draw(st.integers(0, 9)) == 0:
            values[section.name] = draw(json_like)
    return values


def at(checked: Checked, section: str, field: str, index: int = 0) -> list[str]:
    return [p.message for p in checked.problems if (p.section, p.index, p.field) == (section, index, field)]


def doubted(checked: Checked, section: str, field: str, index: int = 0) -> list[str]:
    return [p.message for p in checked.warnings if (p.section, p.index, p.field) == (section, index, field)]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_input_gives_problems_or_values_that_check_to_themselves(now: datetime, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(ALL))
    checked = check(form, data.draw(json_like | nearly(form)), now)
    again = check(form, checked.values, now)
    assert again.values == checked.values
    if not checked.problems:
        assert again.problems == ()
        assert again.warnings == checked.warnings
    names = {section.name: {field.name for field in section.fields} for section in form.sections}
    for problem in checked.problems:
        assert isinstance(problem, Problem)
        assert problem.message.endswith(".")
    for warning in checked.warnings:
        assert warning.field in names[warning.section]


@pytest.mark.parametrize(
    "values", [None, [], "x", 3, float("nan"), {}, {"pelapor": []}, {"barang": {}}, {1: 2}], ids=repr
)
def test_what_is_no_form_at_all_is_a_problem(values: Any, now: datetime) -> None:
    assert check(SKTLK, values, now).problems


def test_nesting_of_any_depth_is_a_problem_and_no_crash(now: datetime) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert at(check(SKTLK, {"pelapor": {"nama": deep}}, now), "pelapor", "nama") == ["Isian ini harus berupa tulisan."]
    while deep:  # the interpreter frees so deep a list by recursion
        deep = deep.pop()


def test_ten_million_letters_are_counted_at_once(now: datetime) -> None:
    started = time.perf_counter()
    checked = check(
        SKTLK, {"kejadian": {"keterangan": "a" * 10_000_000}, "pelapor": {"alamat": "\u0327\u0301" * 5_000_000}}, now
    )
    assert time.perf_counter() - started < 1
    assert at(checked, "kejadian", "keterangan") == ["Paling banyak 4.000 huruf; ini 10.000.000."]
    assert at(checked, "pelapor", "alamat") == ["Paling banyak 500 huruf; ini 10.000.000."]


def test_unknown_parts_are_problems(now: datetime) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"lain": 1, "pelapor": sample(SKTLK)["pelapor"] | {"hobi": "x"}}, now)
    assert at(checked, "lain", "") == ["Bagian ini tidak dikenal."]
    assert at(checked, "pelapor", "hobi") == ["Isian ini tidak dikenal."]


def test_the_rows_of_a_section_are_counted(now: datetime) -> None:
    none = check(SKTLK, sample(SKTLK) | {"barang": []}, now)
    many = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP"}] * 1_000}, now)
    assert at(none, "barang", "") == ["Paling sedikit 1 barang; ini 0."]
    assert at(many, "barang", "") == ["Paling banyak 100 barang; ini 1.000."]


def test_rows_keep_their_places(now: datetime) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP"}, {}, {"jenis": "STNK"}]}, now)
    assert at(checked, "barang", "jenis", 1) == ["Jenis surat/barang wajib diisi."]
    assert checked.values["barang"][2] == {"jenis": "STNK"}


@pytest.mark.parametrize(
    "value",
    [True, "1", 1.0, float("nan"), [1], 0, 10_000, 10**6_000],
    ids=lambda v: repr(v)[:12] if not isinstance(v, int) or v < 10**9 else "huge",
)
def test_a_count_is_an_integer_within_bounds(value: Any, now: datetime) -> None:
    checked = check(SKTLK, sample(SKTLK) | {"barang": [{"jenis": "KTP", "jumlah": value}]}, now)
    assert len(at(checked, "barang", "jumlah")) == 1


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "20261120", "2026-W47-5", "20-11-2026", "٢٠٢٦-١١-٢٠", "0000-01-01"]
)
def test_a_date_that_the_calendar_lacks_is_a_problem(text: str, now: datetime) -> None:
    assert at(check(SKTLK, {"kejadian": {"tanggal": text}}, now), "kejadian", "tanggal")


def test_the_29th_of_february_and_today_are_dates(now: datetime) -> None:
    checked = check(SKTLK, {"pelapor": {"tanggal_lahir": "2024-02-29"}, "kejadian": {"tanggal": "2026-11-22"}}, now)
    assert not at(checked, "pelapor", "tanggal_lahir")
    assert not at(checked, "kejadian", "tanggal")


@pytest.mark.parametrize(("section", "field"), [("pelapor", "tanggal_lahir"), ("kejadian", "tanggal")])
def test_tomorrow_has_not_happened(section: str, field: str, now: datetime) -> None:
    (said,) = at(check(SKTLK, {section: {field: "2026-11-23"}}, now), section, field)
    assert said.endswith(" tidak boleh sesudah hari ini.")
    assert not at(check(SKTLK, {section: {field: "2026-11-22"}}, now), section, field)


@pytest.mark.parametrize("text", ["24:00", "9:05", "12:60", "12.30"])
def test_a_time_that_no_clock_shows_is_a_problem(text: str, now: datetime) -> None:
    assert at(check(SKTLK, {"kejadian": {"jam": text}}, now), "kejadian", "jam")


def test_a_choice_is_closed_and_a_suggestion_is_open(now: datetime) -> None:
    checked = check(SKTLK, {"pelapor": {"jenis_kelamin": "X"}, "barang": [{"jenis": "Gamelan"}, {"jenis": "ktp"}]}, now)
    assert at(checked, "pelapor", "jenis_kelamin") == ["Pilih salah satu dari daftar."]
    assert [row["jenis"] for row in checked.values["barang"]] == ["Gamelan", "KTP"]


def test_blank_is_not_filled_in_but_no_is(now: datetime) -> None:
    checked = check(OFFICER, {"petugas": {"nama": " \t", "regu": "", "jabatan": None, "aktif": False}}, now)
    assert checked.values == {"petugas": {"aktif": False}}
    assert at(checked, "petugas", "nama") == ["Nama lengkap wajib diisi."]


def test_a_missing_field_is_called_as_the_screen_calls_it(now: datetime) -> None:
    assert at(check(SKTLK, {}, now), "pelapor", "nama") == ["Nama lengkap wajib diisi."]


def test_problems_come_in_the_order_of_the_form(now: datetime) -> None:
    checked = check(SKTLK, {"kejadian": {"jam": "x"}, "barang": [{}], "pelapor": {"alamat": 1}}, now)
    assert [p.field for p in checked.problems] == ["nama", "alamat", "jenis", "jam"]


@pytest.mark.parametrize("nik", ["123", "9999999999999999", "3501030000000001", "abc"])
def test_a_doubtful_nik_is_said_and_let_pass(nik: str, now: datetime) -> None:
    values = sample(SKTLK)
    values["pelapor"]["nik"] = nik
    checked = check(SKTLK, values, now)
    assert doubted(checked, "pelapor", "nik")
    assert checked.problems == ()


def test_a_phone_with_letters_is_said_and_let_pass(now: datetime) -> None:
    values = sample(SKTLK)
    values["pelapor"]["telepon"] = "tanya Pak RT"
    checked = check(SKTLK, values, now)
    assert doubted(checked, "pelapor", "telepon")
    assert checked.problems == ()


def png(width: int = 64, height: int = 64, length: int = 100) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    return head.ljust(length, b"\0")


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 30) + b"\0" * 20


def logo(now: datetime, content: Any) -> list[str]:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return at(check(UNIT, {"surat": {"logo": text}}, now), "surat", "logo")


def test_a_small_png_or_jpeg_is_a_logo(now: datetime) -> None:
    assert logo(now, png()) == []
    assert logo(now, png(length=300_000)) == []
    assert logo(now, JPEG) == []


@pytest.mark.parametrize(
    "content",
    [b"GIF89a" + b"\0" * 50, b"", png()[:20], png(width=0), JPEG[:9], JPEG[:3], b"%PDF-1.7",
     "not base64!", "QQ", "a" * 10**7,
     png(length=300_001), png(width=30_000)],
    ids=["gif", "empty", "cut png", "no width", "cut jpeg", "bare jpeg", "pdf",
         "text", "unpadded", "10 MB", "too big", "too wide"],
)  # fmt: skip
def test_nothing_else_is_a_logo(content: Any, now: datetime) -> None:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    assert logo(now, text or "=")

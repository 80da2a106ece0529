"""Values that a careless or a malicious hand may give: printed exactly, or refused at their field."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands import (
    DONE,
    REFUSED,
    SAMPLE,
    changed,
    numbers,
    printed,
    register,
    run,
)
from tests.desks import Ready

pytestmark = pytest.mark.slow

TYPED_OTHERWISE = ("identitas", "jenis_kelamin", "tanggal", "tanggal_lahir", "berlaku_sampai", "jam")


@pytest.fixture
def desk(folder: Path) -> Path:
    """The desk that the commands work on."""
    return folder


def texts(values: Any, name: str = "") -> Iterator[str]:
    if isinstance(values, dict):
        for key, value in values.items():
            yield from texts(value, key)
    elif isinstance(values, list):
        for value in values:
            yield from texts(value)
    elif name not in TYPED_OTHERWISE:
        yield from str(values).splitlines()


NAMES = (
    "O'Brien <b>", "\"a\" 'b' ‘c’ “d” „e” «f» `g`", "a\\b\\n \\u0041", "100% %s %(x)s %d", "]]> <!-- x --> ]]",
    "javascript:alert(1)", "{{7*7}} {% raw %} {#c#}", "&amp; &lt;b&gt; &#65; &nbsp &copy",
    "<pdf:pagenumber> <br/> </td>",
    "W" * 120, "Ünïcödé Ñ ǰ ẖẗ ŉ ß ĳ Ǆ đ İı", "J\u006f\u0301se", "-", "0", "None", "..", "@font-face", "'" * 120,
)  # fmt: skip
BENT = {"  Siti   Aminah ": "Siti Aminah", "Siti\u00a0Aminah\t": "Siti Aminah", "Siti\nAminah\u2028": "Siti Aminah"}
WIDE = {"jenis": "B" * 120, "nomor": "N" * 60, "merek": "M" * 120, "keterangan": "k" * 500, "satuan": "g" * 20}
ACCEPTED: dict[str, dict[str, Any]] = {
    "long address": changed(alamat=("Dusun Krajan RT 001/RW 002, " * 20)[:300]),
    "solid address": changed(alamat="X" * 500),
    "lines": changed(alamat="Jl. A\r\nRT 1\n\n\n\n\nDesa\u2029B\n"),
    "40 goods": {**SAMPLE, "barang": [{"jenis": f"Map <i>{at}</i>", "nomor": f"{at:06}"} for at in range(40)]},
    "100 goods": {**SAMPLE, "barang": [WIDE | {"nomor": f"{at:060}"} for at in range(100)]},
    "29 February": changed(tanggal_lahir="2000-02-29"),
    "woman": changed(nik="3503125508900098", jenis_kelamin="P", tanggal_lahir="1990-08-15"),
    "no NIK": changed(nik=""),
    "NIK in groups": changed(nik="3503 1229 0860 0098"),
    "number beside a KTP": changed(identitas="KTP", nomor_identitas="ABC <123>"),
    "no identity": changed(identitas="Tanpa identitas", nomor_identitas="surat desa 7"),
    "markup": changed("kejadian", keterangan="}</style><pdf:nextpage>\n{% raw %}\n<img src='file:///x'>&amp;"),
    "long place": changed("kejadian", tempat="T" * 300, jam="00:00"),
    "many lines": changed("kejadian", keterangan="a\n" * 999 + "z"),
    "almost nothing": {"pelapor": {"nama": "A", "alamat": "B"}, "barang": [{"jenis": "C"}], "kejadian": None},
}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler reads the letters back")
def test_what_is_accepted_is_printed_exactly(desk: Path, ready: Ready, tmp_path: Path) -> None:
    cases = {name: changed(nama=name) for name in (*NAMES, *BENT)} | ACCEPTED
    wanted = dict.fromkeys(cases, "") | BENT
    for at, (case, values) in enumerate(cases.items(), 1):
        pdf = tmp_path / f"surat {at}.pdf"
        done = register(desk, values, "--pdf", pdf)
        assert (done.code, done.only["pdf"]) == (DONE, str(pdf)), (case, done)
        kept = run("show", done.only["id"], "--data", desk).only["values"]
        assert kept["pelapor"]["nama"] == wanted[case] or case not in BENT
        found = printed(pdf)
        assert [text for text in texts(kept) if "".join(text.split()) not in found] == [], case
    assert numbers(desk, ready) == list(range(1, len(cases) + 1))


ODD: tuple[Any, ...] = (
        "a\0b", "\ud800x", "🙂", "محمد", "אב", "Ahmad\u202eabc", "a\u200bb", "ﬁﬂ", "x" + "\u0301" * 50, "\ufeffx",
        "x\u00adx", "𝐀", "ꦲ", "\x1c", "\x7f", " ", True, 1.5, [], ["x"], {}, 12,
)  # fmt: skip
REFUSALS: dict[str, tuple[Any, tuple[str, str]]] = {
    **{f"name {odd!r}": (changed(nama=odd), ("pelapor", "nama")) for odd in ODD},
    "long address": (changed(alamat="X" * 501), ("pelapor", "alamat")),
    "2 MB": (changed("kejadian", keterangan="x" * 2_000_000), ("kejadian", "keterangan")),
    "2 MB of marks": (changed("kejadian", keterangan="\u0301\u0323" * 500_000), ("kejadian", "keterangan")),
    "born tomorrow": (changed(tanggal_lahir="2999-01-01"), ("pelapor", "tanggal_lahir")),
    "29 February 1900": (changed(tanggal_lahir="1900-02-29"), ("pelapor", "tanggal_lahir")),
    "NIK as number": (changed(nik=3503122908600098), ("pelapor", "nik")),
    "NIK in Arabic": (changed(nik="٣٥٠٣١٢٥٥٠٨٩٠٠٠٩٨"), ("pelapor", "nik")),
    "sex": (changed(jenis_kelamin="l"), ("pelapor", "jenis_kelamin")),
    **{f"quantity {n!r}": (changed("barang", jumlah=n), ("barang", "jumlah")) for n in (
        "1", True, 1.0, 0, -1, 10**9, 10**400, float("nan"), float("inf"))},
    "1e400": (b'{"barang": [{"jenis": "x", "jumlah": 1e400}]}', ("barang", "jumlah")),
    "no goods": ({**SAMPLE, "barang": []}, ("barang", "")),
    "101 goods": ({**SAMPLE, "barang": [{"jenis": "x"}] * 101}, ("barang", "")),
    "goods as object": ({**SAMPLE, "barang": SAMPLE["barang"][0]}, ("barang", "")),
    "goods as text": ({**SAMPLE, "barang": "KTP"}, ("barang", "")),
    "row as text": ({**SAMPLE, "barang": ["KTP"]}, ("barang", "")),
    "person as list": ({**SAMPLE, "pelapor": [SAMPLE["pelapor"]]}, ("pelapor", "")),
    "hour": (changed("kejadian", jam="24:00"), ("kejadian", "jam")),
    "unknown section": ({**SAMPLE, "x<b>": 1}, ("x<b>", "")),
    "unknown key": ({**SAMPLE, "pelapor": {**SAMPLE["pelapor"], "zz ": None}}, ("pelapor", "zz ")),
    "half a character as key": ({**SAMPLE, "pelapor": {**SAMPLE["pelapor"], "\ud800k": 1}}, ("pelapor", "\ud800k")),
    "half a character as section": ({**SAMPLE, "\udfff": 1}, ("\udfff", "")),
    "deep": (b'{"pelapor": {"nama": ' + b"[" * 900 + b"]" * 900 + b"}}", ("pelapor", "nama")),
    "list": (b"[]", ("", "")),
    "text": (b'"x"', ("", "")),
    "null": (b"null", ("pelapor", "nama")),
}  # fmt: skip


def test_what_is_refused_is_refused_at_its_field(desk: Path, ready: Ready, tmp_path: Path) -> None:
    for case, (values, place) in REFUSALS.items():
        done = register(desk, values, "--pdf", tmp_path / "x.pdf")
        assert done.code == REFUSED and "Tidak ada yang disimpan" in done.err, (case, done)
        problems = done.only["problems"]
        assert place in {(problem["section"], problem["field"]) for problem in problems}, (case, problems)
        assert all(problem["message"] for problem in problems)
    assert numbers(desk, ready) == [] and not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"x", b"{} {}", b'{"a": "\xff"}', "{}".encode("utf-16"), b"[" * 100_000, b'{"a":' * 20_000,
     b'{"a": ' + b"9" * 5000 + b"}", b'{"pelapor": {"nama": "Satu", "nama": "Dua"}}',
     b'{"pelapor": {}, "pelapor": {}}'],
    ids=lambda raw: repr(raw[:20]),
)  # fmt: skip
def test_what_is_no_json_is_refused(desk: Path, raw: bytes) -> None:
    done = register(desk, raw)
    assert (done.code, done.out) == (REFUSED, []) and "bukan JSON" in done.err


def test_a_byte_order_mark_and_windows_lines_are_json(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "isian dari Notepad.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(SAMPLE, indent=1).replace("\n", "\r\n").encode())
    assert run("register", "sktlk", "--data", desk, "--values", file).code == DONE

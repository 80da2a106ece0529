from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from spkt_desktop.forms import FORMS, SETTINGS, sample
from spkt_desktop.forms.schema import Kind, Section
from spkt_desktop.print.letter import render
from spkt_desktop.records import Letter, Unit, sha256
from tests.print.plans import (
    GOLDEN,
    KAPOLSEK,
    letters,
    long_values,
    pdftotext,
    plan,
    pypdf_text,
    solid,
    unit,
)
from tests.promises import kept
from tests.waiting import LONGEST

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4


@pytest.fixture(scope="module")
def printed() -> dict[str, Letter]:
    return {name: render(letter) for name, letter in letters().items()}


def texts(values: Any) -> Iterator[str]:
    """Every text of form values that a letter prints as it was typed."""
    if isinstance(values, dict):
        for name, value in values.items():
            if name not in ("identitas", "jenis_kelamin", "tanggal", "tanggal_lahir", "berlaku_sampai", "jam"):
                yield from texts(value)
    elif isinstance(values, list):
        for value in values:
            yield from texts(value)
    else:
        yield str(values)


@pytest.mark.parametrize("name", letters())
def test_the_letter_reads_as_it_always_has(printed: dict[str, Letter], name: str) -> None:
    assert pypdf_text(printed[name].pdf) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", letters())
def test_every_value_is_found_whole(printed: dict[str, Letter], name: str) -> None:
    # A value may run over the head of the next page, so it is looked for with the heads taken out.
    head = rf"Halaman \d+ dari \d+|(?<=\f)Nomor: {re.escape(letters()[name].number)}( - SALINAN ke-2)?"
    found = solid(re.sub(head, "", pdftotext(printed[name].pdf)))
    lines = [line for value in texts(letters()[name].values) for line in value.splitlines()]
    assert [line for line in lines if solid(line) not in found] == []


def test_paper_pages_and_digest(printed: dict[str, Letter]) -> None:
    sizes = {"petugas": (215, 330), "mengetahui": (210, 297)}
    for name, (width, height) in sizes.items():
        box = PdfReader(BytesIO(printed[name].pdf)).pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx((width * MM, height * MM), abs=0.1)
    for letter in printed.values():
        assert letter.sha256 == sha256(letter.pdf)
        assert letter.pages == len(PdfReader(BytesIO(letter.pdf)).pages)
    assert printed["petugas"].pages == printed["an_kapolsek"].pages == 1
    assert printed["mengetahui"].paper == "A4"


@pytest.mark.parametrize("name,face", [("petugas", "LiberationSans"), ("an_kapolsek", "LiberationSerif")])
def test_only_our_typeface_is_in_the_file_and_all_of_it_embedded(
    printed: dict[str, Letter], name: str, face: str
) -> None:
    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(printed[name].pdf)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert {str(font["/BaseFont"]) for font in fonts} <= {f"/AAAAAA+{face}", f"/AAAAAA+{face}-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_no_name_lies_readable_in_the_file(printed: dict[str, Letter]) -> None:
    for name, letter in printed.items():
        person = letters()[name].values["pelapor"]["nama"]
        for word in person.split():
            assert word.encode() not in letter.pdf
            assert word.upper().encode() not in letter.pdf


def test_pages_after_the_first_carry_number_and_place(printed: dict[str, Letter]) -> None:
    letter = printed["panjang"]
    pages = pdftotext(letter.pdf).rstrip("\f").split("\f")
    assert letter.pages == len(pages) > 2
    assert "Halaman" not in pages[0]
    for at, page in enumerate(pages[1:], 2):
        assert "SKTLK/031/II/2026/SPKT/POLSEK PUNUNG" in page
        assert f"Halaman {at} dari {letter.pages}" in page


def test_the_signatures_stay_with_the_last_paragraph() -> None:
    for goods in range(8, 24, 3):
        values = long_values()
        values["kejadian"]["keterangan"] = ""
        values["pelapor"]["alamat"] = "Punung"
        values["barang"] = values["barang"][:goods]
        last = pdftotext(render(plan(values)).pdf).rstrip("\f").split("\f")[-1]
        assert [part in last for part in ("Demikian", "Pelapor,", "BRIPKA NRP 87020875")] == [True] * 3


def test_values_are_text_and_never_markup() -> None:
    name = 'O\'Brien <b>"x"</b> & {{ 7*7 }}'
    values = {"pelapor": {"nama": name, "alamat": "<img src='file:///x'>"}, "barang": [{"jenis": "{% raw %}"}]}
    text = pdftotext(render(plan(values)).pdf)
    assert name in text
    assert "<img src='file:///x'>" in text
    assert "{% raw %}" in text


def test_who_signs() -> None:
    def signed(**changes: Any) -> str:
        return pdftotext(render(plan(**changes)).pdf)

    by_officer = signed(unit=unit(sktlk_tanda_tangan="petugas"))
    assert "Yang menerima laporan," in by_officer
    assert "KEPALA KEPOLISIAN" not in by_officer
    on_behalf = signed(unit=unit(sktlk_tanda_tangan="an_kapolsek"))
    assert "a.n. KEPALA KEPOLISIAN SEKTOR PUNUNG" in on_behalf
    assert "BANIT SPKT" in on_behalf
    himself = signed(unit=unit(sktlk_tanda_tangan="an_kapolsek"), officer=KAPOLSEK)
    assert "a.n." not in himself.partition("Demikian")[2]
    known = signed(unit=unit(sktlk_tanda_tangan="mengetahui"))
    assert "Mengetahui," in known
    assert "HARIYANTO, S.H." in known
    assert "(....." in signed(unit=unit(sktlk_tanda_tangan="mengetahui"), signer=None)


def test_validity_is_written_as_the_unit_wants_it() -> None:
    def written(cantum: str) -> str:
        return " ".join(pdftotext(render(plan(unit=unit(sktlk_cantum=cantum))).pdf).split())

    days, until = "selama 14 (empat belas) hari", "sampai dengan tanggal 2 Maret 2026"
    assert [(days in written(c), until in written(c)) for c in ("hari", "tanggal", "keduanya")] == [
        (True, False), (False, True), (True, True),
    ]  # fmt: skip


def test_another_identity_than_a_ktp() -> None:
    values = {"pelapor": {"nama": "John Smith", "identitas": "Paspor", "nomor_identitas": "X1234567"}, "barang": []}
    assert "Paspor X1234567" in pdftotext(render(plan(values)).pdf)


def test_the_hour_is_that_of_the_unit() -> None:
    text = pdftotext(render(plan(unit=unit(kesatuan_zona="WIT"))).pdf)
    assert "pukul 11.35 WIT" in " ".join(text.split())


def test_drafts_and_copies_are_marked() -> None:
    draft = pdftotext(render(plan({}, draft=True, number="")).pdf)
    assert "PRATINJAU - belum bernomor" in draft
    assert "Nomor: …" in draft
    letter, copy = (pdftotext(render(plan(copy=n)).pdf) for n in (0, 1))
    assert "SALINAN" not in letter
    assert "SALINAN ke-1" in copy


def test_half_typed_dates_do_not_stop_the_preview() -> None:
    values = {"pelapor": {"tanggal_lahir": "1990-13"}, "kejadian": {"tanggal": "2026-02", "jam": "25"}}
    assert "1990-13" in pdftotext(render(plan(values, draft=True)).pdf)


def test_same_plan_same_bytes_in_other_processes_and_after_other_letters(printed: dict[str, Letter]) -> None:
    program = (
        "import sys; from tests.print.plans import letters; from spkt_desktop.print.letter import render\n"
        "print(render(letters()[sys.argv[1]]).sha256)"
    )
    for name in ("petugas", "an_kapolsek"):
        found = subprocess.run(
            [sys.executable, "-c", program, name], cwd=ROOT, capture_output=True, check=True, text=True, timeout=LONGEST
        )
        assert found.stdout.strip() == printed[name].sha256
    kept("same-letter-for-ever", processes=2)


def test_letters_made_at_once_are_those_made_alone(printed: dict[str, Letter]) -> None:
    names = ["petugas", "an_kapolsek"] * 2
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: render(letters()[name]).sha256, names))
    assert made == [printed[name].sha256 for name in names]


def test_no_file_is_written_while_a_letter_is_made() -> None:
    program = """
import os, sys
from tests.print.plans import letters
from spkt_desktop.print.letter import render
written = []
def watch(event, arguments):
    if event in ("tempfile.mkstemp", "tempfile.mkdtemp", "os.mkdir"):
        written.append(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(arguments[0])
plans = letters()
sys.addaudithook(watch)
for name in ("panjang", "an_kapolsek"):
    render(plans[name])
print(written)
"""
    found = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=ROOT, capture_output=True, check=True, text=True, timeout=LONGEST
    )  # fmt: skip
    assert found.stdout.strip() == "[]"


def test_importing_the_module_does_not_import_the_renderer() -> None:
    program = "import sys, spkt_desktop.print.letter, spkt_desktop.print.sheets; print('xhtml2pdf' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True, timeout=LONGEST
    )
    assert found.stdout.strip() == "False"


@pytest.mark.parametrize("word", ["W", "kata panjang "])
def test_the_longest_values_that_the_form_takes_fit(word: str) -> None:
    def row(section: Section) -> dict[str, str]:
        typed = (Kind.TEXT, Kind.NOTE, Kind.SUGGEST, Kind.PHONE, Kind.NIK)
        return {f.name: (word * f.longest)[: f.longest].strip() for f in section.fields if f.kind in typed}

    values = {s.name: [row(s)] * 2 if s.repeats else row(s) for s in FORMS["sktlk"].sections}
    text = solid(pdftotext(render(plan(values)).pdf))
    assert text.count(solid(word)) >= sum(len(value) for value in texts(values)) // len(word) * 0.9


@pytest.mark.parametrize("seed", range(4))
def test_plausible_letters_of_plausible_units(seed: int) -> None:
    chance = random.Random(seed)
    values, settings = sample(FORMS["sktlk"], chance), sample(SETTINGS["unit"], chance)
    assert solid(values["pelapor"]["nama"]) in solid(pdftotext(render(plan(values, unit=Unit(settings))).pdf))

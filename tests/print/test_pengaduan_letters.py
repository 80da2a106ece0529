"""The papers of complaints and information: whole at any length, with the law, the deadlines and both signatures."""

from __future__ import annotations

from typing import Any

import pytest

from spkt_desktop.forms import FORMS, complete
from spkt_desktop.forms.form import Form
from spkt_desktop.print.letter import render
from spkt_desktop.records import Reference, Values
from tests.print.papers import extreme, ordinary, plan
from tests.print.plans import MOMENT, pdftotext, unit
from tests.print.reading import unheeded

pytestmark = pytest.mark.slow

COMPLAINT, WITHDRAWAL, INFORMATION = FORMS["pengaduan"], FORMS["pencabutan"], FORMS["informasi"]
MATTERS = (COMPLAINT, WITHDRAWAL, INFORMATION)
PAPERS = [paper.name for form in MATTERS for paper in form.papers]
NUMBER = "B/DUMAS/12/II/2026/SPKT/POLSEK PUNUNG/POLRES PACITAN"


def form_of(paper: str) -> Form:
    return next(form for form in MATTERS if paper in {one.name for one in form.papers})


def printed(paper: str, values: Values, **changes: Any) -> str:
    """The text of a paper, with single spaces."""
    form = form_of(paper)
    made = plan(form, form.paper(paper), complete(form, values), **changes)
    return " ".join(pdftotext(render(made).pdf).split())


def filled(form: Form, **parts: Any) -> Values:
    values = ordinary(form)
    for name, part in parts.items():
        values[name] = part if isinstance(part, list) else values[name] | part
    return values


@pytest.mark.parametrize("form", MATTERS, ids=lambda form: form.name)
def test_every_answer_makes_a_difference(form: Form) -> None:
    assert list(unheeded(form, [plan(form, paper, extreme(form)) for paper in form.papers])) == []


@pytest.mark.parametrize("face", ["arial", "times"])
@pytest.mark.parametrize("sheet", ["F4", "A4"])
@pytest.mark.parametrize("style", ["petugas", "an_kapolsek", "mengetahui", "pejabat"])
def test_it_prints_on_any_sheet_in_any_face_with_any_signature(sheet: str, face: str, style: str) -> None:
    for paper in ("pengaduan", "stpa", "tanda_informasi"):
        station = unit(surat_kertas=sheet, surat_huruf=face)
        station.values[paper]["tanda_tangan"] = style
        text = printed(paper, ordinary(form_of(paper)), unit=station)
        assert "tidak dipungut biaya" in text
        assert ("HARIYANTO" in text) is (style in ("mengetahui", "pejabat"))


@pytest.mark.parametrize("paper", PAPERS)
def test_both_sign_and_nobody_pays(paper: str) -> None:
    values = ordinary(form_of(paper))
    text = printed(paper, values)
    assert values["pelapor"]["nama"].upper() in text
    assert "BRIPKA NRP 87020875" in text
    assert "tidak dipungut biaya" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_whoever_cannot_read_prints_a_thumb_and_that_is_noted(paper: str) -> None:
    form = form_of(paper)
    section = next(one.name for one in form.sections if any(f.name == "tidak_bisa_baca_tulis" for f in one.fields))
    values = filled(form, **{section: {"tidak_bisa_baca_tulis": True}})
    text = printed(paper, values)
    assert "KUHAP Pasal 23 ayat (4)" in text
    assert "cap jempol kiri" in text
    assert "cap jempol" not in printed(paper, ordinary(form))


def test_the_receipt_names_the_complaint_and_both_deadlines() -> None:
    text = printed("stpa", ordinary(COMPLAINT), record_number=NUMBER)
    assert f"Surat Pengaduan Nomor: {NUMBER} tanggal 16 Februari 2026" in text
    assert "Senin tanggal 2 Maret 2026 pukul 09.35 WIB" in text
    assert "Minggu tanggal 17 Mei 2026 pukul 09.35 WIB" in text


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("korban", "korban sendiri"), ("orang_tua_wali", "Pasal 25 ayat (1)"),
        ("keluarga_sedarah", "Pasal 25 ayat (2)"), ("anak_sendiri", "Pasal 25 ayat (4)"), ("pengampu", "Pasal 26"),
        ("keluarga_korban_meninggal", "Pasal 27"), ("perkawinan", "Pasal 411 ayat (2)"),
        ("kuasa", "kuasa dari yang berhak"),
    ],
)  # fmt: skip
def test_the_ground_of_the_complaint_is_named_with_its_article(ground: str, words: str) -> None:
    values = filled(COMPLAINT, hak={"dasar": ground})
    for paper in ("pengaduan", "stpa", "pernyataan_pengadu"):
        assert words in printed(paper, values)


def test_the_withdrawal_names_the_complaint_in_the_zone_of_the_unit() -> None:
    about = Reference("pengaduan", "Pengaduan", NUMBER, MOMENT)
    text = printed("pencabutan", ordinary(WITHDRAWAL), about=about)
    assert f"Surat Pengaduan Nomor {NUMBER} yang diajukan pada hari Senin tanggal 16 Februari 2026" in text
    assert "pukul 09.35 WIB, tentang" in text
    assert "tidak dapat diajukan lagi (KUHP Pasal 30)" in text
    east = printed("pencabutan", ordinary(WITHDRAWAL), about=about, unit=unit(kesatuan_zona="WIT"))
    assert "pukul 11.35 WIT" in east


def test_evidence_is_given_back_or_not_yet() -> None:
    goods = [{"nama": "Buku kas", "dikembalikan": True}, {"nama": "Ponsel"}]
    text = printed("pencabutan", filled(WITHDRAWAL, bukti=goods))
    assert "Buku kas, 1 (satu) (dikembalikan dan telah diterima" in text
    assert "Ponsel, 1 (satu) (belum dikembalikan)" in text


def test_information_has_its_own_title_and_the_receipt_its_advice() -> None:
    values = filled(INFORMATION, perihal={"jenis": "informasi"})
    assert "LAPORAN INFORMASI" in printed("informasi", values)
    values = filled(INFORMATION, perihal={"jenis": "utang"})
    assert "BUKAN TINDAK PIDANA" in printed("informasi", values)
    receipt = printed("tanda_informasi", values)
    assert " ".join(values["nasihat"]["nasihat"].split()) in receipt
    assert all(row["kepada"] in receipt for row in values["rujukan"])
    assert "bukan Laporan Polisi" in receipt

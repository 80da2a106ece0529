"""The slip, the police record, the recommendation and the notice as they are printed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, SETTINGS, complete
from spkt_desktop.forms.catalogue import CATALOGUE
from spkt_desktop.print.letter import render
from spkt_desktop.records import LetterPlan, Unit
from tests.print import papers
from tests.print.plans import UNIT, pdftotext, solid, unit

pytestmark = pytest.mark.slow

PAPERS = {"rujukan": "rujukan", "skck": "skck", "keramaian": "keramaian", "pemberitahuan": "pemberitahuan",
          "tanda_pemberitahuan": "pemberitahuan"}  # fmt: skip
SIZES = {"short": papers.short, "ordinary": papers.ordinary, "extreme": papers.extreme}


def letter(paper: str, values: dict[str, Any] | None = None, size: str = "ordinary", **changes: Any) -> LetterPlan:
    form = FORMS[PAPERS[paper]]
    return papers.plan(form, form.paper(paper), values or SIZES[size](form), **changes)


def text(plan: LetterPlan) -> str:
    return " ".join(pdftotext(render(plan).pdf).split())


@pytest.mark.parametrize("paper", ["rujukan", "skck", "keramaian", "pemberitahuan"])
def test_everything_filled_in_is_on_the_main_paper(paper: str) -> None:
    plan = letter(paper, size="extreme")
    head = rf"Halaman \d+ dari \d+|(?<=\f)Nomor: {re.escape(plan.number)}"
    found = solid(re.sub(head, "", pdftotext(render(plan).pdf)))
    rows = [row for part in plan.values.values() for row in (part if isinstance(part, list) else [part])]
    typed = [value for row in rows for name, value in row.items() if isinstance(value, str) and name != "jenis_kelamin"]
    texts = [value for value in typed if not re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value)]
    lines = [line for value in texts for line in value.splitlines()]
    assert [line for line in lines if solid(line) not in found] == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_service_of_the_catalogue_is_one_page(name: str) -> None:
    values = complete(FORMS["rujukan"], {"rujukan": {"layanan": name}})
    plan = letter("rujukan", values, unit=unit(surat_kertas="A4"))
    made = render(plan)
    assert made.pages == 1
    found = solid(pdftotext(made.pdf))
    assert all(solid(need) in found for need in CATALOGUE[name].needs)
    assert "tidakdipungutbiaya" in found


def test_a_slip_for_somebody_unknown_names_nobody() -> None:
    found = text(letter("rujukan", size="short"))
    assert "seorang warga." in found
    assert "Tanpa identitas" not in found


def test_a_police_record_says_its_months_and_its_fee() -> None:
    found = text(letter("skck"))
    assert "Berlaku 6 (enam) bulan, dari tanggal 16 Februari 2026 sampai dengan tanggal 16 Agustus 2026" in found
    assert "PNBP Rp30.000 (PP 76/2020)" in found
    assert "tidak memiliki catatan" in found
    assert "KEPALA KEPOLISIAN SEKTOR PUNUNG" in found
    own = {"skck": {"tarif": 50_000, "masa_berlaku": 3}}
    other = Unit(complete(SETTINGS["unit"], UNIT | own))
    changed = text(letter("skck", unit=other))
    assert "Rp50.000" in changed
    assert "3 (tiga) bulan" in changed


def test_a_recommendation_is_no_permit_and_goes_to_the_polres() -> None:
    found = text(letter("keramaian"))
    assert "bukan izin keramaian" in found
    assert "Pasal 274 KUHP" in found
    assert "KEPALA KEPOLISIAN RESOR PACITAN" in found
    assert "tidak dipungut biaya" in found


def test_a_refusal_lays_no_conditions_on_the_organiser() -> None:
    values = papers.ordinary(FORMS["keramaian"])
    values["penilaian"]["pendapat"] = "tidak direkomendasikan"
    found = text(letter("keramaian", values))
    assert "Ketentuan bagi penyelenggara" not in found
    assert "6. Rekomendasi ini" in found


def test_the_receipt_says_that_it_is_no_sttp() -> None:
    found = text(letter("tanda_pemberitahuan"))
    assert "bukan Surat Tanda Terima Pemberitahuan (STTP)" in found
    assert "Jumat tanggal 6 Februari 2026 pukul 08.45 WIB" in found
    assert "tidak dipungut biaya" in found

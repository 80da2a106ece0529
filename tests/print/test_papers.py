"""Every paper of the counter with little, ordinary and as much content as can be: whole, and as it always was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from spkt_desktop.forms import FORMS, PAPERS, check, complete
from spkt_desktop.forms.form import Form
from spkt_desktop.print.letter import render, variables, written
from spkt_desktop.records import LetterPlan, Template
from tests.print.papers import KNOWN, SIZES, STAFF, plan
from tests.print.pictures import MOST, difference, drawn
from tests.print.plans import GOLDEN, pypdf_text, unit
from tests.print.reading import Place, body, unheeded, unread

# tests/forms/test_all_forms.py prints every form as well; to follow the lines here too would take as long again.
pytestmark = pytest.mark.slow
MM = 72 / 25.4
FORM_OF: Mapping[str, Form] = {paper.name: form for form in FORMS.values() for paper in form.papers}
A4 = {"surat_kertas": "A4", "surat_huruf": "times"}
UNPRINTED: Mapping[tuple[str, str], str] = {
    ("kejadian", "waktu"): "it decides which days and hours are asked, and those are printed",
    ("berkas", ""): "what an applicant has shown concerns the counter, not whoever reads the certificate",
}
"""By (section, field), or (section, "") for all of its fields: answers that no paper needs to tell, and why."""
ROWS: tuple[list[dict[str, str]], ...] = ([], [{}])
MACHINE = re.compile(r"\b(?:None|True|False|Undefined|undefined)\b|\{\{|\{%|&[a-z]+;|\[\]")
every_form = pytest.mark.parametrize("name", FORMS)
every_paper = pytest.mark.parametrize("name", PAPERS)
every_size = pytest.mark.parametrize("size", [*SIZES, "a4"])


@dataclass(frozen=True)
class Printed:
    """A letter with the plan it was made from and its text."""

    plan: LetterPlan
    pdf: bytes
    text: str

    @property
    def pages(self) -> list[str]:
        return self.text.split("\f")


@cache
def planned(name: str, size: str) -> LetterPlan:
    form = FORM_OF[name]
    values = SIZES.get(size, SIZES["ordinary"])(form)
    return plan(form, form.paper(name), values, unit=unit(**A4) if size == "a4" else unit())


@cache
def printed(name: str, size: str) -> Printed:
    """Each is drawn once, for the whole of this file."""
    letter = planned(name, size)
    pdf = render(letter).pdf
    return Printed(letter, pdf, pypdf_text(pdf))


def of_record(form: Form, size: str) -> list[Printed]:
    """The papers that a record with these values really has."""
    values = planned(form.papers[0].name, size).values
    return [printed(paper.name, size) for paper in form.papers_of(values)]


def excused(place: Place) -> bool:
    _, section, field = place
    return (section, field) in UNPRINTED or (section, "") in UNPRINTED


@every_paper
@pytest.mark.parametrize("size", SIZES)
def test_the_paper_reads_as_it_always_has(name: str, size: str) -> None:
    assert printed(name, size).text + "\n" == (GOLDEN / f"{name}-{size}.txt").read_text(encoding="utf-8")


@every_paper
def test_the_paper_looks_as_it_always_has(name: str) -> None:
    with Image.open(GOLDEN / f"{name}.png") as picture:
        assert difference(drawn(printed(name, "ordinary").pdf), picture.convert("L")) <= MOST


def test_a_picture_shows_what_moved_and_what_is_gone() -> None:
    whole = printed("sktlk", "ordinary").plan
    css = whole.template.files["_letter.css"]
    before = drawn(render(whole).pdf)
    assert difference(before, drawn(render(replace(whole, number=whole.number.replace("12", "13"))).pdf)) <= MOST
    unsigned = replace(whole, officer=replace(whole.officer, name="", rank="", nrp=""))
    assert difference(before, drawn(render(unsigned).pdf)) > MOST
    for old, new in (
        (".ttd .ruang { height: 54pt", ".ttd .ruang { height: 60pt"),
        ("ol { margin: 0 0 6pt 24.5pt", "ol { margin: 0 0 6pt 34.5pt"),
        (".judul { text-align: center", ".judul { text-align: left"),
    ):
        assert old in css
        moved = Template("sktlk", {**whole.template.files, "_letter.css": css.replace(old, new)})
        assert difference(before, drawn(render(replace(whole, template=moved)).pdf)) > MOST, new


@every_form
@every_size
def test_every_value_is_found_whole_on_the_papers_of_its_form(name: str, size: str) -> None:
    form, letters = FORMS[name], of_record(FORMS[name], size)
    texts = [body(letter.plan, letter.text) for letter in letters]
    lost = [found for found in unread(form, letters[0].plan.values, texts, STAFF) if not excused(found[0])]
    assert lost == []


@every_form
def test_every_answer_makes_a_difference_to_some_paper(name: str) -> None:
    form = FORMS[name]
    unsaid = [set(unheeded(form, [letter.plan for letter in of_record(form, size)])) for size in SIZES]
    assert [place for place in set.intersection(*unsaid) if not excused(place)] == []


def test_nothing_is_excused_that_is_not_asked() -> None:
    asked = {(s.name, f.name) for form in FORMS.values() for s in form.sections for f in s.fields}
    asked |= {(section, "") for section, _ in asked}
    assert set(UNPRINTED) <= asked


@every_paper
@every_size
def test_no_word_of_the_machine_is_on_paper(name: str, size: str) -> None:
    assert MACHINE.findall(printed(name, size).text) == []


@every_paper
@every_size
def test_every_paper_says_what_it_costs(name: str, size: str) -> None:
    assert "tidak dipungut biaya" in " ".join(printed(name, size).text.split())


@every_paper
def test_signatures_are_kept_with_what_is_signed(name: str) -> None:
    """The last paragraph and all that is signed stand in one part that no page may break."""
    letter = planned(name, "ordinary")
    document = written(letter.template, letter.unit, variables(letter))[0]
    parts = re.split(r'<div class="utuh">', document)
    assert all('class="ttd"' not in part.rpartition("</div>")[2] for part in parts), (
        "a signature outside of such a part"
    )
    for part in parts[1:]:
        kept = part.partition("</div>")[0]
        if 'class="ttd"' in kept:
            before = re.sub(r"<[^>]*>|\s", "", kept.partition('class="ttd"')[0])
            assert len(before) > 20, "a signature alone"


@every_paper
@every_size
def test_the_last_page_never_has_signatures_alone(name: str, size: str) -> None:
    letter = printed(name, size)
    last = re.sub(r"Nomor: .*|Halaman \d+ dari \d+", "", letter.pages[-1])
    above = re.split(r"Punung, 16 Februari 2026|a\.n\. KEPALA|KEPALA KEPOLISIAN SEKTOR PUNUNG", last)[0]
    assert len(above.split()) > 5


@every_paper
def test_on_a4_in_times_it_is_on_a4_in_times(name: str) -> None:
    for page in PdfReader(BytesIO(printed(name, "a4").pdf)).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((210 * MM, 297 * MM), abs=0.1)
        fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
        assert all("LiberationSerif" in font for font in fonts)


@every_form
def test_a_form_that_is_hardly_begun_has_its_preview(name: str) -> None:
    form = FORMS[name]
    for rows in ROWS:
        begun = {section.name: rows if section.repeats else {} for section in form.sections}
        values = complete(form, check(form, begun, KNOWN).values)
        for paper in form.papers:
            letter = plan(form, paper, values, draft=True, number="", about=None, staff={})
            assert "PRATINJAU" in written(letter.template, letter.unit, variables(letter))[0]
            if not rows:
                assert render(letter).pages

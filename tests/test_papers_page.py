"""The page on the papers says what the program does, and no paper lacks what the page has to say."""

from __future__ import annotations

import pytest

from spkt_desktop.forms import FORMS
from spkt_desktop.forms.form import Form, Paper
from spkt_desktop.paths import resources
from tools.papers import PAGE, occasion, page

PAPERS = [pytest.param(form, paper, id=paper.name) for form in FORMS.values() for paper in form.papers]


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/papers.py"


@pytest.mark.parametrize(("form", "paper"), PAPERS)
def test_every_paper_stands_on_something_and_has_its_line(form: Form, paper: Paper) -> None:
    assert paper.basis
    assert all(text.strip() for text in (*paper.basis, *paper.doubts))
    assert all(doubt.endswith(".") for doubt in paper.doubts)
    assert occasion(form, paper), "it is told when there is such a paper"
    assert resources("templates", f"{paper.name}.html").is_file()
    assert f"`{paper.name}.html`" in PAGE.read_text(encoding="utf-8")
    assert paper.number or paper is not form.papers[0]


def test_the_first_paper_has_the_name_of_its_form_and_no_name_is_given_twice() -> None:
    names = [paper.name for form in FORMS.values() for paper in form.papers]
    assert len(set(names)) == len(names)
    assert [form.papers[0].name for form in FORMS.values()] == list(FORMS)

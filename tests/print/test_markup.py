"""What a document may hold, judged before it is drawn: nothing that reads in two ways, nothing without bounds."""

from __future__ import annotations

import itertools
import re
import time
import warnings
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.errors import LetterFailed
from spkt_desktop.forms import FORMS, complete
from spkt_desktop.forms.form import Form
from spkt_desktop.print import fonts, stylesheet
from spkt_desktop.print.drawing import MOST_PAGES
from spkt_desktop.print.engine import to_pdf
from spkt_desktop.print.letter import variables, written
from spkt_desktop.print.markup import ATTRIBUTES, MOST_IN_A_BLOCK, TAGS, judge
from spkt_desktop.print.refusal import TooLong, Unfit
from tests.print.papers import everything, plan
from tests.print.plans import logo
from tests.print.test_engine import document
from tests.promises import kept, points


def nested(opening: str, times: int, inside: str, closing: str) -> str:
    return opening * times + inside + closing * times


CELL, BREAK = "<td>x</td>", "<p style='page-break-before: always'>x</p>"
TOO_MUCH = {
    "pages": BREAK * (MOST_PAGES + 20),
    "a word": f"<p>{'W' * 1_000_000}</p>",
    "a paragraph": f"<p>{'kata ' * 200_000}</p>",
    "a paragraph of entities": f"<p>{'&#87; ' * 200_000}</p>",
    "a paragraph of lines": f"<p>{'kata<br>' * 20_000}</p>",
    "paragraphs": "<p>kata</p>" * 100_000,
    "a wide table": f"<table><tr>{CELL * 7_000}</tr></table>",
    "a long table": f"<table>{'<tr><td>x</td></tr>' * 5_000}</table>",
    "a ragged table": f"<table><tr>{CELL * 300}</tr>{'<tr><td>x</td></tr>' * 300}</table>",
    "a cell over columns": "<table><tr><td colspan='1000000000'>x</td></tr></table>",
    "a cell over rows": "<table><tr><td rowspan=1000000000>x</td></tr></table>",
    "a cell over escaped columns": "<table><tr><td colspan='&#49;00000000'>x</td></tr></table>",
    "cells over much": f"<table>{'<tr><td rowspan=100 colspan=100>x</td></tr>' * 100}</table>",
    "tables in tables": nested("<table><tr><td>", 40, "x", "</td></tr></table>"),
    "many tables in tables": nested("<table><tr><td>y</td><td>", 12, "x", "</td></tr></table>") * 50,
    "cells in no table": CELL * 90_000,
    "elements in elements": nested("<div>", 5_000, "x", "</div>"),
    "open tags": "<b>" * 100_000 + "<p>x</p>" * 10,
    "pictures": f"<p><img src='data:image/png;base64,{logo()}'></p>" * 50,
    "a tall thing": "<div style='height: 1000000000pt'>x</div>",
    "a tall thing in powers": "<div style='height: 1e9pt'>x</div>",
    "a wide number": "<table cellpadding='999999999'><tr><td>x</td></tr></table>",
    "a list from far": "<ol start='99999999999'><li>x</li></ol>",
}  # fmt: skip
STYLES_TOO_MUCH = {
    "many rules": "".join(f".a{number} p {{ color: red }} " for number in range(1_000)),
    "many selectors": ",".join(f".a{number}" for number in range(1_000)) + " { color: red }",
    "a long sheet": "p { color: red } " * 9_000,
    "variables in variables": "p { --a: x; " + "--a: var(--a) var(--a); " * 60 + "}",
    "a huge font": "p { font-size: 9999999pt }",
    "a huge page": "@page { size: 1000000mm 1000000mm }",
    "flex": "p { display: flex }",
    "a sum": "p { width: calc(1pt * 99) }",
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_of_anything_is_refused_soon(name: str) -> None:
    refused(document(TOO_MUCH[name]))


@pytest.mark.parametrize("name", STYLES_TOO_MUCH)
def test_a_stylesheet_has_bounds_too(name: str) -> None:
    refused(document("<p>x</p>", STYLES_TOO_MUCH[name]))


def refused(page: str) -> None:
    before = time.process_time()
    with pytest.raises(LetterFailed, match="Data tetap tersimpan"):
        to_pdf(page, "F4")
    assert time.process_time() - before < 20
    kept("template-is-data", documents=1)


def test_what_is_within_the_bounds_is_drawn() -> None:
    rows = "<tr><td>x<td>y" * 200  # as HTML lets one write it
    body = (
        f"<table>{rows}</table>"
        + BREAK * 20
        + f"<p>{'kata ' * (MOST_IN_A_BLOCK // 5 - 10)}</p>"
        + f"<table>{f'<tr>{CELL * 4}</tr>' * 200}</table>"
    )
    _, pages = to_pdf(document(body), "F4")
    assert pages > 30


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_longest_letter_that_a_form_accepts_is_within_all_bounds(form: Form) -> None:
    line = itertools.count()
    values = {}
    for section in form.sections:
        rows = [{one.name: everything(one, line) for one in section.fields} for _ in range(section.most)]
        values[section.name] = rows if section.repeats else rows[0]
    for paper in form.papers:
        letter = plan(form, paper, complete(form, values))
        judge(written(letter.template, letter.unit, variables(letter))[0])


@pytest.mark.parametrize(
    "body",
    [
        "<pdf:barcode value='x' type='qr'>", "<pdf:toc>", "<canvas type='graph'>{}</canvas>", "<input>",
        "<a href='x'>y</a>", "<script>1</script>", "<textarea>", "<plaintext>", "<xmp>", "<noscript>x</noscript>",
        "<math><mi>x</mi></math>", "<svg><style><img></style></svg>", "<p onclick='x'>y</p>",
        "<p style='x' style='y'>z</p>", "<td width='5' width='6'>", "<p <b>>x</p>", "<p/x>y</p>", "<!-- <p> -->",
        "<!-->x", "<!--x--!><p>y</p>", "<![CDATA[x]]>", "<?php x ?>", "</ p>", "< p>", "a < b", "<p title='<b>'>x</p>",
        "<style>p {} </p></style>", "<title><b>x</b></title>", "<title>x", "<p\x0cid='x\x0c'>y<", "<img src='x.png'>",
        "<p src='data:image/png;base64,QQ=='>x</p>", "<p class=`x`>y</p>",
    ],
)  # fmt: skip
def test_what_is_strange_is_refused(body: str) -> None:
    with pytest.raises(Unfit):
        judge(document(body))


@pytest.mark.parametrize(
    "css",
    [
        "p { background-image: none }", "p { content: 'x' }", "p { position: fixed }", "@import 'x';", "@charset 'x';",
        "p:nth-child(3) {}", "p[width] { color: red }", "@supports (x) { p { color: red } }", "p { color: \\72 ed }",
        "p { color: expression(1) }", "p { src: url(rahasia.ttf) }",
        "p { src: url(../fonts/LiberationSans-Regular.ttf) }", "p { color: red", "p { {} }",
        "@font-face { src: url(data:font/ttf;base64,QQ==) }",
        "@font-face { src: url( ' LiberationSans-Regular.ttf' ) }", "p { font-family: 'a;b' }",
        "p { font-family: \"a'b\" }", "p { background: url(LiberationSans-Regular.ttf)x(y) }", "/* p { ",
        "p { color }", "é { color: red }", "p { -pdf-toc-name: x }",
        "@media print and (min-width: 1pt) { p { color: red } }",
    ],
)  # fmt: skip
def test_what_is_strange_in_a_stylesheet_is_refused(css: str) -> None:
    if css == "p { color: red":  # CSS ends what is open at its end: nothing of it could be read in two ways
        stylesheet.judge(css)
        return
    with pytest.raises((Unfit, TooLong)):
        stylesheet.judge(css)


_PIECES = st.sampled_from(
    (
        "<p>", "</p>", "<P CLASS=x>", "<b>", "<table>", "<tr>", "<td width='5%'>", "</table>", "<style>", "</style>",
        "<title>", "</title>", "<img src=x>", "<a href='x'>", "<svg>", "<script>", "</script>", "<!--", "-->", "--!>",
        "<![CDATA[", "]]>", "&lt;", "&#60;", "x", "<", ">", "'", '"', "=", "/", "\x00", " ", "p { color: red }",
        "@import 'x';", "<plaintext>", "<pdf:pagenumber>", "<pdf:toc>", "<!doctype html>", "<p style='color: red'>",
        "<p onclick=x>", "<br/>", "<p/onclick=x>", "</p onclick=x>", "<textarea>", "<select>", "<template>",
        "</style >", "<style media=x>", "<p id='<img src=x>'>", "<p id=\"'><img src=x>\">", "<p\n id=a\tclass=b>",
        "<p id=a/>", "<math>", "<isindex>",
    ),
)  # fmt: skip
_CSS = st.sampled_from(
    (
        "p", "{", "}", ";", ":", "color: red", "@page", "@import", "@font-face", "url(", ")",
        "url(LiberationSans-Regular.ttf)", "'", '"', "\\", "/*", "*/", "x", "src:", "url(x)", "url('x')", " ", "\n",
        "!important", "#fff", "background:", "(", "[", "]", "<!--", "-->", "\\75 rl(x)", "uRl(x)", "'a'", "'\\",
        "@media print", "rgb(1, 2, 3)", "var(--x)", "5pt", ",",
    ),
)  # fmt: skip


@settings(max_examples=points(ci=300, nightly=30_000))
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_what_is_let_through_is_to_the_renderer_what_it_was_to_us(text: str) -> None:
    """The renderer's own parser finds no tag and no attribute in it that we have not seen."""
    try:
        judge(text)
    except (Unfit, TooLong):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree: Any = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag in TAGS | {"colgroup"} or not isinstance(element.tag, str)
        assert set(element.attrib) <= ATTRIBUTES
        assert element.tag != "img" or element.attrib == {}


@settings(max_examples=points(ci=400, nightly=30_000))
@given(st.lists(_CSS, max_size=14).map("".join))
def test_a_stylesheet_that_is_let_through_names_our_fonts_only(css: str) -> None:
    """By the reading of another parser of CSS."""
    try:
        stylesheet.judge(css)
    except (Unfit, TooLong):
        return
    for node in _all(tinycss2.parse_stylesheet(css) + tinycss2.parse_component_value_list(css)):
        if node.type == "url":
            assert node.value in fonts.FILES
        elif node.type == "function":
            assert node.lower_name in ("rgb", "rgba", "url")
            inside = "".join(one.value for one in node.arguments if one.type == "string")
            assert node.lower_name != "url" or inside in fonts.FILES
        elif node.type == "at-rule":
            assert node.lower_at_keyword in ("page", "frame", "font-face", "media")
        elif node.type == "string":
            assert not re.search(r"[/:\\]", node.value)


def _all(nodes: Any) -> Any:
    for node in nodes:
        yield node
        for name in ("prelude", "content", "arguments", "value"):
            inside = getattr(node, name, None)
            if isinstance(inside, list):
                yield from _all(inside)

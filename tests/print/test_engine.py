from __future__ import annotations

import logging
from io import StringIO

import pytest

from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.engine import to_pdf
from tests.print.plans import logo, pdftotext
from tests.promises import kept

FACE = "@font-face { font-family: surat; src: url(LiberationSans-Regular.ttf); }"
PAGE = "@page { size: 215mm 330mm; margin: 20mm 15mm 20mm 25mm; } body { font-family: surat; font-size: 11pt; }"


def document(body: str, css: str = "", page: str = PAGE) -> str:
    return f"<html><head><style>{FACE} {page} {css}</style></head><body>{body}</body></html>"


def test_a_plain_document_passes() -> None:
    pdf, pages = to_pdf(document("<p>Selamat pagi</p>"), "F4")
    assert pages == 1
    assert "Selamat pagi" in pdftotext(pdf)


def test_an_inline_picture_passes() -> None:
    pdf, _ = to_pdf(document(f'<p><img src="data:image/png;base64,{logo()}" height="40pt"></p>'), "F4")
    assert b"/Image" in pdf


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/hostname", "/etc/hostname", "C:/Windows/win.ini", "../templates/sktlk.html", "OFL.txt",
        "http://127.0.0.1:9/x.png", "https://127.0.0.1:9/x.png", "ftp://127.0.0.1/x", "tidak-ada.png",
        "data:image/png;base64,aGFsbw==",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "place",
    [
        '<p>x <img src="{}"></p>',
        '<p>x</p><link rel="stylesheet" href="{}">',
        '<p>x</p><pdf:insertpdf src="{}">',
        "<p style=\"background-image: url('{}')\">x</p>",
    ],
)
def test_nothing_outside_is_fetched(source: str, place: str) -> None:
    with pytest.raises(LetterFailed):
        to_pdf(document(place.format(source)), "F4")


@pytest.mark.parametrize(
    "body,css,sentence",
    [
        ("<p>x</p>", "p { font-family: Helvetica }", "tidak tertanam"),
        ("<p>x</p>", "p { font-family: Comic }", "tidak dapat dibuat"),
        ("<p>x</p>", "p { font-size: 7.5pt }", "terlalu kecil"),
        ("<p>" + "W" * 200 + "</p>", "", "di luar batas"),
        ("<p>kata</p>", "p { margin-left: -20mm }", "di luar batas"),
        ("<table><tr><td>" + "kata " * 6000 + "</td></tr></table>", "", "diperkecil"),
        ("<p>x</p>", "p { colour: red }", "tidak dapat dibuat"),
        ("<p>Budi \U0001f600</p>", "", "U+1F600"),
        ("<p>&#x6f22;</p>", "", "U+6F22"),
    ],
)
def test_what_would_be_drawn_wrong_is_refused(body: str, css: str, sentence: str) -> None:
    with pytest.raises(LetterFailed, match=sentence.replace("+", r"\+")):
        to_pdf(document(body, css), "F4")


def test_another_paper_than_asked_is_refused() -> None:
    with pytest.raises(LetterFailed, match="ukuran kertas"):
        to_pdf(document("<p>x</p>"), "A4")


def test_a_long_word_wraps_where_the_template_says_so() -> None:
    word = "".join(f"{at:05}" for at in range(100))
    pdf, _ = to_pdf(document(f"<p>{word}</p>", "body { overflow-wrap: anywhere }"), "F4")
    assert "".join(pdftotext(pdf).split()) == word


@pytest.mark.parametrize(
    "body", ['<p>Siti Aminah <img src="/rahasia/Siti.png"></p>', '<p style="margin: Siti">Aminah</p>']
)
def test_neither_error_nor_log_holds_the_text(body: str) -> None:
    logging.getLogger("xhtml2pdf").setLevel(logging.DEBUG)
    log = StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        with pytest.raises(LetterFailed) as failure:
            to_pdf(document(body), "F4")
    finally:
        logging.getLogger().removeHandler(handler)
    assert "Siti" not in log.getvalue()
    assert "Siti" not in str(failure.value)
    assert failure.value.__cause__ is None
    kept("no-name-outside", names_in_logs=0)

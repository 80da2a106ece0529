"""What a document may draw on: really tried, with secrets on the disk and a server that counts its visitors."""

from __future__ import annotations

import base64
import contextlib
import http.client
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.errors import LetterFailed
from spkt_desktop.print import engine
from spkt_desktop.print.engine import to_pdf
from spkt_desktop.print.template import fill
from spkt_desktop.records import Template
from tests.print.plans import logo, pypdf_text
from tests.print.test_engine import document
from tests.print.watch import SECRET, Watch, watched
from tests.promises import NIGHTLY, kept

__all__ = ["watched"]


def data(kind: str, content: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content.encode()).decode()}"


def svg(inside: str) -> str:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="50" height="50">'
    return data("image/svg+xml", f"{head}{inside}</svg>")


SOURCES: dict[str, Callable[[Path, str, str], str]] = {
    "path": lambda folder, web, kind: str(folder / f"rahasia.{kind}"),
    "relative": lambda folder, web, kind: "../" * 30 + str(folder / f"rahasia.{kind}").lstrip("/"),
    "file": lambda folder, web, kind: (folder / f"rahasia.{kind}").as_uri(),
    "FILE": lambda folder, web, kind: (folder / f"rahasia.{kind}").as_uri().replace("file", "FILE"),
    "file on localhost": lambda folder, web, kind: (folder / f"rahasia.{kind}").as_uri().replace("///", "//localhost/"),
    "http": lambda folder, web, kind: f"http://{web}/x.{kind}",
    "no scheme": lambda folder, web, kind: f"//{web}/x.{kind}",
    "ftp": lambda folder, web, kind: f"ftp://{web}/x.{kind}",
    "svg of a file": lambda folder, web, kind: svg(f'<image xlink:href="{(folder / "rahasia.png").as_uri()}"/>'),
    "svg of a server": lambda folder, web, kind: svg(f'<image width="9" height="9" xlink:href="http://{web}/x.png"/>'),
    "svg of an entity": lambda folder, web, kind: data(
        "image/svg+xml",
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{(folder / "rahasia.txt").as_uri()}">]><svg xmlns="http://www.w3.org/2000/svg"'
        '><text y="9">&x;</text></svg>',
    ),
    "css of a file": lambda folder, web, kind: data("text/css", f'@import "{(folder / "rahasia.css").as_uri()}";'),
    "postscript": lambda folder, web, kind: data(
        "image/png", f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n({folder}/rahasia.txt) run"
    ),
}  # fmt: skip
PLACES = {
    "img": ("png", '<p>x <img src="{}"></p>', ""),
    "img without quotes": ("png", "<p>x <img src={}></p>", ""),
    "IMG": ("png", "<p>x <IMG SRC='{}'></p>", ""),
    "srcset": ("png", '<p>x <img srcset="{} 1x"></p>', ""),
    "input": ("png", '<p>x <input type="image" src="{}"></p>', ""),
    "object": ("svg", '<p>x <object data="{}"></object></p>', ""),
    "embed": ("svg", '<p>x <embed src="{}"></p>', ""),
    "iframe": ("txt", '<p>x <iframe src="{}"></iframe></p>', ""),
    "script": ("txt", '<p>x <script src="{}"></script></p>', ""),
    "svg": ("png", '<p>x <svg><image href="{0}" xlink:href="{0}"/></svg></p>', ""),
    "svg use": ("svg", '<p>x <svg><use href="{}"/></svg></p>', ""),
    "canvas": ("txt", '<canvas type="graph" src="{}">x</canvas><p>x</p>', ""),
    "video": ("png", '<p>x <video poster="{0}" src="{0}"></video></p>', ""),
    "base": ("png", '<base href="{}"><p>x <img src="rahasia.png"></p>', ""),
    "refresh": ("txt", '<meta http-equiv="refresh" content="0; url={}"><p>x</p>', ""),
    "anchor": ("txt", '<p><a href="{}">x</a></p>', ""),
    "form": ("txt", '<form action="{}"><p>x</p></form>', ""),
    "body background": ("png", '<table background="{}"><tr><td>x</td></tr></table>', ""),
    "insertpdf": ("txt", '<pdf:insertpdf src="{}"><p>x</p>', ""),
    "pdf:font": ("txt", '<pdf:font src="{}" name="lain"><p style="font-family: lain">x</p>', ""),
    "pdf:template": (
        "png", '<pdf:template name="lain" background="{}"><pdf:frame box="9 9 9 9"></pdf:template><p>x</p>', ""
    ),
    "link": ("css", '<link rel="stylesheet" href="{}"><p>x</p>', ""),
    "style attribute": ("png", "<p style=\"background-image: url('{}')\">x</p>", ""),
    "escaped attribute": ("png", '<p style="background:&#117;rl({})">x</p>', ""),
    "list item": ("png", "<ul><li style=\"list-style-image: url('{}')\">x</li></ul>", ""),
    "import": ("css", "<p>x</p>", '@import "{}";'),
    "import url": ("css", "<p>x</p>", "@import url({});"),
    "IMPORT": ("css", "<p>x</p>", "@IMPORT URL('{}') all;"),
    "second sheet": ("css", "<style>@import '{}';</style><p>x</p>", ""),
    "font-face": ("txt", '<p style="font-family: lain">x</p>', "@font-face {{ font-family: lain; src: url({}) }}"),
    "font-face local": (
        "txt", '<p style="font-family: lain">x</p>', "@font-face {{ font-family: lain; src: local('{0}'), url({0}) }}"
    ),
    "background": ("png", "<p>x</p>", "p {{ background: #fff url({}) }}"),
    "background as a text": ("png", "<p>x</p>", "p {{ background-image: '{}' }}"),
    "escaped": ("png", "<p>x</p>", "p {{ background-image: \\75 rl('{}') }}"),
    "commented": ("png", "<p>x</p>", "p {{ background/**/-image: u/**/rl('{}') }}"),
    "hidden in a text": ("png", "<p>x</p>", "p {{ font-family: 'a; }} q {{'; background-image: url({}) }}"),
    "page": ("png", "<p>x</p>", "@page {{ background-image: url('{}') }}"),
    "page object": ("png", "<p>x</p>", "@page {{ background-image: url('{}'); background-object-position: 0 0 }}"),
    "list": ("png", "<ul><li>x</li></ul>", "li {{ list-style: url({}) }}"),
    "content": ("txt", "<p>x</p>", "p:before {{ content: url('{}') }}"),
    "border-image": ("png", "<p>x</p>", "p {{ border-image: url({}) 9 }}"),
    "cursor": ("txt", "<p>x</p>", "p {{ cursor: url({}) }}"),
    "entity": ("txt", '<!DOCTYPE html [<!ENTITY x SYSTEM "{}">]><p>&x;</p>', ""),
    "instruction": ("css", '<?xml-stylesheet href="{}"?><p>x</p>', ""),
    "cdata": ("png", '<svg><![CDATA[<img src="{0}">]]></svg><p>x<img src="{0}"></p>', ""),
    "after a comment": ("png", '<!--> <img src="{0}"> --><p>x <img src="{0}"></p>', ""),
}  # fmt: skip


FEW = ("path", "file", "http", "svg of a server", "svg of an entity", "postscript")
ASKING = ("img", "img without quotes", "IMG", "style attribute", "list item", "page", "after a comment")
"""Places where the renderer asks for the source."""


def made(place: str, source: str, watched: Watch) -> str:
    kind, body, css = PLACES[place]
    where = SOURCES[source](watched.folder, f"127.0.0.1:{watched.port}", kind)
    return document(body.format(where), css.format(where))


def untouched(watched: Watch) -> bool:
    return watched.read == watched.called == watched.visitors == []


def shows_nothing(pdf: bytes) -> bool:
    return SECRET not in pypdf_text(pdf) and b"/Subtype /Image" not in pdf


@pytest.mark.parametrize("place", PLACES)
def test_no_letter_reaches_a_file_or_a_server(place: str, watched: Watch) -> None:
    """Refused before the renderer sees it; and the officer reads what happened."""
    for source in SOURCES:
        with pytest.raises(LetterFailed, match="Data tetap tersimpan"):
            to_pdf(made(place, source, watched), "F4")
    assert untouched(watched)
    kept("template-is-data", attempts=len(SOURCES), files_read=len(watched.read), visitors=len(watched.visitors))


@pytest.mark.parametrize("place", PLACES)
def test_the_renderer_alone_reaches_nothing_either(place: str, watched: Watch) -> None:
    """The wall behind the first one: no source is opened, and what is drawn without it has no secret in it."""
    for source in SOURCES if NIGHTLY else FEW:
        pdf = b""
        with engine._complaints() as complaints, contextlib.suppress(Exception):
            pdf = engine._draw(made(place, source, watched), complaints)
        assert not pdf or shows_nothing(pdf), source
        assert place not in ASKING or "sumber luar" in complaints, source
    assert untouched(watched)


def test_the_watch_sees_a_reader_and_a_caller(watched: Watch) -> None:
    """What is proved above with nothing seen would be worth nothing if it could not be seen."""
    (watched.folder / "rahasia.txt").read_text()
    with pytest.raises((OSError, http.client.HTTPException)):
        urllib.request.build_opener().open(f"http://127.0.0.1:{watched.port}/", timeout=9)
    assert len(watched.read) == len(watched.visitors) == 1
    assert watched.called


def test_a_value_can_say_nothing_of_this(watched: Watch) -> None:
    """Whatever a citizen is called is text."""
    where = SOURCES["http"](watched.folder, f"127.0.0.1:{watched.port}", "png")
    names = [body.format(where) for _, body, _ in PLACES.values()]
    page = document("{% for nama in isi %}<p>{{ nama }}</p>{% endfor %}")
    pdf, _ = to_pdf(fill(Template("uji", {"uji.html": page}), {"isi": names}), "F4")
    assert "".join(names[0].split()) in "".join(pypdf_text(pdf).split())
    assert b"/Subtype /Image" not in pdf
    assert untouched(watched)


def test_our_own_picture_is_still_drawn() -> None:
    values: Any = f'<p><img src="data:image/png;base64,{logo()}" height="40pt"></p>'
    assert b"/Image" in to_pdf(document(values), "F4")[0]

"""What the CSS of a letter may say: type, space, lines and pages, from our own fonts; nothing that is fetched."""

from __future__ import annotations

import re
from functools import lru_cache

from spkt_desktop.print import fonts
from spkt_desktop.print.refusal import TooLong, Unfit

LARGEST, MOST_RULES = 30_000, 300
"""Characters and selectors of a stylesheet: the renderer tries each selector on each element."""

_PROPERTIES = frozenset(
    "color font font-family font-size font-weight font-style text-decoration text-align text-indent text-transform "
    "line-height letter-spacing word-spacing vertical-align white-space overflow-wrap word-wrap word-break "
    "background background-color display width height min-width max-width min-height max-height overflow "
    "list-style list-style-type border-collapse border-spacing top right bottom left size src "
    "page-break-before page-break-after page-break-inside break-before break-after break-inside orphans widows "
    "-pdf-frame-content -pdf-keep-with-next -pdf-keep-in-frame-mode -pdf-frame-break -pdf-frame-align -pdf-next-page "
    "-pdf-page-break -pdf-line-spacing -pdf-word-wrap".split()
)
_BOX = re.compile(r"(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?"
                  r"(?:-(?:width|style|color))?")  # fmt: skip
_SELECTOR = re.compile(r"@(?:page|frame|font-face|media)\b[\w\s:-]*|[\w\s.#,>:*+-]+", re.ASCII | re.IGNORECASE)
_VALUE = re.compile(r"[\w\s.,%#!/+-]*", re.ASCII)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"\"[\w .-]*\"|'[\w .-]*'", re.ASCII)
_FONT = re.compile(r"\burl\(\s*[\"']?([\w.-]*)[\"']?\s*\)", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\([\d\s.,%]*\)", re.ASCII | re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{5}|\d\.\d{7}|\d[eE][-+]?\d")
_DISPLAYS = frozenset({"block", "inline", "none"})


@lru_cache(maxsize=64)  # letters of one kind have one stylesheet
def judge(css: str) -> None:
    """Raise Unfit for what no letter needs, TooLong for too much of it."""
    if len(css) > LARGEST:
        raise TooLong
    rules = 0
    plain = _plain(css)
    for written, end in re.findall(r"([^{};]*)([{};]|\Z)", plain):
        if end == "{":
            rules += 1 + written.count(",")
            if not _SELECTOR.fullmatch(written.strip()):
                raise Unfit("gaya")
        elif written.strip():
            _declaration(written)
    if rules > MOST_RULES:
        raise TooLong


@lru_cache(maxsize=256)
def judge_declarations(css: str) -> None:
    """Raise Unfit for declarations of one element that a letter does not need."""
    for written in _plain(css).split(";"):
        if written.strip():
            _declaration(written)


def _plain(css: str) -> str:
    """CSS without comments, texts, colours and our fonts: what is left has no meaning but the plain one."""
    without = _COMMENT.sub(" ", css)
    for font in _FONT.findall(without):
        if font not in fonts.FILES:
            raise Unfit("sumber luar")
    plain = _COLOUR.sub("warna", _STRING.sub("teks", _FONT.sub("huruf", without)))
    if not plain.isascii() or set(plain) & set("\\<\"'()@[") - {"@"}:
        raise Unfit("gaya")
    if _LONG_NUMBER.search(plain):
        raise Unfit("ukuran")
    return plain


def _declaration(written: str) -> None:
    name, colon, value = (part.strip().lower() for part in written.partition(":"))
    known = name in _PROPERTIES or _BOX.fullmatch(name)
    if not colon or not known or not _VALUE.fullmatch(value):
        raise Unfit("gaya")
    if name == "display" and value.split("!")[0].strip() not in _DISPLAYS:
        raise Unfit("gaya")

"""What the HTML of a letter may hold before the renderer sees it: known tags and attributes, in bounded numbers.

Read more strictly than a browser would: what could be read in two ways is refused. So nothing is left to fetch, and
the time that drawing takes is bounded by what stands here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spkt_desktop.forms import images
from spkt_desktop.print import stylesheet
from spkt_desktop.print.refusal import TooLong, Unfit

MOST_TEXT, MOST_TAGS, MOST_PICTURES = 1_500_000, 60_000, 12
"""Characters (pictures aside), tags and pictures of one letter; the longest that the forms accept has a third of it."""
MOST_IN_A_BLOCK = 50_000
"""Characters of one paragraph or cell: the renderer breaks it anew for each page that it goes over."""
MOST_ROWS, MOST_CELLS, MOST_SPAN, DEEPEST_TABLE = 1_000, 6_000, 100, 4
"""Rows and cells of one table, columns or rows of one cell, and how deep tables may stand in one another."""
DEEPEST = 100
"""Elements that stand in one another; ours have 15. To the renderer's parser a deep one costs the square of it."""

_INLINE = frozenset("b strong i em u s strike del ins span font small big sub sup br img".split())
_TABLE = frozenset("table thead tbody tfoot tr td th".split())
_BLOCKS = frozenset(
    "html head meta title style body div p h1 h2 h3 h4 h5 h6 ol ul li dl dt dd blockquote center pre hr".split()
)
_OURS = frozenset("pdf:nexttemplate pdf:nextpage pdf:nextframe pdf:pagenumber pdf:pagecount".split())
TAGS = _INLINE | _TABLE | _BLOCKS | _OURS
ATTRIBUTES = frozenset(
    "class id style width height align valign colspan rowspan type start value name content charset lang border "
    "bgcolor bordercolor cellpadding cellspacing repeat src size color face title alt media example".split()
)
_FREE = frozenset("class id name content title alt lang face".split())

_ALONE = frozenset({"br", "img", "hr", "meta"})
_CELLS = frozenset({"td", "th", "p"})
_ENDS = {"p": {"p"}, "li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}, "td": _CELLS, "th": _CELLS,
         "tr": _CELLS | {"tr"}}  # fmt: skip
"""By a tag that is opened: what it ends, if that is still open."""

_ATTRIBUTE = r"""\s+([a-z-]+)(?:\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>=`]+))?"""
_TOKEN = re.compile(
    rf"<!doctype\s+html\s*>|<!--[^<>-]*(?:-[^<>-]+)*-->|<(/?)([a-z][a-z0-9:]*)((?:{_ATTRIBUTE})*)\s*/?>", re.IGNORECASE
)
_ONE = re.compile(_ATTRIBUTE, re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)")
_LONG_NUMBER = re.compile(r"\d{5}|\d[eE][-+]?\d")


@dataclass
class _Table:
    """What has been seen of one table."""

    rows: int = 0
    width: int = 0
    widest: int = 0
    covered: int = 0


@dataclass
class _Seen:
    """What has been seen of a document so far, and how many pictures there may be."""

    most_pictures: int
    tags: int = 0
    pictures: int = 0
    text: int = 0
    block: int = 0
    open: list[str] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)


def judge(document: str, pictures: int = MOST_PICTURES) -> None:
    """Raise Unfit where a document holds anything that a letter may not, TooLong where it has too much."""
    seen = _Seen(most_pictures=pictures)
    raw = ""
    for text, token in _pieces(document):
        closing, tag, attributes = (token[1], token[2] or "", token[3] or "") if token else ("", "", "")
        tag = tag.lower()
        if raw:
            if not (closing and tag == raw):
                raise Unfit("susunan")
            if raw == "style":
                stylesheet.judge(text)
        _count_text(seen, text, tag)
        if tag and tag not in TAGS:
            raise Unfit("tanda yang tidak dikenal")
        raw = tag if tag in ("style", "title") and not closing else ""
        if tag:
            seen.tags += 1
            _count_depth(seen.open, tag, bool(closing))
            values = _values(tag, attributes, seen) if attributes else {}
            if tag in _TABLE:
                _count_table(seen, tag, bool(closing), values)
        if seen.tags > MOST_TAGS or seen.text > MOST_TEXT:
            raise TooLong
    if raw:
        raise Unfit("susunan")


def pictured(source: str) -> bool:
    """Whether a source is a picture written out in the document, and one that a letter may carry."""
    found = _PICTURE.fullmatch(source)
    return bool(found and not images.refusal(found[1]))


def _pieces(document: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The texts of a document, each with the tag that follows it; the last one with none."""
    at = 0
    while (start := document.find("<", at)) >= 0:
        token = _TOKEN.match(document, start)
        if token is None:
            raise Unfit("susunan")
        yield document[at:start], token
        at = token.end()
    yield document[at:], None


def _values(tag: str, attributes: str, seen: _Seen) -> dict[str, str]:
    """The attributes of a tag, each judged."""
    found: dict[str, str] = {}
    for name, written in _ONE.findall(attributes):
        name, value = name.lower(), html.unescape(written.strip("\"'"))
        if name not in ATTRIBUTES or name in found:
            raise Unfit("keterangan yang tidak dikenal")
        found[name] = value
        if name == "style":
            stylesheet.judge_declarations(value)
        elif name == "src":
            seen.pictures += 1
            seen.text -= len(value)
            if tag != "img" or seen.pictures > seen.most_pictures or not pictured(value):
                raise Unfit("sumber luar")
        elif name not in _FREE and _LONG_NUMBER.search(value):
            raise Unfit("ukuran")
    seen.text += len(attributes)
    return found


def _count_text(seen: _Seen, text: str, tag: str) -> None:
    seen.text += len(text)
    seen.block += len(text)
    if seen.block > MOST_IN_A_BLOCK:
        raise TooLong
    if tag not in _INLINE:
        seen.block = 0


def _count_depth(opened: list[str], tag: str, closing: bool) -> None:
    if closing:
        if tag in opened:
            while opened.pop() != tag:
                pass
    elif tag not in _ALONE:
        while opened and opened[-1] in _ENDS.get(tag, ()):
            opened.pop()
        opened.append(tag)
        if len(opened) > DEEPEST:
            raise TooLong


def _count_table(seen: _Seen, tag: str, closing: bool, values: dict[str, str]) -> None:
    if tag == "table" and closing:
        del seen.tables[-1:]
        return
    if closing:
        return
    if tag == "table":
        seen.tables.append(_Table())
    if not 1 <= len(seen.tables) <= DEEPEST_TABLE:
        raise Unfit("tabel")
    table = seen.tables[-1]
    if tag == "tr":
        table.rows, table.width = table.rows + 1, 0
    elif tag in ("td", "th"):
        across, down = (_span(values.get(name, "1")) for name in ("colspan", "rowspan"))
        table.width += across
        table.widest = max(table.widest, table.width)
        table.covered += across * down
    if table.rows > MOST_ROWS or max(table.rows * table.widest, table.covered) > MOST_CELLS:
        raise Unfit("tabel")


def _span(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= MOST_SPAN):
        raise Unfit("tabel")
    return int(written)

"""The marks of the handbook's text (a small part of Markdown), read strictly: what is not known is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spkt_desktop.print.refusal import Unfit

_TITLE, _CHAPTER = re.compile(r"# (\S.*)"), re.compile(r"## (\S.*)")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(gambar/([a-z0-9-]+\.png)\)")
_ITEM = re.compile(r"( *)(-|\d{1,2}\.) (\S.*)")
_MARKED = re.compile(r"\*\*(?P<bold>[^*`]+)\*\*|\*(?P<italic>[^*`]+)\*|`(?P<code>[^`*]+)`")
_STRANGE = re.compile(r"[*`\\]|!\[|\]\(|</?[a-z]")
_BEGINNING = re.compile(r"\s|#|>|\||---|===|\+ |~~~")
"""What would be a mark in Markdown and is none of ours: anywhere, and where a line begins."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one face: "bold", "italic", "code", or "" for none of them."""

    text: str
    face: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with the lists below it."""

    spans: tuple[Span, ...]
    below: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: "title", "chapter", "paragraph", "picture" (its `file`, and words), "numbers" or "points"."""

    kind: str
    spans: tuple[Span, ...] = ()
    items: tuple[Item, ...] = ()
    file: str = ""

    @property
    def text(self) -> str:
        """The words of the block itself, without their faces."""
        return "".join(span.text for span in self.spans)


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text, one after the other; raises Unfit with the number of the line that it does not know."""
    blocks: list[Block] = []
    waiting: list[tuple[int, str]] = []
    for number, line in [*enumerate(text.splitlines(), 1), (0, "")]:
        begins = bool(_ITEM.match(line)) and not line.startswith(" ") and bool(waiting)
        inside = bool(waiting) and bool(_ITEM.match(waiting[0][1]))
        if line.strip() and not (begins and not inside):
            waiting.append((number, line))
            continue
        if waiting:
            blocks.append(_block(waiting))
        waiting = [(number, line)] if line.strip() else []
    return tuple(blocks)


def _block(lines: Sequence[tuple[int, str]]) -> Block:
    number, first = lines[0]
    if _ITEM.match(first):
        return _listing(lines, 0)
    whole = " ".join(line.strip() for _, line in lines)
    if len(lines) == 1:
        if picture := _PICTURE.fullmatch(first):
            return Block("picture", tuple(_spans(picture[1], number)), file=picture[2])
        for kind, heading in (("title", _TITLE), ("chapter", _CHAPTER)):
            if found := heading.fullmatch(first):
                return Block(kind, tuple(_spans(found[1], number)))
    for at, line in lines:
        if _BEGINNING.match(line):
            raise Unfit(f"baris {at}")
    return Block("paragraph", tuple(_spans(whole, number)))


def _listing(lines: Sequence[tuple[int, str]], indent: int) -> Block:
    """A list whose items begin at that indent; what is indented more belongs to the item above it."""
    found = _ITEM.match(lines[0][1])
    if not found or len(found[1]) != indent:
        raise Unfit(f"baris {lines[0][0]}")
    numbered = found[2] != "-"
    items: list[list[tuple[int, str]]] = []
    for number, line in lines:
        begins = _ITEM.match(line)
        if begins and len(begins[1]) == indent:
            if (begins[2] != "-") != numbered or (numbered and begins[2] != f"{len(items) + 1}."):
                raise Unfit(f"baris {number}")
            items.append([])
        elif len(line) - len(line.lstrip()) < indent + 2:
            raise Unfit(f"baris {number}")
        items[-1].append((number, line))
    return Block("numbers" if numbered else "points", items=tuple(_item(one) for one in items))


def _item(lines: Sequence[tuple[int, str]]) -> Item:
    number, first = lines[0]
    deeper = next((at for at, (_, line) in enumerate(lines) if at and _ITEM.match(line)), len(lines))
    begun = _ITEM.match(first)
    own = " ".join([begun[3] if begun else "", *(line.strip() for _, line in lines[1:deeper])])
    rest = lines[deeper:]
    below = (_listing(rest, len(rest[0][1]) - len(rest[0][1].lstrip())),) if rest else ()
    return Item(tuple(_spans(own, number)), below)


def _spans(text: str, number: int) -> Iterator[Span]:
    """A text in its faces; `number` is that of its first line."""
    at = 0
    for found in _MARKED.finditer(text):
        yield from _plain(text[at : found.start()], number)
        yield Span(found[0].strip("*`"), str(found.lastgroup))
        at = found.end()
    yield from _plain(text[at:], number)


def _plain(text: str, number: int) -> Iterator[Span]:
    if _STRANGE.search(text):
        raise Unfit(f"baris {number}")
    if text:
        yield Span(text)

"""The data file of the law: which members it has, how long they are, and what its parts owe each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from spkt_desktop.errors import Refused
from spkt_desktop.forms import characters, citations
from spkt_desktop.forms.law import Article, Code, Law

FORMAT = "spkt-law/1"
_MOST_CODES, _MOST_ARTICLES, _MOST_WORDS, _MOST_DOUBTS = 40, 4000, 40, 40
_LONGEST_CITE = 80
"""Characters; room stays for paragraphs in a field of 120."""
_REASONS = ("anak", "kekerasan seksual")
_DESTINATIONS = ("Reskrim", "Lantas", "Samapta", "Intelkam", "Binmas", "PPA", "Propam", "Polres")

_Reader = Callable[[object], Any]


class _WrongError(ValueError):
    """What is wrong, in Indonesian."""


def parse(content: object) -> Law:
    """The list in the content of a data file; raises `Refused` for anything that is not one."""
    try:
        return _law(content)
    except _WrongError as error:
        raise Refused(
            f"Berkas daftar pasal ini tidak dapat dipakai: {error}. Daftar yang sedang dipakai tidak berubah;"
            " mintalah berkas yang benar."
        ) from None


def _law(content: object) -> Law:
    members = _members(content, "berkas", {"format", "version", "edition", "codes", "articles"}, _LAW)
    if members["format"] != FORMAT:
        raise _WrongError("bentuknya tidak dikenal")
    codes = tuple(_code(one, f"kitab ke-{place}") for place, one in enumerate(members["codes"], 1))
    by_name = {code.name: code for code in codes}
    articles = tuple(_article(one, f"pasal ke-{place}", by_name) for place, one in enumerate(members["articles"], 1))
    cites = {article.cite.casefold() for article in articles}
    if len(by_name) < len(codes) or len({code.cite.casefold() for code in codes}) < len(codes):
        raise _WrongError("ada kitab yang tercantum dua kali")
    if len(cites) < len(articles):
        raise _WrongError("ada pasal yang tercantum dua kali")
    for article in articles:
        if any(former.casefold() not in cites for former in article.former.split("; ") if former):
            raise _WrongError(f"{article.cite} menunjuk padanan yang tidak ada dalam daftar")
    return Law(members["version"], codes, articles, members["edition"], members.get("doubts", ()))


def _code(content: object, where: str) -> Code:
    members = _members(content, where, {"name", "cite", "title"}, _CODE)
    if not citations.words(members["cite"]):
        raise _WrongError(f"{where}: sebutan tidak memuat kata")
    return Code(**members)


def _article(content: object, where: str, codes: dict[str, Code]) -> Article:
    members = _members(content, where, {"code", "number", "title", "penalty", "source"}, _ARTICLE)
    code = codes.get(members["code"])
    if code is None:
        raise _WrongError(f"{where}: kitabnya tidak ada dalam berkas")
    cite = citations.write(members["number"], code.cite)
    read = citations.read(cite)
    if read is None or read.number.casefold() != members["number"].casefold():
        raise _WrongError(f"{where}: nomornya tidak terbaca")
    if len(cite) > _LONGEST_CITE:
        raise _WrongError(f"{where}: sebutannya terlalu panjang")
    return Article(cite=cite, **members | {"former": "; ".join(members.get("former", ()))})


def _members(content: object, where: str, required: set[str], readers: dict[str, _Reader]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _WrongError(f"{where} bukan objek")
    if not set(content) <= set(readers):
        raise _WrongError(f"{where} memuat isian yang tidak dikenal")
    if missing := sorted(required - set(content)):
        raise _WrongError(f"{where}: {missing[0]} tidak ada")
    found = {}
    for name, value in content.items():
        try:
            found[name] = readers[name](value)
        except _WrongError as error:
            raise _WrongError(f"{where}: {name} {error}") from None
    return found


def _text(longest: int) -> _Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or not 0 < len(value) <= longest:
            raise _WrongError("bukan tulisan yang pantas panjangnya")
        if characters.one_line(value) != value or characters.refusal(value):
            raise _WrongError("memuat tanda yang tidak dapat dicetak")
        return value

    return read


def _one_of(choices: tuple[str, ...]) -> _Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise _WrongError("tidak dikenal")
        return value

    return read


def _list(most: int, reader: _Reader | None = None) -> _Reader:
    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise _WrongError("bukan daftar yang pantas panjangnya")
        return tuple(reader(one) if reader else one for one in value)

    return read


def _day(value: object) -> str:
    try:
        if not isinstance(value, str) or date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        raise _WrongError("bukan tanggal") from None
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("bukan ya atau tidak")
    return value


def _version(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**31:
        raise _WrongError("bukan bilangan yang pantas")
    return value


_LAW: dict[str, _Reader] = {
    "format": _text(40),
    "version": _version,
    "edition": _day,
    "doubts": _list(_MOST_DOUBTS, _text(300)),
    "codes": _list(_MOST_CODES),
    "articles": _list(_MOST_ARTICLES),
}
_CODE: dict[str, _Reader] = {
    "name": _text(40), "cite": _text(40), "title": _text(200), "since": _day, "until": _day,
}  # fmt: skip
_ARTICLE: dict[str, _Reader] = {
    "code": _text(40), "number": _text(40), "title": _text(200), "penalty": _text(200), "source": _text(200),
    "complaint": _text(200), "family": _flag, "protects": _one_of(_REASONS), "destination": _one_of(_DESTINATIONS),
    "words": _list(_MOST_WORDS, _text(60)), "former": _list(20, _text(_LONGEST_CITE)), "doubt": _text(300),
    "since": _day, "until": _day,
}  # fmt: skip

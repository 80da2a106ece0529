"""The law as data: articles with title, penalty and what they mean for the counter; the day says which applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from spkt_desktop.forms import citations
from spkt_desktop.forms.law_search import Index


@dataclass(frozen=True, slots=True)
class Code:
    """A statute and the days of acts that it applies to."""

    name: str
    """Short name within the list: `kuhp`."""
    cite: str
    """How its articles are cited: `KUHP`."""
    title: str
    """Number, year and matter as printed."""
    since: str = ""
    """First day of acts it applies to, ISO 8601; empty where it has no first day here."""
    until: str = ""
    """Last day of acts it applies to; empty while it is in force."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or one paragraph of it where the paragraphs differ."""

    code: str
    number: str
    """`476`, or `473 ayat (6)`."""
    cite: str
    """`Pasal 476 KUHP`: as stored in a record and printed."""
    title: str
    penalty: str
    complaint: str = ""
    """Empty: prosecuted without a complaint; else who may complain, in a few words."""
    family: bool = False
    """Whether the family rule applies (KUHP Ps 481 and those that refer to it)."""
    protects: str = ""
    """Why a case under it is protected: `anak` or `kekerasan seksual`; empty where it is not by the article alone."""
    destination: str = ""
    """Where such a case goes if not to Reskrim: `Lantas`."""
    words: tuple[str, ...] = ()
    """What people call it: `curanmor`, `jambret`."""
    former: str = ""
    """What it replaces, as it was cited; several are parted by `; `."""
    source: str = ""
    doubt: str = ""
    """What is not verified; empty where nothing is known to be doubtful."""
    since: str = ""
    until: str = ""
    """Days of acts that bound it within those of its code, ISO 8601, both included; empty where its code says all."""


@dataclass(frozen=True, slots=True)
class Law:
    """A list of articles; an empty one knows nothing."""

    version: int = 0
    codes: tuple[Code, ...] = ()
    articles: tuple[Article, ...] = ()
    edition: str = ""
    """The day the list was read against the law, ISO 8601."""
    doubts: tuple[str, ...] = ()
    """What is not verified about the list as a whole."""
    _codes: dict[str, Code] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_cite: dict[str, Article] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_number: dict[tuple[str, str], Article] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    _index: list[Index] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._codes.update((code.name, code) for code in self.codes)
        self._by_cite.update((article.cite.casefold(), article) for article in self.articles)
        self._by_number.update(((article.code, article.number.casefold()), article) for article in self.articles)
        self._texts.update(text for article in self.articles for text in (article.title, article.penalty) if text)

    def find(self, cite: str) -> Article | None:
        """The article that is cited so, or the one that contains that paragraph; None where the list has neither."""
        if article := self._by_cite.get(cite.strip().casefold()):
            return article
        read = citations.read(cite)
        if read is None or not read.code:
            return None
        exact = [code for code in self.codes if citations.words(code.cite) == citations.words(read.code)]
        codes = exact or self._named(read.code)
        return self._within(codes[0], read) if len(codes) == 1 else None

    def cite(self, text: str, on: date) -> str:
        """The citation as records have it, of an act of that day: `476` is `Pasal 476 KUHP`; unknown texts stay.

        What is cited exactly as in the list stays. A number alone, or with `KUHP`, means the KUHP of the day.
        """
        if article := self._by_cite.get(text.strip().casefold()):
            return article.cite
        read = citations.read(text)
        if read is None:
            return text
        codes = self._named(read.code or _GENERAL)
        if len(codes) > 1:
            codes = [code for code in codes if _in_force(code, on)]
        for code in codes:
            if self._within(code, read):
                return citations.write(read.number, code.cite)
        return text

    def search(self, text: str, on: date | None = None, limit: int = 20) -> tuple[Article, ...]:
        """The articles that fit a number, title or everyday word: those for an act of `on` first, the best first."""
        if not self._index:
            titles = {code.name: f"{code.cite} {code.title}" for code in self.codes}
            self._index.append(Index((a.number, a.title, a.words, titles.get(a.code, "")) for a in self.articles))
        found = self._index[0].search(text)
        found.sort(key=lambda one: (on is not None and not self.applies(self.articles[one[1]], on), one))
        cited = sorted(self._cited(text), key=lambda one: on is not None and not self.applies(one, on))
        return tuple(dict.fromkeys((*cited, *(self.articles[place] for _, place in found))))[:limit]

    def applies(self, article: Article, on: date) -> bool:
        """Whether the article applies to an act of that day."""
        code = self._codes.get(article.code)
        return _in_force(article, on) and (code is None or _in_force(code, on))

    def numbered(self, cite: str) -> tuple[Article, ...]:
        """The articles of any statute that have the number of a citation."""
        read = citations.read(cite)
        found = (self._within(code, read) for code in self.codes) if read else ()
        return tuple(article for article in found if article)

    def counterparts(self, article: Article) -> tuple[Article, ...]:
        """What the article replaces and what replaces it, by our own reading of both codes."""
        former = [self.find(cite) for cite in article.former.split("; ")]
        after = [one for one in self.articles if article.cite in one.former.split("; ")]
        return tuple(dict.fromkeys(one for one in (*former, *after) if one))

    def says(self, text: str) -> bool:
        """Whether the text is the title or penalty of some article of the list."""
        return text in self._texts

    def protects(self, cite: str) -> str:
        """Why a case under the articles cited so is protected; what is not in the list is judged by its statute."""
        reasons: set[str] = set()
        code = _GENERAL
        for part in reversed(citations.split(cite)):  # `81 jo. 82 UU ...`: the statute stands behind the last
            if read := citations.read(part):
                code = read.code or code
            reasons.update(self._protects(part, code))
        return next((reason for reason in _REASONS if reason in reasons), "")

    def _protects(self, cite: str, code: str) -> Iterator[str]:
        """Why a single article protects; one without a statute is of that code, in any edition of it."""
        read = citations.read(cite)
        if article := self.find(cite):
            yield article.protects
        elif read and not read.code:
            yield from (one.protects for of in self._named(code) if (one := self._within(of, read)))
        else:
            yield self._by_statute(cite.casefold())

    @staticmethod
    def _by_statute(text: str) -> str:
        if "tpks" in text or "kekerasan seksual" in text or "12/2022" in text:
            return "kekerasan seksual"
        return "anak" if "perlindungan anak" in text or "sppa" in text else ""

    def _named(self, text: str) -> list[Code]:
        """The codes that some words can mean."""
        named = set(citations.words(text)) - _FORMAL
        return [code for code in self.codes if named and named <= set(citations.words(f"{code.cite} {code.title}"))]

    def _cited(self, text: str) -> list[Article]:
        """The articles that a text cites, of the statute that it names or of any."""
        read = citations.read(text)
        if read is None:
            return []
        found = (self._within(code, read) for code in (self._named(read.code) if read.code else self.codes))
        return [article for article in found if article]

    def _within(self, code: Code, read: citations.Citation) -> Article | None:
        numbers = ((code.name, number.casefold()) for number in read.numbers())
        return next((self._by_number[key] for key in numbers if key in self._by_number), None)


_GENERAL = "KUHP"
_FORMAL = frozenset(("undang", "no", "nomor", "tahun", "thn", "ri", "tentang"))
"""Words that tell no statute from another: `UU RI No. 12 Tahun 2022` is `UU 12/2022`."""
_REASONS = ("kekerasan seksual", "anak")


def _in_force(rule: Code | Article, on: date) -> bool:
    day = on.isoformat()
    return (not rule.since or day >= rule.since) and (not rule.until or day <= rule.until)


def parse(content: object) -> Law:
    """The list of a data file (`spkt-law/1`, as JSON gives it); raises `Refused` for anything that is not one."""
    from spkt_desktop.forms import law_file  # it makes articles, so it needs this module first

    return law_file.parse(content)

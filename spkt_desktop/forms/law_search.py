"""Finds articles by number, title and what people call the matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spkt_desktop.forms import citations

_EXACT, _WORD, _BEGINNING, _CODE = range(4)
"""How well a word fits: the number or all that people call it, one whole word, a beginning, only the statute."""
_IDLE = frozenset(("pasal", "psl", "ps", "ayat"))
_MOST = 12
"""Words of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of one article, each text with a blank before and after every word."""

    number: str
    called: frozenset[str]
    spoken: str
    code: str

    def fit(self, beginning: str) -> int | None:
        """How well a word of the query, with a blank before it, fits: smallest best, None where it does not."""
        whole = f"{beginning} "
        if self.number.startswith(whole):
            return _EXACT
        if whole in self.spoken or whole in self.number:
            return _WORD
        if beginning in self.spoken or self.number.startswith(beginning):
            return _BEGINNING
        return _CODE if beginning in self.code else None


class Index:
    """All articles folded once, in the order of the list."""

    def __init__(self, lines: Iterable[tuple[str, str, tuple[str, ...], str]]) -> None:
        """Each line is (number, title, everyday words, statute)."""
        self._lines = tuple(
            _Line(
                _padded(number),
                frozenset(_padded(one) for one in spoken),
                "".join(_padded(one) for one in (title, *spoken)),
                _padded(code),
            )
            for number, title, spoken, code in lines
        )

    def search(self, text: str) -> list[tuple[int, int]]:
        """(how well it fits, place) of the articles that fit the most words of the text; smallest fits best."""
        query = [f" {word}" for word in citations.words(text)[:_MOST] if word not in _IDLE]
        whole, best = "".join(query) + " ", min(1, len(query))
        found: list[tuple[int, int]] = []
        for place, line in enumerate(self._lines):
            fits = [fit for word in query if (fit := line.fit(word)) is not None]
            if len(fits) < best:
                continue
            if len(fits) > best:
                best, found = len(fits), []
            found.append((_EXACT if whole in line.called else sum(fits), place))
        return found


def _padded(text: str) -> str:
    return f" {' '.join(citations.words(text))} "

"""How an article is cited: reading what people type and writing it as letters have it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DETAIL = r"(?:ayat\s*\(?\d{1,2}[a-z]?\)?|\(\d{1,2}[a-z]?\)|huruf\s*[a-z]\b|ke\s*-?\s*\d{1,2}|angka\s*\d{1,2})"
_CITATION = re.compile(
    r"\s*(?:(?:pasal|psl|ps)\b\.?\s*)?"
    r"(?P<digits>[0-9]{1,4})(?P<letter>[a-z](?![a-z])|\s*(?:bis|ter)\b)?"
    rf"(?P<details>(?:\s*,?\s*{_DETAIL}){{0,4}})"
    r"\s*,?\s*(?P<code>(?:[^\W\d(].*)?)",
    re.IGNORECASE,
)
_DETAILS = re.compile(_DETAIL, re.IGNORECASE)
_DETAIL_PARTS = re.compile(r"(ayat|huruf|ke|angka)?[\s(-]*(\d{1,2}[a-z]?|[a-z])\)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(
    r"\bjo\b\.?|\bjuncto\b|\bsubs(?:ider|idair)?\b\.?|;|\bdan\b|\batau\b|,(?=\s*(?:(?:pasal|psl|ps)\b\.?\s*)?\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as somebody cited it."""

    parts: tuple[str, ...]
    """The number and what narrows it: `363`, `ayat (1)`, `ke-4`."""
    code: str
    """The statute in the words that were used; empty where none was named."""

    @property
    def number(self) -> str:
        """As printed: `363 ayat (1) ke-4`."""
        return " ".join(self.parts)

    def numbers(self) -> tuple[str, ...]:
        """The number and what contains it, narrowest first: `363 ayat (1)`, then `363`."""
        return tuple(" ".join(self.parts[:end]) for end in range(len(self.parts), 0, -1))


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as they are compared."""
    return tuple(_WORD.findall(text.casefold()))


def read(text: str) -> Citation | None:
    """What a text like `ps. 363 (1) ke 4 kuhp` cites; None where it does not begin with an article."""
    found = _CITATION.fullmatch(" ".join(text.split()))
    if not found:
        return None
    letter = (found["letter"] or "").strip()
    suffix = letter.upper() if len(letter) == 1 else f" {letter.lower()}" if letter else ""
    details = tuple(_detail(one) for one in _DETAILS.findall(found["details"]))
    return Citation((f"{int(found['digits'])}{suffix}", *details), found["code"].strip())


def write(number: str, code: str) -> str:
    """As records and letters have it: `Pasal 476 KUHP`."""
    return f"Pasal {number} {code}"


def split(text: str) -> tuple[str, ...]:
    """The articles of a chain: `Pasal 473 KUHP jo. Pasal 20 KUHP` are two."""
    return tuple(part.strip(" ,") for part in _BETWEEN.split(text))


def _detail(text: str) -> str:
    found = _DETAIL_PARTS.fullmatch(text)
    if not found:  # _DETAIL and _DETAIL_PARTS describe the same texts
        raise AssertionError(text)
    kind, value = (found[1] or "ayat").lower(), found[2].lower()
    return {"ayat": f"ayat ({value})", "ke": f"ke-{value}"}.get(kind, f"{kind} {value}")

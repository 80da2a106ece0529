"""Which characters a letter can print, and how typed text is brought to them."""

from __future__ import annotations

import re
import unicodedata

PRINTABLE_RANGES: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # ASCII
    (0x00A1, 0x00AC),  # Latin-1 signs, without the soft hyphen
    (0x00AE, 0x024F),  # Latin-1 and Latin Extended-A and -B letters
    (0x02BB, 0x02BC),  # apostrophes in transcribed names
    (0x1E00, 0x1E9B),  # Latin Extended Additional, Vietnamese names among them
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2010),
    (0x2012, 0x2015),  # dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2020, 0x2022),  # daggers, bullet
    (0x2026, 0x2026),
    (0x2030, 0x2030),
    (0x2032, 0x2033),  # minutes and seconds of a coordinate
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
)
"""Latin script and its signs as far as every embedded font has them. Greek and Cyrillic, though in the fonts, stay out:
their look-alikes of Latin letters would hide a name from search."""

_LINE_BREAK = "\n"
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FORBIDDEN = re.compile("[^\n" + "".join(rf"\u{low:04x}-\u{high:04x}" for low, high in PRINTABLE_RANGES) + "]")
_EMPTY_LINES = re.compile("\n{4,}")


def one_line(text: str) -> str:
    """The text in NFC with every run of white space, line breaks included, as one space."""
    return _BLANKS.sub(" ", _BREAKS.sub(" ", unicodedata.normalize("NFC", text))).strip(" ")


def lines(text: str) -> str:
    r"""The text in NFC with single spaces, `\n` line breaks, at most two blank lines together and none at the ends."""
    text = _BREAKS.sub(_LINE_BREAK, unicodedata.normalize("NFC", text))
    text = _LINE_BREAK.join(_BLANKS.sub(" ", line).strip(" ") for line in text.split(_LINE_BREAK))
    return _EMPTY_LINES.sub(_LINE_BREAK * 3, text).strip(_LINE_BREAK)


def refusal(text: str) -> str:
    """Why a text of `one_line` or `lines` cannot be printed, naming its first bad character only; empty if it can."""
    found = _FORBIDDEN.search(text)
    if not found:
        return ""
    character = found[0]
    # A mark without a body of its own, or half a surrogate pair, cannot be shown in the sentence.
    visible = character.isprintable() and not unicodedata.category(character).startswith("M")
    name = f'Huruf "{character}"' if visible else "Tanda"
    return f"{name} (U+{ord(character):04X}) tidak ada pada huruf surat; tulis dengan huruf Latin."

"""What may be typed can be printed, in every shipped font."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from spkt_desktop.forms.characters import PRINTABLE_RANGES, lines, one_line, refusal

FONTS = sorted((Path(__file__).parents[2] / "resources" / "fonts").glob("*.ttf"))
ALLOWED = [chr(code) for low, high in PRINTABLE_RANGES for code in range(low, high + 1)]


def test_every_face_of_both_fonts_is_there() -> None:
    faces = {path.stem for path in FONTS}
    assert {f"Liberation{f}-{s}" for f in ("Sans", "Serif") for s in ("Regular", "Bold", "Italic")} <= faces


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_every_allowed_character_has_a_glyph(path: Path) -> None:
    glyphs = TTFontFile(str(path)).charToGlyph
    assert [f"U+{ord(c):04X}" for c in ALLOWED if not glyphs.get(ord(c))] == []


def test_no_allowed_character_is_a_control_a_mark_or_runs_from_right_to_left() -> None:
    kinds = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc"}
    directions = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert [c for c in ALLOWED if unicodedata.category(c) in kinds or unicodedata.bidirectional(c) in directions] == []
    assert [c for c in ALLOWED if unicodedata.normalize("NFC", c) != c] == []


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x1f", "\xad", "\u0301", "\u0410", "\u03a9", "\u05d0", "\u0627", "\u0661", "\u200b", "\u2011",
     "\u200d", "\u202e", "\u2066", "\ud800", "\ue000", "\ufb01", "\ufdf2", "\ufe70", "\ufeff", "\uffff", "中",
     "😀", "\U000e0041"],
)  # fmt: skip
def test_what_the_fonts_or_the_line_cannot_carry_is_refused_and_named(character: str) -> None:
    for text in (one_line(f"x{character}y"), lines(f"x{character}y")):
        message = refusal(text)
        assert f"(U+{ord(character):04X})" in message
        assert "x" not in message.split("(")[0]
        message.encode()


def test_the_sentence_names_the_character_alone() -> None:
    assert refusal("Budi 😀 makan") == ('Huruf "😀" (U+1F600) tidak ada pada huruf surat; tulis dengan huruf Latin.')


def test_names_with_accents_typed_in_parts_are_taken() -> None:
    assert one_line("Jose\u0301  Ru\u0308ckert") == "José Rückert"
    assert refusal(one_line("Nguye\u0302\u0303n")) == ""
    assert refusal(one_line("Jose\u0301")) == ""


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a\t\tb\xa0\u3000c\r\nd\u2028e ") == "a b c d e"


def test_lines_keep_breaks_and_lose_what_hangs_at_the_ends() -> None:
    assert lines("\n a \r\n\tb  c \r\r\r\r\rd\n \n") == "a\nb c\n\n\nd"


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert lines(lines(text)) == lines(text)
    assert "\n" not in one_line(text)


@settings(deadline=None)
@given(st.text(alphabet=ALLOWED))
def test_allowed_text_stays_printable_when_normalised(text: str) -> None:
    assert refusal(one_line(text)) == refusal(lines(text)) == ""

from __future__ import annotations

from spkt_desktop.forms.characters import PRINTABLE_RANGES
from spkt_desktop.paths import resources
from spkt_desktop.print.fonts import FILES, missing, width


def test_every_character_that_a_form_takes_can_be_printed() -> None:
    taken = "".join(chr(code) for low, high in PRINTABLE_RANGES for code in range(low, high + 1))
    assert missing(taken + "\n\t") == set()


def test_what_no_face_has_is_said() -> None:
    assert missing("Siti 漢\U0001f600") == {"漢", "\U0001f600"}


def test_widths_are_those_of_arial_and_times() -> None:
    # The published advance widths of "A": 667 in Arial, 722 in Times New Roman, per 1000 units.
    assert (round(width("A", "arial", 1000)), round(width("A", "times", 1000))) == (667, 722)


def test_the_licence_lies_beside_the_faces() -> None:
    assert "SIL OPEN FONT LICENSE" in resources("fonts", "OFL.txt").read_text(encoding="utf-8")
    shipped = {file.name for file in resources("fonts").glob("*.ttf")}
    assert shipped == FILES

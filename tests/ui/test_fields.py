from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from spkt_desktop.forms.schema import Choice, Field, Kind
from spkt_desktop.ui import style
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.fields import FieldBox, Input, make_input
from spkt_desktop.ui.inputs import Line
from spkt_desktop.ui.sources import Sources
from spkt_desktop.ui.style import Tone
from tests.ui.conftest import Fingers

Show = Callable[[QWidget], None]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
HELD = {
    Kind.TEXT: "Siti Aminah", Kind.NOTE: "satu\ndua", Kind.INTEGER: 3, Kind.DATE: "2026-11-20", Kind.TIME: "14:30",
    Kind.CHOICE: "a", Kind.SUGGEST: "Bebas", Kind.FLAG: True, Kind.NIK: "3503122908600098", Kind.PHONE: "08123",
    Kind.OFFICER: "87020875", Kind.IMAGE: PIXEL, Kind.MONEY: 1_500_000, Kind.ARTICLE: "Pasal 476 KUHP",
}  # fmt: skip


def field(kind: Kind, **more: object) -> Field:
    return Field("isian", "Isian & lain", kind, choices=(Choice("a", "Pilihan A"),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_gives_back_what_it_was_given(kind: Kind, show: Show) -> None:
    box = FieldBox(field(kind), make_input(field(kind), Sources()))
    show(box)
    said: list[object] = []
    box.changed.connect(lambda: said.append(kind))
    box.input.set_value(HELD[kind])
    assert box.input.value() == HELD[kind]
    box.input.set_value(None)
    assert box.input.value() in (None, False)
    assert said == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_name_takes_the_focus_and_says_so(kind: Kind, show: Show, fingers: Fingers) -> None:
    box = FieldBox(field(kind), make_input(field(kind), Sources()))
    show(box)
    seen: list[str] = []
    box.focused.connect(lambda: seen.append("focused"))
    (box.control.focusProxy() or box.control).clearFocus()
    box.setFocus()
    assert box.control.accessibleName() == "Isian & lain"
    assert fingers.at.startswith("Isian & lain") and seen == ["focused"]
    assert [label.buddy() for label in box.findChildren(QLabel) if label.text().startswith("Isian")] in (
        [box.control],
        [],
    )


def test_what_is_said_stands_below_with_problems_first_and_is_read_out(show: Show) -> None:
    box = FieldBox(field(Kind.TEXT, help="Seperti pada kartu."), Line())
    show(box)
    box.say(Tone.WARNING, "Periksa kembali.")
    box.say(Tone.PROBLEM, "Wajib diisi.")
    shown = [label for label in box.findChildren(QLabel) if label.isVisible()]
    below = sorted((label.y(), label.text()) for label in shown if label.y() > box.control.y())
    assert [text for _y, text in below] == ["Wajib diisi.", "Periksa kembali.", "Seperti pada kartu."]
    assert box.control.accessibleDescription() == "Wajib diisi. Periksa kembali. Seperti pada kartu."
    box.say(Tone.PROBLEM, "")
    assert box.said(Tone.PROBLEM) == "" and box.control.accessibleDescription().startswith("Periksa")


def test_officers_are_typed_by_number_where_no_list_is_known() -> None:
    assert isinstance(make_input(field(Kind.OFFICER), Sources()), Line)


def test_a_choice_begins_empty() -> None:
    assert cast(Input, make_input(field(Kind.CHOICE), Sources())).value() is None
    assert isinstance(make_input(field(Kind.CHOICE), Sources()), Pick)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, 1.4.3."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_can_be_read_on_every_surface(dark: bool) -> None:
    palette = style.palette(dark=dark)
    role = palette.ColorRole
    for surface in (role.Window, role.Base, role.AlternateBase, role.Button):
        for text in (role.WindowText, role.Text, role.ButtonText, role.Link):
            assert contrast(palette.color(surface), palette.color(text)) >= 4.5
    for surface in (role.Window, role.Base, role.AlternateBase):
        for tone in Tone:
            assert contrast(palette.color(surface), tone.colour(palette)) >= 4.5, (surface, tone)
    assert contrast(palette.color(role.Base), palette.color(role.PlaceholderText)) >= 4.5
    assert contrast(palette.color(role.Highlight), palette.color(role.HighlightedText)) >= 4.5


def test_a_notice_takes_the_other_colour_when_the_system_turns_dark(show: Show, qapp: QApplication) -> None:
    box = FieldBox(field(Kind.TEXT), Line())
    show(box)
    box.say(Tone.PROBLEM, "Wajib diisi.")
    (notice,) = (label for label in box.findChildren(QLabel) if label.text() == "Wajib diisi.")
    before = qapp.palette()
    qapp.setPalette(style.palette(dark=True))
    qapp.processEvents()
    dark = notice.palette().color(notice.foregroundRole())
    qapp.setPalette(before)
    qapp.processEvents()
    assert dark == Tone.PROBLEM.colour(style.palette(dark=True)) != notice.palette().color(notice.foregroundRole())

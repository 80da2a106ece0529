from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.forms import FORMS
from spkt_desktop.ui.letter_marks import spellings
from spkt_desktop.ui.letter_view import LetterView
from tests.ui.conftest import Fingers, Held, Key

Show = Callable[[QWidget], None]
PELAPOR = FORMS["sktlk"].section("pelapor")


@pytest.fixture
def pdf(app: App) -> bytes:
    return app.letters.render(app.letters.preview("sktlk", sample_values("sktlk"))).pdf


@pytest.fixture
def view(show: Show, pdf: bytes) -> LetterView:
    made = LetterView()
    made.resize(480, 400)
    show(made)
    made.show_pdf(pdf)
    return made


def marked(view: LetterView, field: str) -> int:
    value = sample_values("sktlk")["pelapor"][field]
    view.mark(spellings(PELAPOR.field(field), value))
    return len(view.marks)


def test_the_letter_is_painted_as_wide_as_the_view(view: LetterView) -> None:
    assert view.page_count == 1
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, 200).name() for x in range(picture.width())}
    assert "#ffffff" in colours and len(colours) > 5, "paper and ink"
    assert view.horizontalScrollBar().maximum() == 0


def test_the_field_being_typed_is_marked_where_it_stands(view: LetterView) -> None:
    assert marked(view, "nama") >= 2, "with the particulars and under the signature"
    page, spot = view.marks[0]
    assert page == 0 and 0 < spot.y() < 500 and spot.width() > 20
    before = view.grab().toImage()
    view.mark(())
    assert view.marks == [] and before != view.grab().toImage()


def test_dates_choices_and_long_lines_are_found_as_the_letter_writes_them(view: LetterView) -> None:
    assert marked(view, "tanggal_lahir") == 1
    assert marked(view, "jenis_kelamin") >= 1
    assert marked(view, "alamat") >= 1
    view.mark(["tidak ada di surat"])
    assert view.marks == []


def test_a_letter_too_short_to_tell_is_not_marked() -> None:
    assert spellings(PELAPOR.field("nama"), "A") == ()
    assert spellings(PELAPOR.field("tanggal_lahir"), "kemarin dulu") == ()


def test_a_new_preview_keeps_the_place(view: LetterView, pdf: bytes) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    view.show_pdf(pdf)
    assert at > 0 and bar.value() == at


def test_keys_scroll_and_change_the_size(view: LetterView, fingers: Fingers, qapp: QApplication) -> None:
    view.setFocus()
    fingers.press(Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
    fingers.press(Key.Key_Home)
    assert view.verticalScrollBar().value() == 0
    paper = view.widget()
    assert paper is not None
    whole = paper.width()
    fingers.press(Key.Key_Plus, Held.ControlModifier)
    assert paper.width() > whole
    fingers.press(Key.Key_0, Held.ControlModifier)
    assert paper.width() == whole
    fingers.press(Key.Key_Minus, Held.ControlModifier)
    assert paper.width() < whole


def test_marks_let_the_ink_through(view: LetterView) -> None:
    marked(view, "nama")
    picture = view.grab().toImage()
    dark = QColor("#606060").lightness()
    assert any(picture.pixelColor(x, y).lightness() < dark for x in range(0, 480, 2) for y in range(0, 400, 2))

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from spkt_desktop.ui import typed
from spkt_desktop.ui.inputs import Line, MoneyLine, Note, date_line, time_line
from tests.ui.conftest import Fingers, Held, Key

Show = Callable[[QWidget], None]


def test_a_date_is_typed_as_digits_and_written_out_when_left(show: Show, fingers: Fingers) -> None:
    line = date_line(lambda: date(2026, 11, 20))
    show(line)
    line.setFocus()
    fingers.type("19112026")
    assert line.value() == "2026-11-19"
    fingers.enter()
    assert line.text() == "19/11/2026" and line.value() == "2026-11-19"


def test_what_is_no_date_is_kept_for_the_check_to_name(show: Show, fingers: Fingers) -> None:
    line = date_line(date.today)
    show(line)
    line.setFocus()
    fingers.type("senin lalu")
    fingers.enter()
    assert line.value() == line.text() == "senin lalu"


def test_a_time_is_written_out_too(show: Show, fingers: Fingers) -> None:
    line = time_line()
    show(line)
    line.setFocus()
    fingers.type("1430")
    fingers.enter()
    assert line.value() == line.text() == "14:30"


def test_an_empty_line_is_no_value_and_a_value_set_is_not_said(show: Show) -> None:
    line = Line(typed.read_integer)
    said: list[object] = []
    line.changed.connect(lambda: said.append(line.value()))
    assert line.value() is None
    line.set_value(7)
    assert line.value() == 7 and line.text() == "7" and said == []


def test_a_pasted_text_loses_what_nobody_can_see(show: Show, fingers: Fingers) -> None:
    line = Line()
    show(line)
    line.setFocus()
    fingers.type("a.n. ")
    data = QMimeData()
    data.setText("Si\u200bti\u202e\tAminah")
    QGuiApplication.clipboard().setMimeData(data)
    line.paste()
    fingers.type("!")
    assert line.value() == "a.n. Siti Aminah!"


def test_keys_of_the_page_are_not_typed_and_rise_to_it(show: Show, fingers: Fingers) -> None:
    class PageOf(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.risen: list[int] = []

        def keyPressEvent(self, event: object) -> None:
            if event.key() not in (Key.Key_Alt, Key.Key_Control):  # type: ignore[attr-defined]
                self.risen.append(event.key())  # type: ignore[attr-defined]

    page = PageOf()
    column = QVBoxLayout(page)
    for control in (Line(), Note()):
        column.addWidget(control)
    show(page)
    for control in page.findChildren(Line) + page.findChildren(Note):
        page.risen.clear()
        control.setFocus()
        fingers.alt(Key.Key_T)
        fingers.alt(Key.Key_Delete)
        fingers.ctrl_enter()
        assert page.risen == [Key.Key_T, Key.Key_Delete, Key.Key_Return]
        assert control.value() is None


def test_enter_goes_on_from_a_line_and_breaks_it_in_a_note(show: Show, fingers: Fingers) -> None:
    line, note = Line(), Note()
    gone: list[str] = []
    line.entered.connect(lambda: gone.append("line"))
    note.entered.connect(lambda: gone.append("note"))
    for control in (line, note):
        show(control)
        control.setFocus()
        fingers.type("satu")
        fingers.enter()
        fingers.type("dua")
    assert gone == ["line"] and line.value() == "satudua" and note.value() == "satu\ndua"


def test_tab_leaves_a_note(show: Show, fingers: Fingers) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    note, line = Note(), Line()
    column.addWidget(note)
    column.addWidget(line)
    show(page)
    note.setFocus()
    fingers.press(Key.Key_Tab)
    assert line.hasFocus() and note.value() is None
    fingers.press(Key.Key_Backtab, Held.ShiftModifier)
    assert note.hasFocus()


def test_a_note_shows_all_its_lines_until_it_is_high_enough(show: Show, qapp: QApplication) -> None:
    note = Note(lines=2)
    show(note)
    heights = []
    for count in (1, 2, 5, 30):
        note.set_value("\n".join(["baris"] * count))
        note.resize(300, note.sizeHint().height())
        qapp.processEvents()
        heights.append(note.height())
        assert note.verticalScrollBar().isVisible() is (count > Note.MOST)
    assert heights[0] == heights[1] < heights[2] < heights[3]
    assert note.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_thousands_are_set_apart_while_an_amount_is_typed(show: Callable[[QWidget], None], fingers: Fingers) -> None:
    line = MoneyLine()
    show(line)
    line.setFocus()
    fingers.type("1500000")
    assert (line.text(), line.value()) == ("1.500.000", 1_500_000)
    fingers.press(Key.Key_Home)
    fingers.type("2")
    assert (line.text(), line.cursorPosition()) == ("21.500.000", 1)
    fingers.press(Key.Key_End)
    fingers.press(Key.Key_Backspace)
    assert (line.text(), line.value()) == ("2.150.000", 2_150_000)
    fingers.type("x")
    assert line.value() == "2.150.000x", "what is no amount stays, for the check to say so"

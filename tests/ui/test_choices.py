from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.forms.schema import Choice
from spkt_desktop.records import Officer
from spkt_desktop.ui.choices import Pick, Suggest, Tick, officer_pick
from tests.ui.conftest import Fingers, Held, Key

Show = Callable[[QWidget], None]
SEXES = (Choice("L", "Laki-laki"), Choice("P", "Perempuan"))
GOODS = tuple(Choice(name, name) for name in ("KTP", "SIM", "STNK", "Kartu ATM", "Kartu kredit"))


def test_a_choice_is_found_by_its_first_letter_and_emptied(show: Show, fingers: Fingers) -> None:
    pick = Pick(SEXES)
    said: list[object] = []
    pick.changed.connect(lambda: said.append(pick.value()))
    show(pick)
    pick.setFocus()
    assert pick.value() is None
    fingers.type("p")
    assert pick.value() == "P"
    fingers.press(Key.Key_Delete)
    assert pick.value() is None and said == ["P", None]


def test_alt_down_shows_all_choices(show: Show, fingers: Fingers) -> None:
    pick = Pick(SEXES)
    show(pick)
    pick.setFocus()
    fingers.alt(Key.Key_Down)
    assert pick.view().isVisible()
    pick.hidePopup()


def test_the_wheel_changes_no_answer(show: Show) -> None:
    pick = Pick(SEXES)
    show(pick)
    pick.set_value("L")
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Held.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pick, turned)
    assert pick.value() == "L" and not turned.isAccepted()


def test_a_value_that_is_not_offered_is_kept(show: Show) -> None:
    pick = Pick(SEXES)
    pick.set_value("X")
    assert pick.value() == "X" and pick.currentText() == "X"
    pick.offer(SEXES)
    assert pick.value() is None and pick.count() == 2


def test_officers_are_shown_with_rank_and_post_and_known_by_their_nrp() -> None:
    pick = officer_pick([Officer("87020875", "Budi Santoso", "Bripka", "BANIT SPKT", "petugas")])
    pick.set_value("87020875")
    assert pick.value() == "87020875" and pick.currentText() == "Bripka Budi Santoso, BANIT SPKT"


def test_a_suggestion_is_found_anywhere_in_a_word_and_taken_with_enter(show: Show, fingers: Fingers) -> None:
    line = Suggest(GOODS)
    gone: list[object] = []
    line.entered.connect(lambda: gone.append(line.value()))
    show(line)
    line.setFocus()
    fingers.type("kred")
    popup = line.completer().popup()
    assert popup is not None and popup.isVisible() and line.completer().completionCount() == 1
    fingers.press(Key.Key_Down)
    fingers.enter()
    assert gone == ["Kartu kredit"] and not popup.isVisible()


def test_a_typed_name_is_the_offered_one_whatever_its_case_and_anything_else_stays(
    show: Show, fingers: Fingers
) -> None:
    line = Suggest(GOODS)
    show(line)
    line.setFocus()
    fingers.type("ktp")
    fingers.enter()
    assert line.value() == line.text() == "KTP"
    line.clear()
    fingers.type("Surat gadai")
    fingers.enter()
    assert line.value() == "Surat gadai"


def test_down_in_an_empty_line_offers_all(show: Show, fingers: Fingers) -> None:
    line = Suggest(GOODS)
    show(line)
    line.setFocus()
    fingers.press(Key.Key_Down)
    popup = line.completer().popup()
    assert popup is not None and popup.isVisible() and line.completer().completionCount() == len(GOODS)
    popup.hide()


def test_an_open_list_does_not_swallow_the_keys_of_the_page(show: Show, fingers: Fingers, qtbot: QtBot) -> None:
    class PageOf(QWidget):
        risen: tuple[int, ...] = ()

        def keyPressEvent(self, event: object) -> None:
            self.risen = (*self.risen, event.key())  # type: ignore[attr-defined]

    page, line = PageOf(), Suggest(GOODS)
    QVBoxLayout(page).addWidget(line)
    show(page)
    line.setFocus()
    fingers.type("k")
    popup = line.completer().popup()
    assert popup is not None and popup.isVisible()
    fingers.ctrl_enter()
    qtbot.waitUntil(lambda: page.risen == (Key.Key_Return,))
    assert not popup.isVisible() and line.text() == "k"


def test_a_tick_is_yes_or_no(show: Show, fingers: Fingers) -> None:
    tick = Tick("Masih bertugas & aktif")
    said: list[bool] = []
    tick.changed.connect(lambda: said.append(tick.value()))
    show(tick)
    tick.setFocus()
    tick.set_value(True)
    fingers.press(Key.Key_Space)
    assert tick.value() is False and said == [False]
    assert tick.text() == "Masih bertugas && aktif"

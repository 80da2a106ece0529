"""From one page to another and back: who came when, who is asked how it was, and how one regu follows another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, carried_on
from tests.ui.conftest import Fingers
from tests.ui.windows import opened, settled

Key = Qt.Key
NEED = "Apa yang dibutuhkan warga?"


@pytest.fixture
def window(app: App, worker: Worker, show: Callable[[QWidget], None]) -> Iterator[Window]:
    with opened(app, worker, show) as made:
        yield made


def values(app: App, form: str) -> Values:
    return sample_values(form, app.now().date(), app.nrp)


def issue(window: Window, fingers: Fingers, app: App, typed: Values | None = None) -> Record:
    """Fills in what is open and registers it; the printer is left for later."""
    form = window.form.editor.form.name
    window.form.editor.set_values(values(app, form) if typed is None else typed)
    window.activateWindow()  # a list that closed over it took its turn
    window.form.issue()
    fingers.ctrl_enter()
    (record,) = app.search(form=form, limit=1)
    fingers.press(Key.Key_Escape)
    return record


# Since when somebody waits


def test_a_letter_knows_since_when_its_form_was_open(window: Window, fingers: Fingers, app: App, hands: Hands) -> None:
    begun = app.now().isoformat()
    fingers.press(Key.Key_F2)
    fingers.enter()
    hands.pass_(minutes=9)
    assert issue(window, fingers, app).arrived == begun


def test_whoever_is_called_has_waited_since_they_took_their_number(
    window: Window, fingers: Fingers, app: App, hands: Hands
) -> None:
    came = app.queue.take().at.isoformat()
    app.queue.take()
    hands.pass_(minutes=20)
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_P)
    fingers.enter()
    hands.pass_(minutes=5)
    assert issue(window, fingers, app).arrived == came
    fingers.press(Key.Key_Escape)
    assert [visit.number for visit in app.queue.waiting()] == [2], "a record ends the waiting"
    assert fingers.at == NEED and "Suratnya sudah ada" in window.intake.visits._words.text()

    fingers.press(Key.Key_F8)  # the same visitor wants something else
    window.record.follow.emit("rujukan", {}, "")
    hands.pass_(minutes=5)
    assert issue(window, fingers, app).arrived == came

    fingers.press(Key.Key_Escape)
    fingers.press(Key.Key_F2)
    fingers.alt(Key.Key_P)
    second = window.intake.visits.visit
    assert second is not None and second.number == 2 and fingers.at == NEED
    fingers.enter()
    assert issue(window, fingers, app).arrived == second.at.isoformat()


def test_whoever_is_done_leaves_nothing_to_the_next_one(
    window: Window, fingers: Fingers, app: App, hands: Hands
) -> None:
    app.queue.take()
    hands.pass_(minutes=20)
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_P)
    fingers.alt(Key.Key_T)
    assert app.queue.waiting() == [] and "Nomor 1 selesai tanpa surat." in window.message.text
    assert fingers.at == NEED and not window.intake.visits.isVisible()
    fingers.enter()
    begun = app.now().isoformat()
    assert issue(window, fingers, app).arrived == begun


def test_a_visit_that_ends_on_the_home_page_is_not_served_any_more(window: Window, fingers: Fingers, app: App) -> None:
    app.queue.take()
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_P)
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_G)
    assert window.intake.visits.visit is None


def test_a_draft_keeps_who_waits_and_since_when(window: Window, fingers: Fingers, app: App, hands: Hands) -> None:
    visit = app.queue.take()
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_P)
    fingers.enter()
    begun = app.now().isoformat()
    window.form.editor.set_values(values(app, "sktlk"))
    window.form.editor.changed.emit()
    fingers.press(Key.Key_Escape)
    (draft,) = app.drafts()
    assert (draft.begun, draft.visit) == (begun, visit.id)
    fingers.alt(Key.Key_T)  # the counter serves somebody else meanwhile
    hands.pass_(minutes=30)
    window.intake.resume.emit(draft.id)
    assert issue(window, fingers, app).arrived == visit.at.isoformat()


def test_nobody_waits_for_a_correction(window: Window, fingers: Fingers, app: App) -> None:
    old = app.register("sktlk", values(app, "sktlk"))
    window.record.correct.emit(old, "Nama salah tulis")
    assert issue(window, fingers, app).arrived == ""
    assert window.rating.isHidden(), "the visitor was asked already"


# How it was


def test_a_visitor_is_asked_once_with_two_keys(window: Window, fingers: Fingers, app: App) -> None:
    fingers.press(Key.Key_F2)
    fingers.enter()
    issue(window, fingers, app)
    assert window.rating.isVisible() and not window.stack.isVisible()
    fingers.press(Key.Key_4)
    fingers.enter()
    today = app.now().date().isoformat()
    assert app.store.counts.ratings(today, today) == {(today, 4): 1}
    assert window.rating.isHidden() and window.page is window.intake and fingers.at == NEED
    assert "Terima kasih" in window.message.text


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F2])
def test_the_question_is_skipped(window: Window, fingers: Fingers, app: App, key: Qt.Key) -> None:
    fingers.press(Key.Key_F2)
    fingers.enter()
    issue(window, fingers, app)
    fingers.press(key)
    today = app.now().date().isoformat()
    assert app.store.counts.ratings(today, today) == {}
    assert window.rating.isHidden() and window.stack.isVisible() and fingers.at == NEED


def test_a_reprint_and_a_unit_that_does_not_ask_ask_nothing(window: Window, fingers: Fingers, app: App) -> None:
    record = app.register("sktlk", values(app, "sktlk"))
    window.register.reprint.emit(record.id)
    fingers.press(Key.Key_Escape)
    assert window.page is window.record and window.rating.isHidden()
    unit = app.unit.values
    app.settings.change_unit({**unit, "pelayanan": {**unit["pelayanan"], "tanya_kepuasan": False}})
    fingers.press(Key.Key_F2)
    fingers.enter()
    issue(window, fingers, app)
    assert window.stack.currentWidget() is window.intake and window.rating.isHidden() and fingers.at == NEED


# One regu after the other


def handed_over(app: App, begun: Values) -> Values:
    other = next(one.nrp for one in app.officers() if one.nrp != app.nrp)
    typed = carried_on(HANDOVER, begun, app.nrp)
    return {**typed, "jaga": {**typed["jaga"], "ka_lama": app.nrp, "ka_baru": other}}


def test_a_handover_that_is_left_leads_back_and_is_kept(window: Window, fingers: Fingers, app: App) -> None:
    app.shifts.open("I", [app.nrp])
    fingers.press(Key.Key_F4)
    fingers.alt(Key.Key_S)
    assert window.page is window.form and window.form.editor.form.name == HANDOVER
    assert window.form.editor.values()["jaga"]["regu_lama"] == "I"
    window.form.editor.changed.emit()
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.diary and app.shifts.current() is not None
    (draft,) = app.drafts()
    assert (draft.form, draft.begun, draft.visit) == (HANDOVER, "", "")


def test_a_handover_locks_the_desk_for_the_next_regu(window: Window, fingers: Fingers, app: App, qtbot: QtBot) -> None:
    app.shifts.open("I", [app.nrp])
    app.queue.take()
    window.intake.visits.serve(app.queue.call())
    fingers.press(Key.Key_F4)
    fingers.alt(Key.Key_S)
    typed = handed_over(app, app.shifts.handover())
    with qtbot.waitSignal(window.locked) as locked:
        record = issue(window, fingers, app, typed)
    assert app.shifts.current() is None and record.arrived == "" and window.rating.isHidden()
    nrp, words = locked.args
    assert nrp == typed["jaga"]["ka_baru"] and typed["jaga"]["regu_baru"] in words


def test_a_corrected_handover_does_not_lock(window: Window, fingers: Fingers, app: App, qtbot: QtBot) -> None:
    app.shifts.open("I", [app.nrp])
    old = app.register(HANDOVER, handed_over(app, app.shifts.handover()))
    window.record.correct.emit(old, "Jumlah HT salah tulis")
    with qtbot.assertNotEmitted(window.locked):
        issue(window, fingers, app, handed_over(app, old.values))


# Back to where one came from


def test_a_person_and_their_records_never_lead_in_a_circle(
    window: Window, fingers: Fingers, app: App, qtbot: QtBot
) -> None:
    of = values(app, "sktlk")["pelapor"]
    first, second = (app.register("sktlk", values(app, "sktlk")) for _ in range(2))
    fingers.press(Key.Key_F9)
    settled(window, qtbot)
    window.home.chosen.emit(first.id)
    window.record.person.emit(of["nik"], of["nama"], "")
    assert window.stack.currentWidget() is window.person
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.record and window.record.record.id == first.id
    window.record.person.emit(of["nik"], of["nama"], "")
    window.person.chosen.emit(second.id)
    window.record.person.emit(of["nik"], of["nama"], "")
    window.person.chosen.emit(first.id)
    path: list[QWidget] = []
    while window.stack.currentWidget() is not window.home and len(path) < 9:
        path.append(window.page)
        fingers.press(Key.Key_Escape)
    assert path == [window.record, window.person]


def test_what_fails_to_open_leaves_the_page_as_it_is(window: Window, fingers: Fingers) -> None:
    fingers.press(Key.Key_F9)
    window.home.chosen.emit("tidak ada")
    assert window.page is window.home and window.message.text
    fingers.press(Key.Key_F8)
    assert window.page is window.home, "nothing was registered yet"

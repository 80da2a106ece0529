"""The home page in its window: the shift, the queue, and every kind of open matter with its act, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.moments import short_day
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.start import SMALLEST
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready, carried_on
from tests.ui.conftest import Fingers
from tests.ui.windows import on_duty, opened, settled

Key = Qt.Key


def values(app: App, form: str) -> Values:
    return sample_values(form, app.now().date(), app.nrp)


def register(app: App, form: str, **changed: Values) -> Record:
    sample = values(app, form)
    return app.register(form, {**sample, **{name: {**sample[name], **part} for name, part in changed.items()}})


@pytest.fixture
def window(app: App, worker: Worker, show: Callable[[QWidget], None]) -> Iterator[Window]:
    with opened(app, worker, show) as made:
        yield made


def home(window: Window, fingers: Fingers, qtbot: QtBot) -> None:
    """Come to the home page and wait until it has looked."""
    fingers.press(Key.Key_F9)
    settled(window, qtbot)


def told(widget: QWidget) -> str:
    return " ".join(words.text() for words in widget.findChildren(Notice) if words.isVisible())


def rows(window: Window) -> list[str]:
    model = window.home.matters.model
    return [model.matter(row).key for row in range(model.rowCount())]


# The shift and the day


def test_the_empty_desk_teaches_and_offers_to_open_a_shift(window: Window, fingers: Fingers, qtbot: QtBot) -> None:
    settled(window, qtbot)
    assert window.page is window.home and fingers.at == "Buka jaga…"
    assert "Belum ada laporan atau surat hari ini. F2" in told(window.home)
    assert "Tidak ada yang menunggu. Di sini muncul hasil visum" in told(window.home)
    assert not window.home.matters.table.isVisible() and not window.home.queue.list.isVisible()


def test_a_shift_is_opened_by_keys_and_said_everywhere(window: Window, fingers: Fingers, app: App) -> None:
    fingers.enter()
    assert fingers.at == "Regu" and not window.home.matters.isVisible()
    fingers.enter()
    shift = app.shifts.current()
    assert shift is not None and app.nrp in shift.present
    assert fingers.at == "Saring hal yang belum selesai"
    assert f"Jaga regu {shift.regu} sejak 14.30, {len(shift.present)} petugas." in told(window.home)
    assert window.top.officer.text().startswith(f"Regu {shift.regu} · ")
    assert "dibuka" in window.message.text


def test_a_shift_of_yesterday_says_its_day(window: Window, app: App, hands: Hands) -> None:
    app.shifts.open("I", [app.nrp])
    since = app.now()
    hands.pass_(days=1)
    window.home.enter()
    assert f"Jaga regu I sejak {short_day(since)} 14.30, 1 petugas." in told(window.home)


def test_giving_up_a_shift_shows_the_page_again(window: Window, fingers: Fingers, app: App) -> None:
    fingers.alt(Key.Key_B)
    fingers.press(Key.Key_Escape)
    assert app.shifts.current() is None and window.home.matters.isVisible() and fingers.at == "Buka jaga…"


def test_the_day_is_counted_in_one_line(window: Window, app: App) -> None:
    for form in ("sktlk", "sktlk", "saran", "lp_b", "informasi"):
        register(app, form)
    window.home.look()
    said = told(window.home)
    assert "Hari ini 5 laporan dan surat: Surat keterangan kehilangan 2, " in said and "lainnya 1." in said


# The queue


def test_a_number_is_taken_with_two_keys(window: Window, fingers: Fingers, app: App) -> None:
    for key in (Key.Key_Return, Key.Key_3):
        fingers.alt(Key.Key_N)
        fingers.press(key)
    assert [(visit.number, visit.need) for visit in app.queue.waiting()] == [(2, "lansia"), (1, "")]
    assert "Nomor 2 (Lanjut usia) diambil." in window.message.text
    assert window.top.waiting.text() == "2 antre (F9)"
    assert "Nomor 2 (Lanjut usia)  ·  menunggu 0 menit" in window.home.queue.list.item(0).text()


def test_no_number_is_taken_where_it_is_given_up(window: Window, fingers: Fingers, app: App) -> None:
    before = fingers.at
    fingers.alt(Key.Key_N)
    fingers.press(Key.Key_Escape)
    assert app.queue.waiting() == [] and fingers.at == before


def test_the_minutes_go_on(window: Window, app: App, hands: Hands) -> None:
    app.queue.take()
    hands.pass_(minutes=12)
    window.home.queue._timer.timeout.emit()
    assert "menunggu 12 menit  ·  datang 14.30" in window.home.queue.list.item(0).text()


def test_calling_leads_to_what_the_next_one_needs(window: Window, fingers: Fingers, app: App) -> None:
    app.queue.take()
    app.queue.take("luka")
    fingers.press(Key.Key_F9)
    fingers.alt(Key.Key_P)
    assert window.page is window.intake and fingers.at == "Apa yang dibutuhkan warga?"
    assert "Melayani: Nomor 2 (Terluka), datang 14.30. 1 menunggu." in told(window.intake)
    assert [visit.called for visit in app.queue.waiting()] == [True, False]


def test_enter_calls_the_marked_one(window: Window, fingers: Fingers, app: App) -> None:
    for _ in range(3):
        app.queue.take()
    fingers.press(Key.Key_F9)
    window.home.queue.list.setFocus()
    fingers.press(Key.Key_Down)
    fingers.enter()
    assert [visit.number for visit in app.queue.waiting() if visit.called] == [2]


@pytest.mark.parametrize(("key", "said"), [(Key.Key_G, "pergi sebelum dilayani"), (Key.Key_T, "selesai tanpa surat")])
def test_who_goes_or_needs_no_letter_is_out_of_the_queue(
    window: Window, fingers: Fingers, app: App, key: Qt.Key, said: str
) -> None:
    app.queue.take()
    app.queue.take()
    fingers.press(Key.Key_F9)
    fingers.alt(key)
    assert [visit.number for visit in app.queue.waiting()] == [2]
    assert said in window.message.text and fingers.at == "Buka jaga…"


def test_a_unit_without_a_queue_has_none(window: Window, app: App, fingers: Fingers) -> None:
    unit = app.unit.values
    app.settings.change_unit({**unit, "pelayanan": {**unit["pelayanan"], "antrean": False}})
    fingers.press(Key.Key_F9)
    assert not window.home.queue.isVisible()
    fingers.press(Key.Key_F2)
    assert not window.intake.visits.isVisible()


# What is not settled

ORAL = {"dasar": {"dasar": "lisan"}}


def tasks(app: App) -> None:
    app.shifts.open("I", [app.nrp])
    sample = carried_on("serah_terima", app.shifts.handover(), app.nrp)
    other = next(one.nrp for one in app.officers() if one.nrp != app.nrp)
    duty = {**sample["jaga"], "ka_lama": app.nrp, "ka_baru": other}
    task = {"uraian": "Antar surat panggilan", "penanggung_jawab": other, "tenggat": app.now().date().isoformat()}
    app.register("serah_terima", {**sample, "jaga": duty, "tugas": [task]})


def rejected(app: App) -> None:
    record = register(app, "sktlk")
    (event,) = app.history(record.id)
    result = {"id": event.id, "result": "ditolak", "reason": "Berkas rusak"}
    app.act("acknowledged", None, {"results": [result], "news": []})


FORMED = {
    "visum.hasil": (lambda app: register(app, "visum"), 0, "hasil_visum"),
    "visum.lp": (lambda app: register(app, "visum", **ORAL), 0, "lp_b"),
    "saran.jawaban": (lambda app: register(app, "saran"), 20, "tindak_saran"),
    "bantuan.hasil": (lambda app: register(app, "bantuan", putusan={"putusan": "dikabulkan"}), 0, "hasil_bantuan"),
    "pengaduan.pencabutan": (lambda app: register(app, "pengaduan"), 85, "pencabutan"),
}
NOTED = {
    "lp.tanggapan": (lambda app: register(app, "lp_b"), 15),
    "pengaduan.tanggapan": (lambda app: register(app, "pengaduan"), 15),
    "tugas.": (tasks, 2),
}


def mark(window: Window, key: str) -> None:
    """Go down to that matter."""
    panel = window.home.matters
    panel.table.setFocus()
    panel._mark(next(row for row, one in enumerate(rows(window)) if one.startswith(key)))


@pytest.mark.parametrize("key", FORMED)
def test_a_matter_that_a_form_settles_is_begun_with_one_key(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot, key: str
) -> None:
    make, days, form = FORMED[key]
    record = make(app)
    hands.pass_(days=days)
    home(window, fingers, qtbot)
    mark(window, key)
    fingers.alt(Key.Key_L)
    assert window.page is window.form and window.form.editor.form.name == form
    (proposal,) = next(one for one in app.cases.follow_ups(record) if one.form == form).proposals
    assert all(window.form.editor.values()[name] for name in proposal.values)
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.home and fingers.at == "Buka jaga…"


@pytest.mark.parametrize("key", NOTED)
def test_a_matter_that_a_note_settles_is_settled_by_one(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot, key: str
) -> None:
    make, days = NOTED[key]
    make(app)
    hands.pass_(days=days)
    home(window, fingers, qtbot)
    assert next(matter for matter in app.matters.listed() if matter.key.startswith(key)).late
    mark(window, key)
    fingers.alt(Key.Key_S)
    assert fingers.at == "Catatan"
    fingers.type("Sudah dijawab dengan surat")
    fingers.enter()
    left = [*rows(window), *(matter.key for matter in app.matters.listed())]
    assert not any(one.startswith(key) for one in left)
    assert "Dicatat selesai" in window.message.text
    assert fingers.at in ("Hal yang belum selesai", "Saring hal yang belum selesai")


def test_giving_up_a_note_leaves_the_matter_open(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    register(app, "lp_b")
    hands.pass_(days=15)
    home(window, fingers, qtbot)
    mark(window, "lp.tanggapan")
    fingers.alt(Key.Key_S)
    fingers.press(Key.Key_Escape)
    assert "lp.tanggapan" in rows(window)
    assert fingers.at == "Hal yang belum selesai" and window.home.matters.text.isVisible()


def test_a_letter_that_runs_out_asks_on_its_own_page_how_to_go_on(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    record = register(app, "sktlk")
    hands.pass_(days=12)
    home(window, fingers, qtbot)
    mark(window, "sktlk.masa")
    fingers.alt(Key.Key_L)
    assert window.page is window.record and window.record.record.id == record.id
    assert fingers.at == "Lanjutkan dengan"


@pytest.mark.parametrize("key", ["polres.ditolak", "polres.belum"])
def test_what_the_polres_has_not_got_leads_to_the_page_that_sends(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot, key: str
) -> None:
    rejected(app)
    hands.pass_(days=4)
    home(window, fingers, qtbot)
    mark(window, key)
    fingers.enter()
    assert window.page is window.send


def test_words_narrow_and_enter_opens_the_first(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    app.shifts.open("I", [app.nrp])
    old, wanted = register(app, "lp_b"), register(app, "visum")
    home(window, fingers, qtbot)
    assert fingers.at == "Saring hal yang belum selesai" and len(rows(window)) >= 2
    fingers.type("visum hasil")
    assert rows(window) == ["visum.hasil"]
    fingers.enter()
    assert window.page is window.record and window.record.record.id == wanted.id
    fingers.press(Key.Key_Escape)
    assert window.stack.currentWidget() is window.home, "Esc leads back to where the record was opened"
    settled(window, qtbot)
    fingers.type("tidak ada yang begini")
    assert rows(window) == [] and "Tidak ada yang cocok" in told(window.home)
    assert old.id != wanted.id


def test_what_is_late_comes_first_as_a_warning_and_tasks_name_their_officer(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    register(app, "visum")
    tasks(app)
    hands.pass_(days=2)
    home(window, fingers, qtbot)
    panel = window.home.matters
    assert rows(window)[0].startswith("tugas.") and "1 lewat tenggat" in told(panel)
    cells = [panel.model.index(0, column).data() for column in range(panel.model.columnCount())]
    other = next(one for one in app.officers() if one.nrp != app.nrp)
    assert cells[2] == f"{other.rank} {other.name}" and cells[3].startswith("lewat 1 hari · ")
    colour = Qt.ItemDataRole.ForegroundRole
    late = [panel.model.index(row, 0).data(colour) is not None for row in range(panel.model.rowCount())]
    assert late == sorted(late, reverse=True) and any(late)


def test_a_protected_matter_is_refused_to_others_and_its_opening_is_written_down(
    app: App,
    ready: Ready,
    hands: Hands,
    worker: Worker,
    show: Callable[[QWidget], None],
    fingers: Fingers,
    qtbot: QtBot,
) -> None:
    sample = values(app, "visum")
    child = {"tanggal_lahir": (app.now().date() - timedelta(days=3000)).isoformat()}
    record = app.register("visum", {**sample, "korban": {**sample["korban"], **child}})
    assert record.protection
    with on_duty("petugas", app, ready, hands) as other, opened(other, worker, show) as window:
        home(window, fingers, qtbot)
        mark(window, "visum.hasil")
        fingers.alt(Key.Key_L)
        assert window.page is window.home and "Yang boleh membukanya" in window.message.text
        assert sample["korban"]["nama"] not in " ".join(window.home.matters.model._cells(app.matters.listed()[0]))
    with opened(app, worker, show) as window:
        home(window, fingers, qtbot)
        mark(window, "visum.hasil")
        fingers.alt(Key.Key_L)
        assert window.page is window.form
    assert [event.kind for event in app.history(record.id)] == ["registered", "opened"]


def test_looking_again_keeps_the_mark(window: Window, fingers: Fingers, app: App, qtbot: QtBot) -> None:
    for form in ("visum", "bantuan", "lp_b"):
        register(app, form)
    home(window, fingers, qtbot)
    last = rows(window)[-1]
    mark(window, last)
    window.home.matters._look()
    marked = window.home.matters.marked()
    assert marked is not None and marked.key == last


def test_a_page_that_is_left_before_it_has_looked_does_not_look(window: Window, qtbot: QtBot, app: App) -> None:
    register(app, "visum")
    window.go("home")
    window.go("send")
    qtbot.wait(60)
    assert rows(window) == []


def test_the_page_fits_a_small_screen_whatever_it_asks(
    window: Window, fingers: Fingers, app: App, qtbot: QtBot
) -> None:
    register(app, "lp_b")
    app.shifts.open("I", [app.nrp])
    for need in ("", "luka", "", "anak", "", ""):
        app.queue.take(need)
    home(window, fingers, qtbot)
    window.refresh()
    for ask in (lambda: None, window.home.queue._ask, window.home.matters.settle, window.home.open_shift):
        window.home.enter()
        ask()
        window.message.say("Sesuatu dikatakan.")
        qtbot.waitUntil(lambda: QSize(*SMALLEST).expandedTo(window.minimumSizeHint()) == QSize(*SMALLEST))


def test_a_matter_that_two_windows_settle_is_settled_once(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    record = register(app, "lp_b")
    hands.pass_(days=15)
    home(window, fingers, qtbot)
    mark(window, "lp.tanggapan")
    fingers.alt(Key.Key_S)
    app.matters.settle(record.id, "lp.tanggapan", "Sudah dijawab penyidik")
    fingers.type("Sudah dijawab juga")
    fingers.enter()
    assert "Tidak ada yang berubah" in window.message.text and "lp.tanggapan" not in rows(window)


def test_letters_that_end_together_lead_to_their_list(
    window: Window, fingers: Fingers, app: App, hands: Hands, qtbot: QtBot
) -> None:
    for _ in range(6):
        register(app, "sktlk")
    register(app, "skck")
    hands.pass_(days=12)
    home(window, fingers, qtbot)
    mark(window, "sktlk.masa")
    fingers.enter()
    assert window.page is window.register
    assert [window.register.model.record(row).form for row in range(window.register.model.rowCount())] == ["sktlk"] * 6

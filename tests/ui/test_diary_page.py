from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import SCORES
from spkt_desktop.ui.diary_page import PLACES, SHIFTS, DiaryPage
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.sheet_page import Made, Wanted
from spkt_desktop.ui.style import Tone
from tests.desks import Hands, Ready, carried_on, officer
from tests.ui.conftest import Fingers

Key, Held = Qt.Key, Qt.KeyboardModifier
KA, BANIT, KAPOLSEK = "87020875", "03100376", "75020002"


@pytest.fixture
def page(app: App, show: Callable[[QWidget], None]) -> DiaryPage:
    made = DiaryPage(app)
    made.resize(834, 660)
    show(made)
    return made


def shown(page: DiaryPage) -> list[str]:
    """What happened, line by line; a day in the middle of lines as it stands."""
    cells = [page.table.lines.cells(row) for row in range(page.table.lines.rowCount())]
    return [text or day for day, text, _, _ in cells]


def words(page: DiaryPage) -> str:
    return " ".join(label.text() for label in page.findChildren(Notice) if label.isVisible())


def in_view(page: DiaryPage, row: int) -> bool:
    table = page.table
    top, high = table.rowViewportPosition(row), table.rowHeight(row)
    return top >= 0 and top + high <= table.viewport().height()


def write(app: App, hands: Hands, count: int) -> None:
    for number in range(count):
        hands.pass_(minutes=1)
        app.shifts.note(f"Kegiatan ke-{number + 1}", "Situasi aman dan terkendali." if number % 2 else "")


def close_shift(app: App) -> None:
    typed = carried_on("serah_terima", app.shifts.handover(), KA)
    app.register("serah_terima", {**typed, "jaga": {**typed["jaga"], "ka_lama": KA, "ka_baru": BANIT}})


def test_a_new_desk_is_told_how_its_diary_begins(page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    page.enter()
    assert "Alt+B membuka jaga" in words(page) and fingers.at == "Buka jaga…"
    assert not page.line.isVisible() and not page.table.isVisible() and not page.pick.isVisible()
    fingers.alt(Key.Key_B)
    assert fingers.at == "Regu"
    with qtbot.waitSignal(page.changed):
        fingers.enter()
    assert app.shifts.current() is not None and fingers.at == "Uraian" and not page.opening.isVisible()
    assert shown(page)[0] == "Jumat, 20 November 2026" and shown(page)[1].startswith("Jaga regu")


def test_the_question_of_a_shift_takes_the_room_of_the_diary_and_gives_it_back(
    page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("I", [KA])
    page.resize(620, 540)
    page.enter()
    fingers.type("Setengah kalimat")
    fingers.alt(Key.Key_B)
    assert not page.table.isVisible() and not page.line.isVisible() and fingers.at == "Regu"
    asked = page.opening
    qtbot.waitUntil(lambda: 0 < asked.present.geometry().bottom() < asked.reason.geometry().top())
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    fingers.press(Key.Key_Escape)
    assert page.table.isVisible() and fingers.at == "Uraian" and page.line.text.text() == "Setengah kalimat"


def test_a_free_line_takes_one_key_beyond_its_words(page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    app.shifts.open("I", [KA])
    page.enter()
    assert fingers.at == "Uraian"
    fingers.type("Patroli dialogis di pasar")
    with qtbot.waitSignal(page.changed):
        fingers.enter()
    assert shown(page)[-1] == "Patroli dialogis di pasar" and fingers.at == "Uraian" and page.line.text.text() == ""
    fingers.type("Kebakaran")
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Tindakan"
    fingers.type("Menghubungi Damkar")
    fingers.enter()
    line = app.shifts.lines(app.shifts.listed(1)[0])[-1]
    assert (line.text, line.action, line.typed) == ("Kebakaran", "Menghubungi Damkar", True)
    assert fingers.at == "Uraian" and in_view(page, page.table.lines.rowCount() - 1)


def test_a_line_that_is_being_typed_survives_whatever_closes_the_desk(
    page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    app.shifts.open("I", [KA])
    page.enter()
    fingers.type("Warga melapor kehilangan")
    qtbot.waitUntil(lambda: app.shifts.unfinished() == ("Warga melapor kehilangan", ""))
    fingers.press(Key.Key_Tab)
    fingers.type("Dicatat")
    page.hide()  # what is locked is hidden before its register is closed
    again = DiaryPage(app)
    show(again)
    with qtbot.waitSignal(again.said) as said:
        again.enter()
    assert again.line.typed == ("Warga melapor kehilangan", "Dicatat") and "dikembalikan" in said.args[0]
    assert fingers.at == "Uraian"
    fingers.enter()
    line = app.shifts.lines(app.shifts.listed(1)[0])[-1]
    assert (line.text, line.action) == ("Warga melapor kehilangan", "Dicatat")
    assert app.shifts.unfinished() == ("", "") and again.line.typed == ("", "")
    with qtbot.assertNotEmitted(again.said):
        again.enter()


def test_a_line_without_words_is_not_added_and_keeps_what_was_typed(
    page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("I", [KA])
    page.enter()
    fingers.press(Key.Key_Tab)
    fingers.type("Tindakan saja")
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert "Tulis dahulu uraiannya" in said.args[0] and said.args[1] is Tone.WARNING
    assert fingers.at == "Uraian" and page.line.action.text() == "Tindakan saja"


def test_lines_of_records_are_opened_and_others_say_that_there_is_nothing(
    page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("I", [KA])
    record = app.register("sktlk", sample_values("sktlk"))
    app.shifts.note("Patroli")
    page.enter()
    fingers.press(Key.Key_Up)
    assert fingers.at == "Buku mutasi" and page.table.currentIndex().row() == page.table.lines.rowCount() - 1
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert "tidak menunjuk" in said.args[0]
    fingers.press(Key.Key_Up)
    with qtbot.waitSignal(page.chosen) as opened:
        fingers.enter()
    assert opened.args == [record.id]
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Down)
    assert fingers.at == "Uraian", "below the last line comes the line that is typed into"
    fingers.press(Key.Key_Up)
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Uraian"


def test_what_was_typed_looks_different_and_days_stand_between(page: DiaryPage, app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    app.register("sktlk", sample_values("sktlk"))
    hands.pass_(hours=12)
    app.shifts.note("Patroli malam")
    hands.pass_(minutes=-9)
    app.shifts.note("Jam dibetulkan")
    page.enter()
    model = page.table.lines
    day = shown(page).index("Sabtu, 21 November 2026")
    assert day == 3 and shown(page).count("Jumat, 20 November 2026") == 1
    fonts = [model.data(model.index(row, 1), Qt.ItemDataRole.FontRole) for row in (2, 4)]
    assert fonts[0] is None and fonts[1].italic()
    assert page.table.columnSpan(day, 0) == model.columnCount() and page.table.columnSpan(day + 1, 0) == 1
    assert shown(page)[-1] == "Jam dibetulkan\n(jam komputer mundur)"


def test_older_shifts_are_read_and_nothing_else(page: DiaryPage, app: App, hands: Hands, fingers: Fingers) -> None:
    app.shifts.open("I", [KA])
    app.shifts.note("Jaga pertama")
    for regu in ("II", "III"):
        hands.pass_(hours=12)
        app.shifts.open(regu, [KA], "Tanpa serah terima")
    page.enter()
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    assert "Jaga pertama" in shown(page) and page.shift == app.shifts.listed()[2]
    assert not page.line.isVisible() and "hanya dapat dibaca" in words(page) and fingers.at == "Buku mutasi"
    fingers.press(Key.Key_PageDown, Held.ControlModifier)
    assert page.shift == app.shifts.listed()[1] and not page.line.isVisible()
    fingers.press(Key.Key_Escape)
    assert page.newest and page.line.isVisible() and fingers.at == "Uraian"
    page.pick.setFocus()
    fingers.press(Key.Key_Down)
    assert page.shift == app.shifts.listed()[1] and page.pick.hasFocus()
    fingers.enter()
    assert fingers.at == "Buku mutasi"
    page.enter()
    assert page.newest, "whoever comes back comes to the diary of today"


def test_every_shift_can_be_reached(page: DiaryPage, app: App, hands: Hands) -> None:
    for _ in range(SHIFTS + 5):
        hands.pass_(hours=12)
        app.shifts.open("I", [KA], "" if app.shifts.current() is None else "Tanpa serah terima")
    page.enter()
    for _ in range(SHIFTS + 10):
        page.step(1)
    assert page.shift == app.shifts.listed(1, SHIFTS + 4)[0]


def test_a_shift_that_was_handed_over_is_still_written_to(page: DiaryPage, app: App, fingers: Fingers) -> None:
    app.shifts.open("I", [KA])
    close_shift(app)
    page.enter()
    assert "ditutup" in words(page) and fingers.at == "Uraian"
    fingers.type("Menunggu regu pengganti")
    fingers.enter()
    assert shown(page)[-1] == "Menunggu regu pengganti"


def test_alt_s_begins_the_handover_of_an_open_shift_only(
    page: DiaryPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("I", [KA])
    page.enter()
    with qtbot.waitSignal(page.hand_over) as begun:
        fingers.alt(Key.Key_S)
    assert begun.args[0] == app.shifts.handover()
    close_shift(app)
    page.enter()
    with qtbot.assertNotEmitted(page.hand_over):
        fingers.alt(Key.Key_S)


def test_ctrl_p_asks_for_the_diary_on_paper(
    page: DiaryPage, app: App, hands: Hands, fingers: Fingers, qtbot: QtBot
) -> None:
    app.shifts.open("Pagi A/1", [KA])
    write(app, hands, 250)
    page.enter()
    with qtbot.waitSignal(page.sheet) as asked:
        fingers.press(Key.Key_P, Held.ControlModifier)
    wanted: Wanted = asked.args[0]
    assert (wanted.title, wanted.name) == ("Buku mutasi regu Pagi A/1", "mutasi-2026-11-20-regu-pagi-a-1")
    steps, made = gathered(wanted)
    assert len(steps) > 1 and steps[-1] == (251, 251) and [done for done, _ in steps] == sorted(d for d, _ in steps)
    letter = made.draw(lambda _done, _of_all: None)
    assert letter.pages > 3 and made.tabulate is None
    wanted.leaving("dicetak")
    page.look()
    assert shown(page)[-1] == "Buku mutasi regu Pagi A/1 tanggal 20-11-2026 (251 baris) dicetak."


def gathered(wanted: Wanted) -> tuple[list[tuple[int, int]], Made]:
    steps: list[tuple[int, int]] = []
    work: Iterator[tuple[int, int]] = wanted.gather()
    while True:
        try:
            steps.append(next(work))
        except StopIteration as end:
            return steps, end.value


@pytest.mark.parametrize("width", [660, 834, 1176])
def test_three_hundred_lines_appear_at_once_with_the_newest_in_view(
    page: DiaryPage, app: App, hands: Hands, qtbot: QtBot, width: int
) -> None:
    app.shifts.open("I", [KA])
    write(app, hands, 300)
    page.resize(width, 660)
    page.enter()
    assert len(shown(page)) == PLACES + 1, "the day and no more lines than one looks at, however long the shift was"
    assert shown(page)[-1] == "Kegiatan ke-300" and in_view(page, page.table.lines.rowCount() - 1)
    bar = page.table.verticalScrollBar()
    bar.setValue(0)
    assert len(shown(page)) == 302 and shown(page)[2] == "Kegiatan ke-1", "the upper end brings what came before"
    top = page.table.indexAt(page.table.viewport().rect().topLeft()).row()
    assert shown(page)[top] == f"Kegiatan ke-{300 - PLACES + 1}", "and what was at the top stays there"
    bar.setValue(0)
    assert bar.value() == 0 and page.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [660, 834, 1176])
def test_no_text_is_cut(page: DiaryPage, app: App, width: int, qtbot: QtBot) -> None:
    app.shifts.open("I", [KA, BANIT])
    app.register("lp_b", sample_values("lp_b", app.now().date(), KA))
    app.shifts.note("Menerima laporan warga tentang keramaian di lapangan desa. " * 16, "Mendatangi lokasi. " * 20)
    page.resize(width, 660)
    page.enter()
    qtbot.waitUntil(lambda: page.width() == width)
    table, model = page.table, page.table.lines
    own = {row: table.rowHeight(row) for row in range(model.rowCount())}
    table.resizeRowsToContents()
    for row, high in own.items():
        assert high >= table.rowHeight(row), f"row {row}: {model.cells(row)}"


def test_page_keys_in_the_line_move_through_the_diary(
    page: DiaryPage, app: App, hands: Hands, fingers: Fingers
) -> None:
    app.shifts.open("I", [KA])
    write(app, hands, 60)
    page.enter()
    bar = page.table.verticalScrollBar()
    end = bar.value()
    fingers.type("Setengah kalimat")
    fingers.press(Key.Key_PageUp)
    assert bar.value() < end and fingers.at == "Uraian" and page.line.text.text() == "Setengah kalimat"
    fingers.press(Key.Key_PageDown)
    assert bar.value() == end == bar.maximum()


def test_the_kapolsek_writes_and_opens_no_shift(
    app: App, ready: Ready, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    app.settings.save_officer(officer(KAPOLSEK, "kapolsek"))
    chief = start(app.folder, Opened(ready.opened.key, KAPOLSEK), hands)
    try:
        page = DiaryPage(chief)
        show(page)
        page.enter()
        assert "Petugas SPKT membukanya" in words(page)
        app.shifts.open("I", [KA])
        page.enter()
        fingers.type("Kapolsek mengecek penjagaan")
        fingers.enter()
        assert shown(page)[-1] == "Kapolsek mengecek penjagaan"
        fingers.alt(Key.Key_B)
        assert not page.opening.isVisible() and fingers.at == "Uraian"
    finally:
        chief.close()


def test_answers_of_visitors_leave_no_line(page: DiaryPage, app: App) -> None:
    app.shifts.open("I", [KA])
    for score in SCORES:
        app.register("sktlk", sample_values("sktlk"))
        app.feedback.rate("sktlk", score)
    page.enter()
    assert len(shown(page)) == 6 and "uas" not in " ".join(shown(page)).replace("dikuasai", "")

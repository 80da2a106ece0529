"""The register books on the screen: their own columns, sorted, hidden and sent out by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import Listing, Stopped
from spkt_desktop.forms.registers import Book
from spkt_desktop.records import Record
from spkt_desktop.ui.book_columns import BookColumns
from spkt_desktop.ui.long_work import LongWork
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.record_table import STEP
from spkt_desktop.ui.register_page import ALL, RegisterPage, called
from spkt_desktop.ui.sheet_page import Wanted
from spkt_desktop.ui.start import SMALLEST
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready, tell_time
from tests.ui.conftest import Fingers
from tests.ui.windows import on_duty, opened

Key, Held = Qt.Key, Qt.KeyboardModifier
GIRL = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh"}  # fmt: skip


def report(app: App, form: str = "lp_b", **also: Any) -> Record:
    return app.register(form, {**sample_values(form, app.now().date(), app.nrp), **also})


@pytest.fixture
def reports(app: App, hands: Hands) -> list[Record]:
    """Over four days: B/1, A/1 (void), B/2 (protected), B/3, and a loss letter between them."""
    hands.pass_(days=-3)
    tell_time(app)
    made = [report(app)]
    hands.pass_(days=1)
    made.append(report(app, "lp_a"))
    app.register("sktlk", sample_values("sktlk"))
    app.void(made[1].id, "Laporan ganda")
    hands.pass_(days=1)
    made.append(report(app, korban=[GIRL]))
    hands.pass_(days=1)
    return [*made, report(app)]


@pytest.fixture
def page(app: App, reports: list[Record], show: Callable[[QWidget], None]) -> RegisterPage:
    made = RegisterPage(app)
    made.resize(1190, 650)
    show(made)
    made.enter()
    return made


def choose(page: RegisterPage, fingers: Fingers, title: str) -> None:
    """Alt+B, then the first letters of the book."""
    fingers.alt(Key.Key_B)
    assert fingers.at == "Buku"
    QTest.qWait(QApplication.keyboardInputInterval() + 20)  # letters that come sooner belong to those before
    fingers.type(title)


def shown(page: RegisterPage, title: str) -> list[str]:
    """The column of that title, from above."""
    at = titles(page).index(title)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def titles(page: RegisterPage) -> list[str]:
    return [one.title for one in page.model.ledger.columns]


def visible(page: RegisterPage) -> list[str]:
    return [title for at, title in enumerate(titles(page)) if not page.table.isColumnHidden(at)]


def said(page: RegisterPage) -> str:
    return " ".join(label.text() for label in page.findChildren(Notice) if label.isVisible())


def test_a_book_is_chosen_by_its_letters_and_has_its_own_columns(
    page: RegisterPage, app: App, fingers: Fingers, qtbot: QtBot, reports: list[Record]
) -> None:
    assert (page.books.currentText(), page.model.rowCount()) == (ALL, 5)
    choose(page, fingers, "Lap")
    assert page.books.currentText() == "Laporan Polisi"
    book = app.registers.book("lp")
    assert titles(page) == [one.title for one in book.columns]
    assert shown(page, "No") == ["B/3", "B/2", "A/1", "B/1"]
    rows = [row for step in app.registers.rows(book, *app.registers.span(book)) for row in step]
    assert [page.model.cells(row) for row in range(4)] == rows[::-1], "the screen and the paper say the same"
    fingers.press(Key.Key_Tab)
    page.table.setFocus()
    fingers.press(Key.Key_Down)
    with qtbot.waitSignal(page.chosen) as opened:
        fingers.enter()
    assert opened.args == [reports[2].id]


def test_every_book_opens_and_fits(page: RegisterPage, app: App) -> None:
    for at in range(page.books.count()):
        page.books.setCurrentIndex(at)
        shares = [page.table.columnWidth(one) for one in range(len(titles(page))) if not page.table.isColumnHidden(one)]
        assert sum(shares) == page.table.viewport().width() and len(shares) >= 6
        assert visible(page)[-1] == titles(page)[-1] or page.books.itemData(at) == ""
    assert page.books.count() == len(app.registers.books) + 1


def test_a_protected_row_is_covered_and_a_void_one_keeps_its_place(page: RegisterPage, fingers: Fingers) -> None:
    choose(page, fingers, "Lap")
    told = " ".join(page.model.cells(1))
    assert "Perkara dilindungi" in told and "Sekar" not in told and "Ngepoh" not in told
    assert "Batal: Laporan ganda" in shown(page, "Ket")[2]
    quiet = page.model.index(2, 0).data(Qt.ItemDataRole.ForegroundRole)
    assert quiet.color() == Tone.QUIET.colour(page.palette())


def test_the_search_line_and_every_filter_narrow_a_book(
    page: RegisterPage, app: App, fingers: Fingers, reports: list[Record], qtbot: QtBot
) -> None:
    choose(page, fingers, "Lap")
    filters = page.filters
    assert not filters.form.isVisible(), "a book decides the kind"
    for box, value, numbers in (
        (filters.status, "batal", ["A/1"]),
        (filters.period, "hari", ["B/3"]),
        (filters.destination, "PPA", ["B/2"]),
        (filters.officer, app.nrp, ["B/3", "B/2", "A/1", "B/1"]),
    ):
        box.setCurrentIndex(box.findData(value))
        assert shown(page, "No") == numbers
        box.setCurrentIndex(0)
    app.cases.mark(reports[0].id, True, "Perhatian warga")
    filters.attention.setChecked(True)
    assert shown(page, "No") == ["B/1"]
    filters.attention.setChecked(False)
    page.text.setFocus()
    fingers.type("sekar")
    qtbot.waitUntil(lambda: shown(page, "No") == ["B/2"])
    assert "bukan hanya yang ditemukan" in said(page)


@pytest.mark.parametrize(
    ("title", "ascending"),
    [("No", ["A/1", "B/1", "B/2", "B/3"]), ("Nomor", ["A/1", "B/1", "B/2", "B/3"]),
     ("Waktu", ["B/1", "A/1", "B/2", "B/3"]), ("Ket", ["A/1", "B/3", "B/2", "B/1"])],
)  # fmt: skip
def test_any_column_sorts_numbers_by_sequence_and_times_by_time(
    page: RegisterPage, fingers: Fingers, title: str, ascending: list[str]
) -> None:
    choose(page, fingers, "Lap")
    fingers.alt(Key.Key_K)
    assert fingers.at == "Kolom"
    for _ in range(titles(page).index(title)):
        fingers.press(Key.Key_Right)
    fingers.enter()
    assert shown(page, "No") == ascending and fingers.at == "Daftar surat"
    fingers.alt(Key.Key_K)
    fingers.enter()
    last = [one for one in ascending if title != "Ket" or one == "A/1"]
    assert shown(page, "No")[-len(last) :] == last[::-1], "a second time the other way round"


def test_days_sort_by_their_day(page: RegisterPage, app: App, fingers: Fingers) -> None:
    for day in ("2026-11-09", "2026-10-30"):
        values = sample_values("sktlk")
        app.register("sktlk", {**values, "kejadian": {**values["kejadian"], "tanggal": day}})
    choose(page, fingers, "Surat")
    page.table.turn(titles(page).index("Tanggal dan tempat hilang"))
    days = [cell[:10] for cell in shown(page, "Tanggal dan tempat hilang")]
    assert days[-2:] == ["30-10-2026", "09-11-2026"]


def test_columns_are_hidden_by_space_and_stay_so(
    page: RegisterPage, app: App, fingers: Fingers, show: Callable[[QWidget], None]
) -> None:
    choose(page, fingers, "Lap")
    fingers.alt(Key.Key_K)
    fingers.press(Key.Key_Right)
    before = visible(page)
    fingers.press(Key.Key_Space)
    assert "Nomor" in before and "Nomor" not in visible(page)
    assert len(visible(page)) >= len(before), "another column takes the room"
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Daftar surat" and not page.columns.isVisible()
    choose(page, fingers, "Sur")
    assert "Nomor" in visible(page), "each book has its own"
    page.hide()
    again = RegisterPage(app)
    again.resize(1190, 650)
    show(again)
    again.enter()
    choose(again, fingers, "Lap")
    assert "Nomor" not in visible(again)
    fingers.alt(Key.Key_K)
    panel = again.findChild(BookColumns)
    assert panel is not None and panel.list.item(1).checkState() == Qt.CheckState.Unchecked
    fingers.press(Key.Key_Tab)
    assert fingers.at == "Tampilkan semua kolom"
    fingers.press(Key.Key_Space)
    assert "Nomor" in visible(again) and fingers.at == "Kolom"


def test_what_has_no_room_is_said_and_the_last_column_stays(page: RegisterPage, fingers: Fingers) -> None:
    choose(page, fingers, "Lap")
    fingers.alt(Key.Key_K)
    left_out = [title for title in titles(page) if title not in visible(page)]
    assert f"{len(left_out)} kolom yang pudar belum mendapat tempat" in said(page)
    quiet = Tone.QUIET.colour(page.palette())
    items = [page.columns.list.item(row) for row in range(len(titles(page)))]
    assert [one.text() for one in items if one.foreground().color() == quiet] == left_out
    for at in range(len(titles(page)) - 1):
        page.columns.list.setCurrentRow(at)
        fingers.press(Key.Key_Space)
    assert visible(page) == ["Ket"] and "belum mendapat tempat" not in said(page)
    page.columns.list.setCurrentRow(len(titles(page)) - 1)
    fingers.press(Key.Key_Space)
    assert page.columns.list.currentItem().checkState() == Qt.CheckState.Checked
    assert visible(page) == ["Ket"] and "Sedikitnya satu kolom" in said(page)


def test_the_menu_of_a_head_hides_columns_too(page: RegisterPage, fingers: Fingers, qtbot: QtBot) -> None:
    choose(page, fingers, "Lap")
    page.table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    acts = {act.text(): act for act in menu.actions()}
    assert acts["Nomor"].isChecked()
    acts["Nomor"].trigger()
    assert "Nomor" not in visible(page)
    acts["Tampilkan semua kolom"].trigger()
    assert "Nomor" in visible(page)
    menu.close()


def test_long_cells_have_all_in_their_tooltip(page: RegisterPage, fingers: Fingers, reports: list[Record]) -> None:
    choose(page, fingers, "Lap")
    index = page.model.index(0, titles(page).index("Nomor"))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == reports[3].number.text


def test_sorting_a_long_book_reads_it_in_steps_and_escape_stops_it(
    page: RegisterPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    with app.store.db.write():
        for _ in range(STEP):
            app.register("sktlk", sample_values("sktlk"))
    choose(page, fingers, "Sur")
    assert page.model.rowCount() == STEP and "gulir" in said(page)
    page.table.setFocus()
    page.table.turn(0)
    assert "Mengurutkan" in said(page)
    fingers.press(Key.Key_Escape)
    assert not page.model.busy and shown(page, "No")[0] == str(STEP + 1) and "gulir" in said(page)
    page.table.turn(0)
    qtbot.waitUntil(lambda: shown(page, "No") == [str(number) for number in range(1, STEP + 2)])
    assert f"{STEP + 1} surat." in said(page)


@pytest.fixture
def wanted(page: RegisterPage, fingers: Fingers, qtbot: QtBot) -> Callable[[], Wanted]:
    """Asks for the book that is shown, by Alt+C."""

    def ask() -> Wanted:
        with qtbot.waitSignal(page.sheet) as asked:
            fingers.alt(Key.Key_C)
        found: Wanted = asked.args[0]
        return found

    return ask


def gathered(work: Wanted) -> tuple[list[tuple[int, int]], Any]:
    told, steps = [], work.gather()
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def test_the_whole_book_of_the_chosen_days_is_sent_out_not_what_is_found(
    page: RegisterPage, app: App, fingers: Fingers, wanted: Callable[[], Wanted]
) -> None:
    choose(page, fingers, "Lap")
    page.text.setText("sekar")
    page.look()
    work = wanted()
    assert (work.title, work.name) == ("Register Laporan Polisi", "register-lp-2026-11-17-2026-11-20")
    told, made = gathered(work)
    assert told[-1] == (4, 4)
    listing: Listing = made.draw.args[0]
    assert [row[0] for row in listing.rows] == ["B/1", "A/1", "B/2", "B/3"], "oldest first, as a book is written"
    letter = made.draw(lambda _done, _of_all: None)
    assert letter.pdf.startswith(b"%PDF") and made.tabulate(lambda _done, _of_all: None).startswith(b"PK")
    assert last_kind(app) != "listed", "nothing has left yet"
    work.leaving("Excel")
    head = app.store.journal.head()
    assert head is not None and head.kind == "listed"
    assert (head.body["rows"], head.body["medium"], head.body["since"]) == (4, "Excel", "2026-11-17")


def test_the_chosen_days_bound_what_is_sent_out_and_must_not_be_turned_round(
    page: RegisterPage, fingers: Fingers, wanted: Callable[[], Wanted], qtbot: QtBot
) -> None:
    choose(page, fingers, "Lap")
    filters = page.filters
    filters.period.setCurrentIndex(filters.period.findData("pilih"))
    filters.since.setDate(filters.since.date().addDays(-2))
    filters.until.setDate(filters.until.date().addDays(-1))
    _told, made = gathered(wanted())
    assert [row[0] for row in made.draw.args[0].rows] == ["A/1", "B/2"] == shown(page, "No")[::-1]
    filters.since.setDate(filters.until.date().addDays(1))
    with qtbot.waitSignal(page.said) as told:
        fingers.alt(Key.Key_C)
    assert "lebih awal" in told.args[0]


def test_called_off_half_way_nothing_is_left_and_nothing_written_down(
    page: RegisterPage, app: App, fingers: Fingers, worker: Worker, wanted: Callable[[], Wanted], qtbot: QtBot
) -> None:
    with app.store.db.write():
        for _ in range(150):
            app.register("sktlk", sample_values("sktlk"))
    choose(page, fingers, "Sur")
    work, long, settled = wanted(), LongWork(worker), list[object]()
    head = app.store.journal.head()
    with qtbot.waitSignal(long.progressed) as told:
        long.gather(work.gather(), settled.append)
    assert told.args == [100, 151]
    long.call_off()
    qtbot.wait(50)
    _told, made = gathered(work)

    def stop(_done: int, _of_all: int) -> None:
        raise Stopped

    for make in (made.draw, made.tabulate):
        with pytest.raises(Stopped):
            make(stop)
    assert settled == [] and app.store.journal.head() == head


def test_all_letters_together_are_no_book_to_send_out(page: RegisterPage, fingers: Fingers, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.sheet):
        fingers.alt(Key.Key_C)
    assert "PDF/Excel buku…" not in [
        child.accessibleName() for child in page.findChildren(QWidget) if child.isVisible()
    ]


def test_an_empty_book_teaches(page: RegisterPage, fingers: Fingers) -> None:
    choose(page, fingers, "SKCK")
    assert page.model.rowCount() == 0 and "Buku ini masih kosong" in said(page) and "F2" in said(page)


def test_an_administrator_is_told_who_may_read(
    app: App, reports: list[Record], ready: Ready, hands: Hands, show: Callable[[QWidget], None], fingers: Fingers,
    qtbot: QtBot,
) -> None:  # fmt: skip
    with on_duty("admin", app, ready, hands) as admin:
        page = RegisterPage(admin)
        show(page)
        page.enter()
        assert page.model.rowCount() == 0 and "Kapolsek" in said(page)
        choose(page, fingers, "Lap")
        assert page.model.rowCount() == 0
        with qtbot.waitSignal(page.said) as told:
            fingers.alt(Key.Key_C)
        assert "Kapolsek" in told.args[0]
        page.hide()


def last_kind(app: App) -> str:
    head = app.store.journal.head()
    return head.kind if head else ""


def test_the_names_of_books_are_short(app: App) -> None:
    assert called(app.registers.book("visum")) == "Visum et repertum"
    assert called(Book("x", "Buku tamu", (), (), lambda _record, _around: ())) == "Buku tamu"


def test_in_the_window_a_book_is_made_by_keys_and_called_off_without_a_trace(
    app: App, reports: list[Record], worker: Worker, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    with opened(app, worker, show) as window:
        fingers.press(Key.Key_F3)
        choose(window.register, fingers, "Lap")
        head = app.store.journal.head()
        fingers.alt(Key.Key_C)
        assert window.stack.currentWidget() is window.sheet
        fingers.press(Key.Key_Escape)
        assert window.stack.currentWidget() is window.register
        qtbot.waitUntil(lambda: not worker.busy, timeout=20_000)
        assert app.store.journal.head() == head and fingers.at == "Cari"
        assert window.register.books.currentText() == "Laporan Polisi", "the book is still open"


def test_a_book_with_all_its_questions_fits_a_small_screen_and_tab_goes_round(
    app: App, reports: list[Record], worker: Worker, show: Callable[[QWidget], None], fingers: Fingers
) -> None:
    with opened(app, worker, show) as window:
        fingers.press(Key.Key_F3)
        page = window.register
        choose(page, fingers, "Lap")
        page.filters.period.setCurrentIndex(page.filters.period.findData("pilih"))
        page.text.setText("3501034903580091")
        page.look()
        for ask in (lambda: None, page.choose_columns, page.void):
            ask()
            needed = window.minimumSizeHint()
            assert needed.width() <= SMALLEST[0] and needed.height() <= SMALLEST[1]
        assert fingers.at == "Kolom", "without a letter there is nothing to void"
        first, seen = fingers.focus(), list[str]()
        for _ in range(60):
            fingers.press(Key.Key_Tab)
            now = fingers.focus()
            if now is first:
                break
            seen.append(now.accessibleName() or (now.text() if isinstance(now, QAbstractButton) else ""))
        assert fingers.focus() is first and all(seen)
        order = ["Buku", "Kolom…", "Cari", "Waktu", "Tampilkan semua kolom", "Daftar surat", "PDF/Excel buku…", "Buka"]
        behind = seen.index("Buku")
        assert [name for name in seen[behind:] + seen[:behind] if name in order] == order

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record
from spkt_desktop.ui.book_ledgers import Letters
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.register_filters import first_day
from spkt_desktop.ui.register_page import PAUSE, RegisterPage
from tests.desks import Hands, tell_time
from tests.ui.conftest import Fingers

Key = Qt.Key
NAME = [column.title for column in Letters.columns].index("Nama")


def letter(app: App, name: str) -> Record:
    sample = sample_values("sktlk")
    return app.register("sktlk", {**sample, "pelapor": {**sample["pelapor"], "nama": name}})


@pytest.fixture
def letters(app: App, hands: Hands) -> list[Record]:
    """One of last month, one of five days ago, two of today."""
    hands.pass_(days=-35)
    tell_time(app)
    made = [letter(app, "Siti Rahayu")]
    hands.pass_(days=30)
    made.append(letter(app, "Agus Santoso"))
    hands.pass_(days=5)
    return [*made, letter(app, "Dewi Astuti"), letter(app, "Dewi Lestari")]


@pytest.fixture
def page(app: App, letters: list[Record], show: Callable[[QWidget], None]) -> RegisterPage:
    made = RegisterPage(app)
    made.resize(1000, 600)
    show(made)
    made.enter()
    return made


def names(page: RegisterPage) -> list[str]:
    return [page.model.record(row).who for row in range(page.model.rowCount())]


def said(page: RegisterPage) -> str:
    return " ".join(label.text() for label in page.findChildren(Notice))


def test_letters_are_found_while_typing_newest_first(page: RegisterPage, fingers: Fingers, qtbot: QtBot) -> None:
    assert names(page) == ["Dewi Lestari", "Dewi Astuti", "Agus Santoso", "Siti Rahayu"]
    fingers.type("dew")
    qtbot.waitUntil(lambda: names(page) == ["Dewi Lestari", "Dewi Astuti"])


@pytest.mark.parametrize(("period", "count"), [("hari", 2), ("minggu", 3), ("bulan", 3), ("semua", 4)])
def test_periods_narrow_the_list(page: RegisterPage, period: str, count: int) -> None:
    page.filters.period.setCurrentIndex(page.filters.period.findData(period))
    assert page.model.rowCount() == count


def test_chosen_days_are_both_included(page: RegisterPage, letters: list[Record]) -> None:
    page.filters.period.setCurrentIndex(page.filters.period.findData("pilih"))
    assert page.filters.since.isVisible() and names(page) == ["Dewi Lestari", "Dewi Astuti"]
    page.filters.since.setDate(page.filters.since.date().addDays(-5))
    assert names(page)[-1] == "Agus Santoso"


def test_first_days() -> None:
    today = date(2026, 11, 20)
    assert first_day("minggu", today) == date(2026, 11, 14)
    assert first_day("bulan", today) == date(2026, 11, 1)
    assert first_day("semua", today) is None


def test_keys_open_copy_and_print(page: RegisterPage, fingers: Fingers, qtbot: QtBot, letters: list[Record]) -> None:
    fingers.press(Key.Key_Down)
    assert fingers.at == "Daftar surat"
    fingers.press(Key.Key_Down)
    with qtbot.waitSignal(page.chosen) as opened:
        fingers.enter()
    assert opened.args == [letters[2].id]
    fingers.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(f"{letters[2].number.text}\t")
    with qtbot.waitSignal(page.reprint) as printed:
        fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args == [letters[2].id]


def test_voiding_asks_why_and_keeps_the_row(page: RegisterPage, fingers: Fingers, app: App, qtbot: QtBot) -> None:
    page.table.setFocus()
    newest = page.selected()
    assert newest is not None
    page.void()
    assert fingers.at == "Alasan"
    fingers.enter()
    assert app.record(newest.id).status == "berlaku", "no reason, no act"
    fingers.type("Salah tulis nama")
    with qtbot.waitSignal(page.changed):
        fingers.enter()
    assert app.record(newest.id).reason == "Salah tulis nama"
    now = page.selected()
    assert now is not None
    assert (now.id, now.status, fingers.at) == (newest.id, "batal", "Daftar surat")
    page.filters.status.setCurrentIndex(page.filters.status.findData("batal"))
    assert page.model.rowCount() == 1


def test_escape_gives_up_voiding(page: RegisterPage, fingers: Fingers, app: App) -> None:
    page.void()
    fingers.type("Salah tulis nama")
    fingers.press(Key.Key_Escape)
    assert {record.status for record in app.search()} == {"berlaku"}


@pytest.fixture
def matters(app: App) -> dict[str, Record]:
    """A loss, a report with several papers, and one with a child in it that the Kapolsek should see."""
    report = sample_values("lp_b", app.now().date(), app.nrp)
    girl = {
        "identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh",
    }  # fmt: skip
    made = {"loss": letter(app, "Siti Rahayu"), "report": app.register("lp_b", report)}
    child = app.register("lp_b", {**report, "korban": [girl]})
    return {**made, "child": app.cases.mark(child.id, True, "Perhatian masyarakat")}


def test_kind_destination_and_the_mark_narrow_the_list(
    app: App, matters: dict[str, Record], show: Callable[[QWidget], None]
) -> None:
    page = RegisterPage(app)
    show(page)
    page.enter()
    filters = page.filters

    def found() -> set[str]:
        return {page.model.record(row).id for row in range(page.model.rowCount())}

    def ids(*names: str) -> set[str]:
        return {matters[name].id for name in names}

    assert found() == ids("loss", "report", "child")
    filters.form.setCurrentIndex(filters.form.findData("lp_b"))
    assert found() == ids("report", "child")
    filters.destination.setCurrentIndex(filters.destination.findData(matters["child"].destination))
    assert found() == ids("child")
    filters.destination.setCurrentIndex(0)
    filters.form.setCurrentIndex(0)
    filters.attention.setChecked(True)
    assert found() == ids("child")
    filters.destination.setCurrentIndex(filters.destination.findData("Propam"))
    assert found() == set() and "Tidak ada surat yang cocok" in said(page)


def test_a_record_is_found_by_the_number_of_any_of_its_papers(
    app: App, matters: dict[str, Record], show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    page = RegisterPage(app)
    show(page)
    page.enter()
    receipt = app.cases.papers(matters["report"])[1].number
    assert receipt != matters["report"].number.text
    fingers.type(receipt)
    with qtbot.waitSignal(page.chosen) as opened:
        fingers.enter()
    assert opened.args == [matters["report"].id]


def test_a_protected_row_shows_initials_and_says_so_even_on_the_clipboard(
    app: App, matters: dict[str, Record], show: Callable[[QWidget], None]
) -> None:
    page = RegisterPage(app)
    show(page)
    page.enter()
    page.filters.attention.setChecked(True)
    page.copy()
    copied = QGuiApplication.clipboard().text()
    assert "· dilindungi" in copied and matters["child"].number.text in copied
    assert "Sekar" not in copied and "Berlaku, atensi" in copied


def test_a_click_on_a_head_sorts(page: RegisterPage) -> None:
    page.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["Agus Santoso", "Dewi Astuti", "Dewi Lestari", "Siti Rahayu"]


def test_a_desk_that_is_locked_while_somebody_types_is_searched_no_more(
    app: App, page: RegisterPage, fingers: Fingers, qtbot: QtBot
) -> None:
    page.text.setFocus()
    fingers.type("siti")
    page.hide()
    app.close()
    qtbot.wait(3 * PAUSE)

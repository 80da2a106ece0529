from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.reports_page import ReportsPage
from spkt_desktop.ui.sheet_page import SheetPage, Wanted
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready, officer
from tests.ui.conftest import Fingers, Key

Show = Callable[[QWidget], None]
LIST, DAY = "Jenis laporan", "Tanggal"
SLOW = 20_000


@pytest.fixture
def page(app: App, worker: Worker, show: Show) -> ReportsPage:
    app.register("sktlk", sample_values("sktlk"))
    made = ReportsPage(app, worker)
    made.resize(1000, 640)
    show(made)
    made.enter()
    return made


@pytest.fixture
def reads(page: ReportsPage, qtbot: QtBot) -> Callable[[str], None]:
    """Waits until the report on the right says that."""

    def wait(words: str) -> None:
        qtbot.waitUntil(lambda: words in " ".join(page._view.text.split()), timeout=SLOW)

    return wait


def told(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page: QWidget) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_report_of_today_stands_there_at_once(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None]
) -> None:
    reads("LAPORAN HARIAN Jumat, 20 November 2026")
    assert fingers.at == LIST and "Jumat, 20 November 2026" in told(page) and "1 halaman" in told(page)


def test_yesterday_and_today_are_one_key_away(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None]
) -> None:
    reads("Jumat, 20 November 2026")
    fingers.alt(Key.Key_K)
    reads("Kamis, 19 November 2026")
    fingers.alt(Key.Key_H)
    reads("Jumat, 20 November 2026")


def test_the_arrows_step_through_time(page: ReportsPage, fingers: Fingers, reads: Callable[[str], None]) -> None:
    for _ in range(3):
        fingers.alt(Key.Key_Left)
    reads("Selasa, 17 November 2026")
    fingers.alt(Key.Key_Right)
    reads("Rabu, 18 November 2026")
    fingers.press(Key.Key_Down)
    reads("16 November 2026 sampai 22 November 2026")
    fingers.alt(Key.Key_Left)
    reads("9 November 2026 sampai 15 November 2026")
    fingers.press(Key.Key_Down)
    reads("1 November 2026 sampai 30 November 2026")
    fingers.alt(Key.Key_Right)
    reads("1 Desember 2026 sampai 31 Desember 2026")
    assert fingers.at == LIST, "the focus stays where it was"


def test_every_kind_is_shown_and_asked_to_be_printed_as_it_is_shown(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None]
) -> None:
    asked: list[Wanted] = []
    page.sheet.connect(asked.append)
    for words in ("LAPORAN HARIAN", "REKAP PELAYANAN 16", "REKAP PELAYANAN 1 November 2026 sampai 30",
                  "REKAP PELAYANAN 1 November 2026 sampai 20", "SUARA MASYARAKAT"):  # fmt: skip
        reads(words)
        fingers.enter()
        fingers.press(Key.Key_Down)
    assert [(one.title, one.name) for one in asked] == [
        ("Laporan harian 20 November 2026", "laporan-harian-2026-11-20"),
        ("Rekap 16 sampai 22 November 2026", "rekap-2026-11-16-2026-11-22"),
        ("Rekap 1 sampai 30 November 2026", "rekap-2026-11-01-2026-11-30"),
        ("Rekap 1 sampai 20 November 2026", "rekap-2026-11-01-2026-11-20"),
        ("Kepuasan dan saran 1 September 2026 sampai 20 November 2026", "kepuasan-dan-saran-2026-09-01-2026-11-20"),
    ]
    assert "tidak boleh memuat nama" in told(page), "the poster is to be read before it hangs"


def test_what_is_asked_for_is_the_same_on_paper_as_on_the_screen(
    page: ReportsPage, app: App, worker: Worker, show: Show, fingers: Fingers, reads: Callable[[str], None],
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nowhere"))
    reads("LAPORAN HARIAN")
    text = page._view.text
    asked: list[Wanted] = []
    page.sheet.connect(asked.append)
    fingers.enter()
    sheet = SheetPage(app, worker)
    show(sheet)
    sheet.make(asked[0], Page())
    qtbot.waitUntil(lambda: fingers.at == "Simpan PDF", timeout=SLOW)
    assert sheet._view.text == text


def test_a_date_is_typed_and_enter_opens_it(page: ReportsPage, fingers: Fingers, reads: Callable[[str], None]) -> None:
    asked: list[Wanted] = []
    page.sheet.connect(asked.append)
    fingers.press(Key.Key_Tab)
    assert fingers.at == DAY
    fingers.focus().selectAll()  # type: ignore[attr-defined]
    fingers.type("15112026")
    reads("Minggu, 15 November 2026")
    fingers.enter()
    assert [one.name for one in asked] == ["laporan-harian-2026-11-15"] and fingers.at == DAY


def test_what_is_no_date_is_said_and_nothing_is_shown_beside_it(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None], qtbot: QtBot
) -> None:
    asked: list[Wanted] = []
    page.sheet.connect(asked.append)
    reads("LAPORAN HARIAN")
    fingers.press(Key.Key_Tab)
    fingers.focus().selectAll()  # type: ignore[attr-defined]
    fingers.type("31/11/2026")
    qtbot.waitUntil(lambda: "Tanggal tidak terbaca" in told(page))
    assert page._view.page_count == 0
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert "Tanggal tidak terbaca" in said.args[0] and said.args[1] is Tone.WARNING and asked == []


@pytest.mark.parametrize(
    "since,until,words",
    [
        ("21112026", "20112026", "lebih awal"),
        ("01012024", "20112026", "400 hari"),
        ("31121999", "05012000", "tahun 2000"),
    ],
)
def test_a_wrong_range_is_said_and_nothing_is_shown_beside_it(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None], qtbot: QtBot, since: str, until: str, words: str
) -> None:
    asked: list[Wanted] = []
    page.sheet.connect(asked.append)
    page.choice.kinds.setCurrentRow(3)
    reads("REKAP PELAYANAN")
    for typed in (since, until):
        fingers.press(Key.Key_Tab)
        fingers.focus().selectAll()  # type: ignore[attr-defined]
        fingers.type(typed)
    qtbot.waitUntil(lambda: words in told(page), timeout=SLOW)
    assert page._view.page_count == 0
    with qtbot.waitSignal(page.said) as said:
        fingers.enter()
    assert words in said.args[0] and asked == []
    page.choice.kinds.setCurrentRow(0)
    reads("LAPORAN HARIAN")
    assert words not in told(page)


def test_the_newest_wins_however_fast_one_steps(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None], qtbot: QtBot, worker: Worker
) -> None:
    for _ in range(9):
        fingers.alt(Key.Key_Left)
        page.look()
    reads("Rabu, 11 November 2026")
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "Rabu, 11 November 2026" in " ".join(page._view.text.split())


def test_whoever_leaves_calls_it_off_and_comes_back_to_what_was_chosen(
    page: ReportsPage, fingers: Fingers, reads: Callable[[str], None], hands: Hands, app: App
) -> None:
    fingers.alt(Key.Key_K)
    reads("Kamis, 19 November 2026")
    page.leave()
    assert not page._work.busy
    app.register("sktlk", sample_values("sktlk"))
    page.enter()
    reads("Kamis, 19 November 2026")
    hands.pass_(days=1)
    page.enter()
    reads("Sabtu, 21 November 2026")


def test_everything_is_reached_by_tab_and_shows_its_key(page: ReportsPage, fingers: Fingers) -> None:
    passed = []
    while fingers.at not in passed:
        passed.append(fingers.at)
        fingers.press(Key.Key_Tab)
    assert passed == [LIST, DAY, "Hari ini", "Kemarin", "Mundur", "Maju", "Cetak atau simpan…", "Laporan"]
    shown = {one.accessibleName(): one.text().partition("(")[2] for one in page.findChildren(QPushButton)}
    assert shown == {"Hari ini": "Alt+H)", "Kemarin": "Alt+K)", "Mundur": "Alt+←)", "Maju": "Alt+→)",
                     "Cetak atau simpan…": "Ctrl+P)"}  # fmt: skip
    page.choice.kinds.setCurrentRow(2)
    assert buttons(page) == ["Mundur", "Maju", "Cetak atau simpan…"]


@pytest.fixture
def admin(app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    app.settings.save_officer(officer("90030003", "admin"))
    other = start(app.folder, Opened(ready.opened.key, "90030003"), hands)
    yield other
    other.close()


def test_whoever_may_not_read_reports_is_told_so(admin: App, worker: Worker, show: Show, qtbot: QtBot) -> None:
    page = ReportsPage(admin, worker)
    show(page)
    page.enter()
    qtbot.waitUntil(lambda: "membaca laporan dan rekap hanya" in told(page))
    assert page._view.page_count == 0


def test_the_day_of_the_desk_is_that_of_its_zone(app: App, worker: Worker, show: Show, hands: Hands) -> None:
    hands.pass_(hours=10)  # 17.30 UTC is 00.30 of the next day in WIB
    page = ReportsPage(app, worker)
    show(page)
    page.enter()
    assert page.choice.period and page.choice.period.since == date(2026, 11, 21)

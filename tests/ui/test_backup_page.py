from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.ui.backup_page import BackupPage
from spkt_desktop.ui.backup_watch import BackupWatch
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.top_bar import backup_words
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands
from tests.ui.conftest import Fingers, Held, Key

SLOW = 20_000


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None]) -> BackupPage:
    made = BackupPage(app, worker)
    show(made)
    made.enter()
    return made


def words(page: BackupPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_a_backup_is_written_checked_and_remembered(
    page: BackupPage, tmp_path: Path, app: App, fingers: Fingers, qtbot: QtBot
) -> None:
    assert "Belum pernah ada cadangan" in words(page)
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    page.now.places.take(stick)
    with qtbot.waitSignal(page.changed, timeout=SLOW):
        page.now.backup_button.click()
    assert "Aman dicabut" in words(page) and "Cadangan baik terakhir: 20 Nov 2026 14.30." in words(page)
    assert len(list(stick.iterdir())) == 1 and fingers.at == "Buat cadangan sekarang"


def test_without_a_stick_it_is_said_where_to_look(page: BackupPage, qtbot: QtBot, fingers: Fingers) -> None:
    with qtbot.waitSignal(page.said) as said:
        page.now.backup()
    assert said.args[1] is Tone.WARNING and fingers.at == "Flashdisk atau folder"


def test_the_register_is_checked(page: BackupPage, app: App, qtbot: QtBot, worker: Worker, fingers: Fingers) -> None:
    app.register("sktlk", sample_values("sktlk"))
    page.show_part(page.check)
    page.check.verify()
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "Register utuh" in words(page) and "1 surat" in words(page)
    assert fingers.at == "Periksa register"


def test_an_old_backup_is_no_longer_calm(app: App, hands: Hands) -> None:
    now = app.now()
    assert backup_words(now.isoformat(), "", now) == ("Cadangan 20 Nov 2026", Tone.QUIET)
    hands.pass_(days=8)
    assert backup_words(now.isoformat(), "", app.now()) == ("Cadangan terakhir 8 hari lalu (F7)", Tone.WARNING)
    assert backup_words(now.isoformat(), "Belum ada.", now) == ("Cadangan bermasalah (F7)", Tone.WARNING)


def test_a_place_is_added_named_and_taken_away_again(page: BackupPage, tmp_path: Path, app: App) -> None:
    places = page.automatic
    page.show_part(places)
    assert places.list.count() == 1 and not places.remove_button.isEnabled()
    places.add(tmp_path / "DISK KEDUA")
    assert [place.folder.name for place in app.backups.places()] == ["cadangan", "DISK KEDUA"]
    assert "belum ada cadangan" in places.list.item(1).text() and "DISK KEDUA" in places.list.item(1).text()
    places.list.setCurrentRow(1)
    places.remove_button.click()
    assert len(app.backups.places()) == 1
    places.remove()
    assert len(app.backups.places()) == 1, "the desk's own stays"


def test_how_often_is_asked_within_bounds(page: BackupPage, app: App, qtbot: QtBot) -> None:
    places = page.automatic
    page.show_part(places)
    places.every.setText("3")
    with qtbot.waitSignal(page.said) as said:
        places.keep_button.click()
    assert said.args[1] is Tone.PROBLEM and app.backups.every == 25
    places.every.setText("40")
    places.keep_button.click()
    assert app.backups.every == 40


def test_the_lists_are_made_anew_from_the_journal(page: BackupPage, app: App) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    with app.store.db.write():
        app.store.db.run("DELETE FROM persons")
    page.show_part(page.check)
    page.check.rebuild_button.click()
    assert "dibuat ulang" in words(page) and app.keeping.verify().records == 1 and app.record(record.id)


def test_a_restore_is_exercised_from_the_page(
    page: BackupPage, app: App, tmp_path: Path, qtbot: QtBot, worker: Worker, fingers: Fingers
) -> None:
    app.register("sktlk", sample_values("sktlk"))
    app.backups.settle(app.backups.work(app.backups.due() or [app.folder / "cadangan"])(lambda _done, _of_all: None))
    page.show_part(page.drill)
    qtbot.waitUntil(lambda: "komputer ini" in page.drill.file.currentText(), timeout=SLOW)
    fingers.type("bukan kata sandi")
    fingers.enter()
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "Latihan gagal" in words(page) and app.drill.last() == "" and "Belum pernah dilatih" in words(page)
    fingers.type(PASSPHRASE)
    fingers.enter()
    qtbot.waitUntil(lambda: not worker.busy, timeout=SLOW)
    assert "Latihan berhasil" in words(page) and "Register hari ini tidak tersentuh" in words(page)
    assert "Latihan terakhir: 20 Nov 2026" in words(page) and "Belum pernah" not in words(page)
    assert app.drill.last() == app.now().isoformat() and page.drill.words.text() == ""


def test_backups_make_themselves_beside_the_work(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stik").mkdir()
    app.backups.choose([tmp_path / "stik"])
    for _ in range(app.backups.every):
        app.act("noted", None, {"text": "a", "action": ""})
    watch = BackupWatch(app)
    with qtbot.waitSignal(watch.settled, timeout=SLOW):
        watch.look()
        app.act("noted", None, {"text": "meanwhile", "action": ""})
    assert len(list((tmp_path / "stik").iterdir())) == 1 and app.backups.due() == [] and app.backups.warning() == ""
    watch.look()
    assert not watch.busy
    watch.end()


def test_a_desk_that_is_locked_does_not_wait_for_its_backup(app: App) -> None:
    for _ in range(1_500):
        app.act("noted", None, {"text": "a", "action": ""})
    watch = BackupWatch(app)
    watch.look()
    assert watch.busy
    watch.end()
    assert not watch.busy and app.backups.due() and not (app.folder / "sementara").exists()


def test_a_window_that_is_hidden_looks_no_more(app: App, worker: Worker, show: Callable[[QWidget], None]) -> None:
    window = Window(app, worker)
    assert not window.backups.watching
    show(window)
    assert window.backups.watching
    window.hide()
    assert not window.backups.watching


def test_the_parts_are_turned_over_from_anywhere_on_the_page(page: BackupPage, fingers: Fingers) -> None:
    page.show_part(page.now)
    inside = Key.Key_PageDown, Key.Key_PageUp, Key.Key_Tab, Key.Key_Backtab
    seen = []
    for key, more in zip(inside, (Held.NoModifier, Held.NoModifier, Held.NoModifier, Held.ShiftModifier), strict=True):
        fingers.press(key, Held.ControlModifier | more)
        assert not page.parts.hasFocus(), "one comes to work in the part, not to its name"
        seen.append(page.parts.tabText(page.parts.currentIndex()))
    assert seen == ["Otomatis", "Sekarang", "Otomatis", "Sekarang"]
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    assert page.parts.currentIndex() == len(page.panels) - 1, "the ends meet"

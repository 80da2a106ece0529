from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.record_page import RecordPage
from spkt_desktop.ui.worker import Worker
from tests.ui.conftest import Fingers

Key = Qt.Key


@pytest.fixture
def record(app: App) -> Record:
    return app.register("sktlk", sample_values("sktlk"))


@pytest.fixture
def page(app: App, worker: Worker, record: Record, show: Callable[[QWidget], None]) -> RecordPage:
    made = RecordPage(app, worker)
    made.resize(900, 600)
    show(made)
    made.show_record(record.number.text)
    made.enter()
    return made


def words(page: RecordPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_letter_its_particulars_and_its_history_are_shown(
    page: RecordPage, app: App, record: Record, qtbot: QtBot
) -> None:
    assert record.number.text in words(page) and "Belum dikirim ke Polres." in words(page)
    assert record.values["pelapor"]["nama"] in words(page)
    assert f"Diterbitkan dengan nomor {record.number.text}." in words(page)
    view = page.findChild(LetterView)
    assert view is not None
    qtbot.waitUntil(lambda: view.page_count == 1, timeout=10_000)


def test_what_was_handed_out_is_told_in_words(page: RecordPage, app: App, record: Record) -> None:
    plan = app.letters.plan(record)
    app.letters.printed(record, plan, app.letters.render(plan), destination="printer")
    app.letters.outcome(record, False)
    page.show_record(record.id)
    assert {"Surat dikirim ke printer.", "Petugas menyatakan hasil cetak gagal."} <= set(words(page))


def test_voiding_needs_a_reason_and_ends_what_can_be_done(
    page: RecordPage, app: App, record: Record, fingers: Fingers
) -> None:
    page.void()
    fingers.type("asal")
    fingers.enter()
    assert app.record(record.id).status == "berlaku"
    fingers.type("an, salah nama")
    fingers.enter()
    assert app.record(record.id).reason == "asalan, salah nama"
    assert "Dibatalkan. Alasan: asalan, salah nama" in words(page)
    assert fingers.at == "Kembali"


def test_keys_of_the_page(page: RecordPage, record: Record, fingers: Fingers, qtbot: QtBot) -> None:
    assert fingers.at == "Cetak ulang"
    with qtbot.waitSignal(page.reprint) as printed:
        fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args[0].id == record.id
    page.copy_number()
    assert QGuiApplication.clipboard().text() == record.number.text
    page.void()
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Cetak ulang", "Esc first closes the question"
    with qtbot.waitSignal(page.back):
        fingers.press(Key.Key_Escape)

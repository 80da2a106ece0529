from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.forms.routing import DESTINATIONS
from spkt_desktop.records import Record, Values
from spkt_desktop.ui.letter_view import LetterView
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.record_page import RecordPage
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers

Key, Held = Qt.Key, Qt.KeyboardModifier
GIRL = {
    "identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02", "jenis_kelamin": "P",
    "alamat": "Dusun Ngepoh, Desa Mantren",
}  # fmt: skip


def values(app: App, form: str) -> Values:
    return sample_values(form, app.now().date(), app.nrp)


@pytest.fixture
def case(app: App) -> Record:
    """A report with several papers."""
    return app.register("lp_b", values(app, "lp_b"))


@pytest.fixture
def secret(app: App) -> Record:
    """A report with a child in it."""
    return app.register("lp_b", {**values(app, "lp_b"), "korban": [GIRL]})


@pytest.fixture
def blank(app: App, worker: Worker, show: Callable[[QWidget], None]) -> RecordPage:
    made = RecordPage(app, worker)
    made.resize(900, 600)
    show(made)
    return made


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
    assert fingers.at == "Cetak"
    with qtbot.waitSignal(page.reprint) as printed:
        fingers.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args[0].id == record.id
    page.copy_number()
    assert QGuiApplication.clipboard().text() == record.number.text
    page.void()
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Cetak", "Esc first closes the question"
    with qtbot.waitSignal(page.back):
        fingers.press(Key.Key_Escape)


def test_every_paper_is_listed_and_the_marked_one_drawn(
    blank: RecordPage, app: App, case: Record, fingers: Fingers, qtbot: QtBot
) -> None:
    blank.show_record(case.id)
    blank.enter()
    states = app.cases.papers(case)
    assert blank.papers.count() == len(states) > 1
    assert states[1].number in blank.papers.item(1).text() and "belum dicetak" in blank.papers.item(1).text()
    view = blank.findChild(LetterView)
    assert view is not None
    qtbot.waitUntil(lambda: states[0].title in view.text, timeout=20_000)
    fingers.press(Key.Key_PageDown, Held.ControlModifier)
    qtbot.waitUntil(lambda: states[1].title in view.text, timeout=20_000)
    assert fingers.at == "Cetak", "turning the papers over leaves the focus alone"
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    fingers.press(Key.Key_PageUp, Held.ControlModifier)
    assert blank.papers.paper == states[0].paper.name


def test_it_is_sent_elsewhere_and_marked_with_reasons(
    blank: RecordPage, app: App, case: Record, fingers: Fingers, qtbot: QtBot
) -> None:
    blank.show_record(case.id)
    blank.enter()
    to = next(one for one in DESTINATIONS if one != case.destination)
    fingers.alt(Key.Key_U)
    assert fingers.at == "Tujuan"
    fingers.type(to[:2])
    fingers.enter()
    fingers.type("Sesuai petunjuk Kapolsek")
    with qtbot.waitSignal(blank.changed):
        fingers.enter()
    assert app.record(case.id).destination == to and f"Diteruskan ke: {to}." in words(blank)
    assert fingers.at == "Cetak"
    for mark in (True, False):
        fingers.alt(Key.Key_A)
        fingers.type("Perhatian masyarakat")
        fingers.enter()
        assert app.record(case.id).attention is mark
        assert ("ATENSI: perlu perhatian Kapolsek." in words(blank)) is mark


def test_what_is_late_is_said_as_a_warning(blank: RecordPage, case: Record, hands: Hands) -> None:
    hands.pass_(days=16)
    blank.show_record(case.id)
    late = [label for label in blank.findChildren(Notice) if "; lewat 2 hari" in label.text()]
    assert late and all(label.tone is Tone.WARNING for label in late)


def test_a_follow_up_begins_with_what_is_known_and_is_listed_afterwards(
    blank: RecordPage, app: App, case: Record, fingers: Fingers, qtbot: QtBot
) -> None:
    blank.show_record(case.id)
    blank.enter()
    fingers.alt(Key.Key_L)
    assert fingers.at == "Lanjutkan dengan"
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Cetak", "nothing has begun"
    first = app.cases.follow_ups(case)[0]
    fingers.alt(Key.Key_L)
    with qtbot.waitSignal(blank.follow) as begun:
        fingers.enter()
    form, carried, about = begun.args
    assert (form, carried, about) == (first.form, first.proposals[0].values, case.id)
    made = app.register("rujukan", values(app, "rujukan"), about=case.id)
    blank.refresh()
    blank.related_list.setFocus()
    assert made.number.text in blank.related_list.item(0).text()
    with qtbot.waitSignal(blank.related) as opened:
        fingers.enter()
    blank.show_record(opened.args[0])
    assert case.number.text in blank.related_list.item(0).text()
    assert any(f"menindaklanjuti {case.number.text}" in word for word in words(blank))


def test_opening_a_protected_record_is_written_down_once_and_looking_again_is_not(
    blank: RecordPage, app: App, secret: Record
) -> None:
    blank.show_record(secret.id)
    blank.refresh()
    assert [event.kind for event in app.history(secret.id)].count("opened") == 1
    assert "Sekar Ayu Lestari" in words(blank), "the whole record is kept while it is open"
    assert "Perkara yang dilindungi ini dibuka." in words(blank)
    assert any("Dilindungi (anak)" in word for word in words(blank))


def test_who_may_not_see_it_is_told_who_may_and_sees_nothing(
    app: App, secret: Record, case: Record, worker: Worker, ready: Ready, hands: Hands, show: Callable[[QWidget], None]
) -> None:
    other = start(app.folder, Opened(ready.opened.key, "03100376"), hands)
    try:
        page = RecordPage(other, worker)
        show(page)
        page.show_record(case.id)
        with pytest.raises(Refused, match="Yang boleh membukanya"):
            page.show_record(secret.id)
        assert page.record.id == case.id and "Sekar Ayu Lestari" not in words(page)
        assert "opened" not in [event.kind for event in app.history(secret.id)]
        page.hide()
    finally:
        other.close()


def test_news_of_the_polres_are_told(blank: RecordPage, app: App, case: Record) -> None:
    item = {"record": case.id, "penyidik": "Ipda Ratna", "sp2hp": "2026-11-25T09:00:00+07:00", "nomor": "12/XI"}
    receipt = {"receipt": "t", "results": [], "news": [item]}
    app.act("acknowledged", None, receipt)
    blank.show_record(case.id)
    assert "Nomor: 12/XI; Penyidik: Ipda Ratna; SP2HP: 25 Nov 2026 09.00" in words(blank)

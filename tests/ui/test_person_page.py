"""One person on the screen: reached from a record and from a typed NIK, shown by keys, silent about what is secret."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Record
from spkt_desktop.ui.notice import Notice
from spkt_desktop.ui.person_page import PersonPage
from spkt_desktop.ui.record_page import RecordPage
from spkt_desktop.ui.register_page import RegisterPage
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers
from tests.ui.windows import on_duty, opened

Key = Qt.Key
LOSS = sample_values("sktlk")
CITIZEN = LOSS["pelapor"]
NIK, NAME, BORN = CITIZEN["nik"], CITIZEN["nama"], CITIZEN["tanggal_lahir"]
GIRL = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh"}  # fmt: skip


def lost(app: App, **citizen: Any) -> Record:
    who = {name: value for name, value in {**CITIZEN, **citizen}.items() if value is not None}
    return app.register("sktlk", {**LOSS, "pelapor": who})


def secret(app: App) -> Record:
    values = sample_values("lp_b", app.now().date(), app.nrp)
    return app.register("lp_b", {**values, "pelapor": {**values["pelapor"], **CITIZEN}, "korban": [GIRL]})


@pytest.fixture
def letters(app: App, hands: Hands) -> list[Record]:
    """Two letters of one citizen, a void one between them, and one of somebody alike without a NIK."""
    made = []
    for name in (NAME, NAME.upper(), NAME):
        made.append(lost(app, nama=name))
        hands.pass_(hours=1)
    app.void(made[1].id, "Salah tulis nama")
    return [*made, lost(app, identitas="Tanpa identitas", nik=None)]


@pytest.fixture
def page(app: App, letters: list[Record], show: Callable[[QWidget], None]) -> PersonPage:
    made = PersonPage(app)
    made.resize(860, 600)
    show(made)
    made.show_person(NIK, "", "")
    made.enter()
    return made


def said(page: QWidget) -> str:
    return " | ".join(label.text() for label in page.findChildren(Notice) if label.isVisible())


def ids(page: PersonPage) -> list[str]:
    return [page.model.record(row).id for row in range(page.model.rowCount())]


def test_who_it_is_and_every_visit_newest_first(page: PersonPage, letters: list[Record]) -> None:
    assert ids(page) == [letters[2].id, letters[1].id, letters[0].id]
    told = said(page)
    assert NAME in told and f"NIK {NIK} · lahir" in told and f"Juga tertulis: {NAME.upper()}." in told
    assert "3 kunjungan." in told
    assert page.model.cells(1)[1:] == (
        letters[1].number.text, "Surat keterangan kehilangan", letters[1].what, "Batal",
    )  # fmt: skip


def test_enter_opens_a_visit_and_escape_goes_back(
    page: PersonPage, letters: list[Record], fingers: Fingers, qtbot: QtBot
) -> None:
    assert fingers.at == "Kunjungan"
    fingers.press(Key.Key_Down)
    with qtbot.waitSignal(page.chosen) as opened:
        fingers.enter()
    assert opened.args == [letters[1].id]
    page.enter()
    assert page.table.currentIndex().row() == 1, "back on the visit that was looked at"
    with qtbot.waitSignal(page.back):
        fingers.press(Key.Key_Escape)


def test_whoever_may_be_the_same_is_shown_only_when_asked_for(
    page: PersonPage, letters: list[Record], fingers: Fingers
) -> None:
    assert page.alike_list.isVisible() and page.alike_list.count() == 1
    assert page.alike_list.item(0).text() == f"{NAME} · tanpa NIK · lahir 29 Agu 1960 · 1 kunjungan"
    assert letters[3].id not in ids(page), "nobody is merged"
    while fingers.at != "Mungkin orang yang sama":
        fingers.press(Key.Key_Tab)
    fingers.enter()
    assert ids(page) == [letters[3].id] and fingers.at == "Kunjungan"
    assert NIK in page.alike_list.item(0).text(), "and the way back is offered"


def test_columns_sort(page: PersonPage, letters: list[Record]) -> None:
    page.table.turn(0)
    assert ids(page) == [letters[0].id, letters[1].id, letters[2].id]


def test_nobody_alike_leaves_no_list_and_a_name_alone_is_nobody(page: PersonPage, fingers: Fingers) -> None:
    page.show_person("3312010812040038", "", "")
    page.enter()
    assert ids(page) == [] and not page.alike_list.isVisible() and fingers.at == "Kembali"
    assert "NIK 3312010812040038" in said(page) and "Tidak ada kunjungan yang dapat ditampilkan." in said(page)
    page.show_person("", NAME, "")
    assert "Nama saja belum menunjukkan satu orang" in said(page)


def test_a_protected_visit_is_covered_for_one_and_not_there_for_another(
    page: PersonPage, app: App, ready: Ready, hands: Hands, show: Callable[[QWidget], None]
) -> None:
    with on_duty("petugas", app, ready, hands) as clerk:
        other = PersonPage(clerk)
        show(other)
        asked = ((NIK, "", ""), ("", GIRL["nama"], GIRL["tanggal_lahir"]), ("", NAME, BORN))
        before = [told(other, *one) for one in asked]
        case = secret(app)
        page.enter()
        assert ids(page)[0] == case.id and page.model.cells(0)[-1] == "Berlaku · dilindungi"
        assert "Sekar" not in " ".join(page.model.cells(0)) and "4 kunjungan." in said(page)
        assert [told(other, *one) for one in asked] == before
        other.hide()


def told(page: PersonPage, *asked: str) -> tuple[object, ...]:
    """All that the page shows of somebody."""
    page.show_person(*asked)
    page.enter()
    alike = [page.alike_list.item(row).text() for row in range(page.alike_list.count())]
    return said(page), ids(page), [page.model.cells(row) for row in range(page.model.rowCount())], alike


def test_an_administrator_is_told_who_may(
    app: App, letters: list[Record], ready: Ready, hands: Hands, show: Callable[[QWidget], None]
) -> None:
    with on_duty("admin", app, ready, hands) as admin:
        page = PersonPage(admin)
        show(page)
        page.show_person(NIK, NAME, BORN)
        page.enter()
        assert ids(page) == [] and "hanya Petugas SPKT, Kepala SPKT, dan Kapolsek" in said(page)
        assert NAME not in said(page) and "Tidak ada kunjungan" not in said(page)
        page.hide()


@pytest.fixture
def record(app: App, worker: Worker, show: Callable[[QWidget], None]) -> RecordPage:
    made = RecordPage(app, worker)
    made.resize(900, 600)
    show(made)
    return made


def test_the_only_person_of_a_record_is_looked_up_at_once(
    record: RecordPage, letters: list[Record], fingers: Fingers, qtbot: QtBot
) -> None:
    record.show_record(letters[0].id)
    record.enter()
    with qtbot.waitSignal(record.person) as asked:
        fingers.alt(Key.Key_O)
    assert asked.args == [NIK, NAME, BORN]


def test_of_several_persons_one_is_chosen(record: RecordPage, app: App, fingers: Fingers, qtbot: QtBot) -> None:
    record.show_record(secret(app).id)
    record.enter()
    fingers.alt(Key.Key_O)
    assert fingers.at == "Orang dalam surat ini"
    fingers.press(Key.Key_Escape)
    assert fingers.at == "Cetak", "nobody was looked up"
    fingers.alt(Key.Key_O)
    fingers.press(Key.Key_Down)
    with qtbot.waitSignal(record.person) as asked:
        fingers.enter()
    assert asked.args == ["", GIRL["nama"], GIRL["tanggal_lahir"]]


def test_names_alone_are_nobody_to_be_looked_up(
    record: RecordPage, app: App, fingers: Fingers, qtbot: QtBot
) -> None:  # fmt: skip
    record.show_record(app.register("lp_a", sample_values("lp_a", app.now().date(), app.nrp)).id)
    record.enter()
    with qtbot.waitSignal(record.said) as words:
        fingers.alt(Key.Key_O)
    assert "Tidak ada orang dengan NIK atau tanggal lahir" in words.args[0]


def test_a_nik_that_is_typed_in_full_offers_all_visits(
    app: App, letters: list[Record], show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    page = RegisterPage(app)
    show(page)
    page.enter()
    offer = next(one for one in page.findChildren(QWidget) if one.accessibleName() == "Lihat semua kunjungan NIK ini")
    fingers.type(NIK[:15])
    qtbot.wait(200)
    assert not offer.isVisible()
    fingers.type(NIK[15])
    qtbot.waitUntil(offer.isVisible)
    found = page.model.rowCount()
    assert found >= 3
    with qtbot.waitSignal(page.person) as asked:
        fingers.press(Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [NIK, "", ""]
    page.text.setText(f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}")
    page.look()
    assert offer.isVisible() and page.model.rowCount() == found, "as it is read out, with gaps"
    page.text.setText("3312010812040038")
    page.look()
    assert offer.isVisible() and page.model.rowCount() == 0, "it says nothing of whether anybody has it"


def test_in_the_window_a_typed_nik_leads_to_the_person_and_back(
    app: App, letters: list[Record], worker: Worker, show: Callable[[QWidget], None], fingers: Fingers, qtbot: QtBot
) -> None:
    with opened(app, worker, show) as window:
        fingers.press(Key.Key_F3)
        fingers.type(NIK)
        qtbot.waitUntil(lambda: "kunjungan NIK ini" in " ".join(one.text() for one in window.findChildren(QPushButton)))
        qtbot.wait(200)
        fingers.press(Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        assert window.stack.currentWidget() is window.person and fingers.at == "Kunjungan"
        fingers.enter()
        assert window.stack.currentWidget() is window.record and window.record.record.id == letters[2].id
        fingers.alt(Key.Key_O)
        assert window.stack.currentWidget() is window.person
        fingers.press(Key.Key_Escape)
        fingers.press(Key.Key_Escape)
        assert window.stack.currentWidget() is window.register and fingers.at == "Cari"
        qtbot.waitUntil(lambda: not worker.busy, timeout=20_000)

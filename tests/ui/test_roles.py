"""What each role finds in the window, and what it is told at the keys of the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.rights import Right
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers
from tests.ui.windows import NRPS, on_duty, opened, settled

Key = Qt.Key
KEYS = {
    Key.Key_F2: "intake", Key.Key_F3: "register", Key.Key_F4: "diary", Key.Key_F5: "reports", Key.Key_F9: "home",
}  # fmt: skip
OFFICE = {"help", "send", "backup", "settings", "lock"}
EVERYTHING = {*OFFICE, *KEYS.values()}
FOUND = {"ka_spkt": EVERYTHING, "petugas": EVERYTHING, "kapolsek": EVERYTHING - {"intake"}, "admin": OFFICE}
FIRST = {"ka_spkt": "home", "petugas": "home", "kapolsek": "home", "admin": "settings"}

Show = Callable[[QWidget], None]


def sentence(app: App, right: Right) -> str:
    with pytest.raises(Refused) as refused:
        app.allow(right)
    return str(refused.value)


@pytest.mark.parametrize("role", NRPS)
def test_the_rail_shows_what_a_role_may_use_and_every_other_key_says_who_may(
    role: str, app: App, ready: Ready, hands: Hands, worker: Worker, show: Show, fingers: Fingers
) -> None:
    with on_duty(role, app, ready, hands) as other, opened(other, worker, show) as window:
        assert {name for name, made in window.rail.buttons.items() if made.isVisible()} == FOUND[role]
        first = window._stops[window.page].name
        assert first == FIRST[role]
        for key, name in KEYS.items():
            fingers.press(Key.Key_F10)
            fingers.press(key)
            stop = next(stop for stop in window._stops.values() if stop.name == name)
            if name in FOUND[role]:
                assert window._stops[window.page].name == name and window.message.text == ""
            else:
                assert stop.right is not None
                assert window.page is window.settings and window.message.text == sentence(other, stop.right)


def test_the_kapolsek_begins_nothing_from_a_record_or_a_matter(
    app: App, ready: Ready, hands: Hands, worker: Worker, show: Show, fingers: Fingers, qtbot: QtBot
) -> None:
    record = app.register("visum", sample_values("visum", app.now().date(), app.nrp))
    with on_duty("kapolsek", app, ready, hands) as other, opened(other, worker, show) as window:
        settled(window, qtbot)
        assert not window.home.matters._go_on.isVisible() and window.home.matters._settle.isVisible()
        assert not window.home.shift.open.isVisible() and not window.home.queue._new.isVisible()
        assert fingers.at == "Saring hal yang belum selesai"
        fingers.enter()
        assert window.page is window.record and window.record.record.id == record.id
        window.record.follow.emit("hasil_visum", {}, record.id)
        window.record.correct.emit(record, "Nama salah tulis")
        assert window.page is window.record and window.message.text == sentence(other, Right.SERVE)
        assert fingers.at == "Cetak"


def test_who_becomes_something_else_finds_another_rail(
    app: App, ready: Ready, hands: Hands, worker: Worker, show: Show
) -> None:
    with opened(app, worker, show) as window:
        values = app.settings.officer_values(app.nrp)
        app.settings.save_officer({"petugas": {**values["petugas"], "peran": "admin"}})
        window.settings.changed.emit()
        assert {name for name, made in window.rail.buttons.items() if made.isVisible()} == OFFICE


def test_who_arrives_is_written_down_once(app: App, worker: Worker, show: Show) -> None:
    def arrivals() -> int:
        return sum(event.kind == "unlocked" for event in app.store.journal.all())

    for _ in range(2):
        with opened(app, worker, show):
            assert arrivals() == 1


def test_the_queue_is_not_counted_where_nobody_waits(window_of: Window) -> None:
    assert not window_of.top.waiting.isVisible()
    assert window_of.top.officer.text().startswith("Jaga belum dibuka · ")


@pytest.fixture
def window_of(app: App, worker: Worker, show: Show) -> Window:
    made = Window(app, worker)
    show(made)
    return made

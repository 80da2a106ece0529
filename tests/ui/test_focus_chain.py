"""Every page of the window, walked with Tab and Shift+Tab in every role: no stop unnamed, none missed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.sheet_page import Made, Wanted
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands, Ready
from tests.ui.conftest import Fingers
from tests.ui.windows import NRPS, SIZES, on_duty, opened, settled, wake

pytestmark = pytest.mark.slow

Key, Held = Qt.Key, Qt.KeyboardModifier
MOST = 250
"""More stops than any page has."""


def show_form(window: Window) -> None:
    window.form.begin("sktlk", sample_values("sktlk"))
    window.show_page(window.form)


def show_record(window: Window) -> None:
    window.journeys.open(window.app.search("", limit=1, form="lp_b")[0].id)


def show_print(window: Window) -> None:
    window.journeys.print(window.app.search("", limit=1, form="lp_b")[0])


def show_person(window: Window) -> None:
    of = sample_values("sktlk")["pelapor"]
    window.journeys.look_up(of["nik"], of["nama"], of.get("tanggal_lahir", ""))


def show_sheet(window: Window) -> None:
    letters = window.app.letters
    plan = letters.preview("sktlk", {})

    def gather() -> Generator[tuple[int, int], None, Made]:
        yield 1, 1
        return Made(lambda _told: letters.render(plan))

    window.show_page(window.register)
    window.journeys.make(Wanted("Lembar", "lembar", gather))


ENTERED: Mapping[str, Callable[[Window], None]] = {
    "form": show_form, "record": show_record, "print": show_print, "person": show_person, "sheet": show_sheet,
}  # fmt: skip
"""By attribute of the window: how a page is come to that no key leads to."""


def stations(window: Window) -> dict[str, Page]:
    """The pages that the officer on duty may use, by their attribute."""
    names = {page: name for name, page in vars(window).items() if isinstance(page, Page) and not name.startswith("_")}
    return {names[page]: page for page, stop in window._stops.items() if window._may_use(stop)}


def come_to(window: Window, name: str, page: Page, qtbot: QtBot, worker: Worker) -> None:
    if name in ENTERED:
        ENTERED[name](window)
    else:
        window.go(window._stops[page].name)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: not worker.busy, timeout=20_000)
    QApplication.processEvents()
    assert window.page is page


def walk(window: Window, fingers: Fingers, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> list[QWidget]:
    """Every stop from where the focus is, until it comes back there."""
    first, stops = fingers.focus(), [fingers.focus()]
    for _ in range(MOST):
        fingers.press(key, held)
        if fingers.focus() is first:
            return stops
        assert fingers.focus() not in stops, f"the focus is trapped at {fingers.at or fingers.focus()}"
        stops.append(fingers.focus())
    pytest.fail(f"the focus never comes back to {first.accessibleName() or first}")


def named(widget: QWidget) -> bool:
    return bool(widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))


def reachable(page: Page) -> set[QWidget]:
    """What of a page can take the focus by Tab; of buttons of which only one can be chosen, the chosen one."""
    return {
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    }


@pytest.fixture
def served(app: App) -> App:
    """A desk with something of everything that pages list."""
    app.shifts.open("I", [app.nrp])
    for form in ("sktlk", "lp_b", "visum", "saran"):
        app.register(form, sample_values(form, app.now().date(), app.nrp))
    app.save_draft("sktlk", sample_values("sktlk"))
    app.queue.take("anak")
    app.queue.take()
    return app


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("role", NRPS)
def test_every_page_is_walked_by_tab_and_left_by_its_key(
    served: App, ready: Ready, hands: Hands, worker: Worker, show: Callable[[QWidget], None], fingers: Fingers,
    qtbot: QtBot, role: str, size: tuple[int, int],
) -> None:  # fmt: skip
    with on_duty(role, served, ready, hands) as app, opened(app, worker, show, size) as window:
        pages = stations(window)
        assert {"help", "send", "backup", "settings"} <= set(pages)
        for name, page in pages.items():
            come_to(window, name, page, qtbot, worker)
            first, there = fingers.focus(), reachable(page)
            assert first in there, f"{name}: entered at {fingers.at}"
            forth = walk(window, fingers, Key.Key_Tab)
            for stop in forth:
                assert stop.isVisible() and stop.isEnabled() and named(stop), f"{name}: {stop}"
            missed = [widget.accessibleName() or widget for widget in there - set(forth)]
            assert not missed, f"{name}: Tab misses {missed}"
            back = walk(window, fingers, Key.Key_Backtab, Held.ShiftModifier)
            assert back == [first, *reversed(forth[1:])], f"{name}: Shift+Tab goes another way"
            wake(window, qtbot)
            fingers.press(Key.Key_F10 if page is window.help else Key.Key_F1)
            assert window.page is (window.settings if page is window.help else window.help), f"{name}: is not left"


def test_no_page_is_left_out(app: App, worker: Worker, show: Callable[[QWidget], None]) -> None:
    with opened(app, worker, show) as window:
        pages = stations(window)
        assert len(pages) == window.stack.count()
        assert set(pages) - set(ENTERED) == {name for name, page in pages.items() if page in window._doors.values()}

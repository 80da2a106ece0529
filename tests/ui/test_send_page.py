from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.polres import Inbox
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.ui.controls import Words
from spkt_desktop.ui.send_page import SendPage
from spkt_desktop.ui.style import Tone
from spkt_desktop.ui.worker import Worker
from tests.desks import Hands
from tests.ui.conftest import Fingers

Key = Qt.Key


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "FLASHDISK"
    made.mkdir()
    return made


@pytest.fixture
def polres(tmp_path: Path) -> Path:
    """The card of a real Polres."""
    return set_up_polres(tmp_path / "polres", "Polres Tirtamulya")


@pytest.fixture
def page(app: App, worker: Worker, show: Callable[[QWidget], None]) -> SendPage:
    app.register("sktlk", sample_values("sktlk"))
    made = SendPage(app, worker)
    made.resize(900, 700)
    show(made)
    made.enter()
    return made


def words(page: SendPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_a_card_is_taken_only_after_comparing(page: SendPage, polres: Path, app: App, fingers: Fingers) -> None:
    assert fingers.at == "Ambil kartu Polres…"
    page.cards.offer(polres)
    card = app.sending.identity.read(polres)
    assert all(group in words(page) for group in card.keys.spoken.split())
    page.cards.refuse()
    assert app.sending.identity.polres is None
    page.cards.offer(polres)
    fingers.enter()
    assert app.sending.identity.polres == card
    assert card.keys.spoken in words(page)


def test_a_file_that_is_no_card_is_refused_in_words(page: SendPage, tmp_path: Path, qtbot: QtBot) -> None:
    paper = tmp_path / "surat.json"
    paper.write_text("{}", encoding="utf-8")
    with qtbot.waitSignal(page.said) as said:
        page.cards.offer(paper)
    assert said.args[1] is Tone.PROBLEM and not page.cards.trust_button.isVisible()


def test_without_a_card_nothing_is_written(page: SendPage, stick: Path, qtbot: QtBot, fingers: Fingers) -> None:
    page.places.take(stick)
    with qtbot.waitSignal(page.said) as said:
        page.write()
    assert "Kartu Polres belum ada" in said.args[0]
    assert fingers.at == "Ambil kartu Polres…" and not list(stick.iterdir())


def test_a_bundle_goes_out_and_its_receipt_comes_back(
    page: SendPage, polres: Path, stick: Path, tmp_path: Path, app: App, hands: Hands, fingers: Fingers, qtbot: QtBot
) -> None:
    page.cards.offer(polres)
    page.cards.trust()
    inbox = Inbox(tmp_path / "polres", known_forms={"sktlk": 1}, clock=hands)
    inbox.enrol(app.sending.identity.write_card(tmp_path))
    page.enter()
    assert fingers.at == "Tulis bundel"
    page.places.take(stick)
    with qtbot.waitSignal(page.changed, timeout=10_000):
        fingers.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Aman dicabut" in words(page) and fingers.at == "Tulis bundel"
    (bundle,) = stick.glob("*.spkt")
    assert app.search()[0].delivery.state == "dikirim"

    inbox.receive(bundle, stick)
    inbox.close()
    page.enter()
    with qtbot.waitSignal(page.said) as said:
        page.receive_found()
    assert "diterima" in said.args[0] and said.args[1] is Tone.GOOD
    assert app.search()[0].delivery.state == "diterima"
    with qtbot.waitSignal(page.said) as said:
        page.receive_found()
    assert "sudah pernah diambil" in said.args[0]


def test_a_pulled_stick_is_said_and_nothing_is_lost(
    page: SendPage, polres: Path, stick: Path, app: App, qtbot: QtBot, fingers: Fingers
) -> None:
    page.cards.offer(polres)
    page.cards.trust()
    page.places.take(stick)
    stick.rmdir()
    with qtbot.waitSignal(page.said, timeout=10_000) as said:
        page.write()
    assert said.args[1] is Tone.PROBLEM and "utuh" in said.args[0]
    assert "Aman dicabut" not in words(page) and fingers.at == "Tulis bundel"
    assert app.sending.pending() > 0

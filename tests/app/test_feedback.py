"""Answers of visitors are kept apart from whoever gave them."""

from __future__ import annotations

import json

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Refused
from tests.desks import Hands


@pytest.mark.parametrize("score", [0, 5, -1])
def test_only_four_answers_are_kept(app: App, score: int) -> None:
    app.register("sktlk", sample_values("sktlk"))
    head = app.store.journal.head()
    with pytest.raises(Refused, match="1 sampai 4"):
        app.feedback.rate("sktlk", score)
    with pytest.raises(Refused):
        app.feedback.rate("tidak ada", 4)
    assert app.store.journal.head() == head


def test_an_answer_names_the_service_and_nothing_else(app: App, hands: Hands) -> None:
    visit = app.queue.take()
    record = app.register("sktlk", sample_values("sktlk"), came=Arrival(visit=visit.id))
    app.feedback.rate("sktlk", 2)
    event = app.store.journal.head()
    assert event and (event.kind, event.subject, event.body) == ("rated", None, {"form": "sktlk", "score": 2})
    told = json.dumps(event.as_json())
    assert record.id not in told and visit.id not in told and record.number.text not in told
    assert event not in app.history(record.id)


def test_the_diary_never_tells_of_an_answer(app: App) -> None:
    app.shifts.open("I", [app.nrp])
    app.register("sktlk", sample_values("sktlk"))
    before = app.shifts.lines(app.shifts.listed(1)[0])
    app.feedback.rate("sktlk", 1)
    lines = app.shifts.lines(app.shifts.listed(1)[0])
    assert lines == before, "nothing tells that somebody answered, and when"
    app.shifts.note("Patroli")
    diary = app.shifts.diary(app.shifts.listed(1)[0])
    assert "puas" not in " ".join(f"{line.text} {line.action}" for line in diary.lines)


def test_a_unit_may_ask_nobody(app: App) -> None:
    app.register("sktlk", sample_values("sktlk"))
    assert app.feedback.asked
    silent = {**app.unit.values["pelayanan"], "tanya_kepuasan": False}
    app.settings.change_unit({**app.unit.values, "pelayanan": silent})
    assert not app.feedback.asked
    with pytest.raises(Refused, match="tidak ditanyakan"):
        app.feedback.rate("sktlk", 4)

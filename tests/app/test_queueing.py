"""The queue: whoever needs it comes first, and numbers begin anew each day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import NEEDS
from spkt_desktop.errors import Refused
from tests.desks import Hands


def numbers(app: App) -> list[int]:
    return [visit.number for visit in app.queue.waiting()]


def test_those_who_need_it_come_first_then_who_came_first(app: App, hands: Hands) -> None:
    for need in ("", "hamil", "luka", "", "anak", "lansia", "difabel", "luka"):
        hands.pass_(minutes=1)
        app.queue.take(need)
    assert numbers(app) == [3, 8, 5, 6, 7, 2, 1, 4]
    assert [visit.need for visit in app.queue.waiting()][2:6] == list(NEEDS)[1:5]


def test_who_is_called_stays_before_the_others_until_served(app: App, hands: Hands) -> None:
    first, hurt = app.queue.take(), app.queue.take("luka")
    assert app.queue.call(first.id).called
    assert [(visit.number, visit.called) for visit in app.queue.waiting()] == [(1, True), (2, False)]
    assert app.queue.call().number == hurt.number, "without an id whoever is next"
    head = app.store.journal.head()
    app.queue.call(first.id)
    assert app.store.journal.head() == head, "called once"
    with pytest.raises(Refused, match="Tidak ada yang menunggu"):
        app.queue.call()
    app.register("sktlk", sample_values("sktlk"), came=Arrival(visit=hurt.id))
    assert numbers(app) == [1]
    kept = app.store.watch.visit(hurt.id)
    assert kept and (kept.state, kept.ended_at) == ("dilayani", app.now().isoformat())


@pytest.mark.parametrize("how", ["pergi", "selesai"])
def test_a_visit_ends_once(app: App, how: str) -> None:
    visit = app.queue.take()
    app.queue.end(visit.id, how)
    kept = app.store.watch.visit(visit.id)
    assert kept and kept.state == how and app.queue.waiting() == []
    head = app.store.journal.head()
    for act in (lambda: app.queue.end(visit.id, how), lambda: app.queue.call(visit.id)):
        with pytest.raises(Refused, match="sudah selesai"):
            act()
    assert app.store.journal.head() == head


def test_what_the_queue_does_not_know_is_refused(app: App) -> None:
    head = app.store.journal.head()
    with pytest.raises(Refused, match="hamil"):
        app.queue.take("tergesa")
    with pytest.raises(Refused, match="tidak ada"):
        app.queue.call("tidak ada")
    visit = app.queue.take()
    with pytest.raises(Refused, match="pergi atau selesai"):
        app.queue.end(visit.id, "hilang")
    assert head and [event.kind for event in app.store.journal.all(head.seq)] == ["queued"]


def test_numbers_begin_anew_at_the_units_own_midnight(app: App, hands: Hands) -> None:
    hands.moment = datetime(2026, 11, 20, 16, 58, tzinfo=UTC)  # 23.58 WIB
    assert [app.queue.take().number for _ in range(3)] == [1, 2, 3]
    for visit in app.queue.waiting():
        app.queue.end(visit.id, "selesai")
    assert app.queue.take().number == 4, "a number of the day is not given twice"
    app.queue.end(app.queue.waiting()[0].id, "pergi")
    hands.pass_(minutes=5)
    assert app.now().isoformat() == "2026-11-21T00:03:00+07:00"
    assert app.queue.take().number == 1


def test_midnight_ends_nobodys_waiting_and_nobody_else_gets_that_number(app: App, hands: Hands) -> None:
    hands.moment = datetime(2026, 11, 20, 16, 58, tzinfo=UTC)
    app.queue.take()
    app.queue.take()
    hands.pass_(minutes=5)
    assert app.queue.take().number == 3 and numbers(app) == [1, 2, 3]
    hands.pass_(hours=13)
    assert numbers(app) == [], "whoever came half a day ago has gone without a word"


def test_a_clock_that_fell_back_does_not_change_who_came_first(app: App, hands: Hands) -> None:
    app.queue.take()
    hands.pass_(hours=-2)
    app.clock.confirm()
    app.queue.take()
    hands.pass_(hours=2)
    app.queue.take()
    assert numbers(app) == [1, 2, 3]


def test_a_unit_may_do_without_a_queue(app: App) -> None:
    assert app.queue.used
    app.settings.change_unit({**app.unit.values, "pelayanan": {**app.unit.values["pelayanan"], "antrean": False}})
    assert not app.queue.used

"""Bundles come twice, late, in any order and through two processes at once: the inbox ends in the same state."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from spkt_desktop.polres.tables import metadata
from tests.polres.station import Station
from tests.sync.journal import Desk, chain
from tests.waiting import LONGEST

DESK = Desk()
LINE = chain(8)
SECOND = chain(3, LINE[4], epoch=2)
THIRD = chain(2, SECOND[0], epoch=3)
PARCELS = [LINE[:3], LINE[1:5], LINE[3:7], LINE[6:], [*LINE[:2], *SECOND[:2]], SECOND, THIRD, [LINE[7]], [LINE[0]]]

_RECEIVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from spkt_desktop.polres import Inbox
place, stick = Path(sys.argv[1]), Path(sys.argv[2])
inbox = Inbox(place, known_forms={"sktlk": 1}, clock=lambda: datetime.now(UTC))
for bundle in sys.argv[3:]:
    inbox.receive(Path(bundle), stick)
inbox.close()
"""


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What the inbox holds when everything comes once and in order."""
    station = Station(tmp_path_factory.mktemp("urut"))
    station.enrol(DESK)
    for events in (LINE, SECOND, THIRD):
        assert station.bring(DESK, events).new == len(events)
    station.inbox.close()
    return station.dump()


@settings(max_examples=25, deadline=None)
@given(order=st.permutations([*range(len(PARCELS)), *range(len(PARCELS))]))
def test_in_whatever_order_and_however_often_bundles_come(
    tmp_path_factory: pytest.TempPathFactory, straight: dict[str, list[tuple[object, ...]]], order: list[int]
) -> None:
    station = Station(tmp_path_factory.mktemp("acak"))
    try:
        station.enrol(DESK)
        for parcel in order:
            station.bring(DESK, PARCELS[parcel])
        assert station.dump() == straight
    finally:
        station.inbox.close()
        shutil.rmtree(station.place)


def test_two_processes_at_once(station: Station, straight: dict[str, list[tuple[object, ...]]]) -> None:
    station.enrol(DESK)
    paths: list[Path] = []
    for number, events in enumerate(PARCELS):
        paths.append(station.stick / f"{number}.spkt")
        paths[-1].write_bytes(DESK.make(events, station.public).data)
    turns = [paths, paths[::-1], paths[3:] + paths[:3]]
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _RECEIVE, str(station.place), str(station.stick), *map(str, turn)],
            cwd=Path(__file__).parents[2],
            stderr=subprocess.PIPE,
        )
        for turn in turns
    ]
    for process in running:
        _, problems = process.communicate(timeout=LONGEST)
        assert (process.returncode, problems) == (0, b"")
    assert station.dump() == straight
    assert [check.sound for check in station.inbox.verify()] == [True]


@pytest.mark.skipif("SPKT_TEST_POSTGRESQL" not in os.environ, reason="SPKT_TEST_POSTGRESQL names no empty database")
def test_the_same_on_postgresql(tmp_path: Path, straight: dict[str, list[tuple[object, ...]]]) -> None:
    url = os.environ["SPKT_TEST_POSTGRESQL"]
    station = Station(tmp_path / "polres", url)
    try:
        station.enrol(DESK)
        for events in reversed(PARCELS):
            station.bring(DESK, events)
        assert station.dump() == straight
        assert [check.sound for check in station.inbox.verify()] == [True]
    finally:
        station.inbox.close()
        engine = create_engine(url)
        metadata.drop_all(engine)
        engine.dispose()

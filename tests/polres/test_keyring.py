from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from spkt_desktop.errors import NotFound
from spkt_desktop.polres import Inbox, set_up
from tests.polres.station import FORMS, Station
from tests.sync.journal import NOW, chain


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the keys inherit the permissions of the profile")
def test_keys_are_for_their_owner_only(station: Station) -> None:
    for path in (station.place / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((station.place / "keys").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the folder inherits the permissions of the profile")
def test_the_folder_that_set_up_makes_is_for_its_owner_only(tmp_path: Path) -> None:
    set_up(tmp_path / "kotak masuk", "Polres Pacitan")
    assert stat.S_IMODE((tmp_path / "kotak masuk").stat().st_mode) == 0o700


def test_preparing_twice_keeps_the_keys(station: Station) -> None:
    again = Station(station.place)
    again.inbox.close()
    assert again.card == station.card


def test_a_folder_that_was_not_prepared(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="disiapkan"):
        Inbox(tmp_path, known_forms=FORMS, clock=lambda: NOW)


def test_the_polres_rolls_its_keys(station: Station) -> None:
    desk = station.enrol()
    events = chain(2)
    old = station.public
    card = station.inbox.roll_keys()
    received = station.bring(desk, events[:1])  # still sealed to the old key
    answer = station.answer(desk, received)
    assert answer.rollover is not None
    assert answer.rollover.keys != old
    station.card = answer.rollover
    assert card.read_bytes() == station.inbox._ring.card.signed(station.inbox._ring.current)
    assert station.answer(desk, station.bring(desk, events[1:])).rollover is None

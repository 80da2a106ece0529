from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spkt_desktop.polres import Inbox
from tests.polres.station import Station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    made = Station(tmp_path / "kotak masuk")
    yield made
    made.inbox.close()


@pytest.fixture
def inbox(station: Station) -> Inbox:
    return station.inbox

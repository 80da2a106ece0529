from __future__ import annotations

import pytest

from spkt_desktop.sync import Keys
from tests.sync.journal import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def polres() -> Keys:
    return Keys.new()

"""The moment every check of these tests is made at."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from spkt_desktop.forms import Known


@pytest.fixture(scope="session")
def known() -> Known:
    return Known(datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=7), "WIB")))

from __future__ import annotations

import stat
import sys

import pytest

from spkt_desktop.errors import DeskBusy, Refused
from spkt_desktop.polres import Inbox
from tests.polres.station import FORMS, Station
from tests.sync.journal import NOW


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the database inherits the permissions of the profile")
def test_the_database_is_for_its_owner_only(station: Station) -> None:
    station.inbox.close()
    database = station.place / "inbox.db"
    for before in (None, 0o644):  # made anew; left open by a former version
        if before is None:
            database.unlink()
        else:
            database.chmod(before)
            station.place.chmod(0o755)
        station.open().close()
        assert stat.S_IMODE(database.stat().st_mode) == 0o600
        assert stat.S_IMODE(station.place.stat().st_mode) == 0o700


def test_a_database_that_cannot_be_opened_is_named(station: Station) -> None:
    station.inbox.close()
    (station.place / "inbox.db").unlink()
    (station.place / "inbox.db").mkdir()
    with pytest.raises(DeskBusy, match="Tidak ada data yang berubah"):
        station.open()


@pytest.mark.parametrize("url", ["bukan alamat", "tidakada://x", "mysql://a/b"])
def test_an_address_that_is_none_is_refused(station: Station, url: str) -> None:
    with pytest.raises(Refused, match="Alamat basis data"):
        Inbox(station.place, known_forms=FORMS, clock=lambda: NOW, database_url=url)

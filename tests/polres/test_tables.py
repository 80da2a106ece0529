from __future__ import annotations

import pytest

from spkt_desktop.errors import DeskBusy, Refused
from spkt_desktop.polres import Inbox
from tests.polres.station import FORMS, Station
from tests.sync.journal import NOW


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

from __future__ import annotations

import base64

from spkt_desktop.ui.picture import Picture
from tests.ui.test_fields import PIXEL, Show


def test_a_picture_is_held_in_base64_and_can_be_dropped(show: Show) -> None:
    picture = Picture()
    show(picture)
    said: list[str | None] = []
    picture.changed.connect(lambda: said.append(picture.value()))
    data = base64.b64decode(PIXEL)
    picture.take(data)
    assert said == [PIXEL]
    picture.take(None)
    assert said[-1] is None and picture.value() is None


def test_bytes_that_are_no_picture_are_kept_for_the_check_to_name(show: Show) -> None:
    picture = Picture()
    show(picture)
    picture.take(b"bukan gambar")
    assert picture.value() == base64.b64encode(b"bukan gambar").decode()

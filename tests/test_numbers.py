"""Numbers are written from the unit's template, once and as they are."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from spkt_desktop.numbers import roman, write
from spkt_desktop.records import Unit

AT = datetime(2026, 11, 22, 0, 5, tzinfo=timezone(timedelta(hours=7)))
UNIT = Unit(
    {
        "kesatuan": {
            "polsek": "Polsek Punung",
            "polres": "Polres {nomor}",
            "polda": "Polda Jawa Timur",
            "kode": "SEK.PNG",
        }
    }
)


@pytest.mark.parametrize(
    ("template", "width", "text"),
    [
        (
            "SKTLK/{nomor}/{bulan}/{tahun}/SPKT/{polsek}/{polda}",
            1,
            "SKTLK/7/XI/2026/SPKT/POLSEK PUNUNG/POLDA JAWA TIMUR",
        ),
        ("SKTLK/{nomor}/{bulan}/{tahun}/{kode}", 3, "SKTLK/007/XI/2026/SEK.PNG"),
        ("{nomor}-{nomor}/{tahun}", 2, "07-07/2026"),
        ("{nomor}/{tahun}/{polres}", 1, "7/2026/POLRES {NOMOR}"),
        ("{nomor}/{tahun}/{0}%s{nomor.real}{hari}", 1, "7/2026/{0}%s{nomor.real}{hari}"),
    ],
)
def test_each_placeholder_is_replaced_once(template: str, width: int, text: str) -> None:
    assert write(template, 7, width, AT, UNIT) == text


def test_a_sequence_wider_than_the_padding_is_whole() -> None:
    assert write("{nomor}", 12345, 3, AT, UNIT) == "12345"


def test_a_part_that_the_unit_lacks_is_empty() -> None:
    assert write("{nomor}/{kode}", 1, 1, AT, Unit({"kesatuan": {}})) == "1/"


def test_months_are_roman() -> None:
    assert [roman(month) for month in range(1, 13)] == "I II III IV V VI VII VIII IX X XI XII".split()


@pytest.mark.parametrize("month", [0, 13, -1])
def test_other_months_have_no_numeral(month: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        roman(month)

"""When and where: what an event may not be, what is doubted about it, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from spkt_desktop.forms.event import before_birth, day, event, event_blocks, event_warns, victims
from spkt_desktop.forms.form import Known

WHOLE = {"waktu": "saat", "tanggal": "2026-11-20", "jam": "09:00", "tempat": "Pasar Sumberjati"}


def places(found: Iterator[Any]) -> set[str]:
    return {problem.field for problem in found}


def test_a_whole_event_is_neither_refused_nor_doubted(known: Known) -> None:
    assert list(event_blocks(WHOLE, known)) == list(event_warns(WHOLE, known)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tanggal": "2026-11-23"}, "tanggal"),
        ({"sampai_tanggal": "2026-11-23"}, "sampai_tanggal"),
        ({"sampai_tanggal": "2026-11-19"}, "sampai_tanggal"),
        ({"sampai_jam": "08:59"}, "sampai_jam"),
        ({"sampai_tanggal": "2026-11-20", "sampai_jam": "08:59"}, "sampai_jam"),
    ],
)
def test_an_event_to_come_or_that_ends_before_it_begins_is_refused(changes: Any, field: str, known: Known) -> None:
    assert places(event_blocks(WHOLE | changes, known)) == {field}


@pytest.mark.parametrize("changes", [{"sampai_jam": "09:00"}, {"sampai_tanggal": "2026-11-21", "sampai_jam": "04:00"}])
def test_a_range_that_ends_when_or_after_it_begins_is_let_in(changes: Any, known: Known) -> None:
    row = WHOLE | {"waktu": "rentang"} | changes
    assert list(event_blocks(row, known)) == list(event_warns(row, known)) == []


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({}, {"tanggal", "tempat"}),
        (WHOLE | {"tanggal": "2026-11-22", "jam": "09:31"}, {"jam"}),
        (WHOLE | {"tanggal": "2026-11-22", "jam": "09:30"}, set()),
        (WHOLE | {"waktu": "rentang"}, {"sampai_jam"}),
        (WHOLE | {"sampai_jam": "10:00"}, {"waktu"}),
        (WHOLE | {"koordinat": "-8.13270, 111.03450"}, set()),
        (WHOLE | {"koordinat": "-8,13270; 111,03450"}, set()),
        (WHOLE | {"koordinat": "111.03450, -8.13270"}, {"koordinat"}),
        (WHOLE | {"koordinat": "di dekat jembatan"}, {"koordinat"}),
    ],
)
def test_what_is_missing_or_unlikely_is_only_doubted(row: dict[str, Any], fields: set[str], known: Known) -> None:
    assert places(event_warns(row, known)) == fields
    assert list(event_blocks(row, known)) == []


def test_only_a_range_asks_for_its_end() -> None:
    names = {kind: {field.name for field in event().asked({"waktu": kind})} for kind in ("saat", "rentang")}
    assert names["rentang"] - names["saat"] == {"sampai_tanggal", "sampai_jam"}
    assert event().label("tanggal", {"waktu": "rentang"}) == "Dari tanggal"


def test_the_day_is_the_first_one_and_none_where_it_is_not_known() -> None:
    assert day({"kejadian": WHOLE}) == date(2026, 11, 20)
    assert day({}) is day({"kejadian": {}}) is day({"kejadian": {"tanggal": "kemarin"}}) is None


def test_an_event_before_a_birth_is_noticed() -> None:
    assert before_birth({"kejadian": WHOLE}, {"tanggal_lahir": "2026-11-21"})
    assert not before_birth({"kejadian": WHOLE}, {"tanggal_lahir": "2026-11-20"})
    assert not before_birth({"kejadian": {}}, {"tanggal_lahir": "2026-11-21"})
    assert not before_birth({"kejadian": WHOLE}, {})


def test_a_reporter_is_the_first_victim_only_where_they_are_one() -> None:
    reporter, other = {"nama": "Siti", "kedudukan": "korban"}, {"nama": "Toko Maju"}
    assert victims({"pelapor": reporter, "korban": [other]}) == [reporter, other]
    assert victims({"pelapor": reporter | {"kedudukan": "saksi"}, "korban": [other]}) == [other]
    assert victims({}) == []

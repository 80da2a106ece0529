from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.store.backup import SUFFIX
from spkt_desktop.store.thinning import DAYS, MONTHS, STAMP, WEEKS, Kept, lying_in, spare, thin
from tests.promises import kept

NOW = datetime(2026, 11, 22, 22, 0)


def made(at: datetime, events: int = 1, code: str = "PUNUNG") -> str:
    return f"{code}_{at:{STAMP}}_{events:06}{SUFFIX}"


def of(times: list[datetime]) -> list[Kept]:
    return sorted((Kept(Path(made(at)), at, 1) for at in set(times)), key=lambda one: one.at, reverse=True)


def left(times: list[datetime]) -> list[datetime]:
    backups = of(times)
    gone = spare(backups)
    return [one.at for one in backups if one not in gone]


def test_three_a_day_for_two_years_leave_days_weeks_and_months() -> None:
    times = [NOW - timedelta(hours=8 * step) for step in range(3 * 730)]
    stay = left(times)
    assert stay[:DAYS] == [NOW - timedelta(days=day) for day in range(DAYS)], "the last of each day"
    weeks = {at.isocalendar()[:2] for at in stay}
    assert len({at.date() for at in stay}) == len(stay)
    assert len(weeks) >= WEEKS and len({(at.year, at.month) for at in stay}) == MONTHS
    assert (NOW - stay[-1]).days > 200 and len(stay) <= DAYS + WEEKS + MONTHS
    kept("backups-thinned", made=len(times), kept=len(stay), days=DAYS, weeks=WEEKS, months=MONTHS)


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(microsecond=0))))
def test_the_newest_always_stays_and_thinning_twice_is_thinning_once(times: list[datetime]) -> None:
    stay = left(times)
    assert (not times) or max(times) in stay
    assert left(stay) == stay
    assert {at.date() for at in stay} >= set(sorted({at.date() for at in times})[-DAYS:]), "no day of the last is empty"


def test_backups_made_day_by_day_are_never_fewer_than_all_at_once(tmp_path: Path) -> None:
    for day in range(100):
        at = NOW + timedelta(days=day)
        (tmp_path / made(at, day + 1)).write_bytes(b"")
        thin(tmp_path, "PUNUNG")
    assert [one.at for one in lying_in(tmp_path)] == left([NOW + timedelta(days=day) for day in range(100)])
    assert lying_in(tmp_path)[0].events == 100


def test_what_was_just_made_stays_also_under_a_clock_that_is_years_behind(tmp_path: Path) -> None:
    for month in range(1, 12):
        (tmp_path / made(NOW.replace(month=month))).write_bytes(b"")
    for newest in (made(NOW.replace(year=2009), 99), made(NOW.replace(year=2009, hour=1), 98)):
        (tmp_path / newest).write_bytes(b"")
        thin(tmp_path, "PUNUNG", tmp_path / newest)
        assert (tmp_path / newest).exists()


def test_nothing_of_anybody_else_is_touched(tmp_path: Path) -> None:
    others = [
        made(NOW, code="PUNUNG-2"), "PUNUNG_20261122-220000_000001.pdf", "catatan.txt", f"PUNUNG_besok{SUFFIX}",
        f"PUNUNG_20261399-220000_000001{SUFFIX}",
    ]  # fmt: skip
    for name in [*others, *(made(NOW + timedelta(minutes=step)) for step in range(5))]:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / f"{made(NOW)}.0a1b2c3d.spkt-part").write_bytes(b"setengah")
    os.utime(tmp_path / f"{made(NOW)}.0a1b2c3d.spkt-part", (0, 0))
    assert thin(tmp_path, "PUNUNG") == 4
    assert {path.name for path in tmp_path.iterdir()} == {*others, made(NOW + timedelta(minutes=4))}
    assert thin(tmp_path / "tidak ada", "PUNUNG") == 0

"""Desks made by older programs: each still opens, counts on, and comes back from its backup; trials are left alone."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from spkt_desktop.app import open_vault, place, restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.records import sha256
from spkt_desktop.store import store as store_module
from spkt_desktop.store.migrations import migrations
from tests.desks import Hands
from tests.promises import kept

DESKS = Path(__file__).parent / "data" / "desks"
TRIALS = sorted(folder.name for folder in DESKS.glob("percobaan-*"))
RELEASED = sorted(folder.name for folder in DESKS.iterdir() if folder.is_dir() and folder.name not in TRIALS)
REGISTERED = 2
"""Letters that each of them holds."""


@pytest.fixture
def later() -> Hands:
    """A day after all of them were made."""
    hands = Hands()
    hands.moment = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
    return hands


def copied(name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(DESKS / name, tmp_path / "meja lama"))


def bytes_in(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): sha256(file.read_bytes()) for file in folder.rglob("*") if file.is_file()}


def test_there_are_desks_to_open() -> None:
    assert RELEASED
    assert TRIALS


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_desk_opens_counts_on_and_comes_back_from_its_backup(
    name: str, tmp_path: Path, later: Hands
) -> None:
    desk = copied(name, tmp_path)
    opened = open_vault(desk, "", PASSPHRASE, later)
    app = start(desk, opened, later)
    try:
        if app.clock.doubt():
            app.clock.set(app.clock.machine(), insist=True)
        before = app.keeping.verify()
        assert before.records == REGISTERED
        former = app.search(limit=10)
        assert sorted(record.status for record in former) == ["batal", "berlaku"]
        assert all(app.letters.render(app.letters.plan(record)).pages for record in former)
        new = app.register("sktlk", sample_values("sktlk"))
        assert new.number.sequence == max(record.number.sequence for record in former) + 1
        backup = app.keeping.backup(tmp_path)
        head = app.keeping.verify()
    finally:
        app.close()
    fresh = place(tmp_path / "meja pulih")
    restore(backup, fresh, PASSPHRASE, {}, nrp=opened.nrp, clock=later)
    again = start(fresh, open_vault(fresh, opened.nrp, PASSPHRASE, later), later)
    try:
        assert again.keeping.verify().events > head.events
        assert {record.id for record in (*former, new)} == {record.id for record in again.search(limit=10)}
    finally:
        again.close()
    kept("older-desks", desks=1, letters=len(former))


@pytest.mark.parametrize("name", TRIALS)
def test_a_trial_is_refused_with_a_sentence_and_left_as_it_is(name: str, tmp_path: Path, later: Hands) -> None:
    desk = copied(name, tmp_path)
    before = bytes_in(desk)
    with pytest.raises(Refused, match="versi percobaan"):
        open_vault(desk, "", PASSPHRASE, later)
    assert bytes_in(desk) == before


def test_the_next_program_takes_a_desk_over_and_this_one_then_leaves_it_alone(
    tmp_path: Path, later: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = copied(RELEASED[-1], tmp_path)
    opened = open_vault(desk, "", PASSPHRASE, later)
    coming = Migrations("spkt-desktop")
    for migration in migrations._migrations:
        coming(name=migration.name)(migration.fn)
    coming(name="m999_next")(lambda db: db.execute("CREATE TABLE next (name TEXT PRIMARY KEY) STRICT"))
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "migrations", coming)
        app = start(desk, opened, later)
        try:
            assert app.keeping.verify().records == REGISTERED
            assert app.store.db.rows("SELECT * FROM next") == []
        finally:
            app.close()
    assert (desk / "sebelum-m999_next.db").stat().st_size > 0
    after = sha256((desk / "spkt.db").read_bytes())
    with pytest.raises(Refused, match="versi SPKT Desktop yang lebih baru"):
        start(desk, opened, later)
    assert sha256((desk / "spkt.db").read_bytes()) == after

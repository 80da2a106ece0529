"""Backups that make themselves: due after a handover and so many acts, at several places, thinned, noted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.backups import EVERY, OWN, Outcome
from spkt_desktop.errors import Refused
from spkt_desktop.store.thinning import lying_in
from tests.desks import Hands, Ready, carried_on
from tests.promises import kept


def note(app: App, times: int) -> None:
    for _ in range(times):
        app.act("noted", None, {"text": "a", "action": ""})


def run(app: App) -> tuple[Outcome, ...]:
    outcomes = app.backups.work(app.backups.due())(lambda _done, _of_all: None)
    app.backups.settle(outcomes)
    return outcomes


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "FLASHDISK").mkdir()
    return tmp_path / "FLASHDISK"


def test_one_is_due_after_so_many_acts_at_every_place(app: App, stick: Path, hands: Hands) -> None:
    app.backups.choose([stick])
    own = app.folder / OWN
    note(app, EVERY)
    assert app.backups.due() == [own, stick]
    done = run(app)
    assert [(one.folder, one.trouble) for one in done] == [(own, ""), (stick, "")]
    assert app.backups.due() == [] and app.keeping.last_backup() == app.now().isoformat()
    note(app, EVERY - 1)
    assert app.backups.due() == []
    note(app, 1)
    assert app.backups.due() == [own, stick]
    hands.pass_(hours=1)
    run(app)
    assert len(lying_in(stick, app.desk_code)) == 1, "of one day the newest is kept"
    kept("backups-automatic", places=2, acts=EVERY)


def test_one_is_due_after_each_handover(app: App) -> None:
    app.shifts.open("I", ["87020875"])
    run_first = app.backups.work([app.folder / OWN])(lambda _done, _of_all: None)
    app.backups.settle(run_first)
    assert app.backups.due() == []
    typed = carried_on("serah_terima", app.shifts.handover())
    app.register("serah_terima", {**typed, "jaga": {**typed["jaga"], "ka_lama": app.nrp, "ka_baru": "03100376"}})
    assert app.shifts.current() is None
    assert app.backups.due() == [app.folder / OWN]
    run(app)
    assert app.backups.due() == []


def test_a_stick_that_is_not_there_is_tried_again_and_told(app: App, stick: Path, hands: Hands) -> None:
    app.backups.choose([stick])
    note(app, EVERY)
    shutil.rmtree(stick)
    own, gone = run(app)
    assert not own.trouble and "tidak terpasang" in gone.trouble
    assert app.backups.due() == [stick], "the desk's own is done, the stick is still owed"
    assert app.backups.warning() == "Belum ada cadangan di luar komputer ini. Folder atau flashdisknya tidak terpasang."
    stick.mkdir()
    run(app)
    assert app.backups.due() == [] and app.backups.warning() == ""
    hands.pass_(days=4)
    assert app.backups.warning().startswith("Cadangan di luar komputer ini terakhir ")


def test_one_place_that_fails_does_not_keep_the_others_from_theirs(app: App, tmp_path: Path, stick: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    app.backups.choose([tmp_path / "berkas", stick])
    note(app, EVERY)
    done = {one.folder.name: one.trouble for one in run(app)}
    assert done == {OWN: "", "FLASHDISK": "", "berkas": "Folder atau flashdisknya tidak terpasang."}


def test_a_damaged_register_makes_no_backup_and_says_so(app: App, stick: Path) -> None:
    app.backups.choose([stick])
    note(app, EVERY)
    run(app)
    with app.store.db.write():
        app.store.db.run("DROP TRIGGER events_no_update")
        app.store.db.run("UPDATE events SET at = '2026-01-01T00:00:00+07:00' WHERE seq = 2")
    note(app, EVERY)
    before = sorted(stick.iterdir())
    assert all("ke-2" in one.trouble for one in run(app))
    assert sorted(stick.iterdir()) == before, "the last good one is not pushed out"
    assert app.backups.places()[1].events and "ke-2" in app.backups.places()[1].trouble


def test_where_and_how_often_is_for_managers(app: App, ready: Ready, stick: Path, hands: Hands) -> None:
    with pytest.raises(Refused, match="di dalam folder meja"):
        app.backups.choose([app.folder / "x"])
    for wrong in (0, 10_000):
        with pytest.raises(Refused, match="sampai"):
            app.backups.keep_every(wrong)
    app.backups.keep_every(5)
    assert app.backups.every == 5
    app.nrp = "03100376"
    for act in (lambda: app.backups.choose([stick]), lambda: app.backups.keep_every(9)):
        with pytest.raises(Refused, match="mengubah pengaturan"):
            act()
    assert app.backups.every == 5 and [place.own for place in app.backups.places()] == [True]


def test_what_lies_where_is_listed_newest_first(app: App, stick: Path, hands: Hands) -> None:
    app.backups.choose([stick])
    for _ in range(3):
        note(app, EVERY)
        run(app)
        hands.pass_(days=1)
    ((own, here), (other, there)) = app.backups.looking()()
    assert own.own and not other.own
    assert [one.at.day for one in here] == [one.at.day for one in there] == [22, 21, 20]
    assert here[0].events == app.status()["events"]

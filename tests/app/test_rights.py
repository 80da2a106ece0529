"""Roles are kept by the App itself: whoever may not is refused before anything happens, and told who may."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, set_up, start
from spkt_desktop.app.rights import Right
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.forms.officer import ROLES
from tests.desks import Hands, officer
from tests.promises import kept

NRPS = {"ka_spkt": "80010001", "petugas": "88050120", "kapolsek": "75020002", "admin": "90030003"}
DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("peran") / "meja"
    staff = [officer(nrp, role) for role, nrp in NRPS.items()]
    setup = set_up(folder, sample_values("unit"), staff, [PASSPHRASE, "", "", ""], clock=Hands())
    app = start(folder, setup.opened, Hands())
    app.register("sktlk", sample_values("sktlk"))
    app.register("lp_b", sample_values("lp_b", nrp=NRPS["ka_spkt"]))
    app.shifts.open("I", [NRPS["petugas"]])
    app.queue.take()
    app.close()
    return folder, setup.opened.key


@pytest.fixture(params=NRPS)
def at_desk(desk: tuple[Path, bytes], request: pytest.FixtureRequest) -> Iterator[App]:
    folder, key = desk
    app = start(folder, Opened(key, NRPS[request.param]), Hands())
    yield app
    app.close()


def first(app: App) -> str:
    return app.store.register.search(form="lp_b")[0].id


ACTS: dict[Right, list[Callable[[App], object]]] = {
    Right.SERVE: [
        lambda app: app.register("sktlk", sample_values("sktlk")),
        lambda app: app.void(first(app), "Salah tulis nama"),
        lambda app: app.save_draft("sktlk", {}),
        lambda app: app.drafts(),
        lambda app: app.queue.take(),
        lambda app: app.queue.call(),
        lambda app: app.queue.end("x", "pergi"),
        lambda app: app.feedback.rate("sktlk", 4),
        lambda app: app.shifts.open("II", [NRPS["petugas"]], "Regu lama tidak datang"),
    ],
    Right.READ: [
        lambda app: app.search("a"),
        lambda app: app.record(first(app)),
        lambda app: app.whole(first(app)),
        lambda app: app.cases.open(first(app)),
        lambda app: app.history(first(app)),
        lambda app: app.news(first(app)),
        lambda app: app.letters.plan(app.store.register.record(first(app))),
        lambda app: app.known_persons(name="Siti"),
        lambda app: app.matters.listed(),
        lambda app: app.people.view(nik="3201010101900001"),
        lambda app: app.people.named(app.store.register.record(first(app))),
        lambda app: app.registers.count(app.registers.books[0], DAY, DAY),
        lambda app: list(app.registers.rows(app.registers.books[0], DAY, DAY)),
        lambda app: app.registers.made(app.registers.books[0], 1, DAY, DAY, "PDF"),
        lambda app: app.shifts.lines(app.shifts.listed(1)[0]),
        lambda app: app.shifts.diary(app.shifts.listed(1)[0]),
    ],
    Right.DIRECT: [
        lambda app: app.cases.route(first(app), "Lantas", "Kecelakaan di jalan"),
        lambda app: app.cases.mark(first(app), True, "Perhatian warga"),
        lambda app: app.matters.settle(first(app), "lp.tanggapan", "SP2HP diserahkan"),
    ],
    Right.WRITE_DIARY: [lambda app: app.shifts.note("Patroli")],
    Right.REPORT: [
        lambda app: app.reports.daily(DAY),
        lambda app: app.reports.recap(DAY, DAY),
        lambda app: app.reports.wall(DAY, DAY),
    ],
    Right.AUDIT: [lambda app: app.auditing.hand_out(app.folder.parent / "jurnal.jsonl")],
    Right.MANAGE: [
        lambda app: app.settings.change_unit(app.unit.values),
        lambda app: app.settings.save_officer(
            {"petugas": app.settings.officer_values("88050120")["petugas"] | {"jabatan": "BAMIN SPKT"}}
        ),
    ],
    Right.APPOINT: [
        lambda app: app.settings.save_officer(officer("99010001", "petugas")),
        lambda app: app.settings.save_officer(app.settings.officer_values("88050120"), "kata-sandi-baru"),
        lambda app: app.settings.new_recovery_code(),
    ],
}


@pytest.mark.parametrize("right", Right)
def test_who_may_not_is_refused_and_told_who_may(at_desk: App, right: Right) -> None:
    app, role = at_desk, at_desk.officer.role
    assert app.may(right) == (role in right.roles)
    if app.may(right):
        return
    head = app.store.journal.head()
    for act in ACTS[right]:
        with pytest.raises(Refused) as refused:
            act(app)
        told = right if role in Right.MANAGE.roles or right is not Right.APPOINT else Right.MANAGE
        assert all(ROLES[name] in str(refused.value) for name in told.roles)
        assert "Tidak ada yang" in str(refused.value)
    assert app.store.journal.head() == head and app.store.draft_count() == 0
    kept("roles-refused", acts=len(ACTS[right]))


@pytest.mark.parametrize("right", Right)
def test_who_may_is_let(desk: tuple[Path, bytes], right: Right, tmp_path: Path) -> None:
    for role in right.roles:
        for number, act in enumerate(ACTS[right]):
            folder = Path(shutil.copytree(desk[0], tmp_path / f"{role} {number}"))
            app = start(folder, Opened(desk[1], NRPS[role]), Hands())
            said = ""
            try:
                act(app)
            except Refused as error:  # for another reason: a visit that is not there
                said = str(error)
            finally:
                app.close()
            assert "hanya" not in said, f"{role} is refused"


def test_every_right_has_somebody_to_use_it() -> None:
    assert all(set(right.roles) <= set(ROLES) and right.roles for right in Right)
    assert set(ACTS) == set(Right)
    assert "admin" not in {*Right.READ.roles, *Right.SERVE.roles, *Right.REPORT.roles}

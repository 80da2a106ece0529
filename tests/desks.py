"""Real desks for tests: one slow set-up (scrypt) a session, copied for every test that wants one, and quick to open."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.records import Values
from tests.slots import quicken


class Hands:
    """A clock that stands still until it is moved: the one fake that the desk's code knows."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


def tell_time(app: App) -> None:
    """Answer as an officer would whose clock jumped: that it is right. Nothing is said where nobody asks."""
    if app.clock.doubt():
        app.clock.set(app.clock.machine(), insist=True)


def carried_on(form: str, begun: Values, nrp: str = "87020875") -> Values:
    """A form that was begun with these values and finished with those of its sample."""
    typed = sample_values(form, nrp=nrp)
    return {
        name: {**part, **begun.get(name, {})} if isinstance(part, dict) else begun.get(name) or part
        for name, part in typed.items()
    }


@dataclass(frozen=True)
class Ready:
    """A desk that has been set up and never used."""

    folder: Path
    opened: Opened
    code: str
    nrp: str
    officers: list[Values]


def officer(nrp: str, role: str) -> Values:
    return {"petugas": {**sample_values("officer")["petugas"], "nrp": nrp, "peran": role}}


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder = tmp_path_factory.mktemp("meja") / "folder meja"
    staff = [officer("87020875", "ka_spkt"), officer("03100376", "petugas")]
    setup = set_up(folder, sample_values("unit"), staff, [PASSPHRASE, ""], clock=Hands())
    quicken(folder, setup.opened)
    return Ready(folder, setup.opened, setup.recovery_code, "87020875", staff)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def folder(ready: Ready, tmp_path: Path) -> Path:
    """A desk's own folder, fresh from set-up."""
    return Path(shutil.copytree(ready.folder, tmp_path / "meja saya"))


@pytest.fixture
def app(ready: Ready, folder: Path, hands: Hands):
    """An unlocked desk with its Ka SPKT on duty."""
    app: App = start(folder, ready.opened, hands)
    yield app
    app.close()

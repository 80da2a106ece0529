"""The program killed at any moment of any act: whatever it had told holds, and the desk works on at the next start."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.promises import kept, points

if sys.platform == "win32":
    pytest.skip("kills a forked process", allow_module_level=True)

from tests.power.killed import Range, Shot
from tests.power.recording import ACTS
from tests.power.shim import ForkServer

BATCH = points(ci=3, nightly=10)
BATCHES = points(ci=1, nightly=7)
WORK = [act for act in ACTS if act != "sets_up"]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    with ForkServer("tests.power.killed", preloaded=False) as server:
        yield Range(tmp_path_factory.mktemp("program mati"), server)


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("act", WORK)
def test_what_was_promised_outlives_the_program(place: Range, act: str, batch: int) -> None:
    shots = [place.shoot(f"{act}-{batch * BATCH + at}") for at in range(BATCH)]
    kept("power-cut-killed", points=len(shots), lost=0, skipped=0, twice=0)


@pytest.mark.parametrize("command", ["register", "export", "backup", "restore"])
def test_a_killed_command_keeps_what_it_said(place: Range, command: str) -> None:
    whole = place.interrupt(command, 1)
    assert whole.doing["begin"] == command and whole.acts, "it told something at its end"
    shares = [0.5, 0.8, 0.9, 0.95][: points(ci=2, nightly=4)]
    for share in shares:
        place.interrupt(command, share)
    kept("power-cut-killed", points=len(shares), lost=0, skipped=0, twice=0)


def test_killed_while_every_page_of_the_register_is_encrypted_anew(place: Range) -> None:
    shots = [place.kill(Shot("dismisses", 0, write), f"{write}-{at}") for write in (2, 3, 4) for at in range(4)]
    kept("power-cut-killed", points=len(shots), lost=0, skipped=0, twice=0)

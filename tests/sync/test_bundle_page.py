"""The page on the format tells the truth: its commands open and check a bundle with stock tools."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from spkt_desktop.sync import Card, Keys
from tests.sync.journal import Desk, chain
from tests.waiting import LONGEST

PAGE = Path(__file__).parents[2] / "docs" / "bundle.md"
OPENING, SPEAKING = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

needs = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("sh", "age", "tar", "openssl", "gunzip", "sha256sum")),
    reason="the stock tools are not installed",
)


@pytest.fixture
def place(tmp_path: Path, desk: Desk, polres: Keys) -> Path:
    (tmp_path / "kiriman.spkt").write_bytes(desk.make(chain(3), polres.public).data)
    (tmp_path / "polres.age").write_text(f"{polres.identity}\n", encoding="utf-8")
    card = Card("desk", desk.id, desk.code, "Polsek Punung", desk.keys.public)
    (tmp_path / "kartu-meja.json").write_bytes(card.signed(desk.keys))
    return tmp_path


def run(commands: str, place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-eu", "-c", commands], cwd=place, capture_output=True, text=True, check=False, timeout=LONGEST
    )


@needs
def test_stock_tools_open_and_check_a_bundle(place: Path, desk: Desk) -> None:
    done = run(OPENING, place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Signature Verified Successfully" in done.stdout
    assert "events.jsonl.gz: OK" in done.stdout
    assert (place / "sidik-meja").read_text(encoding="utf-8").strip() == desk.keys.public.fingerprint
    assert len((place / "events.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@needs
def test_stock_tools_notice_the_card_of_another_desk(place: Path, desk: Desk) -> None:
    keys = Keys.new()
    (place / "kartu-meja.json").write_bytes(Card("desk", desk.id, desk.code, "Palsu", keys.public).signed(keys))
    assert run(OPENING, place).returncode != 0


@needs
@pytest.mark.skipif(shutil.which("bc") is None, reason="bc is not installed")
def test_the_spoken_fingerprint_can_be_made_by_hand(place: Path, desk: Desk) -> None:
    public = desk.keys.public
    (place / "kunci.txt").write_text(f"{public.signing}\n{public.recipient}\n", encoding="utf-8", newline="\n")
    assert run(SPEAKING, place).stdout.strip() == public.spoken

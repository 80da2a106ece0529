"""Every byte of every file of a vault, flipped: noticed, said plainly, mended, and never the end of the desk."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from spkt_desktop.errors import SpktError
from spkt_desktop.store.holders import DAMAGED, MISSING
from spkt_desktop.store.slots import INDEX, KEY, RECOVERY, SPARE
from tests.promises import kept, points
from tests.vaults import ANI, BUDI, WORDS, Desk, made

SEEDS = range(points(ci=1, nightly=8))
"""One a bit of each byte."""


def way_in(desk: Desk, nrp: str) -> str:
    """What an officer with the right passphrase is told; empty where the desk opens."""
    try:
        assert desk.vault.open(nrp, WORDS[nrp]).key == desk.store.key
    except SpktError as error:
        return str(error)
    return ""


def told(desk: Desk) -> list[str]:
    """What the two officers and whoever has the code are told."""
    said = [way_in(desk, nrp) for nrp in WORDS]
    try:
        assert desk.vault.recover(desk.code).key == desk.store.key
    except SpktError as error:
        return [*said, str(error)]
    return [*said, ""]


def spoil(content: bytes, at: int, seed: int) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << (at + seed) % 8)]) + content[at + 1 :]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_flip_is_noticed_said_and_mended(tmp_path: Path, seed: int) -> None:
    desk = made(tmp_path / "meja")
    whole = {path.name: path.read_bytes() for path in desk.vault.folder.glob("*.*")}
    assert set(whole) > {INDEX, KEY, SPARE, RECOVERY} and len(whole) == 6
    every = [(name, at) for name, content in whole.items() for at in range(len(content))]
    tried = random.Random(seed).sample(every, min(points(ci=150, nightly=10**6), len(every)))
    noticed = mended = shut = 0
    for name, at in tried:
        (desk.vault.folder / name).write_bytes(spoil(whole[name], at, seed))
        said = told(desk)
        assert "" in said, "nobody gets in any more"
        for words in filter(None, said):
            shut += 1
            assert "rusak" in words and "cadangan" in words, f"{name} at {at}: damage is told as {words!r}"
        (found,) = desk.holders.amiss()
        noticed += (found.name, found.how) == (name, DAMAGED)
        desk.holders.mend()
        mended += (desk.vault.folder / name).read_bytes() == whole[name] and not desk.holders.amiss()
    assert told(desk) == ["", "", ""]
    desk.close()
    assert noticed == mended == len(tried) and shut
    kept("vault-corruption-noticed", flips=len(tried), noticed=noticed, mended=mended, nobody_in=0)


@pytest.mark.parametrize("gone", [INDEX, KEY, SPARE, RECOVERY, "officer"])
def test_a_missing_file_keeps_nobody_else_out_and_comes_back(tmp_path: Path, gone: str) -> None:
    desk = made(tmp_path / "meja")
    file = next(desk.vault.folder.glob(f"{gone}*"))
    before = file.read_bytes()
    file.unlink()
    said = told(desk)
    assert said.count("") >= 2 and all("rusak" in words for words in said if words)
    assert [one.how for one in desk.holders.mend()] == [MISSING] and file.read_bytes() == before
    assert told(desk) == ["", "", ""]
    desk.close()


def test_a_wrong_passphrase_is_told_of_the_damage_too(tmp_path: Path) -> None:
    desk = made(tmp_path / "meja")
    for file in desk.vault.folder.glob("officer-*"):
        file.write_bytes(spoil(file.read_bytes(), 40, 0))
    for words in (way_in(desk, ANI), way_in(desk, BUDI)):
        assert "kata sandi salah" in words and "juga rusak" in words and "kode pemulihan" in words
    with pytest.raises(SpktError, match="juga rusak"):
        desk.vault.open_any(WORDS[ANI])
    assert desk.vault.recover(desk.code).key == desk.store.key
    desk.close()


def test_both_copies_of_the_key_gone_is_not_told_as_a_wrong_passphrase(tmp_path: Path) -> None:
    desk = made(tmp_path / "meja")
    for name in (KEY, SPARE):
        (desk.vault.folder / name).write_bytes(b"")
    assert "itu benar" in way_in(desk, ANI) and "pulihkan dari cadangan" in way_in(desk, ANI)
    assert [one.name for one in desk.holders.mend()] == [KEY, SPARE]
    assert told(desk) == ["", "", ""]
    desk.close()

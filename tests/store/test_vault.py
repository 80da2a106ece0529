from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pyrage
import pytest

from spkt_desktop.errors import Damaged, Refused, WrongPassphrase
from spkt_desktop.store.vault import Vault, tidy_code
from tests.waiting import LONGEST

NRP, WORDS = "87020875", "rahasia sekali"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Vault, bytes, str]:
    vault, key = Vault.create(tmp_path_factory.mktemp("v") / "vault")
    vault.admit(key, NRP, WORDS)
    return vault, key, vault.new_recovery_code(key)


def test_an_officer_opens_it_with_the_passphrase_only(made: tuple[Vault, bytes, str]) -> None:
    vault, key, _ = made
    assert vault.open(NRP, WORDS).key == key and vault.open_any(WORDS).nrp == NRP
    for nrp, words in ((NRP, "rahasia sekalI"), ("87020876", WORDS), ("", WORDS), (NRP, "")):
        with pytest.raises(WrongPassphrase, match="NRP atau kata sandi salah"):
            vault.open(nrp, words)


def test_a_passphrase_of_two_officers_names_nobody(tmp_path: Path) -> None:
    vault, key = Vault.create(tmp_path / "v")
    for nrp in (NRP, "03100376"):
        vault.admit(key, nrp, WORDS)
    with pytest.raises(Refused, match="lebih dari satu petugas"):
        vault.open_any(WORDS)
    assert vault.open("03100376", WORDS).nrp == "03100376"


def test_the_recovery_code_opens_it_as_typed_from_paper(made: tuple[Vault, bytes, str]) -> None:
    vault, key, code = made
    assert vault.recover(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")).key == key


def test_every_slip_of_one_letter_in_the_recovery_code_is_named(made: tuple[Vault, bytes, str]) -> None:
    code = made[2]
    for at, right in enumerate(code):
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if right not in ("-", letter):
                with pytest.raises(WrongPassphrase, match="salah ketik"):
                    made[0].recover(code[:at] + letter + code[at + 1 :])
    with pytest.raises(WrongPassphrase, match="24 huruf"):
        made[0].recover(code[:-1])


def test_a_new_recovery_code_ends_the_former(tmp_path: Path) -> None:
    vault, key = Vault.create(tmp_path / "v")
    former = vault.new_recovery_code(key)
    vault.new_recovery_code(key)
    assert tidy_code(former)
    with pytest.raises(WrongPassphrase, match="bukan untuk meja ini"):
        vault.recover(former)


def test_the_polres_opens_its_slot_with_stock_age(made: tuple[Vault, bytes, str], tmp_path: Path) -> None:
    vault, key, _ = made
    identity = pyrage.x25519.Identity.generate()
    vault.admit_polres(key, str(identity.to_public()))
    (tmp_path / "kunci.txt").write_text(str(identity), encoding="utf-8")
    told = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "kunci.txt"), str(vault.folder / "polres.age")],
        capture_output=True,
        check=True,
        timeout=LONGEST,
    )
    assert json.loads(told.stdout)["key"] == key.hex()


def test_slots_say_nothing_of_persons_and_are_for_their_owner_only(made: tuple[Vault, bytes, str]) -> None:
    for path in made[0].folder.iterdir():
        assert NRP not in path.name and NRP.encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_a_short_passphrase_is_refused_and_a_dismissed_officer_is_out(tmp_path: Path) -> None:
    vault, key = Vault.create(tmp_path / "v")
    vault.new_recovery_code(key)
    with pytest.raises(Refused, match="terlalu pendek"):
        vault.admit(key, NRP, "pendek7")
    assert not vault.admitted(NRP)
    vault.admit(key, NRP, WORDS)
    vault.dismiss(NRP)
    with pytest.raises(WrongPassphrase):
        vault.open(NRP, WORDS)


def test_a_lost_or_spoilt_vault_file_is_named(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "v")
    with pytest.raises(Damaged):
        vault.open(NRP, WORDS)  # there is not even a recovery slot to cost the same time
    (tmp_path / "v" / "vault.json").write_bytes(b"{")
    with pytest.raises(Damaged, match="pulihkan dari cadangan"):
        vault.open(NRP, WORDS)

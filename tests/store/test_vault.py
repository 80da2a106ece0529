from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from spkt_desktop.errors import Damaged, Refused, WrongPassphrase
from spkt_desktop.records import canonical, sha256
from spkt_desktop.store.holders import CODE, POLRES, officer
from spkt_desktop.store.slots import INDEX, KEY, RECOVERY, SPARE, new_slot, slot_name, tidy_code, unseal_slot
from spkt_desktop.store.vault import Vault
from tests.slots import quick_slot
from tests.vaults import ANI, BUDI, WORDS, Desk, made, opened
from tests.waiting import LONGEST

PAGE = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "vault.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = made(tmp_path / "meja satu")
    yield desk
    desk.close()


def slot(desk: Desk, nrp: str) -> Path:
    salt = json.loads((desk.vault.folder / INDEX).read_bytes())["salt"]
    return desk.vault.folder / slot_name(salt, nrp)


def age(*arguments: object) -> dict[str, list[str]]:
    done = subprocess.run(["age", "-d", *map(str, arguments)], capture_output=True, check=True, timeout=LONGEST)
    content: dict[str, list[str]] = json.loads(done.stdout)
    return content


def test_an_officer_opens_it_with_the_passphrase_only(desk: Desk) -> None:
    key = desk.store.key
    assert desk.vault.open(ANI, WORDS[ANI]).key == key and desk.vault.open_any(WORDS[ANI]).nrp == ANI
    for nrp, words in ((ANI, "rahasia sekalI"), ("87020876", WORDS[ANI]), ("", WORDS[ANI]), (ANI, "")):
        with pytest.raises(WrongPassphrase, match="NRP atau kata sandi salah") as wrong:
            desk.vault.open(nrp, words)
        assert "rusak" not in str(wrong.value)


def test_a_real_slot_takes_scrypt_its_time_and_a_short_passphrase_is_refused(desk: Desk) -> None:
    desk.holders.admit("90010001", "empat kata yang panjang")
    sealed = slot(desk, "90010001").read_bytes()
    assert int(sealed.split(b"\n")[1].split()[-1]) >= 15, "the work factor that age itself chooses, not that of a test"
    assert desk.vault.open("90010001", "empat kata yang panjang").key == desk.store.key
    with pytest.raises(Refused, match="terlalu pendek"):
        new_slot(ANI, "pendek7")


def test_a_passphrase_of_two_officers_names_nobody(desk: Desk) -> None:
    desk.holders.give(officer("90010001"), quick_slot("90010001", WORDS[ANI]), lambda: None)
    with pytest.raises(Refused, match="lebih dari satu petugas"):
        desk.vault.open_any(WORDS[ANI])
    assert desk.vault.open("90010001", WORDS[ANI]).nrp == "90010001"


def test_the_recovery_code_opens_it_as_typed_from_paper(desk: Desk) -> None:
    typed = desk.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert desk.vault.recover(typed).key == desk.store.key


def test_every_slip_of_one_letter_in_the_recovery_code_is_named(desk: Desk) -> None:
    for at, right in enumerate(desk.code):
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if right not in ("-", letter):
                with pytest.raises(WrongPassphrase, match="salah ketik"):
                    desk.vault.recover(desk.code[:at] + letter + desk.code[at + 1 :])
    with pytest.raises(WrongPassphrase, match="24 huruf"):
        desk.vault.recover(desk.code[:-1])


def test_a_new_recovery_code_ends_the_former(desk: Desk) -> None:
    new = desk.holders.new_recovery_code()
    assert tidy_code(desk.code) and desk.vault.recover(new).key == desk.store.key
    with pytest.raises(WrongPassphrase, match="bukan untuk meja ini"):
        desk.vault.recover(desk.code)


@pytest.mark.skipif(shutil.which("age") is None, reason="needs age")
def test_the_polres_opens_the_key_with_stock_age(desk: Desk, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    desk.holders.expect(POLRES, str(identity.to_public()))
    desk.holders.settle()
    (tmp_path / "polres.age").write_text(f"{identity}\n", encoding="utf-8")
    for name in (KEY, SPARE):
        assert age("-i", tmp_path / "polres.age", desk.vault.folder / name) == {"keys": [desk.store.key.hex()]}
    former, identity = identity, pyrage.x25519.Identity.generate()
    desk.holders.expect(POLRES, str(identity.to_public()))
    desk.holders.settle()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt((desk.vault.folder / KEY).read_bytes(), [former])
    assert pyrage.decrypt((desk.vault.folder / KEY).read_bytes(), [identity])


@pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("script") is None, reason="needs age, and a terminal to ask on"
)
def test_a_passphrase_opens_slot_and_key_with_the_commands_of_the_page(desk: Desk, tmp_path: Path) -> None:
    commands = PAGE.read_text(encoding="utf-8").partition("```sh\n")[2].partition("```")[0]
    for file in (slot(desk, ANI), desk.vault.folder / KEY):
        shutil.copy(file, tmp_path)
    done = subprocess.run(
        ["script", "-qec", commands, os.devnull], cwd=tmp_path, input=f"{WORDS[ANI]}\n".encode(), capture_output=True,
        check=True, timeout=LONGEST,
    )  # fmt: skip
    assert f'{{"keys":["{desk.store.key.hex()}"]}}' in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has owners instead of modes")
def test_the_files_say_nothing_of_persons_and_are_for_their_owner_only(desk: Desk) -> None:
    desk.holders.rekey(lambda: None)
    assert desk.vault.folder.stat().st_mode & 0o777 == 0o700
    files = list(desk.vault.folder.iterdir())
    assert {INDEX, KEY, SPARE, RECOVERY, "giliran"} < {path.name for path in files}
    for path in files:
        assert ANI not in path.name and ANI.encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600


def test_who_is_withdrawn_is_out_and_leaves_no_recipient(desk: Desk) -> None:
    former = slot(desk, BUDI).read_bytes()
    before = desk.store.key
    desk.holders.withdraw(BUDI)
    desk.holders.settle()
    assert desk.store.key != before and not desk.holders.admitted(BUDI) and desk.holders.admitted(ANI)
    slot(desk, BUDI).write_bytes(former)
    content = unseal_slot(former, WORDS[BUDI])
    assert content is not None
    with pytest.raises(Damaged, match="bukan pasangannya"):
        desk.vault.open(BUDI, WORDS[BUDI])
    assert (desk.vault.folder / KEY).read_bytes().count(b"-> X25519") == 2, "Ani and the recovery code"


def test_a_new_key_opens_the_same_register_for_all_who_are_left(desk: Desk, tmp_path: Path) -> None:
    desk.store.keep_note("bukti", "tetap ada")
    former = desk.store.key
    told: list[str] = []
    desk.holders.rekey(lambda: told.append(desk.store.note("vault")))
    assert len(told) == 1 and former.hex() not in told[0] and desk.store.key.hex() not in told[0]
    assert desk.store.note("bukti") == "tetap ada" and desk.store.check() == 0, "the open register goes on"
    keys = {desk.vault.open(nrp, words).key for nrp, words in WORDS.items()} | {desk.vault.recover(desk.code).key}
    assert keys == {desk.store.key}
    again = opened(desk.vault.folder.parent, desk.store.key)
    assert again.store.note("bukti") == "tetap ada" and not again.holders.amiss()
    again.close()
    with pytest.raises(Damaged, match="kuncinya bukan untuk register ini"):
        opened(desk.vault.folder.parent, former)


def test_another_window_of_the_desk_is_told_to_unlock_again(desk: Desk) -> None:
    other = opened(desk.vault.folder.parent, desk.store.key)
    assert other.store.note("vault")
    desk.holders.rekey(lambda: None)
    with pytest.raises(Damaged, match="Kunci meja"):
        other.store.note("vault")
    other.close()


def test_a_planted_slot_is_no_way_in_and_nobody_is_sealed_to_from_the_disk(desk: Desk) -> None:
    planted = quick_slot(ANI, "kata sandi pencuri")
    slot(desk, ANI).write_bytes(planted.sealed)
    with pytest.raises(Damaged):
        desk.vault.open(ANI, "kata sandi pencuri")
    index = json.loads((desk.vault.folder / INDEX).read_bytes())
    index["digests"][slot(desk, ANI).name] = [sha256(planted.sealed)]
    del index["check"]
    (desk.vault.folder / INDEX).write_bytes(canonical({**index, "check": sha256(canonical(index))}))
    desk.holders.rekey(lambda: None)
    with pytest.raises(WrongPassphrase):
        desk.vault.open(ANI, "kata sandi pencuri")
    assert desk.vault.open(ANI, WORDS[ANI]).key == desk.store.key, "the slot came back from the register"


def test_a_vault_of_another_version_is_refused_in_words(desk: Desk) -> None:
    (desk.vault.folder / INDEX).write_bytes(canonical({"format": "spkt-vault/1", "salt": "00"}))
    with pytest.raises(Refused, match="versi percobaan"):
        desk.vault.open(ANI, WORDS[ANI])
    newer = {"digests": {}, "format": "spkt-vault/3", "salt": "00"}
    (desk.vault.folder / INDEX).write_bytes(canonical({**newer, "check": sha256(canonical(newer))}))
    with pytest.raises(Refused, match="lebih baru"):
        desk.vault.open_any(WORDS[ANI])


def test_a_vault_that_is_gone_is_named_and_comes_back_from_the_register(desk: Desk) -> None:
    before = {path.name: path.read_bytes() for path in desk.vault.folder.glob("*.*")}
    shutil.rmtree(desk.vault.folder)
    with pytest.raises(Damaged, match="pulihkan dari cadangan"):
        desk.vault.open(ANI, WORDS[ANI])
    with pytest.raises(WrongPassphrase, match="rusak atau hilang"):
        desk.vault.recover(desk.code)
    assert {one.how for one in desk.holders.mend()} == {"hilang"}
    assert {path.name: path.read_bytes() for path in desk.vault.folder.glob("*.*")} == before


def test_a_register_that_knows_no_holders_says_so(tmp_path: Path) -> None:
    desk = opened(tmp_path / "kosong", bytes(32))
    with pytest.raises(Damaged, match="tidak mengenal pemegang"):
        desk.holders.admitted(ANI)
    desk.close()


def test_holders_are_officers_the_code_and_the_polres_alone(desk: Desk) -> None:
    known = json.loads(desk.store.note("vault"))
    assert set(known["slots"]) == {officer(ANI), officer(BUDI), CODE}
    assert isinstance(desk.vault, Vault) and desk.vault.names() == sorted(
        [KEY, SPARE, RECOVERY, slot(desk, ANI).name, slot(desk, BUDI).name]
    )

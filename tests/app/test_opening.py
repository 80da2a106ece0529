from __future__ import annotations

import errno
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import desk_exists, open_vault, recover, restore, set_up, start, waiting
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Damaged, InvalidForm, MediumFailed, Refused, WrongPassphrase
from tests.desks import Hands, Ready, officer


def test_a_new_desk_knows_its_unit_officers_and_card(app, ready: Ready) -> None:
    assert app.unit.values["kesatuan"] == sample_values("unit")["kesatuan"]
    assert (app.officer.nrp, app.officer.role) == ("87020875", "ka_spkt")
    assert [one.nrp for one in app.settings.officers()] and len(app.settings.officers()) == 2
    assert ready.folder.joinpath(f"kartu-meja-{app.desk_code}.json").exists()
    assert [event.kind for event in app.store.journal.all()] == [
        "desk_opened", "unit_changed", "officer_saved", "officer_saved",
    ]  # fmt: skip


def test_a_set_up_that_fails_leaves_nothing(tmp_path: Path) -> None:
    good = officer("87020875", "admin")
    bad_unit: dict[str, Any] = {"kesatuan": {}}
    for arguments, error in (
        ((bad_unit, [good], [PASSPHRASE]), InvalidForm),
        ((sample_values("unit"), [], []), Refused),
        ((sample_values("unit"), [good, good], [PASSPHRASE, PASSPHRASE]), Refused),
        ((sample_values("unit"), [good], ["pendek"]), Refused),
    ):
        with pytest.raises(error):
            set_up(tmp_path / "m", *arguments)
        assert not desk_exists(tmp_path / "m") and not list(tmp_path.glob("m/*"))


def test_a_second_set_up_in_the_same_place_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="sudah disiapkan"):
        set_up(folder, sample_values("unit"), [officer("87020875", "admin")], [PASSPHRASE])


def test_wrong_passphrases_are_answered_slower_and_slower(folder: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase, match="NRP atau kata sandi salah"):
            open_vault(folder, "87020875", "salah sekali")
    assert 0 < waiting(folder, "87020875") <= 2
    with pytest.raises(WrongPassphrase, match="Tunggu"):
        open_vault(folder, "87020875", PASSPHRASE)
    assert waiting(folder, "03100376") == 0
    time.sleep(2.1)
    assert open_vault(folder, "87020875", PASSPHRASE).nrp == "87020875"
    assert waiting(folder, "87020875") == 0


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_code(folder: Path, ready: Ready) -> None:
    with pytest.raises(Refused, match="tidak ada di daftar"):
        recover(folder, ready.code, "99999999", "kata sandi baru")
    opened = recover(folder, ready.code, "03100376", "kata sandi baru")
    assert opened == open_vault(folder, "03100376", "kata sandi baru")
    app = start(folder, opened)
    assert app.officer.nrp == "03100376"
    assert [event.kind for event in app.store.journal.all()][-1] == "passphrase_recovered"
    app.close()
    manager = start(folder, ready.opened)
    manager.settings.save_officer({"petugas": {**ready.officers[1]["petugas"], "aktif": False}})
    manager.close()
    with pytest.raises(Refused, match="petugas aktif"):
        recover(folder, ready.code, "03100376", "kata sandi lain")


def test_an_inactive_officer_does_not_get_in(folder: Path, ready: Ready) -> None:
    app = start(folder, ready.opened)
    app.settings.save_officer({"petugas": {**ready.officers[1]["petugas"]}}, "kata sandi dua")
    app.settings.save_officer({"petugas": {**ready.officers[1]["petugas"], "aktif": False}})
    app.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "03100376", "kata sandi dua")


def test_a_desk_comes_back_from_its_backup_and_numbers_never_run_backwards(app, tmp_path: Path, hands: Hands) -> None:
    for _ in range(3):
        app.register("sktlk", sample_values("sktlk"))
    file = app.keeping.backup(tmp_path)
    app.register("sktlk", sample_values("sktlk"))
    report = restore(file, tmp_path / "meja baru", PASSPHRASE, {"sktlk": 7}, clock=hands)
    assert (report.events, report.epoch, report.kept) == (8, 20261120143000, None)
    again = start(tmp_path / "meja baru", open_vault(tmp_path / "meja baru", "", PASSPHRASE), hands)
    assert again.register("sktlk", sample_values("sktlk")).number.sequence == 8
    assert again.keeping.verify().events == 10 and again.desk_id == app.desk_id
    again.close()


def test_two_restores_of_one_backup_begin_epochs_of_their_own(app, tmp_path: Path, hands: Hands) -> None:
    file = app.keeping.backup(tmp_path)
    first = restore(file, tmp_path / "satu", PASSPHRASE, {}, clock=hands).epoch
    hands.pass_(days=3)
    assert restore(file, tmp_path / "dua", PASSPHRASE, {}, clock=hands).epoch > first > 1
    hands.moment = hands.moment.replace(year=1999)  # a dead CMOS battery
    again = start(tmp_path / "dua", open_vault(tmp_path / "dua", "", PASSPHRASE), hands)
    again_file = again.keeping.backup(tmp_path)
    again.close()
    assert restore(again_file, tmp_path / "tiga", PASSPHRASE, {}, clock=hands).epoch == first + 3000001


def test_a_desk_comes_back_by_its_recovery_code(app, tmp_path: Path, hands: Hands, ready: Ready) -> None:
    file = app.keeping.backup(tmp_path)
    with pytest.raises(WrongPassphrase):
        restore(file, tmp_path / "baru", "bukan kata sandi", {}, clock=hands)
    assert not desk_exists(tmp_path / "baru")
    assert restore(file, tmp_path / "baru", ready.code, {}, clock=hands).events == 4
    again = start(tmp_path / "baru", recover(tmp_path / "baru", ready.code, "87020875", "kata sandi baru"), hands)
    assert again.keeping.verify().events == 6
    again.close()


def test_restoring_over_a_desk_keeps_it_aside(app, folder: Path, tmp_path: Path, hands: Hands) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    file = app.keeping.backup(tmp_path)
    app.close()
    report = restore(file, folder, PASSPHRASE, {}, clock=hands)
    assert report.kept is not None and desk_exists(report.kept)
    again = start(folder, open_vault(folder, "", PASSPHRASE), hands)
    assert again.record(record.id).number == record.number
    again.close()


@pytest.mark.parametrize("place", ["meja saya", "berikut-"])
def test_a_restore_that_cannot_go_on_leaves_one_desk_and_its_keys(
    app, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hands: Hands, place: str
) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    file = app.keeping.backup(tmp_path)
    app.close()
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == "spkt.db" and self.parent.name.startswith(place):
            raise PermissionError(13, "in use")
        return real(self, target)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "replace", replace)  # what Windows answers for a file that is open
        with pytest.raises(MediumFailed, match=r"tetap utuh|tidak ada yang hilang"):
            restore(file, folder, PASSPHRASE, {}, clock=hands)
    moved = place == "berikut-"
    desks = [folder, *folder.glob("sebelum-pemulihan-*")]
    assert desk_exists(folder) and len(desks) == 1 + moved
    for desk in desks:
        again = start(desk, open_vault(desk, "", PASSPHRASE), hands)
        assert again.record(record.id).number == record.number
        assert [event.kind for event in again.store.journal.all()].count("restored") == (moved and desk == folder)
        again.close()
    with pytest.raises(Refused, match="sudah disiapkan"):
        set_up(folder, sample_values("unit"), [officer("87020875", "admin")], [PASSPHRASE])
    assert restore(file, folder, PASSPHRASE, {}, clock=hands).kept


def test_keys_without_a_register_are_never_thrown_away(app, folder: Path) -> None:
    app.close()
    slots = sorted((folder / "vault").glob("*.age"))
    (folder / "spkt.db").unlink()
    held = [slot.read_bytes() for slot in slots]
    set_up(folder, sample_values("unit"), [officer("87020875", "admin")], [PASSPHRASE])
    (kept,) = folder.glob("sebelum-penyiapan-*/vault")
    assert [(kept / slot.name).read_bytes() for slot in slots] == held


@pytest.mark.parametrize(("said", "there"), [(errno.EIO, True), (errno.EACCES, True), (errno.ENAMETOOLONG, False)])
def test_a_desk_that_cannot_be_looked_at_is_not_taken_for_none(
    said: int, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails for a moment leads to the door, not to a set-up over what is there."""

    def fails(_path: Path) -> bool:
        raise OSError(said, "")

    monkeypatch.setattr(Path, "exists", fails)
    assert desk_exists(tmp_path) is there


def test_two_set_ups_at_once_make_one_desk(tmp_path: Path) -> None:
    def make(words: str) -> object:
        try:
            return set_up(tmp_path / "m", sample_values("unit"), [officer("87020875", "admin")], [words])
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(2) as both:
        words = ["kata sandi satu", "kata sandi dua"]
        made = list(both.map(make, words))
    assert sum(isinstance(one, Refused) for one in made) == 1
    winner = words[0] if isinstance(made[1], Refused) else words[1]
    assert start(tmp_path / "m", open_vault(tmp_path / "m", "87020875", winner)).keeping.verify().events == 3


def test_an_officers_own_folder_of_backups_is_left_alone(app, folder: Path) -> None:
    (folder / "cadangan-usb").mkdir()
    file = app.keeping.backup(folder / "cadangan-usb")
    crashed = folder / "sementara" / "mati"
    crashed.mkdir(parents=True)
    for old in (folder / "cadangan-usb", crashed):
        os.utime(old, (0, 0))
    app.close()
    start(folder, open_vault(folder, "", PASSPHRASE)).close()
    assert file.exists() and not crashed.exists()


def test_a_colleagues_success_does_not_let_anybody_guess_on(folder: Path, ready: Ready) -> None:
    app = start(folder, ready.opened)
    app.settings.save_officer(ready.officers[1], "kata sandi dua")
    app.close()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            open_vault(folder, "87020875", "salah sekali")
    open_vault(folder, "03100376", "kata sandi dua")
    slow = json.loads((folder / "vault" / "percobaan.txt").read_bytes())["each"]
    assert [count for count, _ in slow.values()] == [3], "however long the colleague's own unlocking took"


@pytest.mark.parametrize("spoil", ["cut", "flip", "empty", "text"])
def test_a_spoilt_backup_is_refused_and_changes_nothing(app, folder: Path, tmp_path: Path, spoil: str) -> None:
    file = app.keeping.backup(tmp_path)
    raw = bytearray(file.read_bytes())
    raw[40000] ^= 1
    file.write_bytes({"cut": bytes(raw[: len(raw) // 2]), "flip": bytes(raw), "empty": b"", "text": b"halo"}[spoil])
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(Damaged, match="bukan cadangan yang utuh"):
        restore(file, folder, PASSPHRASE, {})
    assert sorted(path.name for path in folder.iterdir()) == before
    with pytest.raises(MediumFailed):
        restore(tmp_path / "tidak ada", folder, PASSPHRASE, {})

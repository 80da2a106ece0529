"""What is said of a backup before it is restored, who may restore it, and the exercise that proves it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spkt_desktop.app import App, desk_exists, look_into, looked_into, open_vault, restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.app.sending import Sending
from spkt_desktop.errors import Damaged, Refused, WrongPassphrase
from spkt_desktop.store.names import FILE
from tests.desks import Hands, Ready
from tests.promises import kept


def register(app: App) -> str:
    return app.register("sktlk", sample_values("sktlk")).number.text


def test_a_backup_says_what_it_holds_and_what_would_be_lost(
    app: App, folder: Path, tmp_path: Path, hands: Hands
) -> None:
    for _ in range(3):
        register(app)
    file = app.keeping.backup(tmp_path)
    newest = [register(app) for _ in range(7)]
    app_unit = app.unit.values["kesatuan"]["polsek"]
    app.close()
    before = (folder / FILE).read_bytes()
    with looked_into(file, folder, PASSPHRASE, clock=hands) as found:
        assert (found.unit, found.records, found.numbers["sktlk"]) == (app_unit, 3, 3)
        assert found.here == "meja ini" and found.loss is not None
        assert (found.loss.acts, found.loss.letters, found.loss.at_polres) == (7, 7, 0)
        assert list(found.loss.numbers) == newest[:1:-1]
    assert (folder / FILE).read_bytes() == before and not (folder / "sementara").exists()
    kept("restore-looked-into", acts_told=7, letters_told=7, bytes_changed=0)


def test_what_is_there_is_told_apart(app: App, folder: Path, tmp_path: Path, hands: Hands) -> None:
    file = app.keeping.backup(tmp_path)
    app.close()
    with looked_into(file, tmp_path / "kosong", PASSPHRASE, clock=hands) as found:
        assert (found.here, found.loss) == ("tidak ada", None)
    shutil.copytree(folder, tmp_path / "rusak")
    raw = bytearray((folder / FILE).read_bytes())
    raw[5000] ^= 1
    (tmp_path / "rusak" / FILE).write_bytes(raw)
    with looked_into(file, tmp_path / "rusak", PASSPHRASE, clock=hands) as found:
        assert (found.here, found.loss) == ("tidak terbaca", None)
    restore(file, tmp_path / "rusak", PASSPHRASE, {}, clock=hands)
    assert start(tmp_path / "rusak", open_vault(tmp_path / "rusak", "", PASSPHRASE), hands).keeping.verify().events == 5


def test_only_a_manager_may_replace_a_desk_that_is_whole(
    app: App, folder: Path, tmp_path: Path, hands: Hands, ready: Ready
) -> None:
    app.settings.save_officer(ready.officers[1], "kata sandi dua")
    file = app.keeping.backup(tmp_path)
    app.close()
    with pytest.raises(Refused, match="mengubah pengaturan"):
        look_into(file, folder, "kata sandi dua", nrp="03100376", clock=hands)
    assert not (folder / "sementara").exists()
    with pytest.raises(WrongPassphrase):
        look_into(file, folder, "bukan kata sandi", nrp="03100376", clock=hands)
    raw = bytearray((folder / FILE).read_bytes())
    raw[5000] ^= 1
    (folder / FILE).write_bytes(raw)
    assert restore(file, folder, "kata sandi dua", {}, nrp="03100376", clock=hands).kept, (
        "at night, after the disk failed"
    )
    assert desk_exists(folder)


def test_a_restore_is_exercised_without_touching_the_desk_of_today(
    app: App, tmp_path: Path, hands: Hands, ready: Ready
) -> None:
    numbers = [register(app) for _ in range(2)]
    file = app.keeping.backup(tmp_path)
    hands.pass_(days=1)
    register(app)
    before = app.status()
    told = app.drill.work(file, PASSPHRASE, "87020875")()
    assert app.status() == before and not (app.folder / "sementara").exists()
    drilled = app.drill.settle(told)
    assert (drilled.records, drilled.letter, drilled.behind, drilled.by_code) == (2, numbers[-1], 1, False)
    assert app.drill.last() == app.now().isoformat()
    assert app.drill.settle(app.drill.work(file, ready.code)()).by_code
    kept("restore-drilled", records=drilled.records, behind=drilled.behind)


def test_an_exercise_with_anything_else_fails_and_says_why(
    app: App, tmp_path: Path, hands: Hands, ready: Ready
) -> None:
    register(app)
    file = app.keeping.backup(tmp_path)
    with pytest.raises(WrongPassphrase):
        app.drill.work(file, "bukan kata sandi", "87020875")()
    raw = bytearray(file.read_bytes())
    raw[-3000] ^= 1
    (tmp_path / "rusak.spkt-cadangan").write_bytes(raw)
    with pytest.raises(Damaged):
        app.drill.work(tmp_path / "rusak.spkt-cadangan", PASSPHRASE, "87020875")()
    restore(file, tmp_path / "lain", PASSPHRASE, {}, clock=hands)
    other = start(tmp_path / "lain", open_vault(tmp_path / "lain", "", PASSPHRASE), hands)
    register(other)
    elsewhere = other.keeping.backup(tmp_path)
    other.close()
    for _ in range(4):
        register(app)  # the journal of today is longer: only what stands in it tells them apart
    with pytest.raises(Refused, match="bukan dari register meja ini"):
        app.drill.settle(app.drill.work(elsewhere, PASSPHRASE, "87020875")())
    assert app.drill.last() == "" and not (app.folder / "sementara").exists()
    assert Sending.found_receipts(app.folder) == []

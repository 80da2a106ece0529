"""The copy before an update: whole, openable, of one moment, and only the newest of them stay."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from spkt_desktop.app import open_vault, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.app.snapshot import KEPT, take_snapshot
from spkt_desktop.disk import digest
from spkt_desktop.errors import DeskBusy
from tests.commands import DONE, run
from tests.desks import Hands, Ready
from tests.promises import kept


def desk_files(folder: Path) -> dict[str, str]:
    own = (*folder.glob("spkt.db*"), *folder.glob("vault/*"), *folder.glob("kartu-meja-*"))
    return {file.relative_to(folder).as_posix(): digest(file) for file in own}


def test_it_is_a_whole_desk_that_opens_and_the_desk_stays_as_it_is(ready: Ready, folder: Path, hands: Hands) -> None:
    app = start(folder, ready.opened, hands)
    record = app.register("sktlk", sample_values("sktlk", app.now().date()))
    app.close()
    before = desk_files(folder)
    made = take_snapshot(folder, "0.2.0", hands())
    assert made is not None and made.name == "sebelum-pembaruan-0.2.0-20261120-073000"
    assert desk_files(folder) == before == desk_files(made)
    assert not (folder / "sementara").exists()
    copy = start(made, open_vault(made, ready.nrp, PASSPHRASE, hands), hands)
    try:
        assert copy.record(record.id).number == record.number
        assert copy.keeping.verify().records == 1
    finally:
        copy.close()
    kept("updates-snapshot", files=len(before), bytes_changed=0)


def test_only_the_newest_stay_and_nothing_else_is_removed(folder: Path, hands: Hands) -> None:
    others = [folder / "sebelum-pemulihan-20200101-000000", folder / "sebelum-pembaruan-penting milik saya"]
    for other in others:
        other.mkdir()
    made = []
    for turn in range(KEPT + 2):
        hands.moment += timedelta(minutes=turn % 3)  # twice in one second
        made.append(take_snapshot(folder, f"0.{9 + turn}.0", hands()))
    left = sorted(path for path in folder.glob("sebelum-*") if path not in others)
    assert made[-1] in left and len(left) == KEPT
    assert all(other.is_dir() for other in others)


def test_where_there_is_no_desk_there_is_nothing_to_copy(tmp_path: Path, hands: Hands) -> None:
    assert take_snapshot(tmp_path, "0.2.0", hands()) is None
    assert list(tmp_path.iterdir()) == []


def test_a_desk_that_somebody_works_with_is_not_copied(
    folder: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def working(source: Path, target: Path) -> None:
        """Copies as ever, but a letter is registered at the same time."""
        target.write_bytes(source.read_bytes())
        with (folder / "spkt.db").open("ab") as file:
            file.write(b"x")

    monkeypatch.setattr("shutil.copyfile", working)
    with pytest.raises(DeskBusy, match="Tidak ada yang berubah; tutup SPKT Desktop"):
        take_snapshot(folder, "0.2.0", hands())
    assert not list(folder.glob("sebelum-*")) and not (folder / "sementara").exists()


def test_the_command_needs_no_passphrase(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("snapshot", "--data", folder, "--before", "0.2.0")
    assert done.code == DONE and Path(done.only["snapshot"]).parent == folder
    assert run("snapshot", "--data", tmp_path / "kosong").only == {"snapshot": None}

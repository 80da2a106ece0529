"""On Windows nobody may rename over a file that another program holds open: viewers and virus scanners do that."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from spkt_desktop import disk
from spkt_desktop.app import App, desk_exists, open_vault, restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import MediumFailed
from tests.commands import DONE, SAMPLE, register
from tests.desks import Hands

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be replaced")


@pytest.mark.parametrize(
    "code, outcome",
    [(32, "dipakai"), (1224, "dipakai"), (39, "penuh"), (112, "penuh"), (19, "hanya baca"), (21, "hilang"),
     (53, "hilang"), (64, "hilang"), (1117, "hilang"), (1167, "hilang"), (23, "gagal"), (31, "gagal")],
)  # fmt: skip
def test_what_windows_says_of_a_medium_has_its_own_name_wherever_it_is_said(code: int, outcome: str) -> None:
    """Python tells many of them as a refused access, which means something else in every place."""
    with pytest.raises(MediumFailed) as caught, disk.named(denied="dipakai"):
        raise OSError(0, "dari Windows", None, code)
    assert caught.value.outcome == outcome


def test_a_file_that_a_viewer_holds_open_stays_as_it_was_and_it_is_said_why(tmp_path: Path) -> None:
    target = tmp_path / "surat – salinan.pdf"
    target.write_bytes(b"lama")
    with target.open("rb"), pytest.raises(MediumFailed) as caught:
        disk.write_file(target, b"baru")
    assert caught.value.outcome == "dipakai" and "Tutup program itu" in str(caught.value)
    assert target.read_bytes() == b"lama" and list(tmp_path.iterdir()) == [target]
    disk.write_file(target, b"baru")
    assert target.read_bytes() == b"baru"


def test_a_file_that_is_held_for_a_moment_is_replaced_all_the_same(tmp_path: Path) -> None:
    """As by a virus scanner, which looks at whatever was just written."""
    target = tmp_path / "kunci.age"
    target.write_bytes(b"lama")
    held, moment = target.open("rb"), threading.Event()

    def let_go() -> None:
        moment.wait(0.3)
        held.close()

    scanner = threading.Thread(target=let_go)
    scanner.start()
    try:
        disk.write_file(target, b"baru")
    finally:
        scanner.join(10)
    assert target.read_bytes() == b"baru"


def test_what_may_not_be_written_is_told_at_once_and_by_its_own_name(tmp_path: Path) -> None:
    target = tmp_path / "surat.pdf"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    begun = time.monotonic()
    try:
        with pytest.raises(MediumFailed) as caught:
            disk.write_file(target, b"baru")
    finally:
        target.chmod(0o666)
    assert (caught.value.outcome, target.read_bytes()) == ("hanya baca", b"lama")
    assert time.monotonic() - begun < disk.HELD_S


def test_a_desk_whose_register_is_held_open_stays_when_a_backup_shall_replace_it(
    app: App, folder: Path, tmp_path: Path, hands: Hands
) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    backup = app.keeping.backup(tmp_path)
    app.close()
    with (folder / "spkt.db").open("rb"), pytest.raises(MediumFailed) as caught:
        restore(backup, folder, PASSPHRASE, {}, clock=hands)
    assert caught.value.outcome == "dipakai"
    assert desk_exists(folder) and not list(folder.glob("sebelum-pemulihan-*")) and not list(folder.glob("berikut-*"))
    again = start(folder, open_vault(folder, "", PASSPHRASE), hands)
    assert again.record(record.id).number == record.number
    again.close()
    assert restore(backup, folder, PASSPHRASE, {}, clock=hands).kept


def test_no_number_is_taken_for_a_letter_whose_file_a_viewer_holds(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "surat.pdf"
    assert register(folder, SAMPLE, "--pdf", target).code == DONE
    former = target.read_bytes()
    with target.open("rb"):
        second = register(folder, SAMPLE, "--pdf", target)
    assert target.read_bytes() == former and not list(tmp_path.glob("*.part"))
    # A viewer that lets others write is only met at the end: then the letter is registered, and that is said.
    assert second.code != DONE or (second.only["pdf"] is None and "tidak dapat ditulis" in second.err)

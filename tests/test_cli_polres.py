"""The commands of the Polres with whatever may be brought to its counter."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from tests.commands import DONE, REFUSED, WRONG_USE, run, spawn
from tests.desks import Ready


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The folder of a Polres that knows no desk yet."""
    folder = tmp_path / "kotak masuk"
    assert run("init", "--data", folder, "--name", "POLRES TIRTAMULYA", polres=True).code == DONE
    return folder


@pytest.fixture
def bundle(app: App, inbox: Path, tmp_path: Path) -> Path:
    """A bundle of one letter, from a desk that is not enrolled yet."""
    (card,) = inbox.glob("kartu-polres-*.json")
    app.sending.identity.trust(app.sending.identity.read(card))
    app.register("sktlk", sample_values("sktlk"))
    return app.sending.export(tmp_path).bundle


def card_of(folder: Path) -> Path:
    (card,) = folder.glob("kartu-meja-*.json")
    return card


def test_an_inbox_takes_a_bundle_and_answers(inbox: Path, bundle: Path, folder: Path, tmp_path: Path) -> None:
    refused = run("receive", "--data", inbox, bundle, "--receipts", tmp_path, polres=True)
    assert refused.code == REFUSED and "belum terdaftar" in refused.err and not list(tmp_path.glob("*.terima"))
    enrolled = spawn("enrol", "--data", inbox, card_of(folder), polres=True).only
    assert re.fullmatch(r"\d{5}( \d{5}){5}", enrolled["fingerprint"])
    assert run("enrol", "--data", inbox, card_of(folder), polres=True).only == enrolled, "twice changes nothing"
    took = spawn("receive", "--data", inbox, bundle, "--receipts", tmp_path, polres=True).only
    assert took["new"] > 0 and (took["held"], took["rejected"]) == (0, 0) and Path(took["receipt"]).is_file()
    again = run("receive", "--data", inbox, bundle, "--receipts", tmp_path, polres=True).only
    assert (again["new"], again["already"]) == (0, took["new"])
    (held,) = run("records", "--data", inbox, "--desk", enrolled["desk_code"], polres=True).out
    assert held["values"]["pelapor"]["nama"] == sample_values("sktlk")["pelapor"]["nama"]
    (desk,) = run("desks", "--data", inbox, polres=True).out
    assert (desk["events"], desk["gaps"], desk["forks"]) == (took["new"], [], [])
    assert run("verify", "--data", inbox, polres=True).only["sound"] is True


def test_a_bad_bundle_does_not_keep_the_good_one_out(inbox: Path, bundle: Path, folder: Path, tmp_path: Path) -> None:
    run("enrol", "--data", inbox, card_of(folder), polres=True)
    garbage, empty = tmp_path / "sampah.spkt", tmp_path / "kosong.spkt"
    garbage.write_bytes(b"halo")
    empty.write_bytes(b"")
    done = run("receive", "--data", inbox, garbage, bundle, empty, tmp_path / "tidak ada",
               "--receipts", tmp_path, polres=True)  # fmt: skip
    assert done.code == REFUSED and done.only["new"] > 0
    assert done.err.endswith("3 dari 4 bundel ditolak; yang lain sudah diterima. Yang ditolak boleh dibawa lagi.\n")
    done = run("receive", "--data", inbox, garbage, empty, "--receipts", tmp_path, polres=True)
    assert done.code == REFUSED and done.err.endswith("2 dari 2 bundel ditolak. Yang ditolak boleh dibawa lagi.\n")


def test_nothing_is_taken_in_without_a_place_for_the_receipt(
    inbox: Path, bundle: Path, folder: Path, tmp_path: Path
) -> None:
    run("enrol", "--data", inbox, card_of(folder), polres=True)
    done = run("receive", "--data", inbox, bundle, "--receipts", tmp_path / "dicabut", polres=True)
    assert (done.code, done.out) == (REFUSED, []) and run("records", "--data", inbox, polres=True).out == []


@pytest.mark.parametrize("name", ["", "  ", "A\nB", "A\0B", "x" * 101, "x\u202ey"])
def test_a_name_that_no_card_can_show_is_refused(tmp_path: Path, name: str) -> None:
    done = run("init", "--data", tmp_path / "baru", "--name", name, polres=True)
    assert done.code == REFUSED and not (tmp_path / "baru").exists()


def test_what_is_not_there_or_not_ours_is_refused(inbox: Path, ready: Ready, tmp_path: Path) -> None:
    (tmp_path / "sampah").write_bytes(b"halo")
    (own_card,) = inbox.glob("kartu-polres-*.json")
    gone = tmp_path / "tidak ada"
    for arguments in (
        ["enrol", "--data", inbox, tmp_path / "sampah"], ["enrol", "--data", inbox, gone],
        ["enrol", "--data", inbox, own_card], ["records", "--data", inbox, "--desk", "LAIN"], ["desks", "--data", gone],
        ["roll-keys", "--data", gone], ["desks", "--data", inbox, "--database", "halo"],
        ["init", "--data", tmp_path / "sampah" / "x", "--name", "POLRES"],
    ):  # fmt: skip
        done = run(*arguments, polres=True)
        assert (done.code, done.out) == (REFUSED, []), arguments
    changed = json.loads(card_of(ready.folder).read_bytes())
    changed["name"] = "Polsek Lain"
    (tmp_path / "sampah").write_text(json.dumps(changed), encoding="utf-8")
    assert run("enrol", "--data", inbox, tmp_path / "sampah", polres=True).code == REFUSED
    assert run("desks", "--data", inbox, polres=True).out == []


def test_wrong_use_is_said_in_indonesian(inbox: Path) -> None:
    for arguments in (
        ["init", "--data", inbox], ["receive", "--data", inbox, "--receipts", inbox], ["tidak-ada"], ["--tidak-ada"],
        ["records", "--data", inbox, "--desk", "\udcff"], ["init", "--data", inbox, "--name", "\udcff"], ["desks"],
    ):  # fmt: skip
        done = run(*arguments, polres=True)
        assert done.code == WRONG_USE and done.err.startswith("Pemakaian salah: ") and not done.out, arguments
        assert not re.search(r"\b(option|argument|value|such|missing|invalid)\b", done.err, re.IGNORECASE)

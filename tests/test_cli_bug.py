"""What a command says of a bug of ours: the place in our code, and nothing of what it was working on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from spkt_desktop.app.sample import PASSPHRASE
from tests.commands import ROOT, SAMPLE, run, write
from tests.promises import kept
from tests.waiting import LONGEST

BUG = 3
BROKEN = """
import logging, sys
from spkt_desktop import __main__ as program
from spkt_desktop.app import App

def broken(self):
    logging.getLogger("perpustakaan").error("gagal pada %s", "NIK 3501034903580091 milik Dewi Astuti")
    try:
        raise KeyError("NIK 3501034903580091")
    except KeyError as cause:
        raise ValueError("tidak ada Dewi Astuti") from cause

App.status = broken
sys.exit(program.main(["status", "--data", sys.argv[1]]))
"""


def test_a_bug_names_its_place_and_no_person(folder: Path) -> None:
    """In a process of its own, for pytest takes in what a library logs."""
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, folder], cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "SPKT_PASSPHRASE": PASSPHRASE}, timeout=LONGEST,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (BUG, "")
    assert "ValueError" in done.stderr and "broken" in done.stderr and "tetap utuh" in done.stderr
    assert "Dewi" not in done.stderr and "3501" not in done.stderr
    kept("no-name-outside", names_in_errors=0)


def test_no_file_that_the_desk_makes_has_a_person_in_its_name(folder: Path, tmp_path: Path) -> None:
    name = str(SAMPLE["pelapor"]["nama"])
    values = write(tmp_path / "isi.json", SAMPLE)
    before = set(tmp_path.rglob("*"))
    assert run("register", "sktlk", "--data", folder, "--values", values).code == 0
    assert run("backup", "--data", folder, "--to", tmp_path).code == 0
    made = {path.name.casefold() for path in set(tmp_path.rglob("*")) - before}
    assert made and not [one for one in made for word in name.casefold().split() if len(word) > 2 and word in one]
    assert json.dumps(sorted(made)).isascii()
    kept("no-name-outside", names_of_files=len(made))

"""Makes a small desk with the commands of any commit, for `tests/data/desks`: invented people, passphrase contoh-2026.

    git worktree add ../lama COMMIT
    .venv/bin/python tools/old_desk.py ../lama tests/data/desks/NAME

Two letters of loss, of which one is void. It needs nothing but the commands `init`, `forms`, `register` and `void`,
which every commit since the first ones has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

LONGEST = 300.0
"""Seconds that a command of an old program may take."""


def commands(checkout: Path) -> Callable[..., str]:
    """A way to run commands of the program in that checkout; gives what they write."""
    settings = {
        **os.environ,
        "SPKT_PASSPHRASE": "contoh-2026",
        "PYTHONPATH": str(checkout),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "spkt_desktop", *map(str, words)], cwd=checkout, env=settings, check=True,
            stdout=subprocess.PIPE, encoding="utf-8", timeout=LONGEST,
        )  # fmt: skip
        return done.stdout

    return run


def make(checkout: Path, desk: Path) -> None:
    """Set a desk up there, with its Ka SPKT, register two letters, and void the first."""
    run = commands(checkout)
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for form in ("unit", "officer", "sktlk"):
            values = json.loads(run("forms", form, "--sample"))
            if form == "officer" and "peran" in values["petugas"]:
                values["petugas"]["peran"] = "ka_spkt"
            files[form] = Path(folder) / f"{form}.json"
            files[form].write_text(json.dumps(values), encoding="utf-8")
        run("init", "--data", desk, "--unit", files["unit"], "--officer", files["officer"])
        made = [json.loads(run("register", "sktlk", "--data", desk, "--values", files["sktlk"])) for _ in range(2)]
        run("void", made[0]["id"], "--data", desk, "--reason", "Surat uji: pelapor membatalkan laporannya.")


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())

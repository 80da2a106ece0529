"""Changes of the vault, killed at every step and at moments of the re-key: somebody gets in, and it is tidied."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.promises import kept, points
from tests.vaults import Desk, made
from tests.waiting import LONGEST

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills forked processes")
ROOT = Path(__file__).resolve().parents[2]


class Cutter:
    """Hands jobs to the process that kills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk: Desk = made(folder / "meja")
        self.key = self.desk.store.key.hex()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.vault_cuts"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )

    def cut(self, act: str, **how: Any) -> dict[str, Any]:
        job = {"act": act, "from": str(self.folder / "meja"), "to": str(self.folder / "salinan"), "key": self.key,
               "code": self.desk.code, **how}  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        assert self._process.wait(LONGEST) == 0
        self._process.stdout.close()


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cutter]:
    cutter = Cutter(tmp_path_factory.mktemp("meja yang terputus"))
    yield cutter
    cutter.close()


def fill(desk: Desk, pages: int) -> None:
    """Makes the register so many pages larger, with what cannot be told from noise."""
    desk.store.keep_note("isi", os.urandom(pages * 2048).hex())


def whole(answer: dict[str, Any]) -> None:
    """Holds for every kill."""
    assert answer["sound"] and answer["wrong"] == [], "tidied, and whoever gets in has the key that fits"
    assert answer["unsettled"] or not answer["mended"], "an interruption is not told as damage"
    assert {"kode"} & set(answer["first"]) or {"kode baru"} & set(answer["first"])


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("act", ["give", "renew", "remove"])
def test_a_kill_at_any_step_leaves_the_old_or_the_new(cutter: Cutter, act: str, before: bool) -> None:
    seen: set[frozenset[str]] = set()
    for step in range(1, 40):
        answer = cutter.cut(act, at=step, before=before)
        whole(answer)
        last = frozenset(answer["last"])
        seen.add(last)
        if act == "give":
            assert last in ({"lama", "budi", "kode"}, {"baru", "budi", "kode"})
        elif act == "renew":
            assert last in ({"lama", "budi", "kode"}, {"lama", "budi", "kode baru"})
        elif "budi" not in last:
            assert last == {"lama", "kode"}
        if answer["ended"]:
            break
    assert answer["ended"] and step > 8
    if before or act != "remove":
        assert len(seen) == 2, "at some steps the old one holds, at others the new one"
    kept("vault-change-killed", kills=step - 1, nobody_in=0)


@pytest.mark.parametrize("batch", range(points(ci=1, nightly=20)))
@pytest.mark.parametrize(("act", "pages", "wait", "kills"), [("rekey", 800, 0.12, 20), ("rekey large", 12_000, 1.0, 3)])
def test_a_kill_at_any_moment_of_the_rekey_leaves_the_register_whole(
    cutter: Cutter, act: str, pages: int, wait: float, kills: int, batch: int
) -> None:
    """Of a small register that has a small cache, and of one that is larger than the cache of the program."""
    fill(cutter.desk, pages)
    hot = 0
    for kill in range(kills):
        answer = cutter.cut(act, wait=wait, seed=batch * 1000 + kill)
        whole(answer)
        assert answer["proof"] == pages * 4096 and answer["last"] == ["lama", "budi", "kode"]
        hot += answer["hot"]
    assert hot, "not one kill fell into the re-key"
    kept("rekey-killed", kills=kills, in_the_middle=hot, lost=0)

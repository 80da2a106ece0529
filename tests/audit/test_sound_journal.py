"""The auditor's tool needs nothing of ours, and accepts what a real desk hands out and what a bundle holds."""

from __future__ import annotations

import ast
import gzip
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from spkt_desktop.app import restore
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.records import sha256
from tests.audit.journals import TOOL, chained, of, read, verified, write
from tests.commands import DONE, REFUSED, WRONG_USE, run
from tests.desks import Ready
from tests.journeys.test_loop import Loop
from tests.waiting import LONGEST


def test_the_tool_is_short_and_imports_nothing_of_ours_or_of_others() -> None:
    source = TOOL.read_text(encoding="utf-8")
    named = {name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names}
    named |= {node.module or "?" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert named <= sys.stdlib_module_names and "sqlite3" not in named
    assert len(source.splitlines()) <= 150


def test_the_journal_of_a_real_desk_is_sound(journal: Path, tmp_path: Path) -> None:
    events = read(journal)
    code, said = verified(journal)
    assert code == 0, said
    assert f"Kepala jurnal: {events[-1]['hash']}\nTemuan: 0.\n" in said
    assert "Nomor sktlk 2026: 3, 41-43.\n" in said and "Nomor sktlk 2027: 1, 13-13.\n" in said
    assert "Nomor lp_b 2026: 2, 1-2.\n" in said
    packed = tmp_path / "jurnal.jsonl.gz"
    packed.write_bytes(gzip.compress(journal.read_bytes()))
    assert verified(packed) == (code, said)


def test_the_command_hands_it_out_and_says_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "jurnal.jsonl.gz"
    done = run("journal", "--data", folder, "--to", file)
    assert done.code == DONE and "perkara yang dilindungi" in done.err and "hapus" in done.err
    told = done.only
    assert (told["file"], told["sha256"]) == (str(file), sha256(file.read_bytes()))
    code, said = verified(file)
    assert code == 0 and f"Kepala jurnal: {told['head']}" in said
    assert run("journal", "--data", folder, "--to", tmp_path / "tidak ada" / "x").code == REFUSED
    assert run("journal", "--data", folder, "--to", "").code == REFUSED
    assert run("journal", "--data", folder).code == WRONG_USE


def test_the_seal_on_paper_is_found_at_its_place(journal: Path) -> None:
    seal = read(journal)[5]["hash"]
    spaced = " ".join(seal[start : start + 8] for start in range(0, 64, 8)).upper()
    for told in (seal, seal[:16], spaced):
        code, said = verified(journal, "--seal", told)
        assert code == 0 and f"Segel {seal[:16]}: peristiwa ke-6 kurun 1" in said
    assert verified(journal, "--seal", seal, "--seal", "0" * 64)[0] == 1
    assert verified(journal, "--seal", seal[:15])[0] == 1


def test_what_came_back_from_the_polres_and_the_inside_of_a_bundle_are_sound(
    ready: Ready, folder: Path, tmp_path: Path
) -> None:
    if shutil.which("age") is None:
        pytest.skip("age is not installed")
    loop = Loop(tmp_path, ready, folder)
    with loop.app() as app:
        app.register("sktlk", sample_values("sktlk"))
        backup = app.keeping.backup(tmp_path)
        lost = app.register("sktlk", sample_values("sktlk"))
        app.void(lost.id, "Salah tulis nama")
    (receipt,) = loop.take(loop.export())
    loop.back(receipt)
    loop.hands.pass_(hours=1)
    restore(backup, loop.desk, PASSPHRASE, {"sktlk": 2}, clock=loop.hands)
    with loop.app() as app:
        app.register("sktlk", sample_values("sktlk"))
    (receipt,) = loop.take(loop.export())
    assert loop.back(receipt)["recovered"] >= 2
    with loop.app() as app:
        app.register("sktlk", sample_values("sktlk"))
        whole = app.auditing.hand_out(tmp_path / "jurnal.jsonl")
    assert verified(whole.file)[0] == 0
    spoilt = read(whole.file)
    of(spoilt, "recovered")["body"]["event"]["officer"] = "00000000"
    assert verified(write(tmp_path / "palsu.jsonl", chained(spoilt)))[0] == 1
    bundle = loop.export()
    key = loop.polres / "keys" / "001.age"
    subprocess.run(["age", "-d", "-i", key, "-o", tmp_path / "kiriman.tar", bundle], check=True, timeout=LONGEST)
    with tarfile.open(tmp_path / "kiriman.tar") as tar:
        tar.extract("events.jsonl.gz", tmp_path, filter="data")
    inside = tmp_path / "events.jsonl.gz"
    code, said = verified(inside, "--part")
    assert code == 0 and said.endswith("Temuan: 0.\n") and "tidak disertakan: 0" not in said, said
    assert verified(inside)[0] == 1, "a part is no whole journal, whatever it says"
    lines = gzip.decompress(inside.read_bytes()).splitlines(keepends=True)
    inside.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    assert verified(inside, "--part")[0] == 1

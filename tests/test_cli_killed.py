"""The commands killed, crowded and watched: the register stays sound and nothing readable lies about."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import start
from tests.commands import (
    DONE,
    ROOT,
    SAMPLE,
    changed,
    command,
    numbers,
    register,
    run,
    spawn,
    write,
)
from tests.desks import Ready
from tests.waiting import LONGEST


@pytest.fixture
def desk(folder: Path) -> Path:
    """The desk that the commands work on."""
    return folder


def _die_in_mid_write(folder: str, key: Any) -> None:
    app = start(Path(folder), key)
    with app.store.db.write():
        app.store.db.connection.execute("PRAGMA cache_size = 5")  # so that the unfinished write reaches the file
        for _ in range(40):
            app.act("noted", None, {"text": "x" * 20_000})
        os._exit(9)


def test_what_a_killed_program_left_is_not_played_into_the_restored_desk(
    desk: Path, ready: Ready, tmp_path: Path
) -> None:
    register(desk, SAMPLE)
    backup = run("backup", "--data", desk, "--to", tmp_path).only["backup"]
    register(desk, SAMPLE)
    killed = multiprocessing.get_context("spawn").Process(target=_die_in_mid_write, args=(str(desk), ready.opened))
    killed.start()
    killed.join(60)
    assert (desk / "spkt.db-journal").stat().st_size
    report = run("restore", "--from", backup, "--data", desk).only
    assert run("verify", "--data", desk).only["records"] == 1
    assert numbers(Path(report["kept"]), ready) == [1, 2], "the former desk is whole beside it"


def test_killed_at_any_moment_the_register_stays_sound(desk: Path, ready: Ready, tmp_path: Path) -> None:
    file = write(tmp_path / "v.json", SAMPLE)
    chance = random.Random(7)
    started = time.monotonic()
    assert spawn("register", "sktlk", "--data", desk, "--values", file).code == DONE
    whole = time.monotonic() - started
    for at in range(8):
        process = subprocess.Popen(
            command("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / f"{at}.pdf"),
            env={**os.environ, "SPKT_PASSPHRASE": "contoh-2026"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )  # fmt: skip
        time.sleep(whole * chance.uniform(0.4, 1.0))
        process.kill()
        process.wait(timeout=LONGEST)
    taken = numbers(desk, ready)
    assert taken == list(range(1, len(taken) + 1)) and taken
    assert register(desk, SAMPLE).code == DONE


def test_two_commands_at_once_wait_for_each_other(desk: Path, ready: Ready, tmp_path: Path) -> None:
    file = write(tmp_path / "v.json", SAMPLE)
    both = [
        subprocess.Popen(
            command("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / f"{at}.pdf"),
            env={**os.environ, "SPKT_PASSPHRASE": "contoh-2026"}, stdout=subprocess.PIPE, cwd=ROOT,
        ) for at in range(2)
    ]  # fmt: skip
    told = [json.loads(process.communicate(timeout=LONGEST)[0]) for process in both]
    assert [process.returncode for process in both] == [DONE, DONE]
    assert told[0]["number"] != told[1]["number"] and numbers(desk, ready) == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into the folders of a running process")
def test_no_file_holds_a_readable_name_while_a_letter_is_made(desk: Path, tmp_path: Path) -> None:
    file, scratch = write(tmp_path / "v.json", changed(nama="Zubaidah Kartikasari")), tmp_path / "sementara"
    scratch.mkdir()
    names = [name.encode(code) for name in ("Zubaidah", "ZUBAIDAH") for code in ("utf-8", "utf-16le", "utf-16be")]
    arguments = ("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / "surat.pdf")
    room = {"SPKT_PASSPHRASE": "contoh-2026", "TMPDIR": str(scratch), "TEMP": str(scratch)}
    looks, end = 0, time.monotonic() + LONGEST
    with subprocess.Popen(command(*arguments), env={**os.environ, **room}, stdout=subprocess.PIPE, cwd=ROOT) as process:
        while process.poll() is None and time.monotonic() < end:
            for path in (*desk.rglob("*"), *scratch.rglob("*"), *tmp_path.glob("*.part")):
                with contextlib.suppress(OSError):
                    content = path.read_bytes() if path.is_file() else b""
                    assert not any(name in content for name in names), path.name
                    looks += 1
            time.sleep(0.005)
        process.kill()
    assert process.returncode == DONE
    assert looks > 10
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace follows the files")
def test_no_file_is_written_but_the_register_and_the_letter(desk: Path, tmp_path: Path) -> None:
    log, file = tmp_path / "jejak.txt", write(tmp_path / "v.json", SAMPLE)
    done = spawn(
        "register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / "s.pdf",
        prefix=["strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(log)], PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    if not log.exists() or not log.stat().st_size:
        pytest.skip("this machine does not let processes be traced")
    assert done.code == DONE
    opened = re.findall(r'"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)]*\) = \d', log.read_text("utf-8"))
    assert {Path(name).name for name in opened} - {"null"} == {"spkt.db", "spkt.db-journal", "s.pdf.part"}

"""A process that works at a desk until it is killed, and what it had told by then.

It does one act of the journey and then registers letters for as long as it lives.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.app.sending import Sending
from spkt_desktop.print.letter import render
from spkt_desktop.store.names import FILE
from tests.commands import ROOT, write
from tests.power.journey import BACKUPS, DESK, NRP, PAPERS, STICK, Journey, lay_ground
from tests.power.keeping import Keeping
from tests.power.recording import ACTS
from tests.power.replay import LATER, age
from tests.power.shim import ForkServer
from tests.power.told import Told, told
from tests.waiting import LONGEST

GROUND = (
    "sets_up quickens registers trusts registers reports exports appoints drafts backs_up registers watches"
).split()
"""What was done at the desk before the work at which it is killed."""
Line = dict[str, Any]
LOADED = (Sending, render)
"""What the program loads when it is first needed: here before the fork, so that each act takes its own time only."""


@dataclass(frozen=True)
class Shot:
    """A kill: in which act, and after how much of the time that the act takes, or in which of its writes."""

    act: str
    share: float
    write: int
    """From 1: right after the register's file has begun to change for that time; 0: by the clock alone."""


class Range:
    """A desk that is copied for each kill, a server that works at the copies, and how long each act takes there."""

    def __init__(self, folder: Path, server: ForkServer) -> None:
        """Prepare the desk (some seconds of scrypt) and do every act once, to measure it."""
        self._folder, self._server = folder, server
        self._lines: list[Line] = server.call("prepares", str(folder / "dasar"))
        measured = self._copy("ukur")
        self.takes: dict[str, float] = server.call("measures", str(measured), self._lines)
        self._keeping = Keeping(folder / "dasar" / "polres", set(), datetime.now(UTC) + timedelta(days=1))

    def shoot(self, seed: str) -> Shot:
        """Kill the work once in the act that the seed names (`act-n`); AssertionError names the seed again."""
        chance, (act, _, number) = Random(seed), seed.partition("-")
        shot = Shot(act, chance.uniform(0, 1.1), chance.choice((1, 1, 2, 3)) if int(number) % 2 else 0)
        return self.kill(shot, seed)

    def kill(self, shot: Shot, seed: str) -> Shot:
        """Kill the work at that moment, and hold what must hold."""
        place = self._copy(f"coba-{seed}")
        try:
            lines = self._killed(place, shot)
            age(place, LATER)
            self._keeping.hold(place / "ruang", self.told(lines))
        except Exception as error:
            raise AssertionError(f"kill {seed} in {shot}: {error!r}") from error
        finally:
            shutil.rmtree(place)
        return shot

    def _await_write(self, register: Path, shot: Shot) -> None:
        """Return while a transaction is being written to the register, or when the act must be over."""
        left, then, end = shot.write, _stamp(register), time.monotonic() + 2 * self.takes[shot.act]
        while left and time.monotonic() < end:
            now = _stamp(register)
            left, then = left - (now != then), now

    def interrupt(self, command: str, share: float) -> Told:
        """Run a command at a copy of the desk, kill it after that share of the time it takes, hold what must hold.

        A share of 1 lets it end; gives what was told then.
        """
        place = self._copy(f"perintah-{command}-{share}")
        try:
            lines = self._commanded(command, place / "ruang", share)
            age(place, LATER)
            held = self.told(lines)
            self._keeping.hold(place / "ruang", copy.deepcopy(held))
        finally:
            shutil.rmtree(place)
        return held

    def _commanded(self, command: str, room: Path, share: float) -> list[Line]:
        """What the command told, as lines of the journey."""
        (backup,) = (room / BACKUPS).glob("*.spkt-cadangan")
        begun, arguments = {"begin": command}, ["--data", str(room / DESK)]
        match command:
            case "register":
                values = write(room / "isian.json", sample_values("sktlk", nrp=NRP))
                arguments += ["sktlk", "--values", str(values), "--pdf", str(room / PAPERS / "baru.pdf")]
            case "export":
                arguments += ["--to", str(room / STICK)]
            case "backup":
                arguments += ["--to", str(room / BACKUPS)]
            case "restore":
                arguments += ["--from", str(backup), "--last-number", "sktlk=9"]
                begun["from"] = f"{BACKUPS}/{backup.name}"
        started = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "spkt_desktop", command, *arguments], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "SPKT_PASSPHRASE": PASSPHRASE, "SPKT_NRP": NRP},
        ) as process:  # fmt: skip
            if share < 1:
                time.sleep(share * self.takes[command])
                process.kill()
            out, err = process.communicate(timeout=LONGEST)
        if share == 1:
            assert process.returncode == 0, err.decode()
            self.takes[command] = time.monotonic() - started
        said = json.loads(out) if out.endswith(b"\n") else {}
        return [begun, *([{"done": command, **_given(command, said, begun, room)}] if said else [])]

    def told(self, lines: list[Line]) -> Told:
        """What had been promised at the prepared desk and by these lines."""
        return told([*self._lines, *lines])

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self._folder / "dasar", self._folder / name))

    def _killed(self, place: Path, shot: Shot) -> list[Line]:
        """Let a process work there, kill it at that moment, and give all that it told."""
        pipe = place / "pipa"
        os.mkfifo(pipe)
        ear = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            process = self._server.begin("works", str(place), self._lines, str(pipe), shot.act)
            heard = b""
            while b'"begin"' not in heard:
                assert select.select([ear], [], [], LONGEST)[0], "the work does not begin"
                heard += os.read(ear, 65536)
            if shot.write:
                self._await_write(place / "ruang" / DESK / FILE, shot)
            else:
                time.sleep(shot.share * self.takes[shot.act])
            os.kill(process, signal.SIGKILL)
            self._server.end()
            while piece := os.read(ear, 65536):
                heard += piece
        finally:
            os.close(ear)
        return [json.loads(line) for line in heard.splitlines()]


def _stamp(register: Path) -> tuple[int, int]:
    """What changes when the file is written or replaced; nothing while there is none."""
    try:
        status = register.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


def prepares(place: str) -> list[Line]:
    """Make a desk in an empty place; gives what was told."""
    lines: list[Line] = []
    room, polres = Path(place) / "ruang", Path(place) / "polres"
    lay_ground(room, polres)
    journey = Journey(room, polres, b"", lines.append, datetime.now(UTC))
    for act in GROUND:
        journey.do(act)
    lines.append({"done": "prepares", "key": journey.key.hex()})
    return lines


def measures(place: str, lines: list[Line]) -> dict[str, float]:
    """Do every act once; gives the seconds that each takes."""
    journey, takes = _goes_on(Path(place), lines, lambda _line: None), {}
    for act in ACTS:
        if act == "sets_up":
            continue
        begun = time.monotonic()
        journey.do(act)
        takes[act] = time.monotonic() - begun
    return takes


def works(place: str, lines: list[Line], pipe: str, act: str) -> None:
    """Do that act, then register letters for as long as the process lives; tells of it through the pipe."""
    mouth = os.open(pipe, os.O_WRONLY)
    journey = _goes_on(Path(place), lines, lambda line: _say(mouth, line))
    journey.do(act)
    for _ in range(1000):
        journey.do("registers")


def _goes_on(place: Path, lines: list[Line], tell: Any) -> Journey:
    key = bytes.fromhex(lines[-1]["key"])
    journey = Journey(place / "ruang", place / "polres", key, tell, datetime.now(UTC) + timedelta(minutes=10))
    journey.told = told(lines)
    return journey


def _given(command: str, said: Line, begun: Line, room: Path) -> Line:
    """What a command told, in the words of the journey."""
    if command == "register":
        letter = {"id": said["id"], "number": said["number"]}
        return {"letter": letter, "paper": {"id": said["id"], "sha256": said["sha256"]}}
    if command == "restore":
        return {"back": begun["from"]}
    path = Path(said["bundle" if command == "export" else "backup"])
    file = {"path": path.relative_to(room).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return {"file" if command == "export" else "backup": file}


def _say(mouth: int, line: Line) -> None:
    os.write(mouth, json.dumps(line).encode() + b"\n")

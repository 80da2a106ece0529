"""The commands as they are run: in this process for the many cases, in one of their own for the few that prove it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from spkt_desktop import __main__ as program
from spkt_desktop.app import start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.records import Clock
from tests.desks import Hands, Ready
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
DONE, REFUSED, WRONG_USE = 0, 1, 2
TODAY = Hands()
"""Stands still: commands would else find that the desks of the tests were left alone for as long as they are old."""
SAMPLE = sample_values("sktlk")
HEAD = re.compile(r"Halaman \d+ dari \d+|(?<=\f)Nomor: \S+ \S+")


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, the JSON objects of standard output, and what it said on standard error."""

    code: int
    out: list[dict[str, Any]]
    err: str

    @property
    def only(self) -> dict[str, Any]:
        (line,) = self.out
        return line


def ran(code: int, out: bytes, err: bytes) -> Ran:
    """One JSON object a line and nothing else; no carriage returns, no traceback, no English."""
    text = out.decode("utf-8")
    assert not text or text.endswith("\n")
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(isinstance(line, dict) for line in lines)
    said = err.decode("utf-8")
    assert b"\r" not in out + err and "Traceback" not in said
    assert (code == DONE) or said, "a failure says what happened"
    return Ran(code, lines, said)


def run(*arguments: object, stdin: bytes = b"", polres: bool = False, clock: Clock = TODAY) -> Ran:
    """The command in this process, through its own entry point."""
    out, err = io.BytesIO(), io.BytesIO()
    entry = program.polres if polres else partial(program.main, clock=clock)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_standing_in("stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii")))
        stack.enter_context(_standing_in("stdout", io.TextIOWrapper(out, encoding="ascii")))
        stack.enter_context(_standing_in("stderr", io.TextIOWrapper(err, encoding="ascii")))
        stack.enter_context(_environment(SPKT_PASSPHRASE=PASSPHRASE))
        code = entry([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        return ran(code, out.getvalue(), err.getvalue())


def command(*arguments: object, polres: bool = False) -> list[str]:
    """The command as a process of its own, on the day on which the desks of the tests were set up."""
    entry = "polres()" if polres else f"main(clock=lambda: datetime.fromisoformat({TODAY().isoformat()!r}))"
    start = f"import sys; from datetime import datetime; from spkt_desktop import __main__ as m; sys.exit(m.{entry})"
    return [sys.executable, "-c", start, *map(str, arguments)]


def spawn(
    *arguments: object, stdin: bytes = b"", polres: bool = False, prefix: Sequence[str] = (), **environment: str
) -> Ran:
    """The command in a process of its own, in a locale without UTF-8."""
    done = subprocess.run(
        [*prefix, *command(*arguments, polres=polres)], input=stdin, capture_output=True, cwd=ROOT, check=False,
        env={**os.environ, "SPKT_PASSPHRASE": PASSPHRASE, "PYTHONIOENCODING": "ascii", **environment}, timeout=LONGEST,
    )  # fmt: skip
    return ran(done.returncode, done.stdout, done.stderr)


def changed(section: str = "pelapor", **values: Any) -> dict[str, Any]:
    part: Any = SAMPLE[section]
    return {**SAMPLE, section: [{**part[0], **values}] if isinstance(part, list) else {**part, **values}}


def write(path: Path, values: Any) -> Path:
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def register(desk: Path, values: Any, *more: str | Path) -> Ran:
    raw = values if isinstance(values, bytes) else json.dumps(values).encode()
    return run("register", "sktlk", "--data", desk, "--values", "-", *more, stdin=raw)


def numbers(desk: Path, ready: Ready) -> list[int]:
    """The sequence of every registered letter; the register itself must be sound."""
    app = start(desk, ready.opened)
    try:
        app.keeping.verify()
        return sorted(record.number.sequence for record in app.search(limit=1000))
    finally:
        app.close()


def printed(pdf: Path) -> str:
    """The text that Poppler reads, without white space and page heads."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=LONGEST
    ).stdout.decode()
    return "".join(HEAD.sub("", text).split())


@contextlib.contextmanager
def _standing_in(name: str, stream: io.TextIOWrapper) -> Iterator[None]:
    former = getattr(sys, name)
    setattr(sys, name, stream)
    try:
        yield
    finally:
        setattr(sys, name, former)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    former = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

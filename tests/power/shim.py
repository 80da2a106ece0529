"""What stands between a program under test and its disk: built on demand, preloaded, armed from within.

`shim.c` is compiled once into a folder under the system's temporary one. A process that was started with it
(`run_with_shim`, `ForkServer`, or anything with `environment()`) holds the library inert until it says so:

    with watched(folder, log=log) as shim:      # every change of a file below `folder` goes to the log, in its order
        ...
        shim.mark("acknowledged: 12")
    shim.fail(3, errno.EIO, DATA | ONWARDS)     # the third write from now on and all that follow it fail
    shim.count(), shim.failed()                 # how many of that mode there were since, and how many were refused

While a folder is watched nothing is really synced (the tests ask what was asked of the disk, not the disk itself), a
rename into or out of the folder is refused with EXDEV as between two disks, and copying within the kernel is refused
so that programs fall back to reading and writing.

A fork server imports its module once and then forks for each call, so that a point costs milliseconds:

    with ForkServer("tests.power.deeds") as server:
        answer = server.call("registers_a_letter", str(folder))     # runs in a fork, gives back what it returned

What the function takes and returns goes through JSON. The module must not import Qt: it does not survive a fork.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import LONGEST

DATA, SYNC, CREATE, MOVE, CUT, READ, ONWARDS = 1, 2, 4, 8, 16, 32, 64
"""Kinds of operations: data written; synced; made or opened for writing; renamed or removed; truncated; read.

`ONWARDS` beside them: the named operation fails and every later one of these kinds too.
"""

ROOT = Path(__file__).resolve().parent.parent.parent
_SOURCE = Path(__file__).with_name("shim.c")
_BUILD = "cc -shared -fPIC -O2 -Wall -Wextra -Werror -Wno-nonnull-compare".split()


def obstacle() -> str:
    """Why nothing can stand between a program and its disk here, or nothing."""
    if sys.platform != "linux":
        return "the shim is a library for Linux"
    return "" if shutil.which("cc") else "there is no C compiler (apt-get install gcc libc6-dev)"


def needed() -> None:
    """Skip the test that needs the shim where there is none; in CI on Linux that is a failure."""
    if why := obstacle():
        if sys.platform == "linux" and os.environ.get("CI") == "true":
            pytest.fail(f"CI must try the disk, but {why}")
        pytest.skip(why)


def library() -> Path:
    """The compiled shim; raises CalledProcessError with what the compiler said."""
    name = hashlib.sha256(_SOURCE.read_bytes() + " ".join(_BUILD).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"spkt-shim-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    built = folder / f"{name}.so"
    if not built.exists():
        part = folder / f"{name}.{os.getpid()}.part"
        subprocess.run([*_BUILD, "-o", part, _SOURCE, "-ldl", "-lpthread"], check=True, timeout=LONGEST)
        part.replace(built)
    return built


def environment() -> dict[str, str]:
    """The environment in which a process starts with the shim in it; it keeps no bytecode."""
    return {**os.environ, "LD_PRELOAD": str(library()), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def run_with_shim(module: str, *arguments: object, timeout: float = LONGEST) -> subprocess.CompletedProcess[bytes]:
    """`python -m module arguments` with the shim in it; what it printed and how it ended."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)], env=environment(), cwd=ROOT, stdin=subprocess.DEVNULL,
        capture_output=True, check=False, timeout=timeout,
    )  # fmt: skip


class Shim:
    """The library that was preloaded into this very process; raises RuntimeError where it was not."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        if not hasattr(self._library, "shim_watch"):
            raise RuntimeError("this process was started without the shim")
        self._library.shim_fail.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._library.shim_count.restype = self._library.shim_failed.restype = ctypes.c_long
        self._library.shim_seen.restype = ctypes.c_long

    def watch(self, folder: Path | None) -> None:
        """See what is done below this folder from now on; None: let everything through."""
        self._told(self._library.shim_watch(os.fsencode(folder.resolve()) if folder else None))

    def record(self, log: Path | None) -> None:
        """Append every change to this file (outside the watched folder); None: write no more."""
        self._told(self._library.shim_record(os.fsencode(log) if log else None))

    def mark(self, text: str) -> None:
        """Write a line of our own between the changes."""
        self._library.shim_mark(text.encode())

    def fail(self, nth: int, error: int, mode: int) -> None:
        """Let the nth operation (from 1) of these kinds fail with this errno; 0: count them only.

        An error of 0 for a write: half of it is written, and the next write finds the disk full.
        """
        self._library.shim_fail(nth, error, mode)

    def count(self) -> int:
        """How many operations of the kinds last named there were since."""
        return int(self._library.shim_count())

    def seen(self, kind: int) -> int:
        """How many operations of one of the kinds last named there were since."""
        return int(self._library.shim_seen(kind))

    def failed(self) -> int:
        """How many of them were made to fail."""
        return int(self._library.shim_failed())

    def _told(self, result: int) -> None:
        if result:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@contextlib.contextmanager
def watched(folder: Path, log: Path | None = None) -> Iterator[Shim]:
    """The shim of this process, awake for this folder while the block lasts."""
    shim = Shim()
    shim.fail(0, 0, 0)
    shim.record(log)
    shim.watch(folder)
    try:
        yield shim
    finally:
        shim.watch(None)
        shim.record(None)
        shim.fail(0, 0, 0)


class ForkServer:
    """A process with a module of functions (and the shim) in it, which forks for each call."""

    def __init__(self, module: str, *, preloaded: bool = True) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.power.shim", module], env=environment() if preloaded else None,
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def call(self, function: str, *arguments: object) -> Any:
        """What the function returned in a process of its own; raises RuntimeError with its traceback if it raised."""
        self.begin(function, *arguments)
        return self.end()

    def begin(self, function: str, *arguments: object) -> int:
        """Start the function in a process of its own; gives the process id. `end` must follow."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([function, arguments]).encode() + b"\n")
        self._process.stdin.flush()
        return int(self._line())

    def end(self) -> Any:
        """Wait for the function and give what it returned, or None if its process was killed."""
        status, said = self._line()
        if status == -signal.SIGKILL:
            return None
        if status or "raised" in said:
            raise RuntimeError(f"ended with {status}: {said.get('raised', 'and said nothing')}")
        return said["returned"]

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=LONGEST)
        self._process.stdout.close()

    def _line(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the fork server ended with {self._process.wait(timeout=LONGEST)}")
        return json.loads(line)

    def __enter__(self) -> ForkServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _serve(module: str) -> None:
    target = importlib.import_module(module)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a function prints must not stand among the answers
    for line in sys.stdin.buffer:
        function, arguments = json.loads(line)
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.close(reading)
            _obey(getattr(target, function), arguments, writing)
        os.close(writing)
        answers.write(b"%d\n" % process)
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(process, 0)
        answers.write(json.dumps([os.waitstatus_to_exitcode(status), json.loads(said or b"{}")]).encode() + b"\n")


def _obey(function: Callable[..., Any], arguments: list[Any], pipe: int) -> None:
    """Run the function and end this process; never returns."""
    try:
        said = {"returned": function(*arguments)}
    except BaseException:
        said = {"raised": traceback.format_exc()}
    with os.fdopen(pipe, "wb") as answer:
        answer.write(json.dumps(said).encode())
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])

"""Where a program writes: the interpreter tells of all that is opened for writing, made, moved or removed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.mkdir": (0,), "os.rename": (0, 1), "os.remove": (0,), "os.rmdir": (0,), "os.symlink": (1,), "os.link": (1,),
    "os.truncate": (0,), "os.chmod": (0,), "os.chown": (0,), "os.utime": (0,), "shutil.rmtree": (0,),
}  # fmt: skip
"""Audit events (PEP 578) that change a path, and which of their arguments name it."""
_PROCESSES = ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "socket.connect", "socket.bind")

_watched: list[Path] = []
_strays: list[str] = []


class Strayed(AssertionError):
    """Something was changed outside of the one folder where that is allowed."""


@contextmanager
def only_in(folder: Path) -> Iterator[None]:
    """Raise `Strayed` where anything is changed outside this folder, a program started or a connection made."""
    _listen()
    _watched.append(folder.resolve())
    _strays.clear()
    try:
        yield
    finally:
        _watched.pop()
    if _strays:
        raise Strayed(", ".join(_strays))


@cache
def _listen() -> None:
    """Hear of every event from now on; a hook stays for the life of the process."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watched:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _WRITES:
            _note(event, path, Path.resolve)
    elif event in _CHANGES and not _within_a_handle(arguments):
        for place in _CHANGES[event]:
            _note(event, arguments[place], _unfollowed)
    elif event in _PROCESSES:
        _strays.append(event)


def _within_a_handle(arguments: tuple[Any, ...]) -> bool:
    """Whether the path is told from an open folder, as `shutil.rmtree` does after its own event."""
    return isinstance(arguments[-1], int) and len(arguments) == 2 and arguments[-1] >= 0


def _unfollowed(path: Path) -> Path:
    """The path itself where it is a link: what moves or removes it does not follow it."""
    return path.parent.resolve() / path.name


def _note(event: str, path: Any, real: Callable[[Path], Path]) -> None:
    if isinstance(path, int):  # a handle that was opened before, and heard of then
        return
    here = real(Path(os.fsdecode(path)))
    if not here.is_relative_to(_watched[-1]):
        _strays.append(f"{event} {here.name}")

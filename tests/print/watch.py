"""Who reads a file or calls somebody: seen by Python itself, and by a server that nobody should visit."""

from __future__ import annotations

import base64
import os
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.print.plans import logo

SECRET = "Keterangan rahasia nomor 4711"


@dataclass
class Watch:
    """A folder of secrets and a server, with all that happened to them."""

    folder: Path
    port: int
    read: list[str] = field(default_factory=list)
    """Files of the folder that were opened."""
    called: list[str] = field(default_factory=list)
    """Sockets that were connected and names that were looked up."""
    visitors: list[Any] = field(default_factory=list)
    """Who connected to the server."""


_WATCHES: list[Watch] = []


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _WATCHES:
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            name = os.fsdecode(arguments[0])
            if name.startswith(str(watch.folder)) or Path(name).name.startswith("rahasia"):
                watch.read.append(name)
        elif event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
            watch.called.append(event)


sys.addaudithook(_heard)  # for good: Python forgets none, so it listens only while there is a watch


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watch]:
    """Secrets of every kind that a letter might draw or read, and a server on this machine."""
    folder = tmp_path / "rahasia meja"
    folder.mkdir()
    (folder / "rahasia.png").write_bytes(base64.b64decode(logo()))
    (folder / "rahasia.txt").write_text(SECRET)
    (folder / "rahasia.css").write_text(f"p:before {{ content: '{SECRET}' }}")
    (folder / "rahasia.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>')
    with socket.create_server(("127.0.0.1", 0)) as server:
        watch = Watch(folder, server.getsockname()[1])
        listener = threading.Thread(target=_serve, args=(server, watch), daemon=True)
        listener.start()
        _WATCHES.append(watch)
        try:
            yield watch
        finally:
            _WATCHES.remove(watch)
            with socket.create_connection(("127.0.0.1", watch.port), timeout=9):  # the last guest ends the listening
                listener.join(timeout=9)


def _serve(server: socket.socket, watch: Watch) -> None:
    while True:
        guest, address = server.accept()
        with guest:
            if watch not in _WATCHES:
                return
            watch.visitors.append(address)

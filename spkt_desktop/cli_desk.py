"""How a command gets at the desk: its folder, its lock, and its closing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from spkt_desktop import app as desk
from spkt_desktop.cli_input import FOLDER, acting, passphrase

data_option = click.option("--data", type=FOLDER, default=None, help="Folder meja; tanpa ini tempat biasa.")


@contextmanager
def opened(data: Path | None) -> Iterator[desk.App]:
    """The unlocked desk, closed again afterwards."""
    folder = desk.place(data)
    vault = desk.open_vault(folder, acting(), passphrase())
    app = desk.start(folder, vault)
    try:
        yield app
    finally:
        app.close()

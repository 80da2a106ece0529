"""How a command gets at the desk: its folder, its lock, and its closing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from spkt_desktop import app as desk
from spkt_desktop.cli_input import FOLDER, acting, complain, passphrase
from spkt_desktop.records import Clock

data_option = click.option("--data", type=FOLDER, default=None, help="Folder meja; tanpa ini tempat biasa.")


def clock() -> Clock:
    """The clock of the PC, as the composition root gives it."""
    given: Clock = click.get_current_context().obj["clock"]
    return given


@contextmanager
def opened(data: Path | None) -> Iterator[desk.App]:
    """The unlocked desk, closed again afterwards."""
    folder = desk.place(data)
    vault = desk.open_vault(folder, acting(), passphrase())
    app = desk.start(folder, vault, clock())
    for found in app.vault_care.said:
        complain(found)
    try:
        yield app
    finally:
        app.close()

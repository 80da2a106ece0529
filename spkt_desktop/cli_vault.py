"""The key of the register, without a screen."""

from __future__ import annotations

from pathlib import Path

import click

from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import TEXT, tell


@click.command()
@data_option
@click.option("--reason", type=TEXT, required=True, help="Mengapa kunci diganti; tersimpan di register.")
def rekey(data: Path | None, reason: str) -> None:
    """Mengganti kunci register; cadangan lama tetap terbuka dengan kata sandi lama."""
    with opened(data) as app:
        app.settings.rekey(reason)
        tell({"rekeyed": app.settings.rekeyed_at()})


COMMANDS = (rekey,)

"""Commands around a new version of the program: a copy of the closed desk, and an update from a stick."""

from __future__ import annotations

from pathlib import Path

import click

from spkt_desktop import __version__
from spkt_desktop import app as desk
from spkt_desktop.app.snapshot import take_snapshot
from spkt_desktop.cli_desk import clock, data_option, opened
from spkt_desktop.cli_input import TEXT, complain, tell


@click.command()
@data_option
@click.option("--before", "version", type=TEXT, default=__version__, help="Versi yang akan dipasang.")
def snapshot(data: Path | None, version: str) -> None:
    """Menyalin meja yang tertutup, tetap tersandi, sebelum program diperbarui. Tanpa kata sandi."""
    made = take_snapshot(desk.place(data), version, clock()())
    tell({"snapshot": str(made) if made else None})


@click.command()
@data_option
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Hanya memeriksa.")
def update(data: Path | None, place: Path, check: bool) -> None:
    """Memeriksa pembaruan program di flashdisk, membuat cadangan, lalu memulai pemasangannya."""
    with opened(data) as app:
        offer = app.updating.look(place)
        told = {"version": offer.note.version, "installed": app.updating.version, "date": offer.note.date}
        if check:
            app.updating.check(offer)
            tell({**told, "file": str(offer.file), "sha256": offer.note.sha256, "started": False})
            return
        ready = app.updating.work(offer)()
        app.updating.settle()
        if app.updating.installs:
            app.updating.begin(ready)
        else:
            complain(ready.words)
        tell({**told, "file": str(ready.file), "backup": str(ready.backup), "started": app.updating.installs})


COMMANDS = (snapshot, update)

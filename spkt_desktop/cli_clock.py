"""The desk's clock at the command line: what it says, whether it is doubted, and the officer's answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import TEXT, WrongUse, tell

WRITTEN = "%Y-%m-%d %H:%M"


@click.command()
@data_option
@click.option("--confirm", is_flag=True, help="Menyatakan jam meja benar.")
@click.option("--set", "typed", type=TEXT, default="", help='Jam yang benar, misalnya "2026-11-22 10:54".')
@click.option("--insist", is_flag=True, help="Bersama --set: dipakai walaupun jauh dari catatan terakhir.")
def clock(data: Path | None, confirm: bool, typed: str, insist: bool) -> None:
    """Jam meja dan jam komputer, dan mengapa diragukan."""
    if (confirm and typed) or (insist and not typed):
        raise WrongUse("pilih satu, --confirm atau --set; --insist hanya bersama --set.")
    try:
        moment = datetime.strptime(typed, WRITTEN) if typed else None
    except ValueError as error:
        raise WrongUse('tulis jam seperti "2026-11-22 10:54".') from error
    with opened(data) as app:
        if confirm:
            app.clock.confirm()
        if moment:
            app.clock.set(moment, insist=insist)
        doubt = app.clock.doubt()
        tell({
            "desk": app.clock.now().isoformat(), "pc": app.clock.machine().isoformat(),
            "correction": round(app.clock.correction.total_seconds()), "newest": app.clock.newest().isoformat(),
            "doubt": doubt.kind if doubt else None, "says": doubt.says if doubt else "",
        })  # fmt: skip


COMMANDS = (clock,)

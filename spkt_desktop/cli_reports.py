"""Register books and reports at the command line: figures as JSON, pages as PDF, books as a spreadsheet too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from spkt_desktop.app import App
from spkt_desktop.app.registers import PAPER, TABLE
from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import NOT_MADE, OUTPUT, TEXT, WrongUse, complain, prepared, tell, written
from spkt_desktop.records import Letter

_DAY = click.DateTime(("%Y-%m-%d",))
_QUIET = 5_000
"""Rows between two lines of progress."""


@click.command()
@data_option
@click.argument("name", type=TEXT, required=False)
@click.option("--since", type=_DAY, default=None, help="Tanggal pertama; tanpa ini hari ini.")
@click.option("--until", type=_DAY, default=None, help="Tanggal terakhir; tanpa ini hari ini.")
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan sebagai buku register ke berkas ini.")
@click.option("--xlsx", type=OUTPUT, default=None, help="Simpan sebagai tabel Excel ke berkas ini.")
def book(
    data: Path | None, name: str | None, since: datetime | None, until: datetime | None, pdf: Path | None,
    xlsx: Path | None,
) -> None:  # fmt: skip
    """Buku register; tanpa nama: buku apa saja yang ada."""
    if pdf and xlsx:
        raise WrongUse("pilih satu, --pdf atau --xlsx.")
    with opened(data) as app:
        if name is None:
            for one in app.registers.books:
                tell({"book": one.name, "title": one.title, "forms": one.forms})
            return
        _book(app, name, _day(since, app), _day(until, app), pdf, xlsx)


def _book(app: App, name: str, since: date, until: date, pdf: Path | None, xlsx: Path | None) -> None:
    registers = app.registers
    chosen = registers.book(name)
    with prepared(pdf or xlsx, NOT_MADE) as write:
        rows = [row for some in registers.rows(chosen, since, until) for row in some]
        if write is None:
            heads = [column.title for column in chosen.columns]
            for row in rows:
                tell(dict(zip(heads, row, strict=True)))
            return
        listing = registers.listing(chosen, rows, since, until)
        made = registers.draw(listing, _progress) if pdf else registers.tabulate(listing, _progress)
        registers.made(chosen, len(rows), since, until, PAPER if pdf else TABLE)
        tell(written(pdf or xlsx, made, write) | {"rows": len(rows)})


@click.command()
@data_option
@click.argument("kind", type=click.Choice(["daily", "recap", "wall"]))
@click.option("--since", type=_DAY, default=None, help="Tanggal (pertama); tanpa ini hari ini.")
@click.option("--until", type=_DAY, default=None, help="Tanggal terakhir dari rekap; tanpa ini hari ini.")
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan laporan ke berkas ini.")
def report(data: Path | None, kind: str, since: datetime | None, until: datetime | None, pdf: Path | None) -> None:
    """Laporan harian (daily), rekap (recap), atau lembar dinding kepuasan (wall)."""
    with opened(data) as app:
        first, last, reports = _day(since, app), _day(until, app), app.reports
        made: Any
        draw: Callable[[Any], Letter]
        if kind == "daily":
            made, draw = reports.daily(first), reports.draw_daily
        elif kind == "recap":
            made, draw = reports.recap(first, last), reports.draw_recap
        else:
            made, draw = reports.wall(first, last), reports.draw_wall
        with prepared(pdf, NOT_MADE) as write:
            if write is None:
                figures = asdict(made)
                del figures["sheet"]
                tell(figures)
            else:
                tell(written(pdf, draw(made), write))


def _day(given: datetime | None, app: App) -> date:
    return given.date() if given else app.now().date()


def _progress(done: int, of_all: int) -> None:
    if done and done % _QUIET == 0:
        complain(f"{done} dari {of_all} baris.")


COMMANDS = (book, report)

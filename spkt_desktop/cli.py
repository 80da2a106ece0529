"""The desk without a screen: one JSON object a line on standard output, problems in Indonesian on standard error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from spkt_desktop import __version__
from spkt_desktop import app as desk
from spkt_desktop.app import describe
from spkt_desktop.cli_desk import clock, data_option, opened
from spkt_desktop.cli_input import FILE, FOLDER, TEXT, WrongUse, passphrase, read_file, read_json, tell
from spkt_desktop.errors import SealBroken
from spkt_desktop.records import Letter

Spool = Callable[[Letter, str, int, str], None]
"""Sends (letter, printer, copies, title in the queue) to a printer; raises PrinterFailed."""


@click.group(invoke_without_command=True)
@data_option
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context, data: Path | None) -> None:
    """SPKT Desktop: meja pelayanan Polsek. Tanpa perintah: membuka jendela."""
    if context.invoked_subcommand is None:
        context.exit(context.obj["window"](data))
    if data is not None:
        raise WrongUse("tulis --data sesudah nama perintah.")


@main.command()
@data_option
@click.option("--unit", "unit_file", type=FILE, required=True, help="Isi formulir unit (JSON).")
@click.option(
    "--officer", "officer_files", type=FILE, required=True, multiple=True, help="Isi formulir officer (JSON)."
)
@click.option("--polres-card", type=FILE, default=None, help="Kartu Polres.")
def init(data: Path | None, unit_file: Path, officer_files: tuple[Path, ...], polres_card: Path | None) -> None:
    """Menyiapkan meja baru."""
    officers = [read_json(file) for file in officer_files]
    words = [passphrase(confirm=True)] + [""] * (len(officers) - 1)
    card = read_file(polres_card) if polres_card else None
    made = desk.set_up(desk.place(data), read_json(unit_file), officers, words, polres_card=card, clock=clock())
    tell({"desk_id": made.desk_id, "desk_card": str(made.desk_card), "recovery_code": made.recovery_code})


@main.command()
@click.argument("form", required=False)
@click.option("--sample", "as_sample", is_flag=True, help="Contoh isian yang benar.")
def forms(form: str | None, as_sample: bool) -> None:
    """Daftar formulir, atau JSON Schema satu formulir."""
    if form is None:
        for line in describe.all_forms():
            tell(line)
    else:
        tell(describe.sample(form) if as_sample else describe.schema(form))


@main.command()
@data_option
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tujuan, misalnya flashdisk.")
def export(data: Path | None, folder: Path) -> None:
    """Menulis bundel untuk Polres."""
    with opened(data) as app:
        done = app.sending.export(folder)
        tell({**asdict(done), "bundle": str(done.bundle)})


@main.command()
@data_option
@click.argument("receipt", type=FILE)
def receive(data: Path | None, receipt: Path) -> None:
    """Mengambil tanda terima dari Polres."""
    with opened(data) as app:
        tell(asdict(app.sending.receive(receipt)))


@main.command("take-card")
@data_option
@click.option("--fingerprint", type=TEXT, default=None, help="Sidik kunci yang dibacakan petugas Polres.")
@click.argument("card", type=FILE)
def take_card(data: Path | None, card: Path, fingerprint: str | None) -> None:
    """Menunjukkan sidik kunci kartu Polres; dengan --fingerprint yang cocok, memercayainya."""
    with opened(data) as app:
        read = app.sending.identity.read(card)
        if fingerprint is not None:
            if "".join(fingerprint.split()) != "".join(read.keys.spoken.split()):
                raise SealBroken("Sidik kunci tidak cocok. Kartu tidak dipakai; minta kartu baru dari Polres.")
            app.sending.identity.trust(read)
        tell({"polres": read.name, "fingerprint": read.keys.spoken, "trusted": fingerprint is not None})


@main.command("take-pack")
@data_option
@click.argument("pack", type=FILE)
def take_pack(data: Path | None, pack: Path) -> None:
    """Mengambil paket templat atau daftar pasal yang ditandatangani Polres."""
    with opened(data) as app:
        tell(asdict(app.packs.take(pack)))


@main.command()
@data_option
def packs(data: Path | None) -> None:
    """Daftar pasal dan templat yang dipakai, dengan versinya."""
    with opened(data) as app:
        for state in app.packs.listed():
            tell(asdict(state))


@main.command()
@data_option
def status(data: Path | None) -> None:
    """Keadaan meja."""
    with opened(data) as app:
        tell(app.status())

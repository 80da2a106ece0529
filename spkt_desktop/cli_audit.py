"""The journal at the command line, for an audit without this program."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import OUTPUT, complain, tell


@click.command()
@data_option
@click.option("--to", "file", type=OUTPUT, required=True, help="Berkas tujuan; .gz dipadatkan.")
def journal(data: Path | None, file: Path) -> None:
    """Menyerahkan seluruh jurnal untuk diperiksa, terbuka tanpa sandi."""
    with opened(data) as app:
        done = app.auditing.hand_out(file)
        complain(
            "Berkas ini memuat seluruh isi jurnal tanpa sandi, termasuk nama pada perkara yang dilindungi. "
            "Serahkan langsung kepada pemeriksa dan hapus setelah pemeriksaan selesai."
        )
        tell({**asdict(done), "file": str(done.file)})


COMMANDS = (journal,)

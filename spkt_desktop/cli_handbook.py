"""The officer's handbook at the command line: where its chapters begin, and the book itself as a file."""

from __future__ import annotations

from pathlib import Path

import click

from spkt_desktop.app import guide
from spkt_desktop.cli_input import NOT_MADE, OUTPUT, prepared, tell, written
from spkt_desktop.errors import NotFound

MISSING = "Program ini dipasang tanpa buku panduan tercetak. Tidak ada yang berubah; bacalah di jendela program (F1)."


@click.command()
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan buku panduan ke berkas ini.")
def handbook(pdf: Path | None) -> None:
    """Buku panduan petugas: bab dan halamannya, atau bukunya sebagai PDF."""
    with prepared(pdf, NOT_MADE) as write:
        book = guide.booklet()
        if book is None:
            raise NotFound(MISSING)
        if write:
            tell(written(pdf, book.letter, write))
        else:
            for chapter in book.chapters:
                tell({"chapter": chapter.title, "page": chapter.page})


COMMANDS = (handbook,)

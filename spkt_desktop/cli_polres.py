"""The inbox of the Polres without a screen: enrol desks, take bundles in, answer with receipts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from spkt_desktop import __version__
from spkt_desktop.app import describe, real_clock
from spkt_desktop.cli_input import FILE, FOLDER, TEXT, complain, read_file, tell
from spkt_desktop.errors import MediumFailed, Refused, SpktError
from spkt_desktop.polres.inbox import Inbox, set_up
from spkt_desktop.polres.register import covered

LONGEST_NAME = 100
"""Letters of the name of a Polres, which stands on its card."""

data_option = click.option("--data", type=FOLDER, required=True, help="Folder kotak masuk Polres.")
database_option = click.option("--database", default=None, help="Alamat basis data; tanpa ini SQLite di folder itu.")


@click.group()
@click.version_option(__version__)
def main() -> None:
    """SPKT Polres: menerima bundel dari meja-meja Polsek."""


@main.command()
@data_option
@click.option("--name", type=TEXT, required=True, help="Nama Polres, misalnya POLRES PACITAN.")
def init(data: Path, name: str) -> None:
    """Menyiapkan kotak masuk dan kartu Polres."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(f"Nama Polres paling panjang {LONGEST_NAME} huruf dalam satu baris. Tidak ada yang disiapkan.")
    try:
        card = set_up(data, name)
    except OSError as error:
        raise MediumFailed("gagal_tulis", "Folder tidak dapat dibuat di situ. Pilih folder lain.") from error
    tell({"polres_card": str(card)})


@main.command()
@data_option
@database_option
@click.argument("card", type=FILE)
def enrol(data: Path, database: str | None, card: Path) -> None:
    """Mendaftarkan meja dari kartunya; cocokkan sidik kunci dengan petugas meja."""
    with opened(data, database) as inbox:
        desk = inbox.enrol(card)
        tell({"desk_id": desk.id, "desk_code": desk.code, "name": desk.name, "fingerprint": desk.fingerprint})


@main.command()
@data_option
@click.option("--kind", type=click.Choice(("templat", "hukum")), required=True, help="templat atau hukum.")
@click.option("--name", type=TEXT, required=True, help="Nama surat, misalnya sktlk; untuk daftar pasal: hukum.")
@click.option("--version", type=click.IntRange(1, 10**6), required=True, help="Lebih besar daripada yang terdahulu.")
@click.option("--to", "place", type=FOLDER, required=True, help="Folder tujuan.")
@click.argument("files", type=FILE, nargs=-1, required=True)
def pack(data: Path, kind: str, name: str, version: int, place: Path, files: tuple[Path, ...]) -> None:
    """Menandatangani paket templat atau daftar pasal untuk meja-meja."""
    contents = {file.name: _text(file) for file in files}
    with opened(data, None) as inbox:
        tell({"pack": str(inbox.pack(kind, name, version, contents, place)), "version": version})


@main.command()
@data_option
@database_option
def desks(data: Path, database: str | None) -> None:
    """Meja-meja yang terdaftar dan keadaan jurnalnya."""
    with opened(data, database) as inbox:
        for desk in inbox.desks():
            tell(asdict(desk))


@main.command()
@data_option
@database_option
@click.option("--receipts", type=FOLDER, required=True, help="Folder untuk tanda terima.")
@click.argument("bundles", nargs=-1, required=True, type=FILE)
def receive(data: Path, database: str | None, receipts: Path, bundles: tuple[Path, ...]) -> None:
    """Menerima bundel; tiap bundel utuh atau tidak sama sekali."""
    refused = 0
    with opened(data, database) as inbox:
        for path in bundles:
            try:
                received = inbox.receive(path, receipts)
            except SpktError as error:
                complain(f"{path.name}: {error}")
                refused += 1
            else:
                tell({**asdict(received), "receipt": str(received.receipt)})
    if refused:
        others = "; yang lain sudah diterima" if refused < len(bundles) else ""
        raise Refused(f"{refused} dari {len(bundles)} bundel ditolak{others}. Yang ditolak boleh dibawa lagi.")


@main.command()
@data_option
@database_option
@click.option("--desk", type=TEXT, default=None, help="Kode satu meja.")
@click.option("--full", is_flag=True, help="Isi perkara yang dilindungi juga: hanya untuk yang berwenang.")
def records(data: Path, database: str | None, desk: str | None, full: bool) -> None:
    """Surat-surat yang ada di Polres; isi perkara yang dilindungi hanya dengan --full."""
    with opened(data, database) as inbox:
        for record in inbox.records(desk):
            tell(asdict(record if full else covered(record)))


@main.command()
@data_option
@database_option
def verify(data: Path, database: str | None) -> None:
    """Memeriksa rantai tiap meja, celah, dan cabang."""
    with opened(data, database) as inbox:
        found = inbox.verify()
    for checked in found:
        tell(asdict(checked))
    if not all(checked.sound for checked in found):
        raise Refused("Ada rantai yang tidak utuh; lihat meja dengan sound=false.")


@main.command("roll-keys")
@data_option
@database_option
def roll_keys(data: Path, database: str | None) -> None:
    """Mengganti kunci Polres; meja diberi tahu lewat tanda terima berikutnya."""
    with opened(data, database) as inbox:
        tell({"polres_card": str(inbox.roll_keys())})


@contextmanager
def opened(data: Path, database: str | None) -> Iterator[Inbox]:
    """The inbox, closed again afterwards."""
    inbox = Inbox(data, known_forms=describe.known_versions(), clock=real_clock, database_url=database)
    try:
        yield inbox
    finally:
        inbox.close()


def _text(file: Path) -> str:
    try:
        return read_file(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refused("Berkas itu bukan tulisan UTF-8. Tidak ada paket yang dibuat.") from error

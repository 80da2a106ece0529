"""Commands that keep the register safe: check it, back it up, exercise a restore, restore."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from spkt_desktop import app as desk
from spkt_desktop.app import Found
from spkt_desktop.cli_desk import clock, data_option, opened
from spkt_desktop.cli_input import FILE, FOLDER, acting, last_numbers, passphrase, tell


@click.command()
@data_option
def verify(data: Path | None) -> None:
    """Memeriksa berkas, rantai jurnal, dan daftar turunan."""
    with opened(data) as app:
        vault = [*app.vault_care.said, *app.vault_care.mend()]
        tell({"ok": True, **asdict(app.keeping.verifier()()), "vault": vault})


@click.command()
@data_option
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tujuan.")
def backup(data: Path | None, folder: Path) -> None:
    """Membuat cadangan yang sudah diperiksa."""
    with opened(data) as app:
        tell({"backup": str(app.keeping.backup(folder))})


@click.command()
@data_option
@click.option("--place", "places", type=FOLDER, multiple=True, help="Folder cadangan otomatis; menggantikan yang lama.")
@click.option("--every", type=int, default=None, help="Cadangan otomatis setiap sekian catatan.")
@click.option("--due", is_flag=True, help="Membuat sekarang cadangan yang sudah waktunya.")
def backups(data: Path | None, places: tuple[Path, ...], every: int | None, due: bool) -> None:
    """Tempat cadangan otomatis, dan cadangan yang ada di sana."""
    with opened(data) as app:
        if places:
            app.backups.choose(places)
        if every is not None:
            app.backups.keep_every(every)
        if due and (folders := app.backups.due()):
            app.backups.settle(app.backups.work(folders)(lambda _done, _of_all: None))
        for place, kept in app.backups.looking()():
            files = [{"file": str(one.file), "at": one.at.isoformat(), "events": one.events} for one in kept]
            tell({**asdict(place), "folder": str(place.folder), "backups": files})


@click.command()
@data_option
@click.option("--from", "file", type=FILE, required=True, help="Berkas cadangan.")
def inspect(data: Path | None, file: Path) -> None:
    """Memeriksa cadangan: isinya, dan apa yang akan hilang bila dipulihkan. Tidak ada yang diubah."""
    with desk.looked_into(file, desk.place(data), passphrase(), nrp=acting()) as found:
        tell(_told(found))


@click.command()
@data_option
@click.option("--from", "file", type=FILE, required=True, help="Berkas cadangan.")
@click.option("--last-number", "numbers", multiple=True, help="Nomor terakhir di buku register, misalnya sktlk=41.")
def restore(data: Path | None, file: Path, numbers: tuple[str, ...]) -> None:
    """Memulihkan meja dari cadangan; meja yang ada disimpan di samping."""
    report = desk.restore(file, desk.place(data), passphrase(), last_numbers(numbers), nrp=acting(), clock=clock())
    tell({**asdict(report), "kept": str(report.kept) if report.kept else None})


@click.command()
@data_option
@click.option("--from", "file", type=FILE, required=True, help="Berkas cadangan.")
def drill(data: Path | None, file: Path) -> None:
    """Latihan memulihkan: membuktikan cadangan tanpa menyentuh register hari ini."""
    with opened(data) as app:
        tell(asdict(app.drill.settle(app.drill.work(file, passphrase(), acting())())))


def _told(found: Found) -> dict[str, Any]:
    loss = asdict(found.loss) if found.loss else None
    return {
        "desk_id": found.desk_id, "desk_code": found.desk_code, "unit": found.unit, "events": found.events,
        "records": found.records, "last_event_at": found.last_event_at,
        "numbers": {form: last for form, last in found.numbers.items() if last}, "here": found.here, "loss": loss,
    }  # fmt: skip


COMMANDS = (verify, backup, backups, inspect, restore, drill)

"""The desk without a screen: one JSON object a line on standard output, problems in Indonesian on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from spkt_desktop import __version__
from spkt_desktop import app as desk
from spkt_desktop.app import describe
from spkt_desktop.cli_input import (
    FILE,
    FOLDER,
    NOT_WRITTEN,
    OUTPUT,
    TEXT,
    WrongUse,
    acting,
    complain,
    hand_out,
    last_numbers,
    passphrase,
    prepared,
    read_file,
    read_json,
    tell,
)
from spkt_desktop.errors import MediumFailed, Problem, SealBroken, SpktError
from spkt_desktop.records import Letter

Spool = Callable[[Letter, str, int, str], None]
"""Sends (letter, printer, copies, title in the queue) to a printer; raises PrinterFailed."""

data_option = click.option("--data", type=FOLDER, default=None, help="Folder meja; tanpa ini tempat biasa.")


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
    made = desk.set_up(desk.place(data), read_json(unit_file), officers, words, polres_card=card)
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
@click.argument("form")
@click.option("--values", "values_file", required=True, help="Berkas JSON, atau - untuk masukan baku.")
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan surat ke berkas ini.")
def register(data: Path | None, form: str, values_file: str, pdf: Path | None) -> None:
    """Mendaftarkan laporan: nomor, register, surat."""
    with opened(data) as app:
        values = read_json(values_file)
        checked = app.check(form, values)
        warnings = [*checked.warnings, *app.hints(form, values)]
        if not checked.problems:
            app.letters.render(app.letters.preview(form, values))  # no number is taken for a letter that cannot be made
        with prepared(pdf) as write:
            record = app.register(form, values)
            letter, kept = hand_out(app, record, write)
        if pdf and not kept:  # the letter is registered all the same: this is no refusal
            warnings.append(Problem("", 0, "pdf", NOT_WRITTEN))
            complain(NOT_WRITTEN)
        tell({
            "id": record.id, "number": record.number.text, "registered_at": record.registered_at,
            "pdf": str(pdf) if kept else None, "sha256": letter.sha256, "warnings": [asdict(w) for w in warnings],
        })  # fmt: skip


@main.command("print")
@data_option
@click.argument("reference", type=TEXT)
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan surat ke berkas ini.")
@click.option("--printer", default=None, help="Nama pencetak.")
@click.option("--copies", type=click.IntRange(1, 20), default=1, help="Berapa lembar.")
@click.pass_context
def print_letter(
    context: click.Context, data: Path | None, reference: str, pdf: Path | None, printer: str | None, copies: int
) -> None:
    """Mencetak surat yang sudah terdaftar."""
    if (pdf is None) == (printer is None):
        raise WrongUse("pilih satu, --pdf BERKAS atau --printer NAMA.")
    if pdf is not None and copies > 1:
        raise WrongUse("--copies hanya untuk --printer; berkas PDF selalu satu.")
    with opened(data) as app:
        record = app.record(reference)
        with prepared(pdf) as write:
            if pdf:
                letter, kept = hand_out(app, record, write)
                if not kept:
                    raise MediumFailed("gagal_tulis", NOT_WRITTEN)
            else:
                plan = app.letters.plan(record)
                letter = app.letters.render(plan)
                app.letters.printed(record, plan, letter, destination="printer", copies=copies)
                try:
                    context.obj["spool"](letter, printer, copies, app.forms[record.form].title)
                except SpktError:
                    app.letters.outcome(record, good=False)
                    raise
        tell({"id": record.id, "number": record.number.text, "pdf": str(pdf) if pdf else None,
              "printer": printer, "copies": copies, "sha256": letter.sha256})  # fmt: skip


@main.command()
@data_option
@click.argument("reference", type=TEXT)
@click.option("--reason", type=TEXT, required=True, help="Alasan pembatalan.")
def void(data: Path | None, reference: str, reason: str) -> None:
    """Membatalkan surat; nomornya tetap di register."""
    with opened(data) as app:
        tell(describe.record(app.void(reference, reason)))


@main.command()
@data_option
@click.argument("reference", type=TEXT)
def show(data: Path | None, reference: str) -> None:
    """Satu surat dengan peristiwanya."""
    with opened(data) as app:
        events = [event.as_json() for event in app.history(reference)]
        tell({**describe.record(app.record(reference)), "events": events, "news": app.news(reference)})


@main.command()
@data_option
@click.argument("text", type=TEXT)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, help="Paling banyak sekian surat.")
def search(data: Path | None, text: str, limit: int) -> None:
    """Mencari surat, yang terbaru lebih dulu."""
    with opened(data) as app:
        for record in app.search(text, limit=limit):
            tell(describe.record(record))


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


@main.command()
@data_option
def status(data: Path | None) -> None:
    """Keadaan meja."""
    with opened(data) as app:
        tell(app.status())


@main.command()
@data_option
def verify(data: Path | None) -> None:
    """Memeriksa berkas, rantai jurnal, dan daftar turunan."""
    with opened(data) as app:
        tell({"ok": True, **asdict(app.keeping.verifier()())})


@main.command()
@data_option
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tujuan.")
def backup(data: Path | None, folder: Path) -> None:
    """Membuat cadangan yang sudah diperiksa."""
    with opened(data) as app:
        tell({"backup": str(app.keeping.backup(folder))})


@main.command()
@data_option
@click.option("--from", "file", type=FILE, required=True, help="Berkas cadangan.")
@click.option("--last-number", "numbers", multiple=True, help="Nomor terakhir di buku register, misalnya sktlk=41.")
def restore(data: Path | None, file: Path, numbers: tuple[str, ...]) -> None:
    """Memulihkan meja dari cadangan; meja yang ada disimpan di samping."""
    report = desk.restore(file, desk.place(data), passphrase(), last_numbers(numbers))
    tell({**asdict(report), "kept": str(report.kept) if report.kept else None})


@contextmanager
def opened(data: Path | None) -> Iterator[desk.App]:
    """The unlocked desk, closed again afterwards."""
    folder = desk.place(data)
    vault = desk.open_vault(folder, acting(), passphrase())
    app = desk.start(folder, vault)
    try:
        yield app
    finally:
        app.close()

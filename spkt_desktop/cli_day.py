"""The day of the desk at the command line: shifts and diary, the queue, what waits, answers of visitors, persons."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from spkt_desktop.app import describe
from spkt_desktop.app.registers import PAPER
from spkt_desktop.books import NEEDS, Shift
from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import NOT_MADE, OUTPUT, TEXT, WrongUse, prepared, tell, written
from spkt_desktop.errors import NotFound, Refused


@click.command()
@data_option
@click.option("--open", "regu", type=TEXT, default="", help="Buka jaga regu ini.")
@click.option("--present", type=TEXT, multiple=True, help="NRP yang hadir; tanpa ini semua anggota regu.")
@click.option("--reason", type=TEXT, default="", help="Mengapa jaga sebelumnya berakhir tanpa serah terima.")
def shift(data: Path | None, regu: str, present: tuple[str, ...], reason: str) -> None:
    """Jaga yang sedang berlangsung; dengan --open: membuka jaga baru."""
    with opened(data) as app:
        if regu:
            tell(_shift(app.shifts.open(regu, present or app.shifts.members(regu), reason)))
        elif current := app.shifts.current():
            tell(_shift(current))
        else:
            raise Refused("Belum ada jaga yang dibuka. Tidak ada yang berubah.")


@click.command()
@data_option
@click.option("--back", type=click.IntRange(min=0), default=0, help="Berapa jaga ke belakang; 0 yang terakhir.")
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan buku mutasi ke berkas ini.")
def diary(data: Path | None, back: int, pdf: Path | None) -> None:
    """Buku mutasi satu jaga, atau berkas PDF-nya."""
    with opened(data) as app:
        chosen = next(iter(app.shifts.listed(1, back)), None)
        if chosen is None:
            raise NotFound("Jaga itu tidak ada di register.")
        with prepared(pdf, NOT_MADE) as write:
            if write is None:
                for line in app.shifts.lines(chosen):
                    tell({**asdict(line), "at": line.at.isoformat()})
            else:
                made = app.shifts.diary(chosen)
                letter = app.shifts.render(made)
                app.shifts.made(made, PAPER)
                tell(written(pdf, letter, write))


@click.command()
@data_option
@click.argument("text", type=TEXT)
@click.option("--action", type=TEXT, default="", help="Tindakan yang diambil.")
def note(data: Path | None, text: str, action: str) -> None:
    """Menambah satu baris di buku mutasi."""
    with opened(data) as app:
        app.shifts.note(text, action)
        tell({"noted": True})


@click.command()
@data_option
def handover(data: Path | None) -> None:
    """Isian awal serah terima piket (formulir serah_terima)."""
    with opened(data) as app:
        tell(app.shifts.handover())


@click.command()
@data_option
def matters(data: Path | None) -> None:
    """Yang masih ditunggu, yang terlambat lebih dulu."""
    with opened(data) as app:
        for matter in app.matters.listed():
            tell({**asdict(matter), "due": matter.due.isoformat() if matter.due else None})


@click.command()
@data_option
@click.argument("reference", type=TEXT)
@click.argument("key", type=TEXT)
@click.option("--note", "words", type=TEXT, required=True, help="Bagaimana selesainya.")
def settle(data: Path | None, reference: str, key: str, words: str) -> None:
    """Mencatat bahwa yang ditunggu sebuah surat sudah selesai."""
    with opened(data) as app:
        app.matters.settle(reference, key, words)
        tell({"settled": key})


@click.command()
@data_option
@click.option("--take", is_flag=True, help="Mengambil nomor berikutnya.")
@click.option("--need", type=TEXT, default="", help=f"Didahulukan karena: {', '.join(NEEDS)}.")
@click.option("--call", is_flag=True, help="Memanggil yang berikutnya.")
@click.option("--end", "visit", type=TEXT, default="", help="Kode kunjungan yang berakhir tanpa surat.")
@click.option("--how", type=TEXT, default="", help="pergi atau selesai.")
def queue(data: Path | None, take: bool, need: str, call: bool, visit: str, how: str) -> None:
    """Antrean: yang menunggu, atau satu perbuatan padanya."""
    if take + call + bool(visit) > 1:
        raise WrongUse("pilih satu, --take, --call, atau --end.")
    with opened(data) as app:
        if visit:
            app.queue.end(visit, how)
        chosen = [app.queue.take(need)] if take else [app.queue.call()] if call else app.queue.waiting()
        for one in chosen:
            tell({**asdict(one), "at": one.at.isoformat()})


@click.command()
@data_option
@click.argument("form", type=TEXT)
@click.argument("score", type=click.IntRange(1, 4))
def rate(data: Path | None, form: str, score: int) -> None:
    """Menyimpan jawaban kepuasan: 1 tidak puas sampai 4 sangat puas."""
    with opened(data) as app:
        app.feedback.rate(form, score)
        tell({"rated": score})


@click.command()
@data_option
@click.option("--nik", type=TEXT, default="", help="NIK orang itu.")
@click.option("--name", type=TEXT, default="", help="Nama, bila tanpa NIK; bersama --born.")
@click.option("--born", type=TEXT, default="", help="Tanggal lahir, YYYY-MM-DD.")
def person(data: Path | None, nik: str, name: str, born: str) -> None:
    """Kunjungan satu orang, dan siapa yang mungkin orang yang sama."""
    if not nik and not (name and born):
        raise WrongUse("tulis --nik, atau --name bersama --born.")
    with opened(data) as app:
        view = app.people.view(nik=nik, name=name, born=born)
        tell({
            "person": asdict(view.someone), "names": view.names, "alike": [asdict(one) for one in view.alike],
            "records": [describe.record(record) for record in view.records],
        })  # fmt: skip


def _shift(one: Shift) -> dict[str, object]:
    closed = one.closed_at.isoformat() if one.closed_at else None
    return {**asdict(one), "opened_at": one.opened_at.isoformat(), "closed_at": closed}


COMMANDS = (shift, diary, note, handover, matters, settle, queue, rate, person)
